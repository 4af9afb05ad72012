"""Text of RTF: bytes in the code page of their font, characters by number with what stands for them in older programs skipped."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

CHARACTERS = {
    **{"line": "\n", "page": "\n", "column": "\n", "softline": "\n", "softpage": "", "tab": "\t", "emdash": "—", "endash": "–"},
    **{
        "lquote": "‘",
        "rquote": "’",
        "ldblquote": "“",
        "rdblquote": "”",
        "bullet": "·",
        "emspace": " ",
        "enspace": " ",
        "qmspace": " ",
    },
}
"""Control words that stand for characters."""
_CHARSETS = {
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5hkscs",
    204: "cp1251",
    161: "cp1253",
    162: "cp1254",
    238: "cp1250",
}
_NO_CHARSET = (0, 1, 2)
"""ANSI, default and symbol: the document's own code page."""
_GB = re.compile(rb"(?:[\xa1-\xf7][\xa1-\xfe])+")


@dataclass(slots=True)
class Pages:
    """The code pages of a document and of its fonts."""

    document: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)

    def default(self, number: int) -> None:
        """The document's code page, by its Windows number."""
        self.document = _codec(number) or self.document

    def of_font(self, font: int, number: int, *, charset: bool) -> None:
        """A font's code page, by its character set or the page's own number."""
        codec = _CHARSETS.get(number) if charset else _codec(number)
        if codec and not (charset and number in _NO_CHARSET):
            self.fonts[font] = codec

    def decode(self, raw: bytes, font: int) -> str:
        """Text of a font. Bytes of a western page that can only be pairs of GB 2312 are taken for those."""
        codec = self.fonts.get(font, self.document)
        if codec == "cp1252" and not raw.isascii():
            out: list[str] = []
            at = 0
            for match in _GB.finditer(raw):
                out += (raw[at : match.start()].decode(codec, "replace"), match[0].decode("gb18030", "replace"))
                at = match.end()
            return "".join(out) + raw[at:].decode(codec, "replace")
        return raw.decode(codec, "replace")


@dataclass(slots=True)
class Text:
    """A text that is being put together. ``skip``: how many characters are still to be skipped behind one given by number."""

    pages: Pages
    font: int = -1
    skip: int = 0
    _parts: list[str] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _of: int = -1
    _high: int = 0

    def put(self, raw: bytes, *, shown: bool) -> None:
        """Bytes of the text."""
        skipped = min(self.skip, len(raw))
        self.skip -= skipped
        raw = raw[skipped:]
        if shown and raw:
            if self._of != self.font:
                self._flush()
                self._of = self.font
            self._bytes += raw

    def put_text(self, text: str) -> None:
        """Characters."""
        self._flush()
        self._parts.append(text)

    def unicode(self, unit: int) -> None:
        """A character by its UTF-16 unit; two that make one beyond the first plane are joined."""
        self._flush()
        if 0xD800 <= unit < 0xDC00:
            self._high = unit
            return
        high, self._high = self._high, 0
        if 0xDC00 <= unit < 0xE000:
            if high:
                self._parts.append(chr(0x10000 + ((high - 0xD800) << 10) + unit - 0xDC00))
            return
        self._parts.append(chr(unit) if unit >= 32 else "")

    def skipped(self) -> bool:
        """Whether a control word only stands for a character that was given by number; it is used up."""
        if self.skip:
            self.skip -= 1
            return True
        return False

    def take(self) -> str:
        """The text so far, which is done with."""
        self._flush()
        out = "".join(self._parts)
        self._parts.clear()
        return out

    def _flush(self) -> None:
        if self._bytes:
            self._parts.append(self.pages.decode(bytes(self._bytes), self._of))
            self._bytes.clear()


def _codec(number: int) -> str:
    if number in (936, 54936):
        return "gb18030"
    if number == 65001:
        return "utf-8"
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return ""
