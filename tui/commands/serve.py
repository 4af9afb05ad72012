"""``guilan serve``: the app in a browser of this computer, for somebody without a terminal."""

from __future__ import annotations

import shlex
import subprocess
import sys
from importlib.util import find_spec

import click

from library.errors import UsageError, reason
from tui.cli import Command, Option
from tui.commands.app import first_library
from tui.commands.common import print_lines, say
from tui.strings import text


@click.command(cls=Command, help="serve.help")
@click.option("--port", cls=Option, type=click.IntRange(1, 65535), help="serve.port")
@click.pass_context
def command(context: click.Context, port: int | None) -> int:
    """Serve until Ctrl+C; exit status 2 where the extra is missing or the port is taken."""
    if find_spec("textual_serve") is None:
        raise UsageError(text("serve.missing"))
    from tui.web.server import serve

    option, lang = context.obj, str(context.find_root().params["lang"])
    words = [sys.executable, "-P", "-m", "tui.cli", "--library", str(first_library(option).resolve()), "--lang", lang]
    line = subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
    try:
        serve(line, port or 0, lang, _tell)
    except OSError as error:
        raise UsageError(text("serve.taken", port=port or 0, why=reason(error))) from error
    return 0


def _tell(address: str) -> None:
    print_lines([address])
    sys.stdout.flush()
    say(text("serve.running"))
