"""Search results as entries: grouped by plan, each with its path, and a snippet with the match marked."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.actions import BY_ID, hint_key
from tui.doubts import SIGN
from tui.strings import text
from tui.widgets.entries import Entry
from tui.widgets.paint import Row, marked, row

if TYPE_CHECKING:
    from library.model import FacetValue, Hit, Results

MORE = "more:"
"""Key of the entry that asks for the next hits."""
HELP = "help:"
"""Prefix of the keys of ways out where nothing was found."""
SYNONYM = "synonym:"
"""Key of the entry that notes another name of a word that was not found."""
STEP = 15
"""Hits asked for at a time."""
CHOSEN = "×"
"""The sign of a chosen value: what it is, and that it can be taken away."""
UNGROUPED = ("target",)
"""Orders in which the hits of a plan do not stand together."""
TOP = 2
"""Values of a facet that the line above the results names."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a search is narrowed to, in words, and its order where that is not by relevance."""

    chips: tuple[str, ...] = ()
    sort: str = ""


PLAIN = Narrowed()


def result_entries(
    results: Results, doubtful: Container[str] = (), narrowed: Narrowed = PLAIN, *, grouped: bool = True
) -> list[Entry]:
    """The hits in their order, a plan's hits together under its title where its first one stands, unless ``grouped`` is False.

    ``doubtful`` holds the keys of indicators with an uncertain value.
    """
    entries = head_entries(results, narrowed)
    groups: dict[str, list[tuple[int, Hit]]] = {}
    for number, hit in enumerate(results.hits):
        groups.setdefault(hit.plan, []).append((number, hit))
    if not grouped:
        entries += [
            Entry(str(number), (row((hit.plan_title, "head")), *_hit_rows(hit, hit.key in doubtful)))
            for number, hit in enumerate(results.hits)
        ]
        groups = {}
    for plan, hits in groups.items():
        head = row((hits[0][1].plan_title, "head"), (f" {len(hits)}", "dim"))
        entries.append(Entry(f"plan:{plan}", (head,), heading=True))
        entries += [Entry(str(number), _hit_rows(hit, hit.key in doubtful)) for number, hit in hits]
    if results.total > len(results.hits):
        left = results.total - len(results.hits)
        entries.append(Entry(MORE, (row((text("results.more", n=left, step=min(left, STEP)), "dim")),)))
    return entries


def head_entries(results: Results, narrowed: Narrowed) -> list[Entry]:
    """What stands above the hits: a note on the query, what narrows it, how it divides, its order."""
    rows = [row((results.note, "warn"))] if results.note else []
    if narrowed.chips:
        chips = [(f"〔{chip} {CHOSEN}〕", "match") for chip in narrowed.chips]
        rows.append(row(*chips, (text("facets.clear"), "dim"), hang=2))
    divided = [
        f"{text(f'facet.{facet.name}')} " + " ".join(f"{label_of(facet.name, value)} {value.count}" for value in facet.values[:TOP])
        for facet in results.facets
        if facet.name != "plan" and len(facet.values) > 1
    ]
    if divided:
        rows.append(row((text("facets.line", facets=text("facets.between").join(divided)), "dim"), hang=2))
    if narrowed.sort:
        rows.append(row((text("sort.line", name=narrowed.sort), "dim")))
    return [Entry(f"top:{number}", (one,), heading=True) for number, one in enumerate(rows)]


def label_of(facet: str, value: FacetValue) -> str:
    """A value of a facet as the screen names it: kinds in the screen's words, the rest in the documents'."""
    return text(f"results.{value.value}") if facet == "kind" else value.label


def reading_order(results: Results, *, grouped: bool = True) -> list[int]:
    """Numbers of the hits in the order in which `result_entries` lists them: what next and previous walk along."""
    if not grouped:
        return list(range(len(results.hits)))
    places: dict[str, int] = {}
    for hit in results.hits:
        places.setdefault(hit.plan, len(places))
    return sorted(range(len(results.hits)), key=lambda number: (places[results.hits[number].plan], number))


def no_results(results: Results, plans: int, narrowed: Narrowed = PLAIN) -> list[Entry]:
    """What was tried, where nothing was found, and the ways out that lead somewhere."""
    tried = [row((way.text, "dim")) for way in results.help if way.query is None]
    words = text("results.nothing", query=results.query) if tried else text("results.none", query=results.query, plans=plans)
    entries = head_entries(results, narrowed) + said(words)
    ways = [(number, way) for number, way in enumerate(results.help) if way.query is not None]
    entries += [Entry(f"tried:{number}", (one,), heading=True) for number, one in enumerate(tried)]
    if ways:
        entries.append(Entry("ways:", (row((text("results.ways"), "head")),), heading=True))
        entries += [Entry(f"{HELP}{number}", (row(way.text, indent=1, hang=1),)) for number, way in ways]
    offer = text("synonym.offer", press=hint_key(BY_ID["synonym"]))
    return [*entries, Entry(SYNONYM, (row((offer, "dim"), indent=1, hang=1),))]


def said(words: str) -> list[Entry]:
    """A message in the place of a list."""
    return [Entry(f"say:{number}", (row((line, "dim")),), heading=True) for number, line in enumerate(words.split("\n"))]


def _hit_rows(hit: Hit, doubtful: bool) -> tuple[Row, ...]:
    path = _path(hit.path)
    via = (f" {text('results.via', name=hit.via)}" if hit.via else "", "dim")
    rows = [row((f"{text(f'results.{hit.kind}')} ", "dim"), (path or hit.title, ""), via, indent=1, hang=1)]
    if hit.kind != "section" and hit.title:
        rows.append(row((hit.title, ""), (SIGN if doubtful else "", "warn"), indent=2))
    if hit.snippet:
        rows.append(row(*marked(hit.snippet, hit.matches), indent=2))
    return tuple(rows)


def _path(path: Sequence[str]) -> str:
    """The way to a section: all of its headings, each cut at a sentence's end only where it is a whole paragraph long."""
    return " › ".join(path)
