"""Views and dossiers that were exported are checked again, number by number: unchanged, moved, changed, gone; in every format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.build import build
from library import Library
from library.catalogue import Catalogue
from library.dossier import Item
from library.errors import UsageError
from library.model import Verification
from library.spreadsheet import workbook
from library.viewtables import View, exported

FORMS = ["md", "csv", "json", "xlsx"]
PLAN = """{title}

一、发展目标
到2025年，老人在家门口享受服务，社区食堂覆盖全部街道。全区{level}建成社区食堂{kitchens}处。
专栏1 主要指标
序号 | 指标名称 | 单位 | 2020年 | 2025年 | 属性 |
1 | 护理型床位占比 | % | {start} | ≥60 | 约束性 |
2 | 社区助餐点数 | 个 | 40 | 90 | 预期性 |
3 | 养老机构床位总数 | 张 | 300 | 500 | 预期性 |

二、主要任务
到2025年，社区助餐点达到{points}个。
"""
TITLES = ("云溪市民政事业发展“十四五”规划", "云溪市北塬区民政事业发展“十四五”规划", "云溪市北塬区民政事业发展“十三五”规划")


def write(folder: Path, change: tuple[str, str] = ("", "")) -> list[Path]:
    """Three plans; ``change`` concerns the one of 北塬区."""
    paths = []
    for number, title in enumerate(TITLES):
        text = PLAN.format(title=title, level="共", kitchens=12 + number, start=40 + number, points=95)
        paths.append(folder / f"{number}.txt")
        paths[-1].write_text(text.replace(*change) if number == 1 else text, encoding="utf-8")
    return paths


def made(folder: Path) -> Library:
    build(folder / "library", write(folder))
    return Library.open(folder / "library")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that no test changes."""
    with made(tmp_path_factory.mktemp("views")) as library:
        yield library


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    """A library of the test's own."""
    with made(tmp_path) as library:
        yield library


def key_of(library: Library, title: str = TITLES[1]) -> str:
    return next(plan.key for plan in library.plans() if plan.title == title)


def views(library: Library) -> dict[str, View]:
    line = library.through_time("护理型床位占比", "北塬区")
    assert line is not None
    upper = library.against_upper(key_of(library), key_of(library, TITLES[0]))
    return {"matrix": library.matrix(), "timeline": line, "upper": upper, "findings": library.check(key_of(library))}


def checked(library: Library, data: bytes) -> Verification:
    return library.verify(data)


def states(answer: Verification) -> list[str]:
    return [one.state for one in answer.verified if one.state != "unchanged"]


def again(library: Library, tmp_path: Path, *change: str) -> None:
    before, after = change
    build(library.path, write(tmp_path, (before, after)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "least"), [("matrix", 9), ("timeline", 2), ("upper", 6), ("findings", 2)])
def test_a_view_that_was_just_exported_is_unchanged(library: Library, name: str, least: int, form: str) -> None:
    answer = checked(library, exported(library.reader, views(library)[name], form))
    assert states(answer) == []
    assert len(answer.verified) >= least
    assert answer.notes == ()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["matrix", "timeline", "upper"])
def test_a_number_that_changes_in_the_library_is_changed(own: Library, tmp_path: Path, name: str, form: str) -> None:
    data = exported(own.reader, views(own)[name], form)
    again(own, tmp_path, "| 41 | ≥60", "| 47 | ≥60")
    answer = checked(own, data)
    (one,) = [one for one in answer.verified if one.state != "unchanged"]
    assert (one.state, answer.good) == ("changed", False)
    assert "41" in one.why
    assert "47" in one.why
    assert any("换过" in note for note in answer.notes) or form == "csv"


@pytest.mark.parametrize(("name", "printed", "altered"), [("matrix", "41 → ≥60", "41 → ≥66"), ("upper", "| 500 |", "| 550 |")])
def test_a_number_altered_in_the_file_is_noticed(library: Library, name: str, printed: str, altered: str) -> None:
    text = exported(library.reader, views(library)[name], "md").decode()
    assert printed in text
    answer = library.verify(text.replace(printed, altered, 1))
    assert states(answer) == ["changed"]


def test_a_conclusion_altered_in_the_file_is_noticed(library: Library) -> None:
    text = exported(library.reader, views(library)["upper"], "md").decode()
    assert "| 持平 |" in text
    (one,) = [one for one in library.verify(text.replace("| 持平 |", "| 更高 |", 1)).verified if one.state != "unchanged"]
    assert one.state == "changed"
    assert "更高" in one.text
    assert "持平" in one.now


@pytest.mark.parametrize("form", FORMS)
def test_rows_that_shift_are_moved_and_rows_that_go_are_gone(own: Library, tmp_path: Path, form: str) -> None:
    data = {name: exported(own.reader, view, form) for name, view in views(own).items()}
    again(own, tmp_path, "一、发展目标", "一、发展目标\n全区上下凝心聚力。")
    for one in data.values():
        assert checked(own, one).good
        assert set(states(checked(own, one))) == {"moved"}
    again(own, tmp_path, "3 | 养老机构床位总数 | 张 | 300 | 500 | 预期性 |\n", "")
    assert states(checked(own, data["matrix"])) == ["gone"]
    assert "gone" in states(checked(own, data["upper"]))


