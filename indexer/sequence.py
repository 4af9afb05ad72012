"""Which numbers open a part of the document: those that carry on a sequence of their family. One that follows none is text.

``三证合一、`` and ``4.7%。`` look like numbers and continue nothing; that alone tells them from headings, on one line as on many.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from indexer.numbering import BARRIERS, UNNUMBERED, Mark


class Where(IntEnum):
    """What stands before a number: nothing (it opens its paragraph), the end of a sentence, or anything else."""

    START = 0
    SENTENCE = 1
    ANY = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number that may open a part of the document."""

    mark: Mark
    block: int
    where: Where
    bare: bool = False
    """Its paragraph holds nothing but a short title behind it."""
    stop: int = 0
    """Where the last sentence before it ends in its paragraph."""


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate that was taken: its index among the candidates, and its parent's among the places (None at the top)."""

    candidate: int
    parent: int | None


def sequence(candidates: Sequence[Candidate]) -> list[Place]:
    """The candidates that number the document's parts, in document order.

    A number is taken where it continues a sequence that is open (三、 after 二、), or begins one below what is open. Families
    restart under a new parent. One that opens its paragraph is trusted further: a gap or a repeated number there is a slip.
    """
    return _Sequencer(candidates).run()


_AHEAD = 12
"""How many candidates of its family are looked at for the number that follows."""
_SLIP = 3
_CHAIN = 70
"""A title that runs straight into the next number, without any mark between them, is not longer than this, in characters."""


class _Sequencer:
    """The open parts, from the top down, and the rules that say what may come next."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = candidates
        self.places: list[Place] = []
        self.stack: list[int] = []
        self.body: list[int] = []
        self.last: dict[tuple[str, int], tuple[int, ...]] = {}
        self.by_family: dict[tuple[str, int], list[int]] = defaultdict(list)
        for index, candidate in enumerate(candidates):
            self.by_family[_kind(candidate.mark)].append(index)
        self.turned = _turned(candidates)

    def run(self) -> list[Place]:
        for index, candidate in enumerate(self.candidates):
            depth = self.depth(index, candidate)
            if depth is None:
                continue
            if candidate.mark.family == "annex" and not self.in_annex():
                self.body = list(self.stack)
            del self.stack[depth:]
            self.places.append(Place(index, self.stack[-1] if self.stack else None))
            self.stack.append(len(self.places) - 1)
            self.last[_kind(candidate.mark)] = candidate.mark.number
        return self.places

    def open(self, depth: int) -> Candidate:
        """The open part at a depth."""
        return self.candidates[self.places[self.stack[depth]].candidate]

    def following(self, index: int, mark: Mark) -> Candidate | None:
        """The next candidate of a mark's family."""
        row = self.by_family[_kind(mark)]
        at = bisect_right(row, index)
        return self.candidates[row[at]] if at < len(row) else None

    def depth(self, index: int, candidate: Candidate) -> int | None:
        """How many of the open parts stay open above the candidate; None where it is text."""
        mark = candidate.mark
        if candidate.where is Where.ANY and not self.chained(candidate):
            return None
        if mark.family in BARRIERS:
            same = (d for d in range(len(self.stack)) if self.open(d).mark.family == mark.family)
            return next(same, len(self.stack) if mark.family == "box" else 0)
        if (depth := self.continued(mark)) is not None:
            return depth
        if self.in_annex() and candidate.where is Where.START:  # an annex in the middle: the body may go on behind it
            annex, self.stack = self.stack, self.body
            if (depth := self.continued(mark)) is not None:
                return depth
            self.stack = annex
        depth = self.below(mark)
        if mark.family in UNNUMBERED:
            return depth
        again = any(_kind(self.open(d).mark) == _kind(mark) for d in range(depth, len(self.stack)))
        if mark.number[-1] == 1 and self.fits_prefix(depth, mark):
            begins = candidate.where is Where.START and not again
            return depth if begins or self.confirmed(index, depth, again) else None
        return self.tolerated(index, depth) if candidate.where is Where.START else None

    def in_annex(self) -> bool:
        """An annex is open."""
        return bool(self.stack) and self.open(0).mark.family == "annex"

    def continued(self, mark: Mark) -> int | None:
        """The depth of the open part that a number carries on from, the deepest first."""
        return next((d for d in reversed(range(len(self.stack))) if _continues(self.open(d).mark, mark)), None)

    def chained(self, candidate: Candidate) -> bool:
        """The number stands right behind the title, or the table, of the part before it: no sentence ends between them."""
        if not self.places:  # a title may stand before the first heading, on its line
            return set(candidate.mark.number) == {1}
        before = self.candidates[self.places[-1].candidate]
        gap = candidate.mark.start - before.mark.end
        if before.block != candidate.block or before.mark.end < candidate.stop or gap < 2:
            return False
        return gap <= _CHAIN or any(_continues(self.open(d).mark, candidate.mark) for d in range(len(self.stack)))

    def below(self, mark: Mark) -> int:
        """The depth of a new sequence: under the deepest open part that stands above its family, in this document's own order."""
        depth = len(self.stack)
        while depth:
            above = self.open(depth - 1).mark
            if above.family in BARRIERS and mark.family != "hash":
                break
            pair = (_kind(above), _kind(mark))
            if (above.rank < mark.rank) != (pair in self.turned or pair[::-1] in self.turned):
                break
            depth -= 1
        return depth

    def fits_prefix(self, depth: int, mark: Mark) -> bool:
        """1.2.1 belongs under 1.2, where the document prints that."""
        if mark.family != "decimal" or not depth:
            return True
        above = self.open(depth - 1).mark
        return above.family not in ("arabic", "decimal") or above.number == mark.number[:-1]

    def confirmed(self, index: int, depth: int, again: bool) -> bool:
        """The next number comes before anything above goes on. A restart is believed on a line of its own, or at the top."""
        candidate = self.candidates[index]
        if again and candidate.where is not Where.START and depth:
            return False
        if again and candidate.where is Where.START and candidate.bare:
            return True
        row = self.by_family[_kind(candidate.mark)]
        begin = bisect_right(row, index)
        for at in row[begin : begin + _AHEAD]:
            if _continues(candidate.mark, self.candidates[at].mark):
                break
            if self.candidates[at].where is not Where.ANY and self.candidates[at].mark.number[-1] == 1:
                return False
        else:
            return False
        outer = [self.open(d).mark for d in range(depth)]
        between = self.candidates[index + 1 : at]
        return not any(_continues(mark, c.mark) for c in between if c.where is not Where.ANY for mark in outer)

    def tolerated(self, index: int, depth: int) -> int | None:
        """A number that opens its paragraph out of sequence: a slip, a sequence that runs on, or one that lost its beginning."""
        candidate, mark = self.candidates[index], self.candidates[index].mark
        for at in reversed(range(len(self.stack))):
            open_mark = self.open(at).mark
            if _kind(open_mark) == _kind(mark):
                gap = mark.number[-1] - open_mark.number[-1]
                return at if candidate.bare and open_mark.number[:-1] == mark.number[:-1] and 0 <= gap <= _SLIP else None
        last, after = self.last.get(_kind(mark)), self.following(index, mark)
        runs_on = last is not None and last[-1] + 1 == mark.number[-1]
        beheaded = mark.number[-1] <= 3 and after is not None and after.where is Where.START and _continues(mark, after.mark)
        return depth if (runs_on and candidate.bare) or beheaded else None


