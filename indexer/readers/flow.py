"""Paragraphs (段落) out of the lines of pages and columns.

A line goes on where the one before it was full and nothing speaks of a new paragraph: indentation, size, a gap, a heading's number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from indexer.numbering import leading
from indexer.readers.layout import Line

_INDENT = 1.2
"""Sizes: a line set in by more begins a paragraph."""
_SIZE = 0.08
"""Share by which the sizes of lines of one paragraph may differ."""
_PITCH = 1.5
"""A gap of more than so many usual distances of lines parts paragraphs."""
_TITLE_PITCH = 2.4
"""Sizes: the lines of a title stand no farther apart."""
_CENTRED = 1.0
"""Sizes by which the room on both sides of a centred line may differ."""
_SLACK = 0.35
"""Sizes: a line that leaves no more room than this beside the next word is full."""
_STYLE, _LONG = 0.6, 0.6
_LONGEST_HEADING = 4
"""Lines."""
_NARROWEST = 13.0
"""Sizes: lines of a narrower text were not wrapped, they are short."""
_STRAY = 3.0
"""Sizes: one line that begins so far left of all others is not at the edge of the text, it is beside it."""
_ENOUGH = 6
"""Lines of a column that tell its width."""
_STOP = re.compile(r"[。！？!?；;：:…][”’）)》」]*$")
_WORD = re.compile(r"[“‘（(《〈「【\[]*(?:[\dA-Za-z][\dA-Za-z.,%％‰/-]*|.)[，。；：、！？）》”’」』】,.;:!?)\]…%％‰]*")
_LEADERS = re.compile(r"[.…·．・]{4,}\s*\d{0,4}$")
_ITEM = re.compile(
    r"[【\[*#]*\s*(?:表|图|附[件表录]|专\s*栏)\s*[\d一二三四五六七八九十]{0,3}\s*[:：\s]|[-*•●◆■▪➢]\s?|[(（]?(?:注|说明)[:：]"
)
_NOTE = re.compile(r"[①-⑳*＊]|[\[［〔(（]?\d{1,2}[\]］〕)）]?\s?(?![\d.．、年%])")
_SMALL = 0.92
"""Notes at the foot of a page are printed so much smaller than its text."""
_HIGH = frozenset({"part", "chapter", "section", "cn", "cn-paren", "box", "annex", "circled"})


@dataclass(frozen=True, slots=True)
class Column:
    """The lines that stand in one column of a page, within a frame or not; or the notes at the foot of a page."""

    page: int
    lines: tuple[Line, ...]
    framed: bool = False
    notes: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with the edges of its column."""

    line: Line
    left: float
    right: float
    column: int

    @property
    def indent(self) -> float:
        return (self.line.x0 - self.left) / self.line.size

    @property
    def centred(self) -> bool:
        before, behind = self.line.x0 - self.left, self.right - self.line.x1
        return before > 1.5 * self.line.size and abs(before - behind) < _CENTRED * self.line.size


