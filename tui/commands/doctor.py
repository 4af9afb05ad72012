"""``guilan doctor``: is the library well, what can this terminal do, where are the files?"""

from __future__ import annotations

import sys
from shutil import get_terminal_size

import click

from library.errors import GuilanError
from tui import cellwidth, diagnosis
from tui.cellwidth import heard
from tui.cli import Command, library_folder
from tui.commands.common import json_option, opened, print_json, print_lines
from tui.compat.probe import Probe
from tui.settings import load

PATIENCE = 0.5
"""Seconds that the terminal has to say how wide it draws ambiguous characters."""


@click.command(cls=Command, help="doctor.help")
@json_option
@click.pass_obj
def command(option: str | None, as_json: bool) -> int:
    """Check; exit status 1 where something is wrong. Without a library that can be used the rest is told all the same."""
    folder = library_folder(option)
    size = get_terminal_size() if sys.stdout.isatty() else None
    with Probe() as asked:
        heard(asked.take(PATIENCE))
    cellwidth.use(load()[0])
    try:
        with opened(option) as library:
            report = library.doctor()
    except GuilanError as error:
        if not as_json:
            print_lines(diagnosis.written(diagnosis.parts(None, folder, size, trouble=error.message)).split("\n"))
        raise
    if as_json:
        print_json(report | diagnosis.as_data(folder))
    else:
        print_lines(diagnosis.written(diagnosis.parts(report, folder, size)).split("\n"))
    return 0 if report["ok"] else 1
