"""Open sections, walk back and forward, keep tree, where line and history in step with the reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING

from library.errors import GuilanError
from tui.layout import TWO
from tui.state import History, Place
from tui.strings import text
from tui.view import document_for, plan_of, shown_sections, where
from tui.widgets.results import said
from tui.widgets.tree import REGION, Forest

if TYPE_CHECKING:
    from library.model import PlanInfo
    from tui.screens.main import MainScreen
    from tui.text.document import ReaderDocument
    from tui.widgets.reader import Place as ReaderPlace


PAGES = ("section", "plan")
"""What the reader can show."""


class Browser:
    """The reader's guide. ``page`` is what is open."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk
        self.history = History()
        self.page: ReaderDocument | None = None
        self.terms: tuple[str, ...] = ()
        self._plan: PlanInfo | None = None
        self._pages: dict[str, tuple[int, int | None, int | None]] = {}

    def plant(self, opened: Iterable[str]) -> None:
        """Draw the tree of the library as it is now."""
        desk = self.desk
        plans = desk.library.plans()
        forest = Forest(plans, desk.library.outline, opened)
        if not opened and len({plan.region for plan in plans}) <= 12:
            forest.opened |= {REGION + region for region in forest.regions}
        desk.tree_pane.plant(forest)
        if not plans:
            desk.tree_pane.show(said(text("tree.empty")))

    def replant(self) -> None:
        """The library changed: draw its tree again, and the open section as it is now."""
        self.plant(self.desk.tree_pane.forest.opened)
        place = self.place()
        if place is not None and self.desk.library.resolve(place.key) in PAGES:
            self.go_to(place)

    def resume(self) -> None:
        """Open again what was open last time."""
        place = self.desk.session.place
        if place is not None and self.desk.library.resolve(place.key) in PAGES:
            self.go_to(place)
            self.history.visit(place)

    @property
    def sections(self) -> set[str]:
        """Keys of the sections on show in the reader."""
        return shown_sections(self.page) if self.page else set()

    def open(
        self, key: str, *, terms: Sequence[str] | None = None, at: int | None = None, line: int | None = None, focus: bool = True
    ) -> None:
        """Open a section and note it in the history.

        ``at`` is the offset of the match in the section's text, ``line`` a source line to go to; ``terms`` are highlighted, by
        default those of the search. Raises `GuilanError` where the section is gone.
        """
        self._leave()
        self.desk.back_to = None
        self.desk.make_room()
        page = document_for(self.desk.library, key)
        self.page, self.terms = page, tuple(self.desk.finder.terms if terms is None else terms)
        self.desk.reader.show(page, terms=self.terms, at=at, jump=terms is not None)
        if line is not None:
            self.desk.reader.go_to_line(line)
        self.history.visit(Place(key, self.terms))
        self._opened(key, focus=focus)

    def go_to(self, place: Place) -> None:
        """Show a place of the history as it was left."""
        self.page, self.terms = document_for(self.desk.library, place.key), place.terms
        self.desk.reader.show(self.page, terms=place.terms, jump=False)
        if place.view is not None:
            from tui.widgets.reader import ReaderState

            self.desk.reader.restore(ReaderState(*place.view))
        self._opened(place.key, focus=False)

    def _opened(self, key: str, *, focus: bool) -> None:
        desk = self.desk
        desk.session.visited(key)
        self._plan, self._pages = None, {}
        desk.notes.tell()
        desk.tree_pane.reading(key)
        self.moved(desk.reader.place)
        if focus:
            desk.go("reader")
        desk.remember()

    def _leave(self) -> None:
        place = self.place()
        if place is not None:
            self.history.leave(place.terms, place.view)

    def place(self) -> Place | None:
        """Where the reader stands now; None where nothing is open."""
        if self.page is None:
            return None
        state = self.desk.reader.scroll_state()
        return Place(self.page.key, self.terms, astuple(state))

    def moved(self, place: ReaderPlace | None) -> None:
        """Say where the cursor of the reader stands."""
        if self.page is None:
            return
        section = place.section if place else self.page.key
        if self._plan is None or self._plan.key != plan_of(section):
            self._plan = self.desk.library.plan_info(plan_of(section))
        line, page, end_page = self._source(section)
        words = where(self._plan, place.line if place and place.line else line, page, end_page)
        note = self.desk.notes.of(section) or self.desk.notes.of(self.page.key)
        self.desk.where(" · ".join((words, text("where.note", words=note))) if note else words)
        self.desk.aids.lead()

    def _source(self, section: str) -> tuple[int, int | None, int | None]:
        """Line, first and last page of a section of the page on show, asked of the library once."""
        if section not in self._pages:
            source = None if section == plan_of(section) else self.desk.library.section(section).source
            end_page = self.desk.library.reader.end_page(plan_of(section), source) if source else None
            self._pages[section] = (source.line, source.page, end_page) if source else (1, None, None)
        return self._pages[section]

    def choose(self, key: str) -> None:
        """Enter in the tree: open a section, or a plan's overview; open or close a region; close a plan that is on show."""
        tree = self.desk.tree_pane
        if key.startswith(REGION):
            tree.toggle(key)
            return
        if key == plan_of(key) and key in tree.forest.opened and self.page is not None and self.page.key == key:
            tree.toggle(key)
            return
        tree.forest.opened.add(key)
        beside = self.desk.app.size.width >= TWO and not self.desk.zoom
        self.open(key, focus=key != plan_of(key) or not beside)

    def turn(self, direction: int) -> None:
        """The next (1) or previous (-1) section that is not on show yet."""
        if self.page is None:
            return
        step = self.desk.library.next_section if direction > 0 else self.desk.library.previous_section
        key: str | None = self.page.key
        on_show = self.sections
        if self.page.key == plan_of(self.page.key):
            first = self.desk.library.outline(self.page.key)
            key = first[0].key if first and direction > 0 else None
        while key is not None and key in on_show:
            key = step(key)
        if key is None:
            self.desk.flash(text("section.last" if direction > 0 else "section.first"))
        else:
            self.open(key, terms=None)

    def do_next_section(self) -> None:
        """Turn the page."""
        self.turn(+1)

    def do_previous_section(self) -> None:
        """Turn back."""
        self.turn(-1)

    def do_back(self) -> None:
        """One place back."""
        self._step(self.history.back, "history.first")

    def do_forward(self) -> None:
        """One place forward."""
        self._step(self.history.forward, "history.last")

    def _step(self, step, end: str) -> None:  # type: ignore[no-untyped-def]
        self._leave()
        place = step()
        if place is None:
            self.desk.flash(text(end))
            return
        try:
            self.go_to(place)
        except GuilanError:
            self.desk.flash(text("walk.gone"), warn=True)
