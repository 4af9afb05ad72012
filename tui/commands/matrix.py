"""``guilan matrix``: which plan has which indicator."""

from __future__ import annotations

from typing import Any

import click

from library.cleaning import clean_line
from library.errors import NothingFound
from tui.cli import Argument, Command, Option
from tui.commands.common import opened
from tui.commands.viewing import show, view_options
from tui.strings import text


@click.command(cls=Command, help="matrix.help")
@click.argument("words", cls=Argument, nargs=-1)
@click.option("--period", cls=Option, help="search.period")
@click.option("--region", cls=Option, help="search.region")
@click.option("--limit", cls=Option, type=click.IntRange(1), default=60, show_default=True, help="matrix.limit")
@view_options
@click.pass_obj
def command(
    option: str | None, /, words: tuple[str, ...], period: str | None, region: str | None, limit: int, **wanted: Any
) -> int:
    """Show; exit status 1 where there is no row."""
    with opened(option) as library:
        found = library.matrix(words, period=period, region=region, limit=limit)
        if not found.rows:
            raise NothingFound(text("compare.none", words=clean_line(" ".join(words))) if words else text("compare.empty"))
        return show(library, found, **wanted)
