"""A plan against its upper plan as entries: a row for each indicator of the upper plan, the standing in words first."""

from __future__ import annotations

from collections.abc import Container

from library.views import UpperCheck, UpperRow
from tui.strings import text
from tui.widgets.columns import Cell, fitted, table_row
from tui.widgets.comparison import cell_words, change_words, values_of
from tui.widgets.entries import Entry
from tui.widgets.paint import Piece, Row, row

WIDE = 88
STYLES = {"更低": "warn", "未承接": "warn", "不可比": "dim", "更高": "head", "持平": "head", "已承接": "head"}
SHARES = (10, 26, 17, 17, 12, 0)
COLUMNS = ("standing", "indicator", "upper", "own", "attribute", "reason")


def upper_entries(found: UpperCheck, width: int, chosen: Container[str] = ()) -> list[Entry]:
    """Everything the check says; ``chosen`` standings alone where some are chosen. Keys are the numbers of the rows."""
    counts = text("matrix.between").join(f"{standing} {count}" for standing, count in found.counts)
    head = [row((text("upper.head", own=found.plan_title, upper=found.upper_title), "head"), hang=2), row((counts, "match"))]
    seen = [(number, one) for number, one in enumerate(found.rows) if not chosen or one.standing in chosen]
    if len(seen) < len(found.rows):
        head.append(row((text("upper.part", n=len(seen), all=len(found.rows)), "match")))
    entries = [Entry("head:", tuple(head), heading=True)]
    notes = [Entry(f"note:{number}", (row((note, "warn")),), heading=True) for number, note in enumerate(found.notes)]
    if width < WIDE:
        return entries + notes + [Entry(str(number), _stacked(one)) for number, one in seen]
    titles: list[Cell] = [text(f"upper.column.{name}") for name in COLUMNS]
    rows = [_cells(one) for _, one in seen]
    sizes = fitted([titles, *rows], SHARES, width - 1)
    entries.append(Entry("columns:", table_row(titles, sizes, "dim"), heading=True))
    return entries + notes + [Entry(str(number), table_row(cells, sizes)) for (number, _), cells in zip(seen, rows, strict=True)]


def _cells(one: UpperRow) -> list[Cell]:
    name = f"{one.name}（{one.unit}）" if one.unit else one.name
    attributes = [text("upper.pair", upper=one.upper.attribute or text("compare.no_attribute"), own=_attribute(one))]
    own = text("compare.no_value") if one.own is None else cell_words(one.own.target) + _other_unit(one)
    return [(one.standing, STYLES[one.standing]), name, cell_words(one.upper.target), own, *attributes, one.reason]


def _other_unit(one: UpperRow) -> str:
    """The unit of the own row where it is not that of the upper one, whose unit stands beside the name."""
    return f"（{one.own.unit}）" if one.own and one.own.unit and one.own.unit != one.unit else ""


def _attribute(one: UpperRow) -> str:
    return text("compare.no_value") if one.own is None else one.own.attribute or text("compare.no_attribute")


def _stacked(one: UpperRow) -> tuple[Row, ...]:
    rows = [row((f"{one.standing} ", STYLES[one.standing]), one.name, f" {one.unit or ''}", hang=2)]
    for name, side in (("upper", one.upper), ("own", one.own)):
        words: list[Piece | str] = [(f"{text(f'upper.column.{name}')}　", "dim")]
        if side is None:
            words.append(text("compare.no_value"))
        else:
            words += [*values_of(side), _other_unit(one) if name == "own" else "", side.attribute or text("compare.no_attribute")]
            if side.change:
                words.append(f"　{text('compare.change')} {change_words(side)}")
        rows.append(row(*words, indent=2, hang=2))
    rows.append(row((one.reason, "dim"), indent=2))
    return tuple(rows)
