"""``guilan similar KEY``: sections of other plans that treat the same matter."""

from __future__ import annotations

from dataclasses import asdict

import click

from library.cleaning import clean_line
from library.errors import NothingFound
from library.model import Similar
from tui.cli import Argument, Command, Option
from tui.commands.common import json_option, marked, opened, print_json, print_styled
from tui.strings import text


@click.command(cls=Command, help="alike.help")
@click.argument("key", cls=Argument)
@click.option("--limit", cls=Option, type=click.IntRange(1), default=20, show_default=True, help="search.limit")
@json_option
@click.pass_obj
def command(option: str | None, key: str, limit: int, as_json: bool) -> int:
    """List; exit status 1 where the key is no section's, or nothing is alike."""
    with opened(option) as library:
        if library.resolve(key) != "section":
            raise NothingFound(text("show.unknown", asked=clean_line(key)))
        found = library.similar(key, limit=limit)
    if as_json:
        print_json({"section": key, "similar": [asdict(one) for one in found]})
    elif not found:
        raise NothingFound(text("alike.none"))
    else:
        for number, one in enumerate(found, 1):
            print_styled(_lines(number, one))
    return 0 if found else 1


def _lines(number: int, one: Similar) -> str:
    head = f"{number:>3}  {clean_line(one.plan_title)} › {' › '.join(map(clean_line, one.path))}"
    words = f"     {text('alike.words')}{'、'.join(map(clean_line, one.words))}"
    return "\n".join([head, words, "     " + marked(one.snippet, one.matches), click.style(f"     {one.section}", dim=True)])
