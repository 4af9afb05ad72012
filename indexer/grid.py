"""A table found in a document: its rectangular grid, where it stood, and what is known about each cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from indexer.blocks import Block
from indexer.grid_align import Layout, Piece, Row
from indexer.grid_fit import NAME_TAIL
from indexer.headers import Column, kind_of, squeeze
from indexer.touching import part

Shape = Literal["given", "pipes", "tabs", "spaces", "cells", "squashed"]
Cell = tuple[int, int]
"""(row, column) of a grid, from 0."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table and the blocks it takes.

    ``first`` and ``last`` are indices of blocks, inclusive; the table takes the first block's text from ``start`` on and the last
    one's up to ``end`` (characters of the clean text), what lies outside stays text. ``grid`` is rectangular, header rows first, a
    merged cell repeated in every place that it covers. ``lines`` and ``spans`` give each grid row's source line (1-based) and its
    half-open range of offsets in the file.
    """

    first: int
    last: int
    start: int
    end: int
    grid: tuple[tuple[str, ...], ...]
    header_rows: int
    caption: str
    lines: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    columns: tuple[Column, ...]
    shape: Shape
    inherited: frozenset[Cell] = frozenset()
    """Cells that are not printed but taken over from a merged cell above or to the left."""
    parted: frozenset[Cell] = frozenset()
    """Cells that were cut out of a run of digits (78100140 -> 78, 100, 140) in the one way that makes sense."""
    doubtful: frozenset[Cell] = frozenset()
    """Cells of a run of digits that can be cut in more than one way: their number is not to be believed."""


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a table: its rows of titles (rectangular) and the columns that they announce."""

    rows: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...]


_INHERITING = ("no", "category", "name", "attribute", "org", "text")


def assemble(
    layout: Layout, header: Header, pieces: Sequence[Piece], texts: Mapping[int, str]
) -> tuple[list[list[str]], list[set[Cell]]]:
    """Body rows and the sets of inherited, parted and doubtful cells of a layout; ``texts`` are its blocks' texts.

    The optional ``sub`` column that alignment adds is filled with the name where a row has no sub-row of its own, and is dropped
    where no row has one (drop_empty_sub).
    """
    grid: list[list[str]] = []
    inherited: set[Cell] = set()
    parted: set[Cell] = set()
    doubtful: set[Cell] = set()
    units: dict[str, str] = {}
    for row in layout.rows:
        at = len(grid)
        above = grid[-1] if grid else None
        cells: list[str] = []
        for index, column in enumerate(header.columns):
            span = row.cells[index]
            if span is not None:
                cells.append(cell_text(pieces, span, texts))
                continue
            text, merged = _absent(index, column, cells, above, row, units)
            cells.append(text)
            if merged:
                inherited.add((at, index))
        for first, last in _touching(row, header, pieces):
            cells[first : last + 1], clear = part(cells[first : last + 1])
            (parted if clear else doubtful).update((at, index) for index in range(first, last + 1))
        _remember_unit(header.columns, row, cells, units)
        grid.append(cells)
    return grid, [inherited, parted, doubtful]


