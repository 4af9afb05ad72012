"""What the views of comparison share: Esc goes back to where they were asked for, a table that needs it gets the whole screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from tui.control.aside import Aside
from tui.strings import text
from tui.widgets.entries import Entries
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from tui.layout import Pane
    from tui.screens.main import MainScreen


class Way:
    """The way back from a view of the side pane."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk
        self._from: tuple[str, Pane, Pane, bool] | None = None

    def set_out(self, view: str) -> None:
        """Remember where ``view`` is asked for; asked for within itself it keeps its way back."""
        desk = self.desk
        if desk.active != "side" or desk.side.id != view:
            self._from = (desk.side.id or "", desk.active, desk.beside, desk.zoom)

    def go_back(self) -> bool:
        """Go back, once; False where there is no way."""
        desk, way = self.desk, self._from
        if way is None:
            return False
        side, pane, beside, desk.zoom = way
        self._from = None
        desk.show_side(side if side in desk.sides else "results")
        desk.beside = beside
        desk.go(pane)
        return True


def open_source(desk: MainScreen, section: str, *, terms: Sequence[str] = (), line: int | None = None) -> None:
    """Open what a view shows in the reader; Esc comes back to the view as it was."""
    before = (desk.side.id or "", desk.zoom)
    desk.zoom = False
    desk.browser.open(section, terms=terms, line=line)
    desk.back_to = before


class TableView(Aside):
    """A view of the side pane that is a `Sheet`."""

    wide: ClassVar[bool] = False
    """Whether it takes the whole screen when it is opened."""

    def __init__(self, desk: MainScreen) -> None:
        super().__init__(desk)
        self.way = Way(desk)

    async def open(self) -> Entries:
        """Bring the pane to the front, mounted if need be."""
        self.way.set_out(self.name)
        if self.pane is None:
            pane = Sheet(id=self.name, classes="side")
            pane.border_title = text(f"pane.{self.name}")
            await self.desk.add_side(self.name, pane)
        self.desk.zoom = self.desk.zoom or self.wide
        return await super().open()

    def do_outward(self) -> None:
        """Back to where this was asked for."""
        if not self.way.go_back():
            self.desk.do_outward()
