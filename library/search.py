"""A query to hits, each with its path, a snippet and what matched. Exact: what stands is found, what does not stand is not."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from time import perf_counter

from library.chinese import folded
from library.corpus import KINDS, Corpus, cells
from library.errors import UsageError
from library.fulltext import Index
from library.matching import Cancelled, Found, Matcher, Scope
from library.model import Hit, HitKind, Indicator, PlanInfo, Results
from library.query import Query, parse
from library.reading import Reader
from library.snippets import Snippet, row_snippet, snippet

__all__ = ["Cancelled", "search"]

_KINDS: dict[str, tuple[HitKind, ...]] = {"all": KINDS}
_KINDS |= {name: (kind,) for kind in KINDS for name in (kind, f"{kind}s")}


def search(
    index: Index,
    reader: Reader,
    query: str,
    *,
    kind: str = "all",
    region: str | None = None,
    period: str | None = None,
    plan: str | None = None,
    sort: str = "relevance",
    limit: int = 20,
    cancelled: Callable[[], bool] | None = None,
) -> Results:
    """Find sections, indicators and projects; any ``query`` is answered.

    ``kind`` is all, section(s), indicator(s) or project(s); ``region`` and ``period`` match loosely (云溪 finds 示例市云溪区),
    ``plan`` is a key; ``sort`` is relevance or plan (plan by plan in document order). ``limit`` hits at most, ``total`` counts all.
    Raises `UsageError` for another kind or sort, ``Cancelled`` soon after ``cancelled()`` is true.
    """
    started = perf_counter()
    if kind not in _KINDS:
        raise UsageError(f"没有“{kind}”这种查找范围；可用 all、sections、indicators、projects。")
    if sort not in ("relevance", "plan"):
        raise UsageError(f"不能按“{sort}”排序；可用 relevance、plan。")
    read = parse(query)
    with reader.one_state():
        plans = {info.key: info for info in reader.plans()}
        chosen = [key for key, info in plans.items() if plan in (None, key) and _meant(info, read, region, period)]
        found = Matcher(index, Scope.of(index.corpus, chosen, _KINDS[kind]), cancelled).find(read)
        first = _first(index.corpus, found, list(plans), sort, max(0, limit))
        hits = tuple(_hit(index, reader, plans, found, number) for number in first)
    took = (perf_counter() - started) * 1000
    return Results(query, len(found.scores), round(took, 2), hits, found.pieces, _note(read, chosen, found))


def _meant(info: PlanInfo, query: Query, region: str | None, period: str | None) -> bool:
    """Whether a plan is of the places and periods asked for."""
    regions = [*query.regions, *([folded(region)] if region else [])]
    periods = [*query.periods, *([folded(period)] if period else [])]
    place = folded(info.region)
    times = (folded(info.period.name), str(info.period.start), str(info.period.end)) if info.period else ()
    years = f"{info.period.start}-{info.period.end}" if info.period else ""
    return all(name in place for name in regions) and all(
        name == years or any(name in (time, f"{time}时期") for time in times) for name in periods
    )


def _note(query: Query, chosen: list[str], found: Found) -> str | None:
    if not query.groups:
        return "请输入要找的词。" if not query.excluded else "请至少输入一个要找的词；只有排除的词无法查找。"
    if not chosen:
        return "没有规划符合所选的地区、时期或范围。"
    return "".join(found.notes) or None


def _first(corpus: Corpus, found: Found, plans: list[str], sort: str, limit: int) -> list[int]:
    """The numbers of the hits to show, in their order."""
    scores = found.scores
    if sort == "relevance":
        return heapq.nsmallest(limit, scores, key=lambda number: (-scores[number], number))
    rank = {plan: at for at, plan in enumerate(plans)}

    def place(number: int) -> tuple[int, int, int]:
        return rank.get(corpus.plans[number], len(rank)), corpus.number_of[corpus.sections[number]], number

    return heapq.nsmallest(limit, scores, key=place)


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
        *(kind, key, info.key, info.title, info.region, section, path, title, round(found.scores[number], 4)),
        shown.text,
        shown.matches,
        shown.position if kind == "section" else None,
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
