"""``guilan plans``: the plans of the library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from library.model import PlanInfo
from tui.cli import Command
from tui.commands.common import json_option, opened, print_json, print_table, say
from tui.strings import text


@click.command(cls=Command, help="plans.help")
@json_option
@click.pass_obj
def command(option: str | None, as_json: bool) -> int:
    """List; exit status 1 where there is none."""
    with opened(option) as library:
        plans = library.plans()
    if as_json:
        print_json({"plans": [_as_dict(plan) for plan in plans]})
    elif plans:
        print_table(text("plans.columns"), [_row(plan) for plan in plans])
    else:
        say(text("plans.empty"))
    return 0 if plans else 1


def _as_dict(plan: PlanInfo) -> dict[str, Any]:
    period = plan.period and {"name": plan.period.name, "start": plan.period.start, "end": plan.period.end}
    return {
        "key": plan.key,
        "title": plan.title,
        "region": plan.region,
        "region_level": plan.region_level,
        "period": period,
        "issuer": plan.issuer,
        "issued_date": plan.issued_date,
        "doc_number": plan.doc_number,
        "doc_type": plan.doc_type,
        "file": Path(plan.source.file).name,
        "path": plan.source.file,
        "sections": plan.sections,
        "indicators": plan.indicators,
        "projects": plan.projects,
        "warnings": plan.warnings,
        "superseded_by": plan.superseded_by,
        "version": plan.version,
    }


def _row(plan: PlanInfo) -> tuple[object, ...]:
    title = plan.marked_title if plan.doc_type == "规划" else f"{plan.marked_title}（{plan.doc_type}）"
    counts = (plan.sections, plan.indicators, plan.projects, plan.warnings)
    return (plan.key, plan.region, title, plan.period.name if plan.period else "", *counts, Path(plan.source.file).name)
