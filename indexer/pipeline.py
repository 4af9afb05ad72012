"""The line itself: a file becomes a Plan, one station after the other. The same file always gives the same plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from indexer.blocks import Block, Document, lines, with_tables
from indexer.footnotes import without_footnote_marks
from indexer.furniture import split_furniture
from indexer.grid import FoundTable
from indexer.halves import with_halves
from indexer.indicators import definitions, indicators
from indexer.losses import losses
from indexer.metadata import Metadata, metadata
from indexer.nodes import Content
from indexer.outline import outline
from indexer.pages import without_page_marks
from indexer.projects import distinct, projects, table_projects
from indexer.provenance import repost_caution
from indexer.readers import ReadFailure, read
from indexer.repair import Repaired, repair
from indexer.seams import Habits
from indexer.sections import Damage, Placed, sections
from indexer.spacing import without_spacing
from indexer.tables import find_tables
from indexer.targets import targets
from indexer.unsquash import unsquash
from indexer.wrapping import rejoined
from library.keys import indicator_key, plan_key, project_key, table_key
from library.model import Caution, Indicator, Plan, Project, Section, Source, SourceFile, Table

MOST_CHARACTERS = 1_500_000
"""Of one document, blanks not counted; the longest plans have half a million, and so many are read in half the time allowed."""

Record = TypeVar("Record", Table, Indicator)
Paged = TypeVar("Paged", Section, Table, Indicator, Project)


def extract(path: Path, shown_as: str | None = None) -> Plan:
    """Everything a careful reader finds in a file. ``shown_as`` is the path that the plan keeps (as given by default).

    Raises :class:`indexer.readers.ReadFailure` for a file that cannot be taken in.
    """
    document = read(path)
    if len(document.raw) > MOST_CHARACTERS and len(document.raw) - document.raw.count(" ") > MOST_CHARACTERS:
        raise ReadFailure(
            "too-large",
            f"文件有 {len(document.raw) // 10_000} 万字，超过 {MOST_CHARACTERS // 10_000} 万字的上限；"
            "请拆成几个文件，或只保留规划正文，另存后再导入。",
        )
    repaired = repair(document)
    printed, of_pages = without_page_marks(with_tables(lines(repaired.text, document.raw), document))
    paragraphs, of_notes = without_footnote_marks(without_spacing(rejoined(printed, document.raw)))
    habits = Habits([block.text.text for block in paragraphs])
    parts = split_furniture(unsquash(with_halves(paragraphs, habits), habits))
    about = metadata(parts, path.name)
    found = find_tables(parts.body)
    tree = outline([*parts.front, *_with_tables(parts.body, found)], len(parts.front), habits)
    key = plan_key(about.region, about.period.start if about.period else None, document.sha256)
    texts, placed = sections(key, tree.nodes, list(_damage(repaired, document.raw)))
    tables_of = defaultdict(list)
    for number, table in enumerate(found):
        tables_of[placed[number].section].append(table)
    plan = Plan(
        key=key,
        title=about.title,
        region=about.region,
        region_level=about.region_level,
        issuer=about.issuer,
        issued_date=about.issued_date,
        doc_number=about.doc_number,
        doc_type=about.doc_type,
        period=about.period,
        source=SourceFile(shown_as or str(path), document.format, document.encoding, document.sha256),
        warnings=(
            *repaired.cautions,
            *of_pages,
            *of_notes,
            *about.cautions,
            *(repost_caution(parts, repaired.notes) if about.doc_type != "新闻报道" else ()),
            *tree.cautions,
            *losses(tree.nodes, parts.contents, parts.body),
            *_no_outline(texts),
        ),
        sections=texts,
        tables=_to_their_ends(_tables(key, parts.body, found, placed), document.raw),
        indicators=_to_their_ends(_indicators(key, texts, tables_of, about), document.raw),
        projects=_projects(key, texts, tables_of, about),
    )
    return _with_pages(plan, document) if document.pages else plan


def _damage(repaired: Repaired, raw: str) -> Iterator[Damage]:
    """Where in the file each repaired place stands; repairs come in file order."""
    at = 0
    for place in repaired.repairs:
        start = raw.find(place.raw, at)
        if start >= 0:
            at = start + len(place.raw)
            yield start, at, place.raw


def _to_their_ends(records: Iterable[Record], raw: str) -> tuple[Record, ...]:
    """Sources that end on the line where their last character stands: a row of a table may be printed on many lines."""

    def whole(source: Source) -> Source:
        return replace(source, end_line=source.line + raw.count("\n", source.start, source.end))

    return tuple(replace(record, source=whole(record.source)) for record in records)


def _with_pages(plan: Plan, document: Document) -> Plan:
    """Every source with the page on which it begins."""

    def paged(record: Paged) -> Paged:
        return replace(record, source=replace(record.source, page=document.page_at(record.source.start)))

    return replace(
        plan,
        sections=tuple(map(paged, plan.sections)),
        tables=tuple(map(paged, plan.tables)),
        indicators=tuple(map(paged, plan.indicators)),
        projects=tuple(map(paged, plan.projects)),
    )


def _with_tables(blocks: Sequence[Block], tables: Sequence[FoundTable]) -> Iterator[Content]:
    """The paragraphs with each table's number in its place; what stands before or behind a table on its own line stays text."""
    at = 0
    for number, table in enumerate(tables):
        yield from blocks[at : table.first]
        yield from _piece(blocks[table.first], 0, table.start)
        yield number
        yield from _piece(blocks[table.last], table.end, len(blocks[table.last].text))
        at = table.last + 1
    yield from blocks[at:]


