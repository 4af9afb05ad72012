"""What a reader of a structured format (docx, pdf, html …) writes into: paragraphs, tables and pages become a `Document`.

The document's ``raw`` is the text as a person would copy it out: a line for each paragraph, a line for each row of a table with
tabs between its cells, a merged cell printed once, in its first place. Offsets and lines of every source count in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.blocks import Document, Extent, PrintedTable
from indexer.readers.failure import ReadFailure
from indexer.trace import Traced
from library.model import Caution

_BREAK = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
_CAPTION = re.compile(r"(?:专\s*栏|附?表|附\s*件|图表)\s*[\d一二三四五六七八九十]")
_BLANKS = re.compile(r"[\s\x85\u2028\u2029]+")
MOST_CELLS = 200_000
"""Cells of one table, merged ones counted in every place: beyond that a span is a mistake or an attack."""
MOST_PLACES = 1_000_000
"""The same for all tables of a document together."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, its place (from 0), and over how many rows and columns it reaches."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Printed:
    """Collects a document in reading order."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[PrintedTable] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    places: int = 0

    def paragraph(self, text: str) -> None:
        """A paragraph; a line break in it makes two."""
        for line in _BREAK.split(text):
            if line.strip():
                self._line(line)

    def page(self) -> None:
        """A new page (or sheet) begins here."""
        self.pages.append(self.length)

    def table(self, cells: Iterable[Cell], *, header_rows: int = 0) -> None:
        """A table. Cells may not overlap; a place that no cell covers is empty. ``header_rows`` 0 where the file does not say.

        Blanks and breaks within a cell become one blank. Rows and columns in which nothing at all is printed are left out. A first
        row that is one cell with a caption (专栏2 …, 表1 …) is a paragraph before the table, as other documents print it.
        Raises `ReadFailure` (too-large) beyond `MOST_CELLS`, or `MOST_PLACES` in all.
        """
        given = [cell for cell in cells if cell.rows > 0 and cell.columns > 0]
        height = max((cell.row + cell.rows for cell in given), default=0)
        width = max((cell.column + cell.columns for cell in given), default=0)
        self.places += height * width
        if height * width > MOST_CELLS or self.places > MOST_PLACES:
            message = f"表格过大（有一个多达 {height} 行 {width} 列，或表格过多）；请在原来的软件中删去这些表格，另存后再导入。"
            raise ReadFailure("too-large", message)
        grid, owners = _grid(given, height, width)
        if not grid:
            return
        while len(owners) > 2 and (caption := _caption(owners, grid)):
            self.paragraph(caption)
            owners, header_rows = owners[1:], max(0, header_rows - 1)
        start, lines = self.length, []
        places: dict[int, Extent] = {}
        for row in owners:
            begin = at = self.length
            line: list[str] = []
            for number, owner in enumerate(row):
                if number:
                    line.append("\t")
                    at += 1
                if owner is not None and owner not in places:
                    text = grid[owner]
                    places[owner] = (at, at + len(text))
                    line.append(text)
                    at += len(text)
            self._line("".join(line))
            lines.append((begin, at))
        extents = tuple(tuple(places[owner] if owner is not None else None for owner in row) for row in owners)
        self.tables.append(PrintedTable(start, self.length, tuple(lines), extents, min(header_rows, len(owners) - 1)))

    def document(self, format: str, sha256: str, cautions: Sequence[Caution] = (), encoding: str | None = None) -> Document:  # noqa: A002
        """The finished document."""
        raw = "".join(self.parts)
        return Document(raw, Traced.of(raw), format, encoding, sha256, tuple(cautions), tuple(self.tables), tuple(self.pages))

    def _line(self, line: str) -> None:
        self.parts += (line, "\n")
        self.length += len(line) + 1


def shown_texts(cells: Sequence[Cell]) -> list[str]:
    """The texts of the cells that a table of them shows: none of a cell all of whose places others have taken."""
    taken: set[tuple[int, int]] = set()
    out = []
    for cell in cells:
        places = {
            (row, column)
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        if places - taken:
            out.append(cell.text)
        taken |= places
    return out


def _caption(owners: Sequence[Sequence[int | None]], texts: Mapping[int, str]) -> str:
    """The text of the first row, where that is one cell with a caption; else nothing."""
    first = owners[0][0]
    alone = first is not None and len(owners[0]) > 1 and set(owners[0]) == {first} and first not in owners[1]
    text = texts[first] if first is not None and alone else ""
    return text if _CAPTION.match(text) else ""


def _grid(given: Sequence[Cell], height: int, width: int) -> tuple[dict[int, str], list[list[int | None]]]:
    """Texts by cell number, and a rectangle that says which cell covers each place, without empty rows and columns."""
    owners: list[list[int | None]] = [[None] * width for _ in range(height)]
    texts = {number: _BLANKS.sub(" ", cell.text).strip() for number, cell in enumerate(given)}
    for number, cell in enumerate(given):
        for row in owners[cell.row : cell.row + cell.rows]:
            for column in range(cell.column, cell.column + cell.columns):
                if row[column] is None:
                    row[column] = number

    def says(places: Iterable[int | None]) -> bool:
        return any(owner is not None and texts[owner] for owner in places)

    columns = [column for column in range(width) if says(row[column] for row in owners)]
    kept = [[row[column] for column in columns] for row in owners if says(row)]
    return (texts if kept else {}), kept
