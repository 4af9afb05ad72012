"""Quick-open: plans, sections and indicators by title, number, pinyin or initials, as fast as one types. Needs pypinyin.

All titles stand in one long string, all their initials in another, all their pinyin in a third: a key is one search in each.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from library.chinese import folded, match_spans
from library.fulltext import Index
from library.model import Place, PlanInfo
from library.reading import Reader, heading

_BREAK = "\n"
_FEW = 8  # places found as typed: no more mistakes are forgiven
_SPOKEN = 10  # letters of pinyin in which a mistake is looked for
_DIGITS = {char: at for at, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NUMBER = re.compile(r"\d+|[〇零一二三四五六七八九十百]+|[①-⑳]")
_ASKED_NUMBER = re.compile(r"(?:第?[\d〇零一二三四五六七八九十百]+[章节篇条]?|[(（][\d一二三四五六七八九十百]+[)）]|[.．、\-])+")


def number_of(text: str) -> int | None:
    """The number that a heading's mark says: 三、 (三) 第三章 3. ③ are 3; None for none."""
    match = _NUMBER.search(text)
    if match is None:
        return None
    said = match[0]
    if said.isdecimal():
        return int(said)
    if "①" <= said <= "⑳":
        return ord(said) - ord("①") + 1
    total = digit = 0
    for char in said:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def numbers_of(text: str) -> tuple[int, ...]:
    """The numbers that a person typed for a place in an outline: 3.2, 三(二), 三（二）3 -> (3, 2), (3, 2), (3, 2, 3)."""
    if not _ASKED_NUMBER.fullmatch(text):
        return ()
    return tuple(number for piece in _NUMBER.findall(text) if (number := number_of(piece)) is not None)


@cache
def _said(char: str) -> str:
    """A character as pinyin without tones; any other as it is."""
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(char)[0]) if "一" <= char <= "龥" else char


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    key: str
    plan: str
    section: str | None
    title: str
    own: str
    """The title without its number."""
    parent: str | None
    numbers: tuple[int, ...]


class _Strings:
    """Many short strings in one, to be searched at once."""

    def __init__(self, strings: Sequence[str]) -> None:
        self.text = _BREAK.join(["", *strings, ""])
        self._starts = [0, *accumulate(len(string) + 1 for string in strings)]

    def holding(self, piece: str) -> Iterator[int]:
        """The numbers of the strings that hold a piece, rising."""
        at = self.text.find(piece)
        while at >= 0:
            which = bisect_right(self._starts, at) - 1
            yield which
            at = self.text.find(piece, self._starts[which + 1]) if which + 1 < len(self._starts) else -1

    def like(self, pattern: str) -> Iterator[int]:
        """The numbers of the strings in which a pattern is found."""
        for match in re.finditer(pattern, self.text):
            yield bisect_right(self._starts, match.start()) - 1


