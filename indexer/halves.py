"""Headings printed over two lines: the second half, a short line without number or mark, put back behind the first.

A short line behind a heading may also be the first line of a list, or a heading of its own. So there must be evidence: a bracket or
quotation still open, a word that ends nothing, the whole title in the list of contents, two characters at the seam that the
document writes side by side elsewhere; or a long first half without the end of a title, and no other such line in the section.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.blocks import Block
from indexer.contents import entry_key
from indexer.numbering import leading
from indexer.seams import NEVER_FIRST, NEVER_LAST, Habits
from indexer.trace import join

_SHORTEST, _LONGEST, _HALF_LONGEST = 7, 60, 32
_PROSE = 40
_MARK = re.compile(r"[。；;：:！!？?|｜\t]|\d$")
_NO_HALF = re.compile(
    r"[。；;：:！!？?|｜\t#]|^(?:图|表|注|附|单位|序号|目\s*录|第[一二三四五六七八九十]+[章节篇]|前\s*言)|^[\W\d_]*$"
)
_PAIRS = (("“", "”"), ("‘", "’"), ("（", "）"), ("(", ")"), ("《", "》"), ("〈", "〉"))
_TOGETHER = 2
_LONG = 10
"""Characters, the number included: a shorter line is hardly ever broken."""


def with_halves(blocks: Sequence[Block], habits: Habits) -> list[Block]:
    """The blocks, with the two lines of a heading joined to one. ``habits`` are the document's."""
    found = [at for at in range(len(blocks) - 2) if _may_be_halves(blocks, at)]
    if not found:
        return list(blocks)
    keys = {entry_key(block.text.text) for block in blocks if block.grid is None}
    halves = [at for at in found if _belong(blocks, at, keys, habits)]
    joined = {at: _joined(blocks[at], blocks[at + 1]) for at in halves}
    gone = {at + 1 for at in halves}
    return [joined.get(at, block) for at, block in enumerate(blocks) if at not in gone]


def _joined(first: Block, second: Block) -> Block:
    numbers = (*(first.lines or (first.line,)), *(second.lines or (second.line,)))
    return Block(join((first.text, second.text)), first.line, first.page, None, numbers)


def _may_be_halves(blocks: Sequence[Block], at: int) -> bool:
    """A numbered line that may be half a heading, a short one, and then running text or the next number."""
    if at + 2 >= len(blocks) or any(block.grid is not None for block in blocks[at : at + 3]):
        return False
    first, second, after = (block.text.text for block in blocks[at : at + 3])
    if not _SHORTEST <= len(first) <= _LONGEST or len(second) > _HALF_LONGEST or _MARK.search(first):
        return False
    mark = leading(first)
    if mark is None or mark.family == "hash" or _NO_HALF.search(second) or leading(second) is not None:
        return False
    return len(after) >= _PROSE or leading(after) is not None


def _belong(blocks: Sequence[Block], at: int, keys: set[str], habits: Habits) -> bool:
    first, second = blocks[at].text.text, blocks[at + 1].text.text
    if any(first.count(left) > first.count(right) for left, right in _PAIRS):
        return True
    if first[-1] in NEVER_LAST or second[0] in NEVER_FIRST or entry_key(first + second) in keys:
        return True
    together, ends, begins = habits.around(first, second)
    elsewhere = ends - 1  # the line itself ends so
    if together >= _TOGETHER and together > elsewhere + begins - 1:
        return True
    whole = habits.ends_title(first) or len(first) < _LONG
    return not whole and together >= elsewhere and _lonely(blocks, at + 2)


def _lonely(blocks: Sequence[Block], at: int) -> bool:
    """No other line of the section is short and without a mark: such lines come in several where they are headings or items."""
    for index in range(at, len(blocks)):
        block = blocks[index]
        text = block.text.text
        if block.grid is not None or leading(text) is not None:
            return True
        if len(text) <= _HALF_LONGEST and not _MARK.search(text):
            return False
    return True
