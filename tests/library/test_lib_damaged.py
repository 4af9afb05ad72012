"""Words that lost characters where a file is damaged: found by what is left of them, and only where nothing speaks against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.damaged import beside_damage, is_damaged
from library.explain import explain
from library.fulltext import ensure
from tests.library.lib_index import ask, build, keys, text_plan

WHOLE = text_plan("w-2021-0001", [("风气", "提倡拓荒牛精神，真抓实干。"), ("别的", "办理殡葬事务。")])
BROKEN = text_plan("b-2021-0002", [("作风", "弘扬“拓荒?!本?，培育典型。"), ("问", "怎么办?我们来办。")], "样例市云溪区")


@pytest.mark.parametrize(
    ("piece", "found"),
    [
        ("拓荒牛精神", True),  # its end is lost
        ("弘扬拓荒牛精神培育典型", False),  # more is missing than the run may have held
        ("拓荒牛", False),  # short: too little is known
        ("拓荒人生道路走", False),  # more is lost than is left
        ("精神拓荒", False),
    ],
)
def test_what_is_left_and_what_is_missing_must_agree(piece: str, found: bool) -> None:
    damaged = [(7, "弘扬拓荒?!本?,培育典型")]
    told = beside_damage(piece, damaged, lambda left: [pair for pair in damaged if left in pair[1]])
    assert told == (("拓荒", {7}) if found else None)


def test_both_sides_are_read() -> None:
    damaged = [(1, "开展?\ufffd?服务活动")]
    told = beside_damage("志愿服务活动", damaged, lambda left: [pair for pair in damaged if left in pair[1]])
    assert told == ("服务活动", {1}), "its beginning is lost"
    told = beside_damage("开展志愿服务活动", damaged, lambda left: [pair for pair in damaged if left in pair[1]])
    assert told is not None
    assert told[1] == {1}, "its middle is lost"


def test_another_way_to_go_on_speaks_against_it() -> None:
    texts = [(1, "弘扬拓荒?!本?,培育"), (2, "拓荒者之家")]
    assert beside_damage("拓荒牛精神", texts[:1], lambda left: [pair for pair in texts if left in pair[1]]) is None


def test_a_question_is_no_damage() -> None:
    assert not is_damaged("怎么办?我们来办。")
    assert is_damaged("弘扬拓荒?!本?,培育")
    assert is_damaged("弘扬\ufffd精神")


def test_the_damaged_place_comes_after_the_sure_one_and_says_so(tmp_path: Path) -> None:
    reader = build(tmp_path, [WHOLE, BROKEN])
    results = ask(tmp_path, reader, "拓荒牛精神")
    assert [hit.key for hit in results.hits] == ["w-2021-0001.1", "b-2021-0002.1"]
    assert results.total == 2
    assert "损坏" in (results.note or "")
    hit = results.hits[1]
    assert [hit.snippet[start:end] for start, end in hit.matches] == ["拓荒"]
    assert any("损坏" in line for line in explain(ensure(tmp_path, reader), reader, "拓荒牛精神", hit.key))
    assert keys(ask(tmp_path, reader, "“拓荒牛精神”")) == {"w-2021-0001.1"}, "in quotation marks it is found as it stands only"
    assert ask(tmp_path, reader, "怎么办理证件").total == ask(tmp_path, reader, "?!本?们").total == 0
    assert keys(ask(tmp_path, reader, "拓荒牛精神", region="云溪")) == {"b-2021-0002.1"}
    reader = build(tmp_path, [text_plan("c-2021-0003", [("丙", "垦荒")])], removed=[WHOLE.key])
    assert keys(ask(tmp_path, reader, "拓荒牛精神")) == {"b-2021-0002.1"}, "known after a change too"
