"""The basket: sections, quotations, indicators and projects collected from anywhere, put in order, annotated, taken out as one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from library.errors import GuilanError
from tui.control.aside import Aside
from tui.screens.dialogs import Ask
from tui.screens.export_dialog import ExportDialog, Wanted
from tui.strings import text
from tui.widgets.entries import Entry
from tui.widgets.paint import row

if TYPE_CHECKING:
    from library.userdata import Collected
    from tui.screens.main import MainScreen


class Basket(Aside):
    """Collecting, and the view of what is collected. Writing goes through a thread: an import may be committing."""

    name = "basket"

    def __init__(self, desk: MainScreen) -> None:
        super().__init__(desk)
        self._held: list[Collected] = []

    def do_collect(self) -> None:
        """Collect the words selected, or what is pointed at."""
        desk = self.desk
        quote = desk.get_selected_text() or desk.phrases.sentence_here()
        keys = self._meant(quote)
        if not keys:
            desk.flash(text("basket.nothing"), warn=True)
            return
        self._start(lambda: self._collect(keys, quote))

    def _collect(self, keys: Sequence[str], quote: str) -> str:
        library = self.desk.library
        titles = [library.title_of(key) for key in keys]
        added = sum(library.user.collect(key, title, quote) for key, title in zip(keys, titles, strict=True))
        held = len(library.user.basket())
        return text("basket.added" if added else "basket.already", title="、".join(titles), n=held)

    def _meant(self, quote: str) -> list[str]:
        """Keys of what is to be collected: the section that holds the quotation, the row of a table under the cursor, a hit …"""
        desk, library = self.desk, self.desk.library
        place = desk.reader.place if desk.browser.page else None
        if desk.active == "side" and (section := desk.phrases.section_here()):
            return [section]
        if quote and desk.browser.page:
            bare = "".join(quote.split())
            shown = (library.section(key) for key in desk.browser.sections)
            holding = [one.key for one in shown if bare in "".join(one.text.split())]
            return holding[:1] or [desk.browser.page.key]
        if desk.active == "side" and desk.side is desk.comparison:
            return self._of_comparison()
        if desk.active == "side" and desk.side.id in ("matrix", "timeline", "upper"):
            return [one.key for one in desk.pointed.indicators()]
        if desk.active == "side" and (project := desk.projects.here()):
            return [project.key]
        if desk.active == "side" and (section := desk.kin.section_here()):
            return [section]
        if desk.active == "reader" and place:
            rows = [
                one.key
                for one in library.indicators(section=place.section)
                if one.origin == "table" and place.table and one.source.line <= (place.line or 0) <= one.source.end_line
            ]
            return rows if len(rows) == 1 else [place.section]
        key = desk.deliverer.meant()
        return [key] if key and library.resolve(key) not in (None, "plan") else []

    def _of_comparison(self) -> list[str]:
        """The rows that are marked, else the one under the cursor: all indicators that its numbers come from."""
        weigher = self.desk.weigher
        if weigher.drawing is None:
            return []
        marked = [weigher.drawing.comparison.rows[number] for number in sorted(weigher.drawing.look.marked)]
        rows = marked or ([one] if (one := weigher.row_here()) else [])
        return [key for one in rows for key, _ in one.sources]

    def do_basket(self) -> None:
        """Show what is collected."""
        self.desk.run_worker(self._show(), group="basket", exit_on_error=False)

    async def _show(self) -> None:
        await self.open()
        self.draw()

    def draw(self) -> None:
        """Draw what is there."""
        pane = self.pane
        if pane is None:
            return
        chosen = pane.chosen
        self._held = self.desk.library.user.basket()
        if not self._held:
            pane.show([Entry("none:", (row((text("basket.none"), "dim")),), heading=True)])
            return
        head = Entry("head:", (row((text("basket.head", n=len(self._held)), "dim")),), heading=True)
        pane.show(
            [head, *(_entry(number, one, self.desk.library.resolve(one.key) is None) for number, one in enumerate(self._held, 1))]
        )
        if chosen is not None:
            pane.select(chosen)

    def choose(self, key: str) -> None:
        """Open what was collected."""
        if one := self._one(key):
            self.desk.deliverer.open_key(one.key)

    def _one(self, key: str | None) -> Collected | None:
        return next((one for one in self._held if str(one.id) == key), None)

    @property
    def _here(self) -> Collected | None:
        return self._one(self.pane.chosen if self.pane else None)

    def do_raise(self) -> None:
        """One place up."""
        self._move(-1)

    def do_lower(self) -> None:
        """One place down."""
        self._move(+1)

    def _move(self, step: int) -> None:
        one = self._here
        if one is None:
            return
        order = [other.id for other in self._held]
        at = order.index(one.id)
        order.insert(max(0, at + step), order.pop(at))
        self._start(lambda: self.desk.library.user.arrange_basket(order))

    def do_drop(self) -> None:
        """Take it out."""
        if one := self._here:
            self._start(lambda: text("basket.dropped", title=one.title) if self.desk.library.user.put_back(one.id) else None)

    def do_note(self) -> None:
        """Write a remark on it."""
        one = self._here
        if one is None:
            return

        def answered(words: str | None) -> None:
            if words is not None:
                self._start(lambda: text("note.saved", title=one.title) if self.desk.library.user.annotate(one.id, words) else None)

        self.desk.app.push_screen(Ask(text("basket.note"), text("note.ask", title=one.title), one.note), answered)

    def do_export(self) -> None:
        """The dossier as a file: Markdown, or Word where the name ends in .docx."""
        if self._held:
            self.desk.app.push_screen(ExportDialog(self._wanted(), self.desk.tuner.folder()), self.desk.deliverer.exported)
        else:
            self.desk.flash(text("basket.none"), warn=True)

    def do_copy(self) -> None:
        """The dossier to the clipboard, as Markdown."""
        if self._held:
            self.desk.deliverer.copy(self._data(".md", stamped=False).decode())
        else:
            self.desk.flash(text("basket.none"), warn=True)

    def _wanted(self) -> Wanted:
        return Wanted(text("basket.title"), text("basket.file"), lambda suffix, _depth: self._data(suffix), False)

    def _data(self, suffix: str, *, stamped: bool = True) -> bytes:
        from library.dossier import Item

        items = [Item(one.key, one.quote, one.note) for one in self._held]
        return self.desk.library.dossier(items, format="docx" if suffix == ".docx" else "md", stamped=stamped)

    def _start(self, work: Callable[[], str | None]) -> None:
        self.desk.run_worker(self._write(work), group="basket-write", exit_on_error=False)

    async def _write(self, work: Callable[[], str | None]) -> None:
        try:
            said = await asyncio.to_thread(work)
        except GuilanError as error:
            self.desk.flash(text("basket.failed", why=error.message), warn=True)
            return
        self.draw()
        if said:
            self.desk.flash(said)


def _entry(number: int, one: Collected, gone: bool) -> Entry:
    rows = [row((f"{number}. ", "dim"), (one.title, "head"), (f" {text('bookmarks.gone')}" if gone else "", "warn"), hang=3)]
    if one.quote:
        rows.append(row((text("basket.quote", words=" ".join(one.quote.split())), ""), indent=3))
    if one.note:
        rows.append(row((text("basket.remark", words=one.note), "match"), indent=3))
    return Entry(str(one.id), tuple(rows))
