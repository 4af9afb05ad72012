"""``guilan synonym WORD OTHER``: two names for the same thing; a search for either finds both."""

from __future__ import annotations

import click

from library.cleaning import clean_line
from tui.cli import Argument, Command
from tui.commands.common import opened
from tui.strings import text


@click.command(cls=Command, help="synonym.help")
@click.argument("names", cls=Argument, nargs=2)
@click.pass_obj
def command(option: str | None, names: tuple[str, str]) -> int:
    """Write the pair into the library's list, ``synonyms.toml``, which people may edit."""
    with opened(option) as library:
        library.add_synonym(*names)
    click.echo(text("synonym.added", word=clean_line(names[0]), other=clean_line(names[1])))
    return 0
