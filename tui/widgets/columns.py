"""Table rows as lines of the screen: every cell wrapped inside its column and filled with spaces, nothing cut."""

from __future__ import annotations

from collections.abc import Sequence

from tui.text.cells import pad, shown, width
from tui.text.wrap import wrapped
from tui.widgets.paint import Piece, Row, row

GAP = 2
"""Cells between two columns."""
Cell = str | tuple[str, str]
"""Words of a cell, with the name of their style where it is not the row's."""


def table_row(cells: Sequence[Cell], widths: Sequence[int], style: str = "", gap: int = GAP) -> tuple[Row, ...]:
    """One table row; as many lines as its tallest cell needs."""
    styles = [style if isinstance(cell, str) else cell[1] for cell in cells]
    columns = [
        wrapped(shown(cell if isinstance(cell, str) else cell[0]), size) or [""] for cell, size in zip(cells, widths, strict=True)
    ]
    made: list[Row] = []
    for line in range(max(map(len, columns))):
        pieces: list[Piece] = []
        for column, size, its in zip(columns, widths, styles, strict=True):
            pieces += [(pad(column[line] if line < len(column) else "", size), its), (" " * gap, style)]
        made.append(row(*pieces[:-1], fixed=True))
    return tuple(made)


def fitted(rows: Sequence[Sequence[Cell]], most: Sequence[int], room: int, gap: int = GAP) -> list[int]:
    """Widths of columns: as wide as the widest cell, at most its share ``most`` (per cent of the room); the last has the rest."""
    room -= gap * (len(most) - 1)
    widths = [
        max(2, min(room * share // 100, max((width(shown(_words(one[at]))) for one in rows), default=2)))
        for at, share in enumerate(most[:-1])
    ]
    return [*widths, max(2, room - sum(widths))]


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell[0]
