"""The messages of the main screen's parts: who is told of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from library.errors import GuilanError
from tui.control.answers import Answered
from tui.control.find import Finder
from tui.screens.helpers import SIDES, Helpers
from tui.strings import text
from tui.widgets.entries import Entries
from tui.widgets.field import Field
from tui.widgets.keyline import KeyLine

if TYPE_CHECKING:
    from tui.widgets.original import OriginalView
    from tui.widgets.reader import Reader


class Wiring(Helpers):
    """Message handlers of the main screen."""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as you type."""
        if self._desk.ready:
            self._desk.finder.typed(event.value)

    def on_input_submitted(self) -> None:
        """Enter in the box goes to the results."""
        self._desk.finder.do_results()

    def on_field_away(self, event: Field.Away) -> None:
        """Down from the box goes to the results."""
        if event.step > 0:
            self._desk.finder.do_results()
        elif event.step == -1 and not self._desk.box.value:
            self._desk.recall.do_recall()

    def on_entries_chosen(self, event: Entries.Chosen) -> None:
        """Open what was chosen in a list."""
        desk = self._desk
        owner = desk.browser if event.entries is desk.tree_pane else getattr(desk, SIDES[event.entries.id or ""])
        try:
            owner.choose(event.key)
        except GuilanError as error:
            desk.flash(error.message, warn=True)

    def on_entries_moved(self, event: Entries.Moved) -> None:
        """The view is told where its cursor stands: the count follows that of the results."""
        view = SIDES.get(event.entries.id or "")
        if view and hasattr(owner := getattr(self._desk, view), "moved"):
            owner.moved(event.key)

    def on_finder_found(self, event: Finder.Found) -> None:
        """An answer of the search process."""
        self._desk.finder.found(event)

    def on_answered(self, event: Answered) -> None:
        """Another answer of the search process."""
        event.deliver(self._desk.trouble)

    def on_finder_preparing(self, event: Finder.Preparing) -> None:
        """The full-text index is being built: say how far."""
        if event.done < event.total:
            self._desk.flash(text("fulltext.progress", done=event.done, total=event.total))
        else:
            self._desk.status.rest()

    def on_reader_moved(self, event: Reader.Moved) -> None:
        """The where line follows the reader's cursor, and so does the file as it came."""
        self._desk.browser.moved(event.place)
        self._desk.originals.follow(event.place)

    def on_reader_text_edge(self, event: Reader.TextEdge) -> None:
        """A movement key at the end of the text turns the page."""
        self._desk.browser.turn(event.direction)

    def on_reader_chosen(self) -> None:
        """Enter on a line of the reader explains its repairs, or compares the indicator that stands there."""
        marks = self._desk.reader.marks
        self._desk.action_do("explain" if marks.repaired or marks.damaged else "compare")

    def on_original_view_moved(self, event: OriginalView.Moved) -> None:
        """The reader follows the file."""
        self._desk.originals.moved(event.offset)

    def on_original_view_chosen(self, event: OriginalView.Chosen) -> None:
        """Open the section that a line of the file became."""
        self._desk.originals.choose(event.offset)

    def on_key_line_pressed(self, event: KeyLine.Pressed) -> None:
        """A hint was clicked."""
        self._desk.action_do(event.action)
