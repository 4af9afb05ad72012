"""Tables laid out in terminal cells: columns as wide as their words and the room allow, Chinese wrapped inside, nothing ever cut.

Rules between rows are drawn with characters that take one cell in every terminal (East Asian Width "neutral", UAX #11), not with
─ and │, which a terminal set up for Chinese may draw two cells wide; columns are parted by space alone. Where the room is too
narrow for columns, each row becomes a record of "header：words" lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from tui.text import glyphs
from tui.text.cells import shown_lines, width
from tui.text.glyphs import Rules
from tui.text.wrap import SPACES, Breaks

Role = Literal["", "header", "rule", "ditto"]

DITTO = "〃"
"""Stands below the first cell of a merge (U+3003, two cells in every terminal), so that an empty cell stays told apart."""
_NUMERIC = re.compile(r"(?:[≥≤＞＜><≧≦±≈~～+\-－−]?\s*[0-9０-９][0-9０-９.,，]*\s*[%％‰]?[*＊]?|[-—－/]*)\s*")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_SERIAL = re.compile("序号|编号")
_GAP = 2
_LEAST = 4
"""Cells that a column of words needs at least: two Han characters."""
_SHORT = (10, 8, 6, 0)
"""Natural widths up to which columns are not wrapped at all, tried in turn: 元/人/月, 养老服务, 约束性."""
_WIDEST = 16
"""Cells from which on a stretch that should not be broken may be broken after all, to keep the columns."""


LINES, ASCII = glyphs.BOX.rules, glyphs.ASCII.rules


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of a drawn line. ``cell`` is (row, column) of the grid and ``start`` where ``text`` begins in that cell's words."""

    text: str
    role: Role = ""
    cell: tuple[int, int] | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class GridLine:
    """A drawn line of row ``row``; a rule belongs to the row below it, the last rule to the last row."""

    bits: tuple[Bit, ...]
    row: int

    @property
    def text(self) -> str:
        """The line as plain text, without spaces at its end."""
        return "".join(bit.text for bit in self.bits).rstrip()


@dataclass(frozen=True, slots=True)
class Span:
    """Columns ``column`` up to ``end`` of one row drawn as one cell; ``ditto`` where the cell above is the same merged cell."""

    column: int
    end: int
    ditto: bool = False


def spans(grid: Sequence[Sequence[str]], header_rows: int) -> list[list[Span]]:
    """What is drawn of each row of a rectangular grid, in which a merged cell is repeated in every place.

    Equal neighbours may be a merge or equal values. They count as a merge only where a reader would take them for one: sideways
    in the header, across a whole row, and across columns with one merged header; downwards in the header, and in the leading
    columns of words and serial numbers, where rows share a category. Other numbers are never merged, nor other words.
    """
    drawn: list[list[Span]] = []
    for row, cells in enumerate(grid):
        head = drawn[header_rows - 1] if row >= header_rows > 0 else None
        ends = [end for start, end in _runs(cells, head, row < header_rows)]
        line: list[Span] = []
        leading = row > 0 and row != header_rows
        for start, end in zip([0, *ends], ends, strict=False):
            above = leading and any((span.column, span.end) == (start, end) for span in drawn[row - 1])
            same = above and cells[start] == grid[row - 1][start] and bool(cells[start].strip())
            words = row < header_rows or bool(_HAN.search(cells[start]))
            ditto = same and (words or (header_rows > 0 and bool(_SERIAL.search(grid[header_rows - 1][start]))))
            line.append(Span(start, end, ditto))
            leading = leading and (row < header_rows or ditto or bool(_NUMERIC.fullmatch(cells[start])))
        drawn.append(line)
    return drawn


def _runs(cells: Sequence[str], head: list[Span] | None, in_header: bool) -> Iterator[tuple[int, int]]:
    """Half-open column ranges of one row that are one cell."""
    whole = not in_header and len(set(cells)) == 1 and bool(_HAN.search(cells[0]))
    start = 0
    for column in range(1, len(cells) + 1):
        if column < len(cells) and cells[column] == cells[column - 1] and cells[column].strip():
            under = head is not None and any(span.column < column < span.end for span in head)
            if in_header or whole or (under and _HAN.search(cells[column])):
                continue
        yield start, column
        start = column


