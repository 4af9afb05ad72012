from __future__ import annotations

from pathlib import Path

from library.synonyms import FILE, synonyms
from tests.library.lib_index import ask, build, keys, text_plan


def test_every_name_leads_to_the_others_of_its_group() -> None:
    ours = synonyms()
    assert "最低生活保障" in ours["低保"]
    assert "低保" in ours["最低生活保障"]
    assert all(word not in others for word, others in ours.items())


def test_another_name_is_tried_only_where_the_word_stands_nowhere(tmp_path: Path) -> None:
    sections = [("甲", "提高最低生活保障的标准。"), ("乙", "长者食堂和老年食堂。"), ("丙", "低价销售。")]
    reader = build(tmp_path, [text_plan("p-2021-0d0d", sections)])
    found = ask(tmp_path, reader, "低保")
    assert (keys(found), found.terms) == ({"p-2021-0d0d.1"}, ("最低生活保障",))
    assert found.note == "没有“低保”这个原词，按“最低生活保障”查找。"
    assert keys(ask(tmp_path, reader, "低保标准提高")) == {"p-2021-0d0d.1"}
    assert ask(tmp_path, reader, "“低保”").total == 0, "quotation marks ask for the word itself"
    assert ask(tmp_path, reader, "长者食堂").terms == ("长者食堂",)
    assert set(ask(tmp_path, reader, "长者饭堂").terms) == {"长者食堂", "老年食堂"}


def test_a_library_may_have_names_of_its_own(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('groups = [["一刻钟圈", "十五分钟圈"], 5, [1]]', encoding="utf-8")
    reader = build(tmp_path, [text_plan("p-2021-0d0d", [("甲", "建设十五分钟圈。")])])
    assert ask(tmp_path, reader, "一刻钟圈").total == 1


def test_an_unreadable_list_is_left_out(tmp_path: Path) -> None:
    for text in ("groups = [", "groups = 3", "", '\ufeffother = "x"'):
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        synonyms.cache_clear()
        assert synonyms(tmp_path) == synonyms()
