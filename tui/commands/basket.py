"""``guilan basket``: what was collected; add to it, take out of it, make a dossier of it."""

from __future__ import annotations

from dataclasses import asdict

import click

from library.cleaning import clean_line
from library.dossier import Item
from library.errors import NothingFound
from library.library import Library
from tui.cli import Argument, Command, Option
from tui.commands.common import json_option, opened, print_json, print_table
from tui.commands.export import deliver
from tui.strings import text


@click.command(cls=Command, help="basket.help")
@click.argument("keys", cls=Argument, nargs=-1)
@click.option("--remove", cls=Option, is_flag=True, help="basket.remove")
@click.option("--clear", cls=Option, is_flag=True, help="basket.clear")
@click.option("-o", "--output", cls=Option, help="basket.output")
@click.option("--overwrite", cls=Option, is_flag=True, help="export.overwrite")
@json_option
@click.pass_obj
def command(
    option: str | None, keys: tuple[str, ...], remove: bool, clear: bool, output: str | None, overwrite: bool, as_json: bool
) -> int:
    """Change the basket, then write the dossier (.md or .docx) or list what is in it."""
    with opened(option) as library:
        if clear:
            library.user.empty_basket()
        for key in keys:
            _change(library, key, remove)
        held = library.user.basket()
        if output and not held:
            raise NothingFound(text("basket.empty"))
        if output:
            items = [Item(one.key, one.quote, one.note) for one in held]
            data = library.dossier(items, format="docx" if output.lower().endswith(".docx") else "md")
            return deliver(data, output, overwrite=overwrite)
    if as_json:
        print_json({"basket": [asdict(one) for one in held]})
    elif held:
        rows = [(n, one.title, one.quote, one.note, one.key) for n, one in enumerate(held, 1)]
        print_table(text("basket.columns"), rows)
    else:
        click.echo(text("basket.empty"), err=True)
    return 0


def _change(library: Library, key: str, remove: bool) -> None:
    if remove:
        found = [one.id for one in library.user.basket() if one.key == key]
        if not found:
            raise NothingFound(text("basket.absent", asked=clean_line(key)))
        for number in found:
            library.user.put_back(number)
    elif library.resolve(key) in (None, "plan"):
        raise NothingFound(text("show.unknown", asked=clean_line(key)))
    else:
        library.user.collect(key, library.title_of(key))
