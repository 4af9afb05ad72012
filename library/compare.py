"""One concept across plans: rows with baseline, target and change, what is missing said in words, nothing paired silently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from library import concepts, quantity, regions
from library.chinese import fold
from library.keys import plan_of
from library.model import Cell, Comparison, ComparisonRow, Indicator, PlanInfo, Role, Value, Verdict

if TYPE_CHECKING:
    from library.reading import Reader

OPS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "约"}
OVER_THE_PERIOD = ("累计", "增速")
"""Columns of totals and growth over the whole period are no value at its end."""
LOST = ("missing-box-body", "missing-box")
ORDER: dict[Verdict | None, int] = {"same": 0, "derived": 1, "related": 2, None: 3}


def comparable_concepts(reader: Reader) -> tuple[Comparison, ...]:
    """Every concept of the indicator tables, those of most plans first; without the rows of plans that lack it."""
    plans = _plans(reader)
    groups = concepts.grouped(i for p in plans.values() for i in _rows_of(reader, p.key))
    found = [
        Comparison(
            concepts.display_name(group), _unit(group), tuple(_row(plans[_plan_key(i)], i, _unit(group), "same", "") for i in group)
        )
        for group in groups.values()
    ]
    return tuple(sorted(found, key=lambda c: (-len({row.plan for row in c.rows}), c.concept)))


def compare(reader: Reader, words: str, *, period: str | None = None, region: str | None = None) -> Comparison | None:
    """Compare what ``words`` (a concept's name, words of it, or an indicator's key) means across the plans of the library.

    ``period`` (十四五 or a year in it) and ``region`` narrow the plans. None where no indicator answers to the words.
    """
    everything = _plans(reader)
    indicators = [i for p in everything.values() for i in _rows_of(reader, p.key)]
    groups = concepts.grouped(indicators)
    chosen = _choose(words, groups, indicators)
    if chosen is None:
        return None
    plans = {key: plan for key, plan in everything.items() if _wanted(plan, period, region)}
    unit = _unit(groups[chosen])
    rows = [_row(plans[_plan_key(i)], i, unit, "same", "名称与单位相同") for i in groups[chosen] if _plan_key(i) in plans]
    for concept, group in groups.items():
        if reason := concepts.alike(chosen, concept):
            rows += [_row(plans[_plan_key(i)], i, unit, "related", reason) for i in group if _plan_key(i) in plans]
    answered = {row.plan for row in rows}
    rows += [_missing(reader, plan) for key, plan in plans.items() if key not in answered]
    rows.sort(key=lambda row: (ORDER[row.comparable], regions.order(row.region), _first_year(plans[row.plan])))
    return Comparison(concepts.display_name(groups[chosen]), unit, tuple(rows), _notes(rows, unit))


def _plans(reader: Reader) -> dict[str, PlanInfo]:
    return {plan.key: plan for plan in reader.plans() if plan.doc_type == "规划"}


def _rows_of(reader: Reader, plan: str) -> list[Indicator]:
    return [i for i in reader.indicators(plan=plan) if i.origin == "table"]


def _plan_key(indicator: Indicator) -> str:
    return plan_of(indicator.key)


def _wanted(plan: PlanInfo, period: str | None, region: str | None) -> bool:
    if period and not (plan.period and (plan.period.name == period or period in (f"{plan.period.start}-{plan.period.end}",))):
        return False
    return not region or fold(region).text in fold(plan.region or plan.title).text


def _choose(
    words: str, groups: dict[concepts.Concept, list[Indicator]], indicators: Sequence[Indicator]
) -> concepts.Concept | None:
    """The concept meant: by key, by equal name, else one with all the words: most plans first, then the shortest name."""
    for indicator in indicators:
        if indicator.key == words:
            return concepts.concept_of(indicator)
    needles = [fold(word).text for word in words.split()]
    whole = "".join(needles)
    if not whole:
        return None

    def rank(concept: concepts.Concept) -> tuple[int, int, int, str]:
        group = groups[concept]
        names = {fold(i.name + (i.sub or "")).text for i in group} | {concept.core}
        exact = 0 if whole in names else 1
        return exact, -len({_plan_key(i) for i in group}), len(concept.core), concept.core

    fitting = [
        concept
        for concept, group in groups.items()
        if any(all(needle in fold(i.name + (i.sub or "")).text for needle in needles) for i in group) or concept.core == whole
    ]
    return min(fitting, key=rank, default=None)


def _first_year(plan: PlanInfo) -> int:
    return plan.period.start if plan.period else 0


def _unit(group: Iterable[Indicator]) -> str | None:
    units = [unit for i in group if (unit := concepts.unit_of(i))]
    return max(sorted(set(units)), key=units.count, default=None)


def _row(plan: PlanInfo, indicator: Indicator, unit: str | None, verdict: Verdict, reason: str) -> ComparisonRow:
    own = concepts.unit_of(indicator)
    shown = unit if verdict == "same" else own
    if verdict == "same" and own and unit and own != unit:
        reason = f"单位由“{own}”换算为“{unit}”"
    baseline, interim, target = (_cell(indicator, role, own, shown) for role in ("baseline", "interim", "target"))
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
        reason="；".join(filter(None, (reason, indicator.note))),
        baseline=baseline,
        interim=interim,
        target=target,
        change=_change(baseline, target),
        section=indicator.section,
        sources=((indicator.key, indicator.source.line),),
    )


def _cell(indicator: Indicator, role: Role, own: str | None, unit: str | None) -> Cell | None:
    """The last value of a role, its number in the row's unit; its words as printed, with their unit where that is another one.

    A relative or verbal value has no number.
    """
    values = [value for value in indicator.values if value.role == role]
    if not values:
        return None
    value: Value = max(values, key=lambda v: (v.year or 0, v.measure not in OVER_THE_PERIOD))
    over_the_period = value.year is None and value.measure in OVER_THE_PERIOD
    number = None if over_the_period or quantity.parse_value(value.text, own).relative else value.number
    printed, have = value.text, value.unit or own
    if number is not None and have and unit and have != unit:
        printed = printed if have in printed else f"{printed}{have}"
        try:
            number = quantity.convert(number, have, unit)
        except quantity.UnitError:
            number = None
    return Cell(value.year, value.op, number, printed)


def _change(baseline: Cell | None, target: Cell | None) -> str:
    """Target minus baseline, signed, the target's operator before it; empty where either side is words or a bound of its own."""
    if not baseline or not target or baseline.number is None or target.number is None or baseline.op not in (None, "="):
        return ""
    difference = target.number - baseline.number
    return OPS.get(target.op or "=", "") + f"{round(difference, 6):+g}"


