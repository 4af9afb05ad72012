"""The first page of a plan: what it is, where it came from, and what a reader must be told about its file."""

from __future__ import annotations

from collections.abc import Sequence

from library.model import Caution, PlanInfo
from tui.strings import text
from tui.text.document import Block, Heading, Paragraph, ReaderDocument
from tui.view import place_of


def overview(plan: PlanInfo, cautions: Sequence[Caution]) -> ReaderDocument:
    """The plan's facts and its cautions as a page of the reader; the page's key is the plan's."""
    blocks: list[Block] = [Heading(plan.marked_title, 1, plan.key)]
    offset = 0

    def say(words: str, line: int | None = None) -> None:
        nonlocal offset
        blocks.append(Paragraph(words, plan.key, offset, line, indent=False))
        offset += len(words) + 1

    for name, value in _facts(plan):
        say(text("overview.fact", name=text(f"overview.{name}"), value=value))
    if cautions:
        blocks.append(Heading(text("overview.cautions", n=len(cautions)), 1, plan.key))
    for caution in cautions:
        where = text("overview.line", place=place_of(plan.source.format, caution.line)) if caution.line else ""
        say(caution.message + where, caution.line)
    return ReaderDocument(plan.key, (), tuple(blocks))


def _facts(plan: PlanInfo) -> list[tuple[str, str]]:
    nothing = text("overview.nothing")
    period = text("overview.years", name=plan.period.name, start=plan.period.start, end=plan.period.end) if plan.period else nothing
    level = f"（{plan.region_level}）" if plan.region_level else ""
    counts = text("overview.counts", sections=plan.sections, indicators=plan.indicators, projects=plan.projects)
    return [
        ("kind", plan.doc_type),
        ("issuer", plan.issuer or nothing),
        ("number", plan.doc_number or nothing),
        ("date", plan.issued_date or nothing),
        ("region", f"{plan.region}{level}" if plan.region else nothing),
        ("period", period),
        ("holds", counts),
        ("file", plan.source.file),
        ("format", " ".join(filter(None, (plan.source.format, plan.source.encoding)))),
        ("hash", plan.source.sha256),
        ("key", plan.key),
    ]