def _touching(row: Row, header: Header, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """(first, last) column of every group of values whose borders lie inside a run of digits."""
    groups: list[tuple[int, int]] = []
    for index in range(1, len(row.cells)):
        left, right = row.cells[index - 1], row.cells[index]
        if left is None or right is None or header.columns[index - 1].kind != "value" or header.columns[index].kind != "value":
            continue
        border = pieces[right[0]]
        if border.cut and border.text[:1].isdigit() and pieces[left[1] - 1].text[-1:].isdigit():
            if groups and groups[-1][1] == index - 1:
                groups[-1] = (groups[-1][0], index)
            else:
                groups.append((index - 1, index))
    return groups


def cell_text(pieces: Sequence[Piece], span: tuple[int, int], texts: Mapping[int, str]) -> str:
    """The text of a cell as printed; the parts of a cell that runs over lines are joined without a blank."""
    parts: list[str] = []
    begin = pieces[span[0]]
    start, end, block = begin.start, begin.end, begin.block
    for piece in pieces[span[0] + 1 : span[1]]:
        if piece.block == block:
            end = piece.end
        else:
            parts.append(texts[block][start:end].strip())
            block, start, end = piece.block, piece.start, piece.end
    return "".join([*parts, texts[block][start:end].strip()])


def _absent(
    index: int, column: Column, cells: list[str], above: list[str] | None, row: Row, units: dict[str, str]
) -> tuple[str, bool]:
    """The text of a cell that is not printed, and whether it is a merged cell's."""
    kind = column.kind
    if kind == "sub":
        return cells[index - 1], False
    if kind == "unit":
        return _inherited_unit(index, cells, above, row, units)
    if kind == "value":
        left = cells[index - 1] if index else ""
        wordy = bool(left) and not re.match(r"[≥≤<>]?\d", left) and len(left) > 3
        return (left, True) if wordy else ("", False)
    if kind in _INHERITING and above is not None:
        return above[index], bool(above[index])
    return "", False


def _inherited_unit(index: int, cells: list[str], above: list[str] | None, row: Row, units: dict[str, str]) -> tuple[str, bool]:
    """A blank unit is merged with the one above only where the two rows measure the same kind of thing (…补贴, …补贴)."""
    if above is None:
        return "", False
    if row.sub:
        return above[index], bool(above[index])
    tail = _tail(next((text for text in reversed(cells) if text), ""))
    if tail and tail in units:
        return units[tail], True
    return "", False


def _tail(name: str) -> str:
    """The last two characters of a name, which in Chinese say what is measured; empty where they say too little."""
    plain = re.sub(r"[(（][^()（）]*[)）]$", "", squeeze(name))
    tail = plain[-2:]
    return "" if tail in ("数量", "总数", "数", "总量") or not NAME_TAIL.search(plain) else tail


def _remember_unit(columns: Sequence[Column], row: Row, cells: list[str], units: dict[str, str]) -> None:
    """Keep the unit of the row just read for the rows below it; a printed unit ends the reach of the ones above."""
    for index, column in enumerate(columns):
        if column.kind == "unit" and row.cells[index] is not None:
            names = [cells[at] for at, other in enumerate(columns) if other.kind == "name"]
            units.clear()
            tail = _tail(names[-1]) if names else ""
            if tail:
                units[tail] = cells[index]


def drop_empty_sub(
    header: Header, body: list[list[str]], marked: Sequence[set[Cell]]
) -> tuple[Header, list[list[str]], list[set[Cell]]]:
    """Take the added ``sub`` column out again where every row only repeats its name there."""
    at = next((index for index, column in enumerate(header.columns) if column.kind == "sub"), None)
    if at is None or any(row[at] != row[at - 1] for row in body):
        return header, body, list(marked)

    def without(row: Sequence[str]) -> tuple[str, ...]:
        return (*row[:at], *row[at + 1 :])

    kept = Header(tuple(without(row) for row in header.rows), (*header.columns[:at], *header.columns[at + 1 :]))
    moved = [{(row, column - (column > at)) for row, column in cells if column != at} for cells in marked]
    return kept, [list(without(row)) for row in body], moved


def with_sub(header: Header) -> Header:
    """The header with a ``sub`` column behind the name, for rows that split one indicator (城镇/农村)."""
    at = next((index for index, column in enumerate(header.columns) if column.kind == "name"), None)
    kinds = {column.kind for column in header.columns}
    if at is None or not kinds & {"unit", "value", "attribute"} or "name" in {column.kind for column in header.columns[at + 1 :]}:
        return header
    rows = tuple((*row[: at + 1], row[at], *row[at + 1 :]) for row in header.rows)
    columns = (*header.columns[: at + 1], Column(header.columns[at].title, "sub"), *header.columns[at + 1 :])
    return Header(rows, columns)


_CAPTION = re.compile(
    r"(?:专栏|附?表|图表|附件|附录)\s*[\d一二三四五六七八九十\-—－.]*|.{2,40}(?:表|清单|一览|目录|指标|指标体系|安排|"
    r"分解|分工)[:：]?$"
)
_UNIT_NOTE = re.compile(r"[(（]?(?:计量)?单位[:：][^)）]{1,12}[)）]?")


def caption_before(blocks: Sequence[Block], first: int) -> str:
    """The title line directly before a table (专栏N, 表N, …清单); a line that only gives the unit may stand between."""
    for index in range(first - 1, max(-1, first - 4), -1):
        text = blocks[index].text.text.strip(" \t\u3000*#")
        if not text or _UNIT_NOTE.fullmatch(text):
            continue
        return text if len(text) <= 60 and _CAPTION.match(text) and not text.endswith(("。", ";", "；")) else ""
    return ""


def caption_in(text: str) -> str:
    """The title that ends ``text``: …专栏1 主要指标 | (table)."""
    match = re.search(r"(?:专栏|附?表)\s*[\d一二三四五六七八九十]*[^。;；:：\n]{0,40}$", text)
    return match.group().strip() if match else ""


def header_depth(grid: Sequence[Sequence[str]]) -> int:
    """How many rows of a grid are its head: one, or more where the next rows go on with titles under merged ones."""
    depth = 1
    while depth < min(3, len(grid) - 1):
        row, above = grid[depth], grid[depth - 1]
        repeated = sum(one == other for one, other in zip(row, above, strict=True))
        titles = sum(kind_of(cell) is not None for cell in row)
        numbers = sum(
            bool(re.fullmatch(r"[≥≤]?[\d.,]+%?", squeeze(cell))) and not re.fullmatch(r"(?:19|20)\d\d", squeeze(cell))
            for cell in row
        )
        if numbers or not repeated or titles + repeated < len(row) or len(set(row)) == 1:
            break
        depth += 1
    return depth
