"""Going to a place by a few keys, and from a section to others like it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from library import fulltext
from library.errors import NothingFound
from library.library import Library
from library.model import Section
from library.quickopen import QuickOpen, number_of, numbers_of
from library.reading import Reader
from library.similar import marked, similar
from tests.library.lib_index import build, rich_plan, text_plan


def numbered(key: str = "c-2021-0c") -> list[Section]:
    """三、(二)3. and what stands above."""
    place = rich_plan().sections[0].source
    rows = [("1", None, "二、", "发展目标"), ("2", None, "三、", "养老服务体系"), ("2.1", "2", "（一）", "居家服务")]
    rows += [("2.2", "2", "（二）", "机构服务"), ("2.2.1", "2.2", "3.", "护理床位")]
    return [
        Section(f"{key}.{at}", above and f"{key}.{above}", at.count(".") + 1, number, title, "heading", "", place)
        for at, above, number, title in rows
    ]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    plan = replace(text_plan("c-2021-0c", (), "样例市云溪区"), sections=tuple(numbered()))
    old = text_plan("d-2016-0d", [("养老服务体系", "")], "样例市云溪区", "十三五")
    return build(tmp_path_factory.mktemp("quick"), [plan, old, rich_plan()])


@pytest.fixture(scope="module")
def quick(reader: Reader) -> QuickOpen:
    return QuickOpen(reader)


@pytest.mark.parametrize(
    ("mark", "number"),
    [
        ("三、", 3),
        ("（十二）", 12),
        ("第二十章", 20),
        ("第一百零五条", 105),
        ("3.", 3),
        ("③", 3),
        ("专栏4", 4),
        ("", None),
        ("附", None),
    ],
)
def test_the_mark_of_a_heading_is_a_number(mark: str, number: int | None) -> None:
    assert number_of(mark) == number


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("3.2", (3, 2)), ("三(二)", (3, 2)), ("三（二）3", (3, 2, 3)), ("第三章", (3,)), ("3-2", (3, 2)), ("养老", ()), ("3A级", ())],
)
def test_numbers_as_typed(typed: str, numbers: tuple[int, ...]) -> None:
    assert numbers_of(typed) == numbers


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("三（二）3", "c-2021-0c.2.2.1"),
        ("三(二)", "c-2021-0c.2.2"),
        ("3.2", "c-2021-0c.2.2"),
        ("云溪 三（一）", "c-2021-0c.2.1"),
        ("十四五 3.2", "c-2021-0c.2.2"),
        ("机构服务", "c-2021-0c.2.2"),
        ("jgfw", "c-2021-0c.2.2"),
        ("jigou", "c-2021-0c.2.2"),
        ("jigoufw", "c-2021-0c.2.2"),
        ("机购服务", "c-2021-0c.2.2"),
        ("机服务构", "c-2021-0c.2.2"),
        ("jigofu", "c-2021-0c.2.2"),
        ("ylfwtx 十三五", "d-2016-0d.1"),
        ("護理型床位", "songling-2021-0a0a.i1"),
        ("松岭 规划", "songling-2021-0a0a"),
    ],
)
def test_what_was_meant_comes_first(quick: QuickOpen, typed: str, first: str) -> None:
    found = [place.key for place in quick.open(typed)]
    if typed == "机服务构":  # two mistakes: too many
        assert first not in found
    else:
        assert found[0] == first


def test_what_was_opened_lately_comes_first(quick: QuickOpen) -> None:
    assert [place.key for place in quick.open("", ["d-2016-0d.1", "gone", "c-2021-0c"])] == ["d-2016-0d.1", "c-2021-0c"]
    assert quick.open("养老服务体系")[0].key == "c-2021-0c.2"
    lately = quick.open("养老服务体系", ["d-2016-0d.1"])[0]
    assert (lately.key, lately.recent) == ("d-2016-0d.1", True)


def test_a_place_shows_its_way_and_what_matched(quick: QuickOpen) -> None:
    place = quick.open("护理床位")[0]
    assert place.path == ("三、养老服务体系", "（二）机构服务")
    assert [place.title[start:end] for start, end in place.matches] == ["护理床位"]
    assert (place.kind, place.section) == ("section", place.key)


@pytest.mark.parametrize("typed", ["", "   ", "(", "[a-", "\\", "..", "。", "🙂", "a" * 3000, "一" * 3000])
def test_any_key_is_answered(quick: QuickOpen, typed: str) -> None:
    assert isinstance(quick.open(typed), list)


def test_sections_that_treat_the_same_matter(tmp_path: Path) -> None:
    matter = "发展居家上门照护，支持护理机构进入社区，提供助浴助洁服务。"
    mine = text_plan("m-2021-01", [("居家照护", matter), ("殡葬", "推广节地生态安葬，规范公墓管理。")])
    same = text_plan(
        "s-2021-02", [("上门服务", "鼓励护理机构提供居家上门照护与助浴。"), ("婚姻", "改进婚姻登记服务。")], "样例市云溪区"
    )
    filler = text_plan("f-2021-03", [(f"第{at}项", f"编号{at}的道路绿化。") for at in range(30)], "样例市龙山区")
    reader = build(tmp_path, [mine, same, filler])
    index = fulltext.ensure(tmp_path, reader)
    found = similar(index, reader, "m-2021-01.1")
    assert [one.section for one in found] == ["s-2021-02.1"]
    (other,) = found
    assert {"上门", "照护"} <= set(other.words)
    text = reader.section(other.section).text
    assert any("上门照护" in text[start:end] for start, end in other.there)
    assert all(matter[start:end] for start, end in other.here)
    assert 0 < other.score <= 1
    assert similar(index, reader, "m-2021-01.2") == []
    with pytest.raises(NothingFound):
        similar(index, reader, "gone")
    with Library.open(tmp_path) as library:
        assert library.similar("m-2021-01.1") == found
        assert library.quick_open("jjzh")[0].key == "m-2021-01.1"
        assert library.explain("照护", "m-2021-01.1")


def test_marks_are_joined() -> None:
    assert marked("居家上门照护服务", ["上门", "照护", "门照"]) == ((2, 6),)
