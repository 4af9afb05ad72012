"""A comparison as a table for other programs: Markdown, CSV, XLSX (Office Open XML, ISO/IEC 29500) and the JSON of the contract."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from library.cleaning import clean
from library.errors import UsageError
from library.export import escape
from library.model import Cell, Comparison, ComparisonRow, Op
from library.provenance import Provenance, comment, file_name, provenance, source_line
from library.spreadsheet import Field, sheet_name, workbook
from library.units import is_unit

if TYPE_CHECKING:
    from library.reading import Reader

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
    "变化单位",
    "属性",
    "可比性",
    "说明",
    "出处",
)
WHENCE = ("比较项", "原文件", "SHA-256", "资料库", "版次", "导出日期")
"""The further columns of a CSV file that says where it comes from."""
VERDICTS = {"same": "同一口径", "derived": "推算", "related": "相关，不可直接比较", None: "无"}
PRINTED_NUMBER = re.compile(r"^\d[\d,]*(?:\.\d+)?")
SIGNS: dict[Op, str] = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "约"}
CHANGE = re.compile(r"[+-]\d+(?:\.\d+)?")
FORMULA = ("=", "+", "-", "@", "\t", "\r")

Several = Comparison | Sequence[Comparison]


def rows(comparison: Comparison) -> list[dict[str, Field]]:
    """One dict a row, keys as ``HEADER``; a value with an operator or words stays text, a plain number is a number."""
    return [fields_of(row) for row in comparison.rows]


def exported(reader: Reader, compared: Several, form: str) -> bytes:
    """Comparisons in a format (md, csv, xlsx, json) with their provenance. Raises `UsageError` for another one."""
    given = provenance(reader, (row.plan for comparison in several(compared) for row in comparison.rows if row.missing != "未导入"))
    match form:
        case "md":
            return as_markdown(compared, given).encode("utf-8")
        case "csv":
            return as_csv(compared, given).encode("utf-8")
        case "xlsx":
            return as_xlsx(compared, given)
        case "json":
            return dumps(as_json(compared, given)).encode("utf-8")
    raise UsageError(f"不能导出为“{form}”；格式只有 md、csv、xlsx 和 json。")


def as_markdown(compared: Several, given: Provenance | None = None) -> str:
    """A Markdown table for each concept, with its notes and the place of every number; the plans' files below."""
    parts = []
    for comparison in several(compared):
        unit = f"（单位：{escape(comparison.unit)}）" if comparison.unit else ""
        lines = [f"# {escape(comparison.concept)}{unit}", "", "| " + " | ".join(HEADER) + " |", "|" + " --- |" * len(HEADER)]
        lines += ["| " + " | ".join(as_text(fields[h], escape) for h in HEADER) + " |" for fields in rows(comparison)]
        lines += ["", *(f"- {escape(note)}" for note in comparison.notes)]
        parts.append("\n".join(lines).rstrip() + "\n")
    if given is not None:
        sources = [f"{n}. {escape(source_line(plan))}" for n, plan in enumerate(given.plans.values(), 1)]
        concepts = [{"concept": one.concept, "key": one.key} for one in several(compared)]
        parts.append("\n".join(["出处：", "", *sources, "", escape(given.line), "", comment(given, concepts=concepts)]))
    return "\n".join(parts)


