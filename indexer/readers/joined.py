"""Tables that run over pages (跨页表格) put together: repeated heads dropped, cut rows joined, merged cells whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from indexer.readers.left import missing
from indexer.readers.printed import Cell, shown_texts
from indexer.readers.ruled import Grid

_NEAR = 5.0
"""Points that the column borders of two parts of a table may differ by."""
_MOST_HEAD = 4
"""Rows of a head that is printed again."""


_FIGURE = re.compile(r"[-−+≥≤约]?\d[\d,.]*[%％‰]?")


@dataclass(slots=True)
class Table:
    """A table that may run over pages: ``breaks`` holds the row with which each further page begins."""

    cells: list[Cell]
    xs: tuple[float, ...]
    rows: int
    header_rows: int = 0
    aligned: bool = False
    breaks: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, grid: Grid) -> Table:
        """A table on one page, without the rows in which nothing is printed."""
        cells, rows = _compact(grid.cells)
        return cls(cells, grid.xs, rows, grid.header_rows, grid.aligned)

    def goes_on(self, grid: Grid, again: list[str], *, new_page: bool) -> bool:
        """Whether the grid at the head of the next page (or column) is a part of this table; takes it in if so.

        ``again`` takes the texts of a head that is printed again.
        """
        after = Table.of(grid)
        alike = len(self.xs) == len(after.xs) and abs(self.xs[-1] - self.xs[0] - after.xs[-1] + after.xs[0]) <= _NEAR
        if self.aligned and after.aligned and alike:  # where text makes the columns, these are not quite the same on each page
            after.xs = self.xs
        xs = _common(self.xs, after.xs)
        if xs is None or not after.rows:
            return False
        whole = replace(self, cells=_refitted(self.cells, self.xs, xs), xs=xs, breaks=list(self.breaks))
        after.cells = _refitted(after.cells, after.xs, xs)
        first, head = whole._take(after)
        if missing((cell.text for cell in (*self.cells, *after.cells)), [*shown_texts(whole.cells), *head]):
            return False
        self.cells, self.xs, self.rows, self.header_rows = whole.cells, xs, whole.rows, whole.header_rows
        again += head
        if new_page:
            self.breaks.append(first)
        return True

    def _take(self, after: Table) -> tuple[int, list[str]]:
        """Add the rows of another part; the first row that stands wholly in it, and the texts of a head printed again."""
        width = len(self.xs) - 1
        mine, new = _expanded(self.cells, self.rows, width), _expanded(after.cells, after.rows, width)
        head = 0
        while head < min(_MOST_HEAD, self.rows, after.rows - 1) and _texts(mine[head]) == _texts(new[head]):
            head += 1
        self.header_rows = max(self.header_rows, head)
        rest = [cell for cell in after.cells if cell.row >= head]
        cut = _is_cut(mine[max(1, self.header_rows) :], new[head:])
        shift = self.rows - head - cut
        continued = {column for column in range(width) if cut or self._open(column, mine, new, head)}
        for cell in rest:
            above = mine[-1][cell.column]
            if (
                cell.row == head
                and cell.column in continued
                and above
                and (above.column, above.columns) == (cell.column, cell.columns)
            ):
                self._extend(above, cell.text, cell.rows - cut)
            elif cut and cell.row == head:
                # A cell of a cut row that does not lie under one of the same width: its text goes to the first one above.
                if above and cell.text:
                    self._extend(above, cell.text, 0)
                elif cell.text:
                    self.cells.append(replace(cell, row=self.rows - 1))
                if above and cell.rows > 1:
                    self.cells.append(replace(cell, text="", row=self.rows, rows=cell.rows - 1))
            else:
                self.cells.append(replace(cell, row=cell.row + shift))
            mine = _expanded(self.cells, self.rows, width) if cell.row == head else mine
        first = self.rows
        self.rows = shift + after.rows
        return min(first, self.rows - 1), [cell.text for cell in after.cells if cell.row < head]

    def _open(self, column: int, mine: Sequence[Sequence[Cell | None]], new: Sequence[Sequence[Cell | None]], head: int) -> bool:
        """Whether the merged cell at the foot of a column goes on over the break: one of its parts is empty."""
        above, below = mine[-1][column], new[head][column]
        if above is None or below is None or above.row < self.header_rows or (above.text and below.text):
            return False
        merges = any(cell and cell.rows > 1 and cell.row >= self.header_rows for row in mine for cell in (row[column],))
        return merges or below.rows > 1

    def _extend(self, cell: Cell, text: str, rows: int) -> None:
        at = self.cells.index(cell)
        blank = " " if cell.text[-1:].isascii() and cell.text[-1:].isalpha() and text[:1].isascii() and text[:1].isalpha() else ""
        self.cells[at] = replace(cell, text=cell.text + blank + text, rows=cell.rows + rows)


def _compact(cells: Sequence[Cell]) -> tuple[list[Cell], int]:
    """The cells without the rows in which no cell with text begins or goes on, and the number of rows left."""
    height = max((cell.row + cell.rows for cell in cells), default=0)
    said = [False] * height
    for cell in cells:
        if cell.text:
            said[cell.row : cell.row + cell.rows] = [True] * cell.rows
    place = [sum(said[:row]) for row in range(height + 1)]
    out = [
        replace(cell, row=place[cell.row], rows=place[cell.row + cell.rows] - place[cell.row])
        for cell in cells
        if place[cell.row + cell.rows] > place[cell.row]
    ]
    return out, place[height]


def _common(one: Sequence[float], two: Sequence[float]) -> tuple[float, ...] | None:
    """The column borders that serve both parts of a table; None where these are two tables. Margins may differ."""
    a, b = [x - one[0] for x in one], [x - two[0] for x in two]
    finer, coarser = (a, b) if len(a) >= len(b) else (b, a)
    if abs(a[-1] - b[-1]) > _NEAR or any(min(abs(x - y) for y in finer) > _NEAR for x in coarser):
        return None
    return tuple(finer)


def _refitted(cells: Sequence[Cell], own: Sequence[float], xs: Sequence[float]) -> list[Cell]:
    place = [min(range(len(xs)), key=lambda at: abs(xs[at] - (x - own[0]))) for x in own]
    return [
        replace(cell, column=place[cell.column], columns=place[cell.column + cell.columns] - place[cell.column]) for cell in cells
    ]


def _expanded(cells: Sequence[Cell], rows: int, columns: int) -> list[list[Cell | None]]:
    grid: list[list[Cell | None]] = [[None] * columns for _ in range(rows)]
    for cell in cells:
        for row in grid[cell.row : cell.row + cell.rows]:
            row[cell.column : cell.column + cell.columns] = [cell] * cell.columns
    return grid


def _texts(row: Sequence[Cell | None]) -> list[str]:
    return ["".join(cell.text.split()) if cell else "" for cell in row]


def _is_cut(above: Sequence[Sequence[Cell | None]], below: Sequence[Sequence[Cell | None]]) -> bool:
    """Whether the rows on both sides of the break are one: either lacks what every other row has, and goes on in the other."""
    if not above or not below:
        return False
    rows = [*above, *below]
    texts = [_texts(row) for row in rows]
    last, first = len(above) - 1, len(above)
    return _goes_over(rows, texts, first, last) or (len(above) > 1 and _goes_over(rows, texts, last, first, serial=True))


def _goes_over(
    rows: Sequence[Sequence[Cell | None]], texts: Sequence[Sequence[str]], part: int, rest: int, *, serial: bool = False
) -> bool:
    """Whether row ``part`` belongs to row ``rest``; ``serial``: only where it lacks the first column. Numbers are never cut."""
    others = [row for at, row in enumerate(texts) if at != part]
    single = [column for column in range(len(rows[0])) if all((cell := row[column]) and cell.rows == 1 for row in rows)]
    if any(row[0] is None for row in rows):  # without rules an empty place has no cell
        single = [column for column in range(len(rows[0])) if all((cell := row[column]) is None or cell.rows == 1 for row in rows)]
    lacking = [column for column in single if all(row[column] for row in others) and not texts[part][column]]
    going_on = [column for column, text in enumerate(texts[part]) if text]
    few = 0 in lacking or (not serial and len(lacking) >= len(going_on) > 0)
    whole = not any(_FIGURE.fullmatch(texts[part][column]) and _FIGURE.fullmatch(texts[rest][column]) for column in going_on)
    return bool(lacking) and bool(going_on) and few and whole and all(texts[rest][column] for column in going_on)
