"""Rows of a table without lines, out of what stands in each column: by serial numbers, by gaps, by filled lines; merged labels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.readers.layout import Line, joined_text
from indexer.readers.printed import Cell

_SERIAL = re.compile(r"[(（]?(\d{1,3})[)）]?[.、．]?")
_MOST_SERIAL = 0.8
_WRAPPED, _LOOSE, _STACKED = 1.65, 2.2, 1.45
"""Sizes: lines of one cell stand no farther apart; beside serial numbers; in the head, where names stand under names."""
_BESIDE, _LESS, _MANY = 1.2, 0.95, 4
"""Lines of a cell: so much farther apart than the nearest, so much less than serial numbers. So many rules are those of rows."""
_BIMODAL = 1.3
"""Gaps between rows are so much larger than those between the lines of one."""
_FILLED = 0.5
_OFF = 1.5
"""So many times as far as the lines of one row may be off each other, a cell is no part of that row."""
_LEVEL = 0.5
"""Sizes: baselines of one row of single lines."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in one line of a cell that covers the columns ``first`` to ``last``."""

    line: Line
    first: int
    last: int


Row = list[Piece]


def head_cells(pieces: Sequence[Piece], columns: int, spans: Sequence[tuple[int, int]]) -> list[Cell]:
    """The head: one row, or two where a name stands over those of several columns. ``spans``: columns under a short rule."""
    if not pieces:
        return []
    over: dict[tuple[int, int], list[Piece]] = {}
    spans = [*spans, *_heads_right(pieces, columns)]
    for piece in pieces:
        span = next((s for s in spans if s[0] <= piece.first <= piece.last <= s[1]), (piece.first, piece.last))
        below = {
            p.first for p in pieces if p.line.y > piece.line.y + 0.3 * piece.line.size and span[0] <= p.first <= p.last <= span[1]
        }
        if span[1] > span[0] and len(below) >= 2:
            over.setdefault(span, []).append(piece)
    taken = {id(piece) for group in over.values() for piece in group}
    cells = [Cell(_text(group), 0, span[0], 1, span[1] - span[0] + 1) for span, group in over.items()]
    held: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if id(piece) not in taken:
            held[piece.first].append(piece)
    for column, group in held.items():
        under = any(first <= column <= last for first, last in over)
        wide = max(piece.last for piece in group) - column + 1
        cells.append(Cell(_text(group), int(under), column, 2 if over and not under else 1, 1 if over else wide))
    return cells


def _heads_right(pieces: Sequence[Piece], columns: int) -> Iterator[tuple[int, int]]:
    """The columns under a name that is set at the left: its own, which has a second name below, and those that have only such."""
    near = _STACKED * max((piece.line.size for piece in pieces), default=0.0)
    held = [_clusters([piece for piece in pieces if piece.first == column], near) for column in range(columns)]
    for column, names in enumerate(held):
        if len(names) == 2:
            low = names[1][0].line
            end = column
            while end + 1 < columns and len(held[end + 1]) == 1 and abs(held[end + 1][0][0].line.y - low.y) < _LEVEL * low.size:
                end += 1
            if end > column:
                yield column, end


def body_cells(
    bands: Sequence[Sequence[Piece]], columns: int, depth: int, *, cut: tuple[bool, bool] = (False, False)
) -> tuple[list[Cell], int]:
    """The body, its first row being ``depth``, and the number of all rows. ``bands``: what stands between two rules each.

    ``cut``: whether the page may cut the first, and the last, row.
    """
    pieces = [piece for band in bands for piece in band]
    serial = next((column for column in range(columns) if _is_serial(_alone(pieces, column))), None)
    near = _near(pieces, columns, serial)
    labels = _label_columns(pieces, columns, serial, near)
    rest = [[piece for piece in band if piece.first not in labels] for band in bands]
    if _is_ruled(rest, serial):
        rows = [band for band in rest if band]
    else:
        last = len(rest) - 1
        rows = [
            row
            for at, band in enumerate(rest)
            for row in _rows(band, columns, serial, near, (cut[0] and at == 0, cut[1] and at == last))
        ]
    if not rows:
        return [], depth
    cells = []
    for number, row in enumerate(rows, depth):
        held: dict[tuple[int, int], list[Piece]] = defaultdict(list)
        for piece in sorted(row, key=lambda piece: piece.line.y):
            held[_owner(piece, row)].append(piece)
        cells += [Cell(_text(group), number, first, 1, last - first + 1) for (first, last), group in held.items()]
    for column in labels:
        own = [piece for piece in pieces if piece.first == column]
        cells += _labels(_clusters(own, near), rows, column, depth)
    return cells, depth + len(rows)


