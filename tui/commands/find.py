"""``guilan find WORDS``: plans, sections and indicators by title, number, pinyin or initials, as quick-open in the app."""

from __future__ import annotations

from dataclasses import asdict

import click

from library.cleaning import clean_line
from library.errors import NothingFound
from library.model import Place
from tui.cli import Argument, Command, Option
from tui.commands.common import json_option, marked, opened, print_json, print_styled
from tui.strings import text


@click.command(cls=Command, help="find.help")
@click.argument("query", cls=Argument, nargs=-1, required=True)
@click.option("--limit", cls=Option, type=click.IntRange(1), default=20, show_default=True, help="search.limit")
@json_option
@click.pass_obj
def command(option: str | None, query: tuple[str, ...], limit: int, as_json: bool) -> int:
    """List the places that the words may mean, the best first; exit status 1 where there is none."""
    words = " ".join(query)
    with opened(option) as library:
        found = library.quick_open(words, limit=limit)
    if as_json:
        print_json({"query": words, "places": [asdict(place) for place in found]})
    elif not found:
        raise NothingFound(text("find.none", query=clean_line(words)))
    else:
        for place in found:
            print_styled(_line(place))
    return 0 if found else 1


def _line(place: Place) -> str:
    """Key, title with its matches, and what it stands in."""
    above = [] if place.kind == "plan" else [place.plan_title, *place.path]
    where = f"  {click.style(' › '.join(map(clean_line, above)), dim=True)}" if above else ""
    return f"{clean_line(place.key)}  {marked(place.title, place.matches)}{where}"
