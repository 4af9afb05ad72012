"""What the stations of the indexer hand on to each other: a document as it was read, and its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.trace import Traced
from library.model import Caution


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
