"""Rows of tables whose values are uncertain, marked on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from library.model import Indicator, Table
from tui.doubts import doubt
from tui.text.document import ReaderDocument, TableBlock


def with_doubts(page: ReaderDocument, tables: Iterable[Table], indicators: Iterable[Indicator]) -> ReaderDocument:
    """The page with the doubts about rows of its tables: a row is an indicator's where its line and its name stand there."""
    doubtful = [(one, why) for one in indicators if one.origin == "table" and (why := doubt(one))]
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for table in tables if doubtful else ():
        rows: list[tuple[int, str]] = []
        for row in range(table.header_rows, len(table.grid)):
            line = table.lines[row] if row < len(table.lines) else table.source.line
            own = [why for one, why in doubtful if one.source.line <= line <= one.source.end_line and _named(one, table.grid[row])]
            if own:
                rows.append((row, "\n".join(dict.fromkeys(own))))
        found[table.key] = tuple(rows)
    if not any(found.values()):
        return page
    blocks = (replace(block, doubts=found.get(block.key, ())) if isinstance(block, TableBlock) else block for block in page.blocks)
    return replace(page, blocks=tuple(blocks))


def _named(one: Indicator, cells: Iterable[str]) -> bool:
    return any(one.name in cell or (one.sub is not None and one.sub in cell) for cell in cells)