def _turned(candidates: Sequence[Candidate]) -> set[tuple[tuple[str, int], tuple[str, int]]]:
    """Pairs (upper, lower) of families that this document nests against the usual order.

    A family stands below another where it begins anew between two numbers that follow each other, time and again.
    """
    opening = [c.mark for c in candidates if c.where is not Where.ANY and c.mark.family not in BARRIERS | UNNUMBERED]
    nested: Counter[tuple[tuple[str, int], tuple[str, int]]] = Counter()
    since: dict[tuple[str, int], tuple[Mark, set[tuple[str, int]]]] = {}
    for mark in opening:
        before = since.get(_kind(mark))
        if before and _continues(before[0], mark):
            nested.update((_kind(mark), kind) for kind in before[1])
        for _, begun in since.values():
            if mark.number[-1] == 1:
                begun.add(_kind(mark))
        since[_kind(mark)] = (mark, set())
    ranks = {_kind(mark): mark.rank for mark in opening}
    return {(a, b) for (a, b), times in nested.items() if ranks[a] > ranks[b] and times > nested[b, a]}


def _kind(mark: Mark) -> tuple[str, int]:
    return mark.family, mark.rank


def _continues(before: Mark, mark: Mark) -> bool:
    """Both are of one family, and the second carries on from the first: 三、 after 二、, 1.3 after 1.2."""
    if _kind(before) != _kind(mark) or before.family in BARRIERS or before.family in UNNUMBERED:
        return False
    return before.number[:-1] == mark.number[:-1] and before.number[-1] + 1 == mark.number[-1]
