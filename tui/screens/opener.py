"""Quick-open: the search process answers each letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future

from textual.message import Message as TextualMessage
from textual.widgets import Input

from library.model import Place
from tui.screens.dialogs import Item, Picker
from tui.strings import text
from tui.widgets.entries import Entries
from tui.widgets.field import Field
from tui.widgets.paint import marked, row
from tui.widgets.prose import Prose


class Opener(Picker):
    """A list of places that follows what is typed; ``ask`` gives the places for some letters."""

    class Answered(TextualMessage):
        """Places for letters; ``number`` tells the newest from those before."""

        def __init__(self, number: int, future: Future[list[Place]]) -> None:
            super().__init__()
            self.number = number
            self.future = future

    def __init__(self, title: str, ask: Callable[[str], Future[list[Place]]], trouble: Callable[[Exception], str]) -> None:
        super().__init__(title, ())
        self._ask, self._trouble = ask, trouble
        self._number = self._done = 0
        self._enter = False

    def on_mount(self) -> None:
        """Places opened lately, until letters are typed."""
        self.query_one(Field).focus()
        self._question("")

    def _question(self, words: str) -> None:
        self._number += 1
        number = self._number
        self._ask(words).add_done_callback(lambda future: self.post_message(self.Answered(number, future)))

    def on_opener_answered(self, event: Opener.Answered) -> None:
        """List them, unless more was typed; Enter that was pressed meanwhile opens the first."""
        if event.number != self._number or event.future.cancelled():
            return
        self._done = event.number
        error = event.future.exception()
        if error is not None:
            self.query_one(".keys", Prose).say(row((self._trouble(error) if isinstance(error, Exception) else str(error), "warn")))
            return
        self._items = place_items(event.future.result())
        self._list(self.query_one(Field).value)
        if self._enter:
            self._enter = False
            self.query_one(Entries).do_open()

    def _among(self, words: str) -> Sequence[Item]:
        del words
        return self._items

    def on_input_changed(self, event: Input.Changed) -> None:
        """Ask."""
        event.prevent_default()
        self._question(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the place under the cursor, once the letters typed are answered."""
        event.prevent_default()
        if self._done == self._number:
            self.query_one(Entries).do_open()
        else:
            self._enter = True


def place_items(places: Sequence[Place]) -> list[Item]:
    """Places as entries: what was matched marked, then where it stands."""
    items = []
    for place in places:
        above = " › ".join((place.plan_title, *place.path)) if place.kind != "plan" else ""
        recent = (f" {text('bookmarks.recent')}" if place.recent else "", "dim")
        kind = (f"{text(f'jump.{place.kind}')} ", "dim")
        rows = [row(kind, *marked(place.title or text("tree.front"), place.matches), recent, hang=4)]
        items.append(Item(place.key, (*rows, *([row((above, "dim"), indent=4)] if above else []))))
    return items
