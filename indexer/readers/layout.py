"""A printed page (版面) as a PDF or OFD file draws it: characters with their places, and ruled segments; characters become lines.

Lengths are points (1/72 inch); x runs to the right and y downwards from the upper left corner of the page as it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

_ALIGNED = 0.5
"""Characters whose baselines differ by less than this share of the larger size stand in one line: raised note marks do."""
_TWICE, _AHEAD = 0.4, 2
"""A character drawn again less than this share of its width beside itself is bold print; so many neighbours are looked at."""
_WORD_GAP, _HAN_GAP = 0.15, 0.42
"""Gaps, in sizes, that are a blank between Latin letters or digits, and beside Han characters, which are spread to fill lines."""
_MARK_GAP, _NO_GAP = 1.1, 0.05
_TITLE_GAP = 0.2
"""A blank of a narrow font, in sizes; between Han characters nothing else leaves so much."""
_NUMBERED = 8
_NUMBER = re.compile(r"(?:续?表|图|专栏|附[件表录])\s?[\d.-]+")
_LATIN = re.compile(r"[\x21-\x7e\u00a1-\u024f\u0370-\u03ff]")
_NO_BLANK = re.compile(r"[，。、；：！？）》”’」』】〉（《“‘「『【〈]")


class Glyph(NamedTuple):
    """A character: ``x0`` to ``x1`` the room that it takes in its line, ``y`` its baseline, ``font`` a number for its type face."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its body."""
        return (self.x0 + self.x1) / 2, self.y - 0.36 * self.size


class Rule(NamedTuple):
    """A horizontal (``y0 == y1``) or vertical (``x0 == x1``) line, with ``x0 <= x1`` and ``y0 <= y1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        """Whether it is horizontal."""
        return self.y0 == self.y1


class Turned(NamedTuple):
    """A character at right angles to the text of its page, or upside down: quarter turns, its middle on the page, and itself.

    The glyph stands as on the page that is turned so that it is upright.
    """

    turn: int
    x: float
    y: float
    glyph: Glyph


@dataclass(slots=True)
class Sheet:
    """A page: what stands on it, in any order. ``pictured``: pictures cover a good part of it.

    What is not read of it: ``slanted`` text, as stamps have, and how many characters are ``hidden``, that is white or not painted.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictured: bool = False
    turned: list[Turned] = field(default_factory=list)
    slanted: str = ""
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print, or the part of it that stands in one column: ``y`` its baseline, ``size`` that of most of its characters."""

    glyphs: tuple[Glyph, ...]
    text: str
    x0: float
    x1: float
    y: float
    size: float

    @property
    def font(self) -> int:
        """The type face of its first Han character, or of its first character."""
        return next((glyph.font for glyph in self.glyphs if glyph.text > "\u2e80"), self.glyphs[0].font)

    @property
    def last_font(self) -> int:
        """The type face of its last Han character, or of its last character."""
        return next((glyph.font for glyph in reversed(self.glyphs) if glyph.text > "\u2e80"), self.glyphs[-1].font)


def rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The characters by lines from the top down, each from left to right, nothing twice."""
    out: list[list[Glyph]] = []
    top = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        if out and glyph.y - top < _ALIGNED * max(size, glyph.size):
            out[-1].append(glyph)
            size = max(size, glyph.size)
        else:
            out.append([glyph])
            top, size = glyph.y, glyph.size
    return [_once(sorted(row, key=lambda glyph: glyph.x0 + glyph.x1)) for row in out]


def _once(row: list[Glyph]) -> list[Glyph]:
    out: list[Glyph] = []
    for glyph in row:
        near = _TWICE * max(glyph.x1 - glyph.x0, 0.2 * glyph.size)
        for other in out[-_AHEAD:]:
            if other.text == glyph.text and abs(glyph.x0 - other.x0) < near:
                break
        else:
            out.append(glyph)
    return out


