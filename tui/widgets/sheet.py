"""A list with the keys of tables: comparison, matrix, findings …"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui.actions import BY_ID
from tui.bindings import bindings
from tui.widgets.entries import Entries


class Sheet(Entries):
    """`Entries` whose view, one of ``tui.control``, knows what the keys of scope ``sheet`` do."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("sheet")

    async def action_do(self, name: str, typed: bool = False) -> None:  # type: ignore[override]
        """Run an action of the list, or have the screen run one of the sheet."""
        if BY_ID[name].scope == "sheet":
            await self.screen.run_action(f"do('{name}')")
        else:
            super().action_do(name, typed)
