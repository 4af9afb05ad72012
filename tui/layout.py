"""Which panes stand beside each other, and how wide: a pure function of the width and of what the person is doing."""

from __future__ import annotations

from typing import Literal

Pane = Literal["tree", "reader", "side"]
PANES: tuple[Pane, ...] = ("tree", "reader", "side")
MIN_WIDTH, MIN_HEIGHT = 40, 10
"""Cells below which only a message is shown."""
TWO, THREE = 80, 110
"""Cells from which two and three panes fit."""
MEASURE = 96
"""Cells that the reader needs for its 42 Han characters, margins and scroll bar; what is wider is of no use to it."""


def arrange(width: int, *, active: Pane, beside: Pane, zoom: bool = False) -> dict[Pane, int]:
    """Cells of each pane on show, left to right; adding up to ``width``. ``beside`` stands next to the reader where two fit."""
    if zoom or width < TWO:
        return {active: width}
    if width < THREE:
        other: Pane = "tree" if beside == "tree" else "side"
        room = max(28, width * 2 // 5)
        return {"tree": room, "reader": width - room} if other == "tree" else {"reader": width - room, "side": room}
    tree = min(48, max(27, width * 9 // 40))
    reader = min(MEASURE, max(46, width * 11 // 25))
    return {"tree": tree, "reader": reader, "side": width - tree - reader}
