"""How plans word one measure, the strongest commitment first, in the side pane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from library.model import Wording
from tui.control.aside import Aside
from tui.screens.dialogs import Ask
from tui.strings import text
from tui.widgets.entries import Entry
from tui.widgets.paint import marked, row

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Phrases(Aside):
    """The wordings of what is searched for, of the indicator that is pointed at, or of what a person types."""

    name = "wording"

    def __init__(self, desk: MainScreen) -> None:
        super().__init__(desk)
        self._words = ""
        self._found: Sequence[Wording] = ()

    def do_wording(self) -> None:
        """Ask for the wordings of the search on show, else for words."""
        desk = self.desk
        results = desk.finder.results
        searching = desk.focused is desk.box or (desk.side is desk.results and desk.active == "side")
        pointed = [] if searching else desk.pointed.indicators()
        if len(pointed) == 1:
            self.look_for(pointed[0].name)
        elif results is not None and results.query.strip() and results.total:
            self.look_for(results.query)
        else:
            desk.app.push_screen(Ask(text("wording.title"), text("wording.ask")), lambda words: self.look_for(words or ""))

    def look_for(self, words: str) -> None:
        """Look for the wordings of anything that can be searched for."""
        if words.strip():
            self._words, self._found = words, ()
            future = self.desk.finder.client.call("wordings", words)
            self.desk.run_worker(self.ask(future), group="wording", exit_on_error=False)

    def take(self, answer: object) -> None:
        """Show them, strength by strength."""
        self._found = cast("Sequence[Wording]", answer)
        if self.pane is not None:
            self.pane.show(self._entries())

    def _entries(self) -> list[Entry]:
        if not self._found:
            return [Entry("none:", (row((text("wording.none", words=self._words), "dim")),), heading=True)]
        plans = len({one.plan for one in self._found})
        head = text("wording.head", words=self._words, n=len(self._found), plans=plans)
        entries = [Entry("head:", (row((head, "dim")),), heading=True)]
        strength = ""
        for number, one in enumerate(self._found):
            if one.strength != strength:
                strength = one.strength
                entries.append(Entry(f"strength:{strength}", (row((strength, "head")),), heading=True))
            place = row((one.region or one.plan_title, "head"), (f" {' › '.join(one.path)}", "dim"), indent=1, hang=1)
            words = row(*marked(one.sentence, one.matches), indent=2)
            entries.append(Entry(str(number), (place, words)))
        return entries

    def choose(self, key: str) -> None:
        """Open the sentence."""
        one = self._found[int(key)]
        terms = tuple(dict.fromkeys(one.sentence[start:end] for start, end in one.matches))
        self.desk.browser.open(one.section, terms=terms, at=one.at + one.matches[0][0])

    def section_here(self) -> str | None:
        """The section of the sentence under the cursor, where this view is on show."""
        chosen = self.pane.chosen if self.on_show and self.pane else None
        return self._found[int(chosen)].section if chosen and chosen.isdigit() else None

    def sentence_here(self) -> str:
        """The sentence under the cursor."""
        chosen = self.pane.chosen if self.on_show and self.pane else None
        return self._found[int(chosen)].sentence if chosen and chosen.isdigit() else ""
