"""The folded text of all that can be found, in arrays beside the full-text index: matches are verified on it and ranked by it.

A plan is a block of two packed parts: names (keys, titles, facts) and texts. Names are read at once, texts when they are asked for.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from operator import itemgetter

from library.analysis import PART
from library.chinese import folded
from library.damaged import is_damaged
from library.model import HitKind

_FIELD, _RECORD = "\x1d", "\x1e"  # no folded text holds control characters
_LEVEL = 3  # of zlib: twice as fast as the default for a twentieth more bytes
_CODE = "utf-16-le"  # a tenth smaller than UTF-8 when compressed, and read in half the time
KINDS: tuple[HitKind, ...] = ("section", "indicator", "project")


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """Something that can be found: a section, an indicator or a project, its text as in the database."""

    kind: HitKind
    key: str
    plan: str
    section: str
    """Key of the section that holds it, its own where it is one."""
    title: str
    """Number and title of a section, name of an indicator or a project."""
    parts: tuple[str, ...]
    """The rest: text, captions, cells, values. A match stays within one of them."""
    facts: Facts | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What an indicator is filtered and sorted by: attribute, folded unit, years of its values, its last target as a number."""

    attribute: str
    unit: str
    years: frozenset[str]
    target: float | None


@dataclass(frozen=True, slots=True)
class Block:
    """The documents of one plan, packed: sections first, then indicators, then projects."""

    plan: str
    counts: tuple[int, int, int]
    """How many of each of ``KINDS``."""
    names: bytes
    texts: bytes
    damaged: tuple[int, ...] = ()
    """Which of them hold a damaged place."""


def cells(grid: Iterable[Iterable[str]]) -> list[str]:
    """The cells of a table once each: a merged cell is repeated in the grid beside and below itself."""
    out: list[str] = []
    above: tuple[str, ...] = ()
    for row in map(tuple, grid):
        for at, cell in enumerate(row):
            if cell and not (at and row[at - 1] == cell) and not (at < len(above) and above[at] == cell):
                out.append(cell)
        above = row
    return out


def documents(connection: sqlite3.Connection, plan: str) -> Iterator[IndexDocument]:
    """Everything of a plan that can be found, sections first, in document order."""
    grids: dict[str, list[str]] = {}
    for section, caption, grid in connection.execute(
        "SELECT section, caption, grid FROM plan_tables WHERE plan = ? ORDER BY position", (plan,)
    ):
        grids.setdefault(section, []).extend([caption, *cells(json.loads(grid))])
    for key, number, title, text in connection.execute(
        "SELECT key, number, title, text FROM sections WHERE plan = ? ORDER BY position", (plan,)
    ):
        yield IndexDocument("section", key, plan, key, number + title, (text, *grids.get(key, ())))
    values: dict[str, list[tuple[str, str, int | None, float | None]]] = {}
    for indicator, *value in connection.execute(
        "SELECT v.indicator, v.text, v.role, v.year, v.number FROM indicator_values v JOIN indicators i ON i.key = v.indicator"
        " WHERE i.plan = ? ORDER BY v.position",
        (plan,),
    ):
        values.setdefault(indicator, []).append(tuple(value))
    for key, section, name, attribute, *more in connection.execute(
        "SELECT key, section, name, attribute, sub, category, unit, definition FROM indicators WHERE plan = ? ORDER BY position",
        (plan,),
    ):
        mine = values.get(key, [])
        targets = [number for _, role, _, number in mine if role == "target" and number is not None]
        years = frozenset(str(year) for _, _, year, _ in mine if year)
        facts = Facts(attribute or "", folded(more[2] or ""), years, targets[-1] if targets else None)
        texts = (*filter(None, more), *(text for text, *_ in mine))
        yield IndexDocument("indicator", key, plan, section, name, texts, facts)
    for key, section, name, content in connection.execute(
        "SELECT key, section, name, content FROM projects WHERE plan = ? ORDER BY position", (plan,)
    ):
        yield IndexDocument("project", key, plan, section, name, (content,))


