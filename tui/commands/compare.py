"""``guilan compare``: one indicator across plans."""

from __future__ import annotations

import click

from library import tabular
from library.cleaning import clean_line
from library.errors import NothingFound, UsageError
from library.model import Cell, Comparison
from tui.cli import Argument, Command, Option
from tui.commands.common import opened, print_table, say
from tui.commands.export import deliver
from tui.strings import text


@click.command(cls=Command, help="compare.help")
@click.argument("words", cls=Argument, nargs=-1)
@click.option("--period", cls=Option, help="search.period")
@click.option("--region", cls=Option, help="search.region")
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
    option: str | None, words: tuple[str, ...], period: str | None, region: str | None, form: str, output: str, overwrite: bool
) -> int:
    """Compare; exit status 1 where no indicator answers."""
    if form == "xlsx" and output == "-":
        raise UsageError(text("compare.xlsx"))
    with opened(option) as library:
        if not words:
            return _list(library.concepts(), form, output, overwrite)
        comparison = library.compare(" ".join(words), period=period, region=region)
    if comparison is None:
        raise NothingFound(text("compare.none", words=clean_line(" ".join(words))))
    if form == "table" and output == "-":
        _show(comparison)
        return 0
    return deliver(_bytes(comparison, form), output, overwrite=overwrite)


def _bytes(comparison: Comparison, form: str) -> bytes:
    if form == "xlsx":
        return tabular.as_xlsx(comparison)
    if form == "json":
        return tabular.dumps(tabular.as_json(comparison)).encode("utf-8")
    if form == "csv":
        return tabular.as_csv(comparison).encode("utf-8")
    return tabular.as_markdown(comparison).encode("utf-8")


def _list(found: tuple[Comparison, ...], form: str, output: str, overwrite: bool) -> int:
    if not found:
        raise NothingFound(text("compare.empty"))
    if form == "json":
        return deliver(
            tabular.dumps({"concepts": [tabular.as_json(c) for c in found]}).encode("utf-8"), output, overwrite=overwrite
        )
    print_table(text("compare.list"), [(c.concept, c.unit, len({row.plan for row in c.rows})) for c in found])
    return 0


def _show(comparison: Comparison) -> None:
    rows = [
        (
            row.region or row.plan_title,
            row.period,
            row.name or row.missing,
            row.unit,
            _cell(row.baseline),
            _cell(row.interim),
            _cell(row.target),
            row.change,
            row.attribute,
            tabular.VERDICTS[row.comparable],
            row.reason,
        )
        for row in comparison.rows
    ]
    print_table(text("compare.columns"), rows)
    for note in comparison.notes:
        say(note)


def _cell(cell: Cell | None) -> str:
    return "—" if cell is None else f"{cell.text}（{cell.year}）" if cell.year else cell.text
