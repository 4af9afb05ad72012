"""``guilan check [PLAN_KEY|FILE]``: what does not agree inside a plan; the file need not be in a library."""

from __future__ import annotations

from pathlib import Path

import click

from library.check import as_json as findings_json
from library.check import check
from library.cleaning import clean_line
from library.errors import NothingFound, UsageError
from library.keys import kind_of
from library.model import Evidence, Finding
from tui.cli import Argument, Command
from tui.commands.common import json_option, opened, print_json, print_lines, say
from tui.strings import text


@click.command(cls=Command, help="check.help")
@click.argument("target", cls=Argument, required=False)
@json_option
@click.pass_obj
def command(option: str | None, target: str | None, as_json: bool) -> int:
    """Check; exit status 0 whether or not anything was found, 1 for an unknown key or unreadable file, 2 for no file."""
    path = Path(target) if target else None
    if path is not None and path.is_dir():
        raise UsageError(text("check.folder", path=clean_line(str(path))))
    if path is not None and not path.exists() and kind_of(str(target)) is None:
        raise UsageError(text("error.path", path=clean_line(str(path))))
    plans = [of_file(path)] if path is not None and path.is_file() else of_library(option, target)
    found = [finding for findings in plans for finding in findings]
    if as_json:
        print_json(findings_json(found))
    else:
        print_lines(line for finding in found for line in lines(finding))
    say(text("check.total", count=len(found), plans=len(plans)))
    return 0


def of_file(path: Path) -> tuple[Finding, ...]:
    """The findings of a file, which is read in a process of its own, within its limits."""
    from indexer.build import EXTRACTOR, SECONDS_PER_FILE
    from indexer.report import Refusal
    from indexer.worker import Worker

    worker = Worker(EXTRACTOR)
    try:
        plan = worker.extract(path.resolve(), str(path), SECONDS_PER_FILE)
    finally:
        worker.close()
    if isinstance(plan, Refusal):
        raise NothingFound(text("index.failed", file=clean_line(str(path)), message=clean_line(plan.message)))
    return check(plan)


def of_library(option: str | None, key: str | None) -> list[tuple[Finding, ...]]:
    """The findings of one plan of the library, or of all."""
    with opened(option) as library:
        if key is not None and library.resolve(key) != "plan":
            raise NothingFound(text("check.unknown", asked=clean_line(key)))
        plans = [key] if key else [plan.key for plan in library.plans() if plan.superseded_by is None]
        return [library.check(wanted) for wanted in plans]


def lines(finding: Finding) -> list[str]:
    """A finding for people: the question, and below it each place with its line and words."""
    return [f"{finding.plan}　{finding.message}", *(_place(place) for place in finding.places), ""]


def _place(place: Evidence) -> str:
    where = f"{place.line}" if place.line == place.end_line else f"{place.line}–{place.end_line}"
    return f"　　{text('check.line', line=where)}　{place.what}　{place.quote}"
