"""``guilan versions``: documents that are here in several versions, which one counts, and what a person says about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import click

from library.cleaning import clean_line
from library.errors import NothingFound
from library.library import Library
from library.versions import Version
from tui.cli import Command, Option
from tui.commands.common import json_option, opened, print_json, print_lines, say
from tui.strings import text


@click.command(cls=Command, help="versions.help")
@click.option("--prefer", cls=Option, metavar="KEY", help="versions.prefer")
@click.option("--apart", cls=Option, metavar="KEY KEY", nargs=2, help="versions.apart")
@click.option("--together", cls=Option, metavar="KEY KEY", nargs=2, help="versions.together")
@json_option
@click.pass_obj
def command(
    option: str | None, prefer: str | None, apart: tuple[str, str] | None, together: tuple[str, str] | None, as_json: bool
) -> int:
    """Do what is asked, then list; exit status 1 where no document has versions."""
    with opened(option) as library:
        if prefer:
            library.user.prefer_version(_known(library, prefer))
        if apart:
            library.user.part_versions(*(_known(library, key) for key in apart))
        if together:
            library.user.join_versions(*(_known(library, key) for key in together))
        groups = library.reader.versions()
    if as_json:
        print_json({"versions": [{"preferred": group[0].plan, "plans": [asdict(one) for one in group]} for group in groups]})
    elif groups:
        print_lines(line for group in groups for line in _lines(group))
    else:
        say(text("versions.none"))
    return 0 if groups or prefer or apart or together else 1


def _known(library: Library, key: str) -> str:
    if library.resolve(key) != "plan":
        raise NothingFound(text("versions.unknown", asked=clean_line(key)))
    return key


def _lines(group: Sequence[Version]) -> list[str]:
    best, *others = group
    return [
        best.title,
        f"  {best.plan}　{text('versions.preferred')}　{best.file}",
        *(f"  {one.plan}　{one.kind}　{one.file}" for one in others),
    ]
