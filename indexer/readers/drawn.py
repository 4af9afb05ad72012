"""Drawn shapes as lines: what a path rules on a page, whichever way it was drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

THIN = 3.0
"""Points: a filled shape that is narrower than this is a line."""
_SLANT = 0.6
"""Points that the ends of a straight line may be off the level."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, upper (or lower), right and the other edge; a line has no width, or no height."""


def bounds(points: Sequence[Point]) -> Box:
    """The box around points."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def ruled(points: Sequence[Point], *, stroked: bool) -> Iterator[Box]:
    """The level and upright lines that a path shows: its own where it is stroked, otherwise itself where it is filled and thin."""
    if stroked:
        for (ax, ay), (bx, by) in pairwise(points):
            if abs(ay - by) <= _SLANT < abs(ax - bx):
                yield min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2
            elif abs(ax - bx) <= _SLANT < abs(ay - by):
                yield (ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by)
        return
    left, top, right, bottom = bounds(points)
    if min(right - left, bottom - top) <= THIN:
        x, y = (left + right) / 2, (top + bottom) / 2
        yield (left, y, right, y) if right - left >= bottom - top else (x, top, x, bottom)
