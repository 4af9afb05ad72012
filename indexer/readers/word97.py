"""Word 97 to 2003 documents (.doc) and those of WPS Writer (.wps), read from their binary format ([MS-DOC]).

Text by pieces, without what revisions deleted and what is hidden; fields by their results; tables by the marks of their cells;
notes and text boxes behind the paragraph that they hang on. What this does not follow, the caution ``legacy-word`` says.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.blocks import Document
from indexer.readers.docx_numbers import joined
from indexer.readers.failure import ReadFailure
from indexer.readers.ole import Compound, damaged
from indexer.readers.printed import Printed
from indexer.readers.word97_numbers import Lists, lists
from indexer.readers.word97_sprms import Properties, Runs, paragraph, runs, switched_out
from indexer.readers.word_rows import Story
from library.model import Caution

_WORD = 0xA5EC
_OLDEST = 0x00C0
"""nFib of Word 97; Word 6 and 95 write another format."""
_TOO_OLD = (
    "这是 Word 95 或更早的文档，不能直接读取；"
    "请用 Word 或 WPS 另存为 .docx 后再导入，或安装 LibreOffice（或 guilan[doc]）后重新导入。"
)
_CHARACTERS = {
    "\x1e": "-",
    "\xa0": " ",
    "\x0b": "\n",
    "\x0e": "\n",
    "\x1f": "",
    "\x01": "",
    "\x02": "",
    "\x05": "",
    "\x08": "",
    "\x03": "",
}
_ENDS = re.compile("[\r\x07\x0c]")
_MOST_TEXT = 8_000_000
"""Characters of a document."""
_TABLES = {
    "chpx": 12,
    "papx": 13,
    "footnotes": 2,
    "footnote_texts": 3,
    "anchors": 40,
    "endnotes": 46,
    "endnote_texts": 47,
    "boxes": 56,
}
_TABLES |= {"clx": 33, "styles": 1, "lists": 73, "overrides": 74}
"""Number of each table's place in the file information block (FibRgFcLcb97)."""


