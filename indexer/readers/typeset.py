"""Printed pages become a document: tables, heads and feet, columns and paragraphs, whatever format drew them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from statistics import median

from indexer.readers.aligned import aligned_tables, lone_head, name_bands, open_tables
from indexer.readers.columns import gutter, reading_order
from indexer.readers.flow import Column, Flow, note_lines
from indexer.readers.joined import Table
from indexer.readers.layout import Glyph, Line, Rule, Sheet, Turned, lines, rows, turned_lines
from indexer.readers.left import Left, missing
from indexer.readers.margins import is_furniture, without_margins
from indexer.readers.printed import Printed
from indexer.readers.ruled import Frame, Grid, ruled_tables
from indexer.readers.unruled import unruled_tables


@dataclass(slots=True)
class _Page:
    """A page taken apart."""

    number: int
    sheet: Sheet
    grids: list[Grid]
    frames: list[Frame]
    rules: list[Rule]
    lines: list[Line]
    kept: list[tuple[float, float]]
    """Upper and lower edges of what is no head or foot of the page although it may look like one."""
    turned: list[Turned]
    labels: list[Line] = field(default_factory=list)
    """Lines at right angles to the text that stand in no cell."""

    @property
    def height(self) -> float:
        """In points."""
        return self.sheet.height

    @property
    def pictured(self) -> bool:
        """Whether pictures cover it."""
        return self.sheet.pictured


Item = Column | Table
_CONTINUED = re.compile(
    r"[（(]?\s*续\s*(?:上?\s*[表页])?\s*[\d一二三四五六七八九十.-]{0,4}\s*[)）]?|表\s*[\d.-]+\s*[（(]\s*续\s*[）)].{0,30}|续表.{0,30}"
)
_ABOVE = 2
"""Lines that are printed above each part of a table: its caption, its unit."""
_BESIDE = 3.0
"""Points by which tables in neighbouring columns may overlap."""


def printed(sheets: Sequence[Sheet]) -> tuple[Printed, Left]:
    """The document that the pages print, and what does not stand in it, or not in its place."""
    pages = [_page(number, sheet) for number, sheet in enumerate(sheets)]
    left = Left(len(pages), hidden=sum(sheet.hidden for sheet in sheets))
    left.slanted = [(page.number, page.sheet.slanted) for page in pages if page.sheet.slanted]
    left.heads = without_margins(pages)
    for page in pages:
        _sort_labels(page, left)
    before: Grid | None = None
    for page, after in zip_longest(pages, pages[1:]):
        before = _with_open_tables(page, before)
        if page.rules and after:
            _carry_head(page, after, left.again)
    gutters = [place for page in pages if (place := gutter(page.lines)) is not None]
    items = _with_joined([item for page in pages for item in _items(page, gutters)], left.again)
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
    left.pictures = [page.number for page in pages if page.sheet.pictured and not page.lines and not page.grids]
    given = [mark.text for sheet in sheets for mark in (*sheet.glyphs, *(mark.glyph for mark in sheet.turned))]
    left.missing = missing(given, [*out.parts, *(text for _, text in left.heads), *left.again])
    return out, left


def _sort_labels(page: _Page, left: Left) -> None:
    """The page's turned lines: heads and feet of the other pages are some, too."""
    for line in turned_lines(page.turned):
        if is_furniture(line.text, page.number, left.heads):
            left.heads.append((page.number, line.text))
        else:
            left.turned.append((page.number, line.text))
            page.labels.append(line)


def _page(number: int, sheet: Sheet) -> _Page:
    # What is drawn twice, for bold print, is there once.
    sheet.glyphs = [glyph for row in rows(sheet.glyphs) for glyph in row]
    ruled = ruled_tables(sheet)
    found = aligned_tables(ruled.rest, ruled.rules)
    names = name_bands(found.rest, found.rules)
    return _Page(number, sheet, ruled.grids + found.grids, ruled.frames, found.rules, lines(found.rest), names, ruled.turned)


def _with_open_tables(page: _Page, before: Grid | None) -> Grid | None:
    """Add the tables that the page's ends cut, and those without rules; the one that is left open at its foot."""
    found = open_tables([glyph for line in page.lines for glyph in line.glyphs], page.rules, before)
    found = unruled_tables(found, None if found.grids else before)
    if found.grids:
        page.grids += found.grids
        page.lines = lines(found.rest)
    return found.grids[-1] if found.open else None


