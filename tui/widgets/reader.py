"""The reader: a section set as a Chinese page, its matches marked. (Public shape; the body follows.)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from textual.message import Message
from textual.scroll_view import ScrollView

from tui.text.document import ReaderDocument


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor stands: ``line`` is the source line, ``offset`` characters into the section's text, ``table`` and ``row`` in a table."""

    section: str
    line: int | None = None
    offset: int | None = None
    table: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class ReaderState:
    """A place to come back to, independent of the width: block, character (or table row) and rows above it on screen."""

    block: int
    at: int
    above: int
    match: int | None = None


class Reader(ScrollView, can_focus=True):
    """Shows a ``ReaderDocument``; knows its matches, its cursor line and its place in the source."""

    @dataclass
    class Moved(Message):
        """The cursor came to another paragraph or table row."""

        reader: Reader
        place: Place

    @dataclass
    class MatchMoved(Message):
        """The current match changed: ``index`` is 1-based, 0 where none is current; ``total`` counts the matches of this document."""

        reader: Reader
        index: int
        total: int

    @dataclass
    class Edge(Message):
        """next_match/previous_match found none left in this direction: the app may go on in the neighbouring section."""

        reader: Reader
        direction: Literal[-1, 1]

    @dataclass
    class TextEdge(Message):
        """A movement key was pressed at the very end (1) or beginning (-1) of the text: the app may turn the page."""

        reader: Reader
        direction: Literal[-1, 1]

    @dataclass
    class Chosen(Message):
        """Enter on a line, or a double click: ``place`` says which paragraph or table row."""

        reader: Reader
        place: Place

    def show(self, document: ReaderDocument, *, terms: Sequence[str] = (), at: int | None = None, jump: bool = True) -> None:
        """Show a document. ``terms`` are words to highlight as typed or as ``Results.terms`` gives them (matched with
        ``library.chinese.match_spans``). ``at`` is an offset into the top section's text (``Hit.position``): the first match at or after it
        becomes the current one; with ``at=None`` the document's first match. ``jump=False`` highlights but stays at the top.
        """
        raise NotImplementedError

    def set_terms(self, terms: Sequence[str]) -> None:
        """Highlight other words in the document that is shown, without moving."""
        raise NotImplementedError

    def next_match(self) -> bool:
        """Go to the next match; False (and `Edge`) where there is none below."""
        raise NotImplementedError

    def previous_match(self) -> bool:
        """Go to the match before; False (and `Edge`) where there is none above."""
        raise NotImplementedError

    def go_to_match(self, index: int) -> bool:
        """Make match ``index`` (0-based, negative from the end) current and visible; False where there is no such match."""
        raise NotImplementedError

    def go_to_line(self, line: int) -> bool:
        """Put the cursor on the paragraph or table row that came from this source line (or the last one before it)."""
        raise NotImplementedError

    def go_to_section(self, key: str, offset: int = 0) -> bool:
        """Put the cursor on a section's heading, or on the character at ``offset`` of its text; False where it is not shown."""
        raise NotImplementedError

    @property
    def place(self) -> Place | None:
        """Where the cursor stands; None where nothing is shown."""
        raise NotImplementedError

    @property
    def match_count(self) -> int:
        """How many matches the document has."""
        raise NotImplementedError

    def scroll_state(self) -> ReaderState:
        """Where the reader stands, to be given to `restore` after the same document has been shown again, at any width."""
        raise NotImplementedError

    def restore(self, state: ReaderState) -> None:
        """Go back to a place taken with `scroll_state`."""
        raise NotImplementedError
