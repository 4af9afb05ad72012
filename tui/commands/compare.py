"""``guilan compare``: one indicator across plans."""

from __future__ import annotations

import re
from typing import Any

import click

from library import Library, tabular
from library.cleaning import clean_line
from library.errors import NothingFound, UsageError
from library.growth import growth
from library.model import Cell, Comparison, ComparisonRow
from tui.cli import Argument, Command, Option
from tui.commands.common import opened, print_table, say
from tui.commands.export import deliver
from tui.strings import text


@click.command(cls=Command, help="compare.help")
@click.argument("words", cls=Argument, nargs=-1)
@click.option("--period", cls=Option, help="search.period")
@click.option("--region", cls=Option, help="search.region")
@click.option("--plan", "plans", cls=Option, multiple=True, help="compare.plan")
@click.option("--formula", cls=Option, is_flag=True, help="compare.formula")
@click.option("--confirm", "--join", "confirmed", cls=Option, multiple=True, metavar="KEY", help="compare.confirm")
@click.option("--split", cls=Option, multiple=True, metavar="KEY", help="compare.split")
@click.option("--forget", cls=Option, multiple=True, metavar="KEY", help="compare.forget")
@click.option(
    "--format",
    "form",
    cls=Option,
    type=click.Choice(["table", "md", "csv", "xlsx", "json"]),
    default="table",
    help="compare.format",
)
@click.option("-o", "--output", cls=Option, default="-", help="export.output")
@click.option("--overwrite", cls=Option, is_flag=True, help="export.overwrite")
@click.pass_obj
def command(
    option: str | None,
    /,
    words: tuple[str, ...],
    period: str | None,
    region: str | None,
    plans: tuple[str, ...],
    formula: bool,
    form: str,
    output: str,
    overwrite: bool,
    **decided: tuple[str, ...],
) -> int:
    """Compare; exit status 1 where no indicator answers. What was ``decided`` on the way is kept first."""
    asked = " ".join(words)
    if form == "xlsx" and output == "-":
        raise UsageError(text("compare.xlsx"))
    with opened(option) as library:
        _decide(library, asked, **decided)
        if not words:
            return 0 if any(decided.values()) else _list(library, form, output, overwrite)
        found = [
            _one(library, part.strip(), period=period, region=region, plans=plans)
            for part in re.split("[,，;；]", asked)
            if part.strip()
        ]
        if form == "table" and output == "-":
            for comparison in found:
                _show(comparison, formula=formula)
            return 0
        data = library.export_comparisons(found[0] if len(found) == 1 else found, format="md" if form == "table" else form)
    return deliver(data, output, overwrite=overwrite)


def _one(library: Library, words: str, **narrowed: Any) -> Comparison:
    """The comparison that words mean. Raises `NothingFound`."""
    comparison = library.compare(words, **narrowed)
    if comparison is None:
        raise NothingFound(text("compare.none", words=clean_line(words)))
    return comparison


def _decide(library: Library, words: str, *, confirmed: tuple[str, ...], split: tuple[str, ...], forget: tuple[str, ...]) -> None:
    """Write down what the person says of indicators, by key, before anything is compared."""
    if confirmed and not words:
        raise UsageError(text("compare.confirm_what"))
    for key in forget:
        say(text("compare.forgotten", indicator=key, n=library.forget_match(key)))
    for key in split:
        say(text("compare.was_split", indicator=key, concept=library.split_match(key, words or None).concept.partition("·")[0]))
    for key in confirmed:
        say(text("compare.confirmed", indicator=key, concept=library.confirm_match(key, words).concept.partition("·")[0]))


def _list(library: Library, form: str, output: str, overwrite: bool) -> int:
    """Everything that can be compared: the names for people, all of it as a file."""
    found = library.concepts()
    if not found:
        raise NothingFound(text("compare.empty"))
    if form == "table" and output == "-":
        print_table(text("compare.list"), [(c.concept, c.unit, len({row.plan for row in c.rows})) for c in found])
        return 0
    return deliver(library.export_comparisons(found, format="md" if form == "table" else form), output, overwrite=overwrite)


def _show(comparison: Comparison, *, formula: bool) -> None:
    rows = [
        (
            row.region or row.plan_title,
            row.period,
            row.name or row.missing,
            row.unit,
            *(_cell(cell, row) for cell in (row.baseline, row.interim, row.target)),
            row.change,
            row.attribute,
            tabular.VERDICTS[row.comparable],
            row.reason,
            row.indicator,
        )
        for row in comparison.rows
    ]
    print_table(text("compare.columns"), rows)
    for note in comparison.notes:
        say(note)
    for row in comparison.rows if formula else ():
        if found := growth(row):
            say(f"{row.region or row.plan_title}：{found.formula}")


def _cell(cell: Cell | None, row: ComparisonRow) -> str:
    """A value as printed with its year; a computed one as its number, what it was computed from beside it."""
    if cell is None:
        return "—"
    if row.comparable == "derived" and cell.number is not None:
        return f"{cell.number:g}{row.unit or ''}（{cell.text}，{cell.year}）"
    return f"{cell.text}（{cell.year}）" if cell.year else cell.text
