"""Tables of a Word document: which place each cell takes (``w:gridSpan``, ``w:vMerge``, ``w:hMerge``; ECMA-376-1 17.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from indexer.readers.docx_parts import chosen, number, switched, value
from indexer.readers.docx_text import OUT

_WIDEST = 63
"""Columns of a table: Word allows no more."""


@dataclass(slots=True)
class Placed:
    """A cell (``w:tc``) and the place that it takes, from 0."""

    node: Element
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's cells in reading order, the number of its columns, and how many rows at its top are its head."""

    cells: tuple[Placed, ...]
    columns: int
    header_rows: int
    hidden_rows: int


def layout(table: Element) -> Layout:
    """Where the cells of a table (``w:tbl``) stand. Deleted and hidden rows are left out."""
    rows = [row for row in children(table, "tr") if row.find("trPr/del") is None]
    shown = [row for row in rows if not switched(row, "trPr/hidden")]
    placed: list[Placed] = []
    above: dict[int, Placed] = {}
    for index, row in enumerate(shown):
        above = _place(row, index, above, placed)
    columns = max((cell.column + cell.columns for cell in placed), default=0)
    heads = [bool(switched(row, "trPr/tblHeader")) for row in shown]
    return Layout(tuple(placed), columns, [*heads, False].index(False), len(rows) - len(shown))


def _place(row: Element, index: int, above: dict[int, Placed], placed: list[Placed]) -> dict[int, Placed]:
    """Place the cells of a row below ``above``, the cells that may reach further down, by column; return those of this row."""
    column = min(max(number(row, "trPr/gridBefore") or 0, 0), _WIDEST)
    open_cells: dict[int, Placed] = {}
    last: Placed | None = None
    for node in children(row, "tc"):
        columns = min(max(number(node, "tcPr/gridSpan") or 1, 1), _WIDEST)
        vertical, horizontal = value(node, "tcPr/vMerge"), value(node, "tcPr/hMerge")
        if horizontal in ("", "continue") and last is not None:
            last.columns += columns if last.row == index else 0
        elif vertical in ("", "continue") and column in above:
            last = open_cells[column] = above[column]
            last.rows = index - last.row + 1
        else:
            last = Placed(node, index, column, columns=columns)
            placed.append(last)
            if vertical is not None:
                open_cells[column] = last
        column += columns
        if column >= _WIDEST:
            break
    return open_cells


def children(node: Element, tag: str) -> Iterator[Element]:
    """The rows or cells of a table or row, those within content controls, insertions and custom XML too."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag not in OUT:
            yield from children(chosen(child) if child.tag == "AlternateContent" else child, tag)


def is_frame(cells: Sequence[Placed], columns: int) -> bool:
    """One column is a frame around text (a box, 专栏) and no table, where it holds paragraphs and not entries of a list."""
    return columns <= 1 and (len(cells) <= 2 or any(len(cell.node.findall("p")) > 1 for cell in cells))
