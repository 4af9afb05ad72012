"""Matrix, timeline, check against an upper plan and findings as tables: Markdown, CSV, XLSX and JSON with their provenance."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, get_args

from library.check import CODES
from library.errors import UsageError
from library.export import escape
from library.model import Finding
from library.projects import sizes
from library.provenance import comment, provenance, source_line
from library.spreadsheet import Field, sheet_name, workbook
from library.tabular import HEADER, as_text, dumps, fields_of, harmless, said_sources
from library.views import Matrix, MatrixCell, ProjectList, ScaleKind, Timeline, UpperCheck

if TYPE_CHECKING:
    from library.reading import Reader

View = Matrix | Timeline | UpperCheck | ProjectList | Sequence[Finding]
SOURCES = "出处"
MATRIX = ("指标", "单位", "有的规划数")
"""The first columns of a matrix; those of its plans follow."""
SIDE = ("单位", "基期值", "目标值", "属性", SOURCES)
UPPER = ("结论", "上级指标", *(f"{who}{name}" for name in SIDE for who in ("上级", "本规划")), "说明")
FINDINGS = ("序号", "规划", "类别", "疑问", "位置", "行", "原文", "数值", "单位")
STATE = ("资料库", "版次", "导出日期")
"""The further columns of a CSV file that says where it comes from."""


@dataclass(frozen=True, slots=True)
class ViewTable:
    """A view as rows under a header; ``plans`` are the keys of the plans in it, ``data`` is its JSON.

    ``whence`` names, for each row, the sources of its cells where no column of the table does: what `verify` reads.
    """

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Field]]
    notes: Sequence[str]
    plans: Sequence[str]
    data: dict[str, Any]
    whence: Sequence[str] = ()


def table_of(view: View) -> ViewTable:
    """Any of the views as a table."""
    if isinstance(view, Matrix):
        return _matrix(view)
    if isinstance(view, Timeline):
        return _timeline(view)
    if isinstance(view, ProjectList):
        return _projects(view)
    return _upper(view) if isinstance(view, UpperCheck) else _findings(view)


def exported(reader: Reader, view: View, form: str) -> bytes:
    """A view in a format (md, csv, xlsx, json). Raises `UsageError` for another one."""
    table = table_of(view)
    given = provenance(reader, table.plans)
    sources = [source_line(plan) for plan in given.plans.values()]
    whole = _with_sources(table)
    match form:
        case "md":
            lines = [f"# {escape(table.title)}", "", _line(table.header), "|" + " --- |" * len(table.header)]
            lines += [*map(_line, table.rows), "", *(f"- {escape(note)}" for note in table.notes), "", "出处：", ""]
            lines += [f"{n}. {escape(line)}" for n, line in enumerate(sources, 1)]
            return "\n".join([*lines, "", escape(given.line), "", comment(given, **_unseen(table))]).encode()
        case "csv":
            out = io.StringIO()
            writer = csv.writer(out, lineterminator="\r\n")
            head, *rows = whole
            writer.writerow(map(harmless, (*head, *STATE)))
            writer.writerows([map(harmless, (*row, given.library, given.generation, given.date)) for row in rows])
            return ("\ufeff" + out.getvalue()).encode()
        case "xlsx":
            foot = [[], *([note] for note in table.notes), *([f"[{n}] {line}"] for n, line in enumerate(sources, 1)), [given.line]]
            return workbook({sheet_name(table.title): [*whole, *foot]})
        case "json":
            return dumps(table.data | {"provenance": given.as_dict()}).encode()
    raise UsageError(f"不能导出为“{form}”；格式只有 md、csv、xlsx 和 json。")


def _with_sources(table: ViewTable) -> list[Sequence[Field]]:
    """Header and rows, with a column for the sources where the table has none."""
    if not table.whence:
        return [table.header, *table.rows]
    return [[*table.header, SOURCES], *([*row, said] for row, said in zip(table.rows, table.whence, strict=True))]


def _unseen(table: ViewTable) -> dict[str, Any]:
    """The sources of the cells for the comment of Markdown, behind the words by which a row is found."""
    rows = [
        [*(" ".join(as_text(cell).split()) for cell in row[:2]), said] for row, said in zip(table.rows, table.whence, strict=False)
    ]
    return {"whence": rows} if rows else {}


def _line(cells: Sequence[Field]) -> str:
    return "| " + " | ".join(as_text(cell, escape) for cell in cells) + " |"


def _matrix(view: Matrix) -> ViewTable:
    """A cell says its state, and its values where it has some."""
    columns = _columns(view)
    rows = [
        [row.concept, row.unit, row.covered, *(f"{cell.state}：{cell.text}" if cell.text else cell.state for cell in row.cells)]
        for row in view.rows
    ]
    note = "有：有这一项；推算：由两个数相除；相关：口径不同，不可直接比较；未提出：有指标表而没有这一项"
    plans = [column.plan for column in view.columns]
    whence = ["；".join(_sources(*one) for one in zip(columns, row.cells, strict=True) if one[1].sources) for row in view.rows]
    return ViewTable("指标覆盖矩阵", [*MATRIX, *columns], rows, [note], plans, asdict(view), whence)


def _sources(column: str, cell: MatrixCell) -> str:
    return f"{column}：{'、'.join(said_sources(cell.sources, cell.places))}"


def _columns(view: Matrix) -> list[str]:
    """A name for each plan; two of one place and period are told apart by their keys."""
    names = [f"{column.region or column.plan_title} {column.period or ''}".strip().replace("；", " ") for column in view.columns]
    return [f"{name}（{column.plan}）" if names.count(name) > 1 else name for name, column in zip(names, view.columns, strict=True)]


def _timeline(view: Timeline) -> ViewTable:
    unit = f"（{view.unit}）" if view.unit else ""
    rows = [[fields_of(row)[name] for name in HEADER] for row in view.rows]
    plans = [row.plan for row in view.rows]
    notes = [meeting.note for meeting in view.meetings]
    return ViewTable(f"{view.region} {view.concept}{unit}", HEADER, rows, notes, plans, asdict(view))


def _upper(view: UpperCheck) -> ViewTable:
    rows: list[list[Field]] = []
    for row in view.rows:
        upper = fields_of(row.upper)
        own = fields_of(row.own) if row.own else dict.fromkeys(HEADER)
        sides = [side[name] for name in SIDE for side in (upper, own)]
        rows.append([row.standing, row.name, *sides, row.reason])
    counts = "，".join(f"{standing} {count}" for standing, count in view.counts)
    title = f"{view.plan_title} 对 {view.upper_title}"
    return ViewTable(title, UPPER, rows, [counts, *view.notes], [view.plan, view.upper], asdict(view))


def _projects(view: ProjectList) -> ViewTable:
    """A column for each kind of scale, as printed: figures of different kinds of work are never added up."""
    kinds: tuple[ScaleKind, ...] = get_args(ScaleKind)
    rows: list[list[Field]] = []
    for row in view.rows:
        where: list[Field] = [row.place or None, *(sizes(row, kind) or None for kind in kinds), row.years or None]
        plan: list[Field] = [row.region, row.plan_title, row.period, " › ".join(row.path), row.line, row.key]
        rows.append([row.name, row.kind, row.content or None, *where, *plan])
    header = ["项目", "类别", "内容", "建设地点", *kinds, "年份", "地区", "规划", "时期", "章节", "行", "编号"]
    plans = list(dict.fromkeys(row.plan for row in view.rows))
    notes = ["规模照原文摘出，没有换算，也没有相加"]
    return ViewTable(f"{view.words}项目" if view.words else "项目", header, rows, notes, plans, asdict(view))


def _findings(view: Sequence[Finding]) -> ViewTable:
    """A row for each place; the number says which belong together."""
    rows: list[list[Field]] = []
    for number, finding in enumerate(view, 1):
        for place in finding.places or (None,):
            at: list[Field] = [place.what, place.line, place.quote, place.number, place.unit] if place else [None] * 5
            rows.append([number, finding.plan, CODES.get(finding.code, finding.code), finding.message, *at])
    notes = ["只提出疑问，不作改动；请对照原文核对"]
    plans = list(dict.fromkeys(finding.plan for finding in view))
    return ViewTable("校核结果", FINDINGS, rows, notes, plans, {"findings": [asdict(finding) for finding in view]})
