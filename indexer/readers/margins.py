"""Running heads, feet and page numbers (页眉、页脚、页码): what stands in the same place at the edge of page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from indexer.readers.layout import Line

_EDGE = 0.17
"""Share of the height of a page in which its head and its foot stand."""
_LONGEST = 40
"""Characters: no head is longer."""
_DEEP = 3
"""Lines of a head or foot."""
_SAME = 4.0
"""Points: the same place on two pages."""
_FEW, _SHARE = 3, 0.3
"""A line is a head where it stands on so many pages, or so large a share of them; at least on two."""
_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"\s+")
_ROMAN = re.compile(r"[ivxlcIVXLCⅠ-Ⅻ]{1,6}")
_NUMBER = re.compile(
    r"[-—–－─━·•]+\s*\d{1,4}\s*[-—–－─━·•]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d+.*"
)


class Page(Protocol):
    """A page: its lines from the top down, its height, and the edges of what is to stay."""

    lines: list[Line]
    kept: list[tuple[float, float]]

    @property
    def height(self) -> float:
        """In points."""

    @property
    def pictured(self) -> bool:
        """Whether pictures cover it."""


def without_margins(pages: Sequence[Page]) -> None:
    """Take running heads, feet and page numbers out of the lines of each page, unless nothing at all would be left of any."""
    before = [list(page.lines) for page in pages]
    for top in (True, False):
        _take_out(pages, top=top)
    if not any(page.lines for page in pages):
        for page, all_lines in zip(pages, before, strict=True):
            page.lines = [] if page.pictured else all_lines


def _take_out(pages: Sequence[Page], *, top: bool) -> None:
    edges = [_edge(page, top=top) for page in pages]
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, edge in enumerate(edges):
        for line, at in edge:
            places[_key(line)].append((number, at))
    for page, edge in zip(pages, edges, strict=True):
        for line, at in edge:
            if not (_NUMBER.fullmatch(line.text) or _repeated(places[_key(line)], at, len(pages))):
                break
            page.lines.remove(line)


def _edge(page: Page, *, top: bool) -> list[tuple[Line, float]]:
    """The lines that may be a head (or foot), from the edge of the page inwards, and how far from that edge they stand."""
    out = []
    for line in page.lines[:_DEEP] if top else page.lines[: -_DEEP - 1 : -1]:
        at = line.y if top else page.height - line.y
        if len(line.text) > _LONGEST or at > _EDGE * page.height or any(start < line.y < end for start, end in page.kept):
            break
        out.append((line, at))
    return out


def _key(line: Line) -> str:
    bare = _BLANKS.sub("", line.text)
    return "#" if _ROMAN.fullmatch(bare) else _DIGITS.sub("#", bare)


def _repeated(places: Sequence[tuple[int, float]], at: float, pages: int) -> bool:
    same = len({page for page, place in places if abs(place - at) <= _SAME})
    return same >= 2 and (same >= _FEW or same >= _SHARE * pages)