def _piece(block: Block, start: int, end: int) -> Iterator[Block]:
    text = block.text.slice(start, end).strip()
    if text.text:
        yield replace(block, text=text, grid=None)


def _tables(key: str, body: Sequence[Block], found: Sequence[FoundTable], placed: Mapping[int, Placed]) -> tuple[Table, ...]:
    out = []
    for number, table in enumerate(found):
        source = Source(table.lines[0], table.lines[-1], table.spans[0][0], table.spans[-1][1])
        place = placed[number]
        out.append(
            Table(
                table_key(key, number + 1),
                place.section,
                table.caption,
                table.header_rows,
                table.grid,
                source,
                place.at,
                table.lines,
                _printed(body, table),
            )
        )
    return tuple(out)


def _printed(body: Sequence[Block], table: FoundTable) -> str:
    """What stands in the blocks that a table takes, a line each."""
    texts = [block.text.text for block in body[table.first : table.last + 1]]
    texts[-1] = texts[-1][: table.end]
    texts[0] = texts[0][table.start :]
    return "\n".join(texts)


def _indicators(
    key: str, texts: Sequence[Section], found: Mapping[str, list[FoundTable]], about: Metadata
) -> tuple[Indicator, ...]:
    """Rows of indicator tables and targets of the running text, section by section."""
    out: list[Indicator] = []
    for section, above in _with_titles_above(texts):
        defined: dict[str, str] = {}
        for paragraph in section.text.split("\n"):
            defined |= definitions(paragraph)
        rows = [row for table in found[section.key] for row in indicators(table, about.period, defined)]
        for row in (*rows, *targets(section, above, about.period)):
            out.append(replace(row, key=indicator_key(key, len(out) + 1), section=section.key))
    return tuple(out)


def _projects(key: str, texts: Sequence[Section], found: Mapping[str, list[FoundTable]], about: Metadata) -> tuple[Project, ...]:
    """The projects that tables and boxes list and the text names, each once, section by section."""
    out: list[Project] = []
    boxes = {section.key for section in texts if section.kind == "box"}
    for section, above in _with_titles_above(texts):
        rows = [row for table in found[section.key] for row in table_projects(table)]
        if section.parent in boxes and section.kind == "heading":
            rows.append(
                Project("", "", section.number.strip("()（）.．、") or None, section.title, "专栏", section.text, section.source)
            )
        out += (replace(row, section=section.key) for row in (*rows, *projects(section, above, about.period)))
    return tuple(replace(project, key=project_key(key, number)) for number, project in enumerate(distinct(out), 1))


def _with_titles_above(texts: Sequence[Section]) -> Iterator[tuple[Section, list[str]]]:
    """Each section with the titles of those that it stands in, from the top down."""
    titles: dict[str | None, list[str]] = {None: []}
    for section in texts:
        above = titles[section.parent]
        titles[section.key] = [*above, section.title]
        yield section, above


def _no_outline(texts: Sequence[Section]) -> Iterator[Caution]:
    if all(section.kind == "front" for section in texts):
        yield Caution("no-outline", "没有找到标题，全文作为一节。")
