"""``guilan verify FILE``: an exported file against the library of today, quote by quote."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import get_args

import click

from library.cleaning import clean_line
from library.errors import UsageError, reason
from library.model import Standing, Verification, Verified
from library.verify import STATES
from tui.cli import Argument, Command, Option
from tui.commands.common import json_option, opened, print_json, print_lines, say
from tui.strings import text


@click.command(cls=Command, help="verify.help")
@click.argument("file", cls=Argument, type=click.Path(path_type=Path))
@click.option("--all", "everything", cls=Option, is_flag=True, help="verify.all")
@json_option
@click.pass_obj
def command(option: str | None, file: Path, everything: bool, as_json: bool) -> int:
    """Verify; exit status 0 where everything still stands in the library, 1 where something changed or is gone."""
    shown = clean_line(str(file))
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(text("verify.unreadable", path=shown, reason=reason(error))) from error
    with opened(option) as library:
        answer = library.verify(data)
    counts = {state: answer.count(state) for state in get_args(Standing)}
    if as_json:
        checked = [asdict(one) for one in answer.verified]
        print_json({"file": shown, "good": answer.good, "counts": counts, "notes": answer.notes, "checked": checked})
    else:
        _show(answer, everything)
    say(text("verify.total", **counts))
    return 0 if answer.good else 1


def _show(answer: Verification, everything: bool) -> None:
    print_lines(answer.notes)
    for one in answer.verified:
        if everything or one.state != "unchanged":
            print_lines(_lines(one))


def _lines(one: Verified) -> list[str]:
    """What the file says, and where it is another, what stands in the library."""
    where = text("check.line", line=one.line) + "　" if one.line else ""
    lines = [f"{STATES[one.state]}　{where}{one.text}"]
    if one.key:
        place = text("verify.place", place=one.key, line=one.source_line)
        lines.append(f"　　{place}" + (f"　{one.now}" if one.now else ""))
    return [*lines, *([f"　　{one.why}"] if one.why else [])]
