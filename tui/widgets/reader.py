"""The reader: a section, or a subtree, set as a Chinese page, with its matches marked and its place in the source known."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.message import Message

from tui.text import glyphs
from tui.text.document import Paragraph, ReaderDocument, TableBlock
from tui.text.layout import REPLACEMENT, Line, Look, Match, Piece, Prepared, find_line, line_at
from tui.text.marks import Marks, marks_near, sign
from tui.widgets.lines import LineView, Overlay

MATCH_MARK = glyphs.BOX.match
"""Stands in the margin beside the current match. One cell in every terminal (UAX #11 neutral)."""
MEASURE = 80
"""Widest line of running text in cells: 40 Han characters; 30 to 42 read best."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor stands: ``line`` is the source line, ``offset`` characters into the section's text (paragraphs only).

    ``table`` and ``row`` say which row of which table (tables only). ``start`` is about where it is in the decoded file, in
    characters; of a table, where it begins.
    """

    section: str
    line: int | None = None
    offset: int | None = None
    table: str | None = None
    row: int | None = None
    start: int | None = None


@dataclass(frozen=True, slots=True)
class ReaderState:
    """A place to come back to, independent of the width: block, character (or table row) and rows above it on screen."""

    block: int
    at: int
    above: int
    match: int | None = None
    """The current match, counted from 0."""


class Reader(LineView):
    """Shows a ``ReaderDocument``; knows its matches, its cursor line and its place in the source."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"reader--match", "reader--current", "reader--repaired", "reader--damaged"}
    DEFAULT_CSS = """
    Reader {
        & .reader--match { text-style: bold underline; background: $warning-muted; }
        & .reader--current { text-style: bold underline reverse; }
        & .reader--repaired { text-style: underline; }
        & .reader--damaged { text-style: reverse; }
    }
    """

    @dataclass
    class Moved(Message):
        """The cursor came to another line of the text or row of a table."""

        reader: Reader
        place: Place

    @dataclass
    class MatchMoved(Message):
        """The current match changed: ``index`` counts from 1, 0 where none is current; ``total`` counts those of this document."""

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

    def __init__(
        self,
        *,
        repaired_note: str = "",
        damaged_note: str = "",
        doubtful_note: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        """The notes are the legend put below a text that has repaired words, lost characters, uncertain values."""
        super().__init__(id=id, classes=classes)
        self._notes = (repaired_note, damaged_note, doubtful_note)
        self._prepared: Prepared | None = None
        self._matches: list[Match] = []
        self._match: int | None = None
        self._place: Place | None = None

    @property
    def document(self) -> ReaderDocument | None:
        """What is shown."""
        return self._prepared.document if self._prepared else None

    @property
    def place(self) -> Place | None:
        """Where the cursor stands; None where nothing is shown."""
        return self._place

    @property
    def match_count(self) -> int:
        """How many matches the document has."""
        return len(self._matches)

    @property
    def match_index(self) -> int:
        """Which match is current, counted from 1; 0 where none is."""
        return 0 if self._match is None else self._match + 1

    # Showing

    def show(self, document: ReaderDocument, *, terms: Sequence[str] = (), at: int | None = None, jump: bool = True) -> None:
        """Show a document.

        ``terms`` are words to highlight, as typed or as ``Results.terms`` gives them; they are found however they are written
        (``library.chinese``). ``at`` is an offset into the top section's text (``Hit.position``): the first match at or after it
        becomes the current one, with None the document's first; where there is no match the cursor goes to ``at``.
        ``jump=False`` highlights but makes none current.
        """
        self._prepared = prepared = Prepared(document)
        self._matches = prepared.matches(terms)
        self._match = self._place = None
        target = self._block_of(document.key, at or 0) if at is not None else (0, 0)
        start = Match(target[0], 0, target[1], 0)
        if jump and self._matches:
            self._match = min(bisect_left(self._matches, start), len(self._matches) - 1)

        def settle() -> None:
            self.action_top()
            if at is not None:
                self.go_to(line_at(self.lines, *target))
            self._see_match()

        self.show_layout(self._lay, settle)

    def clear(self) -> None:
        """Show nothing."""
        self._prepared, self._matches, self._match, self._place = None, [], None, None
        self.show_layout(lambda _room: ())
        self._tell_match()

    def set_terms(self, terms: Sequence[str]) -> None:
        """Highlight other words in the document that is shown, without moving; no match is current until one is gone to."""
        self._matches = self._prepared.matches(terms) if self._prepared else []
        self._match = None
        self.refresh()
        self._tell_match()

    def _lay(self, room: int) -> Sequence[Line]:
        if self._prepared is None:
            return ()
        return self._prepared.lay(Look(room, MEASURE, glyphs.now().rules, *self._notes))

    def lay_again(self) -> None:
        """Measure the document again, too; what is marked and where one stands stays."""
        if self._prepared is not None:
            self._prepared = Prepared(self._prepared.document)
        super().lay_again()

    # Matches

    def next_match(self) -> bool:
        """Go to the next match, seen from the cursor; False, and `Edge`, where there is none below."""
        return self._step(1)

    def previous_match(self) -> bool:
        """Go to the match before, seen from the cursor; False, and `Edge`, where there is none above."""
        return self._step(-1)

    def go_to_match(self, index: int) -> bool:
        """Make match ``index`` (from 0, negative from the end) current and visible; False where there is no such match."""
        if not -len(self._matches) <= index < len(self._matches):
            return False
        self._match = index % len(self._matches)
        self.when_laid(self._see_match)
        return True

    def _step(self, direction: Literal[-1, 1]) -> bool:
        if self._match is not None and self._shows(self._cursor, self._matches[self._match]):
            wanted = self._match + direction
        else:
            block, at = self._place_of(self._cursor)
            here = bisect_left(self._matches, (block, at), key=self._reading_place)
            wanted = here if direction > 0 else here - 1
        if 0 <= wanted < len(self._matches):
            return self.go_to_match(wanted)
        self.post_message(self.Edge(self, direction))
        return False

    def _reading_place(self, match: Match) -> tuple[int, int]:
        """Block and place (see `Line`) of a match."""
        if self._prepared and match.block in self._prepared.grids:
            return match.block, self._prepared.row_of(match)
        return match.block, match.start

    def _see_match(self) -> None:
        """Bring the current match into sight."""
        if self._match is not None:
            match = self._matches[self._match]
            number = find_line(self.lines, match.block, match.part, match.start)
            if number is not None:
                self.go_to(number)
        self.refresh()
        self._tell_match()

    def _tell_match(self) -> None:
        self.post_message(self.MatchMoved(self, self.match_index, len(self._matches)))

    # Places

    def go_to_line(self, line: int) -> bool:
        """Put the cursor on the paragraph or table row from this source line, or the last one before it; False without any."""
        found: tuple[int, int] | None = None
        best = 0
        for number, block in enumerate(self.document.blocks if self.document else ()):
            lines = block.lines if isinstance(block, TableBlock) else (block.line,)
            for at, source in enumerate(lines):
                if source is not None and best < source <= line:
                    found, best = (number, at), source
        if found is None:
            return False
        block_number, at = found
        self.when_laid(lambda: self.go_to(line_at(self.lines, block_number, at)))
        return True

    def go_to_source(self, start: int) -> bool:
        """Put the cursor on the line that holds character ``start`` of the decoded file; False where it is not shown."""
        found: tuple[int, int] | None = None
        best = 0
        blocks = self.document.blocks if self.document else ()
        for number, block in enumerate(blocks):
            if block.start is not None and best <= block.start <= start:
                found, best = (number, start - block.start if isinstance(block, Paragraph) else 0), block.start
        if found is None:
            return False
        last = blocks[found[0]]
        if found[0] == len(blocks) - 1 and isinstance(last, Paragraph) and found[1] > len(last.text) + 1:
            return False
        target = found
        self.when_laid(lambda: self.go_to(line_at(self.lines, *target)))
        return True

    def go_to_section(self, key: str, offset: int = 0) -> bool:
        """Put the cursor on a section's heading, or on the character at ``offset`` of its text; False where it is not shown."""
        if self.document is None or all(block.section != key for block in self.document.blocks):
            return False
        target = self._block_of(key, offset)
        self.when_laid(lambda: self.go_to(line_at(self.lines, *target)))
        return True

    def scroll_state(self) -> ReaderState:
        """Where the reader stands, to be given to `restore` after the same document has been shown again, at any width."""
        block, at = self._place_of(self._cursor)
        return ReaderState(block, at, self._cursor - self.scroll_offset.y, self._match)

    def restore(self, state: ReaderState) -> None:
        """Go back to a place taken with `scroll_state`; what no longer exists in the document is passed over."""

        def go() -> None:
            number = line_at(self.lines, state.block, state.at) if state.block >= 0 else 0
            self._scroll(number - state.above)
            self.go_to(number, 0)
            self._match = state.match if state.match is not None and 0 <= state.match < len(self._matches) else None
            self.refresh()
            self._tell_match()

        self.when_laid(go)

    def _block_of(self, key: str, offset: int) -> tuple[int, int]:
        """Block and character of an offset into a section's text; the section's first block for offset 0."""
        own = [
            (number, block) for number, block in enumerate(self.document.blocks if self.document else ()) if block.section == key
        ]
        for number, block in reversed(own) if offset else ():
            if isinstance(block, Paragraph) and block.offset <= offset:
                return number, offset - block.offset
        return (own[0][0] if own else 0), 0

    def _place_at(self, number: int) -> Place | None:
        """The place of a line; the path counts as the first block, the legend as the last."""
        blocks = self.document.blocks if self.document else ()
        if not blocks:
            return None
        index, at = self._place_of(number)
        block = blocks[max(0, min(index, len(blocks) - 1))]
        if isinstance(block, TableBlock):
            line = block.lines[min(at, len(block.lines) - 1)] if block.lines else None
            return Place(block.section, line, table=block.key, row=at, start=block.start)
        inside = at if isinstance(block, Paragraph) else 0
        offset = block.offset + at if isinstance(block, Paragraph) else None
        return Place(block.section, block.line, offset, start=None if block.start is None else block.start + inside)

    # What the page of lines asks

    def cursor_moved(self) -> None:
        """Tell where the cursor is, once for each line or row."""
        before, self._place = self._place, self._place_at(self._cursor)
        if self._place and before != self._place:
            self.post_message(self.Moved(self, self._place))

    def edge(self, direction: Literal[-1, 1]) -> None:
        """Offer to turn the page."""
        self.post_message(self.TextEdge(self, direction))

    def chosen(self) -> None:
        """Tell what was chosen."""
        if self._place:
            self.post_message(self.Chosen(self, self._place))

    def mark(self, number: int) -> str:
        """The current match's mark, else the cursor's."""
        return (
            glyphs.now().match
            if self._match is not None and self._shows(number, self._matches[self._match])
            else super().mark(number)
        )

    @property
    def marks(self) -> Marks:
        """What is marked on the cursor's line; where that has nothing, in its paragraph or row."""
        return marks_near(self._prepared, self.lines, self._cursor) if self._prepared else Marks()

    def sign(self, number: int) -> str:
        """A sign for what is marked on a line."""
        return sign(self._prepared, self.lines, number) if self._prepared else " "

    def _shows(self, number: int, match: Match) -> bool:
        """Whether a line shows any of a match."""
        if not 0 <= number < len(self.lines) or self.lines[number].block != match.block:
            return False
        return any(
            piece.part == match.part and piece.start < match.end and match.start < piece.start + len(piece.text)
            for piece in self.lines[number].pieces
        )

    def overlays(self, line: Line, piece: Piece) -> Iterator[Overlay]:
        """Repairs, lost characters and matches of a piece, the current match last."""
        if piece.part is None or self._prepared is None:
            return
        for start, end in self._prepared.repaired.get(line.block, ()):
            yield from _inside(piece, start, end, "reader--repaired")
        for at, char in enumerate(piece.text):
            if char == REPLACEMENT:
                yield at, at + 1, "reader--damaged"
        end = piece.start + len(piece.text)
        number = bisect_right(self._matches, Match(line.block, piece.part, piece.start, -1))
        for index in range(max(0, number - 1), len(self._matches)):
            match = self._matches[index]
            if match[:2] > (line.block, piece.part) or (match[:2] == (line.block, piece.part) and match.start >= end):
                break
            if match[:2] == (line.block, piece.part):
                yield from _inside(piece, match.start, match.end, "reader--current" if index == self._match else "reader--match")


def _inside(piece: Piece, start: int, end: int, component: str) -> Iterator[Overlay]:
    """The part of a range of characters that lies in a piece."""
    first, last = max(start, piece.start) - piece.start, min(end - piece.start, len(piece.text))
    if first < last:
        yield first, last, component
