"""Projects that plans name: rows of tables, items of boxes, things of the text. All invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.projects import distinct, projects, table_projects
from indexer.tables import find_tables
from tests.indexer.ext_blocks import FIVE, blocks, section


def names(text: str, *above: str) -> list[tuple[str, str]]:
    return [(item.name, item.kind) for item in projects(section(text), above, FIVE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("持续实施乡村食堂提升工程，改善用餐环境。", ("乡村食堂提升工程", "工程")),
        ("搭建全区统一的救助信息共享数据库。", ("救助信息共享数据库", "平台")),
        ("持续开展服务质量提升专项行动。", ("服务质量提升专项行动", "行动")),
        ("开展智慧养老聚焦点试点。", ("智慧养老聚焦点试点", "试点")),
        ("打造“暖阳里”服务品牌。", ("“暖阳里”", "品牌")),
        ("深化“邻里伙伴计划”，扩大覆盖。", ("“邻里伙伴计划”", "行动")),
        ("实施“互联网+养老”行动。", ("“互联网+养老”行动", "行动")),
        ("编制《示例区殡葬设施专项规划》。", ("《示例区殡葬设施专项规划》", "项目")),
        ("打造1个辅具产业人才培养基地。", ("辅具产业人才培养基地", "项目")),
        ("实施社工培优计划，扩大队伍。", ("社工培优计划", "行动")),
        ("支持行业组织建设电子印章系统。", ("电子印章系统", "平台")),
        ("积极推动“互联网+助残”战略实施。", ("“互联网+助残”战略", "行动")),
        ("深化“2+7”社会组织服务中心体系常态化运作。", ("“2+7”社会组织服务中心体系", "项目")),
        ("新建和改扩建镇级公益性公墓6处。", ("镇级公益性公墓", "项目")),
        ("依托示例市社工人才培养基地等资源，培训骨干。", ("示例市社工人才培养基地", "项目")),
        ("以“邻里春风”活动为载体，凝聚居民。", ("“邻里春风”", "品牌")),
    ],
)
def test_things_that_the_text_names(text: str, expected: tuple[str, str]) -> None:
    assert names(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "“十三五”期间，实施了乡村食堂提升工程。",
        "推进重点项目建设，完善服务平台。",
        "坚持“一门受理、协同办理”，深化“放管服”改革。",
        "增强工作的系统性，关心行动不便的老年人。",
        "养老工作取得明显成效。",
        "建立区、街两级孵化基地13个。",
        "推动87所敬老院分类改造。",
        "建立综合信息管理和统一应用系统。",
        "依托邻里用房、社会工作站建设便民点位。",
        "搭建“线上线下”服务平台。",
        "推动“安宁社区”“书香社区”两类特色品牌。",
        "建设受理核对、服务监管三大模块。",
        "落实年度培训计划。",
    ],
)
def test_slogans_the_past_and_empty_words_are_none(text: str) -> None:
    assert names(text) == []


def test_sections_of_the_past_and_of_principles_have_none() -> None:
    text = "持续实施乡村食堂提升工程。"
    assert names(text)
    assert names(text, "一、发展基础") == []
    assert names(text, "二、指导思想") == []


def test_items_of_a_box() -> None:
    text = "1.照护设施补短板工程。新建照护中心29处。\n2.人才培育计划。培训护理员900人次。"
    found = projects(section(text, "专栏2 重大工程", "box"), (), FIVE)
    assert [(item.no, item.name, item.kind, item.content) for item in found] == [
        ("1", "照护设施补短板工程", "专栏", "新建照护中心29处。"),
        ("2", "人才培育计划", "专栏", "培训护理员900人次。"),
    ]
    assert [item.source.line for item in found] == [10, 11]


def test_rows_of_a_project_table() -> None:
    text = (
        "序号|项目名称|建设内容|总投资（万元）|建设年限\n1|北山生态公墓|占地180亩|4200|2022—2025\n"
        "2|智慧民政平台|汇聚数据|900|2021—2023\n合计|合计|合计|合计|合计"
    )
    (table,) = find_tables(blocks(text))
    found = table_projects(table)
    assert [(item.no, item.name, item.kind, item.content) for item in found] == [
        ("1", "北山生态公墓", "项目", "占地180亩"),
        ("2", "智慧民政平台", "平台", "汇聚数据"),
    ]
    assert text[found[0].source.start : found[0].source.end].startswith("1|北山")


def test_an_indicator_table_holds_no_projects() -> None:
    (table,) = find_tables(blocks("序号|指标名称|单位|2020年|2025年|属性\n1|床位数|张|10|20|预期性\n2|人数|人|10|20|预期性"))
    assert table_projects(table) == []


def test_what_the_text_of_an_item_of_a_box_names_is_part_of_that_item() -> None:
    text = "建设县级助浴服务示范基地1个，组建队伍。"
    (inner,) = projects(section(text), (), FIVE)
    item = replace(inner, section="k.1", name="银发助浴项目", kind="专栏")
    assert distinct([item, replace(inner, section="k.1")]) == [item]
    assert len(distinct([item, replace(inner, section="k.2")])) == 2


def test_the_same_thing_is_named_once() -> None:
    found = projects(section("实施“邻里云”平台工程。继续建设“邻里云”平台。"), (), FIVE)
    assert len(distinct([*found, *found])) == 1
