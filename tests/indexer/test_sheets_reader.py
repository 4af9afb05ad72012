"""Spreadsheets: numbers as they are shown, tables apart from titles and notes, and cells that stand too far out."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from indexer import pipeline, readers
from indexer.readers.sheet_formats import Value, is_date, shown

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FIXTURES = Path(__file__).resolve().parents[3] / "shared" / "fixtures"
FORMATS = ("General", "0.0%", "#,##0", 'yyyy"年"m"月"d"日"')

Row = Sequence[object]


def cell(row: int, column: int, value: object) -> str:
    """A cell: a text, a number, (number, style), or XML of its own."""
    place = f"{chr(65 + column)}{row + 1}"
    if value is None:
        return ""
    if isinstance(value, tuple):
        return f'<c r="{place}" s="{value[1]}"><v>{value[0]}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}"><v>{value}</v></c>'
    text = str(value)
    return (
        f'<c r="{place}" {text}</c>'
        if text.startswith("t=")
        else f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
    )


def workbook(sheets: dict[str, Sequence[Row]], merged: Sequence[str] = (), hidden: Sequence[str] = (), extra: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}"/></Types>',
        )
        start = f'<Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
        package.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{start}</Relationships>')
        listed = "".join(
            f'<sheet name="{name}" sheetId="{at}" r:id="r{at}" state="{"hidden" if name in hidden else "visible"}"/>'
            for at, name in enumerate(sheets, 1)
        )
        package.writestr("xl/workbook.xml", f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>')
        parts = "".join(
            f'<Relationship Id="r{at}" Type="{RELATIONS}/worksheet" Target="worksheets/s{at}.xml"/>'
            for at, _ in enumerate(sheets, 1)
        )
        parts += f'<Relationship Id="st" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        package.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{parts}</Relationships>')
        codes = "".join(
            f'<numFmt numFmtId="{170 + at}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>' for at, code in enumerate(FORMATS)
        )
        styles = "".join(f'<xf numFmtId="{170 + at}"/>' for at in range(len(FORMATS)))
        package.writestr("xl/styles.xml", f"<styleSheet {MAIN}><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>")
        for at, rows in enumerate(sheets.values(), 1):
            cells = "".join(
                f'<row r="{row + 1}">{"".join(cell(row, column, value) for column, value in enumerate(values))}</row>'
                for row, values in enumerate(rows)
            )
            spans = "".join(f'<mergeCell ref="{reference}"/>' for reference in merged) if at == 1 else ""
            package.writestr(
                f"xl/worksheets/s{at}.xml",
                f"<worksheet {MAIN}><sheetData>{cells}{extra}</sheetData><mergeCells>{spans}</mergeCells></worksheet>",
            )
    return out.getvalue()


def put(folder: Path, data: bytes, name: str = "云溪指标.xlsx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


INDICATORS: list[Row] = [
    ["表1 云溪区绿道建设主要指标"],
    ["单位：公里"],
    ["序号", "指标名称", "单位", "2025年实际", "2030年目标", "属性"],
    [1, "绿道长度", "公里", 12, 36.5, "约束性"],
    [2, "绿道覆盖率", "%", (0.483, 1), (0.8, 1), "预期性"],
    ["注：绿道长度含在建部分。"],
    [],
    ["编号", "项目名称", "投资（万元）"],
    ["00123", "北段绿道", (8278, 2)],
    ["00124", "南段绿道", (45734, 3)],
]


def test_titles_notes_and_tables_of_a_sheet(tmp_path: Path) -> None:
    found = pipeline.extract(put(tmp_path, workbook({"Sheet1": INDICATORS}, ["A1:F1", "A6:F6"])))
    assert [len(table.grid) for table in found.tables] == [3, 3]
    assert found.tables[0].caption == "表1 云溪区绿道建设主要指标"
    assert found.tables[0].grid[2] == ("2", "绿道覆盖率", "%", "48.3%", "80.0%", "预期性")
    assert [row[0] for row in found.tables[1].grid] == ["编号", "00123", "00124"]
    assert [row[2] for row in found.tables[1].grid[1:]] == ["8,278", "2025年3月18日"]
    words = "\n".join(section.text for section in found.sections)
    assert "注：绿道长度含在建部分。" in words
    assert found.source.format == "xlsx"


def test_rows_of_indicators_are_indicators(tmp_path: Path) -> None:
    found = pipeline.extract(put(tmp_path, workbook({"Sheet1": INDICATORS})))
    values = {item.name: [(value.year, value.number, value.unit) for value in item.values] for item in found.indicators}
    assert values["绿道长度"] == [(2025, 12.0, "公里"), (2030, 36.5, "公里")]
    assert values["绿道覆盖率"] == [(2025, 48.3, "%"), (2030, 80.0, "%")]
    assert [item.attribute for item in found.indicators] == ["约束性", "预期性"]
    assert "not-a-plan" in [caution.code for caution in found.warnings]


def test_sheets_are_pages_and_hidden_ones_are_noted(tmp_path: Path) -> None:
    rows: list[Row] = [["名称", "数"], ["甲", 1]]
    found = pipeline.extract(put(tmp_path, workbook({"指标": rows, "底稿": rows}, hidden=["底稿"])))
    assert [(table.source.page, table.grid[1]) for table in found.tables] == [(1, ("甲", "1")), (2, ("甲", "1"))]
    assert [section.title for section in found.sections] == ["指标", "底稿"]
    assert found.title == "云溪指标"
    assert [caution.message.count("底稿") for caution in found.warnings if caution.code == "hidden-sheet"] == [1]


def test_merged_cells_fill_their_places(tmp_path: Path) -> None:
    rows: list[Row] = [
        ["类别", "指标", "目标", None],
        [None, None, "2028年", "2030年"],
        ["设施", "绿道", 1, 2],
        [None, "公园", 3, 4],
    ]
    found = pipeline.extract(put(tmp_path, workbook({"Sheet1": rows}, ["A1:A2", "B1:B2", "C1:D1", "A3:A4"])))
    assert found.tables[0].grid == (
        ("类别", "指标", "目标", "目标"),
        ("类别", "指标", "2028年", "2030年"),
        ("设施", "绿道", "1", "2"),
        ("设施", "公园", "3", "4"),
    )


def test_errors_and_unsaved_formulas_are_said(tmp_path: Path) -> None:
    rows: list[Row] = [["名称", "数"], ["甲", 't="e"><v>#REF!</v>'], ["乙", 't="n"><f>A1+1</f>']]
    found = readers.read(put(tmp_path, workbook({"Sheet1": rows})))
    assert "甲\t#REF!" in found.raw
    assert {caution.code for caution in found.cautions} == {"cell-errors", "unsaved-formulas"}


def test_a_cell_too_far_out_is_refused_and_a_format_there_is_not(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>远</t></is></c></row>'
    with pytest.raises(readers.ReadFailure) as refused:
        readers.read(put(tmp_path, workbook({"Sheet1": [["名称", "数"]]}, extra=far)))
    assert refused.value.code == "too-large"
    empty = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert readers.read(put(tmp_path, workbook({"Sheet1": [["名称", "数"], ["甲", 1]]}, extra=empty))).tables


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.783, "0.0%", "78.3%"),
        (0.783, "0%", "78%"),
        (8278.0, "#,##0", "8,278"),
        (1450.0, "General", "1450"),
        (0.1 + 0.2, "General", "0.3"),
        (123, "00000", "00123"),
        (-3, "0_);(0)", "-3"),
        (-5.25, "#,##0.00;[Red]-#,##0.00", "-5.25"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (5, '0.0"公里"', "5.0公里"),
        (1234567, "0.0,", "1234.6"),
        (3.14159, "0.##", "3.14"),
        (12, "0.##", "12"),
        (1 / 3, "# ?/?", "0.333333333333"),
        (0.1, "[>=1]0.0;0.00%", "0.1"),
        (2.5, "0", "3"),
        (45734, 'yyyy"年"m"月"', "2025年3月"),
        (0.5, "h:mm", "12:00"),
        (date(2026, 3, 8), "yyyy/mm/dd", "2026/03/08"),
        (datetime(2026, 3, 8, 9, 5), "yyyy-m-d h:mm", "2026-3-8 9:05"),  # noqa: DTZ001 - a sheet knows no time zone
        (date(2026, 3, 8), "General", "2026-03-08"),
        (time(9, 5), "h:mm", "9:05"),
        (timedelta(hours=36), "General", "1.5"),
        (True, "General", "TRUE"),
        ("00123", "0.0%", "00123"),
        (float("inf"), "0.0", "inf"),
        (1e300, "0.0", "1e+300"),
    ],
)
def test_values_as_they_are_shown(value: Value, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_days_from_1904_and_what_is_a_date() -> None:
    assert shown(1.0, "yyyy-m-d", from_1904=True) == "1904-1-2"
    assert [is_date(code) for code in ("yyyy年", "m/d", '0.0"月"', "General", "#,##0", "[Red]0.00")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


@pytest.mark.skipif(not (FIXTURES / "EXPECTED.json").exists(), reason="the shared fixtures are not here")
@pytest.mark.parametrize("name", ["x_indicators.xlsx", "x_indicators.xls"])
def test_shared_workbooks(name: str) -> None:
    wanted = json.loads((FIXTURES / "EXPECTED.json").read_text("utf-8"))[name]
    found = pipeline.extract(FIXTURES / name)
    for table, expected in zip(found.tables, wanted["tables"], strict=False):
        assert [list(row) for row in table.grid][: len(expected["grid"])] == expected["grid"]
    assert {row[0]: row[1] for row in found.tables[-1].grid} == wanted["formats"]
    assert len(found.indicators) == 8
    assert all({2025, 2028, 2030} == {value.year for value in item.values} for item in found.indicators)
