"""What the commands share: the library they work on, and the two channels: data on stdout, talk on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from library.cleaning import clean_line
from library.library import Library
from tui.cli import Option, library_folder

json_option = click.option("--json", "as_json", cls=Option, is_flag=True, help="cli.json")


def opened(option: str | None) -> Library:
    """The library that the command line names; raises ``GuilanError`` where it cannot be used."""
    return Library.open(library_folder(option))


def say(words: str) -> None:
    """A line of talk: progress, warnings and errors go to stderr."""
    print(words, file=sys.stderr)


def print_json(data: Any) -> None:
    """Exactly one JSON document."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def print_lines(lines: Iterable[str]) -> None:
    """Lines of text, each through the cleaning gate."""
    for line in lines:
        sys.stdout.write(clean_line(line) + "\n")


def print_styled(words: str) -> None:
    """Text that may hold ``click.style``: plain where nobody looks at colours, or NO_COLOR asks for none."""
    click.echo(words, color=False if os.environ.get("NO_COLOR") else None)


def marked(words: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Text with its matches (half-open character ranges) in bold and between 【】, so that they show without colour."""
    out, done = "", 0
    for start, end in ranges:
        out += clean_line(words[done:start]) + click.style(f"【{clean_line(words[start:end])}】", bold=True)
        done = end
    return out + clean_line(words[done:])


def print_table(header: str, rows: Iterable[Sequence[object]]) -> None:
    """A table for people; ``header`` is the column names with | between them. Nothing is cut: long cells wrap."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold", show_edge=False, pad_edge=False)
    for name in header.split("|"):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean_line("" if cell is None else str(cell))) for cell in row))
    Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else 160).print(table)
