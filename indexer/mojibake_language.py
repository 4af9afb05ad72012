"""How likely a stretch of Chinese is: jieba's word frequencies, and the document's own intact text.

A reading is scored as a chain of words. P(word | words before it) backs off from what followed the same two words, and the
same one, in the intact text of the document, to the word's frequency in the document and in jieba's dictionary, weighed by how
well its part of speech follows the one before (Witten-Bell smoothing). Words are simplified; marks, numbers and the edges of a
line are words too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from math import exp, log
from pathlib import Path

EDGE = "\n"
"""The word that stands for the beginning and end of a stretch of text."""
HISTORY = 2
"""How many words before a word are looked at."""

_LONGEST = 8
_FIT = 0.5  # how far the sequence of parts of speech is believed
_DISCOUNT = 0.5
_TORN = 2  # times that a word of its own is taken to stand in the text, if it is a phrase that was torn once
_FLOOR = 0.3  # frequency of a character no dictionary knows
_TOKEN = re.compile(r"[0-9.%]+|[A-Za-z]+|[。！？，]”")
_OPEN = frozenset("“‘《（")
_PAUSE = frozenset("，。、；：！？")
_CLOSE = frozenset("”’》）")
# Marks are not in jieba's dictionary: rough shares of running text, good enough until the document shows its own.
_MARKS = {
    "，": 0.06, "。": 0.03, "、": 0.03, "“": 0.008, "”": 0.008, "；": 0.004, "：": 0.003, "《": 0.002, "》": 0.002, "（": 0.003,
    "）": 0.003, "！": 0.001, "？": 0.0005, "——": 0.001, "……": 0.0003, "·": 0.0003, "‘": 0.0001, "’": 0.0001,
    "。”": 0.0003, "！”": 0.0002, "？”": 0.0002, "，”": 0.0001, EDGE: 0.02,
}  # fmt: skip


_KINDS = frozenset({*_MARKS, "vn"})


class Trie:
    """Words by their characters: ``children`` of a node, and the word that ends there."""

    __slots__ = ("children", "word")

    def __init__(self) -> None:
        self.children: dict[str, Trie] = {}
        self.word: str | None = None

    def add(self, word: str) -> None:
        """Add a word to the trie of its first character."""
        node = self
        for char in word[1:]:
            node = node.children.setdefault(char, Trie())
        node.word = word


class Dictionary:
    """jieba's word list, read from its package folder without importing it; tries are grown for the first characters asked for."""

    def __init__(self) -> None:
        spec = find_spec("jieba")
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError("jieba")
        self.words: dict[str, tuple[float, str]] = {}
        self.weight: Counter[str] = Counter()
        self._by_first: defaultdict[str, list[str]] = defaultdict(list)
        self._tries: dict[str, Trie] = {}
        with Path(spec.origin).with_name("dict.txt").open(encoding="utf-8") as lines:
            for line in lines:
                word, frequency, tag = line.split()
                self._add(word, float(frequency), tag)
        total = sum(frequency for frequency, _ in self.words.values())
        for mark, part in _MARKS.items():
            self._add(mark, part * total, mark)
        self.totals = {True: 0.0, False: 0.0}
        for known, (times, _) in self.words.items():
            self.totals[_is_short(known)] += times
        self.total = sum(self.totals.values())

    def _add(self, word: str, frequency: float, tag: str) -> None:
        if len(word) > _LONGEST or (tag.startswith("nr") and frequency < 20 and len(word) > 1):
            return  # rare personal names fit any garbage
        self.words[word] = (frequency, tag)
        self._by_first[word[0]].append(word)
        for char in word:
            self.weight[char] += int(frequency)

    def chance(self, word: str) -> float:
        """Log P(word) in general."""
        known = self.words.get(word)
        return log(max(known[0] if known else 0.0, _FLOOR) / self.total)

    def trie(self, first: str) -> Trie:
        """The words that begin with ``first``, from their second character on."""
        root = self._tries.get(first)
        if root is None:
            root = self._tries[first] = Trie()
            for word in self._by_first.get(first, ()):
                root.add(word)
        return root


@cache
def dictionary() -> Dictionary:
    """The dictionary, read once."""
    return Dictionary()


def is_han(char: str) -> bool:
    """Whether a character is a Han character of the basic block, or its first extension."""
    return "\u3400" <= char <= "\u9fff"


