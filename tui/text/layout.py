"""A document laid out in lines of cells: headings, paragraphs indented, tables in place; each drawn piece knows its text.

What does not depend on the width (gate, line breaks, matches) is worked out once in `Prepared`; laying out again is then quick.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from library.chinese import fold, folded
from tui.text.cells import shown
from tui.text.document import Block, Heading, Paragraph, ReaderDocument, TableBlock
from tui.text.glyphs import Rules
from tui.text.grid import LINES, Grid
from tui.text.wrap import SPACES, Breaks

INDENT = 4
"""Cells before the first line of a paragraph: two Han characters, as Chinese is printed."""
REPLACEMENT = "\ufffd"
"""What stands for a character that the file had lost."""


class Piece(NamedTuple):
    """Drawn text. ``part`` is the text of the block that it comes from (0 the paragraph, heading or caption, from 1 the cells of a
    table by row), None for what is only drawn; ``start`` is where it begins there.
    """

    text: str
    role: str = ""
    part: int | None = None
    start: int = 0


class Line(NamedTuple):
    """A line on the page: ``left`` cells of margin, then its pieces. ``block`` is -1 above the first block and, in the
    legend below the last one, the number of blocks; it never falls from line to line.

    ``at`` is the character of the paragraph that the line begins with, in a table the row.
    """

    pieces: tuple[Piece, ...]
    block: int = -1
    at: int = 0
    left: int = 0

    @property
    def text(self) -> str:
        """The line as plain text, margin and all."""
        return " " * self.left + "".join(piece.text for piece in self.pieces)


class Match(NamedTuple):
    """Where a term stands: half-open range of characters of a part of a block. Sorts in reading order."""

    block: int
    part: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is set: ``room`` and ``measure`` (widest line of running text) in cells, rules of tables, words of the legend."""

    room: int
    measure: int = 80
    rules: Rules = LINES
    repaired: str = ""
    damaged: str = ""
    doubtful: str = ""


class Prepared:
    """A document ready to be laid out at any width and searched for matches."""

    def __init__(self, document: ReaderDocument) -> None:
        self.document = document
        self.path = Breaks(" › ".join(filter(None, map(shown, document.path))))
        self.texts: list[list[Breaks]] = []
        self.grids: dict[int, Grid] = {}
        self.repaired: dict[int, list[tuple[int, int]]] = {}
        for number, block in enumerate(document.blocks):
            self.texts.append(self._prepare(number, block))
        self.damaged = any(REPLACEMENT in part.text for parts in self.texts for part in parts)
        blocks = enumerate(document.blocks)
        self.doubts = {(at, row): why for at, block in blocks if isinstance(block, TableBlock) for row, why in block.doubts}
        """Why a row of a table is uncertain, by block and row."""

    def _prepare(self, number: int, block: Block) -> list[Breaks]:
        """The texts of a block: one for a heading or a paragraph; for a table its caption, then its cells by row."""
        if isinstance(block, TableBlock):
            grid = self.grids[number] = Grid(block.grid, block.header_rows)
            return [Breaks(shown(block.caption)), *(cell for row in grid.breaks for cell in row)]
        if isinstance(block, Heading):
            return [Breaks(shown(block.text))]
        text, repaired = _through_gate(block.text, [(start, end) for start, end, _ in block.repaired])
        if repaired:
            self.repaired[number] = repaired
        return [Breaks(text)]

    def matches(self, terms: Iterable[str]) -> list[Match]:
        """Where any of the terms stands, however written, in reading order; overlapping ones are one, a merged cell counts once."""
        needles = {folded(term) for term in terms} - {""}
        found: list[Match] = []
        if not needles:
            return found
        for number, parts in enumerate(self.texts):
            for part, words in enumerate(parts):
                if words.text and self._drawn(number, part):
                    text = fold(words.text)
                    spans = sorted(span for needle in needles for span in text.spans(needle))
                    found += (Match(number, part, start, end) for start, end in _union(spans))
        return found

    def _drawn(self, number: int, part: int) -> bool:
        """False for a cell of a table that another one of its merge is drawn for."""
        grid = self.grids.get(number)
        place = divmod(part - 1, grid.columns) if grid and part else None
        return grid is None or place is None or grid.owner[place] == place

    def lay(self, look: Look) -> list[Line]:
        """The whole page as lines, none wider than ``look.room``."""
        measure = max(2, min(look.measure, look.room))
        left = (look.room - measure) // 2
        lines: list[Line] = []
        if self.path.text:
            lines += (Line((piece,), left=left) for piece in _pieces(self.path, "path", None, measure))
            lines.append(Line((), left=left))
        previous: Block | None = None
        for number, block in enumerate(self.document.blocks):
            if previous is not None and not _close(previous, block):
                lines.append(Line((), number, 0, left))
            lines += self._block(number, block, look, measure, left)
            previous = block
        end = len(self.document.blocks)
        notes = [look.repaired] * bool(self.repaired) + [look.damaged] * self.damaged + [look.doubtful] * bool(self.doubts)
        lines += [Line((), end, 0, left)] * any(notes)
        for note in filter(None, map(shown, notes)):
            lines += (Line((piece,), end, 0, left) for piece in _pieces(Breaks(note), "note", None, measure))
        return lines

    def _block(self, number: int, block: Block, look: Look, measure: int, left: int) -> Iterator[Line]:
        words = self.texts[number][0]
        if isinstance(block, TableBlock):
            grid = self.grids[number]
            wide = min(look.room, max(measure, grid.natural))
            margin = (look.room - wide) // 2
            if words.text:
                yield from (Line((piece,), number, 0, margin) for piece in _pieces(words, "caption", 0, wide))
            for line in grid.lines(wide, look.rules):
                bits = [(bit, None if bit.cell is None else 1 + bit.cell[0] * grid.columns + bit.cell[1]) for bit in line.bits]
                yield Line(tuple(Piece(bit.text, bit.role, part, bit.start) for bit, part in bits), number, line.row, margin)
        elif isinstance(block, Heading):
            for piece in _pieces(words, "heading" if block.level == 1 else "subheading", 0, measure):
                yield Line((piece,), number, piece.start, left)
        else:
            first = INDENT if block.indent and measure >= 4 * INDENT else 0
            for piece in _pieces(words, "", 0, measure, measure - first):
                yield Line((piece,) if piece.start else (Piece(" " * first), piece), number, piece.start, left)

    def row_of(self, match: Match) -> int:
        """Row of the table that a match stands in, 0 elsewhere and in a caption."""
        grid = self.grids.get(match.block)
        return (match.part - 1) // grid.columns if grid and match.part else 0


