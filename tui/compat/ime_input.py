"""An `Input` whose terminal cursor, where an input method opens its window, stands on the cursor that is drawn.

Textual 8.2.8 reports the cursor one cell to the right at the end of the text, and does not report it again when a long text
scrolls in its box, when the box moves, or once it is laid out (https://github.com/Textualize/textual/issues/6082, open). So the
candidates of a pinyin keyboard appear beside the word, or outside the box. A paste is passed through the gate, since Textual hands
on the control characters in it.
"""

from __future__ import annotations

from textual import events
from textual.geometry import Offset
from textual.widgets import Input

from tui.text.cells import shown


class ImeInput(Input):
    """`Input` for Chinese: the input method's window stands at the cursor, in every scroll position; pastes are plain text."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is drawn, in cells of the screen."""
        x, y, _width, _height = self.content_region
        return Offset(x + self._position_to_cell(self.cursor_position) - self.scroll_offset.x, y)

    def _tell_terminal(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    def watch_selection(self) -> None:
        """The cursor moved in the text."""
        self._tell_terminal()

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """The text moved in its box."""
        super().watch_scroll_x(old_value, new_value)
        self._tell_terminal()

    def on_resize(self) -> None:
        """The box was laid out, or another size."""
        self.call_after_refresh(self._tell_terminal)

    def on_focus(self) -> None:
        """The box may have moved while it was not in use."""
        self.call_after_refresh(self._tell_terminal)

    def _on_paste(self, event: events.Paste) -> None:
        """Insert the first line that says anything, without control characters."""
        event.stop()
        event.prevent_default()
        line = next(filter(None, (shown(line).strip() for line in event.text.splitlines())), "")
        if line:
            self.replace(line, *sorted(self.selection))
