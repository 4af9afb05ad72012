"""Comparison, export and tables for other programs, on a library of invented plans."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from library import compare, export, tabular
from library.errors import UsageError
from library.model import (
    Caution,
    Cell,
    Comparison,
    ComparisonRow,
    Indicator,
    Period,
    Plan,
    Section,
    Source,
    SourceFile,
    Span,
    Table,
    Value,
)
from library.quantity import parse_value
from library.reading import Reader
from library.store import Store

PLACE = Source(7, 7, 60, 90)


def indicator(key: str, section: str, name: str, unit: str | None, base: str | None, target: str | None) -> Indicator:
    values = []
    for year, role, text in ((2020, "baseline", base), (2025, "target", target)):
        if text is not None:
            read = parse_value(text, unit)
            values.append(Value(year, "baseline" if role == "baseline" else "target", text, read.op, read.number, unit))
    return Indicator(key, section, "1", name, None, "养老服务", "约束性", unit, None, "table", tuple(values), PLACE)


def plan(name: str, region: str, rows: list[tuple[str, str | None, str | None, str | None]], *, lost_box: bool = False) -> Plan:
    key = f"{name}-2021-aaaa"
    text = '全区共有床位。\n=HYPERLINK("x") *强调* <b>标签</b>'
    top = Section(f"{key}.1", None, 1, "一、", "目标", "heading", text, PLACE, (Span(0, 7, 60), Span(8, 8, 70)))
    below = Section(f"{key}.1.1", f"{key}.1", 2, "(一)", "指标", "heading", "见下表。", PLACE, (Span(0, 9, 80),))
    grid = (("指标", "2020年", "2025年"), *((row[0], row[2] or "—", row[3] or "—") for row in rows))
    table = Table(f"{key}.t1", f"{key}.1.1", "表1", 1, grid, PLACE, 0, tuple(range(10, 10 + len(grid))))
    cautions = (Caution("missing-box-body", "专栏1只有标题", 12),) if lost_box else ()
    found = tuple(indicator(f"{key}.i{n}", f"{key}.1.1", *row) for n, row in enumerate(rows, 1))
    file = SourceFile(f"{name}.txt", "text", "utf-8", "a" * 64)
    return Plan(
        key, f"{region}民政事业发展“十四五”规划", region, "区县", f"{region}人民政府", "2021-08-06", "示府〔2021〕8号", "规划",
        Period("十四五", 2021, 2025), file, cautions, (top, below), (table,), found,
    )  # fmt: skip


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    plans = [
        plan("yunxi", "示例市云溪区", [("护理型床位占比", "%", "25", "≥60"), ("护理型床位数", "张", "700", "1900")]),
        plan("qingshi", "示例市青石区", [("护理型床位占比", "%", "60", "75"), ("社区助餐点数", "个", "40", "80")]),
        plan("liuwan", "示例市柳湾区", [("养老机构护理型床位占比", "%", "30", "稳中有升"), ("养老床位总数", "万张", "0.3", "0.4")]),
        plan("linchuan", "示例市临川区", [("养老床位数", "张", "1200", "不低于全市平均水平的1.2倍")]),
        plan("songyuan", "示例市松原区", [], lost_box=True),
    ]
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans(plans)
    found = Reader(tmp_path)
    yield found
    found.close()


def rows_of(comparison: Comparison | None, verdict: str | None) -> dict[str, ComparisonRow]:
    assert comparison is not None
    return {row.plan.split("-")[0]: row for row in comparison.rows if row.comparable == verdict}


def test_same_measure_stands_together_and_the_operator_is_kept(reader: Reader) -> None:
    same = rows_of(compare.compare(reader, "护理型床位占比"), "same")
    assert set(same) == {"yunxi", "qingshi"}
    assert (same["yunxi"].target, same["yunxi"].change) == (Cell(2025, ">=", 60.0, "≥60"), "≥+35")
    assert same["qingshi"].change == "+15"
    assert same["yunxi"].sources == (("yunxi-2021-aaaa.i1", 7),)


def test_a_count_and_a_share_are_never_paired_silently(reader: Reader) -> None:
    related = rows_of(compare.compare(reader, "护理型床位占比"), "related")
    assert "单位不同" in related["yunxi"].reason
    assert related["yunxi"].unit == "张"
    assert "口径或分母可能不同" in related["liuwan"].reason


def test_units_of_one_dimension_are_converted_and_said(reader: Reader) -> None:
    comparison = compare.compare(reader, "养老床位总数")
    same = rows_of(comparison, "same")
    assert comparison is not None
    assert comparison.unit == "万张" or "换算" in same["liuwan"].reason + same["linchuan"].reason
    unit_numbers = {name: row.baseline.number for name, row in same.items() if row.baseline}
    assert unit_numbers == ({"liuwan": 0.3, "linchuan": 0.12} if comparison.unit == "万张" else {"liuwan": 3000, "linchuan": 1200})


def test_words_and_relative_targets_have_no_number_and_no_change(reader: Reader) -> None:
    row = rows_of(compare.compare(reader, "养老床位总数"), "same")["linchuan"]
    assert row.target is not None
    assert row.target.number is None
    assert row.target.text == "不低于全市平均水平的1.2倍"
    assert row.change == ""


def test_what_is_missing_is_said_in_words(reader: Reader) -> None:
    missing = {name: row.missing for name, row in rows_of(compare.compare(reader, "社区助餐点数"), None).items()}
    assert missing == {"yunxi": "未提出", "liuwan": "未提出", "linchuan": "未提出", "songyuan": "图表丢失"}


def test_choose_by_key_by_part_of_a_name_and_not_at_all(reader: Reader) -> None:
    by_key = compare.compare(reader, "qingshi-2021-aaaa.i2")
    assert by_key is not None
    assert by_key.concept == "社区助餐点数"
    assert compare.compare(reader, "助餐") == by_key
    assert compare.compare(reader, "碳排放强度") is None
    assert compare.compare(reader, "  ") is None


def test_region_narrows_the_plans(reader: Reader) -> None:
    comparison = compare.compare(reader, "护理型床位占比", region="云溪")
    assert comparison is not None
    assert {row.plan for row in comparison.rows} == {"yunxi-2021-aaaa"}


def test_concepts_lists_those_of_most_plans_first(reader: Reader) -> None:
    found = compare.comparable_concepts(reader)
    assert {found[0].concept, found[1].concept} == {"护理型床位占比", "养老床位数"}
    assert all(row.indicator for comparison in found for row in comparison.rows)


def test_markdown_has_the_citation_and_no_live_markup(reader: Reader) -> None:
    text = export.markdown(reader, ["yunxi-2021-aaaa.1"])
    assert text.startswith("# 一、目标\n")
    assert "## (一)指标" in text
    assert "| 护理型床位占比 | 25 | ≥60 |" in text
    assert r"\*强调\* \<b\>标签\</b\>" in text
    assert "出处：《示例市云溪区民政事业发展“十四五”规划》（示例市云溪区人民政府，示府〔2021〕8号，2021-08-06）" in text
    assert "第 7 行" in text
    assert "a" * 64 in text


def test_section_alone_leaves_its_children_out(reader: Reader) -> None:
    assert "(一)指标" not in export.markdown(reader, ["yunxi-2021-aaaa.1"], "section")


@pytest.mark.parametrize("key", ["yunxi-2021-aaaa", "yunxi-2021-aaaa.1.1", "yunxi-2021-aaaa.i1"])
def test_every_kind_of_key_exports_as_markdown_and_json(reader: Reader, key: str) -> None:
    assert "出处" in export.markdown(reader, [key])
    assert json.loads(export.as_json(reader, [key]))["items"][0]["key"] == key


def test_unknown_key_is_said(reader: Reader) -> None:
    with pytest.raises(UsageError, match="没有编号"):
        export.markdown(reader, ["nowhere-2021-aaaa.9"])


def test_files_are_not_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "摘录.md"
    export.write_file(path, b"one")
    with pytest.raises(FileExistsError):
        export.write_file(path, b"two")
    assert path.read_bytes() == b"one"
    export.write_file(path, b"two", overwrite=True)
    assert path.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["摘录.md"]


@pytest.mark.parametrize("title", ["../../etc/passwd", "a/b\\c:d*?", "CON", "", "\x1b]0;x\x07", "很" * 200])
def test_a_title_makes_a_harmless_file_name(title: str) -> None:
    name = export.safe_name(title)
    assert name.endswith(".md")
    assert not set(name) & set('/\\:*?"<>|\x1b\x07')
    assert not name.startswith(".")
    assert 3 < len(name) < 70


def hostile(formula: str) -> Comparison:
    row = ComparisonRow(
        "p", formula, formula, "十四五", "p.i1", formula, "%", None, "same", formula, Cell(2020, "=", 25.0, "25"), None,
        Cell(2025, ">=", 60.0, "≥60"), "≥+35", "p.1", (("p.i1", 3),),
    )  # fmt: skip
    return Comparison(formula, "%", (row,))


@pytest.mark.parametrize("formula", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1"])
def test_csv_computes_nothing(formula: str) -> None:
    text = tabular.as_csv(hostile(formula))
    assert text.startswith("\ufeff")
    cells = next(iter(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))))
    assert cells["地区"].startswith("'")
    assert (cells["基期值"], cells["目标值"]) == ("25", "≥60")


def test_xlsx_holds_numbers_as_numbers_and_text_as_text() -> None:
    book = zipfile.ZipFile(io.BytesIO(tabular.as_xlsx(hostile("=1+1"))))
    assert book.testzip() is None
    for name in book.namelist():
        ElementTree.fromstring(book.read(name))
    sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    cells = {c.get("r"): c for c in sheet.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c")}
    assert cells["A2"].get("t") == "inlineStr"
    assert cells["G2"].get("t") is None
    assert "".join(cells["G2"].itertext()) == "25.0"
    assert "".join(cells["J2"].itertext()) == "≥60"
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


def test_json_and_markdown_of_a_comparison(reader: Reader) -> None:
    comparison = compare.compare(reader, "护理型床位占比")
    assert comparison is not None
    data = tabular.as_json(comparison)
    row = next(r for r in data["rows"] if r["plan"] == "qingshi-2021-aaaa")
    assert row["target"] == {"year": 2025, "op": "=", "number": 75.0, "text": "75"}
    assert row["sources"] == [{"indicator": "qingshi-2021-aaaa.i1", "line": 7}]
    text = tabular.as_markdown(comparison)
    assert "| 示例市青石区 |" in text
    assert "qingshi-2021-aaaa.i1 第 7 行" in text


def test_a_total_over_the_period_is_no_target(tmp_path: Path) -> None:
    key = "heyuan-2021-aaaa"
    base = plan("heyuan", "示例市河源区", [("护理型床位占比", "%", "34", None)])
    values = (*base.indicators[0].values, Value(None, "target", "〔23〕", "=", 23.0, "%", "累计"))
    cumulative = replace(base, indicators=(replace(base.indicators[0], values=values),))
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans([cumulative])
    reader = Reader(tmp_path)
    comparison = compare.compare(reader, f"{key}.i1")
    reader.close()
    assert comparison is not None
    (row,) = comparison.rows
    assert row.target is not None
    assert (row.target.number, row.target.text, row.change) == (None, "〔23〕", "")
