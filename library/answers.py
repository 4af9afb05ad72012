"""What the library answers to a search: hits, facets, ways out, places, sections alike, sentences side by side. Frozen, no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HitKind = Literal["section", "indicator", "project"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A search hit. ``matches`` are half-open character ranges of ``snippet``; ``position`` is the first match in the section.

    ``path`` holds "number title" of every section from the top down to and including the one that holds the hit.
    """

    kind: HitKind
    key: str
    plan: str
    plan_title: str
    region: str
    section: str
    """Key of the section to open (the hit itself where kind is section)."""
    path: tuple[str, ...]
    title: str
    score: float
    snippet: str
    matches: tuple[tuple[int, int], ...]
    position: int | None = None
    """Offset of the first match in ``Section.text``; None where the match is in the title or in a table."""
    via: str | None = None
    """The other name that it was found by (最低生活保障 for 低保); None where it holds what was typed."""


FacetName = Literal["plan", "region", "period", "kind", "attribute"]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A choice that narrows a search: ``value`` is what `search` takes for it, ``label`` what people read, ``count`` its hits."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """What the hits of an answer are of one kind of choice; the most frequent values first. ``label`` is its name in Chinese."""

    name: FacetName
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """A way out where nothing was found. ``text`` says it as a Chinese sentence.

    ``kind`` is tried (what was looked for), filter (lift one), word (leave one out), spelling (written otherwise here), name (what
    the library calls it) or part (what of a word stands here). ``query`` is what to ask instead, ``lift`` the options of `search`
    to give up, ``count`` how many hits that gives.
    """

    kind: Literal["tried", "filter", "word", "spelling", "name", "part"]
    text: str
    query: str | None = None
    lift: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """An answer to a query: ``total`` counts all hits, ``hits`` holds the first ``limit``; ``terms`` is what to highlight."""

    query: str
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    terms: tuple[str, ...] = ()
    note: str | None = None
    """What the reader must know about how the query was read, as a Chinese sentence."""
    facets: tuple[Facet, ...] = ()
    """How all hits, not only the first, divide."""
    help: tuple[Help, ...] = ()
    """Ways out where nothing was found."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: a plan, a section or an indicator found by quick-open. ``matches`` are character ranges of ``title``."""

    kind: Literal["plan", "section", "indicator"]
    key: str
    plan: str
    plan_title: str
    section: str | None
    """Key of the section to open; None for a plan."""
    path: tuple[str, ...]
    """"number title" of the sections above, from the top down."""
    title: str
    matches: tuple[tuple[int, int], ...] = ()
    recent: bool = False
    """Opened lately."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A section of another plan that treats the same matter.

    ``score`` is 0 to 1; ``words`` are the shared words, those that say most first; ``matches`` are character ranges of ``snippet``,
    ``here`` and ``there`` of the texts of the two sections.
    """

    section: str
    plan: str
    plan_title: str
    region: str
    path: tuple[str, ...]
    score: float
    words: tuple[str, ...]
    snippet: str
    matches: tuple[tuple[int, int], ...]
    here: tuple[tuple[int, int], ...]
    there: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sentences of two sections that say the same thing, or one that has no counterpart in the other.

    ``here`` and ``there`` are the sentences, empty where there is none; ``here_marks`` and ``there_marks`` the character ranges in
    which they differ; the ``_section`` keys and ``_at`` (characters into that section's text) say where they stand.
    """

    here: str
    there: str
    here_section: str
    there_section: str
    here_at: int
    there_at: int
    here_marks: tuple[tuple[int, int], ...] = ()
    there_marks: tuple[tuple[int, int], ...] = ()

    @property
    def kind(self) -> Literal["same", "changed", "here", "there"]:
        """Whether the sentences agree to the letter, differ, or stand in one section only."""
        if not self.there:
            return "here"
        if not self.here:
            return "there"
        return "changed" if self.here_marks or self.there_marks else "same"
