"""The same target set twice in running text, with different numbers: 到2025年达到29家 in the goals, 30家 in the tasks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from library.checks.naming import NARROWING, name_of
from library.model import Evidence, Finding, Indicator, Plan, Value
from library.quantity import UnitError, convert, unit_dimension

_LEVELS = ("存量", "比例", "密度")
"""Kinds of figures of which a plan can have only one at the end; additions and totals may be parts."""
_WHOLE = re.compile(r"全[区市县省国州旗](?!性)")
"""Where the place itself counts, an addition is no part either."""
_SHORTEST, _SHORTEST_OF_ALL = 5, 4
_LONGEST = 120


def findings(plan: Plan) -> Iterator[Finding]:
    """Targets of running text with equal names, units, kinds and years, and different numbers."""
    groups: dict[tuple[str, str | None, str | None], list[Indicator]] = defaultdict(list)
    for one in plan.indicators:
        core = name_of(one.name).core
        if one.origin == "text" and _one_only(one, core) and not _narrow(one):
            groups[core, unit_dimension(one.values[0].unit), one.values[0].measure].append(one)
    for rows in groups.values():
        first = rows[0]
        for other in rows[1:]:
            before, after = first.values[0], other.values[0]
            if before.year is not None and after.year is not None and before.year != after.year:
                continue
            if first.section == other.section and first.source.line == other.source.line:
                continue
            if not _equal(before, after):
                message = f"“{first.name}”前面说 {before.text}，后面说 {after.text}，两处不一致，请核对。"
                yield Finding(plan.key, "text-text", message, (_place(first), _place(other)))


def _one_only(one: Indicator, core: str) -> bool:
    """Whether a plan can set such a target only once: a level, or what the whole place makes up to a year."""
    value = one.values[0]
    if value.measure in _LEVELS:
        return len(core) >= _SHORTEST
    clause = re.split("[，,；;。]", (one.note or "").partition(value.text)[0])[-1]
    return value.year is not None and len(core) >= _SHORTEST_OF_ALL and _WHOLE.search(clause) is not None


def _narrow(one: Indicator) -> bool:
    return NARROWING.search(one.name) is not None or re.search(r"新城|试点|示范区", one.note or "") is not None


def _equal(one: Value, two: Value) -> bool:
    try:
        return one.number is None or two.number is None or abs(one.number - convert(two.number, two.unit, one.unit)) < 1e-9
    except UnitError:
        return True


def _place(one: Indicator) -> Evidence:
    value, source = one.values[0], one.source
    return Evidence(source.line, source.end_line, (one.note or one.name)[:_LONGEST], value.number, value.unit, one.key, "正文")
