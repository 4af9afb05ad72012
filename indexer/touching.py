"""Figures printed without a border between them: 78100140 -> 78, 100, 140, where only one way to part them makes sense."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_FIGURE = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_RUN = re.compile(r"(?P<head>[^\d]*)(?P<run>[\d.]+)(?P<tail>[^\d].*|)")
_CLEAR = 0.5
"""How much better (in natural logarithms of ratios) the best way must be than the next."""
_STEEPEST = math.log(12)
"""An indicator hardly ever grows or falls more than twelvefold in five years."""


def part(cells: Sequence[str]) -> tuple[list[str], bool]:
    """Cut the figures of neighbouring cells apart anew; what stands before the first and after the last figure stays there.

    The figures of one row measure the same thing at different times, so they lie near each other. The second value says whether one
    way is clearly better than all others; where none is possible the cells come back as they were.
    """
    match = _RUN.fullmatch("".join(cells))
    ways = sorted((_distance(figures), figures) for figures in _ways(match["run"], len(cells))) if match else []
    if match is None or not ways:
        return list(cells), False
    best, figures = ways[0]
    clear = len(ways) == 1 or ways[1][0] - best >= _CLEAR
    figures = [match["head"] + figures[0], *figures[1:-1], figures[-1] + match["tail"]]
    return figures, clear and best <= _STEEPEST * (len(cells) - 1)


def _ways(digits: str, count: int) -> Iterator[list[str]]:
    """Every way to cut a run into ``count`` well-formed figures."""
    if count == 1:
        if _FIGURE.fullmatch(digits):
            yield [digits]
        return
    for end in range(1, len(digits) - count + 2):
        if _FIGURE.fullmatch(digits[:end]):
            yield from ([digits[:end], *rest] for rest in _ways(digits[end:], count - 1))


def _distance(figures: list[str]) -> float:
    """How far the figures lie from each other: the logarithms of their ratios, and a little for unlike numbers of decimals."""
    numbers = [float(figure) for figure in figures]
    steps = [abs(math.log(later / earlier)) if earlier and later else 2.0 for earlier, later in pairwise(numbers)]
    decimals = {len(figure.partition(".")[2]) for figure in figures}
    return sum(steps) + 0.1 * (len(decimals) - 1)
