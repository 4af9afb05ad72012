"""How often frequent pieces of text stand in each document: a row of bytes for each, so that no text is read for them.

A piece of up to ``LONGEST`` characters that stands in many documents would have a long list in an index that narrows nothing down,
and would be counted anew in every text that holds it. Its row is an eighth of a text's size in the file, and read alone.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from library.analysis import PART, pairs

LONGEST = 6
"""Characters of a frequent piece."""
MOST = 15
"""Counts are kept up to this: more of the same changes no ranking."""
_SHARE = 16  # a piece in more than one of so many documents is frequent
_LEAST = 64  # documents that it stands in at the least
_ROWS = 2048  # frequent pieces at the most
_SAMPLE = 1024  # documents that say which pieces are frequent, about
_GROUP = 256  # rows that are put together at once
_KEPT = 256  # rows that are remembered
_LEVEL = 3  # of zlib


class Frequent:
    """The rows of an index."""

    def __init__(self, head: bytes, data: bytes) -> None:
        """Take over the contents of the two files that ``write`` makes."""
        told = json.loads(head)
        self.pieces: list[str] = told["pieces"]
        """The frequent pieces."""
        self._documents: list[int] = told["documents"]
        self._ends = list(accumulate(told["sizes"], initial=0))
        self._place = {piece: at for at, piece in enumerate(self.pieces)}
        self._data = data
        self._rows: dict[str, bytes] = {}

    def row(self, piece: str) -> bytes | None:
        """How often a piece stands in each text, as ``str.count`` counts, up to ``MOST``; None where it is not frequent."""
        row = self._rows.get(piece)
        if row is None and (at := self._place.get(piece)) is not None:
            row = zlib.decompress(self._data[self._ends[at] : self._ends[at + 1]])
            if len(self._rows) >= _KEPT:
                del self._rows[next(iter(self._rows))]
            self._rows[piece] = row
        return row

    def documents(self, piece: str) -> int | None:
        """In how many texts a piece stands; None where it is not frequent."""
        at = self._place.get(piece)
        return None if at is None else self._documents[at]

    def within(self, piece: str) -> list[str]:
        """The frequent pieces in a piece, from the left, each the longest from where it begins, none inside another."""
        out: list[str] = []
        done = 0
        for start in range(len(piece)):
            for end in range(min(len(piece), start + LONGEST), max(start, done), -1):
                if piece[start:end] in self._place:
                    out.append(piece[start:end])
                    done = end
                    break
        return out

    def rare(self, piece: str) -> set[str]:
        """The pairs of a piece, or the character that it is, as far as they are not frequent."""
        return {mark for mark in (pairs(piece) if len(piece) > 1 else {piece}) if mark not in self._place}


def marks(text: str) -> set[str]:
    """What an index may have to say of a text: its pairs and its characters."""
    return pairs(text) | set(text) - {PART}


def choose(bodies: Sequence[str], size: int) -> list[str]:
    """The frequent pieces of a library of ``size`` documents by a sample of their texts.

    Characters and pairs come first: what has no row has a list in the index, and long ones take longest to write.
    """
    least = max(_LEAST * len(bodies) / max(1, size), len(bodies) / _SHARE)
    found: dict[str, int] = {}
    shorter: set[str] = set()
    for length in range(1, LONGEST + 1):
        count: Counter[str] = Counter()
        for body in bodies:
            count.update(_of_length(body, length, shorter))
        more = {piece: number for piece, number in count.items() if number > least and PART not in piece}
        found |= more
        shorter = set(more)
    return sorted(sorted(found, key=lambda piece: (len(piece) > 2, -found[piece], piece))[:_ROWS])


def sample(sizes: Sequence[int]) -> range:
    """Which of the plans with these numbers of documents to draw the sample from."""
    return range(0, len(sizes), max(1, sum(sizes) // _SAMPLE))


def _of_length(body: str, length: int, shorter: set[str]) -> set[str]:
    """The pieces of a length that may be frequent: those that begin with a shorter one that is."""
    ends = range(length, len(body) + 1)
    if length == 1:
        return set(body)
    return {body[end - length : end] for end in ends if body[end - length : end - 1] in shorter}


def count(bodies: Sequence[str], pieces: Sequence[str]) -> list[bytes]:
    """The rows of a few documents, packed in groups of pieces."""
    by_length = [{piece for piece in pieces if len(piece) == length} for length in range(1, LONGEST + 1)]
    overlapping = [piece for piece in pieces if any(piece.startswith(piece[at:]) for at in range(1, len(piece)))]
    columns = []
    for body in bodies:
        held = dict(Counter(body))
        for length, known in enumerate(by_length[1:], 2):
            if known:
                parts = map("".join, zip(*(body[at:] for at in range(length)), strict=False))
                held.update(Counter([part for part in parts if part in known]))
        held |= {piece: body.count(piece) for piece in overlapping if piece in held}
        held |= {piece: MOST for piece, often in held.items() if often > MOST}
        often_of = held.get
        columns.append(bytes([often_of(piece, 0) for piece in pieces]))
    table = b"".join(columns)
    rows = [table[at :: len(pieces)] for at in range(len(pieces))]
    return [zlib.compress(b"".join(rows[at : at + _GROUP]), 1) for at in range(0, len(pieces), _GROUP)]


def write(
    pieces: Sequence[str], old: Frequent | None, kept: Sequence[range], fresh: Sequence[list[bytes]], sizes: Sequence[int]
) -> tuple[bytes, bytes]:
    """The contents of two files: the rows of the documents ``kept`` of an older index, then those of fresh plans of these sizes."""
    packed: list[bytes] = []
    documents: list[int] = []
    for piece, row in zip(pieces, _joined(pieces, fresh, sizes), strict=True):
        before = old.row(piece) if old else None
        whole = b"".join(before[run.start : run.stop] for run in kept) + row if before is not None else row
        packed.append(zlib.compress(whole, _LEVEL))
        documents.append(len(whole) - whole.count(0))
    head = {"pieces": pieces, "documents": documents, "sizes": [len(row) for row in packed]}
    return json.dumps(head, ensure_ascii=False).encode(), b"".join(packed)


def _joined(pieces: Sequence[str], fresh: Sequence[list[bytes]], sizes: Sequence[int]) -> Iterator[bytes]:
    for group, first in enumerate(range(0, len(pieces), _GROUP)):
        tables = [zlib.decompress(of[group]) for of in fresh]
        for at in range(len(pieces[first : first + _GROUP])):
            yield b"".join(table[at * size : (at + 1) * size] for table, size in zip(tables, sizes, strict=True))
