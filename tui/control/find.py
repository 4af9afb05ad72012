"""Search as you type, and the walk from match to match."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from textual.message import Message
from textual.timer import Timer

from tui.doubts import doubt
from tui.strings import text
from tui.widgets.results import HELP, MORE, STEP, SYNONYM, UNGROUPED, no_results, reading_order, result_entries, said

if TYPE_CHECKING:
    from library.model import Hit, Place, Results
    from tui.screens.main import MainScreen

DEBOUNCE = 0.03
"""Seconds without a further character before a search starts; an input method sends a whole phrase as single characters."""


class Client(Protocol):
    """What the search process is asked; ``library.service.ServiceClient`` is one."""

    def search(self, query: str, **options: Any) -> Future[Results]:
        """Find; the newest question wins."""

    def quick_open(self, text: str, recent: Sequence[str] = ...) -> Future[list[Place]]:
        """Places by some letters."""

    def call(self, method: str, *args: Any, **options: Any) -> Future[Any]:
        """Any other public method of the library."""

    def close(self) -> None:
        """End the process."""


Connect = Callable[[Path, Callable[[int, int], None]], Client]
"""Makes the client of a library; it is given what to call, in any thread, while the full-text index is built: (done, total)."""


class Finder:
    """The search: what was asked, what was found, which hit is the current one."""

    class Found(Message):
        """The search process answered; ``number`` tells the newest question from those before."""

        def __init__(self, number: int, future: Future[Results]) -> None:
            super().__init__()
            self.number = number
            self.future = future

    class Preparing(Message):
        """The search process builds its index."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done = done
            self.total = total

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk
        self.results: Results | None = None
        self.current: int | None = None
        self._order: list[int] = []
        self._client: Client | None = None
        self._asked = 0
        self._timer: Timer | None = None
        self._query = ""
        self._enter = False

    @property
    def client(self) -> Client:
        """The search process; started when first needed."""
        if self._client is None:
            self._client = self.desk.guilan.connect(self.desk.library.path, self._preparing)
        return self._client

    @property
    def terms(self) -> tuple[str, ...]:
        """What to highlight."""
        return self.results.terms if self.results else ()

    def start(self) -> None:
        """Start the search process, and ask again what was asked last time."""
        _ = self.client
        self.desk.results.show(said(text("results.empty")))

    def _preparing(self, done: int, total: int) -> None:
        self.desk.post_message(self.Preparing(done, total))

    def stop(self) -> None:
        """End the search process."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def typed(self, query: str) -> None:
        """The box changed: search after a breath."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.desk.set_timer(DEBOUNCE, lambda: self.ask(query))

    def ask(self, query: str, limit: int = STEP) -> None:
        """Search now; an older search that still runs is overtaken."""
        self._asked += 1
        self._query = query
        if not query.strip():
            self.desk.narrower.clear()
            self.results, self.current = None, None
            self.desk.results.show(said(text("results.empty")))
            self.desk.count("")
            self.desk.reader.set_terms(())
            return
        number = self._asked
        self.desk.count(text("count.searching"))
        future = self.client.search(query, limit=limit, **self.desk.narrower.options())
        future.add_done_callback(lambda done: self.desk.post_message(self.Found(number, done)))

    def again(self) -> None:
        """Ask the same once more: it is narrowed or ordered in another way."""
        self.current = None
        self.ask(self._query)

    @property
    def _grouped(self) -> bool:
        return self.desk.narrower.sort not in UNGROUPED

    def found(self, event: Finder.Found) -> None:
        """Show the answer, unless a newer question is on its way."""
        if event.number != self._asked or event.future.cancelled():
            return
        error = event.future.exception()
        if error is not None:
            self.desk.count("")
            self.desk.results.show(said(text("results.failed", why=self.desk.trouble(error))))
            return
        results = event.future.result()
        grown = self.results is not None and self.results.query == results.query
        self.results = results
        self._order = reading_order(results, grouped=self._grouped)
        if not grown:
            self.current = None
        self._show()

    def _show(self) -> None:
        results = self.results
        assert results is not None
        desk = self.desk
        if desk.session.side != "results":
            desk.session.side = "results"
        if desk.focused is desk.box:
            desk.beside = "side"
            if desk.active != "side" and not desk.zoom:
                desk.active = "side"
        desk.fit_panes()
        narrowed = desk.narrower.shown()
        if results.hits:
            entries = result_entries(results, self._doubtful(results), narrowed, grouped=self._grouped)
        else:
            entries = no_results(results, len(desk.library.plans()), narrowed)
        desk.results.show(entries, None if self.current is None else str(self.current))
        desk.narrower.found(results)
        self._counted()
        desk.reader.set_terms(results.terms)
        if self._enter:
            self._enter = False
            self.do_results()

    def _doubtful(self, results: Results) -> set[str]:
        """Keys of the indicators among the hits whose values are uncertain."""
        library = self.desk.library
        return {hit.key for hit in results.hits if hit.kind == "indicator" and doubt(library.indicator(hit.key))}

    def _counted(self) -> None:
        results = self.results
        if results is None:
            return
        if not results.total:
            self.desk.count(text("count.none"))
            return
        chosen = self.desk.results.chosen
        number = self.current if self.current is not None else int(chosen) if chosen and chosen.isdigit() else 0
        place = self._order.index(number) + 1 if number in self._order else 1
        self.desk.count(text("count", i=place, n=results.total))

    def moved(self, key: str) -> None:
        """The cursor of the results stands on another hit."""
        if key.isdigit():
            self.current = int(key)
            self._counted()

    def choose(self, key: str) -> None:
        """Enter on a result: open it at its match; on the last line: fetch more."""
        if key.startswith(HELP) and self.results:
            self.desk.narrower.take(self.results.help[int(key.removeprefix(HELP))])
        elif key == SYNONYM:
            self.desk.recall.do_synonym()
        elif key == MORE and self.results:
            self.ask(self.results.query, len(self.results.hits) + STEP)
        elif key.isdigit():
            self.open(int(key))

    def open(self, number: int, *, last: bool = False, focus: bool = True) -> None:
        """Open a hit at its match; ``last`` goes to the last match of the section, for walking backwards."""
        results = self.results
        if results is None or not 0 <= number < len(results.hits):
            return
        hit = results.hits[number]
        self.current = number
        self.desk.recall.asked()
        line = None
        if hit.kind == "indicator":
            line = self.desk.library.indicator(hit.key).source.line
        elif hit.kind == "project":
            line = self.desk.library.project(hit.key).source.line
        self.desk.browser.open(hit.section, terms=results.terms, at=hit.position, line=line, focus=focus)
        if last:
            self.desk.reader.go_to_match(-1)
        self.desk.results.select(str(number))
        self._counted()

    def hit_here(self) -> Hit | None:
        """The hit under the cursor of the results."""
        chosen = self.desk.results.chosen or ""
        return self.results.hits[int(chosen)] if self.results and chosen.isdigit() else None

    def do_results(self) -> None:
        """From the box to the results, once they are there."""
        results = self.results
        if self.desk.box.value != (results.query if results else ""):
            self._enter = True
        elif results:
            self.desk.show_side("results", focus=True)
        elif results is None:
            self.desk.go("tree")

    def do_next_match(self) -> None:
        """The next match in the text, then the next hit that is not on show."""
        self._walk(+1)

    def do_previous_match(self) -> None:
        """The same backwards."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        desk = self.desk
        results = self.results
        if results is None or not results.hits:
            desk.flash(text("walk.none") if results is None else text("count.none"))
            return
        reading = desk.browser.page is not None and self.current is not None
        if reading and (desk.reader.next_match() if step > 0 else desk.reader.previous_match()):
            return
        at = self._order.index(self.current) if self.current in self._order else (-1 if step > 0 else 0)
        on_show = desk.browser.sections if reading else set()
        for distance in range(1, len(self._order) + 1):
            place = at + step * distance
            number = self._order[place % len(self._order)]
            if results.hits[number].section not in on_show or distance == len(self._order):
                self.open(number, last=step < 0, focus=desk.focused is not desk.box)
                if not 0 <= place < len(self._order):
                    desk.flash(text("walk.wrapped" if step > 0 else "walk.wrapped_back"))
                return
