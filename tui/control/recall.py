"""Searches asked before and searches kept: written down when a result is opened, listed, asked again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from library.errors import GuilanError
from tui.control.answers import when_answered
from tui.screens.dialogs import Ask, Item, Picker
from tui.strings import text
from tui.widgets.paint import row

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

KEEP = "keep"
"""Key of the entry that keeps the search on show, or gives it up where it is kept."""
SHOWN = 50
"""Past searches that are listed."""


class Recall:
    """The list of searches."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk
        self._last: tuple[str, str] = ("", "")

    def asked(self) -> None:
        """A result of the search on show was opened: remember the search, once."""
        results = self.desk.finder.results
        options = self.desk.narrower.options()
        if results is None or self._last == (results.query, repr(options)):
            return
        self._last = (results.query, repr(options))
        query, total = results.query, results.total
        self._write(lambda: self.desk.library.user.add_history(query, total, options), "")

    def do_searches(self) -> None:
        """List the searches kept and those asked before; ask one again, or keep the one on show."""
        user = self.desk.library.user
        results, options = self.desk.finder.results, self.desk.narrower.options()
        kept = user.searches()
        found: dict[str, tuple[str, dict[str, Any]]] = {}
        items = []
        own = next((one for one in kept if results and (one.query, one.options) == (results.query, options)), None)
        if results is not None and results.query.strip():
            words = text("searches.drop" if own else "searches.keep", query=results.query)
            items.append(Item(KEEP, (row((words, "match")), *self._narrowed(options))))
        for one in kept:
            found[f"s{one.name}"] = (one.query, one.options)
            items.append(Item(f"s{one.name}", (row((f"{text('searches.kept')} ", "dim"), one.name), *self._narrowed(one.options))))
        for past in user.history(SHOWN):
            found[f"h{past.id}"] = (past.query, past.options)
            total = (f"  {text('facets.count', n=past.total)}", "dim")
            line = row((f"{text('searches.past')} ", "dim"), past.query, total)
            items.append(Item(f"h{past.id}", (line, *self._narrowed(past.options))))

        def picked(key: str | None) -> None:
            if key == KEEP and results is not None:
                self._keep(results.query, options, own.name if own else None)
            elif key:
                self.ask(*found[key])

        self.desk.app.push_screen(Picker(text("searches.title"), items, empty=text("searches.none")), picked)

    def do_recall(self) -> None:
        """The same list from the empty search box."""
        self.do_searches()

    def do_synonym(self) -> None:
        """Note that a word that was searched for has another name; the search is asked again with both."""
        results = self.desk.finder.results
        words = tuple(dict.fromkeys(results.terms or (results.query,))) if results and results.query.strip() else ()
        if len(words) == 1:
            self._name(words[0])
        elif words:
            items = [Item(word, (row(word),)) for word in words]
            self.desk.app.push_screen(Picker(text("synonym.which"), items), lambda word: self._name(word) if word else None)
        else:
            self.desk.flash(text("synonym.nothing"), warn=True)

    def _name(self, word: str) -> None:
        desk = self.desk

        def named(other: str | None) -> None:
            if other and other.strip():
                future = desk.finder.client.call("add_synonym", word, other)
                when_answered(desk, future, lambda _: self._noted(word, other.strip()), lambda why: desk.flash(why, warn=True))

        desk.app.push_screen(Ask(text("synonym.title"), text("synonym.ask", word=word)), named)

    def _noted(self, word: str, other: str) -> None:
        self.desk.flash(text("synonym.noted", word=word, other=other))
        self.desk.finder.again()

    def _narrowed(self, options: dict[str, Any]) -> list[Any]:
        chips = self.desk.narrower.words(options)
        return [row(("；".join(chips), "dim"), indent=4)] if chips else []

    def _keep(self, query: str, options: dict[str, Any], name: str | None) -> None:
        user = self.desk.library.user
        if name is None:
            self._write(lambda: user.save_search("", query, options), text("searches.saved", query=query))
        else:
            self._write(lambda: user.remove_search(name), text("searches.removed", query=query))

    def ask(self, query: str, options: dict[str, Any]) -> None:
        """Ask a search again as it was narrowed and ordered."""
        desk = self.desk
        desk.narrower.restore(options)
        desk.show_side("results")
        desk.set_focus(desk.box)
        if desk.box.value == query:
            desk.finder.again()
        else:
            desk.box.value = query

    def _write(self, work: Callable[[], object], said: str) -> None:
        async def run() -> None:
            try:
                await asyncio.to_thread(work)
            except GuilanError as error:
                self.desk.flash(text("bookmark.failed", why=error.message), warn=True)
            else:
                if said:
                    self.desk.flash(said)

        self.desk.run_worker(run(), group="recall", exit_on_error=False)
