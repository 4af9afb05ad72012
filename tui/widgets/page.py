"""The reader with the keys of the registry."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from tui.bindings import bindings
from tui.widgets.reader import Reader

OWN = {
    "read_up": "line_up", "read_down": "line_down", "read_page_up": "page_up", "read_page_down": "page_down",
    "read_top": "top", "read_end": "bottom", "read_choose": "choose",
}  # fmt: skip
"""Actions of scope ``reader`` that the page does itself."""


class Page(Reader, inherit_bindings=False):
    """`Reader`, bound to the actions of scope ``reader``; what lies outside the section is asked of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("reader")

    async def action_do(self, name: str, _typed: bool = False) -> None:
        """Run one of the registry's reader actions."""
        await run_reader_action(self, name)


async def run_reader_action(page: Widget, name: str) -> None:
    """A reader action, done by the page itself or by the screen."""
    await page.run_action(OWN.get(name, f"screen.do('{name}')"))
