"""What the full-text index holds, pairs of neighbouring characters, and what a phrase is read by, the words of jieba.

Pairs, not words, because a reader looks for pieces that no dictionary knows. They are kept without places and without counts: a
document that holds all pairs of a piece is a candidate, and the text itself says whether the piece stands in it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from library.lightly import without

if TYPE_CHECKING:
    from jieba import Tokenizer

PART = "\n"
"""Stands between parts of a folded text that no match may cross: title and text, one cell and the next."""

# Words that carry no matter of their own: a phrase is not about them.
EMPTY_WORDS = frozenset([*"的地得了和与及或等在对为以于从由把被将向并而且之其各个是有中上下内", "以及", "对于", "关于", "进行"])


def pairs(text: str) -> set[str]:
    """All pairs of neighbouring characters of a folded text, none across a ``PART``."""
    return {pair for pair in map("".join, pairwise(text)) if PART not in pair}


class Bucket(dict[str, bytes]):
    """Pair, or character -> term of the index. They share terms, ``size`` in all, a power of two: a dictionary of every pair in a
    library takes more room than its texts, and what a bucket holds too much is sorted out on the text.
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self._mask = size - 1

    def __missing__(self, pair: str) -> bytes:
        mixed = (ord(pair[0]) * 0x9E3779B1 + ord(pair[-1]) * 0x85EBCA6B) & 0xFFFFFFFF  # odd constants near 2**32 / golden ratio
        self[pair] = term = ((mixed ^ mixed >> 15) & self._mask).to_bytes(3, "big")
        return term


class _Jieba:
    """jieba's segmenter, loaded in steps.

    Not by its own loader: that stops everything for half a second, and keeps a cache file in a folder that others may write to.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tokenizer: Tokenizer | None = None
        self._steps = self._load()

    def step(self) -> bool:
        """Load a little more; whether there is more to load."""
        with self._lock:
            return next(self._steps, None) is not None

    def cut(self, phrase: str) -> list[str]:
        """The words of a phrase; loads what is not loaded yet."""
        while self.step():
            pass
        assert self._tokenizer is not None
        return list(self._tokenizer.cut(phrase, HMM=True))

    def _load(self) -> Iterator[bool]:
        with without("pkg_resources"):  # takes long to import; jieba does without
            import jieba
        tokenizer = jieba.Tokenizer()
        counts: dict[str, int] = {}
        with tokenizer.get_dict_file() as file:
            for number, line in enumerate(file):
                word, count, *_ = line.decode().split(" ")
                counts[word] = int(count)
                for end in range(1, len(word)):
                    counts.setdefault(word[:end], 0)
                if number % _STEP == 0:
                    yield True
        tokenizer.FREQ, tokenizer.total = counts, sum(counts.values())
        tokenizer.initialized = True
        self._tokenizer = tokenizer


_STEP = 4000  # lines of jieba's dictionary: about 5 ms
_jieba = _Jieba()


def warm_up() -> bool:
    """Load a little more of jieba (5 ms; 0.5 s in all), so that nobody has to wait for it; whether there is more to load."""
    return _jieba.step()


def words(phrase: str) -> list[str]:
    """The words of a folded phrase in their order. Loads jieba on first use (0.8 s)."""
    return _jieba.cut(phrase)


def matter(words: list[str], stands: Callable[[str], bool]) -> tuple[str, ...]:
    """What must stand in a section that speaks of a phrase: its words, each once, without the empty ones.

    A single character alone would stand anywhere, so it joins its neighbour on the one side or the other, whichever way it
    ``stands`` in the library: 护理|型 -> 护理型, 社工|站|全|覆盖 -> 社工站, 全覆盖. A number belongs to what follows (15分钟).
    """
    out: list[str] = []
    run: list[str] = []
    for word in [*words, ""]:
        if word and run and run[-1].isdecimal():
            run[-1] += word
        elif word and word not in EMPTY_WORDS and word[0].isalnum():
            run.append(word)
        else:
            out += _joined(tuple(run), stands)
            run = []
    return tuple(dict.fromkeys(out))


def _joined(words: tuple[str, ...], stands: Callable[[str], bool]) -> tuple[str, ...]:
    """The best cut of neighbouring words: fewest pieces that stand nowhere, then fewest single characters, then most pieces."""
    best: list[tuple[tuple[int, int, int], tuple[str, ...]]] = [((0, 0, 0), ())]
    for end in range(1, len(words) + 1):
        options = []
        for start in range(max(0, end - 4), end):
            parts = words[start:end]
            if sum(len(part) > 1 for part in parts) > 1:
                continue
            piece = "".join(parts)
            (lost, single, count), before = best[start]
            cost = (lost + (len(parts) > 1 and not stands(piece)), single + (len(piece) == 1), count - 1)
            options.append((cost, (*before, piece)))
        best.append(min(options))
    return best[-1][1]
