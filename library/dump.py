"""The library as the JSON of ``guilan dump`` (CONTRACT): plain dicts and lists, for ``json.dumps``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from library.model import Indicator, Plan, Project, Section, Table
from library.reading import Reader

SCHEMA = 1
"""Version of the JSON document; raised only when something is taken away or changes its meaning."""


def dump(reader: Reader, plan: str | None = None) -> dict[str, Any]:
    """Everything in one plan (by key), or in all of them, by region and period. An unknown key raises `NothingFound`."""
    with reader.one_state():
        wanted = [plan] if plan is not None else [info.key for info in reader.plans()]
        return {"schema": SCHEMA, "plans": [plan_as_dict(reader.plan(key)) for key in wanted]}


def plan_as_dict(plan: Plan) -> dict[str, Any]:
    """One plan as CONTRACT prints it."""
    return {
        "key": plan.key,
        "title": plan.title,
        "region": plan.region,
        "region_level": plan.region_level,
        "issuer": plan.issuer,
        "issued_date": plan.issued_date,
        "doc_number": plan.doc_number,
        "doc_type": plan.doc_type,
        "period": plan.period and asdict(plan.period),
        "source": asdict(plan.source),
        "warnings": [asdict(caution) for caution in plan.warnings],
        "sections": [_section(section, plan.tables) for section in plan.sections],
        "tables": [_table(table) for table in plan.tables],
        "indicators": [_indicator(indicator) for indicator in plan.indicators],
        "projects": [_project(project) for project in plan.projects],
    }


def _section(section: Section, tables: Sequence[Table]) -> dict[str, Any]:
    fields = ("key", "parent", "level", "number", "title", "kind")
    return {
        **{name: getattr(section, name) for name in fields},
        "text": _whole_text(section, tables),
        "source": asdict(section.source),
    }


def _whole_text(section: Section, tables: Sequence[Table]) -> str:
    """A section's own text with what its tables print, each where it stands: nothing of the document is missing, nothing twice.

    The grids of the tables are another view of the same words, with merged cells repeated.
    """
    parts, done = [], 0
    for table in sorted((t for t in tables if t.section == section.key), key=lambda t: t.at):
        parts += [section.text[done : table.at], table.text]
        done = table.at
    return "\n".join(part.strip("\n") for part in (*parts, section.text[done:]) if part.strip())


def _table(table: Table) -> dict[str, Any]:
    return {
        "key": table.key,
        "section": table.section,
        "caption": table.caption,
        "header_rows": table.header_rows,
        "grid": [list(cells) for cells in table.grid],
        "source": asdict(table.source),
        "at": table.at,
        "lines": list(table.lines),
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {**asdict(indicator), "values": [asdict(value) for value in indicator.values]}


def _project(project: Project) -> dict[str, Any]:
    return asdict(project)
