"""Any table shape -> one rectangular grid: pipes, Markdown, tabs, wide blanks, one cell a line, or everything squashed together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.blocks import Block
from indexer.grid import Cell, FoundTable, Header, Shape, assemble, caption_before, caption_in, drop_empty_sub, header_depth
from indexer.grid_align import Layout, Piece
from indexer.grid_cells import read_cells
from indexer.grid_rows import even_out, run_of_rows, steady_rows
from indexer.grid_squashed import read_projects, read_squashed
from indexer.headers import Column, column, squeeze

__all__ = ["FoundTable", "find_tables"]

_HEAD_START = re.compile(r"序号|编号|指标|类别|分类|领域|项目|名称|类型|事项|任务")


def find_tables(blocks: Sequence[Block]) -> list[FoundTable]:
    """Every table of a document or section, in order; no two share text.

    A block that carries a grid is taken as it is. Captions are named, never taken into a table.
    """
    out: list[FoundTable] = []
    steady = steady_rows(blocks)
    at = 0
    while at < len(blocks):
        table = _table_at(blocks, at, steady)
        if table is None:
            at += 1
        else:
            out.append(table)
            at = table.last + 1
    return out


def _table_at(blocks: Sequence[Block], at: int, steady: Sequence[int]) -> FoundTable | None:
    block = blocks[at]
    if block.grid is not None:
        return _given(blocks, at)
    text = block.text.text
    if "|" in text or "｜" in text or "│" in text or "\t" in text or "  " in text.strip() or "\u3000" in text.strip():
        table = _delimited(blocks, at, steady)
        if table is not None:
            return table
    if not _HEAD_START.search(text):
        return None
    return (_one_cell_a_line(blocks, at) if len(text) < 160 else None) or _squashed(blocks, at)


def _titles(rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Columns from header rows: the titles of a column joined, equal ones once."""
    out = []
    for cells in zip(*rows, strict=True):
        distinct = list(dict.fromkeys(squeeze(cell) for cell in cells if cell))
        title = "".join(reversed(distinct))
        kinds = [column(cell).kind for cell in reversed(distinct)]
        known = [kind for kind in kinds if kind != "text"]
        out.append(Column(title, known[0] if known else "text"))
    return tuple(out)


def _given(blocks: Sequence[Block], at: int) -> FoundTable | None:
    block = blocks[at]
    grid = block.grid or ()
    if not grid or not grid[0]:
        return None
    depth = block.header_rows or header_depth(grid)
    lines = block.lines if len(block.lines) == len(grid) else (block.line,) * len(grid)
    spans = block.spans or ((block.text.start, block.text.end),) * len(grid)
    return FoundTable(
        at,
        at,
        0,
        len(block.text),
        grid,
        depth,
        caption_before(blocks, at),
        lines,
        spans,
        _titles(grid[:depth]),
        "given",
    )


def _delimited(blocks: Sequence[Block], at: int, steady: Sequence[int]) -> FoundTable | None:
    found = run_of_rows(blocks, at, steady)
    if found is None:
        return None
    shape, rows, last = found
    indices = [index for index, _ in rows]
    width = len(rows[0][1])
    while width > 1 and not any(len(cells) >= width and cells[width - 1] for _, cells in rows):
        width -= 1
    head = [rows[0][1][:width]]
    body = [cells for _, cells in rows[1:]]
    padded = [[*cells, *[""] * (width - len(cells))][:width] for cells in (head[0], *body)]
    depth = header_depth(_filled_head(padded))
    head = _filled_head(padded)[:depth]
    columns = _titles(head)
    even = even_out(body[depth - 1 :], columns)
    inherited = _fill_down(even, columns)
    grid = (*(tuple(row) for row in head), *(tuple(row) for row in even))
    return FoundTable(
        first=at,
        last=last,
        start=0,
        end=len(blocks[last].text),
        grid=grid,
        header_rows=depth,
        caption=caption_before(blocks, at),
        lines=tuple(blocks[index].line for index in indices),
        spans=tuple((blocks[index].text.start, blocks[index].text.end) for index in indices),
        columns=columns,
        shape=shape,
        inherited=frozenset((row + depth, cell) for row, cell in inherited),
    )


