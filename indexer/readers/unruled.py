"""Tables with hardly any lines (无框线的表格), or none: rows that begin with serial numbers, or a head above rows of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.readers.aligned import Found, columns_of, with_grid
from indexer.readers.columns import gutter
from indexer.readers.layout import Glyph, Line, Rule, line, lines, runs
from indexer.readers.ruled import Grid

_GAP = 0.9
"""Sizes: what stands farther apart is another cell."""
_LEAST_ROWS, _LEAST_CELLS = 3, 3
_WRAPPED = 1.7
"""Sizes: the lines of one cell stand no farther apart."""
_FAR = 4.0
"""Sizes: rows stand no farther apart."""
_HEAD_LINES = 4
_FIT = 2.0
"""Points by which the text of a cell may reach over its column."""
_SERIAL = re.compile(r"\d{1,3}")
_FIGURE = re.compile(r"[-−+≥≤<>＜＞约]?\d[\d,.]*(?:[-—~～]\d[\d,.]*)?[%％‰]?左?右?")


def unruled_tables(found: Found, before: Grid | None) -> Found:
    """The tables among running text that no rules part into rows; ``before``: such a one reached to the foot of the page before."""
    if before:
        found = _continued(found, before)
    start = 0
    while not found.open:
        page = lines(found.rest)
        if sum(len(runs(one.glyphs, _GAP)) >= _LEAST_CELLS for one in page) <= _LEAST_ROWS:
            break
        block = _next_block(page, start)
        if block is None or gutter(page) is not None:
            break
        first, body, end = block
        made = _with_block(found, page[first:body], page[body:end])
        if len(made.grids) > len(found.grids):
            found = replace(made, open=end == len(page))
        else:
            start = end
    return found


def _with_block(found: Found, head: Sequence[Line], body: Sequence[Line]) -> Found:
    bands = [[glyph for one in part for glyph in one.glyphs] for part in (head, body)]
    left, right = min(one.x0 for one in (*head, *body)) - 1, max(one.x1 for one in (*head, *body)) + 1
    edges = [_rule_above(head, left, right), _rule_above(body, left, right), Rule(left, body[-1].y + 1, right, body[-1].y + 1)]
    xs = columns_of(bands, left, right)
    return with_grid(found, bands, edges, xs, heads=1) if len(xs) > _LEAST_CELLS else found


def _rule_above(part: Sequence[Line], left: float, right: float) -> Rule:
    y = part[0].y - part[0].size
    return Rule(left, y, right, y)


def _cells(one: Line) -> list[Line]:
    return [cell for run in runs(one.glyphs, _GAP) if (cell := line(run))]


def _next_block(page: Sequence[Line], start: int) -> tuple[int, int, int] | None:
    """The first line of the next table, that of its first row, and the line behind its last."""
    at = start
    while at < len(page):
        rows = _numbered(page, at) or _figured(page, at)
        if len(rows) >= _LEAST_ROWS:
            cells = [cell for row in rows for cell in _cells(page[row])]
            body = _first_of_row(page, rows[0], cells)
            first = _head(page, body)
            if first < body:
                return first, body, _behind(page, rows[-1], [*cells, *(c for row in page[first:body] for c in _cells(row))])
            at = rows[-1]
        at += 1
    return None


def _numbered(page: Sequence[Line], at: int) -> list[int]:
    """The lines that begin with serial numbers, 1 first, below each other, of a table whose first one is line ``at``."""
    out: list[int] = []
    column = (0.0, 0.0)
    for number in range(at, len(page)):
        cells = _cells(page[number])
        if out and page[number].y - page[out[-1]].y > 2 * _FAR * page[number].size:
            break
        below = not out or (cells[0].x0 < column[1] and column[0] < cells[0].x1)
        if below and len(cells) >= _LEAST_CELLS and cells[0].text == str(len(out) + 1):
            column = (cells[0].x0 - 1, cells[0].x1 + 1)
            out.append(number)
        elif not out or (below and len(cells) < 2):
            break
    figures = sum(any(_FIGURE.fullmatch(cell.text) for cell in _cells(page[number])[1:]) for number in out)
    return out if figures * 2 >= len(out) else []


def _figured(page: Sequence[Line], at: int) -> list[int]:
    """Lines that follow each other with as many cells each, two of them figures below figures."""
    out: list[int] = []
    for number in range(at, len(page)):
        cells = _cells(page[number])
        if len(cells) < _LEAST_CELLS or sum(bool(_FIGURE.fullmatch(cell.text)) for cell in cells) < 2:
            break
        if out and not _below(_cells(page[out[-1]]), cells):
            break
        if out and page[number].y - page[out[-1]].y > _FAR * page[number].size:
            break
        out.append(number)
    return out


def _below(above: Sequence[Line], cells: Sequence[Line]) -> bool:
    """Whether cells stand below those of another line, one by one."""
    return len(above) == len(cells) and all(a.x0 < b.x1 and b.x0 < a.x1 for a, b in zip(above, cells, strict=True))


def _first_of_row(page: Sequence[Line], at: int, cells: Sequence[Line]) -> int:
    """The first line of the row whose number stands in line ``at``, perhaps in its middle."""
    while at > 0 and page[at].y - page[at - 1].y < _WRAPPED * page[at].size and len(_cells(page[at - 1])) == 1:
        if page[at - 1].x0 < cells[0].x1 or not _fits(page[at - 1], cells):
            break
        at -= 1
    return at


def _fits(one: Line, cells: Sequence[Line]) -> bool:
    """Whether each part of a line stands within what one column of cells takes up."""
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((cell.x0, cell.x1) for cell in cells):
        if columns and x0 < columns[-1][1]:
            columns[-1] = columns[-1][0], max(x1, columns[-1][1])
        else:
            columns.append((x0, x1))
    return all(sum(cell.x0 < x1 + _FIT and x0 - _FIT < cell.x1 for x0, x1 in columns) <= 1 for cell in _cells(one))


def _head(page: Sequence[Line], body: int) -> int:
    """The first line of the head above a line: lines of names below each other, no figures among them; the line itself if none."""
    first = body
    cells = _cells(page[body]) if body < len(page) else []
    for at in range(body - 1, max(-1, body - 1 - _HEAD_LINES), -1):
        names = _cells(page[at])
        if len(names) < 2 or page[at + 1].y - page[at].y > _FAR * page[at].size:
            break
        if any(_FIGURE.fullmatch(name.text) and not name.text.startswith("20") for name in names):
            break
        first = at
        cells += names
    widest = max((len(_cells(page[at])) for at in range(first, body)), default=0)
    return first if widest >= _LEAST_CELLS else body


def _behind(page: Sequence[Line], last: int, cells: Sequence[Line]) -> int:
    """The line behind a table whose last row with a number is line ``last``."""
    end = last + 1
    while end < len(page) and page[end].y - page[end - 1].y < _WRAPPED * page[end].size:
        if page[end].x0 < cells[0].x1 or not _fits(page[end], cells):
            break
        end += 1
    return end


def _continued(found: Found, before: Grid) -> Found:
    """With the rest of the table that the page before left open: the lines at the head of the page that fit into its columns."""
    page = lines(found.rest)
    end = whole = 0
    spans = [*pairwise(before.xs)]
    for number, one in enumerate(page):
        cells = _cells(one)
        if not all(any(x0 - _FIT <= cell.x0 and cell.x1 <= x1 + _FIT for x0, x1 in spans) for cell in cells):
            break
        if number and one.y - page[number - 1].y > _FAR * one.size:
            break
        if len(cells) >= _LEAST_CELLS:
            whole += 1
            end = number + 1
    if not whole:
        return found
    body = page[:end]
    glyphs: list[Glyph] = [glyph for one in body for glyph in one.glyphs]
    left, right = before.xs[0], before.xs[-1]
    edges = [_rule_above(body, left, right), Rule(left, body[-1].y + 1, right, body[-1].y + 1)]
    made = with_grid(found, [glyphs], edges, list(before.xs), heads=0, open_below=end == len(page))
    return replace(made, open=len(made.grids) > len(found.grids) and end == len(page))
