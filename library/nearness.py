"""How close together several pieces stand in a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def closest(pieces: Sequence[str], limit: int) -> Callable[[str], int | None]:
    """A function of a text: the length of a stretch of it that holds all ``pieces``; None where none of ``limit`` or less does.

    Quick where the first piece is the rarest: only the neighbourhoods of it are looked at. From each place of it the others
    are taken where they stand nearest on either side, which for two pieces is the shortest stretch there is.
    """
    pieces = [piece for piece in pieces if not any(piece in other and piece != other for other in pieces)]  # comes with the other
    if len(pieces) == 2:
        return _closest_two(pieces[0], pieces[1], limit)
    anchor, wide, least = pieces[0], len(pieces[0]), sum(map(len, pieces))
    others = [(piece, len(piece)) for piece in pieces[1:]]

    def near(text: str) -> int | None:
        best = limit + 1
        at = text.find(anchor)
        while at >= 0:
            start, end = at, at + wide
            low, high, behind = end - limit if end > limit else 0, at + limit, end
            for piece, size in others:
                after = text.find(piece, at, high)
                before = text.rfind(piece, low, behind)
                if after >= 0:
                    right = after + size if after + size > end else end
                    if before < 0 or right - start <= end - (before if before < start else start):
                        end = right
                        continue
                if before < 0:
                    break
                if before < start:
                    start = before
            else:
                if end - start < best:
                    best = end - start
                    if best == least:
                        break
            at = text.find(anchor, at + 1)
        return best if best <= limit else None

    return near


def _closest_two(anchor: str, other: str, limit: int) -> Callable[[str], int | None]:
    """The same for two pieces, which is what most phrases are, in a third of the time."""
    wide, long = len(anchor), len(other)

    def near(text: str) -> int | None:
        best = limit + 1
        at = text.find(anchor)
        while at >= 0:
            after = text.find(other, at, at + limit)
            if after >= 0 and (size := max(wide, after + long - at)) < best:
                best = size
            end = at + wide
            before = text.rfind(other, end - limit if end > limit else 0, end)
            if before >= 0 and (size := end - (before if before < at else at)) < best:
                best = size
            if best <= wide + long:
                break
            at = text.find(anchor, at + 1)
        return best if best <= limit else None

    return near
