"""Bars in terminal cells: as long as the number, in eighths of a cell; what an operator leaves open is shaded.

"60" is solid up to 60; "≥60" is solid up to 60 and shaded beyond, for the value may lie anywhere there; "≤60" is shaded up to
60; "~60" ends in a shaded cell. Words have no bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from library.model import Op
from tui.text import glyphs
from tui.text.cells import pad, shown, width
from tui.text.wrap import wrapped


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: ``number`` is None where the plan says words; ``printed`` stands behind the bar."""

    label: str
    number: float | None
    op: Op | None
    printed: str


def bar(number: float | None, top: float, cells: int, op: Op | None = "=", *, plain: bool = False) -> str:
    """A bar of exactly ``cells`` cells, filled with spaces, on a scale from 0 to ``top``; ``plain`` draws with # and . only.

    The last cell is kept for what lies beyond ``top``. No number, or one below 0, has no bar.
    """
    if number is None or number < 0 or top <= 0 or cells < 2:
        return " " * max(0, cells)
    drawn = glyphs.ASCII if plain else glyphs.now()
    solid, shade = drawn.solid, drawn.shade
    eighths = round(min(number / top, 1.0) * (cells - 1) * 8)
    full, rest = divmod(eighths, 8)
    end = drawn.eighths[rest]
    if op in (">=", ">"):
        return pad(solid * full + end, cells).replace(" ", shade)
    if op in ("<=", "<"):
        return pad(shade * (full + (rest >= 4)), cells)
    if op == "~":
        return pad(solid * max(0, full - 1) + shade, cells)
    return pad(solid * full + end, cells)


def chart(rows: Sequence[Bar], room: int, *, plain: bool = False) -> list[str]:
    """A chart of bars on one scale, labels aligned and wrapped in a third of the room at most; no line is wider than ``room``."""
    labels = [shown(row.label) for row in rows]
    printed = [shown(row.printed) for row in rows]
    label_room = min(max(map(width, labels), default=0), max(4, room // 3))
    rest = room - label_room - 1
    bar_room = min(40, rest - min(max(map(width, printed), default=0), rest // 2) - 1)
    top = max((row.number for row in rows if row.number is not None), default=0.0)
    lines: list[str] = []
    for row, label, words in zip(rows, labels, printed, strict=True):
        drawn = bar(row.number, top, bar_room, row.op, plain=plain)
        left = wrapped(label, label_room)
        right = wrapped(words, rest - bar_room - 1)
        for number in range(max(len(left), len(right))):
            before = left[number] if number < len(left) else ""
            behind = right[number] if number < len(right) else ""
            middle = drawn if number == 0 else " " * bar_room
            lines.append(f"{pad(before, label_room)} {middle} {behind}".rstrip())
    return lines
