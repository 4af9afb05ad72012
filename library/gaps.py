"""Why a plan has nothing of a concept: 未提出, 无指标表, 图表丢失, 未导入, each with its reason as a Chinese sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.material import Material
from library.model import Caution, ComparisonRow, PlanInfo

LOST = ("missing-box-body", "missing-box")
"""Cautions of boxes and tables that the copy has lost."""
_TITLE = re.compile(r"“([^”]+)”")
_INDICATORS = re.compile(r"指标|目标表|一览表|主要目标")
_WORKS = re.compile(r"工程|项目|行动|计划|清单|布局|体系|平台|试点|品牌|任务|政策|机制|服务|改革")


def missing(material: Material, plan: PlanInfo) -> ComparisonRow:
    """The row of a plan that has nothing of a concept."""
    lost = [caution for caution in material.cautions.get(plan.key, ()) if caution.code in LOST]
    suspects = [caution for caution in lost if _may_hold_indicators(caution)]
    if material.tables.get(plan.key):
        named = [caution for caution in suspects if _INDICATORS.search(_title(caution))]
        if named:
            return empty(
                plan, "图表丢失", f"该规划有指标表，但{_title(named[0]) or '另一张图表'}内容缺失，这一指标可能在其中，请核对原件"
            )
        rest = f"；另有 {len(lost)} 处专栏内容缺失，未必与指标有关" if lost else ""
        return empty(plan, "未提出", f"该规划有指标表，但没有列出这一指标{rest}")
    if suspects:
        return empty(plan, "图表丢失", f"该文件没有指标表，而{_named(suspects)}只有标题或整个缺失，指标可能在其中，请核对原件")
    rest = f"；缺失的 {len(lost)} 处专栏从标题看是工程或任务" if lost else ""
    return empty(plan, "无指标表", f"该文件中没有指标表{rest}")


def _title(caution: Caution) -> str:
    found = _TITLE.search(caution.message)
    return f"“{found[1]}”" if found else ""


def _may_hold_indicators(caution: Caution) -> bool:
    """Whether indicators may have stood in what is lost: its title says so, or nobody knows its title."""
    title = _title(caution)
    return not title or bool(_INDICATORS.search(title)) or not _WORKS.search(title)


def _named(cautions: Sequence[Caution]) -> str:
    titles = [title for caution in cautions if (title := _title(caution))]
    return "、".join(titles[:2]) if titles else "有的专栏或表格"


def empty(plan: PlanInfo, word: str, reason: str) -> ComparisonRow:
    """A row without values for a plan of the library."""
    period = plan.period.name if plan.period else None
    return _row(plan.key, plan.title, plan.region, period, word, reason)


def not_here(title: str, region: str, period: str | None, reason: str, key: str = "") -> ComparisonRow:
    """A row for a plan that was asked for and is not in the library (未导入)."""
    return _row(key, title, region, period, "未导入", reason)


def _row(plan: str, title: str, region: str, period: str | None, word: str, reason: str) -> ComparisonRow:
    return ComparisonRow(
        plan=plan,
        plan_title=title,
        region=region,
        period=period,
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
