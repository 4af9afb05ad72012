"""What leaves the application: export to a file, copy to the clipboard."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from library.errors import GuilanError, reason
from tui import clipboard
from tui.compat.control import send
from tui.screens.dialogs import Choice
from tui.screens.export_dialog import ExportDialog, Wanted
from tui.strings import text
from tui.widgets.tree import REGION

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

FORMS = ("cited", "plain", "markdown")
"""What can be copied of a section; what was chosen last comes first."""


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
            wanted = Wanted.of_comparison(desk.library, desk.weigher.comparison)
        elif (key := self.meant()) is not None:
            wanted = Wanted.of_key(desk.library, key)
        else:
            desk.flash(text("export.nothing"), warn=True)
            return
        desk.app.push_screen(ExportDialog(wanted, desk.tuner.folder()), self.exported)

    def exported(self, said: str | None) -> None:
        """Say what the dialog did, and remember the folder."""
        if said:
            folder, words = said.split("\n", 1)
            self.desk.session.folder = folder
            self.desk.flash(words)
            self.desk.remember()

    def do_copy(self) -> None:
        """The selected text, or what is pointed at: as plain text, with its source, or as Markdown."""
        desk = self.desk
        chosen = desk.get_selected_text()
        if chosen:
            self.copy(chosen)
        elif (key := self.meant()) is None:
            desk.flash(text("export.nothing"), warn=True)
        elif desk.library.resolve(key) == "plan":
            self.copy(desk.library.export([key]))
        else:
            forms = sorted(FORMS, key=lambda form: form != desk.session.form)
            answers = [(form, text(f"copy.{form}")) for form in forms]
            desk.app.push_screen(Choice(text("copy.choose"), answers), lambda form: self._copy_as(key, form))

    def _copy_as(self, key: str, form: str | None) -> None:
        if form:
            from library.quoting import plain

            self.desk.session.form = form
            library = self.desk.library
            as_markdown = form == "markdown"
            self.copy(library.export([key], depth="section") if as_markdown else plain(library.reader, key, cited=form == "cited"))

    def copy(self, words: str) -> None:
        """Words to the clipboard, in the background."""
        self.desk.run_worker(self._arrive(words), group="copy", exit_on_error=False)

    async def _arrive(self, words: str) -> None:
        desk = self.desk
        try:
            copied = await asyncio.to_thread(clipboard.copy, words, desk.guilan.state_folder)
        except OSError as error:
            desk.flash(text("copy.failed", why=reason(error)), warn=True)
            return
        if copied.sequence:
            send(desk.app, copied.sequence)
        desk.flash(text(f"copy.{copied.way}", n=len(words), **({"path": copied.path} if copied.path else {})))

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
