"""One line around the best match of a hit, with the places that matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from library.chinese import fold

WIDTH = 60
"""Characters of a snippet, about: a match is never cut."""
_LEAD = 14  # characters before the first match
_STOPS = "。；！？\n"
_CUT = "…"
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """``matches`` are half-open ranges of ``text``; ``position`` is where the best of them stands in the text it was cut from."""

    text: str
    matches: tuple[Range, ...]
    position: int | None
    terms: int
    """How many different terms it shows."""


def snippet(text: str, terms: Sequence[str]) -> Snippet:
    """The stretch of ``text`` that shows the most of ``terms`` (folded), the first of equals; its beginning where none stands."""
    whole = fold(text)
    spans = sorted((start, end, which) for which, term in enumerate(terms) for start, end in whole.spans(term))
    if not spans:
        return _cut(text, 0, [], 0)
    best: tuple[int, int] = (0, 0)
    last = 0
    for first, (start, _, _) in enumerate(spans):
        while last < len(spans) and (last <= first or spans[last][1] - start <= WIDTH - _LEAD):
            last += 1
        shown = len({which for _, _, which in spans[first:last]})
        if shown > best[0]:
            best = (shown, first)
            if shown == len(terms):
                break
    return _cut(text, spans[best[1]][0], [(start, end) for start, end, _ in spans], best[0])


def row_snippet(cells: Sequence[str], terms: Sequence[str]) -> Snippet:
    """A line of separate pieces, a table's row: no match crosses from one to the next."""
    pieces: list[str] = []
    spans: list[Range] = []
    shown: set[str] = set()
    at = 0
    for cell in cells:
        whole = fold(cell)
        for term in terms:
            found = whole.spans(term)
            shown.update([term] if found else [])
            spans += [(at + start, at + end) for start, end in found]
        pieces.append(cell)
        at += len(cell) + len(_GLUE)
    text = _GLUE.join(pieces)
    spans.sort()
    cut = _cut(text, spans[0][0] if spans else 0, spans, len(shown))
    return Snippet(cut.text, cut.matches, None, cut.terms)


_GLUE = " | "


def _cut(text: str, first: int, spans: list[Range], terms: int) -> Snippet:
    """Cut a line that begins a little before offset ``first``, at the beginning of its sentence where that is near."""
    start = max(0, min(first - _LEAD, len(text) - WIDTH))
    start = max(start, *(text.rfind(mark, start, first) + 1 for mark in _STOPS))
    start += len(text[start:first]) - len(text[start:first].lstrip())
    end = max([min(len(text), start + WIDTH), *(b for a, b in spans if a == first)])
    inside = [(a, b) for a, b in spans if start <= a and b <= end]
    before, after = _CUT if start else "", _CUT if end < len(text) else ""
    shift = len(before) - start
    line = before + text[start:end].replace("\n", " ").replace("\t", " ") + after
    return Snippet(line, _merged([(a + shift, b + shift) for a, b in inside]), first if spans else None, terms)


def _merged(spans: list[Range]) -> tuple[Range, ...]:
    """Rising ranges that do not overlap."""
    out: list[Range] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
