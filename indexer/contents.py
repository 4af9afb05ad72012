"""The list of contents (目录) of a document: which of its blocks are entries, so that they are not taken for headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from indexer.blocks import Block
from indexer.numbering import leading

_WORD = re.compile(r"#*\s*(?:目\s*[录錄次]|CONTENTS)\s*[:：]?", re.I)
_PAGE = re.compile(r"(?:[\s.…·．・_—–-]+|\t)[(（]?\d{1,3}[)）]?$")
_LEADERS = re.compile(r"[.…·．・]{4,}\s*\d{1,3}")
_MARKS = re.compile(r"[\s#*:：、.．,，。“”\"'()（）]+")
_LONGEST = 80
_LEAST = 3
_RUN_LEAST = 6
_AGAIN = 0.5
"""Share of the entries that stand in the document again, or end in a page number, in a list that calls itself 目录."""
_RUN_AGAIN = 0.8
"""The same for a list without that word."""


def contents(blocks: Sequence[Block]) -> range:
    """The blocks of the list of contents, its title included; an empty range where there is none."""
    texts = [block.text.text if block.grid is None else "" for block in blocks]
    keys = [entry_key(text) for text in texts]
    count = Counter(keys)
    for at, text in enumerate(texts):
        if _WORD.fullmatch(text):
            end = _end(texts, keys, count, at + 1)
            if _is_list(texts, keys, count, range(at + 1, end), _LEAST, _AGAIN):
                return range(at, end)
        elif _WORD.match(text) and len(_LEADERS.findall(text)) >= _LEAST:
            return range(at, at + 1)
    return _unnamed(texts, keys, count)


def entry_key(text: str) -> str:
    """A heading or an entry of the list without its page number, marks and white space: equal for an entry and its heading."""
    return _MARKS.sub("", _PAGE.sub("", text))


def _end(texts: Sequence[str], keys: Sequence[str], count: Counter[str], start: int) -> int:
    """Where the list ends: at the heading that was its first entry, or at the first running text, less the headings before that."""
    at = start
    while at < len(texts) and (_entry(texts[at]) or (count[keys[at]] > 1 and len(texts[at]) <= _LONGEST)):
        if at > start and keys[at] == keys[start]:
            return at
        at += 1
    begins: dict[str, int] = {}
    for index in range(start, at):
        # What comes twice must be the first of its numbering: 一、 of the body, not a (一) that every chapter has.
        first = begins.setdefault(keys[index][:1], index)
        if first < index and keys[first] == keys[index] and leading(texts[index]) is not None:
            return index
    return at


def _entry(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and not text.endswith(("。", "；", ";", "，", ","))


def _is_list(texts: Sequence[str], keys: Sequence[str], count: Counter[str], of: range, least: int, share: float) -> bool:
    again = sum(1 for at in of if count[keys[at]] > 1 or _PAGE.search(texts[at]))
    return len(of) >= least and again >= share * len(of)


def _unnamed(texts: Sequence[str], keys: Sequence[str], count: Counter[str]) -> range:
    """A run of numbered lines, all of which stand in the document again, before any running text."""
    at = 0
    while at < len(texts):
        end = at
        while end < len(texts) and _entry(texts[end]) and leading(texts[end]) is not None:
            if end > at and keys[end] == keys[at]:
                break
            end += 1
        if end - at >= _RUN_LEAST and _is_list(texts, keys, count, range(at, end), _RUN_LEAST, _RUN_AGAIN):
            return range(at, end)
        if any(len(text) > _LONGEST for text in texts[at : end + 1]):
            break
        at = max(end, at + 1)
    return range(0)
