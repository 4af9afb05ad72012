"""Exports carry their sources, and are checked again: unchanged, moved, changed, gone; after re-indexing, in another library."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from indexer.build import build
from library import Library
from library.catalogue import cells, plain
from library.errors import UsageError
from library.export import escape, markdown
from library.model import Verification
from library.provenance import comment, provenance, read_comment
from library.spreadsheet import sheet_name, workbook
from library.tabular import HEADER

PLAN = """{place}民政事业发展“十四五”规划

一、发展目标
到2025年，老人在家门口享受服务，社区食堂覆盖全部街道。
专栏1 主要指标
序号 | 指标名称 | 单位 | 2020年 | 2025年 | 属性 |
1 | 护理型床位占比 | % | {start} | ≥60 | 约束性 |
2 | 社区助餐点数 | 个 | 40 | 90 | 预期性 |

二、主要任务
建设社区食堂12处，服务老人约3000人。
办好老年大学，推动课程进村居。
"""


def write(folder: Path, place: str, start: int = 40, change: tuple[str, str] = ("", "")) -> Path:
    path = folder / f"{place}.txt"
    path.write_text(PLAN.format(place=place, start=start).replace(*change), encoding="utf-8")
    return path


def built(folder: Path) -> Library:
    build(folder / "library", [write(folder, "望山县"), write(folder, "松原县", 35)])
    return Library.open(folder / "library")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library that no test changes."""
    return built(tmp_path_factory.mktemp("exports"))


@pytest.fixture
def own(tmp_path: Path) -> Library:
    """A library of the test's own."""
    return built(tmp_path)


def key_of(library: Library, region: str) -> str:
    return next(plan.key for plan in library.plans() if region in plan.region)


def again(library: Library, tmp_path: Path, change: tuple[str, str], text: str) -> Verification:
    """The verdict on an export after the file of 望山县 was changed and indexed again."""
    build(library.path, [write(tmp_path, "望山县", change=change)])
    return library.verify(text)


def states(answer: Verification) -> list[str]:
    return [one.state for one in answer.verified if one.state != "unchanged"]


@pytest.mark.parametrize("form", ["md", "json"])
@pytest.mark.parametrize("tail", ["", ".2", ".i1", ".i2"])
def test_what_was_just_exported_is_unchanged(library: Library, form: str, tail: str) -> None:
    answer = library.verify(library.export([key_of(library, "望山") + tail], format=form))
    assert answer.good
    assert answer.verified
    assert states(answer) == []
    assert answer.notes == ()


def test_a_comparison_is_unchanged_until_a_number_changes(own: Library, tmp_path: Path) -> None:
    comparison = own.compare("护理型床位占比")
    assert comparison is not None
    texts = [own.export_comparisons(comparison, format=form).decode("utf-8") for form in ("md", "json", "csv")]
    for text in texts:
        assert (states(own.verify(text)), len(own.verify(text).verified)) == ([], 2)
    again(own, tmp_path, ("| 40 | ≥60", "| 41 | ≥60"), texts[0])
    for text in texts:
        answer = own.verify(text)
        (one,) = [one for one in answer.verified if one.state != "unchanged"]
        assert (one.state, answer.good) == ("changed", False)
        assert "基期值：文件为“40”，资料库为“41”" in one.why
        assert any("原文件在导出之后换过" in note for note in answer.notes)


def test_lines_that_shift_are_moved(own: Library, tmp_path: Path) -> None:
    text = own.export([key_of(own, "望山")])
    answer = again(own, tmp_path, ("一、发展目标", "一、发展目标\n全县上下凝心聚力。"), text)
    assert answer.good
    assert set(states(answer)) == {"moved"}


def test_words_that_change_and_words_that_go(own: Library, tmp_path: Path) -> None:
    text = own.export([key_of(own, "望山")])
    changed = again(own, tmp_path, ("食堂12处", "食堂15处"), text)
    (one,) = [one for one in changed.verified if one.state != "unchanged"]
    assert (one.state, one.source_line) == ("changed", 11)
    assert "15处" in one.now
    gone = again(own, tmp_path, ("办好老年大学，推动课程进村居。\n", ""), text)
    assert [one.text for one in gone.verified if one.state == "gone"] == ["办好老年大学，推动课程进村居。"]


def test_a_number_altered_in_the_file_is_noticed_and_own_words_harm_nothing(library: Library) -> None:
    text = library.export([key_of(library, "望山")])
    answer = library.verify(text.replace("| ≥60 |", "| ≥65 |") + "\n我的批注：下周再看。\n")
    (one,) = [one for one in answer.verified if one.state != "unchanged"]
    assert (one.state, one.key) == ("changed", key_of(library, "望山") + ".1.1")
    assert "≥65" in one.text
    assert "≥60" in one.now


def test_another_library_with_the_same_file(library: Library, tmp_path: Path) -> None:
    text = library.export([key_of(library, "望山")])
    build(tmp_path / "other", [write(tmp_path, "望山县")])
    with Library.open(tmp_path / "other") as other:
        answer = other.verify(text)
    assert answer.good
    assert any("另一个资料库" in note for note in answer.notes)


def test_a_plan_that_is_gone(library: Library, tmp_path: Path) -> None:
    text = library.export([key_of(library, "望山")])
    build(tmp_path / "other", [write(tmp_path, "松原县")])
    with Library.open(tmp_path / "other") as other:
        answer = other.verify(text)
    assert set(states(answer)) == {"gone"}
    assert any("已不在资料库" in note for note in answer.notes)


