"""A comparison as entries: a row for each plan, stacked where the pane is narrow, in columns where it is wide."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from library.model import Cell, Comparison, ComparisonRow
from tui.doubts import DOUBT, SIGN
from tui.strings import text
from tui.text.bars import bar
from tui.text.cells import pad, shown
from tui.text.wrap import wrapped
from tui.widgets.entries import Entry
from tui.widgets.paint import Piece, Row, row

WIDE = 88
"""Cells from which the rows stand in columns."""
BAR = 24
"""Cells of the longest bar."""
OPS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "约"}
NO_DOUBTS: Mapping[int, str] = MappingProxyType({})
COLUMNS = ("place", "baseline", "interim", "target", "change", "attribute", "basis")


def comparison_entries(comparison: Comparison, width: int, doubts: Mapping[int, str] = NO_DOUBTS) -> list[Entry]:
    """Everything the comparison says; ``width`` is the cells of the pane.

    Keys are the numbers of the rows, as are those of ``doubts``: why the value of a row is uncertain.
    """
    counts = {
        verdict: sum(1 for one in comparison.rows if one.comparable == verdict) for verdict in ("same", "derived", "related", None)
    }
    head = row((comparison.concept, "head"), f" {comparison.unit or ''}")
    tally = text("compare.counts", same=counts["same"], derived=counts["derived"], related=counts["related"], missing=counts[None])
    entries = [Entry("head:", (head, row((tally, "dim")), *(row((note, "warn")) for note in comparison.notes)), heading=True)]
    drawn = _bars(comparison)
    if width >= WIDE:
        return entries + _table(comparison, width, drawn, doubts)
    return entries + [
        Entry(str(number), _stacked(one, comparison.concept, drawn.get(number, ""), doubts.get(number)))
        for number, one in enumerate(comparison.rows)
    ]


def concept_entries(concepts: Sequence[Comparison]) -> list[Entry]:
    """The list to choose from, where nothing is chosen yet; keys are the concepts' numbers."""
    if not concepts:
        return [Entry("none:", (row((text("compare.nothing"), "dim")),), heading=True)]
    entries = [Entry("head:", (row((text("compare.concepts", n=len(concepts)), "head")),), heading=True)]
    for number, concept in enumerate(concepts):
        plans = len({one.plan for one in concept.rows})
        detail = text("compare.concept", plans=plans)
        entries.append(Entry(str(number), (row(concept.concept, f" {concept.unit or ''}", (f" {detail}", "dim"), hang=2),)))
    return entries


def _bars(comparison: Comparison) -> dict[int, str]:
    """A bar for each row whose target is a number in the comparison's own unit; the others would mislead."""
    targets = {
        number: one.target
        for number, one in enumerate(comparison.rows)
        if one.comparable in ("same", "derived") and one.target is not None and one.target.number is not None
    }
    top = max((target.number or 0.0 for target in targets.values()), default=0.0)
    if len(targets) < 2:
        return {}
    return {number: f"{bar(target.number, top, BAR, target.op).rstrip()} {_figure(target)}" for number, target in targets.items()}


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return text("compare.no_value")
    year = f"（{text('compare.year', year=cell.year)}）" if cell.year else ""
    return f"{_figure(cell)}{year}"


def _figure(cell: Cell) -> str:
    """The value in the row's unit; where that is not as printed (1.6 万张 -> 16000 张) both."""
    digits = re.sub(r"[^0-9.]", "", cell.text)
    if cell.number is None or digits in (f"{abs(cell.number):.10g}", "") or _number(digits) == abs(cell.number):
        return cell.text
    return text("compare.converted", value=f"{OPS.get(cell.op or '', '')}{cell.number:.10g}", printed=cell.text)


def _number(digits: str) -> float | None:
    try:
        return float(digits)
    except ValueError:
        return None


def _place(one: ComparisonRow) -> str:
    return f"{one.region or one.plan_title} {one.period or text('period.none')}"


