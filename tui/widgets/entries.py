"""A list of entries, each of one or more wrapped lines: tree, results, comparison, help and pickers stand on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.bindings import bindings
from tui.text import glyphs
from tui.widgets.paint import Piece, Row, lay, strip


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``key`` is what a choice reports; a heading cannot be chosen and the cursor steps over it."""

    key: str
    rows: tuple[Row, ...]
    heading: bool = False


Maker = Callable[[int], Sequence[Entry]]
"""Makes the entries for a room of so many cells; their keys must not depend on it."""


class Entries(ScrollView, can_focus=True):
    """Entries with a cursor. The cursor's entry is marked with a bar and reversed, so it shows without colour too."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entries--dim",
        "entries--head",
        "entries--match",
        "entries--warn",
        "entries--bar",
        "entries--cursor",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    class Chosen(Message):
        """Enter or a click on an entry."""

        def __init__(self, entries: Entries, key: str) -> None:
            super().__init__()
            self.entries = entries
            self.key = key

        @property
        def control(self) -> Entries:
            """The list that the choice was made in."""
            return self.entries

    class Moved(Message):
        """The cursor stands on another entry."""

        def __init__(self, entries: Entries, key: str) -> None:
            super().__init__()
            self.entries = entries
            self.key = key

        @property
        def control(self) -> Entries:
            """The list whose cursor moved."""
            return self.entries

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self._entries: tuple[Entry, ...] = ()
        self._maker: Maker | None = None
        self._lines: list[list[list[Piece]]] = []
        self._laid: dict[int, tuple[tuple[Row, ...], list[list[Piece]]]] = {}
        """Lines of the rows that were laid out last, by their identity: a list in another order is not wrapped again."""
        self._tops: list[int] = [0]
        self._width = 0
        self._cursor = 0
        self.frozen = 0
        """Entries at the top that stay while the rest scrolls, where they leave half of the height to it."""
        self._styles_of: dict[str, Style] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is listed, top to bottom."""
        return self._entries

    @property
    def chosen(self) -> str | None:
        """Key of the entry under the cursor; None in an empty list."""
        return self._entries[self._cursor].key if 0 <= self._cursor < len(self._entries) else None

    def show(self, entries: Sequence[Entry] | Maker, cursor: str | None = None) -> None:
        """List these instead; the cursor goes to the entry with this key, else to the first that can be chosen.

        A maker is asked again whenever the width changes.
        """
        self._maker = entries if callable(entries) else None
        self._entries = tuple(entries(self.room) if callable(entries) else entries)
        found = self._put_cursor(cursor)
        self._lay_out()
        if found:
            self._into_view()
        else:
            self.scroll_to(0, 0, animate=False)
            if self._tops[min(self._cursor + 1, len(self._tops) - 1)] > self.scrollable_content_region.height:
                self._into_view()

    def _put_cursor(self, key: str | None) -> bool:
        """Put the cursor on an entry, or on the first that can be chosen where there is none of that key."""
        places = [number for number, entry in enumerate(self._entries) if not entry.heading]
        wanted = [number for number in places if key is not None and self._entries[number].key == key]
        self._cursor = (wanted or places or [0])[0]
        return bool(wanted)

    @property
    def room(self) -> int:
        """Cells that a line may take."""
        return max(4, self.scrollable_content_region.width) - 1

    def select(self, key: str) -> bool:
        """Put the cursor on an entry and show it; False where there is none of that key."""
        for number, entry in enumerate(self._entries):
            if entry.key == key and not entry.heading:
                self._cursor = number
                self._into_view()
                self.refresh()
                return True
        return False

    def _lay_out(self) -> None:
        """Wrap everything; a pane that is hidden has no width yet and waits for `on_resize`."""
        before = self._laid if self._width == self.scrollable_content_region.width else {}
        self._width = self.scrollable_content_region.width
        entries = self._entries if self._width else ()
        self._laid, room = {}, self.room
        self._lines = []
        for entry in entries:
            known = before.get(id(entry.rows))
            if known is None or known[0] is not entry.rows:
                known = (entry.rows, [line for row in entry.rows for line in lay(row, room)])
            self._laid[id(entry.rows)] = known
            self._lines.append(known[1])
        self._lines += [[] for _ in range(len(self._entries) - len(self._lines))]
        self._tops = list(accumulate((len(lines) for lines in self._lines), initial=0))
        self.virtual_size = Size(self._width, self._tops[-1])
        self.refresh()

    def on_resize(self) -> None:
        """Wrap again where the width changed; the cursor stays in view."""
        if self.scrollable_content_region.width != self._width:
            if self._maker is not None:
                key = self.chosen
                self._entries = tuple(self._maker(self.room))
                self._put_cursor(key)
            self._lay_out()
        self._into_view()

    def lay_again(self) -> None:
        """Wrap everything again: characters have another width now, or lines are drawn with others."""
        self._laid, self._width = {}, -1
        self.on_resize()

    @property
    def held(self) -> int:
        """Lines that stay at the top."""
        lines = self._tops[min(self.frozen, len(self._tops) - 1)]
        return lines if 2 * lines <= self.scrollable_content_region.height else 0

    def line_at(self, y: int) -> int:
        """The line of the list that is shown ``y`` lines below the top of the pane."""
        return y if y < self.held else y + self.scroll_offset.y

    def _into_view(self) -> None:
        if not self._entries:
            return
        held = self.held
        top, bottom = self._tops[self._cursor], self._tops[self._cursor + 1]
        while top > held and self._entries[bisect_right(self._tops, top - 1) - 1].heading:
            top -= 1
        height = max(1, self.scrollable_content_region.height - held)
        first = self.scroll_offset.y + held
        if top < first or bottom - top >= height:
            self.scroll_to(0, top - held, animate=False)
        elif bottom > first + height:
            self.scroll_to(0, bottom - height - held, animate=False)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        line = self.line_at(y)
        width = self.scrollable_content_region.width
        base = self._style("")
        if not self._entries or line >= self._tops[-1]:
            return Strip.blank(width, base)
        number = bisect_right(self._tops, line) - 1
        pieces = self._lines[number][line - self._tops[number]]
        at_cursor = number == self._cursor and not self._entries[number].heading
        mark = glyphs.now().cursor if at_cursor else " "
        if at_cursor and self.has_focus:
            base += self._style("cursor")
        styles = {name: self._style(name) for _, name in pieces if name}
        return strip([(mark, ""), *pieces], width, base, styles)

    def _style(self, name: str) -> Style:
        """The style of a component, or the widget's own; looked up once."""
        found = self._styles_of.get(name)
        if found is None:
            found = self.get_component_rich_style(f"entries--{name}", partial=True) if name else self.rich_style
            self._styles_of[name] = found
        return found

    def notify_style_update(self) -> None:
        """Forget styles that were looked up."""
        super().notify_style_update()
        self._styles_of.clear()

    def _draw_again(self, number: int) -> None:
        """Draw one entry again."""
        if 0 <= number < len(self._entries):
            self.refresh_lines(self._tops[number], self._tops[number + 1] - self._tops[number])

    def action_do(self, name: str, _typed: bool = False) -> None:
        """Run one of the registry's list actions."""
        getattr(self, f"do_{name}")()

    def _move(self, to: int, step: int) -> None:
        last = len(self._entries) - 1
        to = min(max(to, 0), last)
        while 0 <= to <= last and self._entries[to].heading:
            to += step
        if not 0 <= to <= last:
            if step < 0:
                self.scroll_to(0, 0, animate=False)
            return
        if to != self._cursor:
            before, self._cursor = self._cursor, to
            self._draw_again(before)
            self._draw_again(to)
            self.post_message(self.Moved(self, self._entries[to].key))
        self._into_view()

    def do_up(self) -> None:
        """One entry up."""
        self._move(self._cursor - 1, -1)

    def do_down(self) -> None:
        """One entry down."""
        self._move(self._cursor + 1, +1)

    def do_page_up(self) -> None:
        """One page up."""
        self._page(-1)

    def do_page_down(self) -> None:
        """One page down."""
        self._page(+1)

    def _page(self, by: int) -> None:
        if self._entries:
            line = self._tops[self._cursor] + by * max(1, self.scrollable_content_region.height - self.held - 1)
            number = bisect_right(self._tops, min(max(line, 0), self._tops[-1] - 1)) - 1
            self._move(number if number != self._cursor else number + by, by)

    def do_first(self) -> None:
        """To the first entry."""
        self._move(0, +1)

    def do_last(self) -> None:
        """To the last entry."""
        self._move(len(self._entries) - 1, -1)

    def do_open(self) -> None:
        """Choose the entry under the cursor."""
        if self.chosen is not None and not self._entries[self._cursor].heading:
            self.post_message(self.Chosen(self, self.chosen))

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        at = event.get_content_offset(self)
        line = self.line_at(at.y) if at else -1
        if at and self._entries and line < self._tops[-1]:
            number = bisect_right(self._tops, line) - 1
            if not self._entries[number].heading:
                self._cursor = number
                self.refresh()
                self.do_open()

    def on_focus(self) -> None:
        """Draw the cursor as the live one."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor as a resting one."""
        self.refresh()
