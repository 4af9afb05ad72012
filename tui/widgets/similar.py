"""Similar sections as entries: where they stand, what they share."""

from __future__ import annotations

from collections.abc import Sequence

from library.model import Similar
from tui.strings import text
from tui.widgets.entries import Entry
from tui.widgets.paint import marked, row

WORDS = 8
"""Shared words that are named, those that say most."""


def similar_entries(title: str, found: Sequence[Similar]) -> list[Entry]:
    """The sections like the one called ``title``, the most alike first; keys are their numbers."""
    if not found:
        return [Entry("none:", (row((text("similar.none", title=title), "dim")),), heading=True)]
    entries = [Entry("head:", (row((text("similar.head", title=title, n=len(found)), "dim")),), heading=True)]
    for number, one in enumerate(found):
        words = text("similar.between").join(one.words[:WORDS])
        rows = [row((one.plan_title, "head")), row(" › ".join(one.path), indent=1, hang=1)]
        rows.append(row((text("similar.shared"), "dim"), (words, "match"), indent=2, hang=2))
        if one.snippet:
            rows.append(row(*marked(one.snippet, one.matches), indent=2))
        entries.append(Entry(str(number), tuple(rows)))
    return entries
