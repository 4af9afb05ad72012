"""How the hits of a search divide: by plan, place, period, kind and attribute. Counted on rows of bytes, not hit by hit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from library.corpus import KINDS
from library.fulltext import Index
from library.matching import Found, set_of
from library.model import Facet, FacetName, FacetValue, PlanInfo

LABELS: dict[FacetName, str] = {"plan": "规划", "region": "地区", "period": "时期", "kind": "类别", "attribute": "属性"}
KIND_LABELS = {"section": "章节", "indicator": "指标", "project": "项目"}


def facets(index: Index, found: Found, plans: dict[str, PlanInfo]) -> tuple[Facet, ...]:
    """All facets that divide the hits, those with a single value among them; one without any value is left out."""
    corpus = index.corpus
    row = found.documents.to_bytes(len(corpus), "little")
    by_plan: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    for plan, runs in corpus.ranges.items():
        for kind, run in zip(KINDS, runs, strict=True):
            if run and (count := row.count(1, run.start, run.stop)):
                by_plan[plan] += count
                by_kind[kind] += count
    regions = _grouped(by_plan, lambda plan: plans[plan].region)
    periods = _grouped(by_plan, lambda plan: period.name if (period := plans[plan].period) else "")
    attributes = Counter({name: (found.documents & documents).bit_count() for name, documents in _attributes(index).items()})
    out = [
        _facet("plan", by_plan, lambda plan: plans[plan].marked_title),
        _facet("region", regions),
        _facet("period", periods),
        _facet("kind", by_kind, KIND_LABELS.__getitem__),
        _facet("attribute", attributes),
    ]
    return tuple(facet for facet in out if facet.values)


def _grouped(by_plan: Counter[str], name: Callable[[str], str]) -> Counter[str]:
    out: Counter[str] = Counter()
    for plan, count in by_plan.items():
        out[name(plan)] += count
    return out


def _facet(name: FacetName, counts: Counter[str], label: Callable[[str], str] = str) -> Facet:
    known: Iterable[tuple[str, int]] = ((value, count) for value, count in counts.most_common() if value and count)
    return Facet(name, LABELS[name], tuple(FacetValue(value, label(value), count) for value, count in known))


def _attributes(index: Index) -> dict[str, int]:
    """The indicators of each attribute."""
    if "attributes" not in index.kept:
        numbers: dict[str, list[int]] = {}
        for number, facts in index.corpus.facts.items():
            numbers.setdefault(facts.attribute, []).append(number)
        index.kept["attributes"] = {name: set_of(those, len(index.corpus)) for name, those in numbers.items() if name}
    kept: dict[str, int] = index.kept["attributes"]
    return kept