def pack(plan: str, found: Iterable[IndexDocument]) -> Block:
    """Fold and compress the documents of a plan, which come in the order of ``KINDS``."""
    counts = dict.fromkeys(KINDS, 0)
    names: tuple[list[str], ...] = ([], [], [], [], [])
    bodies: list[str] = []
    for document in found:
        counts[document.kind] += 1
        title, *parts = map(folded, (document.title, *document.parts))
        bodies.append(PART.join(dict.fromkeys(filter(None, parts))))
        row = (document.key, document.section, title, str(len(bodies[-1])), _facts_as_text(document.facts))
        for column, value in zip(names, row, strict=True):
            column.append(value)
    head = _FIELD.join(_RECORD.join(column) for column in names)
    damaged = tuple(at for at, body in enumerate(bodies) if is_damaged(body))
    sizes = (counts["section"], counts["indicator"], counts["project"])
    return Block(plan, sizes, _packed(head), _packed(_RECORD.join(bodies)), damaged)


def _facts_as_text(facts: Facts | None) -> str:
    if facts is None:
        return ""
    target = None if facts.target is None else repr(facts.target)
    return json.dumps([facts.attribute, facts.unit, sorted(facts.years), target], ensure_ascii=False)


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode(_CODE, "surrogatepass"), _LEVEL)


def _unpacked(data: bytes) -> str:
    return zlib.decompress(data).decode(_CODE, "surrogatepass")


def names_of(block: Block) -> list[list[str]]:
    """Keys, holding sections, folded titles, lengths of texts and facts of a block, as columns."""
    if not any(block.counts):
        return [[], [], [], [], []]
    return [column.split(_RECORD) for column in _unpacked(block.names).split(_FIELD)]


def texts_of(block: Block) -> list[str]:
    """The folded texts of a block."""
    return _unpacked(block.texts).split(_RECORD) if any(block.counts) else []


def whole_texts(block: Block) -> Iterator[str]:
    """Title and text of each document."""
    return (title + PART + body for title, body in zip(names_of(block)[2], texts_of(block), strict=True))


def read_blocks(head: bytes, data: bytes) -> list[Block]:
    """Blocks from the two files that ``write_blocks`` makes."""
    out, at = [], 0
    for plan, counts, damaged, *sizes in json.loads(head):
        ends = list(accumulate(sizes, initial=at))
        names, texts = (data[a:b] for a, b in pairwise(ends))
        out.append(Block(plan, tuple(counts), names, texts, tuple(damaged)))
        at = ends[-1]
    return out


def write_blocks(blocks: Iterable[Block]) -> tuple[bytes, bytes]:
    """The contents of two files: a table of contents and the blocks themselves, one after the other."""
    blocks = list(blocks)
    parts = [(block.names, block.texts) for block in blocks]
    head = [[block.plan, block.counts, block.damaged, *map(len, part)] for block, part in zip(blocks, parts, strict=True)]
    return json.dumps(head).encode(), b"".join(data for part in parts for data in part)


