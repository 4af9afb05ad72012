"""Where the cells of a table end when only their texts are left: the cheapest way to lay a stream of pieces into known columns.

A dynamic programme over (piece, column, running number). Every cell costs by how badly its text suits its column (a unit is a word
of the unit vocabulary, an attribute is 约束性/预期性, a value looks like a number …), every cell left out costs by how unusual that
is (a category is merged over its rows, a target is hardly ever blank). Columns are never counted: rows hang on the running number
1..n where there is one, and on the attribute words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.grid_fit import misfit
from indexer.headers import ATTRIBUTE_WORDS, Column, Kind, squeeze

NEVER = 1e6
_REWARD = 0.6
_WINDOW = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """A bit of table text: a line, or in a table without any separators the smallest part that cannot hold a cell border.

    ``block``, ``start`` and ``end`` say where it stands (index of the block, characters into its text); ``join`` is the cost of
    carrying a cell on over the border before this piece, ``cut`` that of beginning a cell there.
    """

    text: str
    block: int
    start: int
    end: int
    join: float = 1.0
    cut: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row as laid out: for each column the half-open range of pieces that it holds, None where nothing is printed.

    ``sub`` is a row without number and name of its own (城镇/农村 under one indicator); ``banner`` a category over the whole width.
    """

    cells: tuple[tuple[int, int] | None, ...]
    start: int
    end: int
    sub: bool = False
    banner: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows found, the index of the first piece that belongs to no row, and the total cost (the lower the better)."""

    rows: tuple[Row, ...]
    end: int
    cost: float


_BANNER = re.compile(
    r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])[^。;；]{2,20}|[^。;；\d]{2,14}[(（]\d+[项个][)）]"
)

_FIGURE = re.compile(r"[≥≤<>]?[\d\-—/]")

_MISSING: dict[Kind, float] = {
    "no": NEVER,
    "category": 0.05,
    "name": 3.0,
    "sub": 0.0,
    "unit": 1.0,
    "attribute": 1.5,
    "value": 1.4,
    "text": 1.5,
    "org": 1.0,
    "money": 1.2,
    "time": 1.2,
    "remark": 0.1,
}


_LONGEST: dict[Kind, int] = {
    "no": 6,
    "category": 24,
    "name": 70,
    "sub": 16,
    "unit": 12,
    "attribute": 6,
    "value": 120,
    "money": 30,
    "time": 40,
}
"""The most characters a cell of a kind may hold; other kinds have no limit but the window."""

Cells = tuple[tuple[int, int] | None, ...]
Layer = dict[tuple[int, bool], tuple[float, Cells]]
"""(next piece, was the last printed value made of words) -> (cost, cells so far)."""


class Aligner:
    """Lays pieces into columns.

    ``span`` is the most pieces one cell may hold; ``loose`` says that the pieces had no borders between them at all, so that a
    row is only believed with its attribute, and a sub-row with all its values.
    """

    def __init__(
        self, pieces: Sequence[Piece], columns: Sequence[Column], span: int = 4, header: Sequence[str] = (), loose: bool = False
    ) -> None:
        self.pieces, self.columns, self.span, self.header, self.loose = pieces, columns, span, tuple(map(squeeze, header)), loose
        texts = [squeeze(piece.text) for piece in pieces]
        self.offsets = [0]
        for text in texts:
            self.offsets.append(self.offsets[-1] + len(text))
        self.whole = "".join(texts)
        self.attribute = [text in ATTRIBUTE_WORDS for text in texts]
        kinds = [column.kind for column in columns]
        self.numbered = "no" in kinds
        self.lead = kinds.index("no") * (span if loose else 2) if self.numbered else 0
        self.targets = [index for index, kind in enumerate(kinds) if kind == "value"]
        self.split = "sub" in kinds
        self.banners = "category" not in kinds and not loose
        self.patience = 400 if loose else 40 + 12 * len(columns)
        self.cells: dict[tuple[int, Kind, int | None], list[tuple[int, float, bool]]] = {}

    @property
    def sight(self) -> int:
        """How many pieces behind its last row a layout may depend on."""
        return self.patience + (len(self.columns) + 2) * (self.span + 1) + len(self.header)

    def text(self, start: int, end: int) -> str:
        """The text of a cell made of pieces ``start`` up to ``end``."""
        return self.whole[self.offsets[start] : self.offsets[end]]

    def run(self, most: int | None = None) -> Layout:
        """The cheapest layout of a table that begins at the first piece and may end anywhere; ``most`` pieces are looked at."""
        count = len(self.pieces) if most is None else min(most, len(self.pieces))
        best: dict[tuple[int, int], float] = {(0, 0): 0.0}
        back: dict[tuple[int, int], tuple[tuple[int, int], Row]] = {}
        agenda: dict[int, set[int]] = {0: {0}}
        final, lowest = (0, 0), 0.0
        for at in range(count):
            if at > final[0] + self.patience:
                break
            for number in sorted(agenda.pop(at, ())):
                state = (at, number)
                for row, cost, following in self._next_rows(at, number):
                    reached = (row.end, following)
                    total = best[state] + cost
                    if total < best.get(reached, NEVER):
                        best[reached], back[reached] = total, (state, row)
                        agenda.setdefault(row.end, set()).add(following)
                        if total < lowest and row.cells and not row.banner:
                            final, lowest = reached, total
        rows: list[Row] = []
        state = final
        while state in back:
            state, row = back[state]
            if row.cells:
                rows.append(row)
        return Layout(tuple(reversed(rows)), final[0], lowest)

    def _next_rows(self, at: int, number: int) -> list[tuple[Row, float, int]]:
        """Every row, with its cost and the running number after it, that may begin at piece ``at``."""
        out: list[tuple[Row, float, int]] = []
        if not self.numbered or self._announced(at, number + 1):
            following = number + self.numbered
            out += [(row, cost, following) for row, cost in self.rows_from(at, number + 1, sub=False, first=at == 0)]
        elif at and self.split:
            most = -0.5 if self.loose else 2.0
            out += [(row, cost, number) for row, cost in self.rows_from(at, None, sub=True, first=False) if cost < most]
        length = len(self.header)
        if (
            at
            and length
            and at + length < len(self.pieces)
            and tuple(self.text(at + n, at + n + 1) for n in range(length)) == self.header
        ):
            out.append((Row((), at, at + length), 0.2, number))
        if self.banners and _BANNER.fullmatch(self.text(at, at + 1)):
            row = Row(((at, at + 1),) * len(self.columns), at, at + 1, banner=True)
            out += [(row, 0.3, number), *([(row, 0.3, 0)] if number else [])]
        return out

    def _announced(self, at: int, number: int) -> bool:
        """Whether the running number stands where a row that begins at ``at`` would have it."""
        length = len(str(number))
        for position in range(at, min(len(self.pieces), at + self.lead + 1)):
            if self.attribute[position]:
                return False
            if self.whole.startswith(str(number), self.offsets[position]) and self.pieces[position].cut < NEVER:
                stop = position + (length if self.loose else 1)
                if re.fullmatch(r"\d+[.、．]?", self.text(position, min(stop, len(self.pieces)))):
                    return True
        return False

    def rows_from(self, at: int, number: int | None, sub: bool, first: bool) -> list[tuple[Row, float]]:
        """The cheapest row from piece ``at`` to every piece that it may end before."""
        layer: Layer = {(at, False): (0.0, ())}
        for index, column in enumerate(self.columns):
            following: Layer = {}
            for (position, wordy), (cost, cells) in layer.items():
                missing = self._missing(index, column, sub, first, wordy)
                if missing < NEVER:
                    _keep(following, (position, wordy), cost + missing, (*cells, None))
                if sub and column.kind in ("no", "name", "category"):
                    continue
                for stop, price, is_wordy in self._known_cells(position, column.kind, number):
                    _keep(following, (stop, is_wordy), cost + price, (*cells, (position, stop)))
            layer = following
        best: dict[int, tuple[float, Cells]] = {}
        for (position, _), (cost, cells) in layer.items():
            if position > at and (position not in best or cost < best[position][0]):
                best[position] = (cost, cells)
        return [(Row(cells, at, position, sub), cost) for position, (cost, cells) in best.items()]

    def _known_cells(self, position: int, kind: Kind, number: int | None) -> list[tuple[int, float, bool]]:
        """(end, cost, is it a value made of words) of every cell of a kind that may begin at ``position``.

        Rows that begin at neighbouring pieces ask for the same cells; only a number's depend on the row.
        """
        key = (position, kind, number if kind == "no" else None)
        if key not in self.cells:
            self.cells[key] = [
                (stop, cost, kind == "value" and not _FIGURE.match(self.text(position, stop)))
                for stop, cost in self._cells(position, kind, number)
            ]
        return self.cells[key]

    def _cells(self, position: int, kind: Kind, number: int | None) -> list[tuple[int, float]]:
        """(end, cost) of every cell of a kind that may begin at ``position``."""
        limit = min(len(self.pieces), position + self.span)
        if position >= limit or (kind == "attribute") != self.attribute[position]:
            return []
        if kind == "attribute":
            return [(position + 1, self.pieces[position].cut - _REWARD)]
        price = self.pieces[position].cut - _REWARD
        longest = _LONGEST.get(kind, _WINDOW)
        out = []
        for stop in range(position + 1, limit + 1):
            if self.attribute[stop - 1] or self.offsets[stop] - self.offsets[position] > longest:
                break
            if stop > position + 1:
                price += self._join(position, stop - 1)
            if price > 5.0:
                break
            if stop < len(self.pieces) and self.pieces[stop].cut >= NEVER:
                continue
            text = self.text(position, stop)
            if self.loose and kind == "category" and not self._parted(stop):
                continue
            if kind == "no":
                if number is not None and re.fullmatch(rf"0?{number}[.、．]?", text):
                    out.append((stop, price - 0.4))
                continue
            cost = misfit(kind, text) + (0.4 if self.loose and kind == "sub" else 0.0)
            if cost < 5.0:
                out.append((stop, price + cost))
        return out

    def _parted(self, stop: int) -> bool:
        """Whether a category may end before piece ``stop`` without a border: it says so (…类), or a blank or the number
        follows.
        """
        parted = self.lead > 0 or (stop < len(self.pieces) and self.pieces[stop].join > 0)
        return parted or self.whole[: self.offsets[stop]].endswith(("类", "领域", "方面"))

    def _join(self, start: int, at: int) -> float:
        """The cost of carrying the cell that began at ``start`` on with piece ``at``."""
        piece = self.pieces[at]
        if piece.join == 0.0:
            return 0.0
        before, text = self.pieces[at - 1].text, piece.text
        if (
            text[:1] in "(（)）、,，;；"
            or before[-1:] in "(（、,，;；-—"
            or before.count("（") > before.count("）")
            or before.count("(") > before.count(")")
        ):
            return 0.2 * piece.join
        return (0.7 if len(before) >= 8 and at == start + 1 else 1.0) * piece.join

    def _missing(self, index: int, column: Column, sub: bool, first: bool, wordy: bool) -> float:
        """The cost of a cell that is not printed."""
        kind = column.kind
        if sub and self.loose and kind == "value":
            return NEVER
        if sub:
            return {"no": 0.0, "category": 0.0, "name": 0.0, "sub": 2.5, "attribute": 0.05, "unit": 0.3}.get(kind, _MISSING[kind])
        if first and kind == "category" and not self.loose:
            return 2.5
        if kind == "attribute" and self.loose:
            return NEVER
        if kind == "value":
            if wordy:
                return 0.5
            return 1.8 if index == self.targets[-1] else _MISSING[kind]
        return _MISSING[kind]


def _keep(layer: Layer, key: tuple[int, bool], cost: float, cells: Cells) -> None:
    """Remember a way to a state if it is cheaper than the one known."""
    if key not in layer or cost < layer[key][0]:
        layer[key] = (cost, cells)
