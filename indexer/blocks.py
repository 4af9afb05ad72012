"""What the stations of the indexer hand on to each other: a document as it was read, and its paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from indexer.trace import Traced, join
from library.model import Caution

_LINE_END = re.compile(r"\r\n?|\n")

Extent = tuple[int, int]
"""Half-open range of offsets into the decoded file."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table that the file itself marks as one.

    ``line`` is its first source line and ``page`` its page, both 1-based; ``page`` is None for formats without pages. ``grid``
    holds the cells of a table that came as a table (docx, html …), rectangular, a merged cell repeated in every place that it
    covers; None for running text. ``lines`` holds the source line of each row of the grid, or of each wrapped line that the
    paragraph was joined from.
    """

    text: Traced
    line: int
    page: int | None = None
    grid: tuple[tuple[str, ...], ...] | None = None
    lines: tuple[int, ...] = ()
    spans: tuple[Extent, ...] = ()
    """Where each row of the grid stands in the file."""
    header_rows: int = 0
    """Rows of the grid that the file itself marks as its head; 0 where it does not say."""

    @property
    def end_line(self) -> int:
        """The last source line, 1-based and inclusive."""
        return self.lines[-1] if self.lines else self.line


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table that the file marks as one, as it stands in ``Document.raw``.

    ``start`` and ``end`` are the offsets it takes, ``rows`` those of each row, and ``cells``, rectangular, those of each cell: None
    for an empty place, a merged cell the same in every place that it covers.
    """

    start: int
    end: int
    rows: tuple[Extent, ...]
    cells: tuple[tuple[Extent | None, ...], ...]
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it was read. ``text`` is the whole text, traced to offsets in ``raw``, the decoded file with its line ends."""

    raw: str
    text: Traced
    format: str
    """text, markdown, … in lower case."""
    encoding: str | None
    """The codec as people know it (utf-8, gb18030, utf-16-le …); None for formats that are no text files."""
    sha256: str
    """Of the file's bytes, in hex."""
    cautions: tuple[Caution, ...] = ()
    """What the reader could not make out."""
    tables: tuple[PrintedTable, ...] = ()
    """The tables that the format marks as such, in order."""
    pages: tuple[int, ...] = ()
    """Offset in ``raw`` at which each page begins; empty for formats without pages."""

    def page_at(self, offset: int) -> int | None:
        """The page, 1-based, that holds a character of ``raw``; None for formats without pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None


def lines(text: Traced, raw: str | None = None) -> list[Block]:
    """The lines of a text that hold anything, as paragraphs, without the white space at their ends.

    With ``raw``, the decoded file, line numbers are those of the file, whatever breaks repair has made or taken away. A tab that
    parts the cells of a table is kept, at either end too.
    """
    ends = [match.end() for match in _LINE_END.finditer(raw)] if raw is not None else None
    blocks = []
    for number, line in enumerate(text.lines(), 1):
        bare = line.strip()
        if bare.text:
            kept = line.strip(" ") if "\t" in bare.text else bare
            blocks.append(Block(kept, number if ends is None else bisect_right(ends, kept.start) + 1))
    return blocks


def with_tables(blocks: Sequence[Block], document: Document) -> list[Block]:
    """The paragraphs, with those that are rows of a table of the document's format put together to one block with its grid."""
    starts = [table.start for table in document.tables]

    def table_of(block: Block) -> int:
        number = bisect_right(starts, block.text.start) - 1
        return number if number >= 0 and block.text.start < document.tables[number].end else -1

    out: list[Block] = []
    for number, group in groupby(blocks, table_of):
        members = list(group)
        out += members if number < 0 else [_with_grid(members, document.tables[number])]
    return out


def _with_grid(rows: Sequence[Block], table: PrintedTable) -> Block:
    """One block of the lines of a table; its cells read from the repaired text."""
    text = join((row.text for row in rows), "\n")
    origin = text.origin

    def read(extent: Extent | None) -> str:
        if extent is None or extent[0] == extent[1]:
            return ""
        return text.text[bisect_left(origin, extent[0]) : bisect_left(origin, extent[1])].strip()

    grid = tuple(tuple(map(read, row)) for row in table.cells)
    ends = [row.text.start for row in rows]
    lines = tuple(rows[max(0, bisect_right(ends, end) - 1)].line for _, end in table.rows)
    return replace(rows[0], text=text, grid=grid, lines=lines, spans=table.rows, header_rows=table.header_rows)
