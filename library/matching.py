"""Where a query stands: terms to documents, exactly. A candidate of the index is a match only when its text holds the piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress, islice, product
from math import log

from library.analysis import PART, matter, words
from library.chinese import folded
from library.corpus import KINDS, Corpus
from library.damaged import beside_damage
from library.frequent import MOST
from library.fulltext import Index
from library.model import HitKind, PlanInfo
from library.nearness import closest
from library.query import Filter, Query, Term

_PHRASE = 4  # a term of so many characters may be read as its words
_DAMAGED = 200  # damaged documents that are looked at
_SPREAD = 12  # characters between one word of a phrase and the next, on average
_READINGS = 24  # that are tried, where several words of a phrase have other names
_TITLE = 2.5  # what a match in a title or a name is worth beside the best match in a text
_ONES = bytes([0, *[1] * 255])  # a table for ``translate``: a count to whether


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """Nobody waits for the answer any more."""


def as_set(row: bytes) -> int:
    """A set of documents as a number whose bytes are 1 for each of them: such sets are joined and cut at the speed of memory."""
    return int.from_bytes(row.translate(_ONES), "little")


def members(documents: int, size: int) -> Iterator[int]:
    """The numbers of the documents of a set, rising."""
    return compress(range(size), documents.to_bytes(size, "little"))


def set_of(numbers: Iterable[int], size: int) -> int:
    """The set of these documents."""
    row = bytearray(size)
    for number in numbers:
        row[number] = 1
    return int.from_bytes(row, "little")


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents that a search is about, as rising runs of numbers and as a set."""

    runs: tuple[range, ...]
    documents: int
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
        return cls(tuple(runs), int.from_bytes(mask, "little"), bytes(mask))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a piece stands in a scope: how often in each text (a byte each), how often in which titles, in which documents."""

    piece: str
    counts: bytes
    titles: dict[int, int]
    documents: int
    weight: float
    """What a match is worth: the rarer, the more."""

    @property
    def number(self) -> int:
        """How many documents hold it."""
        return self.documents.bit_count()


@dataclass(frozen=True, slots=True)
class Atom:
    """One reading of a term of a query and the documents that meet it."""

    term: Term
    documents: int
    standing: Standing | None = None
    """Where it stands; None for several words near each other, and for a filter."""
    scores: dict[int, float] = field(default_factory=dict)
    """What documents score where several words stand near each other."""
    reading: tuple[str, ...] = ()
    """The words that the term was read as, because it stands nowhere as it is."""
    renamed: bool = False
    """The reading has another name for the same thing in the place of a word."""
    damaged: bool = False
    """Only a part of the term stands there, beside a damaged place."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found: documents, the atoms that they meet, the pieces to show for them; how terms were read, as sentences."""

    corpus: Corpus
    documents: int
    groups: tuple[tuple[Atom, ...], ...] = ()
    pieces: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many documents."""
        return self.documents.bit_count()

    def score(self, number: int) -> float:
        """What a found document scores: for each group what its best term does."""
        return sum(max(self.part(atom, number) for atom in group) for group in self.groups)

    def part(self, atom: Atom, number: int) -> float:
        """What one term adds to the score of a document."""
        if atom.standing is None:
            return atom.scores.get(number, 0.0)
        return sum(parts(self.corpus, atom.standing, number))

    def via(self, number: int) -> str | None:
        """By which other names a document was found; None where it was found by what was typed."""
        best = (max(group, key=lambda atom: (atom.documents >> 8 * number & 1, self.part(atom, number))) for group in self.groups)
        return " ".join(word for atom in best if atom.renamed for word in atom.reading) or None


def parts(corpus: Corpus, standing: Standing, number: int) -> tuple[float, float]:
    """BM25 on the text of a document, and a share of the title: the more of it the piece fills, the more."""
    count = standing.counts[number]
    text = standing.weight * count / (count + corpus.norms[number]) if count else 0.0
    if number not in standing.titles:
        return text, 0.0
    return text, title_part(standing, corpus.titles[number])


def title_part(standing: Standing, title: str) -> float:
    """What a title that holds a piece is worth: the more, the more of it the piece fills."""
    return standing.weight * _TITLE * (0.4 + 0.6 * len(standing.piece) / len(title))


class Matcher:
    """Finds the documents of a scope that meet a query. One for each search; asked again, it remembers where pieces stand."""

    def __init__(self, index: Index, scope: Scope, plans: dict[str, PlanInfo], cancelled: Callable[[], bool] | None) -> None:
        self._index = index
        self._corpus = index.corpus
        self._scope = scope
        self._plans = plans
        self._cancelled = cancelled or (lambda: False)
        self._known: dict[tuple[str, bool], Standing] = {}
        self._notes: list[str] = []
        self._pieces: list[str] = []

    def find(self, query: Query) -> Found:
        """All documents that meet the query. Raises ``Cancelled``."""
        self._notes, self._pieces = [], []
        found = self._scope.documents
        groups: list[tuple[Atom, ...]] = []
        excluded = list(query.excluded)
        for group in sorted(query.groups, key=lambda group: any(term.filter is None for term in group)):
            refused = _refused(group) if len(query.groups) > 1 else None
            if refused is not None and not self.standing(group[0].text).documents:
                self._notes.append(f"没有“{group[0].raw}”这个原词，按不含“{refused.raw}”查找。")
                excluded.append(refused)
                continue
            atoms = tuple(atom for term in group for atom in self._atoms(term))
            met = 0
            for atom in atoms:
                met |= atom.documents
            found &= met
            groups.append(atoms)
            if not found:
                break
        for term in excluded:
            if found:
                found &= ~self._holding(term, found)
        found = found if query.groups else 0
        return Found(self._corpus, found, tuple(groups), tuple(dict.fromkeys(self._pieces)), tuple(self._notes))

    def _atoms(self, term: Term) -> Iterator[Atom]:
        """Where a term stands; where it stands nowhere as it is, where other readings of it do."""
        if term.filter is not None:
            yield Atom(term, self._meeting(term.filter, term.text) & self._scope.documents)
            return
        standing = self.standing(term.text, title=term.title)
        found = []
        if not standing.documents and not term.exact:
            found = [atom for reading in self._readings(term) if (atom := self._reading(term, reading)).documents]
        damaged = None if term.exact or term.title else self._damaged(term, standing)
        if damaged is not None:
            yield damaged
        if found:
            self._notes.append(f"没有“{term.raw}”这个原词，按“{' '.join(found[0].reading)}”查找。")
            self._pieces += [word for atom in found for word in atom.reading]
            yield from found
        elif standing.documents or damaged is None:
            self._pieces.append(term.text)
            yield Atom(term, self._of_kind(term, standing.documents), standing)

    def _damaged(self, term: Term, standing: Standing) -> Atom | None:
        """Where else a term may stand, in a damaged place."""
        corpus = self._corpus
        damaged = [n for n in corpus.damaged[:_DAMAGED] if self._scope.mask[n] and not standing.counts[n]]
        if not damaged:
            return None

        def holding(piece: str) -> Iterator[tuple[int, str]]:
            return ((n, corpus.titles[n] + PART + corpus.body(n)) for n in members(self.standing(piece).documents, len(corpus)))

        found = beside_damage(term.text, ((n, corpus.body(n)) for n in damaged), holding)
        if found is None:
            return None
        intact, numbers = found
        self._notes.append(f"另有一处文字损坏，“{term.raw}”在那里只剩“{intact}”，损坏的字数也相符，可能就是它；请对照原文。")
        self._pieces.append(intact)
        # What surely holds the term comes first: nothing is scored.
        return Atom(term, self._of_kind(term, set_of(numbers, len(corpus))), reading=(intact,), damaged=True)

    def _reading(self, term: Term, reading: tuple[str, ...]) -> Atom:
        renamed = not all(word in term.text for word in reading)
        if len(reading) == 1:
            standing = self.standing(reading[0], title=term.title)
            return Atom(term, self._of_kind(term, standing.documents), standing, {}, reading, renamed)
        scores = self._together(reading, title=term.title)
        return Atom(term, self._of_kind(term, set_of(scores, len(self._corpus))), None, scores, reading, renamed)

    def _readings(self, term: Term) -> Iterator[tuple[str, ...]]:
        """What a term may mean beside what it says: another name, or its words and their other names, near each other."""
        others = self._index.synonyms
        if term.text in others:
            yield from ((other,) for other in others[term.text])
            return
        if len(term.text) < _PHRASE:
            return
        known = re.compile("|".join(map(re.escape, sorted(others, key=len, reverse=True))) or "(?!)")
        cut: list[str] = []
        done = 0
        for match in known.finditer(term.text):
            cut += [*words(term.text[done : match.start()]), match[0]]
            done = match.end()
        cut += words(term.text[done:])
        read = matter(cut, lambda piece: self._stands(piece, title=term.title))
        if len(read) > 1:
            yield from islice(product(*((word, *others.get(word, ())) for word in read)), _READINGS)

    def _holding(self, term: Term, among: int) -> int:
        """Those of a few documents that hold a term; no text is looked at but theirs."""
        if term.filter is not None:
            return self._meeting(term.filter, term.text)
        titles, body = self._corpus.titles, self._corpus.body
        row = self._index.counts(term.text)
        if row is not None and not term.title:
            found = as_set(row) | set_of(self._corpus.titles_with(term.text), len(row))
        else:
            candidates = among & self._candidates(term.text)
            found = set_of(
                (
                    n
                    for n in members(candidates, len(self._corpus))
                    if term.text in titles[n] or (not term.title and term.text in body(n))
                ),
                len(self._corpus),
            )
        return self._of_kind(term, found)

    def _candidates(self, piece: str) -> int:
        candidates = self._index.candidates(piece)
        return self._scope.documents if candidates is None else self._scope.documents & set_of(candidates, len(self._corpus))

    def _of_kind(self, term: Term, documents: int) -> int:
        if term.kind is None or not documents:
            return documents
        which = KINDS.index(term.kind)
        return documents & as_set(self._corpus.kinds.translate(bytes(at == which for at in range(256))))

    def _meeting(self, name: Filter, text: str) -> int:
        """The documents that are what a filter asks for."""
        size = len(self._corpus)
        if name == "year":
            dated = set_of((n for n, facts in self._corpus.facts.items() if text in facts.years), size)
            return dated | self.standing(f"{text}年").documents
        if name in ("unit", "attribute"):
            facts = self._corpus.facts.items()
            return set_of((n for n, of in facts if text == of.unit or (name == "attribute" and text in of.attribute)), size)
        runs = (self._corpus.ranges.get(key, ()) for key, info in self._plans.items() if meets(info, name, text))
        return set_of((number for of_plan in runs for run in of_plan for number in run), size)

    def standing(self, piece: str, *, title: bool = False) -> Standing:
        """Where a folded piece stands in the scope, with ``title`` in titles alone."""
        known = self._known.get((piece, title))
        if known is not None:
            return known
        if self._cancelled():
            raise Cancelled
        size, mask = len(self._corpus), self._scope.mask
        titles = {n: count for n, count in self._corpus.titles_with(piece).items() if mask[n]}
        counts = bytes(size) if title else self._counts(piece)
        documents = (as_set(counts) & self._scope.documents) | set_of(titles, size)
        number = documents.bit_count()
        weight = log(1 + (size - number + 0.5) / (number + 0.5))
        self._known[piece, title] = standing = Standing(piece, counts, titles, documents, weight)
        return standing

    def _counts(self, piece: str) -> bytes:
        """How often a piece stands in each text, up to ``MOST``; what is out of scope may be counted too."""
        row = self._index.counts(piece)
        if row is not None:
            return row
        out = bytearray(len(self._corpus))
        candidates = self._candidates(piece)
        for part in self._index.frequent.within(piece):
            candidates &= as_set(self._index.counts(part) or b"")
        numbers = list(members(candidates, len(out)))
        for number, text in zip(numbers, self._corpus.bodies(numbers), strict=True):
            if count := text.count(piece):
                out[number] = min(count, MOST)
        return bytes(out)

    def _together(self, pieces: tuple[str, ...], *, title: bool) -> dict[int, float]:
        """Documents where all pieces stand close together; those where they stand closest score highest."""
        if self._cancelled():
            raise Cancelled
        corpus, both = self._corpus, self._scope.documents
        held = {piece: self._index.frequency(piece) for piece in pieces}
        for piece in sorted(pieces, key=held.__getitem__):
            both &= self._possible(piece)
        least, most = sum(map(len, pieces)), _SPREAD * (len(pieces) - 1)
        near = closest(sorted(pieces, key=held.__getitem__), least + most)
        weights = {piece: log(1 + (len(corpus) - n + 0.5) / (n + 0.5)) for piece, n in held.items()}
        numbers = list(members(both, len(corpus)))
        texts = [""] * len(numbers) if title else corpus.bodies(numbers)
        sizes = {n: size for n, text in zip(numbers, texts, strict=True) if (size := near(f"{corpus.titles[n]}{PART}{text}"))}
        scores = dict.fromkeys(sizes, 0.0)
        for piece, weight in weights.items():
            row: bytes | dict[int, int] | None = None if title else self._index.counts(piece)
            if row is None:
                row = {n: text.count(piece) for n, text in zip(numbers, texts, strict=True) if n in sizes}
            named = corpus.titles_with(piece)
            for n in sizes:
                if count := row[n]:
                    scores[n] += weight * count / (count + corpus.norms[n])
                if n in named:
                    scores[n] += weight * _TITLE * (0.4 + 0.6 * len(piece) / len(corpus.titles[n]))
        return {n: scores[n] / (1 + max(0, size - least) / max(1, most)) for n, size in sizes.items()}

    def _possible(self, piece: str) -> int:
        """The documents of which the index does not know that they do not hold a piece."""
        out = self._scope.documents
        for part in self._index.frequent.within(piece):
            row = self._index.counts(part) or b""
            out &= as_set(row) | set_of(self._corpus.titles_with(part), len(row))
        return out & self._candidates(piece)

    def _stands(self, piece: str, *, title: bool) -> bool:
        """Whether a piece stands in the scope: quicker than where."""
        if title or (piece, title) in self._known or len(piece) < 3:
            return bool(self.standing(piece, title=title).documents)
        titles, body = self._corpus.titles, self._corpus.body
        return any(piece in body(n) or piece in titles[n] for n in members(self._possible(piece), len(self._corpus)))


def meets(info: PlanInfo, name: Filter, text: str) -> bool:
    """Whether a plan is of the place, period or level that a folded ``text`` names."""
    if name == "region":
        return text in folded(info.region)
    if name == "level":
        return text == folded(info.region_level or "")
    if info.period is None:
        return False
    names = (folded(info.period.name), str(info.period.start), str(info.period.end))
    return text == f"{info.period.start}-{info.period.end}" or any(text in (name, f"{name}时期") for name in names)


def _refused(group: tuple[Term, ...]) -> Term | None:
    """排除机构 as a word that must not stand: 机构."""
    term = group[0]
    if len(group) > 1 or term.exact or term.filter or term.kind or not term.text.startswith("排除") or len(term.text) < 3:
        return None
    return replace(term, text=term.text[2:], raw=term.raw[2:])
