"""The views on the command line, in every format, opened again by other programs; the view's table holds what the view does."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from library.library import Library
from library.model import Evidence, Finding
from library.viewtables import exported, table_of
from tests.tui.test_cli import Run, key_of, run, samples

__all__ = ["run", "samples"]
CITY = "云溪市民政事业发展“十四五”规划"


def test_the_matrix_in_every_format(run: Run, tmp_path: Path) -> None:
    table = run("matrix", "护理型床位占比", "社区助餐点数")
    assert table.status == 0
    assert "推算：" in table.out.replace("\n", "")
    assert "有：有这一项" in table.err
    data = run("matrix", "护理型床位占比", "社区助餐点数", "--json").json()
    assert [row["concept"] for row in data["rows"]] == ["护理型床位占比", "社区助餐点数"]
    assert data["provenance"]["sources"][0]["sha256"]
    read = list(csv.reader(io.StringIO(run("matrix", "护理型床位占比", "--format", "csv").out.removeprefix("\ufeff"))))
    assert len(read) == 2
    assert len(read[0]) == len(read[1]) == 3 + len(data["columns"]) + len(("出处", "资料库", "版次", "导出日期"))
    book = tmp_path / "矩阵.xlsx"
    assert run("matrix", "护理型床位占比", "--format", "xlsx", "-o", str(book)).status == 0
    rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "护理型床位占比"
    assert rows[1][2] == data["rows"][0]["covered"]
    assert run("matrix", "护理型床位占比", "--format", "md").out.startswith("# 指标覆盖矩阵\n")


def test_the_matrix_is_narrowed_and_an_unknown_indicator_is_said(run: Run) -> None:
    data = run("matrix", "护理型床位占比", "--period", "十五五", "--json").json()
    assert {column["period"] for column in data["columns"]} == {"十五五"}
    unknown = run("matrix", "碳捕集封存")
    assert unknown.status == 1
    assert "碳捕集封存" in unknown.err


def test_one_place_through_time(run: Run) -> None:
    said = run("timeline", "养老机构床位总数", "--region", "云溪市")
    assert said.status == 0
    assert "相差 +460" in said.err
    data = run("timeline", "养老机构床位总数", "--region", "云溪市", "--json").json()
    assert [row["period"] for row in data["rows"]] == ["十三五", "十四五", "十五五"]
    assert [meeting["year"] for meeting in data["meetings"]] == [2020]
    by_key = run("timeline", data["points"][0]["indicator"], "--json").json()
    assert by_key["points"] == data["points"]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("timeline", "养老机构床位总数"), 2, "--region"),
        (("timeline", "养老机构床位总数", "--region", "无此地"), 1, "无此地"),
        (("upper", "无此规划"), 1, "无此规划"),
        (("matrix", "--format", "xlsx"), 2, "-o"),
    ],
)
def test_what_cannot_be_answered_is_said(run: Run, arguments: tuple[str, ...], status: int, words: str) -> None:
    said = run(*arguments)
    assert said.status == status
    assert words in said.err
    assert "Traceback" not in said.err


def test_a_plan_against_its_upper_plan(run: Run) -> None:
    key, above = key_of(run, CITY), key_of(run, "示例省民政事业发展“十四五”规划")
    listed = run("upper", key, "--list", "--json").json()["uppers"]
    assert above in {one["plan"] for one in listed}
    data = run("upper", key, "--against", above, "--json").json()
    assert data["upper"] == above
    counts = dict(data["counts"])
    assert sum(counts.values()) == len(data["rows"])
    said = run("upper", key, "--against", above)
    assert said.status == 0
    assert f"已承接 {counts['已承接']}" in said.err
    assert json.loads(run("upper", key, "--json").out)["plan"] == key


def test_findings_as_a_table_keep_both_places_and_no_formula(samples: Path) -> None:
    places = (Evidence(3, 3, "=1+1|甲\n乙", 75.0, "%", "p.1", "指标表"), Evidence(9, 9, "70%以上", 70.0, "%", "p.2", "正文"))
    with Library.open(samples) as library:
        plan = library.plans()[0].key
        found = (Finding(plan, "table-text", "两处不一致，请核对。", places),)
        table = table_of(found)
        assert [row[0] for row in table.rows] == [1, 1]
        read = list(csv.reader(io.StringIO(exported(library.reader, found, "csv").decode("utf-8-sig"))))
        assert read[1][6].startswith("'=")
        assert "\\|甲 乙" in exported(library.reader, found, "md").decode()
        assert json.loads(exported(library.reader, found, "json"))["findings"][0]["places"][1]["number"] == 70.0
