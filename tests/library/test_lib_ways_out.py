"""Where nothing is found, and why something is: help and explanations."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import fulltext
from library.explain import explain
from library.model import Help
from library.reading import Reader
from library.search import asked
from library.spelling import nearest
from tests.library.lib_index import ask, build, rich_plan, text_plan

Place = tuple[Path, Reader]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("ways")
    plan = text_plan(
        "a-2021-0a",
        [
            ("老年助餐点", "新建助餐点十处，助餐点由街道管理。"),
            ("其他", "统筹助餐点与最低生活保障，提升信息平台。" + "另行安排。" * 30),
        ],
        "样例市云溪区",
    )
    return folder, build(folder, [plan, rich_plan()])


def ways(library: Place, query: str, kind: str, **options: str) -> list[Help]:
    results = ask(library[0], library[1], query, **options)
    assert results.total == 0
    assert results.help[0].kind == "tried"
    return [way for way in results.help if way.kind == kind]


@pytest.mark.parametrize(
    ("query", "spelling"),
    [("祝餐点", "助餐点"), ("助餐店", "助餐点"), ("信息凭台", "信息平台")],
)
def test_the_nearest_spelling_is_offered_and_finds(library: Place, query: str, spelling: str) -> None:
    (way, *_) = ways(library, query, "spelling")
    assert way.query == spelling
    assert way.count == ask(*library, way.query).total > 0


@pytest.mark.parametrize(("word", "spelling"), [("信平台", "信息平台"), ("信息的平台", "信息平台"), ("助残点", "助餐点")])
def test_one_character_too_few_too_many_or_wrong(library: Place, word: str, spelling: str) -> None:
    index = fulltext.ensure(*library)
    assert nearest(index, asked(index, library[1], "", {}).matcher(), word)[0] == spelling


def test_filters_to_lift_are_counted(library: Place) -> None:
    (way,) = ways(library, "助餐点 地区:松岭", "filter")
    assert (way.query, way.lift, way.count) == ("助餐点", (), 2)
    (way,) = ways(library, "助餐点", "filter", region="松岭")
    assert (way.query, way.lift, way.count) == ("助餐点", ("region",), 2)
    assert ask(*library, way.query or "").total == way.count
    (both,) = ways(library, "助餐点", "filter", region="松岭", period="十三五")
    assert both.lift == ("region", "period")


def test_words_to_leave_out_are_counted(library: Place) -> None:
    (way,) = ways(library, "助餐点 飞船", "word")
    assert (way.query, way.count) == ("助餐点", 2)


def test_what_the_library_calls_it(library: Place) -> None:
    (way,) = ways(library, "“低保”", "name")
    assert way.query == "“最低生活保障”"
    assert ask(*library, way.query or "").total == way.count == 1


def test_the_parts_that_stand(library: Place) -> None:
    assert [way.query for way in ways(library, "月球助餐点", "part")] == ["助餐点"]


def test_nothing_is_offered_where_something_is_found(library: Place) -> None:
    assert ask(*library, "助餐点").help == ()


def test_no_word_is_too_long_or_strange_for_help(library: Place) -> None:
    for query in ("x" * 5000, "火星" * 500, "%%%", "🙂🙂", "a b c d", "[（*"):
        assert ask(*library, query).total == 0
    index = fulltext.ensure(*library)
    assert nearest(index, None, "一") == []  # type: ignore[arg-type]  # not asked


def test_a_hit_is_explained_by_what_it_scores(library: Place) -> None:
    index = fulltext.ensure(*library)
    hits = ask(*library, "助餐点").hits
    first = explain(index, library[1], "助餐点", hits[0].key)
    assert "在标题里" in first[0]
    assert "在正文里有2处" in first[0]
    assert "排第1" in first[1]
    assert f"{hits[0].score:.2f}分" in first[1]
    second = explain(index, library[1], "助餐点", hits[1].key)
    assert "排第2" in second[1]
    assert "前者的标题里有“助餐点”" in second[2]


def test_what_is_no_hit_is_explained(library: Place) -> None:
    index = fulltext.ensure(*library)
    assert explain(index, library[1], "助餐点 飞船", "a-2021-0a.1") == ("它的标题和正文里都没有“飞船”。",)
    assert explain(index, library[1], "助餐点 -街道", "a-2021-0a.1") == ("它含有要排除的“街道”。",)
    assert explain(index, library[1], "助餐点", "a-2021-0a.1", region="松岭") == ("它所在的规划不在所选的地区、时期或范围里。",)
    assert explain(index, library[1], "助餐点", "nowhere") == ("资料库里没有“nowhere”。",)


def test_another_name_and_a_filter_are_explained(library: Place) -> None:
    index = fulltext.ensure(*library)
    told = explain(index, library[1], "低保 地区:云溪", "a-2021-0a.2")
    assert any("“最低生活保障”（另一个说法）" in sentence for sentence in told)
    assert "符合“地区:云溪”。" in told
