"""Shifted bytes: an invented plan is damaged as a careless site does it, and must be read back, or left alone; never misread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import indexer.mojibake as mojibake
from indexer.mojibake import Repair, choose, repair_mojibake
from indexer.mojibake_habits import Habits
from indexer.mojibake_runs import End, Run, Step
from indexer.mojibake_search import Reading
from indexer.trace import Traced
from tests.indexer.gbk_damage import damage

PLAN = """云溪镇公共图书馆建设方案
全镇现有图书馆一座、分馆三座，藏书八千余册。图书馆每天开放十小时，周末照常开放。
一、基础设施。新建图书馆选址在湖滨公园东侧，建筑面积二千平方米，设阅览室、报告厅和少儿活动区。基础设施同步建设，道路、停车场、绿化一并完成。
二、阅读推广。每年举办“书香云溪”阅读节，组织读书会、讲座和展览。“书香云溪”已经成为居民喜爱的文化品牌。
三、志愿服务。招募志愿者参与图书整理、导读和讲座服务。志愿者服务时间记入档案，作为评优的依据。
四、流动书车。为偏远村庄配备流动书车，每周巡回一次。流动书车装载图书五百册，村民就近借还。
五、数字资源。建设数字图书馆，居民凭借书证在家中阅读电子图书。数字图书馆与市图书馆互联互通。
沿海渔村设立渔家书屋。面向大海“渔家书屋”常年开放，渔民出海归来可以借阅图书。会议室免费提供给读书会使用。
学校图书馆向居民开放。会同教育部门制定学校图书馆开放办法。“书香云溪”阅读节设学校专场。
"""
NOTES = {"區": "qū", "業": "yè", "務": "wù", "設": "shè", "雲": "yún", "館": "guǎn"}
MARKS = "，。、；：！”"


def traditional(text: str) -> str:
    from opencc import OpenCC

    return str(OpenCC("s2t").convert(text))


def narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def repaired(text: str) -> tuple[str, tuple[Repair, ...]]:
    traced, repairs = repair_mojibake(Traced.of(text))
    return traced.text, repairs


def readings(text: str) -> list[tuple[str, bool]]:
    return [(one.repaired, one.certain) for one in repaired(text)[1]]


def test_a_simplified_plan_whose_lost_pairs_still_show_is_read_back() -> None:
    raw = damage(PLAN, keep_private=True)
    text, repairs = repaired(raw)
    assert [one.repaired for one in repairs] == [
        "。基础设施同步建设",
        "。“书香云溪”已经成为居民喜爱的文化品牌",
        "。会议室免费提供给读书会使用",
        "。会同教育部门制定学校图书馆开放办法",
    ]
    for one in repairs:
        assert text[one.start : one.end] == one.repaired
        assert one.repaired in narrow(PLAN)
        assert one.raw in raw


@pytest.mark.parametrize("keep_private", [False, True])
def test_a_traditional_plan_with_notes_is_read_back_in_its_own_script(keep_private: bool) -> None:
    raw = damage(traditional(PLAN), notes=NOTES, keep_private=keep_private)
    assert "?" in raw
    assert readings(raw) == [("。基礎", True), ("。“書香雲", True), ("。“書香雲", True)]


def test_the_note_behind_a_run_stays_whole_and_a_cut_one_goes() -> None:
    raw = damage(traditional(PLAN), notes=NOTES)
    assert "汶?yún)溪" in raw
    text, _ = repaired(raw)
    assert "。“書香雲溪”" in text


def test_a_note_inside_a_character_is_taken_out() -> None:
    plan = traditional("外来人口导入区设立图书馆分馆。人口导入区的图书馆延长开放时间。\n人口导入较多的村设流动书车。\n")
    raw = damage(plan, notes={"區": "qū", "雲": "yún"})
    assert raw.count("入?yún)^(qū)") == 2
    text, repairs = repaired(raw)
    assert [one.repaired for one in repairs] == ["區", "區"]
    assert re.sub(r"\(qū\)", "", text) == narrow(plan)


def test_a_phrase_torn_twice_is_read_by_the_place_that_says_more() -> None:
    short = damage("镇里的目标是“保基金、添藏书”。\n")
    more = damage("设立图书基金，基金由镇财政管理。\n镇政府确保基金使用合理，鼓励社会捐赠。\n")
    assert "“?;?、" in short
    assert readings(short) == []
    assert readings(short + more) == [("保基金", True), ("保基金使用合理", True)]


def test_clean_text_is_given_back_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mojibake, "find_runs", None)
    clean = Traced.of(PLAN * 20 + traditional(PLAN))
    text, repairs = repair_mojibake(clean)
    assert text is clean
    assert repairs == ()


@pytest.mark.parametrize("script", [str, traditional])
@pytest.mark.parametrize("pattern", [f"[{MARKS}]", "。", "(?=[；！：])|(?<=[书書])"])
def test_real_question_marks_stay(script: Callable[[str], str], pattern: str) -> None:
    plan = re.sub("，", "；", script(PLAN))
    for text in (re.sub(pattern, "?", plan), re.sub(pattern, r"?\g<0>", plan), re.sub(pattern, r"?\g<0>", narrow(plan))):
        assert text.count("?") >= 10
        assert repaired(text) == (text, ())


@pytest.mark.parametrize(
    "raw",
    [
        "他问:要不要来?!好!\n",
        "为什么?;因为要开放。见网站g\n",
        "?!\n",
        "?;",
        "?yún)",
        "?qū)^",
        "?",
        "全镇?!?!?!?!\n",
        "?;鶎?",
    ],
)
def test_what_cannot_be_read_stays(raw: str) -> None:
    assert repaired(raw) == (raw, ())


def test_no_run_reaches_across_a_digit() -> None:
    raw = damage(PLAN, keep_private=True)
    assert raw.count("?;\ue2a5") == 1
    for cut in ("∩", "枋"):
        broken = raw.replace(cut, cut + "5", 1)
        assert not any("设施" in one.repaired for one in repaired(broken)[1])


def test_a_chinese_number_that_may_be_another_is_left() -> None:
    plan = "读书会每年举办。停三年。三年评选。五年评选。十年评选。\n"
    found = [
        Reading("。三年", 5, 0.985, -3.0),
        Reading("。五年", 5, 0.014, -3.0),
        Reading("", 0, 0.001, 0.0),
    ]
    run = Run(0, 1, frozenset(), True, {4: Step((), 5, End(None, "", 5, 5))})
    habits = Habits(plan)
    assert choose(run, found, habits) is None
    assert choose(run, [replace(found[0], share=0.999), replace(found[1], share=0.001)], habits) is not None
    assert choose(run, [replace(one, text=one.text.replace("三", "全").replace("五", "半")) for one in found], habits) is not None


@settings(max_examples=8, deadline=None, derandomize=True)
@given(st.data())
def test_the_offset_map_leads_back(data: st.DataObject) -> None:
    lines = PLAN.splitlines()
    chosen = data.draw(st.lists(st.sampled_from(lines), min_size=1, max_size=12))
    raw = damage("\n".join(chosen), keep_private=data.draw(st.booleans()))
    start = data.draw(st.integers(0, 50))
    text, repairs = repair_mojibake(Traced.of(raw, start))
    assert len(text.origin) == len(text) + 1
    assert text.end == start + len(raw)
    assert all(before <= after for before, after in pairwise(text.origin))
    inside = {at for one in repairs for at in range(one.start, one.end)}
    for at, char in enumerate(text.text):
        if at not in inside:
            assert raw[text.origin[at] - start] == char
    for one in repairs:
        first = text.origin[one.start] - start
        assert raw[first : first + len(one.raw)] == one.raw
        assert text.text[one.start : one.end] == one.repaired
        assert one.repaired in narrow("\n".join(chosen))
