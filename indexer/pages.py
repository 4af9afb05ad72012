"""Page marks (页码) that text out of a paged file brings along, alone or glued to text, and running heads: taken out.

``— 13 —`` on its own line is one wherever it stands. A bare 13, or one glued to the line behind it, is one only as part of a count
that runs through the document a page's length at a time: nothing else in a plan does.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Literal

from indexer.blocks import Block
from indexer.numbering import leading
from library.model import Caution

_N = r"\d{1,3}"
_DASHED = rf"[-—–－─━·•]+\s*({_N})\s*[-—–－─━·•]+"
_ALONE = re.compile(
    rf"{_DASHED}|第\s*({_N})\s*页(?:\s*[,，/]?\s*共\s*{_N}\s*页)?|[Pp]age\s*({_N})(?:\s*(?:of|/)\s*{_N})?|({_N})\s*/\s*{_N}|-?\s*({_N})\s*-?"
)
_SURE = re.compile(rf"{_DASHED}|第\s*{_N}\s*页(?:\s*[,，/]?\s*共\s*{_N}\s*页)?|[Pp]age\s*{_N}(?:\s*(?:of|/)\s*{_N})?")
_BEFORE = re.compile(rf"(?:{_DASHED}|([1-9]\d{{0,2}})(?=[^\W\d]|[“《（(【—]))\s*(?=\S)")
_DIGITS = re.compile(r"\d{2,5}(?:[.．、)）](?!\d+[%％亿万元])|\s*年)")
_OPENS = re.compile(r"[1-9]\d?[.．、)）]|20\d\d\s*年")
"""What a page number may be glued to although that begins with a digit: the number of a heading, a year."""
_BEHIND = re.compile(rf"(?<=[^\d\s.．,，(（~～/+-])\s*{_DASHED}$")
_DIGIT = re.compile(r"\d")
_EDGE = 6
_LONG_DASH = re.compile(rf"[—–－─━]+\s*{_N}\s*[—–－─━]+")
_SENTENCE_END = re.compile(r"[。！？!?；;：:…][”’）)]*$")
_LINE = 38
"""Characters of a line of print, for counting how many lines a paragraph takes."""
_SHORTEST, _TALLEST = 12, 70
"""Lines of print on a page; the last page of a chapter may be short."""
_STEPS = 12
"""A count goes on past page numbers that were lost, or stand glued to the digits of a table."""
_LEAST = 3
_SPAN = 0.5
"""A count of pages runs through so large a share of the document."""
_STEADY, _UNEVEN = 0.6, 0.35
"""So many of the pages are of one height, and how far, as a share of it, they may be off."""
_CUT = 0.4
"""Share of the numbers that must stand where a page may break: page ends fall anywhere, but hardly ever all into tables."""
_PROSE = 16
"""Characters: no cell of most tables is longer."""
_HEAD_SHORTEST, _HEAD_LONGEST = 5, 40
_INNER_MARK = re.compile(r"[，,。；;：:！!？?]")
_HEAD_SHARE = 0.4
"""A running head stands beside so many of the marks: on every other page at least, as books print them."""

Kind = Literal["alone", "bare", "dashed", "before", "behind"]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that may be a page's: its block, where in the text it stands, and ``at``, in lines of print from the top."""

    block: int
    start: int
    end: int
    number: int
    at: float
    kind: Kind


def without_page_marks(blocks: Sequence[Block]) -> tuple[list[Block], tuple[Caution, ...]]:
    """The blocks without page numbers and the running heads beside them; cautions say what was taken for a head, and more."""
    marks = list(_marks(blocks))
    gone = {mark.block: [mark] for mark in marks if mark.kind == "alone" or _LONG_DASH.match(blocks[mark.block].text.text)}
    height = sum(_lines(block) for block in blocks)
    for kind in ("dashed", "behind") if len(gone) >= _LEAST else ("dashed", "behind", "bare", "before"):
        chain = _chain([mark for mark in marks if mark.kind == kind])
        if len(chain) >= _LEAST and chain[-1].at - chain[0].at >= _SPAN * height and _believed(chain, blocks):
            for mark in chain:
                if mark not in gone.setdefault(mark.block, []):
                    gone[mark.block].append(mark)
    if not gone:
        return list(blocks), ()
    heads = _running_heads(blocks, gone)
    rest = [piece for index, block in enumerate(blocks) if index not in heads for piece in _rest(block, gone.get(index, ()))]
    return rest, (*_told(heads, blocks), *_left_in(gone, blocks))


def _told(heads: set[int], blocks: Sequence[Block]) -> Iterator[Caution]:
    """Running heads are no part of the text, but nothing goes unsaid."""
    for head, times in Counter(blocks[at].text.text for at in sorted(heads)).items():
        first = min(at for at in heads if blocks[at].text.text == head)
        yield Caution("running-head", f"“{head}”在页码旁出现 {times} 次，看作页眉，没有列入正文。", blocks[first].line)


def _left_in(gone: dict[int, list[_Mark]], blocks: Sequence[Block]) -> Iterator[Caution]:
    """Numbers glued to text of which a few are missing: they may stand before a figure, and look like a part of it."""
    glued = sorted((mark for marks in gone.values() for mark in marks if mark.kind == "before"), key=lambda mark: mark.block)
    skipped = [(a, b) for a, b in pairwise(glued) if b.number > a.number + 1]
    lost = sum(b.number - a.number - 1 for a, b in skipped)
    if lost:
        message = f"原文的页码连在正文上，其中有 {lost} 个没有认出，可能混在表格的数字里；引用表中数字前请对照原文件。"
        yield Caution("page-numbers", message, blocks[skipped[0][0].block].line)


