"""Search results as entries: grouped by plan, each with its path, and a snippet with the match marked."""

from __future__ import annotations

from collections.abc import Container, Sequence

from library.model import Hit, Results
from tui.doubts import SIGN
from tui.strings import text
from tui.widgets.entries import Entry
from tui.widgets.paint import Row, marked, row

MORE = "more:"
"""Key of the entry that asks for the next hits."""
STEP = 50
"""Hits asked for at a time."""


def result_entries(results: Results, doubtful: Container[str] = ()) -> list[Entry]:
    """The hits in their order of rank, a plan's hits together under its title where its first one stands.

    ``doubtful`` holds the keys of indicators with an uncertain value.
    """
    entries: list[Entry] = []
    groups: dict[str, list[tuple[int, Hit]]] = {}
    for number, hit in enumerate(results.hits):
        groups.setdefault(hit.plan, []).append((number, hit))
    if results.note:
        entries.append(Entry("note:", (row((results.note, "warn")),), heading=True))
    for plan, hits in groups.items():
        head = row((hits[0][1].plan_title, "head"), (f" {len(hits)}", "dim"))
        entries.append(Entry(f"plan:{plan}", (head,), heading=True))
        entries += [Entry(str(number), _hit_rows(hit, hit.key in doubtful)) for number, hit in hits]
    if results.total > len(results.hits):
        left = results.total - len(results.hits)
        entries.append(Entry(MORE, (row((text("results.more", n=left, step=min(left, STEP)), "dim")),)))
    return entries


def reading_order(results: Results) -> list[int]:
    """Numbers of the hits in the order in which `result_entries` lists them: what next and previous walk along."""
    places: dict[str, int] = {}
    for hit in results.hits:
        places.setdefault(hit.plan, len(places))
    return sorted(range(len(results.hits)), key=lambda number: (places[results.hits[number].plan], number))


def no_results(query: str, plans: int) -> list[Entry]:
    """What was tried, where nothing was found."""
    return said(text("results.none", query=query, plans=plans))


def said(words: str) -> list[Entry]:
    """A message in the place of a list."""
    return [Entry(f"say:{number}", (row((line, "dim")),), heading=True) for number, line in enumerate(words.split("\n"))]


def _hit_rows(hit: Hit, doubtful: bool) -> tuple[Row, ...]:
    path = _path(hit.path)
    rows = [row((f"{text(f'results.{hit.kind}')} ", "dim"), (path or hit.title, ""), indent=1, hang=1)]
    if hit.kind != "section" and hit.title:
        rows.append(row((hit.title, ""), (SIGN if doubtful else "", "warn"), indent=2))
    if hit.snippet:
        rows.append(row(*marked(hit.snippet, hit.matches), indent=2))
    return tuple(rows)


def _path(path: Sequence[str]) -> str:
    """The way to a section: all of its headings, each cut at a sentence's end only where it is a whole paragraph long."""
    return " › ".join(path)
