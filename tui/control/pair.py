"""Two sections beside each other, sentence by sentence, what differs marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from library.model import Difference
from tui.control.aside import Aside
from tui.strings import text
from tui.view import plan_of
from tui.widgets.entries import Entries
from tui.widgets.pair import pair_entries

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Pair(Aside):
    """The section that is open, against the one that the side pane or the tree points at."""

    name = "pair"

    def __init__(self, desk: MainScreen) -> None:
        super().__init__(desk)
        self._here = self._there = ""
        self._found: Sequence[Difference] = ()

    def do_pair(self) -> None:
        """Set them side by side."""
        desk = self.desk
        here, there = self._meant()
        if here is None or there is None or there == here:
            desk.flash(text("pair.nothing"), warn=True)
            return
        self._here, self._there, self._found = here, there, ()
        desk.run_worker(self.ask(desk.finder.client.call("side_by_side", here, there)), group="pair", exit_on_error=False)

    def _meant(self) -> tuple[str | None, str | None]:
        """The section that is open (or whose like are listed), and the one that the tree or the list in the side pane points at."""
        desk = self.desk
        page = desk.browser.page.key if desk.browser.page else None
        if desk.active == "tree":
            chosen = desk.tree_pane.chosen
            there = chosen if chosen and desk.library.resolve(chosen) == "section" else None
        elif similar := desk.kin.section_here():
            return desk.kin.asked, similar
        else:
            hit = desk.finder.hit_here()
            there = hit.section if hit and desk.side is desk.results else None
        return page, there

    def take(self, answer: object) -> None:
        """Show what was found, in two columns where the pane is wide."""
        self._found = cast("Sequence[Difference]", answer)
        pane: Entries | None = self.pane
        if pane is not None:
            here, there = (self._title(key) for key in (self._here, self._there))
            pane.show(lambda room: pair_entries(here, there, self._found, room))

    def _title(self, key: str) -> str:
        library = self.desk.library
        return " › ".join((library.plan_info(plan_of(key)).title, *library.path_of(key)))

    def choose(self, key: str) -> None:
        """Open the sentence in the other section, or in the first where it has no counterpart."""
        found = self._found[int(key)]
        if found.there:
            self.desk.browser.open(found.there_section, at=found.there_at)
        else:
            self.desk.browser.open(found.here_section, at=found.here_at)
