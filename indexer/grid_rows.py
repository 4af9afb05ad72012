"""Tables whose rows stand on lines of their own, cells parted by pipes, tabs or wide blanks; Markdown tables among them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.blocks import Block
from indexer.grid import Shape
from indexer.grid_align import Aligner, Piece
from indexer.headers import Column, kind_of, squeeze

_PARTERS: dict[Shape, re.Pattern[str]] = {
    "pipes": re.compile(r"\s*(?<!\\)[|｜│┃]\s*"),
    "tabs": re.compile(r" *\t *"),
    "spaces": re.compile(r"[ \u00a0\u3000]{2,}|\u3000"),
}
_PIPE = re.compile("[|｜│┃]")
_LEAST = 3
"""So many rows of one width are a table without a head that names its columns."""
_RULE = re.compile(r"[\s|:\-—=+─┼├┤┬┴│]+")


def split_row(text: str, shape: Shape) -> list[str] | None:
    """The cells of a line in a given shape, or None where it has fewer than two."""
    line = text.strip(" \u3000\n") if shape == "pipes" else text.strip("\n")
    if shape == "pipes":
        # A row may begin and end with a pipe; a blank last cell shows as a blank between two of them.
        line = re.sub(r"^[|｜│┃]", "", line)
        line = re.sub(r"[|｜│┃]$", "", line)
    cells = [cell.strip().replace("\\|", "|").strip("*") for cell in _PARTERS[shape].split(line)]
    return cells if len(cells) >= 2 else None


def is_rule(text: str) -> bool:
    """Whether a line is only a rule: |---|:--:| of Markdown, ────."""
    return bool(text.strip()) and "-" * 2 in text.replace("—", "-").replace("─", "-") and _RULE.fullmatch(text.strip()) is not None


def steady_rows(blocks: Sequence[Block]) -> list[int]:
    """For each block how many rows parted by pipes begin with it, to the end of their run, if all are of one width; else 0."""
    out = [0] * (len(blocks) + 1)
    width = 0
    for at in range(len(blocks) - 1, -1, -1):
        text = blocks[at].text.text
        if blocks[at].grid is None and is_rule(text):
            out[at] = out[at + 1]
            continue
        cells = split_row(text, "pipes") if blocks[at].grid is None and _PIPE.search(text) else None
        before, width = width, len(cells) if cells else 0
        if cells:
            out[at] = 1 if not before else (out[at + 1] + 1 if out[at + 1] and before == width else 0)
    return out


def run_of_rows(
    blocks: Sequence[Block], first: int, steady: Sequence[int]
) -> tuple[Shape, list[tuple[int, list[str]]], int] | None:
    """(shape, rows with their block index, last block) of the rows that begin at ``first``; None where they are no table.

    Site navigation (a single line of words with pipes) is none: it takes two rows that agree, or a head that names columns.
    ``steady`` are the blocks' `steady_rows`.
    """
    for shape in _PARTERS:
        if not _names_columns(blocks, first, shape) and (shape != "pipes" or steady[first] < _LEAST):
            continue
        rows: list[tuple[int, list[str]]] = []
        last = first - 1
        for index in range(first, len(blocks)):
            text = blocks[index].text.text
            if blocks[index].grid is not None or (shape != "pipes" and "|" in text):
                break
            if shape == "pipes" and is_rule(text):
                last = index
                continue
            cells = split_row(text, shape)
            if cells is None or (shape == "spaces" and len(cells) < 3):
                break
            rows.append((index, cells))
            last = index
        if _is_table(rows, shape):
            return shape, rows, last
    return None


def _names_columns(blocks: Sequence[Block], first: int, shape: Shape) -> bool:
    """Whether a line, or the one below it where it is a rule, names the columns of a table."""
    if shape == "pipes" and is_rule(blocks[first].text.text) and first + 1 < len(blocks):
        first += 1
    return _are_titles(split_row(blocks[first].text.text, shape) or ())


def _are_titles(cells: Sequence[str]) -> bool:
    return sum(kind_of(cell) is not None for cell in cells) >= max(2, len(cells) // 2)


def _is_table(rows: Sequence[tuple[int, list[str]]], shape: Shape) -> bool:
    if len(rows) < 2:
        return False
    head = rows[0][1]
    if _are_titles(head):
        return True
    widths = {len(cells) for _, cells in rows}
    return shape == "pipes" and len(widths) == 1 and len(head) >= 2 and len(rows) >= _LEAST


def even_out(rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> list[list[str]]:
    """Body rows as wide as the head.

    Too short a row is laid into the columns by what its cells hold, a longer one is cut off where its last cells are blank and else
    keeps them in its last column.
    """
    out: list[list[str]] = []
    number = 0
    for row in rows:
        cells = list(row)
        while len(cells) > len(columns) and not cells[-1]:
            cells.pop()
        if len(cells) < len(columns):
            cells = _laid(cells, columns, number)
        elif len(cells) > len(columns):
            cells = [*cells[: len(columns) - 1], " ".join(cell for cell in cells[len(columns) - 1 :] if cell)]
        number = next(
            (int(cell) for cell, column in zip(cells, columns, strict=True) if column.kind == "no" and cell.isdigit()), number
        )
        out.append(cells)
    return out


def _laid(cells: list[str], columns: Sequence[Column], number: int) -> list[str]:
    """A short row, its cells put where they fit best; left-aligned where nothing fits."""
    held = [cell for cell in cells if cell]
    pieces = [Piece(squeeze(cell), 0, 0, 0, join=1e6) for cell in held]
    aligner = Aligner(pieces, columns, span=1)
    choices = [*aligner.rows_from(0, number + 1, sub=False, first=False), *aligner.rows_from(0, None, sub=True, first=False)]
    whole = sorted((cost, index) for index, (row, cost) in enumerate(choices) if row.end == len(held))
    if not whole or not held:
        return [*cells, *[""] * (len(columns) - len(cells))]
    chosen = choices[whole[0][1]][0]
    return [held[span[0]] if span is not None else "" for span in chosen.cells]
