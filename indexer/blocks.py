"""What the stations of the indexer hand on to each other: a document as it was read, and its paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from indexer.trace import Traced
from library.model import Caution

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table that the file itself marks as one.

    ``line`` is its first source line and ``page`` its page, both 1-based; ``page`` is None for formats without pages. ``grid``
    holds the cells of a table that came as a table (docx, html …), rectangular, a merged cell repeated in every place that it
    covers; None for running text. ``lines`` holds the source line of each row of the grid, or of each wrapped line that the
    paragraph was joined from.
    """

    text: Traced
    line: int
    page: int | None = None
    grid: tuple[tuple[str, ...], ...] | None = None
    lines: tuple[int, ...] = ()

    @property
    def end_line(self) -> int:
        """The last source line, 1-based and inclusive."""
        return self.lines[-1] if self.lines else self.line


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it was read. ``text`` is the whole text, traced to offsets in ``raw``, the decoded file with its line ends."""

    raw: str
    text: Traced
    format: str
    """text, markdown, … in lower case."""
    encoding: str | None
    """The codec as people know it (utf-8, gb18030, utf-16-le …); None for formats that are no text files."""
    sha256: str
    """Of the file's bytes, in hex."""
    cautions: tuple[Caution, ...] = ()
    """What the reader could not make out."""


def lines(text: Traced, raw: str | None = None) -> list[Block]:
    """The lines of a text that hold anything, as paragraphs, without the white space at their ends.

    With ``raw``, the decoded file, line numbers are those of the file, whatever breaks repair has made or taken away. A tab that
    parts the cells of a table is kept, at either end too.
    """
    ends = [match.end() for match in _LINE_END.finditer(raw)] if raw is not None else None
    blocks = []
    for number, line in enumerate(text.lines(), 1):
        bare = line.strip()
        if bare.text:
            kept = line.strip(" ") if "\t" in bare.text else bare
            blocks.append(Block(kept, number if ends is None else bisect_right(ends, kept.start) + 1))
    return blocks
