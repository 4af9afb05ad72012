"""``guilan doctor``: is the library well?"""

from __future__ import annotations

import click

from tui.cli import Command
from tui.commands.common import json_option, opened, print_json, print_lines
from tui.strings import text


@click.command(cls=Command, help="doctor.help")
@json_option
@click.pass_obj
def command(option: str | None, as_json: bool) -> int:
    """Check; exit status 1 where something is wrong."""
    with opened(option) as library:
        report = library.doctor()
    if as_json:
        print_json(report)
    else:
        print_lines(f"{text('doctor.good' if check['ok'] else 'doctor.bad')}　{check['message']}" for check in report["checks"])
    return 0 if report["ok"] else 1
