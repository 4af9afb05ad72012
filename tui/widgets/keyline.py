"""The bottom line: what can be done here, now. Help stands at its end at every width."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.actions import BY_ID, HINTS, hint_key
from tui.widgets.paint import Piece, strip


class KeyLine(Widget):
    """Hints of the focused pane from the registry; a click runs one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keyline--key", "keyline--dim"}

    class Pressed(Message):
        """A hint was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._scope = "tree"

    def offer(self, scope: str) -> None:
        """Show the hints of another pane or view, one of ``HINTS``."""
        if scope != self._scope:
            self._scope = scope
            self.refresh()

    def hints(self, width: int) -> list[tuple[int, str, str, str]]:
        """(column, action id, key, title) of what fits into ``width`` cells, help last and at the right edge."""
        last = BY_ID["help"]
        end = width - cell_len(f"{hint_key(last)} {last.title}") - 1
        found: list[tuple[int, str, str, str]] = []
        column = 1
        for name in HINTS[self._scope]:
            key, title = hint_key(BY_ID[name]), BY_ID[name].title
            if column + cell_len(f"{key} {title}") + 2 > end:
                break
            found.append((column, name, key, title))
            column += cell_len(f"{key} {title}") + 2
        return [*found, (max(0, end), last.id, hint_key(last), last.title)]

    def render_line(self, y: int) -> Strip:
        """The line."""
        if y:
            return Strip.blank(self.size.width, self.rich_style)
        pieces: list[Piece] = []
        column = 0
        for start, _, key, title in self.hints(self.size.width):
            pieces += ((" " * (start - column), ""), (key, "key"), (f" {title}", ""))
            column = start + cell_len(f"{key} {title}")
        styles = {"key": self.get_component_rich_style("keyline--key", partial=True)}
        return strip(pieces, self.size.width, self.rich_style, styles)

    def on_click(self, event: events.Click) -> None:
        """Run the hint under the mouse."""
        for start, name, key, title in self.hints(self.size.width):
            if start <= event.x < start + cell_len(f"{key} {title}"):
                self.post_message(self.Pressed(name))
