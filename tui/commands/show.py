"""``guilan show KEY``: a plan's outline, a section, an indicator or a project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from library.cleaning import clean_line
from library.errors import NothingFound
from library.keys import plan_of
from library.library import Library
from library.model import Indicator, Project, Source
from tui.cli import Argument, Command, Option
from tui.commands.common import json_option, opened, print_json, print_lines, say
from tui.strings import text


@click.command(cls=Command, help="show.help")
@click.argument("key", cls=Argument)
@click.option("--raw", cls=Option, is_flag=True, help="show.raw")
@json_option
@click.pass_obj
def command(option: str | None, key: str, raw: bool, as_json: bool) -> int:
    """Show; exit status 1 where the key is unknown, or the file is gone."""
    with opened(option) as library:
        kind = library.resolve(key)
        if kind is None:
            raise NothingFound(text("show.unknown", asked=clean_line(key)))
        if raw:
            print_lines(_raw_lines(library, kind, key))
        elif as_json:
            print_json(_as_dict(library, kind, key))
        elif kind == "plan":
            print_lines(_plan_lines(library, key))
        else:
            print_lines(library.export([key], depth="section", stamped=False).splitlines())
    return 0


def _as_dict(library: Library, kind: str, key: str) -> dict[str, Any]:
    if kind == "plan":
        plan: dict[str, Any] = library.dump(key)["plans"][0]
        return {"type": kind, **plan}
    if kind == "section":
        tables = [asdict(table) for table in library.tables(key)]
        return {"type": kind, **asdict(library.section(key)), "path": list(library.path_of(key)), "tables": tables}
    record: Indicator | Project = library.indicator(key) if kind == "indicator" else library.project(key)
    return {"type": kind, **asdict(record), "path": list(library.path_of(record.section))}


def _raw_lines(library: Library, kind: str, key: str) -> Iterator[str]:
    """The lines of the file as it came that a record was read from, each with its number."""
    from indexer.original import original
    from indexer.readers import ReadFailure

    info = library.plan_info(plan_of(key))
    try:
        found = original(library.path_of_file(info.key), info.source.sha256)
    except ReadFailure as failure:
        raise NothingFound(failure.message) from failure
    if not found.same:
        say(text("show.changed", file=clean_line(info.source.file)))
    first, last = 1, len(found.starts)
    if kind != "plan":
        source = _source(library, kind, key)
        first, last = source.line, source.end_line
    return (f"{number:>6}  {found.line(number)}" for number in range(first, last + 1))


def _source(library: Library, kind: str, key: str) -> Source:
    if kind == "section":
        return library.section(key).source
    return library.indicator(key).source if kind == "indicator" else library.project(key).source


def _plan_lines(library: Library, key: str) -> list[str]:
    plan = next(p for p in library.plans() if p.key == key)
    facts = (plan.region, plan.issuer, plan.doc_number, plan.issued_date, plan.doc_type, plan.period and plan.period.name)
    lines = [
        plan.marked_title,
        "　".join(str(fact) for fact in facts if fact),
        f"{plan.source.file}　SHA-256 {plan.source.sha256}",
        "",
    ]
    for node in library.outline(key):
        lines.append(f"{node.key:<24}{'　' * (node.level - 1)}{node.number}{node.title}")
    lines += [f"! {caution.message}" for caution in library.warnings(key)]
    return lines