def line(row: Sequence[Glyph]) -> Line | None:
    """The line that characters from left to right make; None where they are nothing but blanks."""
    seen = tuple(glyph for glyph in row if not glyph.text.isspace())
    if not seen:
        return None
    sizes = sorted(glyph.size for glyph in seen)
    baselines = sorted(glyph.y for glyph in seen)
    x1 = max(glyph.x1 for glyph in seen)
    return Line(seen, _text(row), seen[0].x0, x1, baselines[len(seen) // 2], sizes[len(seen) // 2])


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of characters that stand in one column."""
    return [made for row in rows(glyphs) if (made := line(row))]


def _text(row: Sequence[Glyph]) -> str:
    parts: list[str] = []
    before: Glyph | None = None
    blank = False
    usual = _usual_gap(row)
    for glyph in row:
        if glyph.text.isspace():
            blank = True
            continue
        if before and (_parted(before, glyph, blank, usual) or _ends_number(parts, before, glyph)):
            parts.append(" ")
        parts.append(glyph.text)
        before, blank = glyph, False
    return "".join(parts)


def _usual_gap(row: Sequence[Glyph]) -> float:
    """The gap, in sizes, that a line leaves between its Han characters to fill the column: three in four are no smaller."""
    gaps = sorted((b.x0 - a.x1) / a.size for a, b in pairwise(row) if a.text > "\u3400" and b.text > "\u3400" and a.size)
    return gaps[len(gaps) // 4] if gaps else 0.0


def _ends_number(parts: Sequence[str], before: Glyph, after: Glyph) -> bool:
    """Whether a gap parts the number of a table, figure or box from its title: 表1 2030年目标 is not 表12030年目标."""
    if len(parts) > _NUMBERED or not before.text.isdigit() or after.x0 - before.x1 < _TITLE_GAP * before.size:
        return False
    return bool(_NUMBER.fullmatch("".join(parts)))


def _parted(before: Glyph, after: Glyph, blank: bool, usual: float) -> bool:
    """Whether a blank stands between two neighbours; ``blank``: the file has one there, ``usual``: the gap between Han in the line.

    The gap that typesetting leaves between Han and figures, and beside punctuation, is none.
    """
    gap = (after.x0 - before.x1) / max(before.size, after.size, 0.1)
    if gap <= _NO_GAP and not blank:
        return False
    latin = bool(_LATIN.match(before.text)), bool(_LATIN.match(after.text))
    if all(latin):
        decimal = "." in (before.text, after.text) and (before.text.isdigit() or after.text.isdigit())
        return gap > (_NO_GAP if blank else _HAN_GAP if decimal else _WORD_GAP)
    if _NO_BLANK.match(before.text) or _NO_BLANK.match(after.text):
        return gap > _MARK_GAP
    if any(latin):
        return gap > (0.3 if blank else _HAN_GAP + 0.2)
    return blank or gap > min(_HAN_GAP, _TITLE_GAP + 2 * max(usual, 0.0))


def runs(row: Sequence[Glyph], gap: float) -> list[list[Glyph]]:
    """A row cut where nothing is printed for ``gap`` times the size of its neighbours, or more."""
    out: list[list[Glyph]] = []
    right = 0.0
    for glyph in row:
        if glyph.text.isspace():
            continue
        if out and glyph.x0 - right < gap * max(glyph.size, out[-1][-1].size):
            out[-1].append(glyph)
        else:
            out.append([glyph])
        right = max(right, glyph.x1) if len(out[-1]) > 1 else glyph.x1
    return out


def turned_lines(marks: Iterable[Turned]) -> list[Line]:
    """The lines that turned characters make, each turn for itself, where each is upright; cut where nothing is printed."""
    out: list[Line] = []
    by_turn: dict[int, list[Glyph]] = {}
    for mark in marks:
        by_turn.setdefault(mark.turn, []).append(mark.glyph)
    for _, glyphs in sorted(by_turn.items()):
        out += [made for row in rows(glyphs) for run in runs(row, _LABEL_GAP) if (made := line(run))]
    return out


_LABEL_GAP = 2.0
"""Sizes: what stands farther apart in a line of turned characters is two labels."""
_STOP = re.compile(r"[。；：;:]$")
_NARROW = 3.4
"""Sizes: in a cell that is narrower, margins included, even numbers are broken."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_OPENS = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[)）、．.](?!\d)|[①-⑳•●◆■▪]")


def joined_text(wrapped: Sequence[Line], room: float) -> str:
    """The text of a cell: its lines in one, with a blank between them where a paragraph of it ends. ``room`` is its width."""
    text = ""
    right = 0.0
    for number, part in enumerate(wrapped):
        before = wrapped[number - 1] if number else part
        full = right - min(line.x0 for line in wrapped) > room - 2.2 * part.size or room < _NARROW * part.size
        ends = not full and bool(_STOP.search(before.text) or _OPENS.match(part.text))
        both = bool(_LATIN.match(text[-1:]) and _LATIN.match(part.text[:1]))
        letters = text[-1:].isalpha() or part.text[:1].isalpha()
        apart = letters or (not full and not _HAN.search(before.text))
        text += " " * bool(number and (ends or (both and apart))) + part.text
        right = part.x1
    return text
