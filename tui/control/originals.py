"""The file as it came, beside the reader: read in the background, moving along with the clean text, and back."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from library.errors import GuilanError
from library.places import PAGED, PARAGRAPHS, SHEETS
from tui.strings import text
from tui.view import plan_of

if TYPE_CHECKING:
    from indexer.original import Original
    from tui.screens.main import MainScreen
    from tui.widgets.original import OriginalView
    from tui.widgets.reader import Place


class Originals:
    """The third side pane. ``plan`` is the key of the plan whose file is on show, or on its way."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk
        self.plan = ""
        self.original: Original | None = None

    def do_raw(self) -> None:
        """Show the file beside the clean text, or the results again."""
        if self.desk.session.side == "original":
            self.desk.show_side("results")
            self.desk.go("reader")
        elif self.desk.browser.page is None:
            self.desk.flash(text("original.nothing"), warn=True)
        else:
            self.desk.run_worker(self._show(), group="original", exit_on_error=False)

    async def _show(self) -> None:
        desk = self.desk
        if desk.original is None:
            from tui.widgets.original import OriginalView

            view = OriginalView(id="original", classes="side")
            view.border_title = text("pane.original")
            await desk.add_side("original", view)
        desk.show_side("original")
        if desk.active != "reader":
            desk.go("reader")
        self.follow(desk.reader.place)
        desk.remember()

    def resume(self) -> None:
        """It was open last time."""
        if self.desk.session.side == "original":
            self.desk.session.side = "results"
            if self.desk.browser.page is not None:
                self.do_raw()

    def follow(self, place: Place | None) -> None:
        """Go where the reader stands, unless a person is moving about in the file."""
        desk = self.desk
        if desk.session.side != "original" or desk.original is None or desk.browser.page is None or desk.original.has_focus:
            return
        plan = plan_of(desk.browser.page.key)
        if plan != self.plan:
            self.plan, self.original = plan, None
            desk.original.say(text("original.reading"))
            desk.run_worker(self._load(plan, desk.original), group="original-load", exclusive=True, exit_on_error=False)
        elif self.original is not None:
            desk.original.go_to_offset(self.offset_of(place))

    async def _load(self, plan: str, view: OriginalView) -> None:
        try:
            info, path = self.desk.library.plan_info(plan), self.desk.library.path_of_file(plan)
            found = await read(_where(path, info.source.file, self.desk.library.path), info.source.sha256, info.source.format)
        except GuilanError as error:
            found = error.message
        if plan != self.plan:
            return
        if isinstance(found, str):
            view.say(text("original.gone", why=found))
            return
        self.original = found
        notes = [info.source.file]
        form = info.source.format
        if form in PARAGRAPHS | PAGED | SHEETS:
            notes.append(text("original.read_out", form=text(f"form.{form}")))
        if not found.same:
            notes.append(text("original.changed"))
            self.desk.flash(text("original.changed"), warn=True)
        view.show(found, self.offset_of(self.desk.reader.place), notes, sheets=form in SHEETS)

    def offset_of(self, place: Place | None) -> int:
        """The character of the file at which a place of the reader begins, as near as can be told."""
        found = self.original
        if place is None or found is None:
            return 0
        lines = found.starts
        line = lines[min(place.line, len(lines)) - 1] if place.line else 0
        if place.start is None or (place.line and not found.same):
            return line
        if place.table is None:
            return place.start
        return self._row(place, place.start) if found.line_of(place.start) == place.line else line

    def _row(self, place: Place, start: int) -> int:
        """A row of a table that stands with others on one line: where its longest cell is printed."""
        assert self.original is not None
        grids = (table for table in self.desk.library.tables(place.section) if table.key == place.table)
        table = next(grids, None)
        if table is None or place.row is None or place.row >= len(table.grid):
            return start
        at = self.original.text.find(max(table.grid[place.row], key=len), start, table.source.end)
        return at if at >= 0 else start

    def moved(self, offset: int) -> None:
        """The cursor of the file was moved: the reader goes along, as far as its section reaches."""
        self.desk.reader.go_to_source(offset)

    def choose(self, offset: int) -> None:
        """Enter on a line of the file: open the section that it became."""
        sections = self.desk.library.plan(self.plan).sections
        before = [one for one in sections if one.source.start <= offset]
        if before:
            self.desk.browser.open(before[-1].key, focus=False)
            self.desk.reader.go_to_source(offset)
            self.desk.go("reader")


def _where(path: Path, file: str, library: Path) -> Path:
    """Where the file is now: where it was, else by the name it was given, seen from here and from beside the library."""
    tries = (path, Path(file), library.parent / file)
    return next((one for one in tries if one.is_file()), path)


async def read(path: Path, sha256: str, kind: str) -> Original | str:
    """The file, or why it cannot be read: text in a thread, what takes long in a process of its own."""
    from indexer.original import QUICK, Original, original
    from indexer.readers import ReadFailure
    from tui.control.intake import environment

    if kind in QUICK:
        try:
            return await asyncio.to_thread(original, path, sha256)
        except ReadFailure as failure:
            return failure.message
    pipe, nowhere = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    command = (sys.executable, "-P", "-m", "indexer.original", str(path), sha256)
    child = await asyncio.create_subprocess_exec(*command, stdin=nowhere, stdout=pipe, stderr=nowhere, env=environment())
    said, _ = await child.communicate()
    try:
        answer = json.loads(said)
    except ValueError:
        return text("original.broken")
    return str(answer["error"]) if "error" in answer else Original.of(answer["text"], answer["same"], answer["pages"])
