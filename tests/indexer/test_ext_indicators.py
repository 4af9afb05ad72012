"""Indicator rows: columns by their titles, years and roles, moved cells, and tables that set no indicators. All invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.indicators import definitions, indicators, is_indicator_table
from indexer.tables import find_tables
from library.model import Indicator, Period
from tests.indexer.ext_blocks import FIVE, blocks

HEAD = "序号 | 指标名称 | 属性 | 单位 | 基准值（2020年） | 目标值（2025年） |\n"


def read(text: str, period: Period | None = FIVE, defined: dict[str, str] | None = None) -> list[Indicator]:
    return [row for table in find_tables(blocks(text)) for row in indicators(table, period, defined or {})]


def values(row: Indicator) -> list[tuple[int | None, str, str, str | None, float | None, str | None]]:
    return [(value.year, value.role, value.text, value.op, value.number, value.unit) for value in row.values]


def test_a_row_with_everything() -> None:
    text = HEAD + "1 | 护理型床位占比 | 约束性 | % | 25 | ≥60 |\n2 | 助餐点 | 预期性 | 家 | 36 | 73 |"
    first, second = read(text, defined={"1": "护理型床位数/床位总数"})
    assert (first.no, first.name, first.attribute, first.unit, first.definition) == (
        "1",
        "护理型床位占比",
        "约束性",
        "%",
        "护理型床位数/床位总数",
    )
    assert values(first) == [(2020, "baseline", "25", "=", 25, "%"), (2025, "target", "≥60", ">=", 60, "%")]
    assert (first.origin, first.confidence, first.note, first.key, first.section) == ("table", 1.0, None, "", "")
    assert text[second.source.start : second.source.end].startswith("2 | 助餐点")
    assert second.source.line == 3


def test_a_goal_in_the_baseline_column_is_read_as_the_target_and_said_so() -> None:
    text = (
        HEAD + "1 | 小型墓比例 | 预期性 | % | ≥90 | |\n2 | 持证社工数 | 预期性 | 人 | 达到常住人口2‰ | |\n"
        "3 | 床位数 | 预期性 | 张 | 100 | |"
    )
    one, two, three = read(text)
    assert values(one) == [(2025, "target", "≥90", ">=", 90, "%")]
    assert one.confidence < 1
    assert "基准值（2020年）" in (one.note or "")
    assert values(two) == [(2025, "target", "达到常住人口2‰", "=", None, "‰")]
    assert values(three) == [(2020, "baseline", "100", "=", 100, "张")]


def test_years_follow_from_the_period_where_the_head_prints_none() -> None:
    text = "类别|指标|基期|目标|累计变化|属性\n水质|断面优良比例（%）|87.5|92|4.5|约束性\n水质|达标率（%）|100|100|—|约束性"
    one, two = read(text, Period("十五五", 2026, 2030))
    assert (one.name, one.unit, one.category) == ("断面优良比例", "%", "水质")
    assert [(value.year, value.role) for value in one.values] == [(2025, "baseline"), (2030, "target"), (None, "target")]
    assert len(two.values) == 2


def test_a_year_between_is_interim_and_a_dash_is_no_value() -> None:
    text = "序号|指标名称|单位|2020年|2023年目标值|2025年目标值|属性\n1|覆盖率|%|--|80|100|预期性\n2|床位数|张|10|20|30|预期性"
    one, _ = read(text)
    assert [(value.year, value.role, value.number) for value in one.values] == [(2023, "interim", 80), (2025, "target", 100)]


def test_units_glued_to_values_and_words_for_numbers() -> None:
    text = (
        "序号|指标|十三五现状|十四五目标|属性\n1|床位总数|1820张|2400张|约束性\n"
        "2|救助站评级|未评级|省级“示范站”|约束性\n3|率|80%|95%以上|预期性"
    )
    one, two, three = read(text)
    assert (one.unit, one.values[0].year, one.values[1].year) == ("张", 2020, 2025)
    assert [(value.number, value.text) for value in two.values] == [(None, "未评级"), (None, "省级“示范站”")]
    assert (three.unit, three.values[1].op, three.values[1].number) == ("%", ">=", 95)


def test_yearly_rates_and_totals_have_no_year() -> None:
    text = "序号|指标|单位|2020年|2025年|年均增速〔累计〕|属性\n1|床位数|张|10|20|〔10〕|预期性\n2|人数|人|10|20|14.9%|预期性"
    one, two = read(text)
    assert (one.values[2].year, one.values[2].number, one.values[2].text) == (None, 10, "〔10〕")
    assert (two.values[2].number, two.values[2].unit) == (14.9, "%")


def test_category_rows_over_the_whole_width() -> None:
    text = (
        "指标|单位|2020年|2025年|属性\n一、经济发展（2项）||||\n增加值|亿元|10|20|预期性\n税收|亿元|1|2|预期性\n"
        "二、民生福祉（1项）||||\n床位数|张|10|30|约束性"
    )
    assert [(row.name, row.category) for row in read(text)] == [
        ("增加值", "经济发展"),
        ("税收", "经济发展"),
        ("床位数", "民生福祉"),
    ]


def test_a_number_before_a_name_is_the_number_of_the_row_also_before_a_digit() -> None:
    text = "指标|单位|2020年|2025年|属性\n1.床位数|张|10|20|预期性\n2.3岁以下入托率|%|10|20|预期性\n4.5岁以下入园率|%|10|20|预期性"
    assert [(row.no, row.name) for row in read(text)] == [("1", "床位数"), ("2", "3岁以下入托率"), (None, "4.5岁以下入园率")]


def test_footnote_marks_and_numbers_are_stripped_from_names() -> None:
    text = (
        "指标|单位|2020年|2025年|属性\n1.床位数①|张|10|20|预期性\n（2）人均水平[3]|元|10|20|预期性\n3.5岁以下入园率|%|10|20|预期性"
    )
    assert [row.name for row in read(text)] == ["床位数", "人均水平", "3.5岁以下入园率"]


@pytest.mark.parametrize(
    "text",
    [
        "序号|项目名称|建设内容|总投资（万元）|建设年限|责任单位\n1|照护中心|新建一处|800|2022|区民政局\n2|殡仪馆|迁建|900|2023|区民政局",
        "序号|任务|责任单位|完成时限\n1|制定办法|区民政局|2022年\n2|建立机制|区财政局|2023年",
        "序号|指标名称|单位|2015年|2020年目标|2020年完成值|属性\n1|床位数|张|10|20|21|预期性\n2|人数|人|1|2|3|预期性",
        "岗位|电话\n绿地科|0900-6100231\n工程科|0900-6100232",
    ],
)
def test_tables_that_set_no_indicators(text: str) -> None:
    tables = find_tables(blocks(text))
    assert len(tables) == 1
    assert not is_indicator_table(tables[0], FIVE)
    assert indicators(tables[0], FIVE, {}) == []


def test_an_unclear_run_of_digits_gives_no_number() -> None:
    text = "序号指标名称单位2020年2025年属性1床位总数张11111约束性2助餐点数个3673预期性3床位占比%2560约束性"
    one, two, _ = read("表1\n" + text)
    assert [value.number for value in one.values] == [None, None]
    assert "无法可靠拆分" in (one.note or "")
    assert [value.number for value in two.values] == [36, 73]
    assert two.confidence < 1


def test_definitions_are_parted_by_their_running_numbers_only() -> None:
    text = "指标定义: 1.全日制照护床位总数；2.护理型床位数/床位总数；3.单个墓位不大于0.6平方米的安葬量/安葬量。"
    assert definitions(text) == {
        "1": "全日制照护床位总数",
        "2": "护理型床位数/床位总数",
        "3": "单个墓位不大于0.6平方米的安葬量/安葬量",
    }
    assert definitions("1.加强领导；2.落实责任。") == {}


GOLD = Path(__file__).parents[3] / "shared" / "gold"


@pytest.mark.skipif(not GOLD.is_dir(), reason="the shared gold files are not on this machine")
@pytest.mark.parametrize("name", ["haizhu", "qingpu"])
def test_every_row_of_the_gold_tables(name: str) -> None:
    from indexer.pipeline import extract

    gold = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    found = [row for row in extract(GOLD.parent / "seeds" / gold["file"]).indicators if row.origin == "table"]
    assert [(row.no, row.name, row.sub, row.attribute) for row in found] == [
        (str(row["no"]), row["name"], row.get("sub"), row["attribute"]) for row in gold["indicators"]
    ]
    assert [row.unit for row in found] == [row["unit"] for row in gold["indicators"]]


@pytest.mark.parametrize(
    "step", ["中期值（2023年）", "中期（2023年）", "2023年中期值", "阶段目标（2023年）", "2023年度目标", "阶段值（2023年）"]
)
@pytest.mark.parametrize("parter", ["\t", " | "])
def test_a_step_on_the_way_is_an_interim_value(step: str, parter: str) -> None:
    lines = [
        ["编号", "类别", "指标", "属性", "单位", "基期值（2020年）", step, "目标值（2025年）"],
        ["1", "社区", "睦邻点数量", "预期性", "个", "31", "44", "62"],
        ["2", "社区", "议事厅覆盖率", "约束性", "%", "55", "70", "≥90"],
    ]
    one, two = read("\n".join(map(parter.join, lines)))
    assert [(value.year, value.role, value.number) for value in one.values] == [
        (2020, "baseline", 31),
        (2023, "interim", 44),
        (2025, "target", 62),
    ]
    assert [value.role for value in two.values] == ["baseline", "interim", "target"]


def test_a_step_without_a_year_is_kept_without_one() -> None:
    (row,) = read("序号 | 指标 | 单位 | 基期值 | 中期目标 | 目标值\n1 | 睦邻点 | 个 | 31 | 44 | 62")
    assert [(value.year, value.role) for value in row.values] == [(2020, "baseline"), (None, "interim"), (2025, "target")]


@pytest.mark.parametrize("head", ["五年累计", "年均增长〔累计〕", "“十四五”累计", "年均/累计", "2021—2025年累计"])
def test_totals_and_yearly_rates_are_no_values_of_a_date(head: str) -> None:
    (one,) = read(f"序号 | 指标 | 单位 | 2020年 | 2025年 | {head}\n1 | 睦邻点 | 个 | 31 | 62 | 〔31〕")
    assert [(value.year, value.role, value.measure) for value in one.values] == [
        (2020, "baseline", "存量"),
        (2025, "target", "存量"),
        (None, "target", "累计"),
    ]


def test_a_rate_in_a_column_of_totals_and_rates_is_a_rate() -> None:
    (one,) = read("序号 | 指标 | 单位 | 2020年 | 2025年 | 年均增长〔累计〕\n1 | 睦邻点 | 个 | 31 | 62 | 14.9%")
    assert [(value.year, value.measure) for value in one.values][-1] == (None, "增速")
