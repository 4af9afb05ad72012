"""Where a query stands: terms to documents, exactly. A candidate of the index is a match only when its text holds the piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, product
from math import log

from library.analysis import PART, matter, words
from library.corpus import KINDS, Corpus
from library.fulltext import Index
from library.model import HitKind
from library.query import Query, Term

_PHRASE = 4  # a term of so many characters may be read as its words
_SPREAD = 12  # characters between one word of a phrase and the next, on average
_READINGS = 24  # that are tried, where several words of a phrase have other names
_TITLE = 2.5  # what a match in a title or a name is worth beside the best match in a text


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """Nobody waits for the answer any more."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents that a search is about, as rising runs of numbers; ``mask`` says 1 for each of them."""

    runs: tuple[range, ...]
    mask: bytes

    @classmethod
    def of(cls, corpus: Corpus, plans: Iterable[str], kinds: Sequence[HitKind] = KINDS) -> Scope:
        """The documents of these kinds in these plans."""
        chosen = {at for at, kind in enumerate(KINDS) if kind in kinds}
        spans = (run for plan in plans for at, run in enumerate(corpus.ranges.get(plan, ())) if at in chosen and run)
        runs: list[range] = []
        for run in sorted(spans, key=lambda run: run.start):
            if runs and runs[-1].stop == run.start:
                runs[-1] = range(runs[-1].start, run.stop)
            else:
                runs.append(run)
        mask = bytearray(len(corpus))
        for run in runs:
            mask[run.start : run.stop] = b"\1" * len(run)
        return cls(tuple(runs), bytes(mask))


