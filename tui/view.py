"""From the library's records to what the panes show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from library.model import PlanInfo, Section
from library.places import WORDS, place_words
from tui.strings import text

if TYPE_CHECKING:
    from library.library import Library
    from tui.text.document import ReaderDocument

LIMIT = 12_000
"""Characters up to which a section is shown together with everything below it."""


def document_for(library: Library, key: str) -> ReaderDocument:
    """A section with what stands below it, where that is short enough to read at one go; else the section alone.

    A plan's own key gives its overview.
    """
    from tui.text.document import document

    if key == plan_of(key):
        from tui.text.overview import overview

        return overview(library.plan_info(key), library.warnings(key))
    outline = library.outline(plan_of(key))
    parts: list[Section] = []
    size = 0
    inside = {key}
    for node in outline:
        if node.key == key or node.parent in inside:
            inside.add(node.key)
            section = library.section(node.key)
            parts.append(section)
            size += len(section.text)
            if size > LIMIT and len(parts) > 1:
                parts = parts[:1]
                break
    title = library.plan_info(plan_of(key)).title
    path = (title, *library.path_of(key)[:-1])
    tables = [(section, library.tables(section.key)) for section in parts]
    page = document(path, tables)
    for section, own in tables:
        if own:
            from tui.text.doubtful import with_doubts

            page = with_doubts(page, own, library.indicators(section=section.key))
    return page


def shown_sections(page: ReaderDocument) -> set[str]:
    """Keys of the sections that a document shows."""
    return {page.key, *(block.section for block in page.blocks)}


def plan_of(key: str) -> str:
    """Key of the plan that a section's key begins with."""
    return key.split(".", 1)[0]


def place_of(form: str, line: int, end_line: int | None = None, page: int | None = None, end_page: int | None = None) -> str:
    """`library.places.place_words` in the language of the screen."""
    return place_words(form, line, end_line, page, {name: text(f"place.{name}") for name in WORDS}, end_page=end_page)


def where(plan: PlanInfo, line: int | None, page: int | None = None, end_page: int | None = None) -> str:
    """Where am I: file and line (page, paragraph …), who issued it and when, and what kind of document it is."""
    file = plan.source.file.replace("\\", "/").rsplit("/", 1)[-1]
    place = text("where.at", file=file, place=place_of(plan.source.format, line or 1, page=page, end_page=end_page))
    issued = f"{plan.issuer or text('where.no_issuer')} {plan.issued_date or text('where.no_date')}"
    kind = plan.doc_type if plan.doc_type == "规划" else text("where.not_plan", kind=plan.doc_type)
    return " · ".join((f"{text('where.source')} {place}", issued, kind))
