"""The order in which a page is read: two columns (分栏) one after the other, between them what runs across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from indexer.readers.layout import Line, line, runs

_GAP = 1.0
"""Sizes: the room between two columns."""
_MIDDLE = 0.2
"""A gutter runs no nearer to the edges of the text than this share of its width."""
_LEAST = 4
"""Lines of a column."""
_FULL, _FILLED = 0.75, (0.3, 0.4)
"""Columns hold running text: in the one and the other so large a share of the lines is as wide as this share of the column."""
_STEP = 2.0
_NARROWEST = 9.0
"""Sizes: no column of running text is narrower."""
_WHOLE = 0.8
"""Share of the lines of a column that are printed without a gap; the rows of tables are not."""


def gutter(page: Sequence[Line]) -> float | None:
    """Where two columns of a page part, if it has any: the lines on both sides are running text."""
    place = _gutter(page)
    return place if place is not None and any(_are_columns(group, place) for _, group in _bands(page, place)) else None


def reading_order(page: Sequence[Line], place: float | None) -> list[list[Line]]:
    """The lines of a page, given from the top down, by columns in the order of reading; each list stands in one column.

    ``place`` is where the columns of the page part, or those of other pages of the document; the last page of a text may hold a few
    lines only.
    """
    if place is None:
        return [list(page)] if page else []
    out: list[list[Line]] = [[]]
    for across, group in _bands(page, place):
        left, right = _sides(group, place)
        if not across and left and right and _whole(left) and _whole(right):
            out += [left, right, []]
        else:
            out[-1] += group
    return [zone for zone in out if zone]


def _bands(page: Sequence[Line], place: float) -> Iterator[tuple[bool, list[Line]]]:
    """Lines that follow each other and run, or do not run, across a place."""

    def runs_across(one: Line) -> bool:
        return any(run[0].x0 < place < run[-1].x1 for run in runs(one.glyphs, _GAP))

    for across, group in groupby(page, runs_across):
        yield across, list(group)


def _sides(group: Sequence[Line], place: float) -> tuple[list[Line], list[Line]]:
    left, right = ([part for one in group if (part := _side(one, place, left=left))] for left in (True, False))
    return left, right


def _are_columns(group: Sequence[Line], place: float) -> bool:
    filled = [_filled(side) for side in _sides(group, place)]
    return min(filled) >= _FILLED[0] and max(filled) >= _FILLED[1]


def _gutter(page: Sequence[Line]) -> float | None:
    """The place in the middle of the text over which the fewest lines run, if any lines stand on both of its sides."""
    parts = [part for one in page for run in runs(one.glyphs, _GAP) if (part := line(run))]
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


def _side(one: Line, place: float, *, left: bool) -> Line | None:
    glyphs = [glyph for glyph in one.glyphs if ((glyph.x0 + glyph.x1) / 2 < place) == left]
    return one if len(glyphs) == len(one.glyphs) else line(glyphs)


def _filled(lines: Sequence[Line]) -> float:
    """The share of a column's lines that fill it; 0 where they are none of running text."""
    if len(lines) < _LEAST:
        return 0.0
    width = max(one.x1 for one in lines) - min(one.x0 for one in lines)
    if width < _NARROWEST * max(one.size for one in lines) or not _whole(lines):
        return 0.0
    return sum(one.x1 - one.x0 >= _FULL * width for one in lines) / len(lines)


def _whole(lines: Sequence[Line]) -> bool:
    """Whether lines are printed without gaps, as running text is."""
    return sum(len(runs(one.glyphs, _GAP)) == 1 for one in lines) >= _WHOLE * len(lines)
