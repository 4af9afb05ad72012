"""The order in which a page is read: two columns (分栏) one after the other, between them what runs across."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from indexer.readers.layout import Line, line, runs

_GAP = 1.0
"""Sizes: the room between two columns."""
_MIDDLE = 0.2
"""A gutter runs no nearer to the edges of the text than this share of its width."""
_LEAST = 4
"""Lines of a column."""
_FULL, _FILLED = 0.75, (0.3, 0.5)
"""Columns hold running text: in the one and the other so large a share of the lines is as wide as this share of the column."""
_STEP = 2.0
_NARROWEST = 9.0
"""Sizes: no column of running text is narrower."""
_WHOLE = 0.8
"""Share of the lines of a column that are printed without a gap; the rows of tables are not."""


def reading_order(page: Sequence[Line]) -> list[list[Line]]:
    """The lines of a page, given from the top down, by columns in the order of reading; each list stands in one column."""
    rows = [(one, [part for run in runs(one.glyphs, _GAP) if (part := line(run))]) for one in page]
    gutter = _gutter([part for _, parts in rows for part in parts])
    if gutter is None:
        return [list(page)] if page else []
    out: list[list[Line]] = [[]]
    for across, group in groupby(rows, lambda row: any(part.x0 < gutter < part.x1 for part in row[1])):
        members = list(group)
        sides = [[part for one, _ in members if (part := _side(one, gutter, left=left))] for left in (True, False)]
        if not across and min(map(_filled, sides)) >= _FILLED[0] and max(map(_filled, sides)) >= _FILLED[1]:
            out += [*sides, []]
        else:
            out[-1] += [one for one, _ in members]
    return [zone for zone in out if zone]


def _gutter(parts: Sequence[Line]) -> float | None:
    """The place in the middle of the text over which the fewest lines run, if any lines stand on both of its sides."""
    if len(parts) < 2 * _LEAST:
        return None
    left, right = min(part.x0 for part in parts), max(part.x1 for part in parts)
    count = int((right - left) / _STEP) + 1
    over = [0] * (count + 1)
    for part in parts:
        over[int((part.x0 - left) / _STEP)] += 1
        over[int((part.x1 - left) / _STEP)] -= 1
    running = 0
    for at in range(count + 1):
        running += over[at]
        over[at] = running
    inner = range(int(_MIDDLE * count), int((1 - _MIDDLE) * count))
    if not inner:
        return None
    least = min(over[at] for at in inner)
    if least > 0.6 * max(over):
        return None
    # The widest of the lowest places: the others are gaps within lines.
    best = max(_level(over, inner, least), key=lambda span: span[1] - span[0])
    return left + (best[0] + best[1]) / 2 * _STEP


def _level(over: Sequence[int], inner: range, least: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for at in inner:
        if over[at] == least:
            if spans and spans[-1][1] == at:
                spans[-1] = spans[-1][0], at + 1
            else:
                spans.append((at, at + 1))
    return spans


def _side(one: Line, gutter: float, *, left: bool) -> Line | None:
    return line([glyph for glyph in one.glyphs if ((glyph.x0 + glyph.x1) / 2 < gutter) == left])


def _filled(lines: Sequence[Line]) -> float:
    """The share of a column's lines that fill it; 0 where they are none of running text."""
    if len(lines) < _LEAST:
        return 0.0
    width = max(one.x1 for one in lines) - min(one.x0 for one in lines)
    whole = sum(len(runs(one.glyphs, _GAP)) == 1 for one in lines)
    if width < _NARROWEST * max(one.size for one in lines) or whole < _WHOLE * len(lines):
        return 0.0
    return sum(one.x1 - one.x0 >= _FULL * width for one in lines) / len(lines)
