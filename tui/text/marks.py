"""What on a page is marked and can be explained: repaired words, lost characters, rows of tables with an uncertain value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.doubts import DOUBT
from tui.text.document import Paragraph
from tui.text.layout import REPLACEMENT, Line, Prepared, first_line

REPAIRED, DAMAGED = "*", "!"
"""Signs that stand behind the mark of such a line, so that it shows without colour."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is to be explained: ``repaired`` holds (what stood in the file, what was read), ``doubt`` why a row is uncertain."""

    repaired: tuple[tuple[str, str], ...] = ()
    damaged: bool = False
    doubt: str = ""

    def __bool__(self) -> bool:
        return bool(self.repaired or self.damaged or self.doubt)


def marks(prepared: Prepared, lines: Sequence[Line], number: int) -> Marks:
    """What is marked on a line."""
    if not (prepared.repaired or prepared.damaged or prepared.doubts) or not 0 <= number < len(lines):
        return Marks()
    line = lines[number]
    words = [piece for piece in line.pieces if piece.part is not None]
    if not words:
        return Marks()
    block = prepared.document.blocks[line.block]
    repaired = []
    if isinstance(block, Paragraph):
        ranges = prepared.repaired.get(line.block, ())
        for (start, end), (_, _, was) in zip(ranges, block.repaired, strict=False):
            if any(piece.start < end and start < piece.start + len(piece.text) for piece in words):
                repaired.append((was, prepared.texts[line.block][0].text[start:end]))
    damaged = any(REPLACEMENT in piece.text for piece in words)
    return Marks(tuple(repaired), damaged, prepared.doubts.get((line.block, line.at), ""))


def marks_near(prepared: Prepared, lines: Sequence[Line], number: int) -> Marks:
    """What is marked on a line; where that has nothing, in its whole paragraph or row."""
    found = marks(prepared, lines, number)
    if found or not 0 <= number < len(lines):
        return found
    line = lines[number]
    table = line.block in prepared.grids
    around = range(first_line(lines, line.block), first_line(lines, line.block + 1))
    near = [marks(prepared, lines, other) for other in around if not table or lines[other].at == line.at]
    repaired = dict.fromkeys(pair for one in near for pair in one.repaired)
    return Marks(tuple(repaired), any(one.damaged for one in near), next((one.doubt for one in near if one.doubt), ""))


def sign(prepared: Prepared, lines: Sequence[Line], number: int) -> str:
    """The sign of a line, a space where nothing is marked; a row's doubt stands on its first line only."""
    found = marks(prepared, lines, number)
    if found.doubt:
        before = lines[number - 1]
        again = before[1:3] == lines[number][1:3] and any(piece.part is not None for piece in before.pieces)
        return " " if again else DOUBT
    return DAMAGED if found.damaged else REPAIRED if found.repaired else " "
