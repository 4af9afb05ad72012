"""The nearest spellings of a word that stand in a library: said alike (祝餐 for 助餐), or one character off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice

from library.analysis import PART
from library.fulltext import Index
from library.matching import Matcher, members

_LOOKED_AT = 60  # documents, for each place where a character may be wrong
_LONGEST = 12  # characters: a longer term is a sentence, and not misspelt but unknown
_TRIED = 400  # words said alike


def nearest(index: Index, matcher: Matcher, word: str, limit: int = 3) -> list[str]:
    """Folded words near ``word`` that stand in the scope of ``matcher``: said alike first, then those that keep most of it."""
    if not 2 <= len(word) <= _LONGEST:
        return []
    alike = [other for other in islice(_said_alike(word), _TRIED) if index.frequency(other) and matcher.standing(other).documents]
    alike.sort(key=lambda other: -matcher.standing(other).number)
    count = _one_off(index, matcher, word)
    off = sorted(count.keys() - {word}, key=lambda other: (-sum(map(other.count, set(word) & set(other))), -count[other], other))
    return list(dict.fromkeys([*alike, *off]))[:limit]


@cache
def _alike() -> dict[str, str]:
    """The characters of GB 2312 by what they sound like without tones, in the order of the standard: frequent ones first."""
    from pypinyin import Style, lazy_pinyin

    out: dict[str, str] = {}
    for high in range(0xB0, 0xF8):
        for char in bytes(byte for low in range(0xA1, 0xFF) for byte in (high, low)).decode("gb2312", "ignore"):
            (said,) = lazy_pinyin(char, style=Style.NORMAL)
            out[said] = out.get(said, "") + char
    return out


def _said_alike(word: str) -> Iterator[str]:
    """The word with one character replaced by one that sounds the same; then a short word with two replaced."""
    from pypinyin import lazy_pinyin

    alike = [_alike().get(lazy_pinyin(char)[0], "").replace(char, "") if "一" <= char <= "龥" else "" for char in word]
    for at, others in enumerate(alike):
        for other in others:
            yield word[:at] + other + word[at + 1 :]
    if len(word) == 2:
        yield from (a + b for a in alike[0] for b in alike[1])


def _one_off(index: Index, matcher: Matcher, word: str) -> Counter[str]:
    """Words with one character replaced, added or left out, and how many of the documents looked at hold each."""
    out: Counter[str] = Counter()
    for at in range(len(word)):
        left, right = word[:at], word[at + 1 :]
        if len(word) > 3 and index.frequency(left + right):
            out[left + right] += matcher.standing(left + right).number
        if max(len(left), len(right)) > 1:
            out.update(_between(index, matcher, left, right))
        if left and max(len(left), len(word) - at) > 1:
            out.update(_between(index, matcher, left, word[at:]))
    return +out


def _between(index: Index, matcher: Matcher, left: str, right: str) -> Iterator[str]:
    """What stands as ``left``, one Chinese character, ``right`` in a few documents that hold the longer of the two."""
    hook = max(left, right, key=len)
    if not index.frequency(hook):
        return
    gap = re.compile(f"{re.escape(left)}[一-龥]{re.escape(right)}")
    corpus = index.corpus
    for n in islice(members(matcher.standing(hook).documents, len(corpus)), _LOOKED_AT):
        yield from set(gap.findall(corpus.titles[n] + PART + corpus.body(n)))