def document(data: bytes, sha256: str) -> Document:
    """The document. Raises `ReadFailure`; its code is unsupported where the format is that of Word 95 or older."""
    word = _Word(Compound(data))
    printed = Printed()
    story = Story(printed)
    for piece in word.paragraphs(0, word.lengths[0]):
        word.add(story, piece)
    story.end()
    message = "这是旧版 Word/WPS 文档，文字和表格由本程序直接读出；由样式或图形带出的内容可能缺失，引用前请对照原文件。"
    return printed.document("doc", sha256, (Caution("legacy-word", message),))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph: its text, the mark that ends it, its place in the text and what its formatting says."""

    text: str
    end: str
    start: int
    stop: int
    about: Properties


@dataclass(slots=True)
class _Pieces:
    """The text by pieces: where each begins in the text, and in the stream; ``wide``: two bytes a character."""

    starts: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    wide: list[bool] = field(default_factory=list)
    out: list[bool] = field(default_factory=list)
    """Whether the piece itself is marked as deleted or hidden."""
    end: int = 0


class _Word:
    """A document in the binary format: its streams and tables, read on demand."""

    def __init__(self, compound: Compound) -> None:
        self._stream = compound.read("WordDocument")
        if len(self._stream) < 0x1AA:
            raise damaged()
        magic, version = struct.unpack_from("<HH", self._stream)
        (flags,) = struct.unpack_from("<H", self._stream, 10)
        if magic != _WORD or version < _OLDEST:
            raise ReadFailure("unsupported", _TOO_OLD)
        if flags & 0x0100:
            raise ReadFailure("encrypted", "文件有密码保护，无法读取其中的文字；请另存为无密码的文件后再导入。")
        self._tables = compound.read("1Table" if flags & 0x0200 else "0Table")
        self._data = compound.read("Data") if "Data" in compound.names else b""
        self.lengths = struct.unpack_from("<8i", self._stream, 0x4C)
        """Characters of the text, footnotes, headers, macros, comments, endnotes, text boxes, text boxes of headers."""
        if min(self.lengths) < 0 or sum(self.lengths) > _MOST_TEXT:
            raise damaged()
        self._pieces = self._read_pieces(self._table("clx"))
        self._papx = runs(self._table("papx"), self._stream, paragraphs=True)
        self._text = self._read_text(runs(self._table("chpx"), self._stream, paragraphs=False))
        self._lists: Lists = lists(
            self._table("lists"), self._tables, self._start("lists"), self._table("overrides"), self._table("styles")
        )
        self._behind = dict(self._notes())
        self._noted = {"注": 0, "尾注": 0}

    def add(self, story: Story, piece: _Paragraph) -> None:
        """Write a paragraph, and the cell and row that it ends."""
        about = piece.about
        depth = about.depth
        row_ends = (about.ends_row and piece.end == "\x07") or about.ends_inner_row
        if not row_ends:
            text = self._label(piece) if piece.text.strip() else ""
            if text or depth:
                story.paragraph(text, depth)
        for at in range(bisect_left(self._anchors, piece.start), bisect_left(self._anchors, piece.stop)):
            for text in self._hanging(self._anchors[at]):
                story.note(text)
        if row_ends and depth:
            story.row(depth, about.cells, about.header)
        elif depth and (piece.end == "\x07" or about.ends_inner_cell):
            story.cell(depth)

    def paragraphs(self, start: int, stop: int) -> Iterator[_Paragraph]:
        """The paragraphs of a range of the text; one whose end was deleted runs into the next."""
        at = start
        while at < stop:
            match = _ENDS.search(self._text, at, stop)
            end = match.end() if match else stop
            text = self._text[at : match.start() if match else stop]
            yield _Paragraph(_shown(text), match[0] if match else "", at, end, self._about(end - 1))
            at = end

    def _label(self, piece: _Paragraph) -> str:
        """The text with its automatic number."""
        about = piece.about
        return joined(self._lists.label(about.style, about.numbered, about.level), piece.text)

    def _hanging(self, anchor: int) -> Iterator[str]:
        """The note or text box that hangs on a character of the text."""
        name, start, stop = self._behind[anchor]
        texts = [text for piece in self.paragraphs(start, stop) if (text := self._label(piece).strip()) and piece.about.depth < 2]
        if name and texts:
            self._noted[name] += 1
            yield f"{name}{self._noted[name]}：{' '.join(texts)}"
        else:
            yield from texts

    def _table(self, name: str) -> bytes:
        start, length = struct.unpack_from("<II", self._stream, 0x9A + 8 * _TABLES[name]) if self._has(name) else (0, 0)
        return self._tables[start : start + length]

    def _start(self, name: str) -> int:
        return int(struct.unpack_from("<I", self._stream, 0x9A + 8 * _TABLES[name])[0]) if self._has(name) else 0

    def _has(self, name: str) -> bool:
        return 0x9A + 8 * _TABLES[name] + 8 <= len(self._stream) and _TABLES[name] < struct.unpack_from("<H", self._stream, 0x98)[0]

    def _read_pieces(self, clx: bytes) -> _Pieces:
        """The table of pieces, behind the formatting that whole pieces may have (Clx, 2.9.38)."""
        at, changes = 0, []
        while at + 3 <= len(clx) and clx[at] == 1:
            (size,) = struct.unpack_from("<H", clx, at + 1)
            changes.append(clx[at + 3 : at + 3 + size])
            at += 3 + size
        if at + 5 > len(clx) or clx[at] != 2:
            raise damaged()
        plc = clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
        count = (len(plc) - 4) // 12
        if count < 1:
            raise damaged()
        starts = struct.unpack_from(f"<{count + 1}i", plc)
        out = _Pieces(end=starts[-1])
        if list(starts) != sorted(starts) or starts[0] != 0:
            raise damaged()
        for number in range(count):
            _, place, prm = struct.unpack_from("<HIH", plc, 4 * (count + 1) + 8 * number)
            narrow = bool(place & 0x40000000)
            offset = (place & 0x3FFFFFFF) // (2 if narrow else 1)
            change = changes[prm >> 1] if prm & 1 and prm >> 1 < len(changes) else b""
            out.starts.append(starts[number])
            out.offsets.append(offset)
            out.wide.append(not narrow)
            out.out.append(bool(switched_out(change)))
        return out

    def _read_text(self, characters: Runs) -> str:
        """The whole text, what is deleted or hidden replaced by U+0000."""
        gone = [(at, switched_out(value)) for at, value in zip(characters.starts, characters.values, strict=True)]
        parts = []
        ends = [*self._pieces.starts[1:], self._pieces.end]
        for number, (start, end) in enumerate(zip(self._pieces.starts, ends, strict=True)):
            width = 2 if self._pieces.wide[number] else 1
            offset = self._pieces.offsets[number]
            raw = self._stream[offset : offset + (end - start) * width]
            text = raw.decode("utf-16-le" if width == 2 else "cp1252", "replace").ljust(end - start, "\x00")
            if len(text) != end - start:  # characters beyond the first plane: keep the count of 16-bit units
                text = "".join(char if ord(char) < 0x10000 else char + "\x03" for char in text)[: end - start]
            first = max(0, bisect_right(characters.starts, offset) - 1)
            cut = 0
            pieces = []
            for at in range(first, len(gone)):
                begin = max(0, (gone[at][0] - offset) // width)
                if begin >= len(text):
                    break
                stop = (characters.starts[at + 1] - offset) // width if at + 1 < len(gone) else len(text)
                if gone[at][1] and stop > cut:
                    pieces += [text[cut : max(begin, cut)], "\x00" * (min(stop, len(text)) - max(begin, cut))]
                    cut = min(stop, len(text))
            pieces.append(text[cut:])
            parts.append("\x00" * len(text) if self._pieces.out[number] else "".join(pieces))
        return "".join(parts)

    def _about(self, at: int) -> Properties:
        """The formatting of the paragraph that ends at a character."""
        number = bisect_right(self._pieces.starts, at) - 1
        if number < 0:
            return Properties()
        offset = self._pieces.offsets[number] + (at - self._pieces.starts[number]) * (2 if self._pieces.wide[number] else 1)
        return paragraph(self._papx.at(offset), self._data)

    def _notes(self) -> Iterator[tuple[int, tuple[str, int, int]]]:
        """Where in the text notes and text boxes hang: the character, the note's name, its range of the text."""
        footnotes = self.lengths[0]
        endnotes = sum(self.lengths[:5])
        boxes = sum(self.lengths[:6])
        found: dict[int, tuple[str, int, int]] = {}
        for name, marks, texts, base in (
            ("注", "footnotes", "footnote_texts", footnotes),
            ("尾注", "endnotes", "endnote_texts", endnotes),
        ):
            ends = _places(self._table(texts), 0)
            for number, at in enumerate(_places(self._table(marks), 2)[:-1]):
                if number + 1 < len(ends) and at < self.lengths[0]:
                    found[at] = (name, base + ends[number], base + ends[number + 1])
        anchors = self._table("anchors")
        shapes = _entries(anchors, 26)
        places = _places(anchors, 26)
        stories = _entries(self._table("boxes"), 22)
        ends = _places(self._table("boxes"), 22)
        of_shape = {struct.unpack_from("<I", entry, 14)[0]: at for at, entry in enumerate(stories[:-1])}
        for at, shape in zip(places, shapes, strict=False):
            number = of_shape.get(struct.unpack_from("<I", shape)[0], -1)
            if 0 <= number < len(ends) - 1:
                found[at] = ("", boxes + ends[number], boxes + ends[number + 1])
        self._anchors = sorted(found)
        yield from found.items()


def _places(plc: bytes, size: int) -> list[int]:
    """The places of a table of places with entries of ``size`` bytes."""
    count = (len(plc) - 4) // (4 + size) if len(plc) >= 4 else -1
    return list(struct.unpack_from(f"<{count + 1}i", plc)) if count >= 0 else []


def _entries(plc: bytes, size: int) -> list[bytes]:
    count = (len(plc) - 4) // (4 + size) if len(plc) >= 4 else 0
    base = 4 * (count + 1)
    return [plc[base + size * number : base + size * (number + 1)] for number in range(count)]


def _shown(text: str) -> str:
    """What is printed of a paragraph: of a field its result, of marks and deleted characters nothing."""
    if not any(char < " " or char in "\x1e\x1f\xa0" for char in text):
        return text
    out: list[str] = []
    fields: list[bool] = []
    for char in text:
        if char == "\x13":
            fields.append(False)
        elif char == "\x14" and fields:
            fields[-1] = True
        elif char == "\x15":
            if fields:
                fields.pop()
        elif char != "\x00" and all(fields):
            out.append(_CHARACTERS.get(char, char if char >= " " or char in "\t\n" else ""))
    return "".join(out)
