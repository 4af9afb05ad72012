"""Word documents (.docx, .docm; ECMA-376-1, transitional and strict): paragraphs and tables as the printed page has them.

Automatic numbers are rebuilt; insertions stand and deletions do not; headers, footers, comments, hidden text and the list of
contents are left out; text boxes and notes follow the paragraph, or the table, that they hang on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree.ElementTree import Element

from indexer.blocks import Document
from indexer.readers.docx_headings import marks
from indexer.readers.docx_numbers import Numbering, joined
from indexer.readers.docx_parts import Parts, chosen, parts_of, value
from indexer.readers.docx_styles import Styles
from indexer.readers.docx_tables import Layout, is_frame, layout
from indexer.readers.docx_text import OUT, Line, Runs, mark_is_gone
from indexer.readers.failure import ReadFailure
from indexer.readers.package import open_package
from indexer.readers.printed import Cell, Printed
from library.model import Caution

_CONTENTS_TITLE = re.compile(r"目\s*[录錄次]")
_SENTENCE = re.compile(r"[。；;！？]$")
_NOTE_NAMES = {"footnote": "注", "endnote": "尾注"}


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph: ``contents`` where the file calls it part of a list of contents, ``note`` for a footnote or endnote.

    ``level`` is that of its heading style, from 1; None for running text.
    """

    text: str
    level: int | None = None
    contents: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True)
class _Grid:
    cells: tuple[Cell, ...]
    header_rows: int


_Item = _Paragraph | _Grid


def read(path: Path, data: bytes, sha256: str) -> Document | None:  # noqa: ARG001 - the bytes say all
    """The document. Raises `indexer.readers.ReadFailure`."""
    parts = parts_of(open_package(data))
    story = _Story(parts)
    printed = Printed()
    items = list(_without_contents(story.blocks(parts.document)))
    depths = iter(marks([(item.text, item.level) for item in items if isinstance(item, _Paragraph)]))
    for item in items:
        if isinstance(item, _Grid):
            printed.table(item.cells, header_rows=item.header_rows)
        else:
            printed.paragraph(f"{'#' * next(depths)} {item.text}".lstrip())
    if story.chunks and not printed.length:
        message = "正文是嵌入的外来片段（altChunk），里面没有可读的段落；请用 Word 打开，另存为 .docx 后再导入。"
        raise ReadFailure("unsupported", message)
    return printed.document("docx", sha256, tuple(story.cautions()))


class _Story:
    """Reads a document from the top down, counting its numbers and notes. ``chunks``: parts of other formats, not read."""

    def __init__(self, parts: Parts) -> None:
        self._styles = Styles(parts.styles)
        self._numbering = Numbering(parts.numbering, self._styles)
        self._runs = Runs(self._styles)
        self._notes = {"footnote": _by_id(parts.footnotes), "endnote": _by_id(parts.endnotes)}
        self._noted = dict.fromkeys(self._notes, 0)
        self._pending = Line()
        self._in_cell = 0
        self._rows_hidden = 0
        self.chunks = 0

    def cautions(self) -> Iterator[Caution]:
        """What was left out that a reader may miss."""
        if self._runs.hidden or self._rows_hidden:
            rows = f"、{self._rows_hidden} 个表格行" if self._rows_hidden else ""
            yield Caution("hidden-text", f"文件里有隐藏的文字（{self._runs.hidden} 字{rows}），打印不出来，未收入。")
        if self._runs.objects:
            message = (
                f"文件里嵌有 {self._runs.objects} 个其他程序的表格或文档，只是图片，未读取；请在 Word 中打开它，复制为普通表格。"
            )
            yield Caution("embedded-part", message)
        if self.chunks:
            message = f"文件里嵌有 {self.chunks} 个外来片段（altChunk），未读取；请用 Word 打开并另存一份后再导入。"
            yield Caution("embedded-part", message)

    def blocks(self, parent: Element) -> Iterator[_Item]:
        """The paragraphs and tables within an element, in order."""
        for node in parent:
            if node.tag == "p":
                yield from self._paragraph(node)
            elif node.tag == "tbl":
                yield from self._table(layout(node))
            elif node.tag == "altChunk":
                self.chunks += 1
            elif node.tag == "AlternateContent":
                yield from self.blocks(chosen(node))
            elif node.tag == "sdt" and value(node, "sdtPr/docPartObj/docPartGallery") == "Table of Contents":
                for item in self.blocks(node):
                    yield replace(item, contents=True) if isinstance(item, _Paragraph) else item
            elif node.tag not in OUT:
                yield from self.blocks(node)
        if self._pending.text:  # the last paragraph has lost its end to a deletion, and nothing follows that it could run into
            rest, self._pending = self._pending, Line()
            yield _Paragraph(rest.text)

    def _paragraph(self, node: Element) -> Iterator[_Item]:
        properties = node.find("pPr")
        line, self._pending = self._pending, Line()
        self._runs.read(node, line)
        if mark_is_gone(properties):
            self._pending = line
            return
        label = self._numbering.label(properties)
        words = line.text
        if words or (label and self._in_cell):
            text, level = joined(label, words), self._styles.level(properties)
            text = text if level is None else text.replace("\n", "")  # a heading that was broken by hand
            yield _Paragraph(
                text, level, contents=self._styles.of(value(properties, "pStyle")).contents and not _SENTENCE.search(text)
            )
        for box in line.boxes:
            yield from self.blocks(box)
        for kind, key in line.notes:
            yield from self._note(kind, key)

    def _note(self, kind: str, key: str) -> Iterator[_Item]:
        """A note, numbered in the order in which the text refers to them; one that is not there has no number."""
        node = self._notes[kind].pop(key, None)
        if node is None or node.get("type", "normal") != "normal":
            return
        texts = [item.text for item in self.blocks(node) if isinstance(item, _Paragraph)]
        if texts:
            self._noted[kind] += 1
            yield _Paragraph(f"{_NOTE_NAMES[kind]}{self._noted[kind]}：{' '.join(texts)}", note=True)

    def _table(self, table: Layout) -> Iterator[_Item]:
        """A table, and behind it what its cells hold beside words: tables in tables, notes."""
        self._rows_hidden += table.hidden_rows
        if is_frame(table.cells, table.columns):
            for placed in table.cells:
                yield from self.blocks(placed.node)
            return
        cells: list[Cell] = []
        behind: list[_Item] = []
        self._in_cell += 1
        for placed in table.cells:
            words = []
            for item in self.blocks(placed.node):
                if isinstance(item, _Paragraph) and not item.note:
                    words.append(item.text)
                else:
                    behind.append(item)
            cells.append(Cell("\n".join(words), placed.row, placed.column, placed.rows, placed.columns))
        self._in_cell -= 1
        yield _Grid(tuple(cells), table.header_rows)
        yield from behind


def _by_id(notes: Element) -> dict[str, Element]:
    return {node.get("id", ""): node for node in notes}


def _without_contents(items: Iterable[_Item]) -> Iterator[_Item]:
    """Without the list of contents that the file marks as such, and its title."""
    held: _Item | None = None
    for item in items:
        if isinstance(item, _Paragraph) and item.contents:
            held = None
            continue
        if held is not None:
            yield held
        titled = isinstance(item, _Paragraph) and _CONTENTS_TITLE.fullmatch(item.text)
        held = item if titled else None
        if not titled:
            yield item
    if held is not None:
        yield held