class Grid:
    """A table made ready to be laid out at any width. ``breaks`` holds the text of each cell as drawn, newlines kept;
    ``owner`` tells for each place the (row, column) of the cell that is drawn for it, itself or the first of its merge.
    """

    def __init__(self, grid: Sequence[Sequence[str]], header_rows: int = 0) -> None:
        columns = max(map(len, grid), default=0)
        self._words = [[shown_lines(cell).strip(SPACES + "\n") for cell in row] + [""] * (columns - len(row)) for row in grid]
        self.header_rows = min(header_rows, len(grid))
        self.columns = columns
        self.breaks = [[Breaks(cell) for cell in row] for row in self._words]
        self.spans = spans(self._words, self.header_rows)
        self.owner: dict[tuple[int, int], tuple[int, int]] = {}
        for row, line in enumerate(self.spans):
            for span in line:
                own = self.owner[row - 1, span.column] if span.ditto else (row, span.column)
                self.owner.update(((row, column), own) for column in range(span.column, span.end))
        self._right, self._natural, self._least, self._weight = [], [], [], []
        for column in range(columns):
            rows = [row for row, line in enumerate(self.spans) if Span(column, column + 1) in line]
            cells = [self.breaks[row][column] for row in rows]
            body = [self._words[row][column] for row in rows if row >= self.header_rows]
            self._right.append(bool(body) and all(map(_NUMERIC.fullmatch, body)))
            self._natural.append(max([1, *(width(line) for cell in cells for line in cell.text.split("\n"))]))
            self._weight.append(sqrt(sum(width(cell.text) for cell in cells) / max(1, len(cells))))
            self._least.append(min(_WIDEST, max([min(_LEAST, self._natural[-1]), *(cell.widest for cell in cells)])))

    @property
    def natural(self) -> int:
        """Cells that the table takes where nothing has to be wrapped."""
        return sum(self._natural) + _GAP * max(0, self.columns - 1)

    def widths(self, room: int) -> list[int] | None:
        """Widths of the columns in ``room`` cells; None where columns do not fit or would be far longer than records."""
        free = room - _GAP * max(0, self.columns - 1)
        if sum(self._natural) <= free:
            return list(self._natural)
        pairs = list(zip(self._least, self._natural, strict=True))
        tries = [[natural if natural <= short else low for low, natural in pairs] for short in _SHORT]
        fitting = [least for least in tries if sum(least) <= free]
        if not fitting:
            return None
        least = fitting[0]
        low, high = 0.0, 4.0 * free
        for _ in range(30):
            share = (low + high) / 2
            low, high = (share, high) if sum(self._shares(share, least)) <= free else (low, share)
        found = self._shares(low, least)
        for column in sorted(range(self.columns), key=lambda column: found[column] - self._natural[column]):
            more = min(self._natural[column] - found[column], free - sum(found))
            found[column] += more
        return found if self._height(found) <= 2 * self._record_height(room) else None

    def lines(self, room: int, rules: Rules = LINES) -> list[GridLine]:
        """The table drawn in ``room`` cells, as columns where they fit, else as records; no line is wider than ``room``."""
        if not self.columns:
            return []
        widths = self.widths(room)
        return list(self._in_columns(widths, rules) if widths else self._as_records(room, rules))

    def _shares(self, share: float, least: list[int]) -> list[int]:
        """Each column between its least and its natural width, by the root of the words that it has: near the least height."""
        columns = zip(least, self._natural, self._weight, strict=True)
        return [max(low, min(natural, int(share * weight))) for low, natural, weight in columns]

    def _height(self, widths: list[int]) -> int:
        """About how many lines the body takes in columns."""
        rows = [list(zip(row, widths, strict=True)) for row in self.breaks[self.header_rows :]]
        return sum(1 + max(-(-cell.cells(0, len(cell.text)) // wide) for cell, wide in row) for row in rows)

    def _record_height(self, room: int) -> int:
        """About how many lines the body takes as records."""
        rows = self.breaks[self.header_rows :]
        return sum(1 + sum(-(-(cell.cells(0, len(cell.text)) + 10) // room) for cell in row if cell.text) for row in rows)

    def _in_columns(self, widths: list[int], rules: Rules) -> Iterator[GridLine]:
        total = sum(widths) + _GAP * (self.columns - 1)
        rows = [list(self._row(row, widths)) for row in range(len(self._words))]
        tall = [len(lines) > 1 for lines in rows]
        for row, lines in enumerate(rows):
            if row == 0:
                yield GridLine((Bit(rules.heavy * total, "rule"),), row)
            elif row == self.header_rows or (row > self.header_rows and (tall[row - 1] or tall[row])):
                yield GridLine(tuple(self._rule(row, widths, rules.light)), row)
            yield from lines
        yield GridLine((Bit(rules.heavy * total, "rule"),), len(rows) - 1)

    def _rule(self, row: int, widths: list[int], char: str) -> Iterator[Bit]:
        """The rule above a row, left open above a cell that continues the one above."""
        for span in self.spans[row]:
            gap = _GAP if span.end < self.columns else 0
            cells = _across(widths, span) + gap
            yield Bit(" " * cells) if span.ditto else Bit(char * cells, "rule")

    def _row(self, row: int, widths: list[int]) -> Iterator[GridLine]:
        """The lines of one row."""
        role: Role = "header" if row < self.header_rows else ""
        cells: list[tuple[Span, int, list[tuple[int, int]]]] = []
        for span in self.spans[row]:
            room = _across(widths, span)
            cells.append((span, room, [] if span.ditto else self.breaks[row][span.column].lines(room)))
        for number in range(max(1, max(len(lines) for _, _, lines in cells))):
            bits: list[Bit] = []
            for span, cell_width, lines in cells:
                bit = Bit("")
                if number < len(lines):
                    start, end = lines[number]
                    bit = Bit(self._words[row][span.column][start:end].rstrip(SPACES + "\n"), role, (row, span.column), start)
                elif span.ditto and number == 0 and row >= self.header_rows:
                    bit = Bit(DITTO, "ditto")
                fill = Bit(" " * (cell_width - width(bit.text)))
                right = self._right[span.column] and span.end - span.column == 1
                bits += [fill, bit] if right else [bit, fill]
                bits.append(Bit(" " * (_GAP if span.end < self.columns else 0)))
            yield GridLine(tuple(bit for bit in bits if bit.text), row)

    def _as_records(self, room: int, rules: Rules) -> Iterator[GridLine]:
        rows = range(self.header_rows, len(self._words)) if self.header_rows < len(self._words) else range(len(self._words))
        for row in rows:
            yield GridLine((Bit((rules.heavy if row == rows[0] else rules.light) * room, "rule"),), row)
            for span in self.spans[row]:
                if self._words[row][span.column]:
                    yield from self._field(row, span, room)
        yield GridLine((Bit(rules.heavy * room, "rule"),), len(self._words) - 1)

    def _field(self, row: int, span: Span, room: int) -> Iterator[GridLine]:
        """One cell as "header：words", the words hanging; without header where the row is a single merged cell."""
        labels: list[Bit] = []
        if span.end - span.column < self.columns and self.header_rows <= row:
            for head in range(self.header_rows):
                bit = Bit(self._words[head][span.column].replace("\n", " "), "header", self.owner[head, span.column])
                if bit.text and bit.text not in [label.text for label in labels]:
                    labels += [Bit(" "), bit] if labels else [bit]
        taken = sum(width(label.text) for label in labels) + 2 if labels else 0
        if taken > room // 2:
            for label in labels:
                if label.cell:
                    yield from (GridLine((line,), row) for line in _pieces(Breaks(label.text), label, room))
            labels, taken = [Bit("  ")], 2
        elif labels:
            labels.append(Bit("："))
        words = Bit("", "", self.owner[row, span.column])
        for number, bit in enumerate(_pieces(self.breaks[row][span.column], words, max(2, room - taken))):
            before = labels if number == 0 else [Bit(" " * taken)] if taken else []
            yield GridLine((*before, bit), row)


def _pieces(words: Breaks, like: Bit, room: int) -> Iterator[Bit]:
    """A cell's words broken into bits of at most ``room`` cells."""
    for start, end in words.lines(room):
        yield Bit(words.text[start:end].rstrip(SPACES + "\n"), like.role, like.cell, start)


def _across(widths: Sequence[int], span: Span) -> int:
    """Cells of a span of columns with the gaps inside."""
    return sum(widths[span.column : span.end]) + _GAP * (span.end - span.column - 1)
