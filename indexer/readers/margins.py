"""Running heads, feet and page numbers (页眉、页脚、页码): what stands in the same place at the edge of page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from indexer.readers.layout import Line

_EDGE = 0.17
"""Share of the height of a page in which its head and its foot stand."""
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


def without_margins(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page, from the top down, without running heads, feet and page numbers."""
    edges = [
        (_edge(lines, height, top=True), _edge(lines, height, top=False)) for lines, height in zip(pages, heights, strict=True)
    ]
    out = [list(lines) for lines in pages]
    for side in (0, 1):
        places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for page, both in enumerate(edges):
            for line in both[side]:
                places[_key(line)].append((page, _at(line, heights[page], side)))
        for page, both in enumerate(edges):
            for line in both[side]:
                if not (_NUMBER.fullmatch(line.text) or _repeated(places[_key(line)], _at(line, heights[page], side), len(pages))):
                    break
                out[page].remove(line)
    return out


def _edge(lines: Sequence[Line], height: float, *, top: bool) -> list[Line]:
    """The lines that may be a head (or foot), from the edge of the page inwards."""
    if top:
        return [line for line in lines[:_DEEP] if line.y <= _EDGE * height]
    return [line for line in lines[: -_DEEP - 1 : -1] if line.y >= (1 - _EDGE) * height]


def _key(line: Line) -> str:
    bare = _BLANKS.sub("", line.text)
    return "#" if _ROMAN.fullmatch(bare) else _DIGITS.sub("#", bare)


def _at(line: Line, height: float, side: int) -> float:
    return line.y if side == 0 else height - line.y


def _repeated(places: Sequence[tuple[int, float]], at: float, pages: int) -> bool:
    same = len({page for page, place in places if abs(place - at) <= _SAME})
    return same >= 2 and (same >= _FEW or same >= _SHARE * pages)