def test_without_its_comment_an_export_is_checked_by_its_words(library: Library) -> None:
    text = library.export([key_of(library, "望山")], stamped=False)
    assert "<!--" not in text
    answer = library.verify(text)
    assert answer.good
    assert len(answer.notes) == 1


NO_EXPORTS = ["", "随便写的话。", "{", "[]", "{" * 5000, '{"rows": [{"sources": [1]}]}', "a,b\n1,2\n", "| 地区 |", "> 编号：甲"]


@pytest.mark.parametrize("text", NO_EXPORTS)
def test_what_is_no_export_is_said(library: Library, text: str) -> None:
    with pytest.raises(UsageError, match="不是规览导出的文件"):
        library.verify(text)


@given(st.text(max_size=200))
def test_hostile_files_find_nothing(library: Library, text: str) -> None:
    items = json.dumps({"items": [{"key": text, "text": text, "tables": text, "values": [text]}], "provenance": {}})
    for hostile in (text, items, f"> 编号：{text}　SHA-256：{'a' * 64}"):
        with pytest.raises(UsageError):
            library.verify(hostile)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Zs"]), min_size=1, max_size=60))
def test_escaped_text_reads_as_it_was(text: str) -> None:
    assert plain(escape(text)) == text or text.startswith(("- ", "#"))
    assert cells(f"| {escape(text)} | 1 |") == [text, "1"]


def test_the_comment_shows_nothing_and_ends_where_it_should(library: Library) -> None:
    given_ = provenance(library.reader, [key_of(library, "望山")], "2026-01-05")
    text = comment(given_, title="-->\n<script>--")
    assert text.count("-->") == 1
    assert "<script>" not in text
    assert read_comment(text)["title"] == "-->\n<script>--"
    assert read_comment(text)["date"] == "2026-01-05"
    assert read_comment("<!-- guilan {] -->") == {}


def test_golden_markdown(library: Library) -> None:
    key = key_of(library, "望山")
    text = markdown(library.reader, [f"{key}.i1"], today="2026-01-05")
    plan = library.plan_info(key)
    assert text == (
        "# 护理型床位占比\n\n| 年份 | 类别 | 数值 |\n| --- | --- | --- |\n| 2020 | 基期 | 40 % |\n| 2025 | 目标 | ≥60 % |\n\n"
        "- 属性：约束性\n- 单位：%\n\n"
        "> 出处：《望山县民政事业发展“十四五”规划》（发文机关、文号、日期未载明）  \n"
        "> 位置：一、发展目标 › 专栏1 主要指标  \n> 原文：望山县.txt 第 7 行  \n"
        f"> 编号：{key}.i1　SHA-256：{plan.source.sha256}\n\n"
        f'<!-- guilan {{"library": "{library.reader.library_id}", "generation": {library.generation}, "date": "2026-01-05", '
        f'"sources": [{{"plan": "{key}", "title": "望山县民政事业发展“十四五”规划", "file": "望山县.txt", '
        f'"sha256": "{plan.source.sha256}"}}], "places": {{"{key}.i1": 7}}}} -->\n'
    )


def test_a_workbook_of_several_concepts_opens_in_another_program(library: Library, tmp_path: Path) -> None:
    found = [library.compare(words) for words in ("护理型床位占比", "社区助餐点数")]
    path = tmp_path / "对比.xlsx"
    path.write_bytes(library.export_comparisons([one for one in found if one], format="xlsx"))
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["护理型床位占比", "社区助餐点数"]
    table = book.get_sheet_by_index(0).to_python()
    assert table[0][: len(HEADER)] == list(HEADER)
    row = dict(zip(HEADER, next(line for line in table if line[0] == "望山县"), strict=False))
    assert (row["基期值"], row["目标值"], row["变化单位"]) == (40.0, "≥60", "百分点")
    assert str(row["出处"]).endswith("[1]") or str(row["出处"]).endswith("[2]")
    foot = [str(line[0]) for line in table if str(line[0]).startswith("[")]
    assert len(foot) == 2
    assert all("SHA-256：" in line and ".txt" in line for line in foot)


def test_csv_of_several_concepts_says_whence(library: Library) -> None:
    found = [one for words in ("护理型床位占比", "社区助餐点数") if (one := library.compare(words))]
    text = library.export_comparisons(found, format="csv").decode("utf-8")
    lines = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {line["比较项"] for line in lines} == {"护理型床位占比", "社区助餐点数"}
    assert {line["原文件"] for line in lines} == {"望山县.txt", "松原县.txt"}
    assert {line["资料库"] for line in lines} == {library.reader.library_id}
    assert all(len(line["SHA-256"]) == 64 for line in lines)
    assert library.verify(text).good


def test_names_of_sheets() -> None:
    assert sheet_name("甲/乙:[丙]*?") == "甲_乙__丙___"
    assert sheet_name("") == "指标对比"
    long = sheet_name("很长的指标名称" * 9)
    assert len(long) == 31
    assert sheet_name("很长的指标名称" * 9, [long]) != long
    assert workbook({"一": [["=1+1", 1.5]]}) == workbook({"一": [["=1+1", 1.5]]})
