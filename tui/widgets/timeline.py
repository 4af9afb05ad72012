"""One concept in one place through its plans as entries: a row for each plan, the years with bars, then where plans meet."""

from __future__ import annotations

from library.views import Timeline, TimePoint
from tui.strings import text
from tui.text.bars import bar
from tui.widgets.comparison import OPS, change_words, place_of, values_of, why
from tui.widgets.entries import Entry
from tui.widgets.paint import Row, row

BAR = 32
"""Cells of the longest bar."""
POINT = "point:"
"""Prefix of the keys of years; rows have their numbers."""


def timeline_entries(found: Timeline, width: int) -> list[Entry]:
    """Everything the timeline says, for a pane of ``width`` cells."""
    head = row((found.concept, "head"), f" {found.unit or ''}　{found.region}")
    entries = [
        Entry("head:", (head, row((text("timeline.counts", plans=len(found.rows), years=_years(found)), "dim"))), heading=True)
    ]
    for number, one in enumerate(found.rows):
        rows = [row((place_of(one), "head"), (f"　{one.plan_title}", "dim"), hang=2)]
        if one.missing is None:
            rows.append(row(*values_of(one), indent=2))
            if one.change:
                rows.append(row((f"{text('compare.change')} ", "dim"), change_words(one), indent=2))
        rows.append(row((why(one), "dim"), indent=2))
        entries.append(Entry(str(number), tuple(rows)))
    if found.points:
        entries.append(Entry("years:", (row(""), row((text("timeline.years"), "head"))), heading=True))
    top = max((point.number for point in found.points if point.number is not None), default=0.0)
    size = max(8, min(BAR, width // 2))
    entries += [Entry(f"{POINT}{number}", (_point(point, top, size),)) for number, point in enumerate(found.points)]
    if found.meetings:
        entries.append(Entry("meetings:", (row(""), row((text("timeline.meetings"), "head"))), heading=True))
        entries += [
            Entry(
                f"meeting:{number}",
                (row((f"{text('compare.year', year=one.year)}　", "head"), (one.note, "warn"), hang=2),),
                heading=True,
            )
            for number, one in enumerate(found.meetings)
        ]
    return entries


def _years(found: Timeline) -> int:
    return len({point.year for point in found.points if point.year is not None})


def _point(point: TimePoint, top: float, size: int) -> Row:
    year = text("compare.year", year=point.year) if point.year else text("timeline.no_year")
    drawn = bar(point.number, top, size, point.op).rstrip() if point.number is not None else ""
    printed = point.text
    if point.number is not None and f"{point.number:.10g}" not in point.text:
        printed = text("compare.converted", value=f"{OPS.get(point.op or '', '')}{point.number:.10g}", printed=point.text)
    said = text("timeline.point", period=point.period or text("period.none"), role=text(f"compare.{point.role}"))
    return row((f"{year} ", "head"), (drawn, "bar"), f" {printed} ", (said, "dim"), hang=2)
