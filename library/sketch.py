"""A text's sketch: how alike two long texts are, told from a kilobyte of each. Pure functions.

The sketch holds the smallest hashes of a text's shingles, runs of `SHINGLE` characters without punctuation and blanks, of which one
in four is looked at (bottom-k sketch, Cohen and Kaplan 2007): from two of them follows what share of the shingles of both texts
they have in common, within about 0.06 either way. Line breaks, table layout and the format of the file leave no trace in it.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from heapq import nsmallest
from sys import byteorder
from zlib import crc32

SHINGLE = 6
"""Characters of a shingle: five would still join texts that only share the phrases of the genre."""
SIZE = 256
"""Hashes that are kept."""

_SILENT = re.compile(r"[\W_]+")
_SAMPLED = 3  # a shingle counts where these bits of its first character's code are 0: one in four, the same in every text
_MIX = 0x9E3779B1  # odd, so that no two hashes become one; a bare CRC keeps neighbours together


@dataclass(frozen=True, slots=True)
class Sketch:
    """``shingles`` is how many different ones were looked at, about a quarter of the text's length; ``hashes`` their smallest."""

    shingles: int
    hashes: frozenset[int]

    def to_bytes(self) -> bytes:
        """The hashes in order, four bytes each, the lowest first."""
        numbers = array("I", sorted(self.hashes))
        if byteorder == "big":
            numbers.byteswap()
        return numbers.tobytes()

    @classmethod
    def of_bytes(cls, shingles: int, data: bytes) -> Sketch:
        """What `to_bytes` gave."""
        numbers = array("I", data)
        if byteorder == "big":
            numbers.byteswap()
        return cls(shingles, frozenset(numbers))


def sketch(text: str) -> Sketch:
    """The sketch of a text."""
    data = _SILENT.sub("", text).lower().encode("utf-16-le")
    width = SHINGLE * 2
    starts = (at for at in range(0, len(data) - width + 1, 2) if not data[at] & _SAMPLED)
    hashes = {crc32(data[at : at + width]) * _MIX & 0xFFFFFFFF for at in starts}
    return Sketch(len(hashes), frozenset(nsmallest(SIZE, hashes)))


def likeness(one: Sketch, other: Sketch) -> float:
    """The share, 0 to 1, of all shingles of two texts that stand in both (Jaccard)."""
    least = nsmallest(SIZE, one.hashes | other.hashes)
    common = one.hashes & other.hashes
    return sum(number in common for number in least) / len(least) if least else 0.0


def held(one: Sketch, other: Sketch) -> float:
    """The share, 0 to 1, of the shorter text's shingles that stand in the longer one."""
    alike = likeness(one, other)
    shorter = min(one.shingles, other.shingles)
    return min(1.0, alike * (one.shingles + other.shingles) / (1 + alike) / shorter) if shorter else 0.0