def _filled_head(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The first rows with blanks under and beside merged titles filled, as far as they can be head."""
    out = [list(row) for row in rows]
    for index, cell in enumerate(out[0]):
        if not cell and index and len(out) > 1 and out[1][index]:
            out[0][index] = out[0][index - 1]
    if len(out) > 1 and any(not cell for cell in out[1]) and all(not cell or column(cell).kind == "value" for cell in out[1]):
        out[1] = [cell or above for cell, above in zip(out[1], out[0], strict=True)]
    return out


def _fill_down(body: list[list[str]], columns: Sequence[Column]) -> set[Cell]:
    """Fill blank categories (and number and name of sub-rows) from above; says which cells."""
    inherited: set[Cell] = set()
    named = [index for index, item in enumerate(columns) if item.kind == "name"]
    split = len(named) > 1
    for at in range(1, len(body)):
        own_name = not named or bool(body[at][named[0]])
        for index, item in enumerate(columns):
            follows = item.kind == "category" or (split and not own_name and item.kind in ("no", "name", "attribute", "unit"))
            if follows and not body[at][index] and body[at - 1][index]:
                body[at][index] = body[at - 1][index]
                inherited.add((at, index))
    return inherited


def _one_cell_a_line(blocks: Sequence[Block], at: int) -> FoundTable | None:
    found = read_cells(blocks, at)
    return None if found is None else _laid_out(blocks, at, 0, *found, shape="cells")


def _squashed(blocks: Sequence[Block], at: int) -> FoundTable | None:
    found = read_squashed(blocks, at) or read_projects(blocks, at)
    if found is None:
        return None
    start, header, pieces, layout = found
    return _laid_out(blocks, at, start, header, pieces, layout, shape="squashed")


def _perhaps_glued(layout: Layout, header: Header) -> set[Cell]:
    """Names that may begin with their category, because nothing parts the two and the category was not read on its own."""
    kinds = [item.kind for item in header.columns]
    if "category" not in kinds or "name" not in kinds or kinds.index("name") != kinds.index("category") + 1:
        return set()
    at = kinds.index("category")
    return {(row, at + 1) for row, item in enumerate(layout.rows) if item.cells[at] is None and not item.sub}


def _laid_out(
    blocks: Sequence[Block], at: int, start: int, header: Header, pieces: Sequence[Piece], layout: Layout, *, shape: Shape
) -> FoundTable:
    """A found table from an alignment of pieces that stand in ``blocks``."""
    tail = pieces[layout.end - 1]
    texts = {index: blocks[index].text.text for index in range(at, tail.block + 1)}
    body, marked = assemble(layout, header, pieces, texts)
    header, body, marked = drop_empty_sub(header, body, marked)
    depth = len(header.rows)
    if shape == "squashed":
        marked[2] |= _perhaps_glued(layout, header)
    moved = [frozenset((row + depth, cell) for row, cell in cells) for cells in marked]
    head_span = (blocks[at].text.origin[start], blocks[pieces[0].block].text.origin[pieces[0].start])
    spans = []
    lines = []
    for row in layout.rows:
        one, other = pieces[row.start], pieces[row.end - 1]
        spans.append((blocks[one.block].text.origin[one.start], blocks[other.block].text.origin[other.end]))
        lines.append(blocks[one.block].line)
    caption = caption_before(blocks, at) if not start else caption_in(texts[at][:start])
    return FoundTable(
        first=at,
        last=tail.block,
        start=start,
        end=tail.end,
        grid=(*header.rows, *(tuple(row) for row in body)),
        header_rows=depth,
        caption=caption,
        lines=(*(blocks[at].line,) * depth, *lines),
        spans=(*(head_span,) * depth, *spans),
        columns=header.columns,
        shape=shape,
        inherited=moved[0],
        parted=moved[1],
        doubtful=moved[2],
    )
