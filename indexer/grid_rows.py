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


def run_of_rows(blocks: Sequence[Block], first: int) -> tuple[Shape, list[tuple[int, list[str]]], int] | None:
    """(shape, rows with their block index, last block) of the rows that begin at ``first``; None where they are no table.

    Site navigation (a single line of words with pipes) is none: it takes two rows that agree, or a head that names columns.
    """
    for shape in _PARTERS:
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


def _is_table(rows: Sequence[tuple[int, list[str]]], shape: Shape) -> bool:
    if len(rows) < 2:
        return False
    head = rows[0][1]
    known = sum(kind_of(cell) is not None for cell in head)
    if known >= max(2, len(head) // 2):
        return True
    widths = {len(cells) for _, cells in rows}
    return shape == "pipes" and len(widths) == 1 and len(head) >= 2 and len(rows) >= 3


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
