"""Findings as entries: plan by plan, each with the question it asks and the places it sets side by side."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from library.check import CODES
from library.model import Finding, PlanInfo
from tui.strings import text
from tui.view import place_of
from tui.widgets.entries import Entry
from tui.widgets.paint import Row, row


def finding_entries(
    found: Sequence[Finding], plans: Mapping[str, PlanInfo], state: str, chosen: Container[str] = ()
) -> list[Entry]:
    """All findings, or those of the ``chosen`` codes; keys are their numbers. ``plans`` are theirs, ``state`` the head."""
    entries = [Entry("head:", (row((state, "head")), row((text("findings.asks"), "dim"))), heading=True)]
    plan = ""
    for number, one in enumerate(found):
        if chosen and one.code not in chosen:
            continue
        if one.plan != plan:
            plan = one.plan
            entries.append(Entry(f"plan:{plan}", (row((plans[plan].title if plan in plans else plan, "head")),), heading=True))
        entries.append(Entry(str(number), _rows(one, plans[plan].source.format if plan in plans else "")))
    return entries


def _rows(one: Finding, form: str) -> tuple[Row, ...]:
    rows = [row((f"{kind(one.code)}　", "match"), one.message, indent=1, hang=1)]
    for number, place in enumerate(one.places, 1):
        where = text("findings.place", number=number, what=place.what, place=place_of(form, place.line, place.end_line))
        rows.append(row((where, "dim"), place.quote, indent=2, hang=2))
    return tuple(rows)


def kind(code: str) -> str:
    """The kind of a finding in words."""
    return CODES.get(code, code)