def _owner(piece: Piece, row: Sequence[Piece]) -> tuple[int, int]:
    """The columns of the cell that a line belongs to: those of the widest line that begins where it does."""
    return piece.first, max(other.last for other in row if other.first == piece.first)


def _text(pieces: Sequence[Piece]) -> str:
    wrapped = [piece.line for piece in sorted(pieces, key=lambda piece: piece.line.y)]
    return joined_text(wrapped, max(line.x1 for line in wrapped) - min(line.x0 for line in wrapped))


def _alone(pieces: Sequence[Piece], column: int) -> list[Piece]:
    """What stands in one column only."""
    return [piece for piece in pieces if piece.first == column == piece.last]


def _near(pieces: Sequence[Piece], columns: int, serial: int | None) -> float:
    """How far, in points, the lines of one cell stand apart at most: hardly farther than the nearest lines of any column do."""
    own = [sorted(piece.line.y for piece in _alone(pieces, column)) for column in range(columns)]
    gaps = [b - a for ys in own for a, b in pairwise(ys) if b > a]
    between = [b - a for a, b in pairwise(own[serial])] if serial is not None else []
    usual = min((piece.line.size for piece in pieces), default=0.0) * (_WRAPPED if serial is None else _LOOSE)
    return min([usual, *(_BESIDE * gap for gap in gaps), *(_LESS * gap for gap in between)])


def _is_ruled(bands: Sequence[Sequence[Piece]], serial: int | None) -> bool:
    """Whether each row stands between two rules."""
    if serial is None:
        return len(bands) >= _MANY
    return all(sum(piece.first == serial for piece in band) <= 1 for band in bands) and len(bands) > 1


def _label_columns(pieces: Sequence[Piece], columns: int, serial: int | None, near: float) -> list[int]:
    """Columns of merged cells: left of the first one that every row fills, and filled less often than that."""
    held = [_alone(pieces, column) for column in range(columns)]
    full = len(held[serial]) if serial is not None else max(len(_clusters(own, near)) for own in held)
    names = (column for column in range(columns) if column != serial and len(_clusters(held[column], near)) >= 0.9 * full)
    left = range(next(names, columns))
    return [column for column in left if column != serial and 0 < len(_clusters(held[column], near)) < full]


def _clusters(pieces: Sequence[Piece], near: float) -> list[list[Piece]]:
    """The cells of one column as far as gaps tell them: lines near to each other are one."""
    out: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.line.y):
        if out and piece.line.y - out[-1][-1].line.y <= near:
            out[-1].append(piece)
        else:
            out.append([piece])
    return out


def _is_serial(pieces: Sequence[Piece]) -> bool:
    matches = [_SERIAL.fullmatch(piece.line.text) for piece in sorted(pieces, key=lambda piece: piece.line.y)]
    numbers = [int(match[1]) for match in matches if match]
    if len(numbers) < 2 or len(numbers) < _MOST_SERIAL * len(matches):
        return False
    return sum(b == a + 1 for a, b in pairwise(numbers)) >= _MOST_SERIAL * (len(numbers) - 1)