def _basis(one: ComparisonRow) -> str:
    """How the row came to stand here: same, derived, related, with the reason; or why there is none."""
    if one.missing is not None:
        return text("compare.missing", why=_joined(one.missing, one.reason))
    return _joined(text(f"compare.{one.comparable or 'related'}"), one.reason)


def _joined(*parts: str) -> str:
    return "：".join(part for part in parts if part)


def _stacked(one: ComparisonRow, concept: str, bar: str, doubt: str | None) -> tuple[Row, ...]:
    if one.missing is not None:
        return (row((_place(one), "head"), indent=1), row(_basis(one), indent=2))
    values: list[Piece | str] = []
    for name, cell in (("baseline", one.baseline), ("interim", one.interim), ("target", one.target)):
        if cell is not None or name != "interim":
            unsure = SIGN if doubt is not None and name == "target" else ""
            values += [(f"{text(f'compare.{name}')} ", "dim"), _cell(cell), (unsure, "warn"), "  "]
    if one.change:
        values += [(f"{text('compare.change')} ", "dim"), f"{one.change}  "]
    facts: list[Piece | str] = [
        (f"{text('compare.unit')} ", "dim"),
        f"{one.unit or text('compare.no_value')}  ",
        one.attribute or text("compare.no_attribute"),
    ]
    rows = [row((_place(one), "head"), indent=1), row(*values, indent=2), row(*facts, indent=2)]
    if bar:
        rows.append(row((bar, "bar"), indent=2))
    name = "" if one.name == concept else f"{text('compare.name', name=one.name)}　"
    sign = "" if doubt is None else f"{DOUBT} "
    rows.append(row((sign, "warn"), (name + _basis(one), "dim"), indent=2))
    if doubt:
        rows.append(row((doubt, "warn"), indent=2, hang=2))
    return tuple(rows)


def _table(comparison: Comparison, width: int, drawn: Mapping[int, str], doubts: Mapping[int, str]) -> list[Entry]:
    """Rows in columns; every cell is wrapped inside its own, nothing is cut."""
    room = width - 3 - 2 * (len(COLUMNS) - 1)
    shares = (22, 14, 13, 14, 11, 10, 16)
    widths = [room * share // 100 for share in shares]
    widths[-1] += room - sum(widths)
    titles = [text(f"compare.{name}") for name in COLUMNS]
    entries = [Entry("columns:", _lines(titles, widths, "dim"), heading=True)]
    for number, one in enumerate(comparison.rows):
        if one.missing is not None:
            cells = [_place(one), _basis(one)]
            entries.append(Entry(str(number), _lines(cells, [widths[0], room - widths[0]])))
            continue
        unit = ("" if one.unit == comparison.unit else f"（{one.unit}）") + (SIGN if number in doubts else "")
        cells = [
            _place(one), _cell(one.baseline), _cell(one.interim), _cell(one.target) + unit, one.change or text("compare.no_value"),
            one.attribute or text("compare.no_attribute"), _basis(one),
        ]  # fmt: skip
        name = "" if one.name == comparison.concept else text("compare.name", name=one.name)
        doubt = f"{DOUBT} {doubts[number]}" if doubts.get(number) else ""
        parts = ((drawn.get(number, ""), "bar"), (name, "dim"), (doubt, "warn"))
        below = tuple(row((part, style), indent=2, hang=2) for part, style in parts if part)
        entries.append(Entry(str(number), _lines(cells, widths) + below))
    return entries


def _lines(cells: Sequence[str], widths: Sequence[int], style: str = "") -> tuple[Row, ...]:
    """One table row as screen lines: each cell wrapped to its column and filled with spaces."""
    columns = [wrapped(shown(cell), size) for cell, size in zip(cells, widths, strict=True)]
    height = max(map(len, columns))
    made: list[Row] = []
    for line in range(height):
        parts = [pad(column[line] if line < len(column) else "", size) for column, size in zip(columns, widths, strict=True)]
        made.append(row(("  ".join(parts), style), fixed=True))
    return tuple(made)
