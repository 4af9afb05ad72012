"""What a person adds: bookmarks and notes, and the list of them with the sections read last."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from library.errors import GuilanError
from library.reading import heading
from tui.screens.dialogs import Ask, Item, Picker
from tui.strings import text
from tui.view import plan_of
from tui.widgets.paint import row

if TYPE_CHECKING:
    from library.userdata import Note
    from tui.screens.main import MainScreen


class Notes:
    """Writing goes through a thread: while an import commits, it may have to wait."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk
        self._notes: dict[str, list[Note]] = {}
        self._marks = 0

    def load(self) -> None:
        """Read what there is, and count it below the tree."""
        try:
            self._marks, notes = len(self.desk.library.bookmarks()), self.desk.library.user.notes()
        except GuilanError:
            return
        self._notes = {}
        for note in notes:
            self._notes.setdefault(note.key, []).append(note)
        self.tell()

    def tell(self) -> None:
        """The foot of the tree."""
        counts = text("tree.foot", marks=self._marks + sum(map(len, self._notes.values())), recent=len(self.desk.session.recent))
        self.desk.tree_pane.border_subtitle = counts

    def of(self, key: str) -> str:
        """What was noted on a section, in one line."""
        return "；".join(" ".join(note.text.split()) for note in self._notes.get(key, ()))

    def do_note(self) -> None:
        """Write a note on what is pointed at, or change it; an empty one is thrown away."""
        key = self.desk.deliverer.meant()
        if key is None:
            self.desk.flash(text("export.nothing"), warn=True)
            return

        def answered(words: str | None) -> None:
            if words is not None:
                self._start(lambda: self._note(key, words.strip()))

        self.desk.app.push_screen(Ask(text("note.title"), text("note.ask", title=self._title(key)), self.of(key)), answered)

    def _note(self, key: str, words: str) -> str:
        user = self.desk.library.user
        for old in self._notes.get(key, ()):
            user.remove_note(old.id)
        if words:
            user.add_note(key, words)
        return text("note.saved" if words else "note.removed", title=self._title(key))

    def _title(self, key: str) -> str:
        """A key as people would say it."""
        library = self.desk.library
        match library.resolve(key):
            case "plan":
                return library.plan_info(key).title
            case "section":
                return library.path_of(key)[-1] or library.plan_info(plan_of(key)).title
            case "indicator":
                return library.indicator(key).name
            case "project":
                return library.project(key).name
            case None:
                return text("bookmarks.gone")

    def do_bookmark(self) -> None:
        """Mark what is pointed at, or unmark it."""
        key = self.desk.deliverer.meant()
        if key is None:
            self.desk.flash(text("export.nothing"), warn=True)
        else:
            self._start(lambda: self._toggle(key))

    def _toggle(self, key: str) -> str:
        library = self.desk.library
        marks = {mark.key: mark for mark in library.bookmarks()}
        if key in marks:
            library.remove_bookmark(key)
            return text("bookmark.removed", title=marks[key].title)
        return text("bookmark.added", title=library.add_bookmark(key).title)

    def _start(self, work: Callable[[], str]) -> None:
        self.desk.run_worker(self._write(work), group="notes", exit_on_error=False)

    async def _write(self, work: Callable[[], str]) -> None:
        try:
            said = await asyncio.to_thread(work)
        except GuilanError as error:
            self.desk.flash(text("bookmark.failed", why=error.message), warn=True)
            return
        self.load()
        self.desk.browser.moved(self.desk.reader.place)
        self.desk.flash(said)

    def do_bookmarks(self) -> None:
        """List bookmarks, notes, and what was read last; open one."""
        library = self.desk.library
        items = []
        for mark in library.bookmarks():
            gone = (f" {text('bookmarks.gone')}", "warn") if library.resolve(mark.key) is None else ""
            kind = (f"{text('bookmarks.mark')} ", "dim")
            items.append(Item(mark.key, (row(kind, mark.title, gone, (f" {mark.note}" if mark.note else "", "dim"), hang=2),)))
        for key, notes in self._notes.items():
            kind = (f"{text('bookmarks.note')} ", "dim")
            items += [Item(key, (row(kind, self._title(key), hang=2), row((note.text, "match"), indent=2))) for note in notes]
        for key in self.desk.session.recent:
            if library.resolve(key) in ("section", "plan"):
                items.append(Item(key, (row((f"{text('bookmarks.recent')} ", "dim"), self._recent(key), hang=2),)))
        self.desk.app.push_screen(
            Picker(text("bookmarks.title"), items, empty=text("bookmarks.none")), self.desk.deliverer.open_key
        )

    def _recent(self, key: str) -> str:
        plan = self.desk.library.plan_info(plan_of(key)).title
        if key == plan_of(key):
            return plan
        section = self.desk.library.section(key)
        return f"{heading(section.number, section.title) or text('tree.front')}（{plan}）"