class Flow:
    """How the running text of a document is set, learnt from all of its columns."""

    def __init__(self, columns: Sequence[Column]) -> None:
        """``columns``: all of the document, in the order of reading."""
        columns = [column for column in columns if not column.notes]
        self._full = [
            (column.page, *_edges(column.lines)) for column in columns if len(column.lines) >= _ENOUGH and not column.framed
        ]
        sizes = Counter[float]()
        for column in columns:
            for line in column.lines:
                sizes[round(line.size * 2) / 2] += len(line.glyphs)
        self._size = sizes.most_common(1)[0][0] if sizes else 12.0
        pitches = [
            (b.y - a.y) / b.size
            for column in columns
            for a, b in pairwise(column.lines)
            if 0 < b.y - a.y < 4 * b.size and abs(a.size - b.size) < _SIZE * b.size
        ]
        self._pitch = median(pitches) if pitches else 1.5
        placed = [place for number, column in enumerate(columns) for place in self._placed(column, number)]
        first = [
            b.indent
            for a, b in pairwise(placed)
            if a.right - a.line.x1 > 4 * a.line.size and _STOP.search(a.line.text) and a.column == b.column and not a.centred
        ]
        self._indented = len(first) >= 2 and sum(_INDENT <= indent <= 5 for indent in first) >= _STYLE * len(first)

    def paragraphs(self, columns: Sequence[Column]) -> Iterator[tuple[int, str]]:
        """The paragraphs of columns that follow each other without a table between them, each with the page on which it begins."""
        group: list[_Placed] = []
        page = 0
        waiting: list[tuple[int, str]] = []
        for number, column in enumerate(columns):
            if column.notes:  # the paragraph above may go on behind them
                waiting += [(column.page, text) for text in _notes(column.lines)]
                continue
            for place in self._placed(column, number):
                if group and self._goes_on(group, place):
                    group.append(place)
                    continue
                if group:
                    yield page, _joined(group)
                yield from waiting
                waiting = []
                group, page = [place], column.page
        if group:
            yield page, _joined(group)
        yield from waiting

    def _placed(self, column: Column, number: int) -> Iterator[_Placed]:
        left, right = _edges(column.lines)
        if not column.framed:
            left, right = self._page_edges(column, left, right)
            right = max(right, left + _NARROWEST * self._size)
        for line in column.lines:
            yield _Placed(line, left, right, number)

    def _page_edges(self, column: Column, left: float, right: float) -> tuple[float, float]:
        """The edges of the text on a page that holds too little of it to tell: those of the nearest column that it fits into."""
        wider = [
            (abs(page - column.page) % 2, abs(page - column.page), start, end)
            for page, start, end in self._full
            if start <= left + 3
            and right <= end + self._size
            and (len(column.lines) < _ENOUGH or end - start > right - left + self._size)
        ]
        own = len(column.lines) >= _ENOUGH
        near = [edges for edges in wider if not own or abs(edges[2] - left) < 3 * self._size]
        if not near:
            return left, right
        return min(near)[2:]

    def _goes_on(self, group: Sequence[_Placed], place: _Placed) -> bool:
        """Whether a line carries on the paragraph of those before it."""
        before, line = group[-1], place.line
        last = before.line
        if (
            abs(last.size - line.size) > _SIZE * max(last.size, line.size)
            or _LEADERS.search(last.text)
            or _LEADERS.search(line.text)
        ):
            return False
        apart = line.y - last.y if place.column == before.column else 0.0
        mark = leading(line.text)
        if place.centred and (before.centred or before.line.x1 - before.left > _LONG * (before.right - before.left)):
            large = line.size > self._size * (1 + _SIZE)
            return large and mark is None and last.font == line.font and apart <= _TITLE_PITCH * line.size
        if apart > max(_PITCH * self._pitch, 1.2) * line.size or _ITEM.match(line.text):
            return False
        ended = bool(_STOP.search(last.text))
        if _heading_ends(group, line) or not (_is_full(before, line) or self._is_rest(before, place, ended)):
            return False
        if place.indent >= _INDENT:
            return self._is_block(group, place, ended) and mark is None
        if self._indented:
            return mark is None or not (ended and mark.family in _HIGH)
        return mark is None or (mark.family not in _HIGH and not ended)

    def _is_rest(self, before: _Placed, place: _Placed, ended: bool) -> bool:
        """Whether a line is the rest of a sentence although the one before it is not quite full: all paragraphs are set in here."""
        long = before.line.x1 - before.left > _LONG * (before.right - before.left)
        return self._indented and long and not ended and abs(place.indent) < 0.5 and leading(place.line.text) is None

    def _is_block(self, group: Sequence[_Placed], place: _Placed, ended: bool) -> bool:
        """Whether a line that is set in belongs to a paragraph all of which is, or all but the first line of which is."""
        second = group[-1]
        if abs(second.line.x0 - place.line.x0) < 0.5 * place.line.size:
            return len(group) > 1 or not ended
        hanging = len(group) == 1 and second.line.x0 < place.line.x0
        return hanging and not ended and leading(second.line.text) is not None


def note_lines(lines: Sequence[Line]) -> int:
    """How many of a page's last lines are notes: small ones, the first of which begins with a mark."""
    sizes = sorted(line.size for line in lines for _ in line.glyphs)
    limit = _SMALL * sizes[len(sizes) // 2] if sizes else 0.0
    count = next((at for at, line in enumerate(reversed(lines)) if line.size > limit), len(lines))
    begins = (at for at, line in enumerate(lines[len(lines) - count :]) if _NOTE.match(line.text))
    return count - next(begins, count)


def _notes(lines: Sequence[Line]) -> list[str]:
    out: list[str] = []
    for line in lines:
        if out and not _NOTE.match(line.text):
            out[-1] += line.text
        else:
            out.append(line.text)
    return out


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right edge of the text: where its wide lines end; one that hangs over does not count."""
    starts = sorted(line.x0 for line in lines)
    stray = len(starts) > 2 and starts[1] - starts[0] > _STRAY * lines[0].size
    left = starts[1] if stray else starts[0]
    reach = max(line.x1 for line in lines)
    wide = [line.x1 for line in lines if line.x1 > reach - 0.12 * (reach - left)]
    return left, median(wide)


def _is_full(before: _Placed, line: Line) -> bool:
    """Whether the first word of a line had no room behind the line before it."""
    word = _WORD.match(line.text)
    length = len(word[0].replace(" ", "")) if word else 1
    width = line.glyphs[min(length, len(line.glyphs)) - 1].x1 - line.glyphs[0].x0
    return before.line.x1 + width > before.right - _SLACK * line.size


def _heading_ends(group: Sequence[_Placed], line: Line) -> bool:
    """Whether a heading that fills its line is over, because what follows is set in another type."""
    if len(group) > _LONGEST_HEADING:
        return False
    fonts = {font for place in group for font in (place.line.font, place.line.last_font)}
    return len(fonts) == 1 and line.font not in fonts and line.last_font == line.font and leading(group[0].line.text) is not None


def _joined(group: Sequence[_Placed]) -> str:
    text = group[0].line.text
    for place in group[1:]:
        new = place.line.text
        words = text[-1].isascii() and text[-1].isalpha() and new[0].isascii() and new[0].isalpha()
        text += " " * words + new
    return text
