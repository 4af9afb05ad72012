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
    text = "到2025年，照护中心达到29家，助餐点不少于73家，活动室超过321家。护理员岗前培训率达到100%。"
    assert found(text) == [
        ("照护中心", 2025, "=", 29, "家"),
        ("助餐点", 2025, ">=", 73, "家"),
        ("活动室", 2025, ">", 321, "家"),
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
        ("培育5家以上连锁化养老机构。", ("连锁化养老机构", None, ">=", 5, "家")),
        ("打造7~8家示范养老机构。", ("示范养老机构", None, ">=", 7, "家")),
        ("将低保、特困办理时限压缩至20个工作日内。", ("低保、特困办理时限", None, "<=", 20, "个工作日")),
        ("设施覆盖率由71%提高到87%。", ("设施覆盖率", None, "=", 87, "%")),
        ("农村每个镇至少设置一处公益性墓园。", ("公益性墓园", None, ">=", 1, "处")),
        ("60%以上的设施交由社会主体运营。", ("设施", None, ">=", 60, "%")),
        ("实现街道社工站100%覆盖。", ("街道社工站", None, "=", 100, "%")),
        ("护理型床位数达到总床位的60%。", ("护理型床位数", None, "=", 60, "%")),
        ("到2025年志愿者达到5万人。", ("志愿者", 2025, "=", 5, "万人")),
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
        "推动150张以上床位的机构开办医院。",
        "打造15分钟养老服务圈。",
        "健全“9+1”救助体系，深化“1+11”服务网络。",
        "户籍人口老龄化率达30%以上的街道任务更重。",
        "评选3A级以上社会组织。",
        "为80岁以上老人提供服务。",
        "坚持四个统一，围绕3个方面推进。",
        "农村、城市社区平均拥有不少于15个、10个社区组织。",
        "指标定义: 1.床位总数不少于20张；2.人数达到3人。",
        "每处不少于800平方米。",
    ],
)
def test_numbers_that_are_no_targets(text: str) -> None:
    assert found(text) == []


def test_sections_about_the_past_and_documents_without_a_period_have_none() -> None:
    text = "照护中心达到29家。"
    assert found(text)
    assert found(text, ("一、发展基础",)) == []
    assert found(text, ("“十三五”发展情况",)) == []
    assert found(text, period=None) == []


def test_place_sentence_and_kind() -> None:
    text = "健全服务网络。\n到2025年，照护中心达到29家。"
    (item,) = targets(section(text), (), FIVE)
    assert item.origin == "text"
    assert item.note == "到2025年，照护中心达到29家。"
    assert item.source.line == 11
    position = item.source.start - 100
    assert text[position : position + 5] == "达到29家"


@given(st.text(alphabet="到至2025年，。、达到不少于建设打造家个张%的床位“”（）以上1.9", max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for item in targets(section(text), (), FIVE):
        assert item.name
        assert item.values[0].number is not None
        assert item.note is not None
        assert item.note in text
