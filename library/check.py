"""Contradictions inside one plan: every finding shows both places and asks; nothing is corrected. Pure: a Plan in, findings out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from library.checks import arithmetic, rows, structure, tabletext, twice
from library.checks.figures import sentences
from library.model import Finding, Plan

CODES = {
    "table-text": "表中的目标值与正文不同",
    "text-text": "正文两处的目标不同",
    "operator": "一处是确定值，一处是上下限",
    "baseline": "表中的现状值与回顾部分不同",
    "increment": "现状加新增不等于目标",
    "unit": "同一指标的单位不同",
    "wording": "同一指标的说法不同",
    "growth": "增幅与前后两个数不符",
    "share": "占比与两个数不符",
    "sum": "各部分之和与总数不符",
    "conversion": "换算前后不等",
    "direction": "提高、降低与数字的方向不符",
    "count": "列出的项数与所说的不同",
    "target-below": "目标低于现状",
    "interim": "中期值不在现状与目标之间",
    "serial-gap": "指标表序号不连续",
    "table-cell": "表格的数值错栏",
    "numbering-gap": "编号不连续",
    "missing-box": "专栏编号不连续",
    "missing-box-body": "专栏只有标题",
    "missing-section": "目录所列在正文中缺失",
    "truncated": "全文未完",
    "damaged": "文字损坏",
}
"""Every code with its meaning in Chinese."""


def check(plan: Plan) -> tuple[Finding, ...]:
    """All findings in a plan, whether it stands in a library or comes straight from a file, in the order of the document."""
    said = tuple(sentences(plan))
    found = (
        *structure.findings(plan),
        *rows.findings(plan),
        *arithmetic.all_of(plan.key, said),
        *tabletext.findings(plan, said),
        *twice.findings(plan),
    )
    # A place that the table contradicts need not be held against another sentence as well.
    settled = {(place.line, place.number) for f in found if f.code == "table-text" for place in f.places}
    told = [f for f in found if f.code != "text-text" or not any((p.line, p.number) in settled for p in f.places)]
    return tuple(sorted(dict.fromkeys(told), key=lambda f: (f.places[0].line if f.places else 0, f.code)))


def as_json(findings: Iterable[Finding]) -> dict[str, Any]:
    """The JSON of the contract: ``{"findings": [{"plan", "code", "message", "places": [...]}]}``, with all of `Evidence`."""
    return {"findings": [asdict(finding) for finding in findings]}
