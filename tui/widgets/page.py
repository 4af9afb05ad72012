"""The reader with the keys of the registry, its way in the title, and figures made visible."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from tui.bindings import bindings
from tui.text.figures import figures
from tui.text.layout import Line, Piece, line_at
from tui.widgets.lines import Overlay
from tui.widgets.reader import Reader

OWN = {
    "read_up": "line_up", "read_down": "line_down", "read_page_up": "page_up", "read_page_down": "page_down",
    "read_top": "top", "read_end": "bottom", "read_choose": "choose",
}  # fmt: skip
"""Actions of scope ``reader`` that the page does itself."""
CORNERS = 4
"""Cells of the frame that a title leaves free."""


class Page(Reader, inherit_bindings=False):
    """`Reader`, bound to the actions of scope ``reader``; what lies outside the section is asked of the screen.

    ``figures`` says whether figures and dates are made visible, bold and slanted, so that no colour is needed to see them.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"page--figure"}
    DEFAULT_CSS = "Page .page--figure { text-style: bold italic; color: $text-accent; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("reader")
    figures = False
    _title: Callable[[int], str] | None = None

    async def action_do(self, name: str, _typed: bool = False) -> None:
        """Run one of the registry's reader actions."""
        await run_reader_action(self, name)

    def entitle(self, title: Callable[[int], str]) -> None:
        """Have the title made for the room there is, in cells, now and whenever the width changes. It is never read as markup."""
        self._title = title
        self.border_title = Content(title(self.size.width - CORNERS))

    def on_resize(self) -> None:
        """Make the title again."""
        if self._title:
            self.entitle(self._title)

    def line_of(self, block: int, at: int) -> int:
        """Number of the line that shows a character of a paragraph, or a row of a table."""
        return line_at(self.lines, block, at)

    def overlays(self, line: Line, piece: Piece) -> Iterator[Overlay]:
        """Figures below everything else that is marked."""
        if self.figures and piece.part is not None and self._prepared is not None:
            for start, end in figures(self._prepared.texts[line.block][piece.part].text):
                first, last = max(start - piece.start, 0), min(end - piece.start, len(piece.text))
                if first < last:
                    yield first, last, "page--figure"
        yield from super().overlays(line, piece)


async def run_reader_action(page: Widget, name: str) -> None:
    """A reader action, done by the page itself or by the screen."""
    await page.run_action(OWN.get(name, f"screen.do('{name}')"))
