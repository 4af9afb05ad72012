"""Printed numbers: 第一章, 一、(一) 1. (1) ①, 1.1, 专栏1, 附件1 — how they are read, and which of them carry on a sequence.

The families and their usual order follow GB/T 9704-2012 (结构层次序数) and, for 章/节 and 1.1, the customs of long plans. A number
counts only where it continues a sequence of its family: one that follows none (三证合一、, 4.7%。) is text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum


class Where(IntEnum):
    """What stands before a number: nothing (it opens its paragraph), the end of a sentence, or anything else."""

    START = 0
    SENTENCE = 1
    ANY = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed number. ``start`` and ``end`` bound it in its paragraph, the white space behind it included."""

    family: str
    rank: int
    """Usual place of the family in the hierarchy: a smaller rank stands higher."""
    number: tuple[int, ...]
    """(3,) for 三、 and (1, 2) for 1.2; (0,) where a 专栏 or 附件 has none."""
    label: str
    """As printed, without white space."""
    start: int
    end: int


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


BARRIERS = frozenset({"box", "annex"})
"""Families whose parts number their own contents from the beginning again."""
UNNUMBERED = frozenset({"hash", "plain"})
"""Headings that carry no number: Markdown headings, and short lines of their own (family plain)."""
_RANKS = {"annex": 7, "part": 10, "chapter": 11, "section": 12, "cn": 20, "cn-paren": 21, "arabic": 30, "decimal": 30}
_RANKS |= {"paren": 40, "half-paren": 41, "circled": 50, "box": 60}

_CN = "[一二三四五六七八九十百]{1,4}"
_N = rf"(?:{_CN}|\d{{1,3}})"
_NOT_NAMED = "(?![的和、所与及]|中的|规定)"
_UNITS = "[%％‰万亿个人元家张倍年月日米公平户名项]"
_INSIDE = re.compile(
    rf"""
    (?P<part>第\s*{_N}\s*(?:部分|篇|编)){_NOT_NAMED}
  | (?P<chapter>第\s*{_N}\s*章){_NOT_NAMED}
  | (?P<section>第\s*{_N}\s*节){_NOT_NAMED}
  | (?P<cn>(?<![第一二三四五六七八九十百\d])(?<![一二三四五六七八九十]、){_CN})\s*[、．.](?!\d|{_CN}[、产次级])
  | (?P<cn_paren>[(（]\s*{_CN}\s*[)）])、?
  | (?P<paren>[(（]\s*\d{{1,2}}\s*[)）])、?
  | (?P<decimal>(?<![\d.．a-zA-Z])\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})(?![\d.．]*{_UNITS})[.．、]?(?=\s*[^\d\s,，;；。)）~～-])
  | (?P<arabic>(?<![\d.．a-zA-Z+])\d{{1,2}})(?:[.．](?!\d(?!\d{{3}}年))|、(?!\d))
  | (?P<box>专\s*栏\s*{_N})[\s:：、.．—-]*(?![所中的内和)）])
    """,
    re.VERBOSE,
)
_LEADING = re.compile(
    rf"""
    \#{{1,6}}\s+(?P<hash>\S?)
  | (?:[【\[*]+\s*)?(?P<box>专\s*栏\s*(?:{_N})?)[】\]]?[\s:：、.．—-]*(?![所中的内和)）])
  | (?:[【\[*]+\s*)?(?P<annex>附\s*[件表录]\s*(?:{_N})?)[】\]]?[\s:：、.．—-]*(?![所中的内和)）])
  | (?P<half_paren>\d{{1,2}}\s*[)）])、?
  | (?P<circled>[①-⑳])
  | (?P<cn>{_CN})[\s　]+(?=[^\W\d])
  | (?P<arabic>\d{{1,2}})[\s　]+(?=[^\W\d])
    """,
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*")
_ORDINAL = re.compile(rf"{_CN}|\d+")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}


