"""Line breaking for Chinese: where a line may end.

Rules: GB/T 15834-2011 section 5.1 and W3C "Requirements for Chinese Text Layout" (CLREQ) section 3.1. No line begins with a
closing mark, a pause or stop, a middle dot or a unit sign; none ends with an opening mark; a solidus parts from neither neighbour;
—— and …… stay whole; so do a number with its sign, range and unit, and a Latin word. Nothing hangs. Widths are terminal cells.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import accumulate

from tui.text.cells import MARKS, WIDTHS

CLOSING = "，。、；：？！）》”’】」』〕〗〉］｝｠»›…‥·・‧～〜﹏,.;:?!)]}%％‰‱℃℉°′″々〻ー〞〟﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞｡､｣㎡㎥㎎㎏㎞"
"""Marks that no line may begin with."""
OPENING = "（《“‘【「『〔〖〈［｛｟«‹([{￥¥＄$£￡€№＃#〝﹙﹛﹝｢"
"""Marks that no line may end with."""
SPACES = " \u3000\u00a0"
"""What vanishes at the end of a line."""

_CLOSE = f"[{re.escape(CLOSING)}{MARKS}]"
_OPEN = f"[{re.escape(OPENING)}]"
_DASH = r"\-－–—―〜～~‐"
_DIGIT = "[0-9０-９]"
_DIGITS = rf"(?>{_DIGIT}+(?:[.,:．：]{_DIGIT}+)*)"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏͰ-Ͽ"
_HAN_UNIT = (
    "个?百分点|吨?标准煤|千瓦时|平方公里|平方千米|[平立]方米|毫克|微克|公里|千米|公顷|公斤|千克|千瓦|小时|分钟|学时|人[次年]"
    "|周岁|年[度级末底]|季度|[个]?月份?|床位|[个元人张床户家所项名岁年日号时天次条辆台套座处件篇亩倍分秒度吨米升份例期届章节款批只支村镇街成多余类种]"
)
_POWER = rf"(?:[²³]|[23](?!{_DIGIT}))?"
_LATIN_UNIT = rf"[ \u00a0]?(?:[kKMGTcmdμµn]?(?:m|g|L|W|Wh|Hz|t|B|V|Pa|bps){_POWER}(?![{_LATIN}])|[㎡㎥㎎㎏㎞]|[%％‰℃℉°′″])"
_UNIT = rf"[十百千万亿]*(?:{_HAN_UNIT}|{_LATIN_UNIT})?(?:[/／·][{_LATIN}㎡㎥㎎人年月日天次床户万亩平千米公里方]+{_POWER})*"
_SIGN = r"(?:[≥≤＞＜><≧≦⩾⩽±≈第约+＋−－–-][ \u00a0]?){0,3}"
_NUMBER = rf"{_SIGN}{_DIGITS}{_UNIT}(?: ?[{_DASH}至] ?{_DIGITS}{_UNIT})*(?![{_LATIN}])"
_WORD = rf"[{_LATIN}0-9{MARKS}]+(?:[-_.'’@&+/:×·–][{_LATIN}0-9{MARKS}]+)*[+＋]*"
_PIECE = rf"{_NUMBER}|{_WORD}|—{{2,}}|…+|─{{2,}}"
_GLUE = rf"""(?:[/／\\"'＂＇]|(?<=[^{SPACES}\n])[{_DASH}](?={_DIGIT}))"""
_TAIL = rf"(?:[{SPACES}]*(?:{_CLOSE}|[{_DASH}](?![—0-9０-９])(?<!——)))*"
_AFTER = rf"(?:{_GLUE}+{_TAIL}(?:{_OPEN}[{SPACES}]*)*(?:(?:{_PIECE}|[^\n{SPACES}]){_TAIL})?)*"
_LEFT = rf"(?:{_OPEN}[{SPACES}]*|{_GLUE})+(?:{_PIECE}|[^\n{SPACES}])"
_RIGHT = rf"""[^\n{SPACES}](?=[{SPACES}]*[{re.escape(CLOSING)}{MARKS}{_DASH}/／\\"'＂＇])"""
_STRETCH = f"(?:{_PIECE}|{_LEFT}|{_RIGHT}){_TAIL}{_AFTER}"


@cache
def _stretch() -> re.Pattern[str]:
    """Characters that stay together; between any two others a line may end. Most Han characters are in no stretch.

    Compiling takes as long as a twentieth of the first frame, which may need no line broken.
    """
    return re.compile(_STRETCH)


class Breaks:
    """A text made ready for breaking at any width; what depends on the text alone is worked out once.

    A newline in the text ends its line and belongs to it.
    """

    __slots__ = ("_ends", "_newlines", "_starts", "_sums", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._sums = list(accumulate(map(WIDTHS.__getitem__, text), initial=0))
        spans = [match.span() for match in _stretch().finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._newlines = [at for at, char in enumerate(text) if char == "\n"] if "\n" in text else []

    def cells(self, start: int, end: int) -> int:
        """Cells of the characters from ``start`` up to ``end``."""
        return self._sums[end] - self._sums[start]

    @property
    def widest(self) -> int:
        """Cells of the widest stretch that should not be broken: the least width that breaks no rule."""
        pairs = zip(self._starts, self._ends, strict=True)
        single = max(map(WIDTHS.__getitem__, self.text), default=0)
        return max(single, max((self.cells(start, end) for start, end in pairs), default=0))

    def lines(self, width: int, first: int | None = None) -> list[tuple[int, int]]:
        """Half-open ranges of characters, one for each line, that follow on one another from 0 to the end of the text.

        A line is at most ``width`` cells wide (the first one ``first``), spaces and newline at its end not counted. Where a
        stretch is wider than a line it is broken inside, by the rules where they can still be kept. An empty text has one line.
        """
        found: list[tuple[int, int]] = []
        start, size, room = 0, len(self.text), max(1, width if first is None else first)
        while start < size:
            end = self._line_end(start, room)
            found.append((start, end))
            start, room = end, max(1, width)
        if not self.text or self.text[-1] == "\n":
            found.append((size, size))
        return found

    def _line_end(self, start: int, room: int) -> int:
        """Where the line that begins at ``start`` ends."""
        text, size = self.text, len(self.text)
        limit = max(start + 1, bisect_right(self._sums, self._sums[start] + room) - 1)
        if self._newlines:
            number = bisect_left(self._newlines, start)
            if number < len(self._newlines) and self._newlines[number] <= limit:
                return self._newlines[number] + 1
        if limit >= size:
            return size
        end = self._legal(start, limit)
        while end < size and text[end] in SPACES:
            end += 1
        return end + 1 if end < size and text[end] == "\n" else end

    def _legal(self, start: int, limit: int) -> int:
        """The last place up to ``limit`` where the line may end."""
        number = bisect_left(self._starts, limit) - 1
        if number < 0 or self._ends[number] <= limit:
            return limit
        before = self._starts[number]
        if before > start and self.text[start:before].strip(SPACES):
            return before
        return self._forced(start, limit)

    def _forced(self, start: int, limit: int) -> int:
        """Where to break a stretch wider than the line: as late as parts no number and breaks no rule, else at ``limit``."""
        text = self.text
        for end in range(limit, start + 1, -1):
            before, after = text[end - 1], text[end]
            if after not in CLOSING and before not in OPENING and not (before.isdigit() and after.isdigit()):
                return end
        return limit


def wrap(text: str, width: int, first: int | None = None) -> list[tuple[int, int]]:
    """Break ``text`` once: see `Breaks.lines`."""
    room = width if first is None else first
    if "\n" not in text and 0 < sum(map(WIDTHS.__getitem__, text)) <= room:
        return [(0, len(text))]
    return Breaks(text).lines(width, first)


def wrapped(text: str, width: int, first: int | None = None) -> list[str]:
    """The lines of ``text`` without the spaces and the newline at their ends, for text that needs no offsets."""
    return [text[start:end].rstrip(SPACES + "\n") for start, end in wrap(text, width, first)]