@dataclass(slots=True)
class Standing:
    """Where a piece stands: how often in which texts and titles (document number -> count)."""

    piece: str
    texts: dict[int, int] = field(default_factory=dict)
    titles: dict[int, int] = field(default_factory=dict)

    @property
    def documents(self) -> set[int]:
        """All documents that hold it."""
        return self.texts.keys() | self.titles.keys()


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found: scores by document number; the pieces to show for each term; how terms were read, as sentences."""

    scores: dict[int, float]
    pieces: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Matcher:
    """Finds the documents of a scope that meet a query. One for each search."""

    def __init__(self, index: Index, scope: Scope, cancelled: Callable[[], bool] | None) -> None:
        self._index = index
        self._corpus = index.corpus
        self._scope = scope
        self._cancelled = cancelled or (lambda: False)
        self._known: dict[tuple[str, bool], Standing] = {}
        self._notes: list[str] = []
        self._pieces: list[str] = []

    def find(self, query: Query) -> Found:
        """All documents that meet the query, scored. Raises ``Cancelled``."""
        total: dict[int, float] | None = None
        for group in query.groups:
            scores = self._term(group[0])
            for term in group[1:]:
                scores |= {n: max(score, scores.get(n, 0.0)) for n, score in self._term(term).items()}
            total = scores if total is None else {n: total[n] + score for n, score in scores.items() if n in total}
            if not total:
                break
        total = total or {}
        for term in query.excluded:
            gone = self._of_kind(term, [n for n in total if self._holds(n, term)])
            total = {n: score for n, score in total.items() if n not in gone}
        return Found(total, tuple(dict.fromkeys(self._pieces)), tuple(self._notes))

    def _term(self, term: Term) -> dict[int, float]:
        """Scores of the documents where a term stands; where it stands nowhere as it is, of those where another reading does."""
        scores = self._scores(self._standing(term.text, title=term.title))
        pieces: tuple[str, ...] = (term.text,)
        if not scores and not term.exact:
            for reading in self._readings(term):
                found = self._together(reading, title=term.title)
                if found and not scores:
                    self._notes.append(f"没有“{term.raw}”这个原词，按“{' '.join(reading)}”查找。")
                    pieces = ()
                if found:
                    pieces += reading
                scores |= {n: max(score, scores.get(n, 0.0)) for n, score in found.items()}
        self._pieces += pieces
        return scores if term.kind is None else {number: scores[number] for number in self._of_kind(term, scores)}

    def _readings(self, term: Term) -> list[tuple[str, ...]]:
        """What a term may mean beside what it says: another name, or its words and their other names, near each other."""
        others = self._index.synonyms
        if term.text in others:
            return [(other,) for other in others[term.text]]
        if len(term.text) < _PHRASE:
            return []
        known = re.compile("|".join(map(re.escape, sorted(others, key=len, reverse=True))) or "(?!)")
        cut: list[str] = []
        done = 0
        for match in known.finditer(term.text):
            cut += [*words(term.text[done : match.start()]), match[0]]
            done = match.end()
        cut += words(term.text[done:])
        read = matter(cut, lambda piece: bool(self._standing(piece, title=term.title).documents))
        options = product(*((word, *others.get(word, ())) for word in read))
        return list(islice(options, _READINGS)) if len(read) > 1 else []

    def _holds(self, number: int, term: Term) -> bool:
        return term.text in self._corpus.titles[number] or (not term.title and term.text in self._corpus.bodies[number])

    def _of_kind(self, term: Term, numbers: Iterable[int]) -> set[int]:
        return {number for number in numbers if term.kind is None or self._corpus.kind(number) == term.kind}

    def _standing(self, piece: str, *, title: bool = False) -> Standing:
        """Where a folded piece stands in the scope."""
        known = self._known.get((piece, title))
        if known is not None:
            return known
        if self._cancelled():
            raise Cancelled
        corpus, standing = self._corpus, Standing(piece)
        titles, bodies = corpus.titles, corpus.bodies
        candidates = self._index.candidates(piece)
        if candidates is not None:
            mask = self._scope.mask
            for n in candidates:
                if mask[n]:
                    if count := titles[n].count(piece):
                        standing.titles[n] = count
                    if not title and (count := bodies[n].count(piece)):
                        standing.texts[n] = count
        else:
            for run in self._scope.runs:
                numbers = range(run.start, run.stop)
                standing.titles.update(
                    [(n, c) for n, text in zip(numbers, titles[run.start : run.stop], strict=True) if (c := text.count(piece))]
                )
                if not title:
                    standing.texts.update(
                        [(n, c) for n, text in zip(numbers, bodies[run.start : run.stop], strict=True) if (c := text.count(piece))]
                    )
        self._known[piece, title] = standing
        return standing

    def _scores(self, standing: Standing, only: Collection[int] | None = None) -> dict[int, float]:
        """BM25 on the text, and a share of the title: the more of it the piece fills, the more. ``only`` these documents."""
        documents = len(standing.texts) + len(standing.titles.keys() - standing.texts.keys())
        weight = log(1 + (len(self._corpus) - documents + 0.5) / (documents + 0.5))
        texts, titled = standing.texts, standing.titles
        if only is not None:
            texts = {n: texts[n] for n in only if n in texts}
            titled = {n: titled[n] for n in only if n in titled}
        norms, titles, size = self._corpus.norms, self._corpus.titles, len(standing.piece)
        scores = {n: weight * count / (count + norms[n]) for n, count in texts.items()}
        for n in titled:
            scores[n] = scores.get(n, 0.0) + weight * _TITLE * (0.4 + 0.6 * size / len(titles[n]))
        return scores

    def _together(self, pieces: tuple[str, ...], *, title: bool) -> dict[int, float]:
        """Documents where all pieces stand close together; those where they stand closest score highest."""
        standings = sorted((self._standing(piece, title=title) for piece in pieces), key=lambda s: len(s.documents))
        rarest_first = [standing.piece for standing in standings]
        least = sum(map(len, pieces))
        most = _SPREAD * (len(pieces) - 1)
        titles, bodies = self._corpus.titles, self._corpus.bodies
        spreads = {}
        for n in set.intersection(*(standing.documents for standing in standings)):
            text = titles[n] if title else titles[n] + PART + bodies[n]
            spread = closest(text, rarest_first, least + most) - least
            if spread <= most:
                spreads[n] = max(0, spread)
        parts = [self._scores(standing, spreads) for standing in standings]
        return {n: sum(part[n] for part in parts) / (1 + spread / max(1, most)) for n, spread in spreads.items()}


def closest(text: str, pieces: Sequence[str], limit: int) -> int:
    """Length of the shortest stretch of ``text`` that holds all ``pieces``; more than ``limit`` where none is so short.

    Quick where the first piece is the rarest: only its neighbourhoods are looked at.
    """
    anchor, *others = pieces
    best = limit + 1
    at = text.find(anchor)
    while at >= 0:
        low, high = max(0, at + len(anchor) - limit), at + limit
        if all(text.find(piece, low, high) >= 0 for piece in others):
            best = min(best, _shortest(text[low:high], pieces))
        at = text.find(anchor, at + 1)
    return best


def _shortest(text: str, pieces: Sequence[str]) -> int:
    """The shortest stretch of a short text that holds all pieces, all of which stand in it."""
    last: dict[str, int] = {}
    best = len(text)
    for start, piece in sorted(chain.from_iterable(_places(text, piece) for piece in pieces)):
        last[piece] = start
        if len(last) == len(pieces):
            best = min(best, max(at + len(which) for which, at in last.items()) - min(last.values()))
    return best


def _places(text: str, piece: str) -> Iterator[tuple[int, str]]:
    at = text.find(piece)
    while at >= 0:
        yield at, piece
        at = text.find(piece, at + 1)
