"""A few lines of words, wrapped by Chinese rules and drawn from pieces: the where line, the bottom line, dialogs, the guide."""

from __future__ import annotations

from typing import ClassVar

from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.paint import Piece, Row, lay, row, strip


class Prose(Widget):
    """Rows of text; its height, where the stylesheet says auto, is what they need at the width given."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"prose--dim", "prose--head", "prose--match", "prose--warn", "prose--key"}

    def __init__(self, *rows: Row | str, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self._rows: tuple[Row, ...] = ()
        self._lines: list[list[Piece]] = []
        self._width = -1
        self.say(*rows)

    def say(self, *rows: Row | str) -> None:
        """Show these instead; a string may hold line breaks."""
        new = tuple(made for one in rows for made in ([one] if isinstance(one, Row) else map(row, one.split("\n"))))
        if new != self._rows or self._width < 0:
            self._rows, self._width = new, 0
            if self.is_attached:
                self.refresh(layout=True)

    def lay_again(self) -> None:
        """Wrap again: characters have another width now."""
        self._width = 0
        self.refresh(layout=True)

    @property
    def words(self) -> str:
        """What it says, without styles; rows joined by a line break."""
        return "\n".join("".join(words for words, _ in one.pieces) for one in self._rows)

    def _wrapped(self, width: int) -> list[list[Piece]]:
        if width != self._width:
            self._width = width
            self._lines = [line for one in self._rows for line in lay(one, max(2, width))]
        return self._lines

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        """Cells of the longest row."""
        return max((self._strip(line).cell_length for line in self._wrapped(10_000)), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Lines at this width."""
        return len(self._wrapped(width))

    def _strip(self, line: list[Piece]) -> Strip:
        styles = {name: self.get_component_rich_style(f"prose--{name}", partial=True) for _, name in line if name}
        return strip(line, None, self.rich_style, styles)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        lines = self._wrapped(self.size.width)
        line = lines[y] if y < len(lines) else []
        return self._strip(line).adjust_cell_length(self.size.width, self.rich_style)
