"""Others like this: sections of other plans that treat the same matter, in the side pane, shared words marked."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

from textual.message import Message

from library.model import Similar
from tui.strings import text
from tui.view import plan_of
from tui.widgets.entries import Entries
from tui.widgets.results import said
from tui.widgets.similar import similar_entries

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Kin:
    """The sections that are like one section."""

    class Answered(Message):
        """The search process answered; ``title`` names the section that was asked about."""

        def __init__(self, title: str, future: Future[list[Similar]]) -> None:
            super().__init__()
            self.title = title
            self.future = future

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk
        self._found: list[Similar] = []

    def do_similar(self) -> None:
        """Ask about the section that is pointed at."""
        section = self._section()
        if section is None:
            self.desk.flash(text("similar.nothing"), warn=True)
        else:
            self.desk.run_worker(self._ask(section), group="similar", exit_on_error=False)

    def _section(self) -> str | None:
        """The section that the focused pane points at."""
        desk, library = self.desk, self.desk.library
        place = desk.reader.place if desk.browser.page else None
        key = place.section if desk.active == "reader" and place else desk.deliverer.meant()
        match library.resolve(key) if key else None:
            case "indicator":
                return library.indicator(key or "").section
            case "project":
                return library.project(key or "").section
            case "section":
                return key
        return None

    async def _ask(self, section: str) -> None:
        desk = self.desk
        if desk.similar is None:
            desk.similar = pane = Entries(id="similar", classes="side")
            pane.border_title = text("pane.similar")
            await desk.query_one("#panes").mount(pane)
        title = desk.library.path_of(section)[-1] or desk.library.plan_info(plan_of(section)).title
        self._found = []
        desk.similar.show(said(text("similar.running")))
        desk.show_side("similar", focus=True)
        future = desk.finder.client.similar(section)
        future.add_done_callback(lambda done: desk.post_message(self.Answered(title, done)))

    def answered(self, event: Kin.Answered) -> None:
        """Show the answer."""
        pane = self.desk.similar
        if event.future.cancelled() or pane is None:
            return
        error = event.future.exception()
        if error is not None:
            pane.show(said(text("similar.failed", why=self.desk.trouble(error))))
            return
        self._found = event.future.result()
        pane.show(similar_entries(event.title, self._found))

    def choose(self, key: str) -> None:
        """Open one, the shared words highlighted."""
        if key.isdigit() and int(key) < len(self._found):
            found = self._found[int(key)]
            self.desk.browser.open(found.section, terms=found.words, at=found.there[0][0] if found.there else None)
