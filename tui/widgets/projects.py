"""Projects as entries: plan by plan, a table where there is room, else each in lines of its own."""

from __future__ import annotations

from collections.abc import Sequence

from library.views import ProjectRow
from tui.strings import text
from tui.widgets.columns import Cell, fitted, table_row
from tui.widgets.entries import Entry
from tui.widgets.paint import Row, row

WIDE = 88
SHARES = (30, 16, 14, 0)
COLUMNS = ("name", "place", "years", "scale")


def project_entries(rows: Sequence[tuple[int, ProjectRow]], head: str, width: int) -> list[Entry]:
    """The projects with their numbers, which are the keys, below ``head``."""
    notes = [row((text("projects.note"), "dim"))] if rows else []
    entries = [Entry("head:", (row((head, "head")), *notes), heading=True)]
    titles: list[Cell] = [text(f"projects.column.{name}") for name in COLUMNS]
    cells = [_cells(one) for _, one in rows]
    sizes = fitted([titles, *cells], SHARES, width - 1)
    if rows and width >= WIDE:
        entries.append(Entry("columns:", table_row(titles, sizes, "dim"), heading=True))
    plan = ""
    for (number, one), its in zip(rows, cells, strict=True):
        if one.plan != plan:
            plan = one.plan
            where = " ".join(filter(None, (one.region, one.period)))
            entries.append(Entry(f"plan:{plan}", (row((where, "head"), (f"　{one.plan_title}", "dim"), hang=2),), heading=True))
        entries.append(Entry(str(number), table_row(its, sizes) if width >= WIDE else _stacked(one)))
    return entries


def _cells(one: ProjectRow) -> list[Cell]:
    return [f"{one.name}（{one.kind}）", one.place, one.years, _scale(one)]


def _scale(one: ProjectRow) -> str:
    return text("projects.between").join(scale.text for scale in one.scales)


def _stacked(one: ProjectRow) -> tuple[Row, ...]:
    """Name, then what is said of it; what is not said takes no line."""
    said = [(name, words) for name, words in (("place", one.place), ("years", one.years), ("scale", _scale(one))) if words]
    lines = [row((f"{text(f'projects.column.{name}')}　", "dim"), words, indent=2, hang=2) for name, words in said]
    return row(one.name, (f"（{one.kind}）", "dim"), hang=2), *lines
