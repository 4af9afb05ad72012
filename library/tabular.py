"""A comparison as a table for other programs: Markdown, CSV, XLSX (Office Open XML, ISO/IEC 29500) and the JSON of the contract."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape as xml_escape

from library.cleaning import clean
from library.export import escape
from library.model import Cell, Comparison, ComparisonRow
from library.units import is_unit

HEADER = (
    "地区",
    "规划",
    "时期",
    "指标（原文名称）",
    "单位",
    "基期年",
    "基期值",
    "中期值",
    "目标年",
    "目标值",
    "变化",
    "属性",
    "可比性",
    "说明",
    "出处",
)
VERDICTS = {"same": "同一口径", "derived": "推算", "related": "相关，不可直接比较", None: "无"}
NUMBERS = {"基期年", "基期值", "目标年", "目标值", "中期值"}
PRINTED_NUMBER = re.compile(r"^\d[\d,]*(?:\.\d+)?")
CHANGE = re.compile(r"[+-]\d+(?:\.\d+)?")
FORMULA = ("=", "+", "-", "@", "\t", "\r")

Field = str | float | int | None


def rows(comparison: Comparison) -> list[dict[str, Field]]:
    """One dict a row, keys as ``HEADER``; a value with an operator or words stays text, a plain number is a number."""
    return [_fields(row) for row in comparison.rows]


def as_markdown(comparison: Comparison) -> str:
    """A Markdown table with its notes and the place of every number."""
    unit = f"（单位：{escape(comparison.unit)}）" if comparison.unit else ""
    lines = [f"# {escape(comparison.concept)}{unit}", "", "| " + " | ".join(HEADER) + " |", "|" + " --- |" * len(HEADER)]
    lines += ["| " + " | ".join(_text(fields[h], escape) for h in HEADER) + " |" for fields in rows(comparison)]
    lines += ["", *(f"- {escape(note)}" for note in comparison.notes)]
    return "\n".join(lines).rstrip() + "\n"


def as_csv(comparison: Comparison) -> str:
    """CSV (RFC 4180) with a byte order mark for Excel; a cell that a spreadsheet would compute is made plain text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for fields in rows(comparison):
        writer.writerow([_harmless(fields[h]) for h in HEADER])
    return "\ufeff" + out.getvalue()


def as_json(comparison: Comparison) -> dict[str, Any]:
    """The JSON object of the contract."""
    return {
        "concept": comparison.concept,
        "unit": comparison.unit,
        "rows": [_json_row(row) for row in comparison.rows],
        "notes": list(comparison.notes),
    }


def dumps(data: Any) -> str:
    """JSON for people and scripts: UTF-8 as it is, one document."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_xlsx(comparison: Comparison) -> bytes:
    """A workbook of one sheet: numbers as numbers, everything else as inline text, so that nothing is a formula."""
    body = ([fields[name] for name in HEADER] for fields in rows(comparison))
    table: list[Sequence[Field]] = [HEADER, *body, *([note] for note in comparison.notes)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in (*WORKBOOK.items(), ("xl/worksheets/sheet1.xml", _sheet(table))):
            book.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), XML + text)
    return out.getvalue()


def _fields(row: ComparisonRow) -> dict[str, Field]:
    sources = "；".join(f"{key} 第 {line} 行" for key, line in row.sources)
    values: tuple[Field, ...] = (
        row.region,
        row.plan_title,
        row.period,
        row.name or row.missing,
        row.unit,
        row.baseline.year if row.baseline else None,
        _shown(row.baseline),
        _shown(row.interim),
        row.target.year if row.target else None,
        _shown(row.target),
        _change(row.change),
        row.attribute,
        VERDICTS[row.comparable],
        row.reason,
        sources,
    )
    return dict(zip(HEADER, values, strict=True))


def _shown(cell: Cell | None) -> Field:
    """A number, in the row's unit, where nothing but a number and its unit is printed; the words otherwise."""
    if cell is None:
        return None
    rest = PRINTED_NUMBER.sub("", cell.text.strip(), count=1)
    plain = cell.number is not None and cell.op in (None, "=") and (not rest or is_unit(rest))
    return cell.number if plain else cell.text


def _change(words: str) -> Field:
    """The change as a number where it is one; "≥+35" stays words."""
    return float(words) if CHANGE.fullmatch(words) else words


def _text(field: Field, quote: Any = str) -> str:
    if field is None:
        return "—"
    return f"{field:g}" if isinstance(field, float) else quote(clean(str(field)).replace("\n", " "))


def _harmless(field: Field) -> str:
    text = "" if field is None else _text(field)
    if isinstance(field, (int, float)):
        return text
    return f"'{text}" if text.startswith(FORMULA) else text


def _json_row(row: ComparisonRow) -> dict[str, Any]:
    def cell(c: Cell | None) -> dict[str, Any] | None:
        return None if c is None else {"year": c.year, "op": c.op, "number": c.number, "text": c.text}

    return {
        "plan": row.plan,
        "plan_title": row.plan_title,
        "region": row.region,
        "period": row.period,
        "indicator": row.indicator,
        "name": row.name,
        "unit": row.unit,
        "comparable": row.comparable,
        "reason": row.reason,
        "missing": row.missing,
        "baseline": cell(row.baseline),
        "interim": cell(row.interim),
        "target": cell(row.target),
        "change": row.change,
        "attribute": row.attribute,
        "sources": [{"indicator": key, "line": line} for key, line in row.sources],
    }


def _sheet(table: Iterable[Sequence[Field]]) -> str:
    lines = []
    for number, line in enumerate(table, 1):
        cells = "".join(_xlsx_cell(f"{_column(n)}{number}", field) for n, field in enumerate(line) if field not in (None, ""))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _xlsx_cell(place: str, field: Field) -> str:
    if isinstance(field, (int, float)):
        return f'<c r="{place}"><v>{field!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{xml_escape(clean(str(field)))}</t></is></c>'


def _column(number: int) -> str:
    return chr(65 + number) if number < 26 else _column(number // 26 - 1) + chr(65 + number % 26)


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WORKBOOK = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="指标对比" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
