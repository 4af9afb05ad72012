"""Others like this: sections of other plans that treat the same matter, in the side pane, shared words marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from library.model import Similar
from tui.control.aside import Aside
from tui.strings import text
from tui.view import plan_of
from tui.widgets.similar import similar_entries

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Kin(Aside):
    """The sections that are like one section."""

    name = "similar"

    def __init__(self, desk: MainScreen) -> None:
        super().__init__(desk)
        self.asked = ""
        """Key of the section whose like are on show."""
        self._title = ""
        self._found: Sequence[Similar] = ()

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
        self._title = desk.library.path_of(section)[-1] or desk.library.plan_info(plan_of(section)).title
        self.asked, self._found = section, ()
        await self.ask(desk.finder.client.call("similar", section))

    def take(self, answer: object) -> None:
        """Show them."""
        self._found = cast("Sequence[Similar]", answer)
        if self.pane is not None:
            self.pane.show(similar_entries(self._title, self._found))

    def choose(self, key: str) -> None:
        """Open one, the shared words highlighted."""
        if key.isdigit() and int(key) < len(self._found):
            found = self._found[int(key)]
            self.desk.browser.open(found.section, terms=found.words, at=found.there[0][0] if found.there else None)

    def section_here(self) -> str | None:
        """The section under the cursor, where this view is on show."""
        chosen = self.pane.chosen if self.on_show and self.pane else None
        return self._found[int(chosen)].section if chosen and chosen.isdigit() else None
