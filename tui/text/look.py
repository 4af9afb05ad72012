"""How a comparison is looked at: its order, what it is narrowed to, which rows are marked. Pure; rows go by their numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from library.chinese import fold
from library.model import Comparison, ComparisonRow

SORTS = ("region", "target", "change", "name")
"""Orders, in the order in which the key goes through them; ``region`` is the library's own."""
FACETS = ("period", "level", "region")
"""What a comparison is narrowed by: one value of each must hold."""
Chosen = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Look:
    """``chosen`` are the values of each facet that are let through, all where none is chosen; ``marked`` numbers of rows."""

    sort: str = SORTS[0]
    chosen: Chosen = field(default_factory=dict)
    marked: frozenset[int] = frozenset()

    def without_marks(self) -> Look:
        """The same order and filters; for rows that have other numbers now."""
        return replace(self, marked=frozenset())


@dataclass(frozen=True, slots=True)
class Groups:
    """Numbers of the rows on show: those in one table, those that are merely alike, those that have nothing."""

    ranked: tuple[int, ...]
    related: tuple[int, ...]
    missing: tuple[int, ...]

    @property
    def all(self) -> tuple[int, ...]:
        """From the top down."""
        return self.ranked + self.related + self.missing


def value_of(row: ComparisonRow, facet: str, levels: Mapping[str, str]) -> str:
    """What a row says to a facet, empty where it says nothing; ``levels`` are those of the plans' places."""
    return {"region": row.region, "level": levels.get(row.plan, ""), "period": row.period or ""}[facet]


def arranged(comparison: Comparison, look: Look, levels: Mapping[str, str]) -> Groups:
    """The rows that the look lets through, in its order; what has no number stands behind what has one."""
    wanted = {facet: values for facet, values in look.chosen.items() if values}
    seen = [
        (number, row)
        for number, row in enumerate(comparison.rows)
        if all(value_of(row, facet, levels) in values for facet, values in wanted.items())
    ]
    if look.sort == "name":
        seen.sort(key=lambda one: fold(one[1].name or one[1].plan_title).text)
    elif look.sort != "region":
        number_of = target_of if look.sort == "target" else change_of
        seen.sort(key=lambda one: _falling(number_of(one[1])))
    return Groups(
        tuple(number for number, row in seen if row.comparable in ("same", "derived")),
        tuple(number for number, row in seen if row.comparable == "related"),
        tuple(number for number, row in seen if row.comparable is None),
    )


def target_of(row: ComparisonRow) -> float | None:
    """The target, where it is a number that may be ranked."""
    return row.target.number if row.target and row.comparable in ("same", "derived") else None


def change_of(row: ComparisonRow) -> float | None:
    """Target minus baseline, where it is given and may be ranked."""
    found = re.search(r"[+-]?\d+(?:\.\d+)?", row.change.replace(",", "")) if row.comparable in ("same", "derived") else None
    return float(found[0]) if found else None


def _falling(number: float | None) -> tuple[bool, float]:
    return (number is None, -(number or 0.0))


def toggled(look: Look, facet: str, value: str) -> Look:
    """With a value of a facet let through, or no longer."""
    values = look.chosen.get(facet, frozenset()) ^ {value}
    return replace(
        look, chosen={**{name: kept for name, kept in look.chosen.items() if name != facet}, **({facet: values} if values else {})}
    )
