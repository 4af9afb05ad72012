"""``guilan timeline``: one indicator of one place through its successive plans."""

from __future__ import annotations

from typing import Any

import click

from library.cleaning import clean_line
from library.errors import NothingFound, UsageError
from library.keys import plan_of
from tui.cli import Argument, Command, Option
from tui.commands.common import opened
from tui.commands.viewing import show, view_options
from tui.strings import text


@click.command(cls=Command, help="timeline.help")
@click.argument("words", cls=Argument, nargs=-1, required=True)
@click.option("--region", cls=Option, help="timeline.region")
@view_options
@click.pass_obj
def command(option: str | None, /, words: tuple[str, ...], region: str | None, **wanted: Any) -> int:
    """Show; exit status 1 where no indicator of the place answers. The key of an indicator says its place itself."""
    asked = " ".join(words)
    with opened(option) as library:
        if region is None:
            if library.resolve(asked) != "indicator":
                raise UsageError(text("timeline.no_region"))
            region = library.plan_info(plan_of(asked)).region
        found = library.through_time(asked, region)
        if found is None or not found.rows:
            raise NothingFound(text("timeline.none", words=clean_line(asked), region=clean_line(region)))
        return show(library, found, **wanted)
