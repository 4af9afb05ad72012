"""The words under a mouse selection, put together as the document has them: without our line breaks, margins and rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.text.layout import Line

SpanOf = Callable[[int], tuple[int, int] | None]
"""Characters of a drawn line that are selected, half-open, -1 for its end; None where it is outside."""


def selected_text(lines: Sequence[Line], numbers: range, span_of: SpanOf, margin: int) -> str:
    """The selected words of the lines ``numbers``; ``margin`` characters are drawn before each line's own margin.

    Paragraphs and rows are parted by newlines, cells of a row by tabs; spaces that vanished at the end of a line come back.
    """
    taken: dict[tuple[int, int], str] = {}
    ends: dict[tuple[int, int], int] = {}
    rows: dict[tuple[int, int], int] = {}
    for number in numbers:
        span = span_of(number)
        line, at = lines[number], margin + lines[number].left
        for piece in line.pieces if span else ():
            begin = max(0, span[0] - at) if span else 0
            end = len(piece.text) if span is None or span[1] < 0 else min(len(piece.text), span[1] - at)
            if piece.part is not None and begin < end:
                key = (line.block, piece.part)
                gap = piece.start + begin - ends.get(key, piece.start + begin)
                taken[key] = taken.get(key, "") + " " * gap + piece.text[begin:end]
                ends[key] = piece.start + end
                rows.setdefault(key, line.at if piece.part else -1)
            at += len(piece.text)
    out = ""
    before: tuple[int, int] | None = None
    for key in sorted(taken):
        if before is not None:
            out += "\t" if key[0] == before[0] and rows[key] == rows[before] else "\n"
        out += taken[key]
        before = key
    return out
