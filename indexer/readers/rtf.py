"""Rich Text Format (.rtf, specification 1.9.1), as Word, WPS and LibreOffice write it: paragraphs, tables, notes, printed numbers.

Deleted and hidden text, headers, footers, comments and pictures are left out, and what is unknown and marked with an asterisk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from indexer.blocks import Document
from indexer.readers.docx_numbers import joined
from indexer.readers.failure import ReadFailure
from indexer.readers.printed import Printed
from indexer.readers.rtf_text import CHARACTERS, Pages, Text
from indexer.readers.word_rows import RowCell, Story
from library.model import Caution

_TOKEN = re.compile(r"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|(.))|([{}])|([^\\{}]+)", re.S)
_SKIPPED_WORDS = (
    "colortbl stylesheet info pict nonshppict nonesttables header headerl headerr headerf footer footerl footerr "
    "footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn annotation atnid atnauthor atnref atndate atnicn fldinst "
    "xe tc tcn rxe txe objdata objclass shprslt private filetbl revtbl listtable listoverridetable sp themedata"
)
_SKIPPED = frozenset(_SKIPPED_WORDS.split())
"""Destinations that are no text of the document."""
_STARRED = frozenset({"nesttableprops", "shpinst", "footnote", "listtext"})
"""Destinations that are read although a reader who does not know them may leave them out."""
_APART = {"footnote": "note", "shptxt": "box", "listtext": "label", "pntext": "label"}
"""Destinations whose text stands apart from the paragraph that they stand in."""
_DEEPEST = 1000
_WORDS = re.compile(r"[^\W_]")
_MOST_CELLS = 64
_MANY = 20
"""A file of more paragraphs than these of which nothing is read is no empty one: its groups are out of step."""


@dataclass(slots=True)
class _State:
    """What holds within a group."""

    skipped: bool = False
    fonts: bool = False
    nested_row: bool = False
    hidden: bool = False
    deleted: bool = False
    unicode_skip: int = 1
    font: int = -1
    apart: str = ""
    """note, box or label where this group's text stands apart; it ends with the group that began it."""


@dataclass(slots=True)
class _RowShape:
    """A row as the word trowd begins to define it."""

    cells: list[RowCell] = field(default_factory=list)
    left: int = 0
    header: bool = False
    from_left: bool = False
    from_above: bool = False

    def close(self, right: int) -> None:
        """A cell's right border."""
        left = self.cells[-1].right if self.cells else self.left
        if len(self.cells) < _MOST_CELLS:
            self.cells.append(RowCell([], left, max(right, left), self.from_left, self.from_above))
        self.from_left = self.from_above = False


