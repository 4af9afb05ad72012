"""The three themes. Every word has a contrast of 4.5:1 or more against its ground (WCAG 2.2, 1.4.3), also in 16 colours."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of a theme. Grounds: ``ground`` of the panes, ``bar`` of lines at the edges and of the cursor's line, ``field`` of
    fields and dialogs, ``found`` behind matches. Words: ``words``, ``dim``, ``accent``, ``match``, ``warn``. ``line`` is drawn.
    """

    dark: bool
    ground: str
    bar: str
    field: str
    found: str
    words: str
    dim: str
    accent: str
    match: str
    warn: str
    line: str


PALETTES: dict[str, Palette] = {
    "dark": Palette(
        True, "#101418", "#1d242b", "#161b20", "#3d3000",
        "#e8eaed", "#b4bcc4", "#7cc4ff", "#ffd866", "#ff9a9a", "#5f6b76",
    ),
    "light": Palette(
        False, "#fbfbf8", "#ececE6", "#ffffff", "#fff0b8",
        "#16191c", "#474d54", "#004a94", "#7a0070", "#9c0012", "#8a9097",
    ),
    "contrast": Palette(
        True, "#000000", "#000000", "#000000", "#000000",
        "#ffffff", "#ffffff", "#55ffff", "#ffff55", "#ff8888", "#ffffff",
    ),
}  # fmt: skip


def name_of(theme: str) -> str:
    """The name that a theme has for the framework."""
    return f"guilan-{theme}"


def themes(*, few: bool = False) -> list[Theme]:
    """All themes, to be registered with the app; ``few`` for a terminal of 16 colours, in which dark grey on white is too weak."""
    return [_theme(name_of(name), replace(one, dim=one.words) if few else one) for name, one in PALETTES.items()]


def _theme(name: str, one: Palette) -> Theme:
    cursor = {"input-cursor-background": one.words, "input-cursor-foreground": one.ground, "input-cursor-text-style": "none"}
    chosen = {"background": one.accent, "foreground": one.ground}
    variables = {
        "text": one.words,
        "text-muted": one.dim,
        "text-disabled": one.dim,
        "text-primary": one.accent,
        "text-accent": one.accent,
        "text-warning": one.match,
        "text-error": one.warn,
        "warning-muted": one.found,
        "surface-lighten-1": one.field,
        "panel-lighten-2": one.line,
        "scrollbar": one.line,
        "scrollbar-hover": one.accent,
        "scrollbar-active": one.accent,
        "scrollbar-background": one.bar,
        "scrollbar-background-hover": one.bar,
        "scrollbar-background-active": one.bar,
        "scrollbar-corner-color": one.bar,
        **{f"input-selection-{part}": colour for part, colour in chosen.items()},
        **{f"screen-selection-{part}": colour for part, colour in chosen.items()},
        **cursor,
    }
    return Theme(
        name=name, dark=one.dark, primary=one.accent, secondary=one.accent, accent=one.accent, warning=one.match, error=one.warn,
        success=one.accent, foreground=one.words, background=one.ground, surface=one.field, panel=one.bar, variables=variables,
    )  # fmt: skip
