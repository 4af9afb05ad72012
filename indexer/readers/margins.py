"""Running heads, feet and page numbers (页眉、页脚、页码): what stands in the same place at the edge of page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Protocol

from indexer.readers.layout import Line, Rule
from indexer.readers.ruled import Grid

_EDGE = 0.17
"""Share of the height of a page in which its head and its foot stand."""
_NEAR, _MOST = 0.125, 0.5
"""So near the edge of the page, few pages with the same line are enough; farther away, it stands on so large a share of them."""
_APART, _CLOSE, _SMALL, _USUAL = 1.35, 0.9, 0.92, 1.6
"""Usual distances of lines that part a head from the text, and one in print that is so much smaller; distances, in sizes."""
_LONGEST = 40
"""Characters: no head is longer."""
_DEEP = 3
"""Lines of a head or foot."""
_SAME = 4.0
"""Points: the same place on two pages."""
_FEW, _SHARE = 3, 0.3
"""A line is a head where it stands on so many pages, or so large a share of them; at least on two."""
_DIGITS = re.compile(r"\d+")
_LONGEST_NUMBER = 4
_TABLE = re.compile(r"续?(?:附?表|专\s*栏)\s*[\d一二三四五六七八九十]")
"""The line above a table is none, even where each part of it has one."""
_BLANKS = re.compile(r"\s+")
_ROMAN = re.compile(r"[ivxlcIVXLCⅠ-Ⅻ]{1,6}")
_NUMBER = re.compile(
    r"[-—–－─━·•]+\s*\d{1,4}\s*[-—–－─━·•]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?"
)


class Page(Protocol):
    """A page: its lines from the top down, its tables and other rules, its height, and the edges of what is to stay."""

    lines: list[Line]
    kept: list[tuple[float, float]]
    grids: list[Grid]
    rules: list[Rule]

    @property
    def height(self) -> float:
        """In points."""

    @property
    def pictured(self) -> bool:
        """Whether pictures cover it."""


def without_margins(pages: Sequence[Page]) -> list[tuple[int, str]]:
    """Take running heads, feet and page numbers out of the lines of each page, unless nothing at all would be left of any.

    Returns what was taken out, with the number of its page from 0.
    """
    before = [list(page.lines) for page in pages]
    pitch = _pitch(pages)
    for top in (True, False):
        _take_out(pages, pitch, top=top)
    if not any(page.lines for page in pages):
        for page, all_lines in zip(pages, before, strict=True):
            page.lines = [] if page.pictured else all_lines
    kept = {id(line) for page in pages for line in page.lines}
    return [(number, line.text) for number, lines in enumerate(before) for line in lines if id(line) not in kept]


def is_furniture(text: str, number: int, taken: Sequence[tuple[int, str]]) -> bool:
    """Whether a text on page ``number`` is a page number, or the head or foot that other pages have."""
    return bool(_NUMBER.fullmatch(text)) or any(_keys(text, number) & _keys(other, page) for page, other in taken)


def _pitch(pages: Sequence[Page]) -> float:
    """The usual distance of lines, in points; 0 where no page has two."""
    steps = [b.y - a.y for page in pages for a, b in pairwise(page.lines) if 0.9 * b.size < b.y - a.y < 4 * b.size]
    return median(steps) if steps else 0.0


def _take_out(pages: Sequence[Page], pitch: float, *, top: bool) -> None:
    edges = [_edge(page, top=top) for page in pages]
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, edge in enumerate(edges):
        for line, at in edge:
            for key in _keys(line.text, number):
                places[key].append((number, at))
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        count = 0
        for line, at in edge:
            share = max(_share(places[key], at, len(pages)) for key in _keys(line.text, number))
            least = 0.0 if at <= _NEAR * page.height else _MOST
            if not (_NUMBER.fullmatch(line.text) or 0 < share >= least):
                break
            count += 1
        while count and not (_NUMBER.fullmatch(edge[count - 1][0].text) or _stands_apart(page, count, pitch, top=top)):
            count -= 1
        page.lines = page.lines[count:] if top else page.lines[: len(page.lines) - count]


def _edge(page: Page, *, top: bool) -> list[tuple[Line, float]]:
    """The lines that may be a head (or foot), from the edge of the page inwards, and how far from that edge they stand."""
    out = []
    for line in page.lines[:_DEEP] if top else page.lines[: -_DEEP - 1 : -1]:
        at = line.y if top else page.height - line.y
        if len(line.text) > _LONGEST or at > _EDGE * page.height or any(start < line.y < end for start, end in page.kept):
            break
        if _TABLE.match(line.text):
            break
        out.append((line, at))
    return out


def _stands_apart(page: Page, count: int, pitch: float, *, top: bool) -> bool:
    """Whether more than the usual room, or a rule, parts the first (or last) lines from the text; smaller print needs less room."""
    lines = page.lines if top else page.lines[::-1]
    line, inner = lines[count - 1], lines[count] if count < len(lines) else None
    edges = [inner.y] if inner else []
    edges += [grid.top + line.size if top else grid.bottom for grid in page.grids if (grid.top > line.y) == top]
    gap = min((abs(edge - line.y) for edge in edges), default=page.height)
    usual = pitch or _USUAL * line.size
    small = inner is not None and line.size < _SMALL * inner.size
    between = any(min(line.y, edge) < rule.y0 < max(line.y, edge) for rule in page.rules for edge in edges[:1])
    return between or gap > usual * (_CLOSE if small else _APART)


def _keys(text: str, page: int) -> set[str]:
    """What furniture of the same kind has in common: its words, and its numbers but the one that counts the pages."""
    words = _BLANKS.sub("", text)
    if words.isdigit() or _ROMAN.fullmatch(words):
        return {"#"}
    counted = (
        f"{words[: match.start()]}<{int(match[0]) - page}>{words[match.end() :]}"
        for match in _DIGITS.finditer(words)
        if len(match[0]) <= _LONGEST_NUMBER
    )
    return {words, *counted}


def _share(places: Sequence[tuple[int, float]], at: float, pages: int) -> float:
    """The share of the pages on which the same stands in the same place; 0 where these are too few."""
    same = len({page for page, place in places if abs(place - at) <= _SAME})
    return same / pages if same >= 2 and (same >= _FEW or same >= _SHARE * pages) else 0.0