def test_what_a_finding_quotes_is_looked_for(own: Library, tmp_path: Path) -> None:
    found = views(own)["findings"]
    data = exported(own.reader, found, "md")
    assert "95个" in data.decode()
    again(own, tmp_path, "达到95个", "达到91个")
    assert "changed" in states(checked(own, data))


def test_rows_of_a_matrix_may_be_put_in_another_order_and_taken_out(library: Library) -> None:
    lines = exported(library.reader, views(library)["matrix"], "md").decode().split("\n")
    assert lines[4].startswith("| ")
    lines[4:7] = [lines[6], lines[4]]
    answer = library.verify("\n".join(lines))
    assert (states(answer), len(answer.verified)) == ([], 6)


def test_columns_of_one_place_and_period_have_names_of_their_own(tmp_path: Path) -> None:
    paths = write(tmp_path)
    paths[2].write_text(paths[1].read_text("utf-8").replace("民政事业发展", "养老服务发展").replace("| 41 |", "| 44 |"), "utf-8")
    build(tmp_path / "library", paths)
    with Library.open(tmp_path / "library") as library:
        data = exported(library.reader, library.matrix(), "csv")
        head = data.decode("utf-8-sig").split("\r\n")[0].split(",")
        assert len(set(head)) == len(head)
        assert states(checked(library, data)) == []


def dossier(library: Library) -> str:
    key = key_of(library)
    section = next(one for one in library.reader.sections(key) if "社区食堂" in one.text)
    quote = Item(section.key, "社区食堂覆盖全部街道。全区共建成社区食堂13处", "可参考\n> 另议")
    items = [Item(section.key), quote, Item(f"{key}.i1"), Item(f"{key}.i2", note="批注"), Item(f"{key_of(library, TITLES[0])}.i1")]
    return library.dossier(items).decode()


def test_a_dossier_is_unchanged_until_its_words_or_numbers_change(own: Library, tmp_path: Path) -> None:
    text = dossier(own)
    answer = own.verify(text)
    assert states(answer) == []
    assert len(answer.verified) >= 5
    assert answer.notes == ()
    assert states(own.verify(text.replace("| 41（2020） |", "| 42（2020） |"))) == ["changed"]
    assert "changed" in states(own.verify(text.replace("街道。全区共建成社区食堂13处", "街道。全区共建成社区食堂18处")))
    again(own, tmp_path, "一、发展目标", "全区上下凝心聚力。\n一、发展目标")
    assert set(states(own.verify(text))) == {"moved"}
    again(own, tmp_path, "| 41 | ≥60", "| 41 | ≥62")
    changed = [one for one in own.verify(text).verified if one.state == "changed"]
    assert any("目标：文件为“≥60（2025）”，资料库为“≥62（2025）”" in one.why for one in changed)


def test_a_number_is_never_found_inside_another(library: Library) -> None:
    text = dossier(library).replace("社区食堂13处", "社区食堂3处")
    assert "changed" in states(library.verify(text))


def test_a_dossier_without_its_comment_is_checked_by_its_keys(library: Library) -> None:
    answer = library.verify(dossier(library).partition("<!--")[0])
    assert states(answer) == []
    assert len(answer.notes) == 1


def test_a_file_with_nothing_to_check_is_said_to_be_so(library: Library) -> None:
    text = exported(library.reader, library.matrix(["护理型床位占比"]), "md").decode()
    rows = [line for line in text.split("\n") if not line.startswith("| 护理型")]
    with pytest.raises(UsageError, match="没有可以核对的内容"):
        library.verify("\n".join(rows))


@pytest.mark.parametrize("data", [b"PK\x03\x04", workbook({"一": [["甲", 1.0]]}), workbook({})[:-30]])
def test_workbooks_that_are_not_ours_are_said(library: Library, data: bytes) -> None:
    with pytest.raises(UsageError, match="不是规览导出的"):
        checked(library, data)


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=2), max_leaves=4))
def test_views_of_hostile_json_find_nothing(library: Library, odd: object) -> None:
    row = {
        "concept": odd,
        "cells": [{"state": odd, "text": odd, "sources": odd}],
        "upper": {"sources": odd},
        "own": odd,
        "unit": odd,
    }
    data = {"columns": odd, "rows": [row, odd], "findings": [{"plan": odd, "places": [{"line": odd, "quote": odd}]}, odd]}
    with pytest.raises(UsageError):
        library.verify(json.dumps(data | {"provenance": odd}))
    head = f"<!-- guilan {json.dumps({'whence': [['甲', '个', odd], odd]})} -->"
    with pytest.raises(UsageError):
        library.verify(f"| 指标 | 单位 | 有的规划数 | 乙 |\n| 甲 | 个 | 1 | 有：2 |\n{head}\n")


def test_words_across_cells_are_no_quote(library: Library) -> None:
    catalogue = Catalogue(library.reader, key_of(library))
    assert catalogue.holding("社区助餐点数 | 个 | 40")
    assert catalogue.holding("社区助餐点数个4090", run=True)
    assert not catalogue.holding("社区助餐点数个4090")
    assert not catalogue.holding("社区助餐点数 | 个 | 4")
    assert not catalogue.holding(" | ")
