"""Tables of a web page: which of them are tables of the document, which hold facts about the page, which only lay it out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from indexer.readers.failure import ReadFailure
from indexer.readers.html_tree import Element
from indexer.readers.printed import MOST_CELLS, Cell
from indexer.site import FACT

_FRAMED = frozenset({"h1", "h2", "h3", "h4", "ol", "dl", "nav", "form", "article", "section"})
"""What no cell of a table holds, but a cell that frames a page does."""
_LONG, _PARAGRAPHS = 400, 3
"""A cell with more characters in more paragraphs frames running text."""
_WIDEST = 60
"""A cell said to be merged over more columns reaches over the whole table: the number is a mistake."""
_NUMBER = re.compile(r"\d{1,9}")
_LABEL = re.compile(rf"[【\[]?\s*{FACT}\s*[】\]]?\s*[:：]?")
_SPACES = re.compile(r"\s+")
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, and how many rows at its top the page marks as head."""

    cells: tuple[Cell, ...]
    header_rows: int


@dataclass(slots=True)
class Found:
    """A table of the document; ``nested`` are tables that stand in its cells, ``captions`` what is printed above it."""

    grid: Grid
    captions: list[Element] = field(default_factory=list)
    nested: list[Element] = field(default_factory=list)


def table_of(table: Element) -> Found | None:
    """The table that an element is; None for one that only lays out what is in it. Raises `ReadFailure` (too-large)."""
    rows, captions, head = _rows(table)
    if sum(map(len, rows)) > MOST_CELLS:
        raise _too_large(len(rows), max(map(len, rows)))
    if table.attributes.get("role") in {"presentation", "none"} or any(_frames(cell) for row in rows for cell in row):
        return None
    nested: list[Element] = []
    cells = tuple(_placed(rows, nested))
    grid = Grid(cells, 0)
    full = Counter(cell.row for cell in cells if cell.text)
    if len({cell.column for cell in cells if cell.text}) < 2 or (
        sum(count > 1 for count in full.values()) < 2 and labelled(grid) is None
    ):
        return None
    marked = 0
    for row in rows:
        if not row or any(cell.tag != "th" for cell in row):
            break
        marked += 1
    return Found(replace(grid, header_rows=head or (marked if marked < len(rows) else 0)), captions, nested)


def labelled(grid: Grid) -> list[str] | None:
    """The lines of a table of facts about the page (索引号, 发文机关 … each beside its value); None for any other table."""
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(
            _SPACES.sub("", cell.text) if _LABEL.fullmatch(_SPACES.sub("", cell.text)) else cell.text
        )
    out, labels, total = [], 0, 0
    for texts in rows.values():
        for label, value in zip(texts[::2], [*texts[1::2], ""], strict=False):
            total += bool(label.strip())
            labels += bool(_LABEL.fullmatch(label)) or bool(_LABEL.match(label) and re.match(rf".*?{FACT}\s*[:：]", label))
            if label.strip():
                joined = label.strip().strip("【】[]").rstrip(":： ")
                out.append(f"{joined}：{value.strip()}" if value or ":" not in joined.replace("：", ":") else joined)
    return out if labels >= 2 and labels * 10 >= total * 7 else None


def is_label(text: str) -> bool:
    """Whether a text is nothing but the name of a fact about the page: 索引号："""
    return _LABEL.fullmatch(_SPACES.sub("", text)) is not None


def _rows(table: Element) -> tuple[list[list[Element]], list[Element], int]:
    """The cells of each row, captions, and how many rows stand in <thead>."""
    rows: list[list[Element]] = []
    captions: list[Element] = []
    head = 0
    for part in table.elements():
        if part.tag == "caption":
            captions.append(part)
        for row in [part] if part.tag == "tr" else part.elements():
            if row.tag == "tr":
                rows.append([cell for cell in row.elements() if cell.tag in {"td", "th"}])
                head += part.tag == "thead"
    return rows, captions, head if head < len(rows) else 0


def _frames(cell: Element) -> bool:
    """Whether a cell holds a piece of a page rather than an entry of a table."""
    paragraphs = length = 0
    stack = [cell]
    while stack:
        element = stack.pop()
        if element.tag in _FRAMED:
            return True
        if element.tag == "table" and element is not cell:
            if len(element.children) and _has_spans(element):
                return True
            continue
        paragraphs += element.tag in {"p", "br"}
        for child in element.children:
            if isinstance(child, Element):
                stack.append(child)
            else:
                length += len(child.strip())
    return length > _LONG and paragraphs > _PARAGRAPHS


def _has_spans(table: Element) -> bool:
    """Whether a nested table is one of the document by itself: three rows and more of two cells and more."""
    rows, _, _ = _rows(table)
    return sum(len(row) >= 2 for row in rows) >= 4


def _placed(rows: list[list[Element]], nested: list[Element]) -> Iterator[Cell]:
    """The cells in their places, spans clamped to the table. Raises `ReadFailure` (too-large)."""
    taken: dict[int, int] = {}
    widest = max(map(len, rows), default=1)
    places = reach = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            height = max(1, min(_span(cell, "rowspan") or len(rows), len(rows) - number))
            span = max(1, _span(cell, "colspan"))
            width = span if span <= _WIDEST else widest
            places, reach = places + height * width, max(reach, column + width)
            if max(places, reach * (number + height)) > MOST_CELLS:
                raise _too_large(len(rows), reach)
            for place in range(column, column + width):
                taken[place] = number + height
            yield Cell(_text(cell, nested), number, column, height, width)
            column += width


def _too_large(rows: int, columns: int) -> ReadFailure:
    return ReadFailure("too-large", f"有一个表格多达 {rows} 行 {columns} 列，超过能处理的大小；请只保留规划正文，另存后再导入。")


def _span(cell: Element, name: str) -> int:
    match = _NUMBER.match(cell.attributes.get(name, "").strip())
    return int(match[0]) if match else 1


def _text(cell: Element, nested: list[Element]) -> str:
    """What is printed in a cell; tables in it go to ``nested``."""
    parts: list[str] = []
    stack: list[Element | str] = [cell]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.tag == "table" and node is not cell:
            nested.append(node)
        elif node.tag not in {"rt", "rp", "del"}:
            parts += "\n" * (node.tag in _BREAKS)
            if node.tag in _BREAKS:
                stack.append("\n")
            stack.extend(reversed(node.children))
    return "".join(parts).strip()
