"""Footnote numbers glued to words (智慧水务1, 海绵城市[2]), taken out where a note of that number explains that word."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.blocks import Block
from library.model import Caution

_NOTE = re.compile(
    r"(?:注\s*)?[\[〔【(（]?\s*(?P<number>\d{1,2}|[①-⑳]|[¹²³⁴-⁹]{1,2})\s*[\]〕】)）.．、:：]?\s*[“\"‘]?(?P<term>[^\s：:，。；;“”\"‘’]{2,24})[”\"’]?\s*"
    r"(?:[:：，,]?\s*(?P<says>是指|指的?是?|即)|[:：])"
)
_OPENS = re.compile(r"\s*(?:注\s*)?[\[〔【(（]?\s*[\d①-⑳¹²³⁴-⁹]")
_UNIT = r"[\d.．、，,%％‰号级期批类轮次标段线个项张人家户名所处条座台年月日万亿元倍米公平分+~～—-]"
_MOST = 300
"""No plan explains more words; a list of thousands is none of footnotes."""
_ENCLOSED = {number: chr(ord("①") + number - 1) for number in range(1, 21)}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def without_footnote_marks(blocks: Sequence[Block]) -> tuple[list[Block], tuple[Caution, ...]]:
    """The blocks without the numbers of footnotes behind words, and how many there were. The notes themselves stay."""
    notes = _notes(blocks)
    if not notes or len(notes) > _MOST:
        return list(blocks), ()
    # One pass for all notes: a word that begins another one's is tried after it.
    terms = sorted(notes, key=len, reverse=True)
    pattern = re.compile(
        "|".join(f'{re.escape(term)}[”"’》]?\\s?(?:{"|".join(map(_mark, sorted(notes[term])))})' for term in terms)
    )
    out, gone = [], 0
    for block in blocks:
        edits = list(_edits(pattern, terms, block)) if block.grid is None and not _NOTE.match(block.text.text) else []
        gone += len(edits)
        out.append(replace(block, text=block.text.splice(edits)) if edits else block)
    if not gone:
        return out, ()
    message = f"正文有 {gone} 处注释编号连在词语后面，已与注释逐一核对后略去；注释本身保留。"
    return out, (Caution("footnote-marks", message),)


def _notes(blocks: Sequence[Block]) -> dict[str, set[tuple[int, bool]]]:
    """The numbers under which each word is explained, and whether the note says so (指, 即): items of lists, too, have colons."""
    notes: dict[str, set[tuple[int, bool]]] = defaultdict(set)
    for block in blocks:
        text = block.text.text
        match = _NOTE.match(text) if block.grid is None and _OPENS.match(text) else None
        if match:
            notes[match["term"]].add((int(unicodedata.normalize("NFKC", match["number"])), match["says"] is not None))
    return notes


def _mark(note: tuple[int, bool]) -> str:
    """The ways to print a footnote's number behind a word; a bare one may begin no figure and no count of anything."""
    number, sure = note
    raised = str(number).translate(_RAISED)
    ways = [raised, _ENCLOSED.get(number, raised), rf"[\[〔]{number}[\]〕]"]
    return "|".join([*ways, rf"{number}(?!{_UNIT})"] if sure else ways)


def _edits(pattern: re.Pattern[str], terms: Sequence[str], block: Block) -> Iterator[tuple[int, int, str]]:
    for match in pattern.finditer(block.text.text):
        term = next(term for term in terms if match[0].startswith(term))
        start = match.start() + len(term)
        while start < match.end() and block.text.text[start] in '”"’》':
            start += 1
        yield start, match.end(), ""
