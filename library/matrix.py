"""Concepts × plans: who has what at a glance, every cell with its source."""

from __future__ import annotations

from collections.abc import Sequence

from library import regions
from library.compare import choose, comparison, wanted_plans
from library.growth import OPS
from library.keys import plan_of
from library.material import Material, material
from library.model import Cell, Comparison, ComparisonRow, PlanInfo, Verdict
from library.reading import Reader
from library.views import CellState, Matrix, MatrixCell, MatrixColumn, MatrixRow

MOST = 60
"""Concepts shown where none are asked for."""
_STATES: dict[Verdict | None, CellState] = {"same": "有", "derived": "推算", "related": "相关"}
_MISSING: dict[str, CellState] = {"未提出": "未提出", "无指标表": "无指标表", "图表丢失": "图表丢失", "未导入": "未导入"}


def matrix(
    reader: Reader,
    asked: Sequence[str] = (),
    *,
    period: str | None = None,
    region: str | None = None,
    plans: Sequence[str] = (),
    limit: int = MOST,
) -> Matrix:
    """The concepts ``asked`` for (as `compare` takes them), or those that most plans have, across the plans wanted.

    Columns stand by region and period. What answers to nothing in the library has no row.
    """
    given = material(reader)
    columns = wanted_plans(given.plans.values(), period, region, plans)
    columns.sort(key=lambda plan: (regions.order(plan.region), plan.period.start if plan.period else 0, plan.key))
    keys = {plan.key for plan in columns}
    chosen = list(dict.fromkeys(filter(None, (choose(given, words) for words in asked)))) if asked else _spread(given, keys, limit)
    rows = [_row(comparison(given, concept, keys), columns) for concept in chosen]
    if not asked:
        rows.sort(key=lambda row: -row.covered)
    return Matrix(tuple(map(_column, columns)), tuple(rows))


def _spread(given: Material, plans: set[str], limit: int) -> list[str]:
    """The concepts of these plans, those of most plans first."""
    reach = {concept: len({plan_of(i.key) for i in members} & plans) for concept, members in given.groups.members.items()}
    return sorted((concept for concept, count in reach.items() if count), key=lambda concept: (-reach[concept], concept))[:limit]


def _column(plan: PlanInfo) -> MatrixColumn:
    return MatrixColumn(plan.key, plan.title, plan.region, plan.region_level, plan.period.name if plan.period else None)


def _row(found: Comparison, columns: Sequence[PlanInfo]) -> MatrixRow:
    first: dict[str, ComparisonRow] = {}
    for row in found.rows:  # the best verdict comes first
        first.setdefault(row.plan, row)
    cells = tuple(cell_of(first[plan.key]) for plan in columns)
    return MatrixRow(found.concept, found.unit, found.key, cells, sum(cell.state in ("有", "推算") for cell in cells))


def cell_of(row: ComparisonRow) -> MatrixCell:
    """A plan's row of a comparison as its cell of the matrix."""
    if row.missing:
        return MatrixCell(_MISSING[row.missing], reason=row.reason)
    shown = [_short(cell, computed=row.comparable == "derived") for cell in (row.baseline, row.target) if cell]
    number = row.target.number if row.target and row.comparable != "related" else None
    return MatrixCell(
        _STATES[row.comparable], " → ".join(shown), row.indicator, row.section, row.reason, number, row.sources, row.places
    )


def _short(cell: Cell, *, computed: bool) -> str:
    """A computed share as its number, anything else as printed."""
    return f"{OPS[cell.op or '=']}{cell.number:g}" if computed and cell.number is not None else cell.text
