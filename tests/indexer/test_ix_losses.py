"""What a document announces and does not hold, where it comes from, and whether it is final: on invented plans."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.pipeline import extract
from library.model import Caution, Plan

PROSE = "云溪区水网密布，过去五年新建污水泵站四十一座，河道步道一刻钟可达率明显提高，问题办结更快。"
TITLE = "云溪区水环境治理“十五五”规划"


def plan_of(tmp_path: Path, *rows: str, title: str = TITLE) -> Plan:
    path = tmp_path / "plan.txt"
    path.write_text("\n".join((title, *rows)), encoding="utf-8")
    return extract(path)


def cautions(tmp_path: Path, code: str, *rows: str, title: str = TITLE) -> list[Caution]:
    return [caution for caution in plan_of(tmp_path, *rows, title=title).warnings if caution.code == code]


def test_boxes_that_are_missing_before_and_between_others(tmp_path: Path) -> None:
    rows = ["一、任务", PROSE, "专栏2 管网工程", PROSE, "二、项目", PROSE, "专栏4 河道工程", PROSE, "三、保障", PROSE]
    (caution,) = cautions(tmp_path, "missing-box", *rows)
    assert "专栏1、专栏3缺失" in caution.message
    assert caution.line == 4


def test_boxes_in_a_row_miss_nothing(tmp_path: Path) -> None:
    rows = ["一、任务", PROSE, "专栏1 管网工程", PROSE, "二、项目", PROSE, "专栏2 河道工程", PROSE, "三、保障", PROSE]
    assert not cautions(tmp_path, "missing-box", *rows)


CONTENTS = ["目录", "一、治理基础 .... 1", "二、总体要求 .... 4", "三、重点任务 .... 9", "四、组织实施 .... 20"]


def test_entries_of_the_contents_without_a_section(tmp_path: Path) -> None:
    rows = [*CONTENTS, "一、治理基础", PROSE, "二、总体要求", PROSE, "三、重点任务", PROSE]
    (caution,) = cautions(tmp_path, "missing-section", *rows)
    assert "“四、组织实施”" in caution.message
    assert "缺失" in caution.message
    assert caution.line == 6


def test_entries_that_the_text_holds_in_another_form(tmp_path: Path) -> None:
    rows = [*CONTENTS, "第一章 治理基础", PROSE, "第二章 总体要求", PROSE, "第三章 重点任务", PROSE, "第四章 组织实施", PROSE]
    assert not cautions(tmp_path, "missing-section", *rows)


def test_a_gap_in_the_numbers(tmp_path: Path) -> None:
    rows = ["一、治理基础", PROSE, "二、总体要求", PROSE, "四、组织实施", PROSE]
    (caution,) = cautions(tmp_path, "numbering-gap", *rows)
    assert "第 3 项缺失" in caution.message
    assert caution.line == 6


def test_chapters_that_run_on_from_part_to_part_have_no_gap(tmp_path: Path) -> None:
    rows = ["第一篇 现状", "第一章 基础", PROSE, "第二章 形势", PROSE, "第二篇 任务", "第三章 管网", PROSE, "第四章 河道", PROSE]
    assert not cautions(tmp_path, "numbering-gap", *rows)


@pytest.mark.parametrize(
    "end", ["到二〇三〇年，全区建成雨水管网二百公里，新增调蓄池九座，并在", "按季度调度，按年度考核，对进展慢的镇街提"]
)
def test_a_text_that_ends_within_a_sentence(tmp_path: Path, end: str) -> None:
    (caution,) = cautions(tmp_path, "truncated", "一、治理基础", PROSE, "二、总体要求", PROSE, "三、组织实施", end)
    assert "缺失" in caution.message
    assert caution.line == 7


def test_a_text_that_ends_at_a_heading(tmp_path: Path) -> None:
    assert cautions(tmp_path, "truncated", "一、治理基础", PROSE, "二、总体要求", PROSE, "三、组织实施")


@pytest.mark.parametrize("end", [PROSE, "云溪区水务局\n2026年3月18日", "| 管网 | 120公里 | 2028年 |\n| 泵站 | 4座 | 2029年 |"])
def test_a_text_that_ends_as_it_should(tmp_path: Path, end: str) -> None:
    assert not cautions(
        tmp_path, "truncated", "一、治理基础", PROSE, "二、总体要求", PROSE, "三、组织实施", PROSE, *end.split("\n")
    )


def test_damage_that_nothing_can_read_is_told_and_kept(tmp_path: Path) -> None:
    rows = ["一、治理基础", "泵站新建四十座锟斤拷运行稳定。" + PROSE, "二、总体要求", "管网改造\ue412公里。" + PROSE]
    (caution,) = cautions(tmp_path, "damaged", *rows)
    assert "2 处" in caution.message
    assert "第 3、5 行" in caution.message


@pytest.mark.parametrize(
    ("title", "line"),
    [(TITLE + "（征求意见稿）", ""), (TITLE, "（草案）"), (TITLE, "（送审稿）"), (TITLE + "(公开征求意见稿)", "")],
)
def test_a_draft_is_told_and_its_title_says_so(tmp_path: Path, title: str, line: str) -> None:
    plan = plan_of(tmp_path, *filter(None, [line]), "一、治理基础", PROSE, "二、总体要求", PROSE, "三、任务", PROSE, title=title)
    assert [caution.code for caution in plan.warnings] == ["draft"]
    assert plan.title == title + line
    assert plan.doc_type == "规划"


def test_advice_on_a_plan_is_no_plan(tmp_path: Path) -> None:
    title = "中共云溪区委关于制定云溪区国民经济和社会发展第十六个五年规划的建议"
    plan = plan_of(tmp_path, "一、治理基础", PROSE, "二、总体要求", PROSE, "三、任务", PROSE, title=title)
    assert plan.doc_type == "其他"
    assert [caution.code for caution in plan.warnings] == ["draft", "not-a-plan"]
    assert plan.title == title


BODY = ["一、治理基础", PROSE, "二、总体要求", PROSE, "三、任务", PROSE]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ([], ["发布时间：2026年3月20日", "有效性：未知，请慎用", *BODY]),
        (["园区招商", "厂房出租"], ["发布时间：2026年3月20日", *BODY]),
        ([], ["来源：某某文库", "发布时间：2026年3月20日", *BODY]),
        ([], [*BODY, "版权声明：本文转载自网络，如有侵权请联系删除。"]),
    ],
)
def test_pages_of_other_sites(tmp_path: Path, above: list[str], below: list[str]) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("\n".join([*above, TITLE, *below]), encoding="utf-8")
    assert "repost" in [caution.code for caution in extract(path).warnings]


def test_the_issuers_own_page_is_no_repost(tmp_path: Path) -> None:
    page = [
        "您所在的位置：首页 > 政务公开",
        TITLE,
        "发布日期：2026-03-20 来源：云溪区水务局",
        "有效性：有效",
        *BODY,
        "主办：云溪区人民政府",
    ]
    path = tmp_path / "plan.txt"
    path.write_text("\n".join(page), encoding="utf-8")
    assert "repost" not in [caution.code for caution in extract(path).warnings]
