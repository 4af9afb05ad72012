"""Others like this: from a section, the sections of other plans that treat the same matter, with the words they share."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

from library.analysis import EMPTY_WORDS, PART, words
from library.chinese import fold, folded
from library.corpus import KINDS
from library.errors import NothingFound
from library.fulltext import Index
from library.matching import as_set, members, set_of
from library.model import Similar
from library.reading import Reader
from library.snippets import snippet

_WORDS = 24  # of a section that say what it is about
_IN_TITLE = 3  # occurrences that one in the title is worth
_LOOKED_AT = 300  # documents whose texts are read
_READ = 3000  # characters of a section that are cut into words
_COMMON_SHARE = 5  # a word in more than one of so many documents does not lead to others
_LEAST = 0.12  # share of the matter that makes two sections alike


def similar(index: Index, reader: Reader, section: str, *, limit: int = 20) -> list[Similar]:
    """The sections of other plans most like ``section``, the most alike first; `NothingFound` for an unknown one. Needs jieba."""
    corpus = index.corpus
    number = corpus.number_of.get(section)
    if number is None or KINDS[corpus.kinds[number]] != "section":
        raise NothingFound(f"资料库里没有章节“{section}”，可能已被删除或重新编号；请重新查找。")
    own = corpus.body(number) or PART.join(map(corpus.body, _below(index, reader, number)))
    weights = _matter(index, corpus.titles[number], own)
    whole = sum(weights.values())
    rated = []
    for other in _candidates(index, number, weights):
        title, body = corpus.titles[other], corpus.body(other)
        shared = {word: weight for word, weight in weights.items() if word in body or word in title}
        share = sum(shared.values()) / whole
        named = sum(weight for word, weight in shared.items() if word in title) / whole
        brief = min(1.0, (len(own) + 50) / (len(body) + 50))  # a long text holds many words by chance
        score = (0.75 * share + 0.25 * min(1.0, 3 * named)) * (0.6 + 0.4 * brief)
        if score >= _LEAST:
            rated.append((-score, other, sorted(shared, key=shared.__getitem__, reverse=True)))
    with reader.one_state():
        here = reader.section(section).text
        return [_shown(index, reader, here, *row) for row in heapq.nsmallest(limit, rated)]


def _below(index: Index, reader: Reader, number: int) -> list[int]:
    """The sections below one, at any depth: what a heading without a text of its own is about."""
    corpus = index.corpus
    inside = {corpus.keys[number]: number}
    for node in reader.outline(corpus.plans[number]):  # parents come before their children
        if node.parent in inside and node.key in corpus.number_of:
            inside[node.key] = corpus.number_of[node.key]
    return list(inside.values())[1:]


def _matter(index: Index, title: str, body: str) -> dict[str, float]:
    """The words that a section is about and how much each says: often here, rare elsewhere."""
    count: Counter[str] = Counter()
    for text, worth in ((title, _IN_TITLE), (body[:_READ], 1)):
        for word in words(text):
            if len(word) > 1 and word not in EMPTY_WORDS and not any(char.isdecimal() for char in word) and word.isalnum():
                count[word] += worth
    size = len(index.corpus)
    rated = {word: min(often, 4) ** 0.5 * log(1 + size / (1 + index.frequency(word))) for word, often in count.items()}
    return {word: rated[word] for word in heapq.nlargest(_WORDS, rated, key=lambda word: (rated[word], word))}


def _candidates(index: Index, number: int, weights: dict[str, float]) -> Sequence[int]:
    """Sections of other plans that may hold most of the words, by what the index knows without looking at texts."""
    corpus = index.corpus
    size = len(corpus)
    plan = corpus.ranges[corpus.plans[number]]
    sections = as_set(corpus.kinds.translate(bytes(at == 0 for at in range(256))))
    sections &= ~set_of((n for run in plan for n in run), size)
    leading = sorted(weights, key=index.frequency)
    rare = [word for word in leading if index.frequency(word) * _COMMON_SHARE <= size] or leading[:6]
    held: defaultdict[int, float] = defaultdict(float)
    for word in rare:
        found = sections
        for part in index.frequent.within(word):
            found &= as_set(index.counts(part) or b"")
        if (candidates := index.candidates(word)) is not None:
            found &= set_of(candidates, size)
        for other in members(found, size):
            held[other] += weights[word]
    return heapq.nsmallest(_LOOKED_AT, held, key=lambda other: (-held[other], other))


def _shown(index: Index, reader: Reader, here: str, score: float, number: int, shared: list[str]) -> Similar:
    corpus = index.corpus
    key, info = corpus.keys[number], index.plans(reader)[corpus.plans[number]]
    text = reader.section(key).text
    cut = snippet(text, shared)
    return Similar(
        *(key, info.key, info.title, info.region, index.path_of(key, reader), round(-score, 3), tuple(shared)),
        *(cut.text, cut.matches, marked(here, shared), marked(text, shared)),
    )


def marked(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of ``text`` where any of the folded words stands, rising, joined where they touch or overlap."""
    whole = fold(text)
    out: list[tuple[int, int]] = []
    for start, end in sorted(span for word in words for span in whole.spans(folded(word))):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
