"""What comparison works on: the plans of a library, their indicators by concept, what is lost of them. Read once a generation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from library import concepts, naming
from library.concepts import Groups
from library.keys import plan_of
from library.model import Caution, Indicator, PlanInfo
from library.reading import Reader
from library.userdata import Match


@dataclass(frozen=True, slots=True)
class Material:
    """The plans (news, notices and versions that do not count left out) and everything comparable in them."""

    plans: Mapping[str, PlanInfo]
    tables: Mapping[str, Sequence[Indicator]]
    """The rows of a plan's indicator tables, by its key."""
    texts: Mapping[tuple[str, str], Sequence[Indicator]]
    """The figures of a plan's running text, by its key and what they measure (`Signature.key`)."""
    groups: Groups
    """Of the rows of tables."""
    cautions: Mapping[str, tuple[Caution, ...]]
    indicators: Mapping[str, Indicator]
    """The rows of tables, by key."""


_READ: WeakKeyDictionary[Reader, tuple[tuple[object, tuple[Match, ...]], Material]] = WeakKeyDictionary()


def material(reader: Reader) -> Material:
    """The material of a library; read again only when its documents or people's decisions changed."""
    with reader.one_state():
        state = (reader.state, reader.matches())
        kept = _READ.get(reader)
        if kept is None or kept[0] != state:
            kept = (state, _read(reader, state[1]))
            _READ[reader] = kept
    return kept[1]


def _read(reader: Reader, matches: Sequence[Match]) -> Material:
    plans = {plan.key: plan for plan in reader.plans() if plan.doc_type == "规划" and plan.superseded_by is None}
    tables: dict[str, list[Indicator]] = {key: [] for key in plans}
    texts: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    for indicator in reader.indicators():
        plan = plan_of(indicator.key)
        if plan in plans and indicator.origin == "table":
            tables[plan].append(indicator)
        elif plan in plans:
            texts[plan, naming.signature(indicator).key].append(indicator)
    rows = [row for found in tables.values() for row in found]
    return Material(plans, tables, dict(texts), concepts.grouped(rows, matches), reader.all_cautions(), {i.key: i for i in rows})