def _rows(pieces: Sequence[Piece], columns: int, serial: int | None, near: float, cut: tuple[bool, bool]) -> list[Row]:
    """The rows between two rules, from the top down."""
    if not pieces:
        return []
    if serial is not None and any(piece.first == serial for piece in pieces):
        cells = [cell for column in range(columns) for cell in _clusters([p for p in pieces if p.first == column], near)]
        return _around([piece.line.y for piece in pieces if piece.first == serial], cells, cut)
    levels = _levels(pieces)
    gaps = [b[0].line.y - a[-1].line.y for a, b in pairwise(levels)]
    if gaps and max(gaps) > _BIMODAL * min(gaps):
        limit = (max(gaps) * min(gaps)) ** 0.5
        out = [list(levels[0])]
        for gap, level in zip(gaps, levels[1:], strict=True):
            if gap > limit:
                out.append(list(level))
            else:
                out[-1] += level
        return out
    filled = max(len({piece.first for piece in level}) for level in levels)
    starts = [level for level in levels if len({piece.first for piece in level}) >= _FILLED * filled]
    return _around([level[0].line.y for level in starts], [[piece] for piece in pieces])


def _levels(pieces: Sequence[Piece]) -> list[Row]:
    out: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: piece.line.y):
        if out and piece.line.y - out[-1][0].line.y <= _LEVEL * piece.line.size:
            out[-1].append(piece)
        else:
            out.append([piece])
    return out


def _around(anchors: Sequence[float], cells: Sequence[Sequence[Piece]], cut: tuple[bool, bool] = (False, False)) -> list[Row]:
    """Rows whose anchors stand at these heights: in the middle of their cells or at their tops, whichever fits better.

    What fits to no anchor above the first (or below the last) one is a row of its own where the page may have ``cut`` a row.
    """
    at = sorted(anchors)
    middles = [(cell[0].line.y + cell[-1].line.y) / 2 for cell in cells]
    tops = [cell[0].line.y for cell in cells]
    off = [sum(min(abs(y - anchor) for anchor in at) for y in places) for places in (middles, tops)]
    places = middles if off[0] < off[1] else tops
    slack = _LEVEL * cells[0][0].line.size
    out: list[Row] = [[] for _ in at]
    before: Row = []
    behind: Row = []
    for cell, y in zip(cells, places, strict=True):
        if cut[0] and cell[-1].line.y < at[0] - slack and y < at[0] - _OFF * slack:
            before += cell
        elif cut[1] and places is middles and cell[0].line.y > at[-1] + slack and y > at[-1] + _OFF * slack:
            behind += cell
        elif places is tops and len(cell) == 1:
            out[max((n for n, anchor in enumerate(at) if anchor <= y + slack), default=0)] += cell
        else:
            out[min(range(len(at)), key=lambda n: abs(at[n] - y))] += cell
    return [row for row in (before, *out, behind) if row]


def _labels(labels: Sequence[Row], rows: Sequence[Row], column: int, depth: int) -> list[Cell]:
    """Merged cells: each label stands in the middle of its rows, or at the first of them, whichever fits all of them better."""
    tops = [min(piece.line.y for piece in row) for row in rows]
    ends = [max(piece.line.y for piece in row) for row in rows]
    middle = [(label[0].line.y + label[-1].line.y) / 2 for label in labels]
    first = [label[0].line.y for label in labels]
    if len(labels) > len(rows):
        return []
    centred = _parted(len(rows), len(labels), lambda n, a, b: abs(middle[n] - (tops[a] + ends[b - 1]) / 2))
    topped = _parted(len(rows), len(labels), lambda n, a, _: abs(first[n] - tops[a]))
    _, bounds = min(centred, topped)
    return [Cell(_text(label), depth + a, column, b - a) for label, (a, b) in zip(labels, pairwise(bounds), strict=True)]


def _parted(rows: int, labels: int, cost: Callable[[int, int, int], float]) -> tuple[float, list[int]]:
    """The cheapest way to part rows among labels in order, at least one each: what it costs, and the borders."""
    best: list[dict[int, tuple[float, list[int]]]] = [{0: (0.0, [0])}]
    for label in range(labels):
        ways: dict[int, tuple[float, list[int]]] = {}
        for start, (spent, borders) in best[-1].items():
            for end in range(start + 1, rows - (labels - label - 1) + 1):
                way = spent + cost(label, start, end), [*borders, end]
                if end not in ways or way < ways[end]:
                    ways[end] = way
        best.append(ways)
    return best[-1][rows]
