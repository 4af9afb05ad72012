"""``guilan diff KEY KEY``: two sections side by side, sentence by sentence."""

from __future__ import annotations

from dataclasses import asdict

import click

from library.cleaning import clean_line
from library.errors import NothingFound
from library.model import Difference
from tui.cli import Argument, Command
from tui.commands.common import json_option, marked, opened, print_json, print_styled
from tui.strings import text

KINDS = ("changed", "same", "here", "there")


@click.command(cls=Command, help="diff.help")
@click.argument("keys", cls=Argument, nargs=2)
@json_option
@click.pass_obj
def command(option: str | None, keys: tuple[str, str], as_json: bool) -> int:
    """List the sentences of both: worded differently, the same, only in one."""
    here, there = keys
    with opened(option) as library:
        for key in keys:
            if library.resolve(key) != "section":
                raise NothingFound(text("show.unknown", asked=clean_line(key)))
        found = library.side_by_side(here, there)
    if as_json:
        print_json({"here": here, "there": there, "differences": [{"kind": one.kind, **asdict(one)} for one in found]})
        return 0
    for kind in KINDS:
        lines = [_lines(one) for one in found if one.kind == kind]
        if lines:
            print_styled(click.style(text(f"diff.{kind}", n=len(lines)), bold=True))
            for line in lines:
                print_styled(line)
    return 0


def _lines(one: Difference) -> str:
    sides = ((text("diff.first"), one.here, one.here_marks), (text("diff.second"), one.there, one.there_marks))
    return "\n".join(f"  {name}{marked(words, marks)}" for name, words, marks in sides if words)
