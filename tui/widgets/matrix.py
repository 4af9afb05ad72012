"""The matrix as entries: a row for each concept, a narrow column for each plan, what a plan has of it as one character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from library.chinese import fold
from library.regions import units
from library.views import CellState, Matrix, MatrixCell, MatrixColumn, MatrixRow
from tui.strings import text
from tui.text.look import Chosen
from tui.widgets.columns import Cell, table_row
from tui.widgets.entries import Entry
from tui.widgets.paint import row

SIGNS: dict[CellState, str] = {
    "有": "have", "推算": "derived", "相关": "related",
    "未提出": "silent", "无指标表": "tableless", "图表丢失": "lost", "未导入": "absent",
}  # fmt: skip
"""Keys of the words for each state: the sign itself (``matrix.sign.…``) and what it means (``matrix.means.…``)."""
STYLES: dict[CellState, str] = {"有": "head", "推算": "head", "相关": "match", "图表丢失": "warn", "未导入": "warn"}
COLUMN, BROAD = 6, 10
"""Cells of a plan's column: three Han characters, a cell under the cursor in brackets; five where there is room for all plans."""
GAP = 1
COVERED = 6
"""Cells of the column that says how many plans have it."""


FACETS = ("period", "level", "region")
"""What the columns are narrowed by."""


def value_of(column: MatrixColumn, facet: str) -> str:
    """What a plan says to a facet, empty where it says nothing."""
    return {"period": column.period or "", "level": column.level or "", "region": column.region}[facet]


def narrowed(matrix: Matrix, chosen: Chosen, *, by_name: bool = False) -> Matrix:
    """The plans that do what is chosen; concepts that most of them have first, or by name."""
    wanted = {facet: values for facet, values in chosen.items() if values}
    kept = [n for n, one in enumerate(matrix.columns) if all(value_of(one, facet) in values for facet, values in wanted.items())]
    rows = []
    for one in matrix.rows:
        cells = tuple(one.cells[n] for n in kept)
        rows.append(replace(one, cells=cells, covered=sum(cell.state in ("有", "推算") for cell in cells)))
    rows.sort(key=lambda one: fold(one.concept).text if by_name else -one.covered)
    return Matrix(tuple(matrix.columns[n] for n in kept), tuple(rows))


@dataclass(slots=True)
class Grid:
    """A matrix with a cursor in its columns; the rows have the list's."""

    matrix: Matrix
    chips: Sequence[str] = ()
    """What it is narrowed to, in words."""
    column: int = 0
    first: int = 0
    """The first plan on show."""

    def fits(self, width: int) -> int:
        """Plans that stand beside each other in ``width`` cells."""
        return max(1, (_room(width) + GAP) // (COLUMN + GAP))

    def step(self, by: int) -> bool:
        """Move the cursor by columns; False at the edge."""
        to = self.column + by
        if not 0 <= to < len(self.matrix.columns):
            return False
        self.column = to
        return True

    def entries(self, width: int) -> list[Entry]:
        """The frozen head, then the rows; keys are the rows' numbers."""
        fits = self.fits(width)
        self.first = max(min(self.first, self.column), self.column - fits + 1, 0)
        columns = self.matrix.columns[self.first : self.first + fits]
        size = max(COLUMN, min(BROAD, (_room(width) + GAP) // max(1, len(self.matrix.columns)) - GAP))
        sizes = [_name_room(width), COVERED, *(size for _ in columns)]
        found = [Entry("head:", (row(*self._head(len(columns))), row((legend(), "dim"))), heading=True)]
        names = [self._bracket(self.first + at, column_name(one)) for at, one in enumerate(columns)]
        periods = [self._bracket(self.first + at, one.period or "") for at, one in enumerate(columns)]
        titles: list[Cell] = [text("matrix.concept"), text("matrix.covered"), *names]
        head = table_row(titles, sizes, "dim", GAP) + table_row(["", "", *periods], sizes, "dim", GAP)
        found.append(Entry("columns:", head, heading=True))
        for number, one in enumerate(self.matrix.rows if columns else ()):
            found.append(Entry(str(number), table_row(self._row(one, len(columns)), sizes, "", GAP)))
        if not self.matrix.rows:
            found.append(Entry("none:", (row((text("matrix.none"), "dim")),), heading=True))
        elif not columns:
            found.append(Entry("none:", (row((text("compare.all_out"), "warn")),), heading=True))
        return found

    def _head(self, shown: int) -> Sequence[str | tuple[str, str]]:
        size = text("matrix.size", rows=len(self.matrix.rows), plans=len(self.matrix.columns))
        chips = "".join(f"〔{chip} ×〕" for chip in self.chips)
        if shown >= len(self.matrix.columns):
            return ((size, "head"), (f"　{chips}" if chips else "", "match"))
        part = text("matrix.part", shown=f"{self.first + 1}–{self.first + shown}" if shown > 1 else f"{self.first + 1}")
        return ((size, "head"), (f"　{part}", "dim"), (f"　{chips}" if chips else "", "match"))

    def _bracket(self, number: int, words: str) -> Cell:
        return (words, "head") if number == self.column else words

    def _row(self, one: MatrixRow, shown: int) -> list[Cell]:
        name = f"{one.concept}（{one.unit}）" if one.unit else one.concept
        cells: list[Cell] = [name, f"{one.covered}/{len(self.matrix.columns)}"]
        for number in range(self.first, self.first + shown):
            state = one.cells[number].state
            sign = text(f"matrix.sign.{SIGNS[state]}")
            cells.append((f"[{sign}]" if number == self.column else f" {sign} ", STYLES.get(state, "dim")))
        return cells

    def cell(self, number: int) -> tuple[MatrixRow, MatrixColumn, MatrixCell]:
        """What stands in a row under the cursor's column."""
        one = self.matrix.rows[number]
        return one, self.matrix.columns[self.column], one.cells[self.column]


def _room(width: int) -> int:
    """Cells for the plans."""
    return width - 1 - _name_room(width) - COVERED - 2 * GAP


def _name_room(width: int) -> int:
    return max(12, min(44, (width - 1) * 3 // 10))


def column_name(column: MatrixColumn) -> str:
    """A plan's column in few characters: its place's own name."""
    names = units(column.region)
    return names[-1] if names else column.region or column.plan_title


def legend() -> str:
    """What the signs mean, in words."""
    return text("matrix.between").join(f"{text(f'matrix.sign.{name}')} {text(f'matrix.means.{name}')}" for name in SIGNS.values())


def said(one: MatrixRow, column: MatrixColumn, cell: MatrixCell) -> str:
    """A cell in words."""
    means = text(f"matrix.means.{SIGNS[cell.state]}")
    parts = [
        f"{one.concept} · {column.plan_title}",
        means,
        f"{cell.text} {one.unit or ''}".strip() if cell.text else "",
        cell.reason,
    ]
    return "：".join(parts[:2]) + "".join(f"；{part}" for part in parts[2:] if part)
