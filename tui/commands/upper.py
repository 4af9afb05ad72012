"""``guilan upper PLAN``: a plan against the plan above it, indicator by indicator."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from library.cleaning import clean_line
from library.errors import NothingFound
from tui.cli import Argument, Command, Option
from tui.commands.common import opened, print_json, print_table, say
from tui.commands.viewing import show, view_options
from tui.strings import text


@click.command(cls=Command, help="upper.help")
@click.argument("key", cls=Argument)
@click.option("--against", cls=Option, metavar="KEY", help="upper.against")
@click.option("--list", "listing", cls=Option, is_flag=True, help="upper.list")
@view_options
@click.pass_obj
def command(option: str | None, /, key: str, against: str | None, listing: bool, **wanted: Any) -> int:
    """Compare; exit status 1 for an unknown key, or where no upper plan is in the library."""
    with opened(option) as library:
        for asked in (key, against):
            if asked is not None and library.resolve(asked) != "plan":
                raise NothingFound(text("show.unknown", asked=clean_line(asked)))
        found = () if against and not listing else library.uppers(key)
        if listing:
            if wanted["as_json"]:
                print_json({"plan": key, "uppers": [asdict(one) for one in found]})
            else:
                rows = [(one.basis, one.title, one.region, one.plan or one.missing, one.quote) for one in found]
                print_table(text("upper.columns"), rows)
            return 0 if found else 1
        above = against or next((one.plan for one in found if one.plan), None)
        if above is None:
            names = "；".join(f"《{clean_line(one.title)}》" for one in found)
            raise NothingFound(text("upper.absent_all", names=names) if names else text("upper.unknown"))
        if against is None:
            say(text("upper.taken", title=clean_line(library.plan_info(above).title)))
        return show(library, library.against_upper(key, above), **wanted)
