"""The file as it came, beside the clean text: raw lines with their numbers, a cursor, and nothing of it unfiltered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.message import Message

from indexer.original import Original
from tui.bindings import bindings
from tui.strings import text
from tui.text.cells import shown
from tui.text.layout import Line, Piece, line_at
from tui.text.wrap import SPACES, Breaks
from tui.widgets.lines import LineView
from tui.widgets.page import run_reader_action

AROUND = 12_000
"""Characters of the file that are laid out on either side of the place: a file may be one line of megabytes."""


class OriginalView(LineView, inherit_bindings=False):
    """Shows the part of a file around a place; moves on when the cursor comes to its end."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("reader")

    @dataclass
    class Moved(Message):
        """The cursor was moved here by a key: ``offset`` is the character of the file that its line begins with."""

        view: OriginalView
        offset: int

    @dataclass
    class Chosen(Message):
        """Enter on a line."""

        view: OriginalView
        offset: int

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self._original: Original | None = None
        self._notes: tuple[str, ...] = ()
        self._sheets = False
        self._span = (0, 0)
        self._parts: list[tuple[int, int, Breaks]] = []

    def show(self, original: Original, offset: int, notes: Sequence[str] = (), *, sheets: bool = False) -> None:
        """Show a file at a place; ``notes`` stand above it. Its pages are marked, as sheets of a workbook where ``sheets``."""
        self._original, self._notes, self._sheets = original, tuple(notes), sheets
        self._open(offset)

    def say(self, words: str) -> None:
        """Show a message in the place of a file."""
        self._original = None
        self.show_text(words)

    def go_to_offset(self, offset: int) -> None:
        """Put the cursor on the line that shows a character of the file."""
        if self._original is None:
            return
        if not self._span[0] <= offset < self._span[1]:
            self._open(offset)
        else:
            self.when_laid(lambda: self._put_cursor(offset))

    def _put_cursor(self, offset: int) -> None:
        assert self._original is not None
        line = self._original.line_of(offset)
        start = next((begin for number, begin, _ in self._parts if number == line), offset)
        at = len(shown(self._original.text[start:offset]))
        self.go_to(line_at(self.lines, line, at))

    def _open(self, offset: int) -> None:
        """Make ready what lies around ``offset``, whole lines where they are not too long."""
        assert self._original is not None
        whole, starts = self._original.text, self._original.starts
        first, last = max(0, offset - AROUND), min(len(whole), offset + AROUND)
        top, bottom = self._original.line_of(first), self._original.line_of(last)
        if first - starts[top - 1] <= AROUND:
            first = starts[top - 1]
        end = starts[bottom] if bottom < len(starts) else len(whole)
        if end - last <= AROUND:
            last = end
        self._span = (first, last if last < len(whole) else len(whole) + 1)
        self._parts = []
        for number in range(top, bottom + 1):
            begin = max(first, starts[number - 1])
            stop = min(last, starts[number] if number < len(starts) else len(whole))
            if begin < stop or begin == starts[number - 1]:
                self._parts.append((number, begin, Breaks(shown(whole[begin:stop].rstrip("\r\n")))))
        self.show_layout(self._lay, lambda: self._put_cursor(offset))

    def _lay(self, room: int) -> Sequence[Line]:
        lines = [
            Line((Piece(note[a:b].rstrip(SPACES), "note"),))
            for note in map(shown, self._notes)
            for a, b in Breaks(note).lines(max(2, room))
        ]
        gutter = len(str(self._parts[-1][0])) if self._parts else 1
        for number, begin, words in self._parts:
            page = self._original.page_begun(begin) if self._original is not None else None
            if page is not None:
                mark = text("original.sheet" if self._sheets else "original.page", page=page)
                lines.append(Line((Piece(mark, "note"),), number))
            for start, end in words.lines(max(2, room - gutter - 1)):
                label = f"{'' if start else number:>{gutter}} "
                piece = Piece(words.text[start:end].rstrip(SPACES), "", 0, start)
                lines.append(Line((Piece(label, "rule"), piece), number, start))
        return lines

    def lay_again(self) -> None:
        """Measure the part of the file that is laid out again."""
        if self._original is not None:
            self._open(self.here)

    @property
    def here(self) -> int:
        """The character of the file that the cursor's line begins with."""
        if not 0 <= self.cursor < len(self.lines) or self._original is None:
            return 0
        line = self.lines[self.cursor]
        begin = next((start for number, start, _ in self._parts if number == line.block), 0)
        return begin + line.at

    def cursor_moved(self) -> None:
        """Tell where the cursor is, where a person moved it."""
        if self.has_focus and self._original is not None:
            self.post_message(self.Moved(self, self.here))

    def edge(self, direction: Literal[-1, 1]) -> None:
        """Lay out what follows, or what is before."""
        if self._original is None:
            return
        beyond = self._span[1] if direction > 0 else self._span[0] - 1
        if 0 <= beyond < len(self._original.text):
            self._open(beyond)

    def chosen(self) -> None:
        """Tell which place was chosen."""
        if self._original is not None:
            self.post_message(self.Chosen(self, self.here))

    async def action_do(self, name: str, _typed: bool = False) -> None:
        """Run one of the registry's reader actions."""
        await run_reader_action(self, name)
