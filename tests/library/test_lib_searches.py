"""Saved searches, history, and pairs of names that a person adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.errors import UsageError
from library.library import Library
from library.store import Store
from library.synonyms import FILE, add_pair, synonyms
from library.userdata import HISTORY, UserData
from tests.library.lib_index import build, text_plan


def test_searches_are_saved_by_name(tmp_path: Path) -> None:
    Store.open(tmp_path, create_missing=True).close()
    user = UserData(tmp_path)
    saved = user.save_search("床位", "护理型床位\n 地区:云溪", {"kind": "indicator", "region": None, "plan": []}, at="2026-01-02")
    assert (saved.query, saved.options) == ("护理型床位  地区:云溪", {"kind": "indicator"})
    assert user.searches() == [saved]
    user.save_search("床位", "床位", at="2026-01-03")
    assert [one.query for one in user.searches()] == ["床位"]
    assert user.save_search(" ", "食堂").name == "食堂"
    assert user.remove_search("床位")
    assert not user.remove_search("床位")


def test_history_holds_each_search_once_and_not_too_many(tmp_path: Path) -> None:
    Store.open(tmp_path, create_missing=True).close()
    user = UserData(tmp_path)
    for number in range(HISTORY + 5):
        user.add_history(f"词{number}", number, at="2026-01-01")
    user.add_history("词50", 7, at="2026-01-02")
    user.add_history("  ", 0)
    past = user.history()
    assert len(past) == HISTORY
    assert (past[0].query, past[0].total, past[0].asked_at) == ("词50", 7, "2026-01-02")
    assert [one.query for one in past].count("词50") == 1
    user.add_history("词50", 1, {"kind": "project"})
    assert [one.options for one in user.history(2)] == [{"kind": "project"}, {}]
    assert user.clear_history() == HISTORY
    assert user.history() == []


def test_a_pair_of_names_is_known_to_the_next_search(tmp_path: Path) -> None:
    build(tmp_path, [text_plan("a-2021-0a", [("甲", "新建银龄餐桌六处。")])]).close()
    with Library.open(tmp_path) as library:
        assert library.search("长者灶台").total == 0
        library.add_synonym("长者灶台", "银龄餐桌")
        (hit,) = library.search("长者灶台").hits
        assert hit.via == "银龄餐桌"
        with pytest.raises(UsageError):
            library.add_synonym("银龄餐桌", " “银龄餐桌” ")


def test_a_pair_joins_its_group_and_keeps_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('# 我的\ngroups = [["甲站", "乙站"]]\n', encoding="utf-8")
    add_pair(tmp_path, "乙站", "丙“站”\\")
    add_pair(tmp_path, "丁", "戊")
    assert (tmp_path / FILE).read_text("utf-8").startswith("# 我的\n")
    known = synonyms(tmp_path)
    assert known["甲站"] == ("乙站", "丙站\\")
    assert known["丁"] == ("戊",)


def test_a_file_that_cannot_be_read_is_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("groups = [", encoding="utf-8")
    add_pair(tmp_path, "丁", "戊")
    assert (tmp_path / "synonyms.toml.bak").read_text("utf-8") == "groups = ["
    assert synonyms(tmp_path)["戊"] == ("丁",)