class Corpus:
    """All documents as parallel lists; a document is its number in them. A plan has a run of them, in the order of ``KINDS``."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        """Read the names of all blocks."""
        self._blocks = list(blocks)
        self._starts: list[int] = []
        self._bodies: list[str | None] = []
        self.keys: list[str] = []
        self.sections: list[str] = []
        self.titles: list[str] = []
        self.lengths: list[int] = []
        self.plans: list[str] = []
        """Key of the plan of each document."""
        self.ranges: dict[str, tuple[range, range, range]] = {}
        """Numbers of a plan's sections, indicators and projects."""
        self.damaged: list[int] = []
        """Documents with a damaged place."""
        self._facts: list[str] = []
        for block in self._blocks:
            start = len(self.keys)
            keys, sections, titles, lengths, facts = names_of(block)
            self.keys += keys
            self.sections += sections
            self.titles += titles
            self.lengths += map(int, lengths)
            self._facts += facts
            self._starts.append(start)
            self.damaged += (start + at for at in block.damaged)
            self.plans += [block.plan] * len(keys)
            first, second, third = (range(a, b) for a, b in pairwise(accumulate(block.counts, initial=start)))
            self.ranges[block.plan] = (first, second, third)
        self._bodies = [None] * len(self.keys)
        self._next = 0

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def kinds(self) -> bytes:
        """The place in ``KINDS`` of each document."""
        return b"".join(bytes([at]) * len(numbers) for runs in self.ranges.values() for at, numbers in enumerate(runs))

    def kind(self, number: int) -> HitKind:
        """What a document is."""
        return KINDS[self.kinds[number]]

    def body(self, number: int) -> str:
        """The text of a document; its parts are ``PART`` apart."""
        body = self._bodies[number]
        return self._load(bisect_right(self._starts, number) - 1, number) if body is None else body

    def bodies(self, numbers: Iterable[int]) -> list[str]:
        """The texts of many documents."""
        if self._next < len(self._blocks):
            return [self.body(number) for number in numbers]
        texts = self._bodies
        return [body for number in numbers if (body := texts[number]) is not None]  # by now none is

    def warm_up(self) -> bool:
        """Load the texts of one more plan, so that nobody has to wait for them; whether there are more."""
        if self._next < len(self._blocks):
            if any(self._blocks[self._next].counts) and self._bodies[self._starts[self._next]] is None:
                self._load(self._next, self._starts[self._next])
            self._next += 1
        return self._next < len(self._blocks)

    def _load(self, at: int, number: int) -> str:
        while not self._starts[at] <= number < self._starts[at] + sum(self._blocks[at].counts):
            at -= 1  # a plan without documents begins where the next one does
        texts = texts_of(self._blocks[at])
        self._bodies[self._starts[at] : self._starts[at] + len(texts)] = texts
        return texts[number - self._starts[at]]

    @cached_property
    def _all_titles(self) -> tuple[str, list[int], list[list[int]]]:
        """The different titles in one string, where each begins, and the documents that have it."""
        holders: dict[str, list[int]] = {}
        for number, title in enumerate(self.titles):
            holders.setdefault(title, []).append(number)
        return PART.join(holders), [0, *accumulate(len(title) + 1 for title in holders)], list(holders.values())

    def titles_with(self, piece: str) -> dict[int, int]:
        """How often a piece stands in which titles."""
        text, starts, holders = self._all_titles
        often: dict[int, int] = {}
        at = text.find(piece)
        while at >= 0:
            which = bisect_right(starts, at) - 1
            often[which] = often.get(which, 0) + 1
            at = text.find(piece, at + len(piece))
        out: dict[int, int] = {}
        for which, count in often.items():
            out.update(dict.fromkeys(holders[which], count))
        return out

    @cached_property
    def facts(self) -> dict[int, Facts]:
        """The facts of each indicator."""
        told = [(number, text) for number, text in enumerate(self._facts) if text]
        rows = json.loads(f"[{','.join(text for _, text in told)}]")  # one call for all: a fifth of the time
        return {
            number: Facts(attribute, unit, frozenset(years), None if target is None else float(target))
            for (number, _), (attribute, unit, years, target) in zip(told, rows, strict=True)
        }

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Number of the document with a key."""
        return {key: number for number, key in enumerate(self.keys)}

    @cached_property
    def norms(self) -> list[float]:
        """The k and b of BM25 (1.2, 0.75) for the length of each text: what a count is weighed against."""
        average = max(1.0, sum(self.lengths) / max(1, len(self.lengths)))
        by_length = {length: 1.2 * (0.25 + 0.75 * length / average) for length in set(self.lengths)}
        return [by_length[length] for length in self.lengths]

    @cached_property
    def shortest_first(self) -> list[int]:
        """All documents by the length of their text."""
        return [number for number, _ in sorted(enumerate(self.lengths), key=itemgetter(1))]

    @cached_property
    def _in_length_order(self) -> itemgetter[tuple[int, ...]]:
        return itemgetter(*self.shortest_first, 0)

    def by_length(self, row: bytes) -> bytes:
        """A row of one byte for each document, put into the order of ``shortest_first``."""
        return bytes(self._in_length_order(row)[:-1])
