"""What the reader shows, as plain data: a section (or a subtree) as headings, paragraphs and tables in document order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from library.model import Section, Span, Table
from library.reading import heading


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's number and title on lines of their own. ``level`` is 1 for the section shown, 2 for its children, and so on."""

    text: str
    level: int
    section: str
    """Key of the section that begins here."""
    line: int | None = None
    """Source line, 1-based."""
    start: int | None = None
    """Where it begins in the decoded file, in characters."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text. ``offset`` is where it begins in its section's text, in characters."""

    text: str
    section: str
    offset: int
    line: int | None = None
    repaired: tuple[tuple[int, int, str], ...] = ()
    """Half-open ranges of ``text`` whose characters were damaged in the file and have been repaired, each with what stood there."""
    indent: bool = True
    """False for what goes on after a table that stood inside a paragraph."""
    start: int | None = None
    """Where it begins in the decoded file, in characters."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: a rectangular grid in which a merged cell is repeated in every place that it covers."""

    key: str
    section: str
    caption: str
    header_rows: int
    grid: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...] = ()
    """Source line of each row, 1-based; may be shorter than the grid."""
    start: int | None = None
    """Where it begins in the decoded file, in characters."""
    doubts: tuple[tuple[int, str], ...] = ()
    """Rows of the grid whose values are uncertain, each with the reason in words."""


Block = Heading | Paragraph | TableBlock


@dataclass(frozen=True, slots=True)
class ReaderDocument:
    """A view of a section: the way to it, then its blocks. Text may be hostile: layout passes all of it through the gate.

    ``path`` holds "number title" from the plan's title down to the parent of the section, whose own heading is the first block.
    """

    key: str
    """Key of the section at the top."""
    path: tuple[str, ...]
    blocks: tuple[Block, ...]


def section_blocks(section: Section, tables: Sequence[Table] = (), level: int = 1) -> Iterator[Block]:
    """A section's own heading, paragraphs and tables, each table where ``Table.at`` says, even inside a paragraph."""
    title = heading(section.number, section.title)
    if title:
        yield Heading(title, level, section.key, section.source.line, section.source.start)
    waiting = [_table(table, (title, section.title), section.text) for table in sorted(tables, key=lambda table: table.at)]
    places = sorted(table.at for table in tables)
    for paragraph in _paragraphs(section):
        start, done = paragraph.offset, 0
        while waiting and places[0] < start + len(paragraph.text):
            cut = max(0, places.pop(0) - start)
            yield from _part(paragraph, done, cut)
            yield waiting.pop(0)
            done = cut
        yield from _part(paragraph, done, len(paragraph.text))
    yield from waiting


def document(path: Sequence[str], parts: Iterable[tuple[Section, Sequence[Table]]]) -> ReaderDocument:
    """A document of one section, or of a subtree given in document order, each with its tables; the first is the one on top.

    Raises ValueError where ``parts`` is empty.
    """
    sections = list(parts)
    if not sections:
        raise ValueError("a document needs a section")
    top = sections[0][0]
    blocks = [block for section, tables in sections for block in section_blocks(section, tables, section.level - top.level + 1)]
    return ReaderDocument(top.key, tuple(path), tuple(blocks))


def _paragraphs(section: Section) -> Iterator[Paragraph]:
    """The lines of the section's text with the source line that ``spans`` gives them."""
    spans = {span.offset: span for span in section.spans}
    offset = 0
    span: Span | None = None
    for text in section.text.split("\n"):
        span = spans.get(offset, span)
        if text.strip():
            line = span.line if span else section.source.line
            start = span.start + offset - span.offset if span else None
            yield Paragraph(text, section.key, offset, line, _repaired(section.spans, offset, text), start=start)
        offset += len(text) + 1


def _repaired(spans: Sequence[Span], offset: int, text: str) -> tuple[tuple[int, int, str], ...]:
    """Repairs inside the paragraph at ``offset``, relative to it."""
    end = offset + len(text)
    return tuple(
        (max(start, offset) - offset, min(stop, end) - offset, came_as)
        for span in spans
        for start, stop, came_as in span.repaired
        if start < end and stop > offset
    )


def _part(paragraph: Paragraph, start: int, end: int) -> Iterator[Paragraph]:
    """The part of a paragraph between two tables; nothing where it is empty, the paragraph itself where it is whole."""
    if (start, end) == (0, len(paragraph.text)):
        yield paragraph
    elif paragraph.text[start:end].strip():
        repaired = tuple(
            (max(a, start) - start, min(b, end) - start, was) for a, b, was in paragraph.repaired if a < end and b > start
        )
        begin = None if paragraph.start is None else paragraph.start + start
        yield replace(
            paragraph,
            text=paragraph.text[start:end],
            offset=paragraph.offset + start,
            repaired=repaired,
            indent=start == 0,
            start=begin,
        )


def _table(table: Table, titles: tuple[str, ...], text: str) -> TableBlock:
    """A table; a caption that only says again what the heading or the line above says is left out."""
    said = {"".join(title.split()) for title in titles}
    caption = "" if "".join(table.caption.split()) in said else table.caption_below(text)
    return TableBlock(
        table.key, table.section, caption, table.header_rows, table.grid, table.lines or (table.source.line,), table.source.start
    )
