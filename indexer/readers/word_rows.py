"""Tables whose rows say where each cell's right border stands, as the binary .doc and RTF write them: put together to a grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.readers.failure import ReadFailure
from indexer.readers.printed import MOST_CELLS, Cell, Printed

_NEAR = 60
"""Borders that are no further apart, in twips (1/20 point), are one: rows differ by the width of a line."""


@dataclass(slots=True)
class RowCell:
    """A cell of one row: its paragraphs, its borders in twips, whether it goes on from the cell to its left or above."""

    paragraphs: list[str]
    left: int = 0
    right: int = 0
    from_left: bool = False
    from_above: bool = False


@dataclass(slots=True)
class Row:
    """A row of a table."""

    cells: list[RowCell]
    header: bool = False


@dataclass(slots=True)
class Story:
    """Paragraphs and tables as they come, tables in tables behind the outermost; writes them to a `Printed`."""

    printed: Printed
    _tables: list[list[Row]] = field(default_factory=list)
    _cells: list[list[RowCell]] = field(default_factory=list)
    _words: list[list[str]] = field(default_factory=list)
    _behind: list[tuple[int, list[Row]]] = field(default_factory=list)
    """Tables that have ended within the outermost, each with its place in the order in which they began."""
    _begun: list[int] = field(default_factory=list)
    _count: int = 0
    _notes: list[str] = field(default_factory=list)

    def paragraph(self, text: str, depth: int = 0) -> None:
        """A paragraph, in a cell of the table of that depth; 0 for running text."""
        self._to(depth)
        if depth:
            self._words[-1].append(text)
        else:
            self.printed.paragraph(text)

    def note(self, text: str) -> None:
        """A note or text box that hangs on the paragraph just added: printed behind it, or behind its table."""
        if self._tables:
            self._notes.append(text)
        else:
            self.printed.paragraph(text)

    def cell(self, depth: int) -> None:
        """A cell ends."""
        self._to(depth)
        self._cells[-1].append(RowCell(self._words[-1]))
        self._words[-1] = []

    def row(self, depth: int, shapes: Sequence[RowCell], header: bool) -> None:
        """A row ends. ``shapes`` are its cells without their text; the texts were added cell by cell."""
        self._to(depth)
        texts, self._cells[-1] = self._cells[-1], []
        if len(shapes) != len(texts):
            shapes = [RowCell([], at, at + 1) for at in range(len(texts))] if not shapes else _fitted(shapes, len(texts))
        cells = [
            RowCell(text.paragraphs, s.left, s.right, s.from_left, s.from_above) for text, s in zip(texts, shapes, strict=True)
        ]
        if cells:
            self._tables[-1].append(Row(cells, header))

    def end(self) -> None:
        """The text ends."""
        self._to(0)

    def _to(self, depth: int) -> None:
        while len(self._tables) < depth:
            self._tables.append([])
            self._begun.append(self._count)
            self._count += 1
            self._cells.append([])
            self._words.append([])
        while len(self._tables) > depth:
            if self._words[-1] or self._cells[-1]:  # a row without an end: the file was cut
                rest = self._cells[-1] + ([RowCell(self._words[-1])] if self._words[-1] else [])
                self._tables[-1].append(Row([RowCell(c.paragraphs, at, at + 1) for at, c in enumerate(rest)]))
            table = self._tables.pop()
            self._cells.pop()
            self._words.pop()
            self._behind.append((self._begun.pop(), table))
        if not depth and (self._behind or self._notes):
            tables, notes, self._behind, self._notes = self._behind, self._notes, [], []
            for _, table in sorted(tables, key=lambda begun: begun[0]):
                write(self.printed, table)
            for note in notes:
                self.printed.paragraph(note)


def write(printed: Printed, rows: Sequence[Row]) -> None:
    """A table; a frame of one column around running text (专栏) gives its paragraphs."""
    cells, columns = grid_of(rows)
    framed = columns <= 1 and (len(cells) <= 2 or any(len(paragraphs) > 1 for _, paragraphs in cells))
    if framed:
        for _, paragraphs in cells:
            for text in paragraphs:
                printed.paragraph(text)
        return
    header = next((at for at, row in enumerate(rows) if not row.header), 0)
    printed.table((cell for cell, _ in cells), header_rows=header)


def grid_of(rows: Sequence[Row]) -> tuple[list[tuple[Cell, list[str]]], int]:
    """The cells in their places, each with its paragraphs, and how many columns there are."""
    borders = _borders(rows)
    if len(rows) * len(borders) > MOST_CELLS:
        message = f"有一个表格多达 {len(rows)} 行 {len(borders)} 列，超过能处理的大小；请拆分或删去这个表格，另存后再导入。"
        raise ReadFailure("too-large", message)
    column_of = {edge: at for at, edge in _columns(rows, borders)}
    out: list[tuple[Cell, list[str]]] = []
    above: dict[int, int] = {}
    for number, row in enumerate(rows):
        here: dict[int, int] = {}
        last: int | None = None
        for cell in row.cells:
            left, right = column_of[cell.left], max(column_of[cell.right], column_of[cell.left] + 1)
            if cell.from_left and last is not None:
                at = last
                first = out[at][0]
                grown = Cell(first.text, first.row, first.column, first.rows, max(first.columns, right - first.column))
                out[at] = (grown, out[at][1])
            elif cell.from_above and left in above and out[above[left]][0].column == left:
                at = above[left]
                first = out[at][0]
                words = [*out[at][1], *(text for text in cell.paragraphs if text.strip())]
                out[at] = (Cell("\n".join(words), first.row, left, number - first.row + 1, first.columns), words)
                here[left] = last = at
            else:
                here[left] = last = len(out)
                out.append((Cell("\n".join(cell.paragraphs), number, left, 1, right - left), cell.paragraphs))
        above = here
    return out, len(borders) - 1


def _borders(rows: Sequence[Row]) -> list[int]:
    """The borders of the table's columns, from left to right."""
    out: list[int] = []
    near = _near(rows)
    for edge in sorted({edge for row in rows for cell in row.cells for edge in (cell.left, cell.right)}):
        if not out or edge - out[-1] > near:
            out.append(edge)
    return out


def _columns(rows: Sequence[Row], borders: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each border that a cell states, after the number of the column that begins there."""
    at = 0
    for edge in sorted({edge for row in rows for cell in row.cells for edge in (cell.left, cell.right)}):
        while at + 1 < len(borders) and edge >= borders[at + 1]:
            at += 1
        yield at, edge


def _near(rows: Sequence[Row]) -> int:
    """How far apart two borders may be and still are one: less than half of the narrowest cell."""
    narrowest = min((cell.right - cell.left for row in rows for cell in row.cells if cell.right > cell.left), default=0)
    return min(_NEAR, narrowest // 2 - 1 if narrowest > 1 else 0)


def _fitted(shapes: Sequence[RowCell], count: int) -> list[RowCell]:
    """As many shapes as there are cells: what a row says of its borders and what it holds may differ in a damaged file."""
    right = shapes[-1].right
    more = [RowCell([], right + at * 1000, right + (at + 1) * 1000) for at in range(max(0, count - len(shapes)))]
    return [*shapes[:count], *more]
