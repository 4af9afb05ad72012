"""What a person can type, answered: fields, facets, sorts, other names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from library.errors import UsageError
from library.model import Facet, Indicator, Plan, Results, Value
from library.reading import Reader
from tests.library.lib_index import ask, build, keys, rich_plan, text_plan

Place = tuple[Path, Reader]


def with_targets(plan: Plan) -> Plan:
    """More indicators: two in 张, one in 个, without an attribute."""
    first = plan.indicators[0]

    def one(at: int, name: str, unit: str, target: float) -> Indicator:
        values = (Value(2025, "target", f"{target:g}", "=", target, unit),)
        return replace(first, key=f"{plan.key}.i{at}", no=str(at), name=name, unit=unit, attribute="预期性", values=values)

    more = (one(2, "养老床位数", "张", 300), one(3, "认知障碍床位数", "张", 900), one(4, "社工站数量", "个", 18))
    return replace(plan, indicators=(first, *more))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("language")
    old = text_plan(
        "a-2016-0a", [("最低生活保障", "提高最低生活保障标准，2018年完成。"), ("床位", "床位与食堂")], "样例市云溪区", "十三五"
    )
    city = replace(text_plan("b-2021-0b", [("床位建设", "社区食堂的床位")], "样例市"), region_level="市")
    return folder, build(folder, [old, city, with_targets(rich_plan())])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("床位 层级:市", {"b-2021-0b.1"}),
        ("床位 层级：区", {"a-2016-0a.2", "songling-2021-0a0a.1.1", "songling-2021-0a0a.1.2"}),
        ("床位 时期:十三五", {"a-2016-0a.2"}),
        ("床位 -地区:松岭", {"a-2016-0a.2", "b-2021-0b.1"}),
        ("单位:张", set()),
        ("属性:约束性", set()),
        ("年:2018", {"a-2016-0a.1"}),
        ("床位 食堂 或 年:2018", {"a-2016-0a.2", "b-2021-0b.1"}),
        ("床位 排除 食堂", {"songling-2021-0a0a.1.1", "songling-2021-0a0a.1.2"}),
        ("床位 排除食堂", {"songling-2021-0a0a.1.1", "songling-2021-0a0a.1.2"}),
        ("时期:十三五 或 层级:市", {"a-2016-0a.1", "a-2016-0a.2", "b-2021-0b.1"}),
        ("食* -床位", set()),
        ("一刻钟*", {"songling-2021-0a0a.1.1"}),
    ],
)
def test_sections_by_what_was_typed(library: Place, query: str, found: set[str]) -> None:
    assert keys(ask(*library, query, kind="section")) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("单位:张", {2, 3}),
        ("属性:约束性", {1}),
        ("年:2025", {1, 2, 3, 4}),
        ("床位 属性:预期性", {2, 3}),
        ("指标:床位 -单位:张", {1}),
        ("床位 年:2019", set()),
    ],
)
def test_indicators_by_their_facts(library: Place, query: str, found: set[int]) -> None:
    results = ask(*library, query, kind="indicator")
    assert keys(results) == {f"songling-2021-0a0a.i{at}" for at in found}


def facet(results: Results, name: str) -> dict[str, int]:
    told: Facet = next(facet for facet in results.facets if facet.name == name)
    return {value.label: value.count for value in told.values}


def test_facets_count_all_hits_and_each_leads_to_them(library: Place) -> None:
    results = ask(*library, "床位", limit=1)
    assert results.total == 7
    assert facet(results, "kind") == {"章节": 4, "指标": 3}
    assert facet(results, "attribute") == {"预期性": 2, "约束性": 1}
    assert facet(results, "region") == {"样例市松岭区": 5, "样例市云溪区": 1, "样例市": 1}
    assert facet(results, "period") == {"十四五": 6, "十三五": 1}
    assert sum(facet(results, "plan").values()) == 7
    for of in results.facets:
        for value in of.values:
            if of.name == "region" and value.value == "样例市":
                continue  # a region is met by every place in it
            narrowed = {str(of.name): value.value}
            assert ask(library[0], library[1], "床位", **narrowed).total == value.count, (of.name, value)


def test_choices_combine(library: Place) -> None:
    assert keys(ask(*library, "床位", kind=["indicator", "project"], attribute="约束性")) == {"songling-2021-0a0a.i1"}
    assert ask(*library, "床位", region=["云溪", "松岭"], kind="section").total == 3
    assert ask(*library, "床位", period=("十三五", "十四五")).total == 7


def test_target_values_sort_within_their_unit(library: Place) -> None:
    shown = [hit.key[-2:] for hit in ask(*library, "地区:松岭", sort="target", kind="indicator").hits]
    assert shown == ["i3", "i2", "i1", "i4"], "张 (the most frequent unit) by value, then % and 个"
    mixed = ask(*library, "床位", sort="target").hits
    assert [hit.kind for hit in mixed] == ["indicator"] * 3 + ["section"] * 4


def test_regions_sort_by_place(library: Place) -> None:
    regions = [hit.region for hit in ask(*library, "床位", sort="region").hits]
    assert regions == sorted(regions)
    assert len(set(regions)) == 3
    with pytest.raises(UsageError):
        ask(*library, "床位", sort="length")


def test_a_hit_by_another_name_says_so(library: Place) -> None:
    by_name = ask(*library, "低保")
    assert {(hit.key, hit.via) for hit in by_name.hits} == {("a-2016-0a.1", "最低生活保障")}
    assert {hit.via for hit in ask(*library, "最低生活保障").hits} == {None}
    assert ask(*library, "“低保”").total == 0
    assert ask(*library, "低保 提高").hits[0].via == "最低生活保障"
    assert ask(*library, "提高 或 低保").hits[0].key == "a-2016-0a.1"