def _carry_head(page: _Page, after: _Page, again: list[str]) -> None:
    """Move a table's head that stands alone at the foot of a page to its rows on the next one, or drop it for the one there."""
    glyphs = [glyph for line in page.lines for glyph in line.glyphs]
    head = lone_head(glyphs, page.rules)
    if not head:
        return
    band, rules = head
    moved = set(map(id, band))
    without = lines(glyph for glyph in glyphs if id(glyph) not in moved)
    first = min(after.grids, key=lambda grid: grid.top, default=None)
    if first and not (after.lines and after.lines[0].y < first.top):
        said = "".join(glyph.text for glyph in band)
        if not missing(said, (cell.text for cell in first.cells if cell.row < first.header_rows)):
            page.lines = without
            again.append(said)
        return
    if not after.lines:
        return
    down = after.lines[0].y - after.lines[0].size - rules[-1].y0
    page.lines = without
    after.lines = [*lines(glyph._replace(y=glyph.y + down) for glyph in band), *after.lines]
    page.rules = [rule for rule in page.rules if rule not in rules]
    after.rules = [*(Rule(rule.x0, rule.y0 + down, rule.x1, rule.y1 + down) for rule in rules), *after.rules]


def _items(page: _Page, gutters: Sequence[float]) -> Iterator[tuple[int, Column | Grid]]:
    """What a page holds, in the order of reading; ``gutters``: where columns part on any of the pages."""
    notes = note_lines(page.lines)
    text, below = page.lines[: len(page.lines) - notes], page.lines[len(page.lines) - notes :]
    places = [_placeholder(grid) for grid in page.grids]
    grids = dict(zip(map(id, places), page.grids, strict=True))
    everything = sorted([*text, *places], key=lambda line: line.y - line.size)
    own = gutter(everything)
    for zone in reading_order(everything, median(gutters) if own is None and gutters else own):
        group: list[Line] = []
        inside: Frame | None = None
        for line in zone:
            grid = grids.get(id(line))
            frame = _frame(page, line)
            if group and (grid or frame is not inside):
                yield page.number, Column(page.number, tuple(group), inside is not None)
                group = []
            inside = frame
            if grid:
                yield page.number, grid
            else:
                group.append(line)
        if group:
            yield page.number, Column(page.number, tuple(group), inside is not None)
    if below:
        yield page.number, Column(page.number, tuple(below), notes=True)
    for label in page.labels:
        yield page.number, Column(page.number, (label,), notes=True)


def _placeholder(grid: Grid) -> Line:
    """A line that takes the table's place while columns are told apart."""
    left, right = grid.xs[0], grid.xs[-1]
    glyph = Glyph("\ufffc", left, right, grid.top + 1, 1.0)
    return Line((glyph,), glyph.text, left, right, glyph.y, 1.0)


def _frame(page: _Page, line: Line) -> Frame | None:
    """The frame in which a line stands."""
    return next((f for f in page.frames if f.y0 < line.y < f.y1 and f.x0 - 1 <= line.x0 and line.x1 <= f.x1 + 1), None)


def _with_joined(items: Sequence[tuple[int, Column | Grid]], again: list[str]) -> list[tuple[int, Item]]:
    """The items with the tables that go on over pages put together; notes, and a line that says so, may stand between.

    ``again`` takes what is printed again above the rest of a table.
    """
    out: list[tuple[int, Item]] = []
    last: tuple[int, int, Grid] | None = None
    for number, item in items:
        if isinstance(item, Column):
            out.append((number, item))
            if last and not item.notes and not _says_continued(item, out[: last[1]]):
                last = None
            continue
        if item.nested:
            out.append((number, Table.of(item)))
            continue
        if last:
            page, at, grid = last
            table = out[at][1]
            follows = number == page + 1 or (number == page and item.xs[0] >= grid.xs[-1] - _BESIDE)
            if follows and isinstance(table, Table) and table.goes_on(item, again, new_page=number > page):
                between = [pair[1] for pair in out[at + 1 :] if isinstance(pair[1], Column)]
                again += [line.text for column in between if not column.notes for line in column.lines]
                out[at + 1 :] = [pair for pair in out[at + 1 :] if isinstance(pair[1], Table) or pair[1].notes]
                last = number, at, item
                continue
        out.append((number, Table.of(item)))
        last = number, len(out) - 1, item
    return out


def _says_continued(column: Column, before: Sequence[tuple[int, Item]]) -> bool:
    """Whether it is no more than the line above the rest of a table: 续表2, or lines that stand above its beginning, too."""
    above = before[-1][1] if before else None
    known = {line.text for line in above.lines[-_ABOVE:]} if isinstance(above, Column) else set()
    said = [line.text for line in column.lines]
    return len(said) <= _ABOVE and all(text in known or _CONTINUED.fullmatch(text) for text in said)


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