def numeral(text: str) -> int:
    """The value of a Chinese or Arabic numeral up to 999: 十二 -> 12, 7 -> 7; 0 where it is none."""
    if text.isdigit():
        return int(text)
    total = digit = 0
    for char in text:
        if char in "十百":
            total += max(digit, 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit


def leading(text: str) -> Mark | None:
    """The number that opens a paragraph, if any; a Markdown heading counts as one (family hash, rank 1 to 6)."""
    at = len(text) - len(text.lstrip())
    match = _LEADING.match(text, at)
    if match and match.lastgroup == "hash":
        depth = text[at : match.start("hash")].count("#")
        return Mark("hash", depth, (1,), "", at, match.start("hash"))
    match = match or _INSIDE.match(text, at)
    return _mark(match, text) if match else None


def inside(text: str) -> Iterator[Mark]:
    """Every number within a paragraph that might open a part, from left to right."""
    for match in _INSIDE.finditer(text):
        if match.start():
            yield _mark(match, text)


def _mark(match: re.Match[str], text: str) -> Mark:
    name = str(match.lastgroup)
    family = name.replace("_", "-")
    label = re.sub(r"\s", "", match[name] if family in BARRIERS else match[0])
    ordinals = [ord(label) - ord("①") + 1] if family == "circled" else map(numeral, _ORDINAL.findall(label))
    number = tuple(ordinals) or (0,)
    rank = _RANKS[family] + (len(number) if family == "decimal" else 0)
    blank = _SPACE.match(text, match.end())
    return Mark(family, rank, number, label, match.start(), blank.end() if blank else match.end())


def sequence(candidates: Sequence[Candidate]) -> list[Place]:
    """The candidates that number the document's parts, in document order.

    A number is taken where it continues a sequence that is open (三、 after 二、), or begins one below what is open. Families restart
    under a new parent. One that opens its paragraph is trusted further: a gap or a repeated number there is the author's slip.
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
        self.last: dict[tuple[str, int], tuple[int, ...]] = {}
        self.by_family: dict[tuple[str, int], list[int]] = defaultdict(list)
        for index, candidate in enumerate(candidates):
            self.by_family[_kind(candidate.mark)].append(index)

    def run(self) -> list[Place]:
        for index, candidate in enumerate(self.candidates):
            depth = self.depth(index, candidate)
            if depth is None:
                continue
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
        for depth in reversed(range(len(self.stack))):
            if _continues(self.open(depth).mark, mark):
                return depth
        depth = self.below(index, mark)
        if mark.family in UNNUMBERED:
            return depth
        again = any(_kind(self.open(d).mark) == _kind(mark) for d in range(depth, len(self.stack)))
        if mark.number[-1] == 1 and self.fits_prefix(depth, mark):
            begins = candidate.where is Where.START and not again
            return depth if begins or self.confirmed(index, depth, again) else None
        return self.tolerated(index, depth) if candidate.where is Where.START else None

    def chained(self, candidate: Candidate) -> bool:
        """The number stands right behind the title, or the table, of the part before it: no sentence ends between them."""
        if not self.places:
            return False
        before = self.candidates[self.places[-1].candidate]
        gap = candidate.mark.start - before.mark.end
        if before.block != candidate.block or before.mark.end < candidate.stop or gap < 2:
            return False
        return gap <= _CHAIN or any(_continues(self.open(d).mark, candidate.mark) for d in range(len(self.stack)))

    def below(self, index: int, mark: Mark) -> int:
        """The depth of a new sequence: under the deepest open part that stands above its family, in this document's own order."""
        depth = len(self.stack)
        while depth:
            above = self.open(depth - 1).mark
            if above.rank < mark.rank or (above.family in BARRIERS and mark.family != "hash"):
                break
            after = self.following(index, above)
            if _kind(above) != _kind(mark) and after and after.where is Where.START and _continues(above, after.mark):
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
            if self.candidates[at].where is not Where.ANY:
                return False
        else:
            return False
        outer = [self.open(d).mark for d in range(depth)]
        between = self.candidates[index + 1 : at]
        return not any(_continues(mark, c.mark) for c in between if c.where is not Where.ANY for mark in outer)

    def tolerated(self, index: int, depth: int) -> int | None:
        """A number that opens its paragraph and breaks its sequence: a slip, a sequence that runs on, or one that lost its beginning."""
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


def _kind(mark: Mark) -> tuple[str, int]:
    return mark.family, mark.rank


def _continues(before: Mark, mark: Mark) -> bool:
    """Both are of one family, and the second carries on from the first: 三、 after 二、, 1.3 after 1.2."""
    if _kind(before) != _kind(mark) or before.family in BARRIERS or before.family in UNNUMBERED:
        return False
    return before.number[:-1] == mark.number[:-1] and before.number[-1] + 1 == mark.number[-1]
