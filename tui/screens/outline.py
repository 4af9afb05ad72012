"""The outline around the section that is read: a list of headings, the cursor on the one where one is."""

from __future__ import annotations

from collections.abc import Sequence

from library.model import SectionNode
from library.reading import heading
from tui.screens.dialogs import Item, Picker
from tui.strings import text
from tui.text import glyphs
from tui.widgets.entries import Entries
from tui.widgets.paint import row


class Outline(Picker):
    """Headings, each as deep as it stands; dismissed with the key of the one that is picked."""

    def __init__(self, nodes: Sequence[SectionNode], here: str) -> None:
        super().__init__(text("outline.title"), [_item(node, node.key == here) for node in nodes])
        self._here = here

    def on_mount(self) -> None:
        """The cursor to where one is, once the list is there."""
        self.call_after_refresh(lambda: self.query_one(Entries).select(self._here))


def _item(node: SectionNode, here: bool) -> Item:
    words = heading(node.number, node.title) or text("tree.front")
    detail = f" {text('tree.indicators', n=node.indicators)}" if node.indicators else ""
    return Item(
        node.key,
        (row(words, (detail, "dim"), (f" {glyphs.now().reading}" if here else "", "match"), indent=2 * (node.level - 1), hang=2),),
    )
