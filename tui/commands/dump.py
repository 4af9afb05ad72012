"""``guilan dump``: the library as JSON."""

from __future__ import annotations

import click

from library.cleaning import clean_line
from library.errors import NothingFound
from tui.cli import Command, Option
from tui.commands.common import opened, print_json
from tui.strings import text


@click.command(cls=Command, help="dump.help")
@click.option("--plan", cls=Option, help="search.plan")
@click.pass_obj
def command(option: str | None, plan: str | None) -> int:
    """Print the document that CONTRACT describes."""
    with opened(option) as library:
        if plan is not None and library.resolve(plan) != "plan":
            raise NothingFound(text("show.unknown", asked=clean_line(plan)))
        print_json(library.dump(plan))
    return 0
