"""The line itself: a file becomes a Plan, one station after the other. The same file always gives the same plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from indexer.blocks import Block, lines
from indexer.furniture import split_furniture
from indexer.grid import FoundTable
from indexer.indicators import definitions, indicators
from indexer.metadata import Metadata, metadata
from indexer.nodes import Content
from indexer.outline import outline
from indexer.readers import read
from indexer.repair import repair
from indexer.sections import Placed, sections
from indexer.tables import find_tables
from indexer.unsquash import unsquash
from library.keys import indicator_key, plan_key, table_key
from library.model import Caution, Indicator, Plan, Section, Source, SourceFile, Table


def extract(path: Path, shown_as: str | None = None) -> Plan:
    """Everything a careful reader finds in a file. ``shown_as`` is the path that the plan keeps (as given by default).

    Raises :class:`indexer.readers.ReadFailure` for a file that cannot be taken in.
    """
    document = read(path)
    repaired = repair(document)
    parts = split_furniture(unsquash(lines(repaired.text, document.raw)))
    about = metadata(parts, path.name)
    found = find_tables(parts.body)
    tree = outline([*parts.front, *_with_tables(parts.body, found)], len(parts.front))
    key = plan_key(about.region, about.period.start if about.period else None, document.sha256)
    texts, placed = sections(key, tree.nodes)
    tables = _tables(key, found, placed)
    return Plan(
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
        warnings=(*repaired.cautions, *about.cautions, *tree.cautions, *_no_outline(texts)),
        sections=texts,
        tables=tables,
        indicators=_indicators(key, found, placed, texts, about),
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


def _tables(key: str, found: Sequence[FoundTable], placed: Mapping[int, Placed]) -> tuple[Table, ...]:
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
            )
        )
    return tuple(out)


def _indicators(
    key: str, found: Sequence[FoundTable], placed: Mapping[int, Placed], texts: Sequence[Section], about: Metadata
) -> tuple[Indicator, ...]:
    """The rows of the indicator tables, with the definitions that the table's section prints."""
    text_of = {section.key: section.text for section in texts}
    out: list[Indicator] = []
    for number, table in enumerate(found):
        section = placed[number].section
        defined: dict[str, str] = {}
        for paragraph in text_of[section].split("\n"):
            defined |= definitions(paragraph)
        for row in indicators(table, about.period, defined):
            out.append(replace(row, key=indicator_key(key, len(out) + 1), section=section))
    return tuple(out)


def _no_outline(texts: Sequence[Section]) -> Iterator[Caution]:
    if all(section.kind == "front" for section in texts):
        yield Caution("no-outline", "没有找到标题，全文作为一节。")
