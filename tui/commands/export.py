"""``guilan export KEY...``: Markdown (or JSON) with citations."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from library.cleaning import clean_line
from library.errors import UsageError, reason
from library.export import write_file
from tui.cli import Argument, Command, Option
from tui.commands.common import opened, say
from tui.strings import text


@click.command(cls=Command, help="export.help")
@click.argument("keys", cls=Argument, nargs=-1, required=True)
@click.option("-o", "--output", cls=Option, default="-", help="export.output")
@click.option("--format", "form", cls=Option, type=click.Choice(["md", "json"]), default="md", help="export.format")
@click.option("--depth", cls=Option, type=click.Choice(["section", "subtree"]), default="subtree", help="export.depth")
@click.option("--overwrite", cls=Option, is_flag=True, help="export.overwrite")
@click.pass_obj
def command(option: str | None, keys: tuple[str, ...], output: str, form: Any, depth: Any, overwrite: bool) -> int:
    """Export; refuses to overwrite unasked."""
    with opened(option) as library:
        data = library.export(keys, format=form, depth=depth).encode("utf-8")
    return deliver(data, output, overwrite=overwrite)


def deliver(data: bytes, output: str, *, overwrite: bool) -> int:
    """Bytes to standard output (``-``) or to a file, which is not overwritten unasked."""
    if output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return 0
    shown = clean_line(output)
    try:
        write_file(Path(output), data, overwrite=overwrite)
    except FileExistsError:
        raise UsageError(text("export.exists", path=shown)) from None
    except OSError as error:
        raise UsageError(text("export.unwritable", path=shown, reason=reason(error))) from error
    say(text("export.done", path=shown))
    return 0
