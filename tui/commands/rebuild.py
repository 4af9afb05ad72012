"""``guilan rebuild``: the full-text index anew."""

from __future__ import annotations

import click
from rich.console import Console
from rich.progress import Progress

from tui.cli import Command
from tui.commands.common import opened, say
from tui.strings import text


@click.command(cls=Command, help="rebuild.help")
@click.pass_obj
def command(option: str | None) -> int:
    """Rebuild with a progress bar."""
    with opened(option) as library, Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text("rebuild.progress"), total=None)
        library.rebuild(progress=lambda done, total, *_: bar.update(task, completed=done, total=total))
    say(text("rebuild.done"))
    return 0
