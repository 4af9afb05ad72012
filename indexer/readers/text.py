"""Plain text and Markdown."""

from __future__ import annotations

import re
from pathlib import Path

from indexer import encoding
from indexer.blocks import Document
from indexer.trace import Traced
from library.model import Caution

_LINE_END = re.compile(r"\r\n?")
_HEADING = re.compile(r"^ {0,3}#{1,6} +\S", re.M)
_HEADINGS = 3
"""So many lines with # make a text Markdown whatever its name is."""


def read(path: Path, data: bytes, sha256: str) -> Document | None:
    """The document; None where the bytes make no readable text.

    ``raw`` is the decoded file without its byte order mark, line ends as they are; in ``text`` every line ends with one newline,
    traced to the first character of the line end in ``raw``.
    """
    decoded = encoding.decode(data)
    if decoded is None:
        return None
    raw = decoded.text
    text = Traced.of(raw).sub(_LINE_END, "\n") if "\r" in raw else Traced.of(raw)
    named = path.suffix.lower() in {".md", ".markdown", ".mkd"}
    kind = "markdown" if named or sum(1 for _ in _HEADING.finditer(text.text)) >= _HEADINGS else "text"
    cautions: tuple[Caution, ...] = ()
    if decoded.lost:
        line = text.text.count("\n", 0, text.text.index("\ufffd")) + 1
        message = f"有 {decoded.lost} 处字节无法解码（{decoded.encoding}），已用“\ufffd”代替，请对照原文件。"
        cautions = (Caution("undecodable", message, line),)
    return Document(raw, text, kind, decoded.encoding, sha256, cautions)