def _lines(block: Block) -> float:
    return max(1.0, len(block.text) / _LINE)


def _marks(blocks: Sequence[Block]) -> Iterator[_Mark]:
    at = 0.0
    for index, block in enumerate(blocks):
        text = block.text.text
        if block.grid is None and (_DIGIT.search(text, 0, _EDGE) or _DIGIT.search(text, max(0, len(text) - _EDGE))):
            if len(text) <= 16 and (match := _ALONE.fullmatch(text)):
                yield _Mark(index, 0, len(text), _number(match), at, "alone" if _SURE.fullmatch(text) else "bare")
            elif match := _BEFORE.match(text):
                yield _Mark(index, 0, match.end(), _number(match), at, "before" if match[2] else "dashed")
            elif _DIGITS.match(text):
                ways = (end for end in (1, 2, 3) if text[:end].isdigit() and _OPENS.match(text, end))
                yield from (_Mark(index, 0, end, int(text[:end]), at, "before") for end in ways)
            elif match := _BEHIND.search(text):
                yield _Mark(index, match.start(), len(text), _number(match), at + _lines(block), "behind")
        at += _lines(block)


def _number(match: re.Match[str]) -> int:
    return int(next(group for group in match.groups() if group))


def _chain(marks: Sequence[_Mark]) -> list[_Mark]:
    """The longest run of numbers that count pages: one by one, or past a few that were lost, a page's lines apart.

    Of several such runs (the serial numbers of a table are numbers too) the steadiest: pages are of one height.
    """
    chain = _steadiest(marks, (_SHORTEST + _TALLEST) / 2)
    heights = [(b.at - a.at) / (b.number - a.number) for a, b in pairwise(chain)]
    return _steadiest(marks, median(heights)) if heights else []


def _steadiest(marks: Sequence[_Mark], height: float) -> list[_Mark]:
    best: list[tuple[float, int]] = []
    rows: dict[int, list[int]] = defaultdict(list)
    for index, mark in enumerate(marks):
        length, before = 0.0, -1
        for step in range(1, _STEPS + 1):
            for earlier in reversed(rows.get(mark.number - step, ())):
                far = mark.at - marks[earlier].at
                if far > _TALLEST * step:
                    break
                if far >= _SHORTEST * step:
                    worth = best[earlier][0] + 1 - 0.5 * min(1.0, abs(far / step - height) / height)
                    length, before = max((length, before), (worth, earlier))
        best.append((length, before))
        rows[mark.number].append(index)
    out: list[_Mark] = []
    at = max(range(len(best)), key=lambda index: best[index][0], default=-1)
    while at >= 0:
        out.append(marks[at])
        at = best[at][1]
    return out[::-1]


def _believed(chain: Sequence[_Mark], blocks: Sequence[Block]) -> bool:
    """Whether numbers without dashes count pages: steadily, from the first page on, and where pages break.

    Those on their own lines stand beside running text, not only beside the cells of a table; glued ones cut sentences, or stand
    before other numbers, as the numbers of headings do not.
    """
    if chain[0].kind not in {"bare", "before"}:
        return True
    heights = [(b.at - a.at) / (b.number - a.number) for a, b in pairwise(chain)]
    height = median(heights)
    steady = sum(abs(h - height) <= _UNEVEN * height for h in heights)
    if steady < _STEADY * len(heights) or chain[0].number > chain[0].at / height + 1.5:
        return False
    breaks = sum(_at_break(mark, blocks) for mark in chain)
    return breaks >= _CUT * len(chain)


def _at_break(mark: _Mark, blocks: Sequence[Block]) -> bool:
    before = blocks[mark.block - 1].text.text if mark.block else ""
    if mark.kind == "before":
        rest = blocks[mark.block].text.text[mark.end :]
        return (not _SENTENCE_END.search(before) and len(before) > _LEAST) or leading(rest) is not None
    after = blocks[mark.block + 1].text.text if mark.block + 1 < len(blocks) else ""
    return max(len(before), len(after)) >= _PROSE


def _running_heads(blocks: Sequence[Block], gone: dict[int, list[_Mark]]) -> set[int]:
    """Lines that stand beside page marks time and again: the title at the head of every page."""
    alone = [at for at, marks in gone.items() if marks[0].kind in {"alone", "bare"} and at not in {0, len(blocks) - 1}]
    near = [at + side for at in alone for side in (-1, 1) if at + side not in gone]
    near = [at for at in near if blocks[at].grid is None and _may_be_head(blocks[at].text.text)]
    count = Counter(blocks[at].text.text for at in near)
    least = max(_LEAST, _HEAD_SHARE * len(alone))
    return {at for at in near if count[blocks[at].text.text] >= least}


def _may_be_head(text: str) -> bool:
    """Whether a line can be the head of every page: a short title, no part of a sentence and no heading of the document's own."""
    return _HEAD_SHORTEST <= len(text) <= _HEAD_LONGEST and not _INNER_MARK.search(text) and leading(text) is None


def _rest(block: Block, marks: Sequence[_Mark]) -> Iterator[Block]:
    if not marks:
        yield block
        return
    start = max((mark.end for mark in marks if mark.kind != "behind"), default=0)
    end = min((mark.start for mark in marks if mark.kind == "behind"), default=len(block.text))
    text = block.text.slice(start, max(start, end)).strip()
    if text.text:
        yield replace(block, text=text)
