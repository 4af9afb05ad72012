"""A page of lines laid out beforehand, drawn line by line: cursor, paging, selection. The reader, help and previews stand on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import ClassVar, Literal

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui.text import glyphs
from tui.text.layout import Line, Piece, first_line, line_at, text_lines
from tui.text.selected import selected_text

Layout = Callable[[int], Sequence[Line]]
"""Makes the lines of a page for a room of so many cells."""

CURSOR_MARK = glyphs.BOX.line
"""Stands in the margin of the cursor's line, so that it shows without colour. One cell in every terminal (UAX #11 neutral)."""
MARGIN = 2
"""Cells between a line's own margin and its words: the mark and the sign, or a space."""
WHEEL = 3
"""Lines that the mouse wheel scrolls."""

Overlay = tuple[int, int, str]
"""Characters of a piece, half-open, and the component class that they are drawn with."""


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines with a cursor line. Nothing scrolls sideways, nothing is animated; a new width lays the page out again in place.

    Subclasses hook in at ``overlays``, ``mark``, ``sign``, ``cursor_moved``, ``edge`` and ``chosen``.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("lines--path", "lines--heading", "lines--subheading", "lines--caption", "lines--header", "lines--rule", "lines--ditto"),
        *("lines--note", "lines--mark", "lines--sign", "lines--cursor"),
    }
    DEFAULT_CSS = """
    LineView {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & .lines--path { color: $text-muted; }
        & .lines--heading { text-style: bold; color: $text-primary; }
        & .lines--subheading { text-style: bold; }
        & .lines--caption { text-style: bold; }
        & .lines--header { text-style: bold; }
        & .lines--rule { color: $text-muted; }
        & .lines--ditto { color: $text-muted; }
        & .lines--note { color: $text-muted; }
        & .lines--mark { text-style: bold; color: $text-accent; }
        & .lines--sign { text-style: bold; color: $text-warning; }
        & .lines--cursor { background: $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "line_up", show=False),
        Binding("down,j", "line_down", show=False),
        Binding("pageup,ctrl+u", "page_up", show=False),
        Binding("pagedown,space", "page_down", show=False),
        Binding("home,g", "top", show=False),
        Binding("end,G", "bottom", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self.lines: Sequence[Line] = ()
        self._layout: Layout = lambda _room: ()
        self._laid = 0
        self._cursor = 0
        self._top = (-1, 0)
        self._settle: Callable[[], None] | None = None
        self._styles_of: dict[str, Style] = {}

    # What is shown

    def show_layout(self, layout: Layout, settle: Callable[[], None] | None = None) -> None:
        """Show another page. ``settle`` is called once it is laid out, which is at once, or when the widget first has a width."""
        self._layout, self._settle = layout, settle or self.action_top
        self._laid = self._cursor = 0
        self._top = (-1, 0)
        self._lay_out()

    def when_laid(self, then: Callable[[], None]) -> None:
        """Call ``then`` now where the page is laid out, else as soon as it is."""
        if self._laid:
            then()
            return
        before = self._settle

        def settle() -> None:
            if before:
                before()
            then()

        self._settle = settle

    def show_text(self, text: str) -> None:
        """Show plain text of several lines, wrapped."""
        self.show_layout(lambda room: text_lines(text, room))

    @property
    def room(self) -> int:
        """Cells that a line may take."""
        return max(2, self.scrollable_content_region.width - MARGIN - 1)

    @property
    def page(self) -> int:
        """Lines that are visible."""
        return max(1, self.scrollable_content_region.height)

    @property
    def cursor(self) -> int:
        """Number of the cursor's line."""
        return self._cursor

    def _lay_out(self) -> None:
        """Make the lines for the present width; the line at the top and the cursor stay on their words."""
        if not self.is_attached or not self.scrollable_content_region.width:
            return
        cursor = self._place_of(self._cursor)
        self._laid = self.scrollable_content_region.width
        self.lines = self._layout(self.room)
        self.virtual_size = Size(self._laid, len(self.lines))
        if self._settle:
            settle, self._settle = self._settle, None
            settle()
        else:
            self._cursor = line_at(self.lines, *cursor)
            top = 0 if self._top == (-1, 0) else line_at(self.lines, *self._top)
            self._scroll(top, remember=False)
        self.refresh()

    def lay_again(self) -> None:
        """Lay out again in place: characters have another width now, or lines are drawn with others."""
        self._laid = 0
        self._lay_out()

    def _place_of(self, number: int) -> tuple[int, int]:
        """Block and place of a line."""
        return self.lines[number][1:3] if 0 <= number < len(self.lines) else (-1, 0)

    def on_resize(self) -> None:
        """Lay out again where the width changed; keep the cursor in sight where only the height did."""
        if self.scrollable_content_region.width != self._laid:
            self._lay_out()
        elif self.lines:
            self._keep_cursor_in_sight()

    def notify_style_update(self) -> None:
        """Forget styles that were looked up."""
        super().notify_style_update()
        self._styles_of.clear()

    # Moving

    def _scroll(self, top: int, *, remember: bool = True) -> None:
        """Put line ``top`` at the top, as far as the end of the page allows; ``remember`` it for the next layout."""
        top = max(0, min(top, len(self.lines) - self.page))
        if remember:
            self._top = self._place_of(top) if top else (-1, 0)
        self.scroll_to(0, top, animate=False, force=True)

    def go_to(self, number: int, margin: int | None = None) -> None:
        """Put the cursor on a line, with at least ``margin`` lines above and below in sight (a third of the page by default)."""
        if not self.lines:
            return
        number = max(0, min(number, len(self.lines) - 1))
        before, self._cursor = self._cursor, number
        margin = min(self.page // 3 if margin is None else margin, (self.page - 1) // 2)
        top = self.scroll_offset.y
        self._scroll(min(max(top, number - self.page + 1 + margin), number - margin))
        self.refresh_line(before)
        self.refresh_line(number)
        self.cursor_moved()

    def _move(self, by: int) -> None:
        number = max(0, min(self._cursor + by, len(self.lines) - 1))
        if number == self._cursor:
            self.edge(1 if by > 0 else -1)
        else:
            self.go_to(number)

    def _turn(self, direction: Literal[-1, 1]) -> None:
        """A page on or back; the cursor keeps its height on screen, and goes to the very end where no page is left."""
        top = self.scroll_offset.y
        new = max(0, min(top + direction * max(1, self.page - 1), len(self.lines) - self.page))
        if new == top:
            self._move(direction * len(self.lines))
            return
        self._cursor = max(0, min(self._cursor + new - top, len(self.lines) - 1))
        self._scroll(new)
        self.cursor_moved()

    def _keep_cursor_in_sight(self) -> None:
        """The cursor follows where the page was scrolled away under it."""
        top = self.scroll_offset.y
        number = max(top, min(self._cursor, top + self.page - 1, len(self.lines) - 1))
        if number != self._cursor:
            self._cursor = number
            self.cursor_moved()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolled by the wheel or the scrollbar: remember the place and keep the cursor in sight."""
        super().watch_scroll_y(old_value, new_value)
        if self.lines and self._laid == self.scrollable_content_region.width:
            top = round(new_value)
            place = self._place_of(top) if top else (-1, 0)
            if line_at(self.lines, *self._top) != top:
                self._top = place
            self._keep_cursor_in_sight()

    def action_line_up(self) -> None:
        """One line up."""
        self._move(-1)

    def action_line_down(self) -> None:
        """One line down."""
        self._move(1)

    def action_page_up(self) -> None:
        """One page back."""
        self._turn(-1)

    def action_page_down(self) -> None:
        """One page on."""
        self._turn(1)

    def action_top(self) -> None:
        """To the beginning: the first line below the path."""
        self._scroll(0)
        self.go_to(first_line(self.lines, 0), 0)

    def action_bottom(self) -> None:
        """To the end."""
        self.go_to(len(self.lines) - 1, 0)

    def action_choose(self) -> None:
        """Choose the cursor's line."""
        if self.lines:
            self.chosen()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls by lines at once, without animation."""
        event.stop()
        event.prevent_default()
        self._scroll(self.scroll_offset.y + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls by lines at once, without animation."""
        event.stop()
        event.prevent_default()
        self._scroll(self.scroll_offset.y - WHEEL)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there, a double click chooses."""
        number = event.y + self.scroll_offset.y
        if number < len(self.lines):
            self.go_to(number, 0)
            if event.chain == 2:
                self.chosen()

    def on_focus(self) -> None:
        """Draw the cursor as the live one."""
        self.refresh_line(self._cursor)

    def on_blur(self) -> None:
        """Draw the cursor as a resting one."""
        self.refresh_line(self._cursor)

    # For subclasses

    def cursor_moved(self) -> None:
        """Called when the cursor stands on another line."""

    def edge(self, direction: Literal[-1, 1]) -> None:
        """Called when a key asked to go beyond the end (1) or the beginning (-1)."""

    def chosen(self) -> None:
        """Called for Enter or a double click."""

    def mark(self, number: int) -> str:
        """What stands in the margin of a line: one cell."""
        return glyphs.now().line if number == self._cursor else " "

    def sign(self, number: int) -> str:
        """What stands behind the mark where there is something to explain: one cell."""
        del number
        return " "

    def overlays(self, line: Line, piece: Piece) -> Iterator[Overlay]:
        """Stretches of a piece to be drawn in their own style, later ones over earlier ones."""
        del line, piece
        return iter(())

    # Drawing

    def style_of(self, component: str) -> Style:
        """The style of a component class, without what it does not set; the widget's own style for an empty name."""
        found = self._styles_of.get(component)
        if found is None:
            found = self.get_component_rich_style(component, partial=True) if component else self.rich_style
            self._styles_of[component] = found
        return found

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.style_of("")
        if number >= len(self.lines):
            return Strip.blank(width, base)
        line = self.lines[number]
        if number == self._cursor and self.has_focus:
            base += self.style_of("lines--cursor")
        mark = Segment(self.mark(number), base + self.style_of("lines--mark"))
        sign = Segment(self.sign(number), base + self.style_of("lines--sign"))
        segments = [Segment(" " * line.left, base), mark, sign]
        used = MARGIN + line.left
        for piece in line.pieces:
            used += cell_len(piece.text)
            segments += self._paint(line, piece, base + self.style_of(f"lines--{piece.role}") if piece.role else base)
        segments.append(Segment(" " * max(0, width - used), base))
        strip = Strip(self._select(segments, number), max(width, used))
        return strip.apply_offsets(0, number)

    def _paint(self, line: Line, piece: Piece, style: Style) -> Iterator[Segment]:
        """The segments of a piece, cut where its overlays begin and end."""
        overlays = list(self.overlays(line, piece))
        if not overlays:
            yield Segment(piece.text, style)
            return
        cuts = sorted({0, len(piece.text), *(cut for start, end, _ in overlays for cut in (start, end))})
        for start, end in pairwise(cuts):
            over = style
            for begin, stop, component in overlays:
                if begin <= start and end <= stop:
                    over += self.style_of(component)
            yield Segment(piece.text[start:end], over)

    def _select(self, segments: list[Segment], number: int) -> list[Segment]:
        """The segments with the part that the mouse has selected marked."""
        selection = self.text_selection
        span = selection.get_span(number) if selection else None
        if span is None:
            return segments
        first, last = span[0], span[1] if span[1] >= 0 else sum(len(segment.text) for segment in segments)
        style = self.screen.get_component_rich_style("screen--selection")
        out: list[Segment] = []
        at = 0
        for text, own, _ in segments:
            begin, stop = sorted((max(0, min(first - at, len(text))), max(0, min(last - at, len(text)))))
            parts = ((text[:begin], own), (text[begin:stop], own + style if own else style), (text[stop:], own))
            out += (Segment(part, drawn) for part, drawn in parts if part)
            at += len(text)
        return out

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        del selection
        self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words under the selection, as the document has them."""
        first = selection.start.y if selection.start else 0
        last = selection.end.y if selection.end else len(self.lines) - 1
        numbers = range(max(0, first), min(last, len(self.lines) - 1) + 1)
        return selected_text(self.lines, numbers, selection.get_span, MARGIN), "\n"
