"""From pieces of text to strips of cells: the one place where a document's words become something the terminal is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.text.cells import shown
from tui.text.wrap import SPACES, wrap

Piece = tuple[str, str]
"""Text and the name of its style; an empty name is the plain one."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line before wrapping: pieces, cells of indent, and cells that its continuation lines hang further in.

    A ``fixed`` row is a line already and is not wrapped.
    """

    pieces: tuple[Piece, ...]
    indent: int = 0
    hang: int = 0
    fixed: bool = False


def row(*pieces: Piece | str, indent: int = 0, hang: int = 0, fixed: bool = False) -> Row:
    """A row of pieces; a bare string is plain."""
    return Row(tuple((piece, "") if isinstance(piece, str) else piece for piece in pieces), indent, hang, fixed)


def marked(words: str, ranges: Iterable[tuple[int, int]], style: str = "") -> list[Piece]:
    """Text with its matches (half-open character ranges) set between 【】 and styled, so that they show without colour."""
    pieces: list[Piece] = []
    done = 0
    for start, end in ranges:
        if start < done or end > len(words) or start >= end:
            continue
        pieces += ((words[done:start], style), (f"【{words[start:end]}】", "match"))
        done = end
    return [piece for piece in (*pieces, (words[done:], style)) if piece[0]]


def lay(row: Row, width: int) -> list[list[Piece]]:
    """Wrap a row to ``width`` cells by the rules of Chinese setting; at least one line."""
    pieces = [(shown(words), style) for words, style in row.pieces]
    words = "".join(piece for piece, _ in pieces)
    room = max(2, width - row.indent - row.hang)
    ranges = [(0, len(words))] if row.fixed else wrap(words, room, max(2, width - row.indent))
    lines: list[list[Piece]] = []
    for start, end in ranges:
        margin = row.indent + (row.hang if lines else 0)
        lines.append([(" " * margin, ""), *cut(pieces, start, start + len(words[start:end].rstrip(SPACES)))])
    return lines


def cut(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """The part of the pieces between two character offsets."""
    found: list[Piece] = []
    at = 0
    for words, style in pieces:
        part = words[max(0, start - at) : max(0, end - at)]
        if part:
            found.append((part, style))
        at += len(words)
    return found


def strip(pieces: Iterable[Piece], width: int | None, base: Style, styles: Mapping[str, Style]) -> Strip:
    """One line of cells, filled up to ``width`` where one is given."""
    segments = [Segment(words, base + styles[style] if style in styles else base) for words, style in pieces]
    made = Strip(segments)
    return made if width is None else made.adjust_cell_length(width, base)
