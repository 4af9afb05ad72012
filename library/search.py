"""A query to hits, each with its path, a snippet and what matched. Exact: what stands is found, what does not stand is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from library.chinese import folded
from library.corpus import KINDS, cells
from library.errors import UsageError
from library.facets import facets
from library.fulltext import Index
from library.matching import Cancelled, Found, Matcher, Scope, meets
from library.model import Help, Hit, HitKind, Indicator, PlanInfo, Results
from library.query import PLAN_FILTERS, Query, Term, parse
from library.ranking import SORTS, first
from library.reading import Reader
from library.snippets import Snippet, row_snippet, snippet

__all__ = ["Asked", "Cancelled", "Choice", "asked", "search"]

Choice = str | Sequence[str] | None
"""One value, several of which one must do, or any."""
NARROWING = ("kind", "region", "period", "plan", "attribute")
"""The options of `search` that narrow it."""

_KINDS: dict[str, tuple[HitKind, ...]] = {"all": KINDS}
_KINDS |= {name: (kind,) for kind in KINDS for name in (kind, f"{kind}s")}


def search(
    index: Index,
    reader: Reader,
    query: str,
    *,
    kind: Choice = "all",
    region: Choice = None,
    period: Choice = None,
    plan: Choice = None,
    attribute: Choice = None,
    sort: str = "relevance",
    limit: int = 20,
    cancelled: Callable[[], bool] | None = None,
) -> Results:
    """Find sections, indicators and projects; any ``query`` is answered.

    ``kind`` is all, section(s), indicator(s) or project(s); ``region`` and ``period`` match loosely (云溪 finds 示例市云溪区),
    ``plan`` is a key, ``attribute`` 约束性 or 预期性: each one value or several. ``sort`` is one of ``ranking.SORTS``. ``limit``
    hits at most, ``total`` and ``facets`` count all; where there are none, ``help`` says what would give some.
    Raises `UsageError` for another kind or sort, ``Cancelled`` soon after ``cancelled()`` is true.
    """
    started = perf_counter()
    if sort not in SORTS:
        raise UsageError(f"不能按“{sort}”排序；可用 {'、'.join(SORTS)}。")
    narrowed = {"kind": kind, "region": region, "period": period, "plan": plan, "attribute": attribute}
    with reader.one_state():
        this = asked(index, reader, query, narrowed, cancelled)
        found = this.find()
        shown = first(index, found, this.plans, sort, max(0, limit))
        hits = tuple(_hit(index, reader, this.plans, found, number) for number in shown)
        advice = _ways_out(index, this) if not found.total and this.query.groups else ()
    took = (perf_counter() - started) * 1000
    divided = facets(index, found, this.plans) if found.total else ()
    return Results(query, found.total, round(took, 2), hits, found.pieces, _note(this, found), divided, advice)


@dataclass(slots=True)
class Asked:
    """A search that was asked: the query as read, what narrows it, the plans it is about."""

    index: Index
    query: Query
    narrowed: dict[str, Choice]
    plans: dict[str, PlanInfo]
    """All plans of the library."""
    chosen: list[str] = field(default_factory=list)
    """Those it is about."""
    cancelled: Callable[[], bool] | None = None

    def matcher(self) -> Matcher:
        """What finds the answers."""
        kinds = tuple(kind for name in values(self.narrowed.get("kind")) for kind in _kinds(name)) or KINDS
        return Matcher(self.index, Scope.of(self.index.corpus, self.chosen, kinds), self.plans, self.cancelled)

    def find(self) -> Found:
        """The answer."""
        attributes = tuple(Term(folded(name), name, filter="attribute") for name in values(self.narrowed.get("attribute")))
        query = replace(self.query, groups=(*self.query.groups, attributes)) if attributes and self.query.groups else self.query
        return self.matcher().find(query)

    def other(self, query: Query | None = None, lift: Iterable[str] = ()) -> Asked:
        """The same search with another query or without some of what narrows it."""
        kept = {name: value for name, value in self.narrowed.items() if name not in lift}
        return _asked(self.index, query or self.query, kept, self.plans, self.cancelled)


def values(choice: Choice) -> tuple[str, ...]:
    """The values of a choice; none for any."""
    return () if not choice else (choice,) if isinstance(choice, str) else tuple(choice)


def asked(
    index: Index, reader: Reader, query: str, narrowed: dict[str, Choice], cancelled: Callable[[], bool] | None = None
) -> Asked:
    """Read a query with the options that narrow it."""
    return _asked(index, parse(query), narrowed, index.plans(reader), cancelled)


def _asked(
    index: Index, query: Query, narrowed: dict[str, Choice], plans: dict[str, PlanInfo], cancelled: Callable[[], bool] | None
) -> Asked:
    whole = [group for group in query.groups if all(term.filter in PLAN_FILTERS for term in group)]
    regions, periods, keys = (values(narrowed.get(name)) for name in ("region", "period", "plan"))

    def meant(key: str, info: PlanInfo) -> bool:
        return (
            (not keys or key in keys)
            and (not regions or any(meets(info, "region", folded(name)) for name in regions))
            and (not periods or any(meets(info, "period", folded(name)) for name in periods))
            and all(any(term.filter is not None and meets(info, term.filter, term.text) for term in group) for group in whole)
        )

    return Asked(index, query, narrowed, plans, [key for key, info in plans.items() if meant(key, info)], cancelled)


def _kinds(name: str) -> tuple[HitKind, ...]:
    if name not in _KINDS:
        raise UsageError(f"没有“{name}”这种查找范围；可用 all、sections、indicators、projects。")
    return _KINDS[name]


def _ways_out(index: Index, this: Asked) -> tuple[Help, ...]:
    from library.advice import ways_out  # only where nothing is found

    return ways_out(index, this)


def _note(this: Asked, found: Found) -> str | None:
    if not this.query.groups:
        return "请输入要找的词。" if not this.query.excluded else "请至少输入一个要找的词；只有排除的词无法查找。"
    if not this.chosen:
        return "没有规划符合所选的地区、时期或范围。"
    return "".join(found.notes) or None


def _hit(index: Index, reader: Reader, plans: dict[str, PlanInfo], found: Found, number: int) -> Hit:
    corpus = index.corpus
    key, section, info = corpus.keys[number], corpus.sections[number], plans[corpus.plans[number]]
    kind = corpus.kind(number)
    path = index.path_of(section, reader)
    if kind == "section":
        title, shown = path[-1], _in_section(reader, section, path[-1], found.pieces)
    elif kind == "indicator":
        indicator = reader.indicator(key)
        title, shown = indicator.name, row_snippet(_words_of(indicator), found.pieces)
    else:
        project = reader.project(key)
        title = project.name
        shown = snippet(project.content, found.pieces)
        if not shown.terms:
            shown = row_snippet([project.name, project.content[:40]], found.pieces)
    return Hit(
        *(kind, key, info.key, info.marked_title, info.region, section, path, title, round(found.score(number), 4)),
        shown.text,
        shown.matches,
        shown.position if kind == "section" else None,
        found.via(number),
    )


def _in_section(reader: Reader, key: str, title: str, pieces: tuple[str, ...]) -> Snippet:
    """The best of the text, a row of a table, the heading; the beginning of the text where only the heading matches."""
    options = [snippet(reader.section(key).text, pieces)]
    if options[0].terms < len(pieces):
        for table in reader.tables(key):
            options += [row_snippet(row, pieces) for row in ([table.caption], *map(list, map(_once, table.grid)))]
        heading = row_snippet([title], pieces)
        options.append(heading)
    return max(options, key=lambda option: option.terms)


def _once(row: Iterable[str]) -> Iterable[str]:
    return cells([row])


def _words_of(indicator: Indicator) -> list[str]:
    """What there is to say of an indicator in one line."""
    values = [f"{value.year}年 {value.text}" if value.year else value.text for value in indicator.values]
    rest = (indicator.sub, indicator.unit, *values, indicator.category, indicator.definition)
    return [indicator.name, *(word for word in rest if word)]
