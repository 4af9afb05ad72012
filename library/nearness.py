"""How close together several pieces stand in a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def closest(pieces: Sequence[str], limit: int) -> Callable[[str], int | None]:
    """A function of a text: the length of a stretch of it that holds all ``pieces``; None where none of ``limit`` or less does.

    Quick where the first piece is the rarest: only the neighbourhoods of it are looked at. From each place of it the others
    are taken where they stand nearest on either side, which for two pieces is the shortest stretch there is.
    """
    anchor, *others = pieces
    wide, least = len(anchor), sum(map(len, pieces))

    def near(text: str) -> int | None:
        best = limit + 1
        at = text.find(anchor)
        while at >= 0:
            low, high = max(0, at + wide - limit), at + limit
            start, end = at, at + wide
            around = text[low:high]
            for piece in others:
                if piece not in around:
                    break
                after = text.find(piece, at, high)
                before = text.rfind(piece, low, at + wide)
                if before < 0 or (after >= 0 and max(end, after + len(piece)) - start <= end - min(start, before)):
                    end = max(end, after + len(piece))
                else:
                    start = min(start, before)
            else:
                best = min(best, end - start)
                if best == least:
                    break
            at = text.find(anchor, at + 1)
        return best if best <= limit else None

    return near
