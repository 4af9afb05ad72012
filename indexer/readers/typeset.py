"""Printed pages become a document: tables, heads and feet, columns and paragraphs, whatever format drew them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.readers.columns import reading_order
from indexer.readers.flow import Column, Flow
from indexer.readers.joined import Table
from indexer.readers.layout import Line, Sheet, lines
from indexer.readers.margins import without_margins
from indexer.readers.printed import Printed
from indexer.readers.ruled import Frame, Grid, ruled_tables


@dataclass(slots=True)
class _Page:
    """A page taken apart."""

    number: int
    sheet: Sheet
    grids: list[Grid]
    frames: list[Frame]
    lines: list[Line] = field(default_factory=list)


Item = Column | Table


def printed(sheets: Sequence[Sheet]) -> tuple[Printed, list[int]]:
    """The document that the pages print, and the pages, from 1, that are pictures without text."""
    pages = [_page(number, sheet) for number, sheet in enumerate(sheets)]
    bare = without_margins([page.lines for page in pages], [page.sheet.height for page in pages])
    for page, kept in zip(pages, bare, strict=True):
        page.lines = kept
    items = _with_joined([item for page in pages for item in _items(page)])
    out = Printed()
    flow = Flow([item for _, item in items if isinstance(item, Column)])
    begun = 0
    for page_number, text in _texts(items, flow):
        for _ in range(begun, page_number + 1):
            out.page()
        begun = max(begun, page_number + 1)
        if isinstance(text, str):
            out.paragraph(text)
        else:
            begun += _print_table(out, text)
    for _ in range(begun, len(sheets)):
        out.page()
    return out, [page.number + 1 for page in pages if page.sheet.pictured and not page.lines and not page.grids]


def _page(number: int, sheet: Sheet) -> _Page:
    grids, frames, rest, _ = ruled_tables(sheet)
    return _Page(number, sheet, grids, frames, lines(rest))


def _items(page: _Page) -> Iterator[tuple[int, Column | Grid]]:
    """What a page holds, in the order of reading."""
    tables = sorted(page.grids, key=lambda grid: (grid.top, grid.xs[0]))
    rest = page.lines
    for grid in tables:
        above = [line for line in rest if line.y - 0.36 * line.size < grid.top]
        rest = rest[len(above) :]
        yield from ((page.number, column) for column in _columns(page, above))
        yield page.number, grid
    yield from ((page.number, column) for column in _columns(page, rest))


def _columns(page: _Page, part: Sequence[Line]) -> Iterator[Column]:
    """Lines by frames and columns."""
    group: list[Line] = []
    inside: Frame | None = None
    for line in part:
        frame = next((f for f in page.frames if f.y0 < line.y < f.y1 and f.x0 - 1 <= line.x0 and line.x1 <= f.x1 + 1), None)
        if group and frame is not inside:
            yield from _ordered(page.number, group, inside)
            group = []
        inside = frame
        group.append(line)
    yield from _ordered(page.number, group, inside)


def _ordered(number: int, group: Sequence[Line], frame: Frame | None) -> Iterator[Column]:
    for zone in reading_order(group):
        yield Column(number, tuple(zone), frame is not None)


def _with_joined(items: Sequence[tuple[int, Column | Grid]]) -> list[tuple[int, Item]]:
    """The items with the tables that go on over pages put together."""
    out: list[tuple[int, Item]] = []
    last = -1
    for number, item in items:
        if isinstance(item, Column):
            out.append((number, item))
            continue
        if out and last == number - 1 and isinstance(table := out[-1][1], Table) and table.goes_on(item):
            last = number
            continue
        out.append((number, Table.of(item)))
        last = number
    return out


def _texts(items: Sequence[tuple[int, Item]], flow: Flow) -> Iterator[tuple[int, str | Table]]:
    run: list[Column] = []
    for number, item in items:
        if isinstance(item, Column):
            run.append(item)
            continue
        yield from flow.paragraphs(run)
        run = []
        yield number, item
    yield from flow.paragraphs(run)


def _print_table(out: Printed, table: Table) -> int:
    """Print a table; how many further pages begin within it."""
    out.table(table.cells, header_rows=table.header_rows)
    rows = out.tables[-1].rows
    out.pages += [rows[min(row, len(rows) - 1)][0] for row in table.breaks]
    return len(table.breaks)
