"""Where the lines of a table mislead: rules that run through the text of a merged cell, a head without a rule below it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from indexer.readers.layout import Glyph, Line, rows, runs

_GLUED = 0.05
"""Sizes: characters that stand no farther apart were set in one go."""
_CENTRED = 0.6
"""Sizes by which text may be off the middle of the cells that it stands over."""
_INTO = 0.3
"""Sizes that text reaches over a border, at least."""
_APART = 1.3
"""Sizes between the lines of a head and those of the row below it."""
_LEAST = 3
_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d[\d,.]*[%％]?")

Places = set[tuple[int, int]]


def crossed(glyphs: Sequence[Glyph], xs: Sequence[float], ys: Sequence[float]) -> tuple[Places, Places]:
    """The smallest cells, as row and column, whose right (and whose lower) side runs through text in the middle of two cells."""
    right: Places = set()
    below: Places = set()
    for row in rows(glyphs):
        for run in runs(row, 0.5):
            one = run[0]
            x0, x1, size = one.x0, run[-1].x1, one.size
            first, last = _at(xs, x0 + _INTO * size), _at(xs, x1 - _INTO * size)
            line = _at(ys, one.middle[1])
            off = abs((x0 + x1) / 2 - (xs[first] + xs[last + 1]) / 2)
            if last == first + 1 and off < _CENTRED * size and _runs_over(run, xs[last]):
                right.add((line, first))
            for upper in {max(0, line - 1), min(line, len(ys) - 3)} if len(ys) > 2 else ():
                border, middle = ys[upper + 1], (ys[upper] + ys[upper + 2]) / 2
                inside = one.y - 0.65 * size < border < one.y - 0.1 * size
                if inside and abs(one.middle[1] - middle) < _CENTRED * size:
                    below |= {(upper, column) for column in range(first, last + 1)}
    return right, below


def _at(borders: Sequence[float], place: float) -> int:
    return min(max(bisect_right(borders, place) - 1, 0), len(borders) - 2)


def _runs_over(run: Sequence[Glyph], x: float) -> bool:
    """Whether a border runs through a character, or between two without any room."""
    through = any(glyph.x0 + 0.15 * glyph.size < x < glyph.x1 - 0.15 * glyph.size for glyph in run)
    return through or any(
        a.x1 - 0.2 * a.size <= x <= b.x0 + 0.2 * b.size and b.x0 - a.x1 < _GLUED * a.size for a, b in pairwise(run)
    )


def head_border(cells: Sequence[Sequence[Line]]) -> float | None:
    """Where a table's first row is two, its head and figures without a rule between them; ``cells``: the lines of its cells."""
    said = [cell for cell in cells if cell]
    if len(said) < _LEAST or any(len(cell) < 2 for cell in said):
        return None
    best: tuple[float, float] | None = None
    for above, below in pairwise(sorted({line.y for cell in said for line in cell})):
        at = (above + below) / 2
        heads = ["".join(line.text for line in cell if line.y < at) for cell in said]
        figures = ["".join(line.text for line in cell if line.y > at) for cell in said]
        if not all(heads) or not all(figures) or any(_NUMBER.fullmatch(text) for text in heads):
            continue
        numbers = sum(bool(_NUMBER.fullmatch(text)) for text in figures)
        room = min(max(line.y for line in cell if line.y < at) for cell in said)
        if numbers >= 2 and below - room >= _APART * said[0][0].size:
            best = max(best or (0.0, 0.0), (below - above, at + 0.3 * said[0][0].size))
    return best[1] if best else None
