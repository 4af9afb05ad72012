"""The pages of the guide that are made from the code: ``python -m tui.pages docs`` writes what stands between their marks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from tui.actions import ACTIONS, Action, printed
from tui.cli import COMMANDS, cli
from tui.settings import CHOICES, KEYS, NAMES, Settings
from tui.settings_file import fresh
from tui.strings import text

BEGIN, END = "<!-- made from the code: begin -->", "<!-- made from the code: end -->"
SCOPES = ("main", "list", "sheet", "tree", "reader", "box")


def keys() -> str:
    """A table of keys for each place in which they act."""
    parts = []
    for scope in SCOPES:
        rows = [_row(action) for action in ACTIONS if action.scope == scope]
        parts += [f"## {text(f'pages.{scope}')}", "", *_head("keys"), *rows, ""]
    return "\n".join(parts).rstrip()


def _row(action: Action) -> str:
    plain = [key for key in action.keys if key not in action.safe_keys]
    cells = (action.title, _keys(plain), _keys(action.safe_keys), action.help, f"`{action.command}`" if action.command else "")
    return "| " + " | ".join(cells) + " |"


def _keys(keys: list[str] | tuple[str, ...]) -> str:
    return " ".join(f"`{printed(key)}`" for key in keys)


def commands() -> str:
    """Every command: what it does, how it is written, its options."""
    parts = []
    root = click.Context(cli, info_name="guilan")
    for name in COMMANDS:
        command = cli.get_command(root, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=root)
        usage = " ".join(["guilan", name, *command.collect_usage_pieces(context)])
        records = [found for one in command.get_params(context) if (found := one.get_help_record(context)) and found[1]]
        parts += [f"## `guilan {name}`", "", text(command.help or ""), "", f"    {usage}", ""]
        parts += [*_head("options"), *(f"| `{option}` | {words} |" for option, words in _escaped(records)), ""]
    return "\n".join(parts).rstrip()


def settings() -> str:
    """Where the settings stand; every setting with its values; a fresh file."""
    places = [f"{number}. {text(f'pages.settings.{name}')}" for number, name in ((1, "named"), (2, "folder"))]
    rows = []
    for name in (*NAMES, KEYS):
        choices = CHOICES.get(name)
        values = "<br>".join(f"`{one}` {text(f'settings.{name}.{one}')}" for one in choices or ()).replace("|", "\\|")
        words = "settings.keys.none" if name == KEYS else f"settings.{name}.empty"
        standard = f"`{Settings().value(name)}`" if choices else text(words)
        cells = (f"`{name}`", text(f"settings.{name}"), values or text(f"pages.settings.{name}.values"), standard)
        rows.append("| " + " | ".join((*cells, text(f"settings.{name}.help"))) + " |")
    example = ["```toml", fresh().rstrip(), "```"]
    head = [text("pages.settings.file"), "", *places, "", *_head("settings"), *rows, ""]
    return "\n".join([*head, text("pages.settings.example"), "", *example])


def _escaped(records: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(option.replace("|", "\\|"), words.replace("|", "\\|")) for option, words in records]


def _head(table: str) -> list[str]:
    columns = text(f"pages.columns.{table}").split("|")
    return ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]


PAGES: dict[str, Callable[[], str]] = {"keys.md": keys, "commands.md": commands, "settings.md": settings}
"""File names in docs/ and what makes the part between the marks."""


def renewed(page: str, made: str) -> str:
    """A page with the part between its marks made anew. Raises ValueError where the marks are missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the page has no marks to write between")
    return f"{before}{BEGIN}\n\n{made}\n\n{END}{after}"


if __name__ == "__main__":
    for name, make in PAGES.items():
        file = Path(sys.argv[1]) / name
        file.write_text(renewed(file.read_text("utf-8"), make()), encoding="utf-8")