class QuickOpen:
    """The places of one state of a library."""

    def __init__(self, reader: Reader) -> None:
        """Read the titles of everything (40 ms for 6,000 sections) and say them in pinyin."""
        self._infos = {info.key: info for info in reader.plans()}
        self._entries = [_Entry("plan", key, key, None, info.title, info.title, None, ()) for key, info in self._infos.items()]
        self._headings: dict[str, tuple[str, str | None]] = {}
        numbers: dict[str, tuple[int, ...]] = {}
        rows = reader.connection.execute("SELECT key, plan, parent, number, title FROM sections ORDER BY plan, position")
        for key, plan, parent, number, title in rows:
            own = number_of(number)
            numbers[key] = (*numbers.get(parent, ()), *(() if own is None else (own,)))
            self._headings[key] = (heading(number, title), parent)
            self._entries.append(
                _Entry("section", key, plan, key, heading(number, title), title, parent, numbers[key] if number else ())
            )
        for key, plan, section, name in reader.connection.execute(
            "SELECT key, plan, section, name FROM indicators ORDER BY plan, position"
        ):
            self._entries.append(_Entry("indicator", key, plan, section, name, name, section, ()))
        titles = [folded(entry.title) for entry in self._entries]
        said = {title: [_said(char) for char in title] for title in set(titles)}
        self._own_lengths = [len(folded(entry.own)) for entry in self._entries]
        self._titles = _Strings(titles)
        self._initials = _Strings(["".join(sound[0] for sound in said[title]) for title in titles])
        self._pinyin = _Strings([" " + " ".join(said[title]) for title in titles])
        self._plans = {key: self._names(info) for key, info in self._infos.items()}
        self._place = {entry.key: at for at, entry in enumerate(self._entries)}

    def _names(self, info: PlanInfo) -> str:
        """What a plan may be called by: title, place, period, and the initials of them."""
        told = folded(f"{info.title} {info.region} {info.period.name if info.period else ''} {info.key}")
        return told + _BREAK + "".join(_said(char)[0] for char in told)

    def open(self, text: str, recent: Sequence[str] = (), limit: int = 30) -> list[Place]:
        """The places that ``text`` may mean, the best first; without text those of the keys in ``recent``, the latest first.

        Words apart by blanks narrow each other down; one that names a plan (十四五, 云溪) narrows to its places. Places opened
        lately come before others that fit as well.
        """
        latest = {key: at for at, key in enumerate(recent)}
        words = text.split()
        if not words:
            return [self._shown(self._place[key], (), latest) for key in recent if key in self._place][:limit]
        found = self._fitting(words)
        if len(found) < _FEW:
            forgiven = self._forgiven(words)
            found = {at: found.get(at, rank + 10.0) for at, rank in (forgiven | found).items()}
        order = sorted(found, key=lambda at: self._order(at, found[at], latest))
        return [self._shown(at, words, latest) for at in order[:limit]]

    def _order(self, at: int, rank: float, latest: dict[str, int]) -> tuple[float, int, int, int, int]:
        entry = self._entries[at]
        late = latest.get(entry.key)
        kinds = ("plan", "section", "indicator")
        return (int(rank), late is None, late or 0, kinds.index(entry.kind) + self._own_lengths[at], at)

    def _fitting(self, words: Sequence[str]) -> dict[int, float]:
        """Numbers of the places that fit all words as typed, with how badly: 0 is the title itself."""
        return self._all([self._ranks(word) for word in words], words)

    def _all(self, ranks: list[dict[int, float]], words: Sequence[str]) -> dict[int, float]:
        """What fits every word, itself or by its plan, and at least one of them itself."""
        plans = [{key for key, names in self._plans.items() if folded(word) in names} for word in words]
        out: dict[int, float] = {}
        for at in set().union(*ranks):
            plan = self._entries[at].plan
            worst = 0.0
            for rank, named in zip(ranks, plans, strict=True):
                fit = rank.get(at, 1.0 if plan in named else None)
                if fit is None:
                    break
                worst = max(worst, fit)
            else:
                out[at] = worst
        return out

    def _ranks(self, word: str) -> dict[int, float]:
        """The places that fit one word: as text, number, initials, pinyin."""
        piece = folded(word)
        out: dict[int, float] = {}
        numbers = numbers_of(word)
        if numbers:
            fits = (at for at, entry in enumerate(self._entries) if entry.numbers and entry.numbers[-len(numbers) :] == numbers)
            out.update((at, 0.0 if self._entries[at].numbers == numbers else 3.0) for at in fits)
        if not piece:
            return out
        for at in self._titles.holding(piece):
            out.setdefault(at, 1.0 if self._own_lengths[at] > len(piece) else 0.0)
        if piece.isascii() and piece.isalpha():
            for at in self._initials.holding(piece):
                out.setdefault(at, 2.0)
            for at in self._pinyin.like(_spoken(piece)):
                out.setdefault(at, 2.0)
        return out

    def _forgiven(self, words: Sequence[str]) -> dict[int, float]:
        """Places that fit with one character too many, too few or wrong in each word of three and more, or with gaps in it."""
        return self._all([self._ranks(word) | self._loosely(folded(word)) for word in words], words)

    def _loosely(self, piece: str) -> dict[int, float]:
        if len(piece) < 3:
            return {}
        chars = [re.escape(char) for char in piece[:20]]
        wrong = ["".join([*chars[:at], f"[^{_BREAK}]?", *chars[at + 1 :]]) for at in range(len(chars))]
        swapped = ["".join([*chars[:at], chars[at + 1], chars[at], *chars[at + 2 :]]) for at in range(len(chars) - 1)]
        added = ["".join([*chars[:at], f"[^{_BREAK}]", *chars[at:]]) for at in range(1, len(chars))]
        once, gaps = "|".join(wrong + swapped + added), f"[^{_BREAK}]*?".join(chars)
        latin = piece.isascii() and piece.isalpha()
        out: dict[int, float] = {}
        for strings, pattern in [(self._titles, once), (self._titles, gaps), (self._initials, once)][: 3 if latin else 2]:
            out |= dict.fromkeys(strings.like(pattern), 5.0)
        if latin and 3 < len(piece) <= _SPOKEN:
            short = [" " + " ?".join(piece[:at]) + "[a-z]{1,2} ?" + " ?".join(piece[at:]) for at in range(1, len(piece))]
            spoken = "|".join([*(_spoken(piece[:at] + piece[at + 1 :]) for at in range(len(piece))), *short])
            out |= dict.fromkeys(self._pinyin.like(spoken), 6.0)
        return out

    def _shown(self, at: int, words: Sequence[str], latest: dict[str, int]) -> Place:
        entry = self._entries[at]
        spans = sorted({span for word in words for span in match_spans(entry.title, word)})
        matches = tuple(span for i, span in enumerate(spans) if not i or span[0] >= spans[i - 1][1])
        above: list[str] = []
        parent = entry.parent
        while parent is not None:
            title, parent = self._headings[parent]
            above.append(title)
        title = self._infos[entry.plan].title
        return Place(
            entry.kind,  # type: ignore[arg-type]  # one of its three words
            *(entry.key, entry.plan, title, entry.section, tuple(above[::-1]), entry.title, matches, entry.key in latest),
        )


def _spoken(piece: str) -> str:
    """A pattern that finds letters in syllables apart by blanks, from the beginning of one: yanglao, ylao."""
    return " " + " ?".join(piece)


def quick_open(index: Index, reader: Reader) -> Callable[..., list[Place]]:
    """`QuickOpen.open` for the library's present state, made once for it."""
    if "quickopen" not in index.kept:
        with reader.one_state():
            index.kept["quickopen"] = QuickOpen(reader)
    made: QuickOpen = index.kept["quickopen"]
    return made.open
