"""What lies between a baseline and a target, with its formula; nothing where the two may not be subtracted."""

from __future__ import annotations

from library.model import Cell, ComparisonRow, Measure, Op
from library.views import Growth

OPS: dict[Op, str] = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "约", "=": ""}
SUBTRACTED: tuple[Measure, ...] = ("存量", "比例", "密度")
"""Kinds whose baseline and target are two states of one thing; additions, totals and growth rates are not."""
SHARES = ("%", "‰", "‱")


def change(baseline: Cell | None, target: Cell | None, kind: Measure) -> str:
    """Target minus baseline, signed, the target's operator before it; empty where either side is words or a bound of its own."""
    difference = _difference(baseline, target) if kind in SUBTRACTED else None
    return "" if difference is None or target is None else OPS[target.op or "="] + f"{difference:+.10g}"


def change_unit(unit: str | None) -> str | None:
    """The unit of a change: shares differ by 百分点."""
    return {"%": "百分点", "‰": "千分点", "‱": "万分点"}.get(unit or "", unit)


def growth(row: ComparisonRow) -> Growth | None:
    """Change, growth and mean yearly growth (年均增长) of a row with their formula; None where nothing may be computed."""
    difference = _difference(row.baseline, row.target)
    if not row.change or difference is None or row.baseline is None or row.target is None:
        return None
    first, last = row.baseline.number or 0.0, row.target.number or 0.0
    op = row.target.op or "="
    mark, unit = OPS[op], row.change_unit or ""
    years = _years(row.baseline, row.target)
    steps = [f"{row.target.text} = {_say(last)}{row.unit or ''}", f"{row.baseline.text} = {_say(first)}{row.unit or ''}"]
    steps = steps if row.comparable == "derived" else []
    steps.append(f"{_say(last)} − {_say(first)} = {mark}{difference:+.10g}{unit}")
    percent = yearly = None
    if row.unit not in SHARES and first > 0:
        percent = round(difference / first * 100, 1)
        steps.append(f"{_say(difference)} ÷ {_say(first)} = {mark}{percent:+g}%")
        if years and last > 0:
            yearly = round(((last / first) ** (1 / years) - 1) * 100, 1)
            steps.append(f"年均增长 ({_say(last)} ÷ {_say(first)})^(1/{years}) − 1 = {mark}{yearly:+g}%")
    return Growth(difference, row.change_unit, percent, yearly, years, op, "；".join(steps))


def _difference(baseline: Cell | None, target: Cell | None) -> float | None:
    if not baseline or not target or baseline.number is None or target.number is None or baseline.op not in (None, "="):
        return None
    return round(target.number - baseline.number, 6)


def _years(baseline: Cell, target: Cell) -> int | None:
    if baseline.year is None or target.year is None or target.year <= baseline.year:
        return None
    return target.year - baseline.year


def _say(number: float) -> str:
    return f"{number:.10g}"
