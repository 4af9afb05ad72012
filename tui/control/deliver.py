"""What leaves the application: export to a file, copy to the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from library.errors import GuilanError
from tui.screens.export_dialog import ExportDialog, Wanted
from tui.strings import text
from tui.widgets.tree import REGION

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Deliverer:
    """Export and copy of what the focus is on, and the way to anything that has a key."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk

    def meant(self) -> str | None:
        """Key of the plan, section, indicator or project that the focused pane points at; None where it points at nothing."""
        desk = self.desk
        if desk.active == "tree" and (key := desk.tree_pane.chosen) and desk.focused is not desk.box:
            return None if key.startswith(REGION) else key
        if desk.active == "side" and desk.side is desk.results and (hit := desk.finder.hit_here()):
            return hit.key
        return desk.browser.page.key if desk.browser.page else None

    def do_export(self) -> None:
        """Ask where to, with a preview, then write."""
        desk = self.desk
        if desk.active == "side" and desk.side is desk.comparison and desk.weigher.comparison is not None:
            wanted = Wanted.of_comparison(desk.weigher.comparison)
        elif (key := self.meant()) is not None:
            wanted = Wanted.of_key(desk.library, key)
        else:
            desk.flash(text("export.nothing"), warn=True)
            return
        desk.app.push_screen(ExportDialog(wanted, desk.session.folder), self._exported)

    def _exported(self, said: str | None) -> None:
        if said:
            folder, words = said.split("\n", 1)
            self.desk.session.folder = folder
            self.desk.flash(words)
            self.desk.remember()

    def do_copy(self) -> None:
        """The selected text, or the section with its citation."""
        desk = self.desk
        chosen = desk.get_selected_text()
        if chosen:
            desk.app.copy_to_clipboard(chosen)
            desk.flash(text("copy.selection", n=len(chosen)))
        elif (key := self.meant()) is not None:
            words = desk.library.export([key], depth="section")
            desk.app.copy_to_clipboard(words)
            desk.flash(text("copy.done", n=len(words)))
        else:
            desk.flash(text("export.nothing"), warn=True)

    def open_key(self, key: str | None) -> None:
        """Open whatever a key names: a section, a plan's first section, the section of an indicator or project."""
        if not key:
            return
        desk, library = self.desk, self.desk.library
        try:
            match library.resolve(key):
                case "section" | "plan":
                    desk.browser.open(key)
                case "indicator":
                    indicator = library.indicator(key)
                    desk.browser.open(indicator.section, line=indicator.source.line)
                case "project":
                    project = library.project(key)
                    desk.browser.open(project.section, line=project.source.line)
                case None:
                    desk.flash(text("bookmarks.gone"), warn=True)
        except GuilanError as error:
            desk.flash(error.message, warn=True)
