"""The row of a table as evidence: its words as they are printed, in one line."""

from __future__ import annotations

import re

from library.model import Evidence, Indicator, Plan, Value

_LONGEST = 240


def row_place(plan: Plan, indicator: Indicator, value: Value | None = None) -> Evidence:
    """The row that an indicator was read from, with the number of ``value``; its own words where the table is not to be had."""
    cells = [indicator.name, *(v.text for v in indicator.values)]
    printed = next((words for t in plan.tables if t.section == indicator.section and (words := _printed(t.text, cells))), None)
    quote = printed or " ".join(filter(None, (indicator.no, indicator.name, indicator.sub, *cells[1:])))
    unit = (value.unit if value else None) or indicator.unit
    source = indicator.source
    return Evidence(source.line, source.end_line, quote, value.number if value else None, unit, indicator.key, "指标表")


def _printed(text: str, cells: list[str]) -> str | None:
    """From the name to the last value, as they follow one another in the text of a table; None where they do not."""
    found = re.search(r"[\s\S]{0,200}?".join(re.escape(cell) for cell in cells), text) if len(text) < 200_000 else None
    return " ".join(found.group().split()) if found and found.end() - found.start() <= _LONGEST else None