def first_line(lines: Sequence[Line], block: int) -> int:
    """Number of the first line of a block; of what follows where it has none; the number of lines where nothing follows."""
    return bisect_left(lines, block, key=lambda line: line.block)


def line_at(lines: Sequence[Line], block: int, at: int) -> int:
    """Number of the line that shows ``at`` (see `Line`) of a block: the first with words that begins there or last before."""
    first, end = first_line(lines, block), first_line(lines, block + 1)
    found = None
    for number in range(first, end):
        line = lines[number]
        words = any(piece.part is not None for piece in line.pieces)
        if words and line.at <= at and (found is None or line.at > lines[found].at):
            found = number
    return first if found is None else found


def find_line(lines: Sequence[Line], block: int, part: int, char: int) -> int | None:
    """Number of the line on which character ``char`` of a part of a block is drawn; None where it is nowhere."""
    for number in range(first_line(lines, block), first_line(lines, block + 1)):
        for piece in lines[number].pieces:
            if piece.part == part and piece.start <= char < piece.start + max(1, len(piece.text)):
                return number
    return None


def text_lines(text: str, measure: int) -> list[Line]:
    """Plain text of several lines, each wrapped to ``measure`` cells, as lines of a page: for help and previews."""
    lines: list[Line] = []
    for number, source in enumerate(text.split("\n")):
        lines += (Line((piece,), number, piece.start) for piece in _pieces(Breaks(shown(source)), "", 0, max(2, measure)))
    return lines


def _pieces(words: Breaks, role: str, part: int | None, measure: int, first: int | None = None) -> Iterator[Piece]:
    for start, end in words.lines(measure, first):
        yield Piece(words.text[start:end].rstrip(SPACES), role, part, start)


def _close(previous: Block, block: Block) -> bool:
    """Whether no blank line parts two blocks: paragraphs, and a lower heading from the text that it is over."""
    if isinstance(previous, Heading):
        return previous.level > 1
    return isinstance(previous, Paragraph) and isinstance(block, Paragraph)


def _union(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sorted spans with overlapping ones joined."""
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last and start < last[1]:
            last = (last[0], max(last[1], end))
        else:
            if last:
                yield last
            last = (start, end)
    if last:
        yield last


def _through_gate(text: str, ranges: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Text after the gate, and where its ranges are then."""
    if not ranges:
        return shown(text), []
    done, gated = 0, ""
    moved: list[tuple[int, int]] = []
    for start, end in ranges:
        gated += shown(text[done:start])
        begin = len(gated)
        gated += shown(text[start:end])
        moved.append((begin, len(gated)))
        done = end
    return gated + shown(text[done:]), moved
