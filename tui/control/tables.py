"""What the views of comparison share: Esc goes back to where they were asked for, a table that needs it gets the whole screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from tui.actions import BY_ID
from tui.control.aside import Aside
from tui.screens.helpers import SIDES
from tui.strings import text
from tui.widgets.entries import Entries
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from library.viewtables import View
    from tui.layout import Pane
    from tui.screens.main import MainScreen

FORMS = {".csv": "csv", ".xlsx": "xlsx", ".json": "json"}
"""Formats of tables by the suffix of the file; any other is Markdown."""


class Way:
    """The way back from a view of the side pane."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk
        self._from: tuple[str, Pane, Pane, bool] | None = None

    def set_out(self, view: str) -> None:
        """Remember where ``view`` is asked for; asked for within itself it keeps its way back."""
        desk = self.desk
        if desk.active != "side" or desk.side.id != view:
            self._from = (desk.side.id or "", desk.active, desk.beside, desk.zoom)

    @property
    def zoomed(self) -> bool:
        """Whether one pane had the whole screen there."""
        return self._from is not None and self._from[3]

    def go_back(self) -> bool:
        """Go back, once; False where there is no way."""
        desk, way = self.desk, self._from
        if way is None:
            return False
        side, pane, beside, desk.zoom = way
        self._from = None
        desk.show_side(side if side in desk.sides else "results")
        desk.beside = beside
        desk.go(pane)
        view = getattr(desk, SIDES.get(desk.side.id or "", ""), None)
        if view is not None and pane == "side" and isinstance(desk.side, Sheet) and hasattr(view, "moved"):
            view.moved(desk.side.chosen or "")
        elif desk.browser.page is None:
            desk.where(text("where.nothing"))
        else:
            desk.browser.moved(desk.reader.place)
        return True


def open_source(
    desk: MainScreen, section: str, *, terms: Sequence[str] = (), line: int | None = None, at: int | None = None
) -> None:
    """Open what a view shows in the reader; Esc comes back to the view as it was."""
    before = (desk.side.id or "", desk.zoom)
    desk.zoom = False
    desk.browser.open(section, terms=terms, line=line, at=at)
    desk.back_to = before


def open_indicator(desk: MainScreen, key: str) -> None:
    """Open the row or the sentence of an indicator: by its line, or by its name where a whole table stands on one line."""
    one = desk.library.indicator(key)
    squashed = desk.library.section(one.section).source.line == one.source.line
    open_source(desk, one.section, terms=(one.name,), line=None if squashed else one.source.line)


def export(desk: MainScreen, title: str, name: str, data: Callable[[str], bytes]) -> None:
    """Ask where to write a table; ``data`` gives its bytes as md, csv, xlsx or json, by the suffix of the file's name."""
    from library.export import safe_name
    from tui.screens.export_dialog import ExportDialog, Wanted

    def written(suffix: str, _depth: str) -> bytes:
        return data(FORMS.get(suffix, "md"))

    desk.app.push_screen(ExportDialog(Wanted(title, safe_name(name), written, False), desk.tuner.folder()), desk.deliverer.exported)


class TableView(Aside):
    """A view of the side pane that is a `Sheet`."""

    wide: ClassVar[bool] = False
    """Whether it takes the whole screen when it is opened."""

    def __init__(self, desk: MainScreen) -> None:
        super().__init__(desk)
        self.way = Way(desk)

    async def open(self) -> Entries:
        """Bring the pane to the front, mounted if need be."""
        self.way.set_out(self.name)
        if self.pane is None:
            pane = Sheet(id=self.name, classes="side")
            pane.border_title = text(f"pane.{self.name}")
            await self.desk.add_side(self.name, pane)
        self.desk.zoom = self.desk.zoom or self.wide
        return await super().open()

    def view(self) -> View | None:
        """What an export holds; None where there is nothing yet."""
        raise NotImplementedError

    def do_export(self) -> None:
        """Ask where to, with a preview, then write."""
        view = self.view()
        if view is None:
            self.desk.flash(text("export.nothing"), warn=True)
        else:
            from library.viewtables import exported

            reader = self.desk.library.reader
            title = text(f"pane.{self.name}")
            export(self.desk, text("view.export", name=title), title, lambda form: exported(reader, view, form))

    def do_sort(self) -> None:
        """Most views have one order."""
        self.desk.flash(text("view.not_here", name=BY_ID["sort"].title), warn=True)

    def do_narrow(self) -> None:
        """Some views cannot be narrowed."""
        self.desk.flash(text("view.not_here", name=BY_ID["narrow"].title), warn=True)

    def do_outward(self) -> None:
        """Back to where this was asked for."""
        if not self.way.go_back():
            self.desk.do_outward()
