"""The whole line on invented files: a plan with everything in its place, the same each time, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.pipeline import extract
from indexer.readers import ReadFailure
from library.model import Plan

PLAN = """云溪区人民政府关于印发云溪区水利发展“十五五”规划的通知
各乡镇人民政府，区政府各部门：
现将《云溪区水利发展“十五五”规划》印发给你们，请认真组织实施。
云溪区人民政府
2026年3月18日

云溪区水利发展“十五五”规划

为保障灌区用水，依据示例市灌溉条例，编制本规划。规划期为2026年至2030年。
一、现状
（一）渠系
“十四五”期间，改造干渠120公里，灌溉保证率提高9.5个百分点，下游三个乡的群众用上了渠水。
（二）问题
支渠老旧，渗漏严重，计量设施不足，管护经费没有稳定来源。
二、目标
到2030年，灌区现代化水平显著提高，主要指标见专栏1。
专栏1 主要指标
| 序号 | 指标 | 单位 | 2025年 | 2030年 | 属性 |
| 1 | 灌溉保证率 | % | 75 | 85 | 约束性 |
| 2 | 高效节水面积 | 万亩 | 6.2 | ≥9 | 预期性 |
三、任务
1.改造干渠。改造老旧干渠40公里，安装量水设施。
2.清淤支渠。每年清淤一次，费用由受益村分担。
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    path = tmp_path / "云溪.txt"
    path.write_text(PLAN, encoding="utf-8")
    return extract(path, "资料/云溪.txt")


def test_sections_tables_and_indicators_are_in_their_places(plan: Plan) -> None:
    assert [(s.kind, s.number + s.title) for s in plan.sections] == [
        ("front", ""),
        ("heading", "一、现状"),
        ("heading", "（一）渠系"),
        ("heading", "（二）问题"),
        ("heading", "二、目标"),
        ("box", "专栏1主要指标"),
        ("heading", "三、任务"),
        ("heading", "1.改造干渠"),
        ("heading", "2.清淤支渠"),
    ]
    box = plan.sections[5]
    assert (plan.tables[0].section, plan.tables[0].header_rows, len(plan.tables[0].grid)) == (box.key, 1, 3)
    assert plan.tables[0].key == f"{plan.key}.t1"
    assert [(i.key, i.section, i.name) for i in plan.indicators if i.origin == "table"] == [
        (f"{plan.key}.i1", box.key, "灌溉保证率"),
        (f"{plan.key}.i2", box.key, "高效节水面积"),
    ]


def test_what_the_plan_says_about_itself(plan: Plan) -> None:
    assert (plan.title, plan.region, plan.doc_type) == ("云溪区水利发展“十五五”规划", "云溪区", "规划")
    assert plan.period is not None
    assert (plan.period.start, plan.period.end) == (2026, 2030)
    assert (plan.source.file, plan.source.format, plan.source.encoding) == ("资料/云溪.txt", "text", "utf-8")
    assert plan.key.startswith("yunxi-2026-")


def test_every_word_points_back_into_the_file(plan: Plan) -> None:
    for section in plan.sections:
        for span in section.spans:
            paragraph = section.text[span.offset :].split("\n")[0]
            assert PLAN[span.start : span.start + len(paragraph)] == paragraph
            assert PLAN.count("\n", 0, span.start) + 1 == span.line
    for table in plan.tables:
        assert [PLAN.split("\n")[line - 1].split("|")[1].strip() for line in table.lines] == ["序号", "1", "2"]


def test_nothing_is_lost(plan: Plan) -> None:
    kept = "".join(s.number + s.title + s.text for s in plan.sections) + "".join(
        c for t in plan.tables for row in t.grid for c in row
    )
    gone = "".join(PLAN.replace("|", "").split())
    for char in set("".join(kept.split())) | set(gone):
        assert char == "。" or "".join(kept.split()).count(char) >= gone.count(char), char


def test_the_same_file_gives_the_same_plan(plan: Plan, tmp_path: Path) -> None:
    assert extract(tmp_path / "云溪.txt", "资料/云溪.txt") == plan


def test_a_file_without_headings_says_so(tmp_path: Path) -> None:
    path = tmp_path / "便笺.txt"
    path.write_text("渠水已到下游，请各村做好准备，分段值守，确保安全。\n", encoding="utf-8")
    plan = extract(path)
    assert [section.kind for section in plan.sections] == ["front"]
    assert "no-outline" in {caution.code for caution in plan.warnings}


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.write_text("\n \n", encoding="utf-8")
    with pytest.raises(ReadFailure, match="没有文字"):
        extract(path)
