"""``guilan projects``: the projects of a kind across plans, with place, scale and years."""

from __future__ import annotations

from typing import Any, get_args

import click

from library.cleaning import clean_line
from library.errors import NothingFound
from library.model import ProjectKind
from library.views import ProjectRow
from tui.cli import Argument, Command, Option
from tui.commands.common import opened, print_table
from tui.commands.viewing import show, view_options
from tui.strings import text


@click.command(cls=Command, help="projects.help")
@click.argument("names", cls=Argument, nargs=-1)
@click.option("--kind", "kinds", cls=Option, type=click.Choice(get_args(ProjectKind)), multiple=True, help="projects.kind")
@click.option("--region", cls=Option, help="search.region")
@view_options
@click.pass_obj
def command(option: str | None, /, names: tuple[str, ...], kinds: tuple[str, ...], region: str | None, **wanted: Any) -> int:
    """List; exit status 1 where there is none."""
    words = " ".join(names)
    with opened(option) as library:
        found = library.list_projects(words, kinds=kinds, region=region)
        if not found.rows:
            raise NothingFound(text("projects.nothing", words=clean_line(words)))
        if wanted["form"] == "table" and wanted["output"] == "-" and not wanted["as_json"]:
            print_table(text("projects.columns"), map(_cells, found.rows))
            return 0
        return show(library, found, **wanted)


def _cells(one: ProjectRow) -> tuple[object, ...]:
    scale = "；".join(scale.text for scale in one.scales)
    return one.name, one.kind, one.place, scale, one.years, " ".join(filter(None, (one.region, one.period))), one.key