def _missing(reader: Reader, plan: PlanInfo) -> ComparisonRow:
    if any(_rows_of(reader, plan.key)):
        word = "未提出"
        reason = "该规划有指标表，但没有列出这一指标"
    elif any(c.code in LOST for c in reader.cautions(plan.key)):
        word = "图表丢失"
        reason = "该文件的专栏或表格只有标题、没有内容，请核对原件"
    else:
        word = "无指标表"
        reason = "该文件中没有指标表"
    return ComparisonRow(
        plan=plan.key,
        plan_title=plan.title,
        region=plan.region,
        period=plan.period.name if plan.period else None,
        indicator=None,
        name="",
        unit=None,
        attribute=None,
        comparable=None,
        reason=reason,
        baseline=None,
        interim=None,
        target=None,
        change="",
        section=None,
        missing=word,
    )


def _notes(rows: Sequence[ComparisonRow], unit: str | None) -> tuple[str, ...]:
    same = [row for row in rows if row.comparable == "same"]
    notes = []
    if unit is None and same:
        notes.append("原表没有注明单位")
    if any(row.target and row.target.number is None for row in same):
        notes.append("有的目标值是文字或相对于其他标准的要求，不参与排序和计算")
    if any(row.target and row.target.op in (">=", "<=", ">", "<", "~") for row in same):
        notes.append("带“≥”“≤”的是上下限，不是确定值")
    if any(row.comparable == "related" for row in rows):
        notes.append("“相关”的行口径或单位不同，只供参考，不可直接比较")
    return tuple(notes)
