"""The file that a plan was read from, as it stands now: its decoded text, for those who want to see what is printed there.

``python -m indexer.original PATH SHA256`` prints the answer as JSON, for formats that take a while to read.
"""

from __future__ import annotations

import json
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.readers import ReadFailure, read

_LINE_END = re.compile(r"\r\n?|\n")
QUICK = frozenset({"text", "markdown"})
"""Formats that are read in a few hundredths of a second; the others belong in a process of their own."""


@dataclass(frozen=True, slots=True)
class Original:
    """``text`` is the decoded file, into which ``Source.start`` counts; ``starts`` is where each line begins.

    ``same`` says that the file is, byte for byte, the one that was indexed; where it is not, places may have moved. ``pages`` is
    where each page or sheet begins, for formats that have them.
    """

    text: str
    starts: tuple[int, ...]
    same: bool
    pages: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str, same: bool, pages: Sequence[int] = ()) -> Original:
        """Of a decoded text."""
        return cls(text, (0, *(match.end() for match in _LINE_END.finditer(text))), same, tuple(pages))

    def page_begun(self, offset: int) -> int | None:
        """The number, 1-based, of the page that begins at this very character; None where none does."""
        number = bisect_left(self.pages, offset)
        return number + 1 if number < len(self.pages) and self.pages[number] == offset else None

    def line_of(self, offset: int) -> int:
        """Number of the line, 1-based, that holds a character."""
        return max(1, bisect_right(self.starts, offset))

    def line(self, number: int) -> str:
        """A line without its end; empty beyond the last."""
        if not 1 <= number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")


def original(path: Path, sha256: str) -> Original:
    """The file at ``path``; ``sha256`` (hex) is that of the indexed file. Raises `ReadFailure` where it cannot be read."""
    document = read(path)
    return Original.of(document.raw, document.sha256 == sha256, document.pages)


def answer(path: str, sha256: str) -> str:
    """`original` as JSON: ``text``, ``same`` and ``pages``, or ``error``, a Chinese sentence."""
    try:
        found = original(Path(path), sha256)
    except ReadFailure as failure:
        return json.dumps({"error": failure.message})
    return json.dumps({"text": found.text, "same": found.same, "pages": found.pages})


if __name__ == "__main__":
    sys.stdout.write(answer(*sys.argv[1:3]))
