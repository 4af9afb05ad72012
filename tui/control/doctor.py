"""The doctor on the screen: a report on terminal and library, to be read, and copied whole with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from tui import diagnosis
from tui.control.answers import when_answered
from tui.screens.doctor import Report
from tui.strings import text

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Doctor:
    """Has the library examined in the search process, and shows the report."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk

    def do_doctor(self) -> None:
        """Examine; the report opens when it is complete."""
        self.desk.flash(text("doctor.running"))
        when_answered(self.desk, self.desk.finder.client.call("doctor"), self._show, lambda why: self._show(None, why))

    def _show(self, report: object, trouble: str = "") -> None:
        desk = self.desk
        desk.status.rest()
        size = (desk.app.size.width, desk.app.size.height)
        known, state = cast("dict[str, Any] | None", report), desk.guilan.state_folder
        words = diagnosis.written(diagnosis.parts(known, desk.library.path, size, trouble=trouble, state=state))

        def closed(answer: str | None) -> None:
            if answer == Report.COPY:
                desk.deliverer.copy(words)

        desk.app.push_screen(Report(text("doctor.title"), words, text("doctor.keys")), closed)
