"""Tables that are ruled (有框线的表格): horizontal and vertical lines become a grid whose merged cells are whole."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexer.readers.layout import Glyph, Rule, Sheet, Turned, joined_text, lines, turned_lines
from indexer.readers.printed import Cell
from indexer.readers.walls import Places, crossed, head_border

_SAME = 2.6
"""Points: lines nearer to each other are one (the two of a double rule; the borders of neighbouring cells)."""
_TOUCH = 3.2
"""Points: so near, the ends of lines meet."""
_LEAST = 4.0
_OVER = 6.0
"""Points that lines reach over the outermost crossing one, so that the table is open there."""
_COVERED = 0.6
"""Share of the side of a cell that a line runs along."""
_INSET = 12.0
"""Points, at most, between the side of a cell and the table that stands in it."""
_MOST_PAIRS = 4_000_000
_MOST_PLACES = 100_000


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on one page: cells of printed tables, the places of its column borders, its upper and lower edge, its rows' edges.

    ``nested``: it stands within a cell of another. ``aligned``: text that stands below each other made its columns, not lines.
    """

    cells: tuple[Cell, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    header_rows: int = 0
    nested: bool = False
    aligned: bool = False

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.ys[-1]


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame around running text: the edges of a box of one column."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Ruled:
    """The ruled tables of a page, frames that hold running text, the characters outside, and the level rules that cross none."""

    grids: list[Grid]
    frames: list[Frame]
    rest: list[Glyph]
    turned: list[Turned]
    rules: list[Rule]


def ruled_tables(sheet: Sheet) -> Ruled:
    """The tables that the lines of a page make."""
    level, upright = _merged(sheet.rules, level=True), _merged(sheet.rules, level=False)
    out = Ruled([], [], sheet.glyphs, sheet.turned, [])
    # The smallest first: a table within another frame takes its own text.
    for group in sorted(_components(level, upright), key=_area):
        if all(rule.level for rule in group):
            out.rules += group
            continue
        host, nested = _parted(group, out.rest)
        for inner in nested:
            net = _Net(inner)
            if net.columns > 1 and net.rows > 1 and (found := net.filled(out.rest, out.turned)):
                grid, out.rest, out.turned = found
                out.grids.append(replace(grid, nested=True))
        net = _net(host, out.rest)
        if net.columns < 2:
            out.frames += net.frames()
        elif found := net.filled(out.rest, out.turned):
            grid, out.rest, out.turned = found
            out.grids.append(grid)
    return out


def _merged(rules: Iterable[Rule], *, level: bool) -> list[Rule]:
    """The level (or the upright) rules, those in one line that touch made one."""
    spans = sorted(((rule.y0, rule.x0, rule.x1) if level else (rule.x0, rule.y0, rule.y1)) for rule in rules if rule.level == level)
    groups: list[list[tuple[float, float, float]]] = []
    for span in spans:
        if groups and span[0] - groups[-1][0][0] <= _SAME:
            groups[-1].append(span)
        else:
            groups.append([span])
    out = []
    for group in groups:
        at = sum(span[0] for span in group) / len(group)
        for start, end in _unions((span[1], span[2]) for span in group):
            if end - start >= _LEAST:
                out.append(Rule(start, at, end, at) if level else Rule(at, start, at, end))
    return out


def _unions(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1] + _TOUCH:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out


def _components(level: Sequence[Rule], upright: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that hang together."""
    if len(level) * len(upright) > _MOST_PAIRS:
        return []
    parent = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for number, down in enumerate(upright, len(level)):
        for at, across in enumerate(level):
            if down.y0 - _TOUCH <= across.y0 <= down.y1 + _TOUCH and across.x0 - _TOUCH <= down.x0 <= across.x1 + _TOUCH:
                parent[root(at)] = root(number)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for at, rule in enumerate((*level, *upright)):
        groups[root(at)].append(rule)
    return list(groups.values())


def _area(group: Sequence[Rule]) -> float:
    box = _bounds(group)
    return (box[2] - box[0]) * (box[3] - box[1])


def _bounds(group: Sequence[Rule]) -> tuple[float, float, float, float]:
    return (
        min(rule.x0 for rule in group),
        min(rule.y0 for rule in group),
        max(rule.x1 for rule in group),
        max(rule.y1 for rule in group),
    )


def _parted(group: list[Rule], glyphs: Sequence[Glyph]) -> tuple[list[Rule], list[list[Rule]]]:
    """The rules of a table, and those of each table that stands within one of its cells.

    Such a table is set in from the side of its cell by a margin in which nothing is printed.
    """
    upright = [rule for rule in group if not rule.level]
    for inner in upright:
        for outer in upright:
            gap = abs(inner.x0 - outer.x0)
            longer = outer.y1 - outer.y0 > inner.y1 - inner.y0 + _OVER
            covers = outer.y0 - _TOUCH <= inner.y0 and inner.y1 <= outer.y1 + _TOUCH
            if _TOUCH < gap <= _INSET and longer and covers and not _between(inner, outer, glyphs):
                rest = _outside(inner, inner.x0 > outer.x0, group)
                if len(rest) == len(group):
                    return group, []
                kept = set(map(id, rest))
                host, nested = _parted(rest, glyphs)
                return host, [[rule for rule in group if id(rule) not in kept], *nested]
    return group, []


def _between(inner: Rule, outer: Rule, glyphs: Sequence[Glyph]) -> bool:
    left, right = sorted((inner.x0, outer.x0))
    return any(left < (m := glyph.middle)[0] < right and inner.y0 < m[1] < inner.y1 for glyph in glyphs)


def _outside(side: Rule, leftmost: bool, group: list[Rule]) -> list[Rule]:
    """The rules but those of the table whose left (or right) side is ``side``."""
    across = [
        rule
        for rule in group
        if rule.level
        and side.y0 - _TOUCH <= rule.y0 <= side.y1 + _TOUCH
        and abs((rule.x0 if leftmost else rule.x1) - side.x0) <= _TOUCH
    ]
    if not across:
        return group
    left, right = min(rule.x0 for rule in across) - _TOUCH, max(rule.x1 for rule in across) + _TOUCH
    top, bottom = side.y0 - _TOUCH, side.y1 + _TOUCH
    return [rule for rule in group if not (left <= rule.x0 and rule.x1 <= right and top <= rule.y0 and rule.y1 <= bottom)]


def _net(group: list[Rule], glyphs: Sequence[Glyph]) -> _Net:
    """The net of a table's rules, with one more below its head where that has none."""
    net = _Net(group)
    border = net.head_border(glyphs) if net.columns > 1 and net.rows > 1 else None
    return net if border is None else _Net([*group, Rule(net.xs[0], border, net.xs[-1], border)])


class _Net:
    """The smallest cells that the rules of a table make, and which of them are one."""

    def __init__(self, group: Sequence[Rule]) -> None:
        """``group``: rules that hang together."""
        self._level = [rule for rule in group if rule.level]
        self._upright = [rule for rule in group if not rule.level]
        left, top, right, bottom = _bounds(group)
        self.xs = _borders((rule.x0 for rule in self._upright), left, right)
        self.ys = _borders((rule.y0 for rule in self._level), top, bottom)
        self.columns, self.rows = len(self.xs) - 1, len(self.ys) - 1

    def frames(self) -> list[Frame]:
        """The boxes of a table of one column."""
        if self.columns < 1:
            return []
        return [Frame(self.xs[0], top, self.xs[1], bottom) for top, bottom in zip(self.ys, self.ys[1:], strict=False)]

    def head_border(self, glyphs: Sequence[Glyph]) -> float | None:
        """Where the rule between head and first row is missing."""
        cells: dict[int, list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            x, y = glyph.middle
            if self.xs[0] < x < self.xs[-1] and self.ys[0] < y < self.ys[1]:
                cells[bisect_right(self.xs, x)].append(glyph)
        return head_border([lines(cell) for _, cell in sorted(cells.items())])

    def filled(self, glyphs: Sequence[Glyph], turned: Sequence[Turned]) -> tuple[Grid, list[Glyph], list[Turned]] | None:
        """The table with its text, and the characters that stand outside; no table where it would hold hardly any text."""
        if self.rows < 1 or self.rows * self.columns > _MOST_PLACES:
            return None
        owners = self._owners(*crossed([glyph for glyph in glyphs if self._holds(*glyph.middle)], self.xs, self.ys))
        texts: dict[int, list[Glyph]] = defaultdict(list)
        labels: dict[int, list[Turned]] = defaultdict(list)
        rest, aside = [], []
        for glyph in glyphs:
            x, y = glyph.middle
            if self._holds(x, y):
                texts[owners[bisect_right(self.ys, y) - 1][bisect_right(self.xs, x) - 1]].append(glyph)
            else:
                rest.append(glyph)
        for mark in turned:
            if self._holds(mark.x, mark.y):
                labels[owners[bisect_right(self.ys, mark.y) - 1][bisect_right(self.xs, mark.x) - 1]].append(mark)
            else:
                aside.append(mark)
        said = {number for number, held in texts.items() if any(not glyph.text.isspace() for glyph in held)}
        if len(said | set(labels)) < 2:
            return None
        places: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for row, line in enumerate(owners):
            for column, owner in enumerate(line):
                places[owner].append((row, column))
        cells = tuple(self._cell(held, texts[owner], labels[owner]) for owner, held in places.items())
        return Grid(cells, tuple(self.xs), tuple(self.ys)), rest, aside

    def _holds(self, x: float, y: float) -> bool:
        return self.xs[0] < x < self.xs[-1] and self.ys[0] < y < self.ys[-1]

    def _cell(self, places: Sequence[tuple[int, int]], glyphs: Sequence[Glyph], label: Sequence[Turned]) -> Cell:
        (row, column), (last, end) = places[0], places[-1]
        text = joined_text(lines(glyphs), self.xs[end + 1] - self.xs[column])
        text += joined_text(turned_lines(label), self.ys[last + 1] - self.ys[row])
        return Cell(text, row, column, last - row + 1, end - column + 1)

    def _owners(self, right: Places, below: Places) -> list[list[int]]:
        """For every smallest cell the number of the cell that it belongs to: a rectangle.

        ``right``, ``below``: the cells whose sides are no borders although rules run along them.
        """
        places = [[(row, column) for column in range(self.columns)] for row in range(self.rows)]
        closed_right = [[at not in right and self._closed(self._upright, *at, down=True) for at in row] for row in places]
        closed_below = [[at not in below and self._closed(self._level, *at, down=False) for at in row] for row in places]
        owners = [[-1] * self.columns for _ in range(self.rows)]
        number = 0
        for row in range(self.rows):
            for column in range(self.columns):
                if owners[row][column] >= 0:
                    continue
                end = column + 1
                while end < self.columns and not closed_right[row][end - 1] and owners[row][end] < 0:
                    end += 1
                last = row + 1
                while last < self.rows and self._goes_down(last, column, end, closed_right, closed_below, owners):
                    last += 1
                for y in range(row, last):
                    owners[y][column:end] = [number] * (end - column)
                number += 1
        return owners

    def _goes_down(
        self, row: int, start: int, end: int, right: list[list[bool]], below: list[list[bool]], owners: list[list[int]]
    ) -> bool:
        """Whether the cell above reaches into a row: no line along it, none through it, lines at its ends."""
        return (
            not any(below[row - 1][start:end])
            and not any(right[row][start : end - 1])
            and (end == self.columns or right[row][end - 1])
            and all(owner < 0 for owner in owners[row][start:end])
        )

    def _closed(self, rules: Sequence[Rule], row: int, column: int, *, down: bool) -> bool:
        """Whether a rule runs along the right (or the lower) side of a smallest cell."""
        if down:
            at, start, end = self.xs[column + 1], self.ys[row], self.ys[row + 1]
            spans = [(rule.y0, rule.y1) for rule in rules if abs(rule.x0 - at) <= _SAME]
        else:
            at, start, end = self.ys[row + 1], self.xs[column], self.xs[column + 1]
            spans = [(rule.x0, rule.x1) for rule in rules if abs(rule.y0 - at) <= _SAME]
        covered = sum(max(0.0, min(end, b) - max(start, a)) for a, b in spans)
        return covered >= _COVERED * (end - start)


def _borders(places: Iterable[float], start: float, end: float) -> list[float]:
    """Where lines run, and the ends of the table where it is open."""
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > _SAME:
            out.append(place)
    if not out or start < out[0] - _OVER:
        out.insert(0, start)
    if end > out[-1] + _OVER:
        out.append(end)
    return out
