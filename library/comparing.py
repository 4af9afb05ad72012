"""An indicator as a row of a comparison: its values by role, in the unit of the row, as numbers only where they may be ranked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library import growth, naming, quantity
from library.derive import Share
from library.model import Cell, ComparisonRow, Indicator, Measure, PlanInfo, Role, Value, Verdict
from library.places import cited

OVER_THE_PERIOD: tuple[Measure, ...] = ("累计", "增速", "新增")
"""Kinds of values that are no state at the end of a period."""

_MULTIPLIER = re.compile(r"(?:万亿|[百千万亿])?$")


def unit_to_show(members: Sequence[Indicator]) -> str | None:
    """The unit most rows print; for densities the one that says per how many (人/万)."""
    units = []
    for i in members:
        if unit := naming.unit_of(i):
            measured = naming.measured_unit(i.name, unit) or unit
            units.append(measured if re.search(r"/(?:十|百|千|万)", measured) else unit)
    return max(sorted(set(units)), key=units.count, default=None)


def row_of(plan: PlanInfo, indicator: Indicator, unit: str | None, kind: Measure, verdict: Verdict, reason: str) -> ComparisonRow:
    """A row for an indicator of ``kind``, its numbers carried into ``unit``; None keeps its own."""
    own = naming.unit_of(indicator)
    shown = unit or own
    refused = (
        f"“{own or '未注明单位'}”不能换算为“{shown}”，只列原文"
        if shown and carried(1, indicator.name, own, shown) is None
        else None
    )
    baseline, interim, target = (_cell(indicator, role, shown, kind) for role in ("baseline", "interim", "target"))
    return ComparisonRow(
        plan=plan.key,
        plan_title=plan.title,
        region=plan.region,
        period=plan.period.name if plan.period else None,
        indicator=indicator.key,
        name=indicator.name + (f"（{indicator.sub}）" if indicator.sub else ""),
        unit=shown,
        attribute=indicator.attribute,
        comparable=verdict,
        reason="；".join(filter(None, (reason, refused, indicator.note if indicator.origin == "table" else None))),
        baseline=baseline,
        interim=interim,
        target=target,
        change=growth.change(baseline, target, kind),
        section=indicator.section,
        sources=((indicator.key, indicator.source.line),),
        change_unit=growth.change_unit(shown),
        places=(cited(plan.source.format, indicator.source),),
    )


def derived_row(plan: PlanInfo, share: Share, unit: str | None, note: str = "") -> ComparisonRow:
    """A row for a share that was computed from two counts, with its formula (and ``note``) as reason and both as sources."""
    part, whole = share.part, share.whole
    cells: dict[Role, Cell | None] = {role: _in_unit(cell, unit) for role, cell in share.cells.items()}
    return ComparisonRow(
        plan=plan.key,
        plan_title=plan.title,
        region=plan.region,
        period=plan.period.name if plan.period else None,
        indicator=part.key,
        name=share.formula,
        unit=unit or "%",
        attribute=part.attribute if part.attribute == whole.attribute else None,
        comparable="derived",
        reason="；".join(filter(None, (share.formula, share.caution))) + note,
        baseline=cells["baseline"],
        interim=cells["interim"],
        target=cells["target"],
        change=growth.change(cells["baseline"], cells["target"], "比例"),
        section=part.section,
        sources=((part.key, part.source.line), (whole.key, whole.source.line)),
        change_unit=growth.change_unit(unit or "%"),
        places=tuple(cited(plan.source.format, i.source) for i in (part, whole)),
    )


def every_cell(indicator: Indicator, unit: str | None, kind: Measure) -> list[tuple[Role, Cell]]:
    """Every value of an indicator with its role, not only the last of each; ``unit`` and ``kind`` as in `row_of`."""
    return [(value.role, _shown(value, indicator, unit, kind)) for value in indicator.values]


def _in_unit(cell: Cell | None, unit: str | None) -> Cell | None:
    if cell is None or cell.number is None or unit in (None, "%"):
        return cell
    return Cell(cell.year, cell.op, round(quantity.convert(cell.number, "%", unit), 6), cell.text)


def _cell(indicator: Indicator, role: Role, unit: str | None, kind: Measure) -> Cell | None:
    """The last value of a role."""
    values = [value for value in indicator.values if value.role == role]
    if not values:
        return None
    return _shown(max(values, key=lambda v: (v.year or 0, v.measure not in OVER_THE_PERIOD)), indicator, unit, kind)


def _shown(value: Value, indicator: Indicator, unit: str | None, kind: Measure) -> Cell:
    """A value, its number in the row's unit; its words as printed, with their unit where that is another one.

    A relative or verbal value has no number, nor has one of another kind than the row's (a total in a row of levels).
    """
    own = naming.unit_of(indicator)
    have = value.unit or own
    number = None if _of_another_kind(value, kind, own) else value.number
    printed = value.text
    converted = naming.measured_unit(indicator.name, have) != naming.measured_unit(indicator.name, unit)
    if have and unit and converted and value.number is not None and have not in printed:
        said = _MULTIPLIER.search(printed)
        printed += have.removeprefix(said[0] if said else "")  # 1.3万 in a row of 个 is 1.3万个
    if number is not None and converted:
        number = carried(number, indicator.name, have, unit)
    return Cell(value.year, value.op, number, printed)


def _of_another_kind(value: Value, kind: Measure, unit: str | None) -> bool:
    if value.measure in OVER_THE_PERIOD and value.measure != kind:
        return True
    return value.measure == "相对" or quantity.parse_value(value.text, unit).relative


def carried(number: float, name: str, have: str | None, unit: str | None) -> float | None:
    """A number of a row called ``name`` in another unit; None where it may not be converted."""
    try:
        return round(quantity.convert(number, naming.measured_unit(name, have), naming.measured_unit(name, unit)), 10)
    except quantity.UnitError:
        return None
