"""Rows of ``plans.db`` to records and back: for each record its columns, how to read it and how to write it.

Every string passes the cleaning gate on its way in.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from library.cleaning import clean, clean_line, unwanted
from library.model import (
    Caution,
    Indicator,
    Period,
    Plan,
    PlanInfo,
    Project,
    Section,
    SectionNode,
    Source,
    SourceFile,
    Span,
    Table,
    Value,
)

Row = tuple[Any, ...]
Columns = dict[str, Any]

_PLACE = "line, end_line, start_char, end_char, page"
PLAN = """key, title, region, region_level, issuer, issued_date, doc_number, doc_type, period_name, period_start, period_end,
    file, format, encoding, sha256"""
PLAN_INFO = f"""{PLAN},
    (SELECT count(*) FROM sections WHERE plan = plans.key), (SELECT count(*) FROM indicators WHERE plan = plans.key),
    (SELECT count(*) FROM projects WHERE plan = plans.key), (SELECT count(*) FROM cautions WHERE plan = plans.key)
    + (superseded_by IS NOT NULL OR EXISTS (SELECT 1 FROM plans other WHERE other.superseded_by = plans.key)),
    superseded_by, version"""
NODE = """key, parent, level, number, title, kind, EXISTS (SELECT 1 FROM sections AS child WHERE child.parent = sections.key),
    (SELECT count(*) FROM indicators WHERE section = sections.key)"""
SECTION = f"key, parent, level, number, title, kind, text, paragraphs, {_PLACE}"
TABLE = f"key, section, caption, header_rows, grid, at, row_lines, text, {_PLACE}"
INDICATOR = f"key, section, no, name, sub, category, attribute, unit, definition, origin, confidence, note, {_PLACE}"
VALUE = "indicator, v.year, v.role, v.text, v.op, v.number, v.unit, v.measure"
PROJECT = f"key, section, no, name, kind, content, {_PLACE}"


def plan_head(row: Row) -> tuple[Any, ...]:
    """The fields of a plan up to its source, in the order of `Plan` and `PlanInfo`."""
    period = Period(row[8], row[9], row[10]) if row[8] is not None else None
    return (*row[:8], period, SourceFile(*row[11:15]))


def plan_info(row: Row) -> PlanInfo:
    """From the columns `PLAN_INFO`."""
    return PlanInfo(*plan_head(row), *row[15:])


def node(row: Row) -> SectionNode:
    """From the columns `NODE`."""
    return SectionNode(*(*row[:6], bool(row[6]), row[7]))


def section(row: Row) -> Section:
    """From the columns `SECTION`."""
    spans = tuple(
        Span(offset, line, start, tuple((a, b, was) for a, b, was in marks)) for offset, line, start, marks in json.loads(row[7])
    )
    return Section(*(*row[:7], Source(*row[8:]), spans))


def table(row: Row) -> Table:
    """From the columns `TABLE`."""
    return Table(*(*row[:4], tuple(map(tuple, json.loads(row[4]))), Source(*row[8:]), row[5], tuple(json.loads(row[6])), row[7]))


def indicator(row: Row, values: Sequence[Value]) -> Indicator:
    """From the columns `INDICATOR` and the values in their order."""
    return Indicator(*(*row[:10], tuple(values), Source(*row[12:]), row[10], row[11]))


def project(row: Row) -> Project:
    """From the columns `PROJECT`."""
    return Project(*(*row[:6], Source(*row[6:])))


def of_plan(plan: Plan, path: str, extractor: str) -> Columns:
    """The row of ``plans``; ``path`` is where the file lies on this machine, ``extractor`` what read it."""
    period = plan.period
    return {
        "key": plan.key,
        "title": clean_line(plan.title),
        "region": clean_line(plan.region),
        "region_level": plan.region_level,
        "issuer": _line(plan.issuer),
        "issued_date": _line(plan.issued_date),
        "doc_number": _line(plan.doc_number),
        "doc_type": plan.doc_type,
        "period_name": period and clean_line(period.name),
        "period_start": period and period.start,
        "period_end": period and period.end,
        "file": clean_line(plan.source.file),
        "format": clean_line(plan.source.format),
        "encoding": _line(plan.source.encoding),
        "sha256": plan.source.sha256,
        "path": path,
        "extractor": extractor,
    }


def of_caution(plan: Plan, position: int, caution: Caution) -> Columns:
    """A row of ``cautions``."""
    message = clean_line(caution.message)
    return {"plan": plan.key, "position": position, "code": clean_line(caution.code), "message": message, "line": caution.line}


def of_section(plan: Plan, position: int, record: Section) -> Columns:
    """A row of ``sections``. Offsets follow the text where the gate dropped something."""
    dropped = [at for start, end in unwanted(record.text) for at in range(start, end)]

    def moved(offset: int) -> int:
        return offset - bisect_left(dropped, offset)

    paragraphs = [
        [moved(s.offset), s.line, s.start, [[moved(a), moved(b), clean(was)] for a, b, was in s.repaired]] for s in record.spans
    ]
    return {
        "key": record.key,
        "plan": plan.key,
        "position": position,
        "parent": record.parent,
        "level": record.level,
        "number": clean_line(record.number),
        "title": clean_line(record.title),
        "kind": record.kind,
        "text": clean(record.text),
        "paragraphs": _json(paragraphs),
        **_place(record.source),
    }


def of_table(plan: Plan, position: int, record: Table) -> Columns:
    """A row of ``plan_tables``."""
    return {
        "key": record.key,
        "plan": plan.key,
        "position": position,
        "section": record.section,
        "caption": clean_line(record.caption),
        "header_rows": record.header_rows,
        "grid": _json([[clean(cell) for cell in cells] for cells in record.grid]),
        "text": clean(record.text),
        "row_lines": _json(record.lines),
        "at": record.at,
        **_place(record.source),
    }


def of_indicator(plan: Plan, position: int, record: Indicator) -> Columns:
    """A row of ``indicators``."""
    return {
        "key": record.key,
        "plan": plan.key,
        "position": position,
        "section": record.section,
        "no": _line(record.no),
        "name": clean_line(record.name),
        "sub": _line(record.sub),
        "category": _line(record.category),
        "attribute": record.attribute,
        "unit": _line(record.unit),
        "definition": _text(record.definition),
        "origin": record.origin,
        "confidence": record.confidence,
        "note": _text(record.note),
        **_place(record.source),
    }


def of_value(record: Indicator, position: int, value: Value) -> Columns:
    """A row of ``indicator_values``."""
    return {
        "indicator": record.key,
        "position": position,
        "year": value.year,
        "role": value.role,
        "text": clean_line(value.text),
        "op": value.op,
        "number": value.number,
        "unit": _line(value.unit),
        "measure": value.measure,
    }


def of_project(plan: Plan, position: int, record: Project) -> Columns:
    """A row of ``projects``."""
    return {
        "key": record.key,
        "plan": plan.key,
        "position": position,
        "section": record.section,
        "no": _line(record.no),
        "name": clean_line(record.name),
        "kind": record.kind,
        "content": clean(record.content),
        **_place(record.source),
    }


def _place(source: Source) -> Columns:
    return {
        "line": source.line,
        "end_line": source.end_line,
        "start_char": source.start,
        "end_char": source.end,
        "page": source.page,
    }


def _line(text: str | None) -> str | None:
    return None if text is None else clean_line(text)


def _text(text: str | None) -> str | None:
    return None if text is None else clean(text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
