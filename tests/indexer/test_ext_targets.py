"""Quantified targets of running text, and the numbers that are none. All sentences here are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.targets import targets
from library.model import Period
from tests.indexer.ext_blocks import FIVE, section

Target = tuple[str, int | None, str | None, float | None, str | None]


def found(text: str, above: tuple[str, ...] = (), period: Period | None = FIVE) -> list[Target]:
    out: list[Target] = []
    for item in targets(section(text), above, period):
        (value,) = item.values
        out.append((item.name, value.year, value.op, value.number, value.unit))
    return out


def test_one_year_governs_several_items_up_to_the_full_stop() -> None:
    text = "到2025年，照护中心达到24家，助餐点不少于68家，活动室超过310家。护理员岗前培训率达到100%。"
    assert found(text) == [
        ("照护中心", 2025, "=", 24, "家"),
        ("助餐点", 2025, ">=", 68, "家"),
        ("活动室", 2025, ">", 310, "家"),
        ("护理员岗前培训率", None, "=", 100, "%"),
    ]


def test_the_nearest_year_before_the_number_governs() -> None:
    text = "2022年底前接入全部街道，到2025年监测覆盖率达到100%，床位达到300张。新增床位40张，到2025年总数达到90张。"
    assert [(name, year) for name, year, *_ in found(text)] == [
        ("监测覆盖率", 2025),
        ("床位", 2025),
        ("新增床位", None),
        ("新增床位（总数）", 2025),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("培育8家以上连锁化养老机构。", ("连锁化养老机构", None, ">=", 8, "家")),
        ("打造5~6家示范养老机构。", ("示范养老机构", None, ">=", 5, "家")),
        ("将公墓、墓园审批时限压缩至12个工作日内。", ("公墓、墓园审批时限", None, "<=", 12, "个工作日")),
        ("服务覆盖率由62%提高到90%。", ("服务覆盖率", None, "=", 90, "%")),
        ("每个乡至少建设一处惠民墓园。", ("惠民墓园", None, ">=", 1, "处")),
        ("45%以上的站点委托专业机构管理。", ("站点委托专业机构管理", None, ">=", 45, "%")),
        ("实现村级服务点100%覆盖。", ("村级服务点", None, "=", 100, "%")),
        ("持证人员达到总人数的55%。", ("持证人员", None, "=", 55, "%")),
        ("到2025年志愿者达到6万人。", ("志愿者", 2025, "=", 6, "万人")),
    ],
)
def test_the_forms_of_a_target(text: str, expected: tuple[str, int | None, str, float, str]) -> None:
    assert found(text) == [expected]


def test_a_verb_governs_the_whole_list() -> None:
    text = "新增照护中心2处、助餐点5处、活动室19处。"
    assert [(name, number) for name, _, _, number, _ in found(text)] == [("新增照护中心", 2), ("新增助餐点", 5), ("新增活动室", 19)]


@pytest.mark.parametrize(
    "text",
    [
        "截至2020年底，全区已建成照护中心13家。",
        "“十三五”期间，床位达到8000张。",
        "推动120张以上床位的机构开办诊所。",
        "打造10分钟便民服务圈。",
        "健全“7+2”帮扶体系，深化“1+5”服务网络。",
        "常住人口老龄化率达25%以上的乡镇任务更重。",
        "评选3A级以上社会组织。",
        "为80岁以上老人提供服务。",
        "坚持四个统一，围绕3个方面推进。",
        "甲类、乙类社区平均配置不少于12个、8个服务小组。",
        "指标定义: 1.床位总数不少于20张；2.人数达到3人。",
        "每处不少于800平方米。",
    ],
)
def test_numbers_that_are_no_targets(text: str) -> None:
    assert found(text) == []


def test_sections_about_the_past_and_documents_without_a_period_have_none() -> None:
    text = "照护中心达到24家。"
    assert found(text)
    assert found(text, ("一、发展基础",)) == []
    assert found(text, ("“十三五”发展情况",)) == []
    assert found(text, period=None) == []


def test_place_sentence_and_kind() -> None:
    text = "健全服务网络。\n到2025年，照护中心达到24家。"
    (item,) = targets(section(text), (), FIVE)
    assert item.origin == "text"
    assert item.note == "到2025年，照护中心达到24家。"
    assert item.source.line == 11
    position = item.source.start - 100
    assert text[position : position + 5] == "达到24家"


@given(st.text(alphabet="到至2025年，。、达到不少于建设打造家个张%的床位“”（）以上1.9", max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for item in targets(section(text), (), FIVE):
        assert item.name
        assert item.values[0].number is not None
        assert item.note is not None
        assert item.note in text


def test_what_is_made_and_what_is_reached_are_different_kinds_of_figures() -> None:
    found = targets(section("新建睦邻点12处，到2025年睦邻点达到40处，覆盖率达到90%。完成困难家庭改造300户。"), (), FIVE)
    assert [value.measure for row in found for value in row.values] == ["新增", "存量", "比例", "累计"]


def test_a_sentence_without_end_is_read_in_windows() -> None:
    far = "点位" * 1000
    assert found(f"“未完的引文{far}，到2025年，睦邻点达到40处") == [("睦邻点", 2025, "=", 40, "处")]
    assert found("到2025年，" + "照护点达到12处，" * 300)[299] == ("照护点", None, "=", 12, "处")
