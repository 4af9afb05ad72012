"""A person's settings: what can be set, where it stands, how it is read. ``tui.settings_file`` writes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tui.strings import text

CHOICES: dict[str, tuple[str, ...]] = {
    "language": ("zh", "en"),
    "theme": ("dark", "light", "contrast"),
    "width": ("auto", "1", "2"),
    "lines": ("auto", "box", "ascii"),
}
"""Settings with a few values, the first of which is the standard one."""
NAMES = (*CHOICES, "folder")
"""Settings that hold one value, in the order of file and screen; beside them the table ``keys``."""
KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has set. ``folder`` is where exports are offered to go, empty for that of the last export; ``keys`` are
    accepted keys (see ``tui.keys.accepted``) by action.
    """

    language: str = "zh"
    theme: str = "dark"
    width: str = "auto"
    lines: str = "auto"
    folder: str = ""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """The value of one of `NAMES`."""
        return str(getattr(self, name))

    def with_value(self, name: str, value: str) -> Settings:
        """With one of `NAMES` set."""
        return replace(self, **{name: value})  # type: ignore[arg-type]

    def ascii(self, ambiguous: int) -> bool:
        """Whether lines are drawn with ASCII characters, in a terminal that takes so many cells for an ambiguous one."""
        return self.lines == "ascii" or (self.lines == "auto" and ambiguous == 2)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in the file that is not used; ``words`` says so in the language of the screen."""

    kind: str
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """One sentence."""
        fields = dict(self.fields)
        for name in ("action", "other"):
            if fields.get(name):
                fields[name] = text(f"action.{fields[name]}")
        return text(f"settings.trouble.{self.kind}", **fields)


def settings_file() -> Path:
    """Where the settings are: the file that GUILAN_CONFIG names, else ``settings.toml`` in the user's config folder."""
    named = os.environ.get("GUILAN_CONFIG")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("guilan", appauthor=False) / "settings.toml"


def load(path: Path | None = None) -> tuple[Settings, tuple[Trouble, ...]]:
    """The settings and what of them cannot be used, for which the standard holds. Never fails; without a file all is standard."""
    path = path or settings_file()
    try:
        words = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError):
        return Settings(), (Trouble("unreadable", (("path", str(path)),)),)
    import tomllib

    try:
        data = tomllib.loads(words)
    except tomllib.TOMLDecodeError:
        return Settings(), (Trouble("damaged", (("path", str(path)),)),)
    troubles: list[Trouble] = []
    settings = Settings()
    for name, value in _values(data, troubles):
        settings = settings.with_value(name, value)
    own = data.get(KEYS, {})
    keys = own_keys(own, troubles) if isinstance(own, dict) else {}
    if not isinstance(own, dict):
        troubles.append(_trouble("value", KEYS, own))
    return replace(settings, keys=keys), tuple(troubles)


def _values(data: Mapping[str, Any], troubles: list[Trouble]) -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        if name == KEYS:
            continue
        if name not in NAMES:
            troubles.append(Trouble("unknown", (("name", _short(name)),)))
        elif isinstance(value, str | int) and not isinstance(value, bool) and (name == "folder" or str(value) in CHOICES[name]):
            yield name, str(value)
        else:
            troubles.append(_trouble("value", name, value))


def own_keys(table: Mapping[str, Any], troubles: list[Trouble]) -> dict[str, tuple[str, ...]]:
    """The keys of a table ``action = "key"`` or ``action = ["key", …]`` that can be had; ``troubles`` grows by the others."""
    if not table:
        return {}
    from tui.actions import BY_ID
    from tui.keys import accepted, key_named

    wishes: dict[str, tuple[str, ...]] = {}
    for name, value in table.items():
        words = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        named = [key_named(str(one)) for one in words]
        if name not in BY_ID:
            troubles.append(Trouble("action", (("name", _short(name)),)))
        elif not words or None in named:
            troubles.append(_trouble("key", name, value, action=name))
        else:
            wishes[name] = tuple(key for key in named if key)
    own, clashes = accepted(wishes)
    troubles += map(clash_trouble, clashes)
    return own


def clash_trouble(found: Any) -> Trouble:
    """A ``tui.keys.Clash`` as a trouble."""
    from tui.actions import BY_ID, printed

    scope = BY_ID[found.other].scope if found.other else ""
    place = text(f"pages.{scope}") if scope else ""
    press = printed(found.key) if found.key else ""
    return Trouble(f"clash_{found.kind}", (("action", found.action), ("press", press), ("other", found.other), ("scope", place)))


def _trouble(kind: str, name: str, value: object, **fields: str) -> Trouble:
    return Trouble(kind, (("name", name), ("value", _short(value)), *fields.items()))


def _short(value: object) -> str:
    """A value from the file as it may stand in a sentence."""
    from library.cleaning import clean_line

    words = clean_line(str(value))
    return words if len(words) <= 40 else f"{words[:40]}…"
