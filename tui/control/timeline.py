"""One place through time: the same indicator in its successive plans, in the side pane."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from library.errors import NothingFound
from library.views import Timeline
from tui.control.tables import TableView, open_indicator
from tui.control.weigh import choices
from tui.screens.dialogs import Picker
from tui.strings import text
from tui.view import plan_of
from tui.widgets.results import said
from tui.widgets.timeline import POINT, timeline_entries

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Times(TableView):
    """The plans of one place on one indicator."""

    name = "timeline"

    def __init__(self, desk: MainScreen) -> None:
        super().__init__(desk)
        self.found: Timeline | None = None
        self._asked = ""

    def do_timeline(self) -> None:
        """Ask about the indicator that is pointed at; where that may be several, choose."""
        found = self.desk.pointed.indicators()
        if not found:
            self.desk.flash(text("timeline.nothing"), warn=True)
        elif len(found) == 1:
            self._picked(found[0].key)
        else:
            self.desk.app.push_screen(Picker(text("timeline.choose"), choices(found)), self._picked)

    def _picked(self, key: str | None) -> None:
        if key:
            self._asked, self.found = key, None
            region = self.desk.library.plan_info(plan_of(key)).region
            if not region:
                raise NothingFound(text("timeline.nowhere"))
            future = self.desk.finder.client.call("through_time", key, region)
            self.desk.run_worker(self.ask(future), group=self.name, exit_on_error=False)

    def take(self, answer: object) -> None:
        """Show it."""
        self.found = cast("Timeline | None", answer)
        if self.pane is None:
            return
        if self.found is None:
            self.pane.show(said(text("compare.not_found", name=self.desk.library.indicator(self._asked).name)))
        else:
            found = self.found
            self.pane.frozen = 1
            self.pane.show(lambda room: timeline_entries(found, room))

    def indicator_here(self) -> str | None:
        """Key of the indicator under the cursor."""
        chosen = (self.pane.chosen if self.pane else None) or ""
        if self.found is None:
            return None
        if chosen.startswith(POINT):
            return self.found.points[int(chosen.removeprefix(POINT))].indicator
        return self.found.rows[int(chosen)].indicator if chosen.isdigit() else None

    def view(self) -> Timeline | None:
        """What an export holds."""
        return self.found

    def choose(self, key: str) -> None:
        """Enter: the source of a row or of a year."""
        if self.found is None:
            return
        if key.startswith(POINT):
            open_indicator(self.desk, self.found.points[int(key.removeprefix(POINT))].indicator)
        else:
            self.desk.weigher.open_row(self.found.rows[int(key)])

    def do_explain(self) -> None:
        """How the row under the cursor came about."""
        chosen = (self.pane.chosen if self.pane else None) or ""
        if self.found is not None and chosen.isdigit():
            self.desk.pointed.explain(self.found.rows[int(chosen)])
        else:
            self.desk.flash(text("explain.nothing"))
