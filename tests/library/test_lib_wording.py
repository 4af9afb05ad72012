"""How strongly a sentence commits itself to a measure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from library.library import Library
from library.store import Store
from library.wording import STRENGTHS, commitment
from tests.library.lib_plans import small_plan


@pytest.mark.parametrize(
    ("sentence", "strength", "verb"),
    [
        ("探索建立家庭照护床位补贴制度。", "探索", "探索"),
        ("开展家庭照护床位试点。", "试点", "试点"),
        ("在两个街道推进家庭照护床位试点。", "试点", "试点"),
        ("鼓励社会力量运营家庭照护床位。", "鼓励", "鼓励"),
        ("推进家庭照护床位扩面。", "推进", "推进"),
        ("健全家庭照护床位管理办法。", "建立", "健全"),
        ("到2030年，家庭照护床位达到900张。", "实现", "达到"),
        ("实现家庭照护床位街道全覆盖。", "实现", "实现"),
        ("鼓励机构上门服务，建成家庭照护床位三百张。", "建立", "建成"),
        ("推动养老机构、服务中心，家庭照护床位一体运行。", "推进", "推动"),
        ("家庭照护床位是居家养老的补充。", "提及", ""),
        ("依托研究院做好家庭照护床位评估。", "提及", ""),
    ],
)
def test_the_verb_of_the_clause_tells_the_strength(sentence: str, strength: str, verb: str) -> None:
    found, place = commitment(sentence, sentence.index("家庭照护床位"))
    assert (found, sentence[slice(*place)] if place else "") == (strength, verb)


def test_wordings_of_plans_come_strongest_first_with_their_places(tmp_path: Path) -> None:
    said = {
        "青禾": "探索家庭照护床位。",
        "白石": "家庭照护床位实现街道全覆盖。",
        "云岭": "推进家庭照护床位。",
        "南坡": "修缮老旧食堂。",
    }
    plans = []
    for name, words in said.items():
        plan = small_plan(name, f"{name}.txt")
        front, first, *rest = plan.sections
        plans.append(replace(plan, sections=(front, replace(first, title="主要任务", text=f"开头。{words}"), *rest)))
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans(plans, ())
    with Library.open(tmp_path) as library:
        found = library.wordings("家庭照护床位")
        assert [one.strength for one in found] == ["实现", "推进", "探索"]
        assert all(STRENGTHS.index(one.strength) > 0 for one in found)
        for one in found:
            assert library.section(one.section).text[one.at :].startswith(one.sentence)
            assert {one.sentence[start:end] for start, end in one.matches} == {"家庭照护床位"}
        assert library.wordings("没有人说过的事") == ()
        assert [one.strength for one in library.wordings("床位结构有待优化")] == ["现状"] * 4
