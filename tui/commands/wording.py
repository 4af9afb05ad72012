"""``guilan wording WORDS``: how plans word a measure, the strongest commitment first."""

from __future__ import annotations

from dataclasses import asdict

import click

from library.cleaning import clean_line
from library.errors import NothingFound
from tui.cli import Argument, Command, Option
from tui.commands.common import json_option, marked, opened, print_json, print_styled
from tui.strings import text


@click.command(cls=Command, help="wording.help")
@click.argument("query", cls=Argument)
@click.option("--region", cls=Option, help="search.region")
@click.option("--period", cls=Option, help="search.period")
@json_option
@click.pass_obj
def command(option: str | None, query: str, region: str | None, period: str | None, as_json: bool) -> int:
    """List the sentences; exit status 1 where there are none."""
    with opened(option) as library:
        found = library.wordings(query, region=region, period=period)
    if as_json:
        print_json({"query": query, "wordings": [asdict(one) for one in found]})
    elif not found:
        raise NothingFound(text("wording.absent", asked=clean_line(query)))
    strength = ""
    for one in () if as_json else found:
        if one.strength != strength:
            strength = one.strength
            print_styled(click.style(strength, bold=True))
        place = f"{clean_line(one.region or one.plan_title)} {' › '.join(map(clean_line, one.path))}"
        print_styled(f"  {marked(one.sentence, one.matches)}\n" + click.style(f"    {place}  {one.section}", dim=True))
    return 0 if found else 1
