"""What the document itself lacks or counts wrongly: numbers that skip, lost boxes and sections, damaged cells and words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from library.checks.places import row_place
from library.model import Caution, Evidence, Finding, Indicator, Plan, Section

LOSSES = ("numbering-gap", "missing-box", "missing-box-body", "missing-section", "truncated", "damaged")
"""Cautions of the indexer that a person who drafts a plan must settle."""
_QUOTED = 60
"""Characters of a paragraph that are quoted where only its line is known."""
_SHIFTED = re.compile(r"印在.*一栏")


def findings(plan: Plan) -> Iterator[Finding]:
    """Losses that the indexer met, gaps in the serial numbers of indicator tables, cells that stand in another column."""
    for caution in plan.warnings:
        if caution.code in LOSSES:
            yield Finding(plan.key, caution.code, caution.message, tuple(_places(plan, caution)))
    yield from _serials(plan)
    for indicator in plan.indicators:
        if indicator.note and _SHIFTED.search(indicator.note):
            message = f"“{indicator.name}”这一行的数值像是错了栏：{indicator.note}，请核对原表。"
            yield Finding(plan.key, "table-cell", message, (row_place(plan, indicator),))


def _places(plan: Plan, caution: Caution) -> Iterator[Evidence]:
    """The heading at the caution's line, behind the one before it where a number is skipped."""
    at = next((n for n, s in enumerate(plan.sections) if caution.line == s.source.line and _named(s, caution)), None)
    if at is None:
        if caution.line is not None:
            key, words = _words_at(plan, caution.line)
            yield Evidence(caution.line, caution.line, words, None, None, key, "正文")
        return
    here = plan.sections[at]
    if caution.code == "numbering-gap":
        before = next((s for s in reversed(plan.sections[:at]) if s.parent == here.parent and s.number), None)
        if before is not None:
            yield _heading(before)
    yield _heading(here)


def _words_at(plan: Plan, line: int) -> tuple[str, str]:
    """The key of the section that came from a line of the file, and how that paragraph begins."""
    for section in plan.sections:
        for span in section.spans:
            if span.line == line:
                return section.key, section.text[span.offset :].partition("\n")[0][:_QUOTED]
    return plan.key, ""


def _named(section: Section, caution: Caution) -> bool:
    return caution.code in ("missing-box", "truncated") or (
        bool(section.number + section.title) and (section.title in caution.message)
    )


def _heading(section: Section) -> Evidence:
    return Evidence(section.source.line, section.source.line, section.number + section.title, None, None, section.key, "标题")


def _serials(plan: Plan) -> Iterator[Finding]:
    """Serial numbers (序号) of an indicator table that skip; several rows may share one (merged cells)."""
    before: Indicator | None = None
    for indicator in plan.indicators:
        if indicator.origin != "table" or indicator.no is None or not indicator.no.isdigit():
            continue
        if before is not None and before.section == indicator.section and int(indicator.no) > int(before.no or 0) + 1:
            message = f"指标表的序号由 {before.no} 跳到 {indicator.no}，请核对是缺了行，还是序号印错。"
            yield Finding(plan.key, "serial-gap", message, (row_place(plan, before), row_place(plan, indicator)))
        before = indicator
