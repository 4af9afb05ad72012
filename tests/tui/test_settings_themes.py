"""The themes: every word that any screen draws stands out from its ground, in full colour, in 16 colours and without colour."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from rich.palette import Palette as Table
from rich.style import Style
from textual.filter import monochrome_style
from textual.geometry import Region

from tests.tui.app_library import PLANS, write_library
from tests.tui.conftest import Opener
from tests.tui.test_app_flow import search, until
from tui.app import Guilan
from tui.control.dress import dress
from tui.settings import CHOICES, Settings
from tui.themes import PALETTES, themes
from tui.widgets.entries import Entry
from tui.widgets.paint import row

LEAST = 4.5
"""WCAG 2.2, 1.4.3, level AA."""
STYLES = ("", "dim", "head", "match", "warn", "bar")
XTERM = Table(
    [(0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
     (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255)]
)  # fmt: skip
"""The 16 colours of xterm."""


def luminance(colour: Color) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [part / 255 for part in colour.get_truecolor()]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def in_sixteen(colour: Color) -> Color:
    """What a terminal of 16 colours shows: Rich's choice of a colour, as xterm draws it."""
    number = colour.downgrade(ColorSystem.STANDARD).number
    assert number is not None
    return Color.from_rgb(*XTERM[number])


def pairs(app: Guilan, within: Region) -> Iterator[tuple[str, Style]]:
    """Words in a part of the screen with their style; lines, blocks and spaces are no words."""
    for strip in app.screen._compositor.render_strips()[within.y : within.bottom]:
        for words, style, _ in strip.crop(within.x, within.right):
            if style and any(char.isalnum() for char in words):
                yield words, style


def colours(style: Style) -> tuple[Color, Color]:
    """Colour of the words and of their ground."""
    assert style.color is not None
    assert style.bgcolor is not None
    return (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)


def too_weak(app: Guilan, within: Region | None = None) -> list[tuple[str, str, float]]:
    """Words that do not stand out, in any of the three ways; what a dialog lies over is not meant to be read."""
    found = []
    shown = list(pairs(app, within or app.screen.region))
    assert shown
    for words, style in shown:
        assert not style.dim, words
        front, ground = colours(style)
        grey_front, grey_ground = colours(monochrome_style(style))
        values = {"full": contrast(front, ground), "grey": contrast(grey_front, grey_ground)}
        if app.console.color_system == "standard":
            values = {"sixteen": contrast(in_sixteen(front), in_sixteen(ground))}
        found += [
            (words, f"{way}: {front.name} on {ground.name}", round(value, 2)) for way, value in values.items() if value < LEAST
        ]
    return found


@pytest.mark.parametrize("system", ["truecolor", "standard"])
@pytest.mark.parametrize("theme", CHOICES["theme"])
async def test_every_word_on_every_screen_stands_out(open_app: Opener, folder: Path, theme: str, system: str) -> None:
    app = open_app(folder)
    app.console._color_system = ColorSystem[system.upper()]
    for one in themes(few=system == "standard"):
        app.register_theme(one)
    async with app.run_test(size=(140, 45)) as pilot:
        await until(pilot, lambda: app.desk.ready)
        dress(app, Settings(theme=theme))
        await search(pilot, app, "护理型床位")
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.desk.reader.document is not None)
        for pane in ("tree", "reader", "side"):
            app.desk.go(pane)
            await pilot.pause()
            assert too_weak(app) == []
        rows = tuple(row((f"字样{name}", name)) for name in STYLES)
        app.desk.results.show([Entry("a", rows), Entry("b", rows), Entry("c", rows, heading=True)])
        app.desk.flash("提醒的话", warn=True)
        await pilot.pause()
        assert too_weak(app) == []
        for key in ("f1", "f2", "comma", "f7"):
            app.desk.go("tree")
            await pilot.press(key)
            await until(pilot, lambda: len(app.screen_stack) > 1)
            await pilot.pause()
            assert too_weak(app, app.screen.query(".box").first().region) == []
            await pilot.press("escape")
            await until(pilot, lambda: len(app.screen_stack) == 1)


def test_every_setting_of_the_theme_has_its_colours() -> None:
    assert tuple(PALETTES) == CHOICES["theme"]


def test_the_themes_have_contrast_by_themselves() -> None:
    for one in PALETTES.values():
        for ground in (one.ground, one.bar, one.field, one.found):
            for front in (one.words, one.dim, one.accent, one.match, one.warn):
                assert contrast(Color.parse(front), Color.parse(ground)) >= LEAST, (front, ground)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_cursor_shows_without_colour(open_app: Opener, tmp_path: Path, size: tuple[int, int]) -> None:
    app = open_app(write_library(tmp_path / "two", PLANS[:2]))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.desk.ready)
        app.desk.go("tree")
        await pilot.pause()
        strip = app.desk.tree_pane.render_line(0)
        first = next(iter(strip))
        assert first.text == "▌"
        assert first.style is not None
        assert first.style.reverse
