"""What the commands of the views share: options, the view as a table for people or as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from library.errors import UsageError
from library.library import Library
from library.tabular import as_text
from library.viewtables import View, exported, table_of
from tui.cli import Option
from tui.commands.common import print_table, say
from tui.commands.export import deliver
from tui.strings import text

FORMATS = ("table", "md", "csv", "xlsx", "json")


def view_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--format``, ``--json``, ``-o`` and ``--overwrite``."""
    for option in (
        click.option("--overwrite", cls=Option, is_flag=True, help="export.overwrite"),
        click.option("-o", "--output", cls=Option, default="-", help="export.output"),
        click.option("--json", "as_json", cls=Option, is_flag=True, help="cli.json"),
        click.option("--format", "form", cls=Option, type=click.Choice(FORMATS), default="table", help="compare.format"),
    ):
        command = option(command)
    return command


def show(library: Library, view: View, *, form: str, as_json: bool, output: str, overwrite: bool) -> int:
    """The view in the format asked for; a table for people has its notes on stderr."""
    form = "json" if as_json else form
    if form == "xlsx" and output == "-":
        raise UsageError(text("compare.xlsx"))
    if form != "table" or output != "-":
        return deliver(exported(library.reader, view, "md" if form == "table" else form), output, overwrite=overwrite)
    table = table_of(view)
    print_table(
        "|".join(column.replace("|", "／") for column in table.header),
        ([None if cell is None else as_text(cell) for cell in row] for row in table.rows),
    )
    for note in table.notes:
        say(note)
    return 0