class Language:
    """The language of one document: learn its intact text with ``learn``, then ask."""

    def __init__(self) -> None:
        self.dictionary = dictionary()
        self._grams: Counter[tuple[tuple[str, ...], str]] = Counter()
        self._contexts: Counter[tuple[str, ...]] = Counter()
        self._followers: Counter[tuple[str, ...]] = Counter()
        self._tags: Counter[str] = Counter()
        self._tag_pairs: Counter[tuple[str, str]] = Counter()
        self._phrases: dict[str, Trie] = {}
        self._single: dict[str, float] = {}
        self._once: float | None = None
        self._chained: dict[tuple[tuple[str, ...], str], float] = {}

    def learn(self, text: str) -> None:
        """Add simplified text that is known to be intact."""
        self._forget()
        for line in text.split("\n"):
            history: tuple[str, ...] = (EDGE,)
            for word in (*self.split(line), EDGE):
                for size in range(len(history) + 1):
                    context = history[len(history) - size :]
                    self._followers[context] += (context, word) not in self._grams
                    self._grams[context, word] += 1
                    self._contexts[context] += 1
                self._tags[self._tag(word)] += 1
                self._tag_pairs[self._tag(history[-1]), self._tag(word)] += 1
                history = (*history, word)[-HISTORY:]
        self._forget()

    def learn_phrase(self, phrase: str) -> None:
        """Take a stretch of text for a word, whatever words it is cut from."""
        self._phrases.setdefault(phrase[0], Trie()).add(phrase)
        self._followers[()] += ((), phrase) not in self._grams
        self._grams[(), phrase] += _TORN
        self._contexts[()] += _TORN
        self._forget()

    def tries(self, first: str) -> list[Trie]:
        """The words that begin with a character, from their second one on."""
        tries = [self.dictionary.trie(first)] if len(first) == 1 else []
        return [*tries, self._phrases[first]] if first in self._phrases else tries

    def _forget(self) -> None:
        self._single.clear()
        self._chained.clear()
        self._once = None

    def _tag(self, word: str) -> str:
        known = self.dictionary.words.get(word)
        if known is not None:
            return known[1] if known[1] in _KINDS else known[1][0]
        return "x" if is_han(word[0]) else "m" if word[0].isdigit() else "eng"

    def split(self, line: str) -> list[str]:
        """The most likely words of a line, by the dictionary alone: the same words wherever a phrase stands."""
        words, chance = self.dictionary.words, self.dictionary.chance
        best: list[tuple[float, int]] = [(0.0, 0)] * (len(line) + 1)
        for at in range(len(line) - 1, -1, -1):
            token = _TOKEN.match(line, at)
            end = token.end() if token else at + 1
            options = [(chance(line[at:end]) + best[end][0], end)]
            for end in range(at + 2, min(at + _LONGEST, len(line)) + 1):
                if line[at:end] in words:
                    options.append((chance(line[at:end]) + best[end][0], end))
            best[at] = max(options)
        return list(_follow(line, best))

    def alone(self, word: str) -> float:
        """Log P(word) without context."""
        found = self._single.get(word)
        if found is None:
            known = self.dictionary.words.get(word)
            short = _is_short(word)
            general = max(known[0] if known else 0.0, _FLOOR) / self.dictionary.totals[short] * self._short_share(short)
            found = self._single[word] = log(self._mix((), word, general))
        return found

    def _short_share(self, short: bool) -> float:
        """How much of what is new to the document is words of one character, or longer ones: as among the words it has once."""
        if not self._contexts[()]:
            return self.dictionary.totals[short] / self.dictionary.total
        if self._once is None:
            once = [word for (context, word), times in self._grams.items() if not context and times == 1]
            self._once = (sum(map(_is_short, once)) + 1) / (len(once) + 2)
        return self._once if short else 1 - self._once

    def after(self, history: tuple[str, ...], word: str) -> float:
        """Log P(word | the words before it)."""
        key = (history, word)
        found = self._chained.get(key)
        if found is None:
            found = self._chained[key] = log(self._chain(history, word))
        return found

    def _chain(self, history: tuple[str, ...], word: str) -> float:
        chance = exp(self.alone(word)) * self._fit(history[-1], word)
        for size in range(1, len(history) + 1):
            context = history[-size:]
            if context not in self._contexts:
                break
            chance = self._mix(context, word, chance)
        return chance

    def _mix(self, context: tuple[str, ...], word: str, otherwise: float) -> float:
        """P(word | context) by absolute discounting, backing off to ``otherwise``."""
        times = self._contexts.get(context, 0)
        if not times:
            return otherwise
        seen = max(self._grams.get((context, word), 0) - _DISCOUNT, 0.0)
        return (seen + _DISCOUNT * self._followers[context] * otherwise) / times

    def _fit(self, before: str, word: str) -> float:
        first, second = self._tag(before), self._tag(word)
        if second[0] in _PAUSE | _CLOSE and (first[-1] in _OPEN or (first[-1] in _PAUSE - {"，"} and second not in _CLOSE)):
            return 0.002
        if second == "”" and first in _PAUSE:
            return 0.002  # the two are one word
        prior = (self._tags[second] + 1) / (self._contexts[()] + 50)
        ratio = (self._tag_pairs.get((first, second), 0) + 20 * prior) / ((self._tags[first] + 20) * prior)
        return float(ratio**_FIT)


def _is_short(word: str) -> bool:
    return len(word) == 1 and is_han(word)


def _follow(line: str, best: list[tuple[float, int]]) -> Iterator[str]:
    at = 0
    while at < len(line):
        end = best[at][1]
        yield line[at:end]
        at = end
