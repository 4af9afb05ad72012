"""Documents that lost their line breaks: a paragraph that holds several numbered parts is split at its real headings.

Also the small case, a heading and the beginning of its body on one line. Which numbers are headings is decided by their sequence
over the whole document, never by a number alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.blocks import Block
from indexer.numbering import UNNUMBERED, inside, leading
from indexer.seams import Habits
from indexer.sequence import Candidate, Place, Where, sequence
from indexer.titles import endings

ENUMERABLE = frozenset({"arabic", "decimal", "paren", "half-paren", "circled"})
"""Families that also number the items of mere lists."""
_SENTENCE_END = re.compile(r"[。！？!?…][”’）)]*\s*|(?:预期性|约束性)\s*")
_RUNS_ON = "，,；;、：:"
_POINTS_TO = _RUNS_ON + "见如按照在和与及或（(“《至到由"
"""What stands before a box that is only mentioned."""
_TITLE_LINE = 80
_DEFINES = re.compile(
    r"[“\"《]?[^\s，,。；;：:]{2,24}?[”\"》]?\s*[:：，,]?\s*(?:是指|指的是|(?<=[”\"》：:，,])指(?![标导数引挥定示南]))"
)
"""A note or an entry of a glossary (智慧水务：指…), which is no heading."""
_LONG = 1000
"""A paragraph of so many characters may hold a whole document, its front and its imprint included."""
_POINTER = re.compile(r"(?<=[。！])附[件表录]\s*\d*\s*[:：]")
_ANNEX_AGAIN = re.compile(r"附[件表]\s*\d*\s*[:：]\s*(?P<title>\S{4,60}?)(?P<again>附[件表]\s*\d*\s*)(?P=title)")


def unsquash(blocks: Sequence[Block], habits: Habits | None = None) -> list[Block]:
    """The blocks, with every paragraph that holds headings beside other text split into one block per heading and body.

    Nothing is lost but white space at the seams; line and offsets of each piece are its own place in the file. ``habits`` are the
    document's, where the caller has counted them.
    """
    found = _candidates(blocks)
    places = sequence(found)
    held = _unbelievable(found, places)
    if held:  # their numbers may have broken the sequences of others
        found = [c for c in found if c.where is Where.START or c.block not in held]
        places = sequence(found)
    cuts = defaultdict(set)
    for place in places:
        candidate = found[place.candidate]
        if candidate.where is not Where.START:
            cuts[candidate.block].add(candidate.mark.start)
    for index, at in _title_seams(found, places, blocks, habits or Habits([block.text.text for block in blocks])):
        cuts[index].add(at)
    for index, block in enumerate(blocks):
        if block.grid is None and len(block.text) > _LONG and cuts[index]:
            cuts[index].update(_annex_seams(block.text.text, max(cuts[index])))
    return [piece for index, block in enumerate(blocks) for piece in _split(block, sorted(cuts.get(index, ())))]


def heading_candidate(block: Block, index: int) -> Candidate | None:
    """The number that opens a paragraph, as a candidate."""
    mark = leading(block.text.text) if block.grid is None else None
    if mark is None:
        return None
    if mark.family in ENUMERABLE and _DEFINES.match(block.text.text, mark.end):
        return None
    rest = block.text.text[mark.end :].strip().rstrip("。")
    return Candidate(mark, index, Where.START, bare=0 < len(rest) <= _TITLE_LINE and not re.search("[。；;：:]", rest))


def _candidates(blocks: Sequence[Block]) -> list[Candidate]:
    out = []
    for index, block in enumerate(blocks):
        opening = heading_candidate(block, index)
        if opening:
            out.append(opening)
        if block.grid is None:
            out += _inner(block.text.text, index)
    return out


def _inner(text: str, index: int) -> Iterator[Candidate]:
    stops = _SENTENCE_END.finditer(text)
    stop, ahead = 0, next(stops, None)
    for mark in inside(text):
        while ahead is not None and ahead.end() <= mark.start:
            stop, ahead = ahead.end(), next(stops, None)
        leads_in = mark.number == (1,) and text[mark.start - 1] in ":："
        where = Where.SENTENCE if stop == mark.start or leads_in else Where.ANY
        if where is Where.SENTENCE or text[mark.start - 1] not in (_POINTS_TO if mark.family == "box" else _RUNS_ON):
            yield Candidate(mark, index, where, stop=stop)


def _unbelievable(found: Sequence[Candidate], places: Sequence[Place]) -> set[int]:
    """Blocks whose inner numbers enumerate within a paragraph: of one family, and no part of a sequence that spans paragraphs."""
    taken = [found[place.candidate] for place in places]
    families = defaultdict(set)
    for candidate in taken:
        families[candidate.block].add(candidate.mark.family)
    inner = {c.block for c in taken if c.where is not Where.START} - _spanning(taken, places)
    return {index for index in inner if len(families[index]) == 1 and families[index] <= ENUMERABLE}


def _spanning(taken: Sequence[Candidate], places: Sequence[Place]) -> set[int]:
    """Blocks with an inner number whose brothers stand in other blocks."""
    brothers = defaultdict(list)
    for place, candidate in zip(places, taken, strict=True):
        brothers[place.parent, candidate.mark.family].append(candidate)
    wide = [group for group in brothers.values() if len({c.block for c in group}) > 1]
    return {c.block for group in wide for c in group if c.where is not Where.START}


def _title_seams(
    found: Sequence[Candidate], places: Sequence[Place], blocks: Sequence[Block], habits: Habits
) -> Iterator[tuple[int, int]]:
    """(block, offset) of the seams between titles and the bodies that follow them without a mark."""
    groups = defaultdict(list)
    behind: list[str] = []
    for number, place in enumerate(places):
        candidate = found[place.candidate]
        after = found[places[number + 1].candidate] if number + 1 < len(places) else None
        end = after.mark.start if after and after.block == candidate.block else None
        behind.append(blocks[candidate.block].text.text[candidate.mark.end : end])
        groups[place.parent, candidate.mark.family].append(number)
    known = _printed_twice([found[place.candidate].mark.label for place in places], behind)
    for (_, family), numbers in groups.items():
        if family in UNNUMBERED:
            continue
        found_endings = endings([behind[n] for n in numbers], habits, [known[n] for n in numbers], enumerable=family in ENUMERABLE)
        for number, ending in zip(numbers, found_endings, strict=True):
            candidate = found[places[number].candidate]
            if ending.seam:
                yield candidate.block, candidate.mark.end + ending.length


def _printed_twice(labels: Sequence[str], texts: Sequence[str]) -> list[str]:
    """For each text the title that opens it and stands alone behind the same number elsewhere: in the contents list. Or nothing."""
    alone = defaultdict(set)
    for label, text in zip(labels, texts, strict=True):
        if 2 <= len(text.strip()) <= _TITLE_LINE and not re.search("[。；;：:]", text):
            alone[label].add(text.strip())
    longest = []
    for label, text in zip(labels, texts, strict=True):
        lengths = range(_TITLE_LINE, 1, -1) if len(text) > _TITLE_LINE and label in alone else ()
        longest.append(next((text[:length] for length in lengths if text[:length] in alone[label]), ""))
    return longest


def _annex_seams(text: str, last: int) -> Iterator[int]:
    """Seams behind the last heading: the line that names an annex, and the annex where its title is repeated."""
    for match in _POINTER.finditer(text, last):
        yield match.start()
    for match in _ANNEX_AGAIN.finditer(text, last):
        yield from (match.start("again"), match.end())


def _split(block: Block, cuts: Sequence[int]) -> Iterator[Block]:
    bounds = [0, *cuts, len(block.text)]
    for start, end in pairwise(bounds):
        piece = block.text.slice(start, end).strip()
        if piece.text:
            yield replace(block, text=piece) if len(bounds) > 2 else block
