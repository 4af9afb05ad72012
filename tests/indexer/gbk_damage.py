"""How a careless site damages a GBK page: the forward model that the tests of ``indexer.mojibake`` undo."""

from __future__ import annotations

import unicodedata

_INSERTED = b"\x04"


def damage(text: str, *, notes: dict[str, str] | None = None, marks: str = "，。、；！", keep_private: bool = False) -> str:
    """The text after commas were put before ``marks`` and ``notes`` (character: pinyin) behind characters, byte by byte.

    The inserted commas themselves are gone again, as on most sites, except where one was swallowed by the byte before it.
    """
    return "\n".join(_line(line, notes or {}, marks, keep_private) for line in text.split("\n"))


def _line(line: str, notes: dict[str, str], marks: str, keep_private: bool) -> str:
    data = line.encode("gbk")
    for number, char in enumerate(notes):
        data = data.replace(char.encode("gbk"), char.encode("gbk") + b"(" + bytes((5 + number, ord(")"))))
    for mark in marks:
        data = data.replace(mark.encode("gbk"), _INSERTED + mark.encode("gbk"))
    shown = _decoded(data, keep_private).replace(_INSERTED.decode(), "")
    for number, sound in enumerate(notes.values()):
        shown = shown.replace(chr(5 + number), sound)
    return unicodedata.normalize("NFKC", shown)


def _decoded(data: bytes, keep_private: bool) -> str:
    out = []
    at = 0
    while at < len(data):
        pair = data[at : at + 2]
        if pair[0] <= 0x80:
            out.append("€" if pair[0] == 0x80 else chr(pair[0]))
            at += 1
            continue
        at += 2
        if len(pair) < 2 or pair[1] < 0x40 or pair[1] in (0x7F, 0xFF):
            out.append("?")
            continue
        try:
            out.append(pair.decode("gbk"))
        except UnicodeDecodeError:
            out.append(pair.decode("gb18030", "ignore") if keep_private else "")
    return "".join(out)
