"""A view in the side pane that is made when it is first asked for: similar sections, the matrix, findings …"""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, ClassVar, TypeVar

from tui.control.answers import when_answered
from tui.strings import text
from tui.widgets.entries import Entries
from tui.widgets.results import said

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

T = TypeVar("T")


class Aside:
    """One such view. ``name`` is the id of its pane; ``pane.NAME``, ``NAME.running`` and ``NAME.failed`` are its words."""

    name: ClassVar[str]

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk

    @property
    def pane(self) -> Entries | None:
        """The list on the screen, once it is there."""
        pane = self.desk.sides.get(self.name)
        return pane if isinstance(pane, Entries) else None

    @property
    def on_show(self) -> bool:
        """Whether this is the view in the side pane."""
        return self.pane is not None and self.desk.side is self.pane

    async def open(self) -> Entries:
        """Bring the pane to the front, mounted if need be."""
        pane = self.pane
        if pane is None:
            pane = Entries(id=self.name, classes="side")
            pane.border_title = text(f"pane.{self.name}")
            await self.desk.add_side(self.name, pane)
        self.desk.show_side(self.name, focus=True)
        return pane

    async def ask(self, future: Future[T]) -> None:
        """Show that an answer is on its way; ``take`` is called with it."""
        pane = await self.open()
        pane.show(said(text(f"{self.name}.running")))
        when_answered(self.desk, future, self.take, lambda why: pane.show(said(text(f"{self.name}.failed", why=why))))

    def take(self, answer: object) -> None:
        """Show the answer."""
        raise NotImplementedError

    def choose(self, key: str) -> None:
        """Enter on an entry."""
        raise NotImplementedError