def read(_path: Path, data: bytes, sha256: str) -> Document | None:
    """The document. Raises `ReadFailure` (damaged) where nothing can be read of it."""
    source = data.decode("latin-1")
    reader = _Reader(source)
    reader.run()
    if not reader.printed.parts and data.count(b"\\par") > _MANY:
        raise ReadFailure("damaged", "文件已损坏，读不出正文；请用 Word 或 WPS 打开，另存为 .docx 后再导入。")
    cautions = () if reader.whole else (Caution("truncated", "文件在中途结束，后面的内容可能缺失；请对照原文件。"),)
    return reader.printed.document("rtf", sha256, cautions)


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self.printed = Printed()
        self.whole = False
        self._story = Story(self.printed)
        self._state = _State()
        self._stack: list[tuple[_State, Text | None]] = []
        self._beyond = 0
        self._pages = Pages()
        self._text = Text(self._pages)
        self._main = self._text
        self._label = ""
        self._hanging: list[str] = []
        self._notes = 0
        self._table_depth = 0
        self._rows = [_RowShape(), _RowShape()]
        self._starred = False

    def run(self) -> None:
        """Read the source to its end."""
        at, end = 0, len(self._source)
        while at < end:
            match = _TOKEN.match(self._source, at)
            if match is None:
                at += 1
                continue
            at = match.end()
            word, number, code, symbol, brace, plain = match.groups()
            if brace:
                self._open() if brace == "{" else self._close()
                if brace == "}" and not self._stack:
                    self.whole = True
                    break
            elif word:
                if word == "bin" and number:
                    at += max(0, int(number))
                self._word(word, int(number) if number else None)
            elif code or plain:
                self._put(bytes([int(code, 16)]) if code else plain.replace("\r", "").replace("\n", "").encode("latin-1"))
            else:
                self._symbol(symbol)
        while self._stack:
            self._close()
        self._paragraph()
        self._story.end()

    def _open(self) -> None:
        if len(self._stack) >= _DEEPEST:
            self._beyond += 1
            return
        self._text.skip = 0
        self._stack.append((self._state, None))
        self._state = replace(self._state, apart="")
        self._starred = False

    def _close(self) -> None:
        if self._beyond:
            self._beyond -= 1
            return
        if not self._stack:
            return
        apart = self._state.apart
        self._text.skip = 0
        if apart:
            words = self._text.take().strip()
            before = self._stack[-1][1]
            self._text = before if before is not None else self._main
            self._set_apart(apart, words)
        self._state, _ = self._stack.pop()
        self._text.font = self._state.font

    def _set_apart(self, apart: str, words: str) -> None:
        if apart == "label":
            self._label = words if _WORDS.search(words) else ""
        elif apart == "note" and words:
            self._notes += 1
            self._hanging.append(f"注{self._notes}：{' '.join(words.split())}")
        elif words:
            self._hanging += [line for line in words.split("\n") if line.strip()]

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        state = self._state
        if self._text.skipped() or state.skipped:
            return
        if word in _SKIPPED or (starred and word not in _STARRED):
            state.skipped = True
        elif word in _APART and self._stack:
            self._stack[-1] = (self._stack[-1][0], self._text)
            self._text = Text(self._pages, state.font)
            state.apart = _APART[word]
        elif word in CHARACTERS:
            self._put_text(CHARACTERS[word])
        elif word == "u" and number is not None:
            if not (state.hidden or state.deleted):
                self._text.unicode(number % 0x10000)
            self._text.skip = state.unicode_skip
        elif not self._of_table(word, number) and not self._of_state(word, number):
            self._of_text(word)

    def _of_state(self, word: str, number: int | None) -> bool:
        """Take note of what a word switches."""
        state = self._state
        if word == "uc":
            state.unicode_skip = max(0, min(number if number is not None else 1, 8))
        elif word == "fonttbl":
            state.fonts = True
        elif word == "ansicpg" and number:
            self._pages.default(number)
        elif word == "f" and number is not None:
            state.font = self._text.font = number
        elif word in ("fcharset", "cpg") and number is not None and state.fonts:
            self._pages.of_font(state.font, number, charset=word == "fcharset")
        elif word == "v":
            state.hidden = number != 0
        elif word == "deleted":
            state.deleted = number != 0
        elif word == "plain":
            state.hidden = state.deleted = False
        else:
            return False
        return True

    def _of_table(self, word: str, number: int | None) -> bool:
        """What says where a paragraph and a cell stand."""
        row = self._rows[self._state.nested_row]
        if word == "trowd":
            self._rows[self._state.nested_row] = _RowShape()
        elif word == "trleft":
            row.left = number or 0
        elif word == "trhdr":
            row.header = True
        elif word == "clmrg":
            row.from_left = True
        elif word == "clvmrg":
            row.from_above = True
        elif word == "cellx" and number is not None:
            row.close(number)
        elif word == "intbl":
            self._table_depth = max(self._table_depth, 1)
        elif word == "itap":
            self._table_depth = max(0, min(number or 0, 20))
        elif word == "nesttableprops":
            self._state.nested_row = True
        else:
            return False
        return True

    def _of_text(self, word: str) -> None:
        """What ends a paragraph, a cell, a row."""
        if word in ("par", "sect") and not self._state.deleted:
            self._paragraph()
        elif word == "pard" and self._text is self._main:
            self._table_depth = 0
        elif word in ("cell", "nestcell") and self._text is self._main:
            self._table_depth = 1 if word == "cell" else max(self._table_depth, 2)
            self._paragraph()
            self._story.cell(self._table_depth)
        elif word in ("row", "nestrow") and self._text is self._main:
            depth = 1 if word == "row" else max(self._table_depth, 2)
            row = self._rows[word == "nestrow"]
            self._story.row(depth, row.cells, row.header)

    def _symbol(self, symbol: str) -> None:
        if self._text.skipped():
            return
        if symbol == "*":
            self._starred = True
        elif symbol in "\r\n" and not self._state.skipped:
            self._paragraph()
        else:
            self._put_text({"~": " ", "_": "-", "{": "{", "}": "}", "\\": "\\"}.get(symbol, ""))

    def _put(self, raw: bytes) -> None:
        if raw and not self._starred:
            state = self._state
            shown = not (state.skipped or state.fonts or state.hidden or state.deleted)
            self._text.put(raw, shown=shown)

    def _put_text(self, text: str) -> None:
        state = self._state
        if not (state.skipped or state.fonts or state.hidden or state.deleted):
            self._text.put_text(text)

    def _paragraph(self) -> None:
        """The paragraph ends; one of a note or text box ends a line of it."""
        if self._text is not self._main:
            self._text.put_text("\n")
            return
        text = self._text.take()
        label, self._label = self._label, ""
        if text.strip() or (label and self._table_depth):
            self._story.paragraph(joined(label, text.strip()), self._table_depth)
        hanging, self._hanging = self._hanging, []
        for words in hanging:
            self._story.note(words)
