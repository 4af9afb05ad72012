"""The folded text of all that can be found, in arrays beside the full-text index: matches are verified on it and ranked by it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise

from library.analysis import PART
from library.chinese import folded
from library.model import HitKind

_FIELD, _RECORD = "\x1d", "\x1e"  # no folded text holds control characters
_LEVEL = 3  # of zlib: twice as fast as the default for a twentieth more bytes
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


@dataclass(frozen=True, slots=True)
class Block:
    """The documents of one plan, packed: folded, compressed, sections first, then indicators, then projects."""

    plan: str
    counts: tuple[int, int, int]
    """How many of each of ``KINDS``."""
    data: bytes


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
    values: dict[str, list[str]] = {}
    for indicator, text in connection.execute(
        "SELECT v.indicator, v.text FROM indicator_values v JOIN indicators i ON i.key = v.indicator"
        " WHERE i.plan = ? ORDER BY v.position",
        (plan,),
    ):
        values.setdefault(indicator, []).append(text)
    for key, section, name, *more in connection.execute(
        "SELECT key, section, name, sub, category, unit, definition FROM indicators WHERE plan = ? ORDER BY position", (plan,)
    ):
        yield IndexDocument("indicator", key, plan, section, name, (*filter(None, more), *values.get(key, ())))
    for key, section, name, content in connection.execute(
        "SELECT key, section, name, content FROM projects WHERE plan = ? ORDER BY position", (plan,)
    ):
        yield IndexDocument("project", key, plan, section, name, (content,))


def pack(plan: str, found: Iterable[IndexDocument]) -> Block:
    """Fold and compress the documents of a plan, which come in the order of ``KINDS``."""
    counts = dict.fromkeys(KINDS, 0)
    columns: tuple[list[str], ...] = ([], [], [], [])
    for document in found:
        counts[document.kind] += 1
        title, *parts = map(folded, (document.title, *document.parts))
        row = (document.key, document.section, title, PART.join(dict.fromkeys(filter(None, parts))))
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    text = _FIELD.join(_RECORD.join(column) for column in columns)
    return Block(plan, (counts["section"], counts["indicator"], counts["project"]), zlib.compress(text.encode(), _LEVEL))


def unpack(block: Block) -> tuple[list[str], list[str], list[str], list[str]]:
    """Keys, holding sections, folded titles and folded texts of a block."""
    if not any(block.counts):
        return [], [], [], []
    keys, sections, titles, bodies = zlib.decompress(block.data).decode().split(_FIELD)
    return keys.split(_RECORD), sections.split(_RECORD), titles.split(_RECORD), bodies.split(_RECORD)


def read_blocks(head: bytes, data: bytes) -> list[Block]:
    """Blocks from the two files that ``write_blocks`` makes."""
    out, at = [], 0
    for plan, counts, size in json.loads(head):
        out.append(Block(plan, tuple(counts), data[at : at + size]))
        at += size
    return out


def write_blocks(blocks: Iterable[Block]) -> tuple[bytes, bytes]:
    """The contents of two files: a table of contents and the blocks themselves, one after the other."""
    blocks = list(blocks)
    head = [[block.plan, block.counts, len(block.data)] for block in blocks]
    return json.dumps(head).encode(), b"".join(block.data for block in blocks)


@dataclass(frozen=True)
class Corpus:
    """All documents as parallel lists; a document is its number in them. A plan has a run of them, in the order of ``KINDS``."""

    keys: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)
    """Key of the plan of each document."""
    ranges: dict[str, tuple[range, range, range]] = field(default_factory=dict)
    """Numbers of a plan's sections, indicators and projects."""

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Corpus:
        """Unpack all blocks."""
        corpus = cls()
        for block in blocks:
            start = len(corpus.keys)
            for column, values in zip((corpus.keys, corpus.sections, corpus.titles, corpus.bodies), unpack(block), strict=True):
                column.extend(values)
            corpus.plans.extend([block.plan] * (len(corpus.keys) - start))
            sections, indicators, projects = (range(a, b) for a, b in pairwise(accumulate(block.counts, initial=start)))
            corpus.ranges[block.plan] = (sections, indicators, projects)
        return corpus

    def __len__(self) -> int:
        return len(self.keys)

    def kind(self, number: int) -> HitKind:
        """What a document is."""
        at = next(at for at, numbers in enumerate(self.ranges[self.plans[number]]) if number in numbers)
        return KINDS[at]

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Number of the document with a key."""
        return {key: number for number, key in enumerate(self.keys)}

    @cached_property
    def norms(self) -> list[float]:
        """The k and b of BM25 (1.2, 0.75) for the length of each text: what a count is weighed against."""
        lengths = list(map(len, self.bodies))
        average = max(1.0, sum(lengths) / max(1, len(lengths)))
        return [1.2 * (0.25 + 0.75 * length / average) for length in lengths]
