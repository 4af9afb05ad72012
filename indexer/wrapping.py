"""Lines that a PDF or a mail program broke at a steady width, joined to paragraphs again.

A line was broken where it is so full that the first word of the next one would not have fitted. Headings, items, table rows and
the first lines of paragraphs (indented, or behind a line that is not full) begin anew.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.blocks import Block
from indexer.numbering import leading
from indexer.trace import Traced, join
from indexer.widths import cells

_NARROWEST, _WIDEST = 36, 130
"""Widths, in cells, at which texts are broken."""
_BAND, _HANG = 4, 3
"""Full lines are up to so many cells narrower than the width (a word did not fit), or wider (a mark hangs over)."""
_LEAST = 6
_LONGER = 0.25
"""In a broken text hardly any line is wider than the width: at most so large a share of the wide ones."""
_OPEN = 0.5
"""Share of the full lines that end within a sentence."""
_STYLE = 0.6
_STOP = re.compile(r"[。！？!?；;：:…][”’）)》」]*$")
_WORD = re.compile(r"[“‘（(《〈「【\[]*(?:[\dA-Za-z][\dA-Za-z.,%/-]*|.)[，。；：、！？）》”’」』】,.;:!?)\]…%‰]*")
_ROW = re.compile(r"\t|[|｜].*[|｜]|\S {2,}\S.* {2,}\S|[.…·．・]{4,}\s*\d{1,3}$")
_CAPTION = re.compile(
    r"[【\[*#]*\s*(?:表|图|附[件表录]|专\s*栏)\s*[\d一二三四五六七八九十]{0,3}\s*[:：\s]|#|[-*•●]\s|[(（]?(?:注|说明)[:：]"
)
_HIGH = frozenset({"part", "chapter", "section", "cn", "cn-paren", "box", "annex", "hash", "circled"})


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with its width and its indentation, both in cells."""

    block: Block
    width: int
    indent: int
    row: bool


def rejoined(blocks: Sequence[Block], raw: str) -> list[Block]:
    """The blocks, with the lines of a broken paragraph joined to one; its ``lines`` say where each stood in the file.

    ``raw`` is the decoded file. A text without a steady width comes back as it is.
    """
    lines = [_line(block, raw) for block in blocks]
    width = _width(lines)
    if not width:
        return list(blocks)
    indented = _indented(lines, width)
    out: list[list[_Line]] = []
    for line in lines:
        if out and _goes_on(out[-1], line, width, indented):
            out[-1].append(line)
        else:
            out.append([line])
    return [_joined(group) for group in out]


def _line(block: Block, raw: str) -> _Line:
    at = block.text.start
    before = raw[raw.rfind("\n", 0, at) + 1 : at].rpartition("\r")[2]
    indent = cells(before.replace("\t", "    ")) if not before.strip() else 0
    text = block.text.text
    return _Line(block, indent + cells(text), indent, block.grid is not None or bool(_ROW.search(text)))


def _width(lines: Sequence[_Line]) -> int:
    """The width at which the lines were broken; 0 where they were not."""
    wide = sorted(line.width for line in lines if line.width >= _NARROWEST and not line.row)
    broken = Counter(line.width for line in lines if not line.row and _is_open(line.block.text.text))
    if len(wide) < _LEAST:
        return 0
    # Two cells at a time, for a Han character takes two: a line of nothing else is of even width, one digit makes it odd.
    width = max(range(_NARROWEST, _WIDEST + 1), key=lambda w: (broken[w] + broken[w - 1], w))
    opened = sum(broken[w] for w in range(width - _BAND, width + _HANG))
    full = bisect_left(wide, width + _HANG) - bisect_left(wide, width - _BAND)
    longer = len(wide) - bisect_left(wide, width + _HANG)
    steady = opened >= max(_LEAST, _OPEN * full) and longer <= _LONGER * (full + longer)
    return width if steady else 0


def _is_open(text: str) -> bool:
    return _STOP.search(text) is None


def _indented(lines: Sequence[_Line], width: int) -> bool:
    """Paragraphs begin with an indentation: most lines behind one that is not full and ends a sentence do."""
    first = [
        line.indent
        for before, line in pairwise(lines)
        if before.width < width - 2 * _BAND and not _is_open(before.block.text.text) and not line.row
    ]
    return len(first) >= 2 and sum(2 <= indent <= 8 for indent in first) >= _STYLE * len(first)


def _goes_on(group: Sequence[_Line], line: _Line, width: int, indented: bool) -> bool:
    """Whether a line carries on the paragraph before it."""
    before, text = group[-1], line.block.text.text
    if before.row or line.row or before.width > width + _HANG or _CAPTION.match(text):
        return False
    word = _WORD.match(text)
    if before.width + cells(word[0] if word else "") <= width - (0 if _STOP.search(before.block.text.text) else 1):
        return False
    mark = leading(text)
    if indented:
        if line.indent >= 2:
            return False
        return mark is None or (mark.family not in _HIGH and _is_open(before.block.text.text))
    return mark is None


def _joined(group: Sequence[_Line]) -> Block:
    if len(group) == 1:
        return group[0].block
    first = group[0].block
    parts = [first.text]
    for line in group[1:]:
        before, text = parts[-1].text[-1:], line.block.text
        if before.isascii() and before.isalpha() and text.text[:1].isascii() and text.text[:1].isalpha():
            parts.append(Traced(" ", array("l", [parts[-1].end] * 2)))
        parts.append(text)
    numbers = tuple(number for line in group for number in (line.block.lines or (line.block.line,)))
    return Block(join(parts), first.line, first.page, None, numbers)
