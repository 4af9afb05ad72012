"""Two sections side by side as entries: two columns where there is room, one above the other where not."""

from __future__ import annotations

from collections.abc import Sequence

from library.model import Difference
from tui.strings import text
from tui.text import glyphs
from tui.text.cells import pad, width
from tui.widgets.entries import Entry
from tui.widgets.paint import Piece, Row, lay, marked, row

WIDE = 100
"""Cells from which both sides get a column of readable width."""
_GAP = 3


def pair_entries(here: str, there: str, found: Sequence[Difference], room: int) -> list[Entry]:
    """What differs first, then what agrees, then what stands on one side only. ``here`` and ``there`` are the titles.

    Keys are the numbers of the differences; ``room`` is in cells.
    """
    kinds = [one.kind for one in found]
    counts = {kind: kinds.count(kind) for kind in ("same", "changed", "here", "there")}
    entries = [Entry("head:", _columns([(here, "head")], [(there, "head")], room, "pair.other"), heading=True)]
    entries.append(Entry("count:", (row((text("pair.counts", **counts), "dim")),), heading=True))
    for kind in ("changed", "same", "here", "there"):
        if counts[kind]:
            entries.append(Entry(f"kind:{kind}", (row((text(f"pair.{kind}"), "head")),), heading=True))
        for number, one in enumerate(found):
            if one.kind == kind:
                rows = _columns(marked(one.here, one.here_marks), marked(one.there, one.there_marks), room, "pair.other")
                entries.append(Entry(f"{number}", rows))
    return entries


def _columns(left: list[Piece], right: list[Piece], room: int, between: str) -> tuple[Row, ...]:
    if room < WIDE:
        rows = [row(*left, indent=1)] if left else []
        return (*rows, *([row((f"{text(between)} ", "dim"), *right, indent=3)] if right else []))
    column = (room - _GAP - 2) // 2
    sides = [lay(row(*pieces), column) if pieces else [] for pieces in (left, right)]
    made = []
    for line in range(max(map(len, sides))):
        one, other = (side[line] if line < len(side) else [] for side in sides)
        filled = pad("", column - _cells(one))
        made.append(row(*one, (f"{filled} {glyphs.now().divider} ", "dim"), *other, fixed=True))
    return tuple(made)


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(width(words) for words, _ in pieces)