def as_csv(compared: Several, given: Provenance | None = None) -> str:
    """CSV (RFC 4180) with a byte order mark for Excel; a cell that a spreadsheet would compute is made plain text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*HEADER, *(WHENCE if given else ())])
    for comparison in several(compared):
        for row, fields in zip(comparison.rows, rows(comparison), strict=True):
            whence = _whence(comparison, row, given) if given else []
            writer.writerow([*(harmless(fields[h]) for h in HEADER), *map(harmless, whence)])
    return "\ufeff" + out.getvalue()


def _whence(comparison: Comparison, row: ComparisonRow, given: Provenance) -> list[Field]:
    plan = given.plans.get(row.plan)
    file, seal = (file_name(plan), plan.source.sha256) if plan else ("", "")
    return [comparison.concept, file, seal, given.library, given.generation, given.date]


def as_json(compared: Several, given: Provenance | None = None) -> dict[str, Any]:
    """The JSON object of the contract for one comparison, ``{"concepts": [...]}`` for several; with ``provenance`` where given."""
    objects = [
        {
            "concept": comparison.concept,
            "key": comparison.key,
            "unit": comparison.unit,
            "rows": [_json_row(row) for row in comparison.rows],
            "notes": list(comparison.notes),
        }
        for comparison in several(compared)
    ]
    data: dict[str, Any] = objects[0] if isinstance(compared, Comparison) else {"concepts": objects}
    return data | ({"provenance": given.as_dict()} if given else {})


def dumps(data: Any) -> str:
    """JSON for people and scripts: UTF-8 as it is, one document."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_xlsx(compared: Several, given: Provenance | None = None) -> bytes:
    """A workbook with a sheet for each concept: numbers as numbers, everything else as text, so that nothing is a formula.

    Notes and sources stand below the table; ``[1]`` in the last column is the first of them.
    """
    plans = list(given.plans.values()) if given else []
    marks = {plan.key: f" [{n}]" for n, plan in enumerate(plans, 1)}
    sheets: dict[str, Sequence[Sequence[Field]]] = {}
    for comparison in several(compared):
        used = {row.plan for row in comparison.rows}
        below = [f"[{n}] {source_line(plan)}" for n, plan in enumerate(plans, 1) if plan.key in used]
        table: list[Sequence[Field]] = [HEADER]
        for row, fields in zip(comparison.rows, rows(comparison), strict=True):
            cells = [fields[name] for name in HEADER]
            table.append([*cells[:-1], f"{as_text(cells[-1])}{marks.get(row.plan, '')}"])
        foot = [*comparison.notes, *below, *([given.line] if given else [])]
        sheets[sheet_name(comparison.concept, sheets)] = [*table, *([[]] if foot else []), *([line] for line in foot)]
    return workbook(sheets)


def several(compared: Several) -> Sequence[Comparison]:
    """One comparison or several, as several."""
    return [compared] if isinstance(compared, Comparison) else compared


def fields_of(row: ComparisonRow) -> dict[str, Field]:
    """A row by the columns of ``HEADER``."""
    sources = "；".join(said_sources(row.sources, row.places))
    computed = row.comparable == "derived"
    values: tuple[Field, ...] = (
        row.region,
        row.plan_title,
        row.period,
        row.name or row.missing,
        row.unit,
        row.baseline.year if row.baseline else None,
        _shown(row.baseline, computed),
        _shown(row.interim, computed),
        row.target.year if row.target else None,
        _shown(row.target, computed),
        _change(row.change),
        row.change_unit if row.change else None,
        row.attribute,
        VERDICTS[row.comparable],
        "；".join(filter(None, (row.reason, _terms(row) if computed else ""))),
        sources,
    )
    return dict(zip(HEADER, values, strict=True))


def said_sources(sources: Sequence[tuple[str, int]], places: Sequence[str]) -> list[str]:
    """Each source as words, as ``library.verify`` reads them: its key, and its place in the file."""
    return [f"{key} {place}" for (key, _), place in zip(sources, places or [f"第 {line} 行" for _, line in sources], strict=True)]


def _shown(cell: Cell | None, computed: bool) -> Field:
    """A number, in the row's unit, where it was computed or nothing but it and its unit is printed; the words otherwise."""
    if cell is None:
        return None
    if computed and cell.number is not None:
        return cell.number if cell.op in (None, "=") else f"{SIGNS[cell.op]}{cell.number:g}"
    rest = PRINTED_NUMBER.sub("", cell.text.strip(), count=1)
    plain = cell.number is not None and cell.op in (None, "=") and (not rest or is_unit(rest))
    return cell.number if plain else cell.text


def _terms(row: ComparisonRow) -> str:
    """What a computed row was computed from, as printed."""
    cells = (("基期", row.baseline), ("中期", row.interim), ("目标", row.target))
    return "，".join(f"{name} {cell.text}" for name, cell in cells if cell)


def _change(words: str) -> Field:
    """The change as a number where it is one; "≥+35" stays words."""
    return float(words) if CHANGE.fullmatch(words) else words


def as_text(field: Field, quote: Any = str) -> str:
    """A field as it is printed; a dash where there is none."""
    if field is None:
        return "—"
    return f"{field:.12g}" if isinstance(field, float) else quote(clean(str(field)).replace("\n", " "))


def harmless(field: Field) -> str:
    """A field for a CSV file: what a spreadsheet would compute is made plain text by an apostrophe."""
    text = "" if field is None else as_text(field)
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
