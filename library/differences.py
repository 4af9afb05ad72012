"""Two sections side by side: which sentences say the same thing, and in which words and figures they differ.

Plans of different places treat one matter in another order, so a sentence's counterpart is the most similar one wherever it stands,
not the next one, as in a diff of two versions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from library.chinese import folded
from library.errors import UsageError
from library.keys import plan_of
from library.model import Difference
from library.reading import Reader

_SENTENCE = re.compile(r"[^。；;！？!?\n]+(?:[。；;！？!?]+[”’）)》」]*)?")
_ALIKE = 0.3
"""Share of character pairs that two sentences must have in common to be counterparts."""
_MOST = 600
"""Sentences of one side; longer texts are no longer one matter."""
_ISLAND = 2
"""So many equal characters between two differing places do not part them."""
_WORD = re.compile(r"[\d.,%％‰]+|[A-Za-z]+|.", re.S)

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    section: str
    at: int
    pairs: frozenset[str]
    folded: str


def side_by_side(reader: Reader, here: str, there: str) -> tuple[Difference, ...]:
    """Both sections (keys) with all below them: in the order of ``here``, then what stands in ``there`` only.

    Raises `NothingFound` for an unknown key and `UsageError` where a text is too long for this.
    """
    with reader.one_state():
        one, other = list(_sentences(reader, here)), list(_sentences(reader, there))
    if max(len(one), len(other)) > _MOST:
        raise UsageError(f"这一节超过 {_MOST} 句，不便逐句对照；请在目录里选下一级的小节。")
    partner = _partners(one, other)
    found = [_difference(sentence, other[partner[number]] if number in partner else None) for number, sentence in enumerate(one)]
    taken = set(partner.values())
    found += [_difference(None, sentence) for number, sentence in enumerate(other) if number not in taken]
    return tuple(found)


def _sentences(reader: Reader, key: str) -> Iterator[_Sentence]:
    inside = {reader.section(key).key}
    for section in reader.sections(plan_of(key)):
        if section.key in inside or section.parent in inside:
            inside.add(section.key)
            for match in _SENTENCE.finditer(section.text):
                text = match.group().strip()
                plain = folded(text)
                if plain:
                    at = match.start() + match.group().index(text)
                    yield _Sentence(text, section.key, at, frozenset(map("".join, pairwise(plain))), plain)


def _partners(one: Sequence[_Sentence], other: Sequence[_Sentence]) -> dict[int, int]:
    """Counterparts, the most alike first, each sentence once."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(other):
        for pair in sentence.pairs:
            holding[pair].append(number)
    rated: list[tuple[float, int, int]] = []
    for number, sentence in enumerate(one):
        common: defaultdict[int, int] = defaultdict(int)
        for pair in sentence.pairs:
            for candidate in holding.get(pair, ()):
                common[candidate] += 1
        for candidate, shared in common.items():
            share = shared / len(sentence.pairs | other[candidate].pairs)
            if share >= _ALIKE:
                rated.append((-share, number, candidate))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, candidate in sorted(rated):
        if number not in partner and candidate not in taken:
            partner[number] = candidate
            taken.add(candidate)
    return partner


def _difference(one: _Sentence | None, other: _Sentence | None) -> Difference:
    here, there = one.text if one else "", other.text if other else ""
    marks = _marks(here, there) if one and other and one.folded != other.folded else ((), ())
    return Difference(
        here,
        there,
        one.section if one else "",
        other.section if other else "",
        one.at if one else 0,
        other.at if other else 0,
        *marks,
    )


def _marks(here: str, there: str) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """Where two sentences differ, figures as wholes, small islands of agreement counted in."""
    left, right = ([match.span() for match in _WORD.finditer(text)] for text in (here, there))
    ours, theirs = ([text[start:end] for start, end in spans] for text, spans in ((here, left), (there, right)))
    marks: tuple[list[Range], list[Range]] = ([], [])
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            for side, spans, start, end in ((marks[0], left, a, b), (marks[1], right, c, d)):
                if start < end:
                    side.append((spans[start][0], spans[end - 1][1]))
    return _joined(marks[0]), _joined(marks[1])


def _joined(ranges: Sequence[Range]) -> tuple[Range, ...]:
    out: list[Range] = []
    for start, end in ranges:
        if out and start - out[-1][1] < _ISLAND:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)
