"""Writing settings: what a person wrote into the file, comments and order, stays; a fresh file explains every setting."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from tui.actions import BY_ID
from tui.keys import written
from tui.settings import CHOICES, KEYS, NAMES, Settings
from tui.strings import text

DAMAGED = ".damaged"
"""Ending of the name that a file which is no TOML is put aside under before another takes its place."""


def save(path: Path, settings: Settings) -> None:
    """Write all settings in one step (temporary file, then rename). Raises OSError where the disk refuses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    document = _document(path)
    for name in NAMES:
        value = settings.value(name)
        if str(document.get(name, "")) != value or name not in document:
            document[name] = value
    table = document.get(KEYS)
    if not isinstance(table, dict):
        document[KEYS] = table = tomlkit.table()
    _write_keys(table, settings.keys)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".settings-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(tomlkit.dumps(document))
        os.replace(name, path)
    except OSError:
        with suppress(OSError):
            os.unlink(name)
        raise


def _write_keys(table: Any, own: Mapping[str, tuple[str, ...]]) -> None:
    """Keys that were given and are no longer go; what stands there for a name that is no action stays."""
    for name in [name for name in table if name in BY_ID and name not in own]:
        del table[name]
    for name, keys in own.items():
        words = written(keys)
        if list(table.get(name, ())) != words:
            table[name] = words


def _document(path: Path) -> Any:
    """The file as it is; a fresh one where there is none or where it is no TOML, which is put aside."""
    try:
        return tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return tomlkit.parse(fresh())
    except (OSError, ValueError, TOMLKitError):
        if path.exists():
            os.replace(path, path.with_name(path.name + DAMAGED))
        return tomlkit.parse(fresh())


def fresh() -> str:
    """A file in which everything is standard, with a comment on every setting."""
    standard = Settings()
    lines = [f"# {text('settings.file.head')}"]
    for name in NAMES:
        lines += ["", f"# {text(f'settings.{name}')}：{text(f'settings.{name}.help')}"]
        lines += [f"#   {value}　{text(f'settings.{name}.{value}')}" for value in CHOICES.get(name, ())]
        lines.append(f'{name} = "{standard.value(name)}"')
    lines += ["", f"[{KEYS}]", *(f"# {line}" for line in text("settings.file.keys").split("\n"))]
    return "\n".join(lines) + "\n"
