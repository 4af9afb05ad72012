"""``guilan searches``: the searches that were kept and those asked before, as listed in the app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import click

from library.cleaning import clean_line
from library.errors import NothingFound
from tui.cli import Command, Option
from tui.commands.common import json_option, opened, print_json, print_table, say
from tui.strings import text


@click.command(cls=Command, help="searches.help")
@click.option("--save", cls=Option, help="searches.save")
@click.option("--name", cls=Option, help="searches.name")
@click.option("--remove", cls=Option, help="searches.remove")
@click.option("--forget", cls=Option, is_flag=True, help="searches.forget")
@click.option("--limit", cls=Option, type=click.IntRange(1), default=20, show_default=True, help="search.limit")
@json_option
@click.pass_obj
def command(
    option: str | None, save: str | None, name: str | None, remove: str | None, forget: bool, limit: int, as_json: bool
) -> int:
    """Keep, remove, forget as told, then list what there is."""
    with opened(option) as library:
        if save is not None:
            library.user.save_search(name or "", save)
        if remove is not None and not library.user.remove_search(remove):
            raise NothingFound(text("searches.unknown", name=clean_line(remove)))
        if forget:
            library.user.clear_history()
        kept, past = library.user.searches(), library.user.history(limit)
    if as_json:
        print_json({"saved": [asdict(one) for one in kept], "history": [asdict(one) for one in past]})
    elif not kept and not past:
        say(text("searches.empty"))
    else:
        rows = [(text("searches.kept"), one.name, one.query, _told(one.options), "") for one in kept]
        rows += [(text("searches.past"), "", one.query, _told(one.options), str(one.total)) for one in past]
        print_table(text("searches.columns"), rows)
    return 0


def _told(options: Mapping[str, Any]) -> str:
    """What a search was narrowed and sorted by, in one cell."""
    values = (value if isinstance(value, str) else "、".join(map(str, value)) for value in options.values())
    return "；".join(f"{name}={value}" for name, value in zip(options, values, strict=True))
