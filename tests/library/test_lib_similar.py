"""Sections like one: a heading without a text of its own is about what stands below it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from library import fulltext
from library.similar import similar
from tests.library.lib_index import build, text_plan


def test_a_heading_without_text_is_about_its_children(tmp_path: Path) -> None:
    flat = text_plan("m-2021-01", [("主要任务", ""), ("其一", "发展居家上门照护，提供助浴助洁服务。"), ("其二", "改造家庭厕所。")])
    top, first, second = flat.sections
    mine = replace(flat, sections=(top, replace(first, parent=top.key, level=2), replace(second, parent=first.key, level=3)))
    same = text_plan("s-2021-02", [("服务到家", "鼓励机构提供居家上门照护与助浴。"), ("另一项", "婚姻登记。")], "样例市云溪区")
    filler = text_plan("f-2021-03", [(f"第{at}项", f"编号{at}的道路绿化。") for at in range(30)], "样例市龙山区")
    reader = build(tmp_path, [mine, same, filler])
    index = fulltext.ensure(tmp_path, reader)
    found = similar(index, reader, top.key)
    assert [one.section for one in found] == ["s-2021-02.1"]
    assert {"上门", "照护"} <= set(found[0].words)
    assert found[0].here == (), "nothing is marked in a text that is not there"
