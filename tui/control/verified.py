"""A file that was exported against the library of today, in the side pane: quote by quote, what changed first."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from library.errors import reason
from library.model import Standing, Verification, Verified
from library.verify import STATES
from tui.control.aside import Aside
from tui.control.tables import open_indicator, open_source
from tui.screens.dialogs import Ask
from tui.strings import text
from tui.widgets.entries import Entry
from tui.widgets.paint import Row, row

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

ORDER: tuple[Standing, ...] = ("changed", "gone", "moved", "unchanged")


class Verifier(Aside):
    """The report on one file."""

    name = "verified"

    def __init__(self, desk: MainScreen) -> None:
        super().__init__(desk)
        self._found: Sequence[Verified] = ()
        self._file = ""

    def do_verify(self) -> None:
        """Ask for the file; the folder of the last export is there already."""
        folder = self.desk.session.folder

        def answered(typed: str | None) -> None:
            if typed and typed.strip():
                path = Path(typed.strip().strip("'\"")).expanduser()
                self.desk.run_worker(self._verify(path), group=self.name, exit_on_error=False)

        words = f"{folder}{os.sep}" if folder else ""
        self.desk.app.push_screen(Ask(text("verified.title"), text("verified.ask"), words), answered)

    async def _verify(self, path: Path) -> None:
        try:
            data = await asyncio.to_thread(path.read_bytes)
        except OSError as error:
            self.desk.flash(text("verified.unreadable", path=path, why=reason(error)), warn=True)
            return
        self._file, self._found = path.name, ()
        await self.ask(self.desk.finder.client.call("verify", data))

    def take(self, answer: object) -> None:
        """Show it."""
        found = cast("Verification", answer)
        self._found = sorted(found.verified, key=lambda one: ORDER.index(one.state))
        if self.pane is not None:
            counts = text("verified.between").join(text("verified.count", state=STATES[one], n=found.count(one)) for one in STATES)
            verdict = (text("verified.good"), "head") if found.good else (text("verified.bad"), "warn")
            head = [row((self._file, "head")), row((counts, "match")), row(verdict)]
            head += [row((note, "dim"), hang=2) for note in found.notes]
            self.pane.frozen = 1
            entries = [Entry(str(number), _rows(one)) for number, one in enumerate(self._found)]
            self.pane.show([Entry("head:", tuple(head), heading=True), *entries])

    def choose(self, key: str) -> None:
        """Enter: the place in the library of today."""
        one, library = self._found[int(key)], self.desk.library
        match library.resolve(one.key) if one.key else None:
            case "section":
                open_source(self.desk, one.key or "", terms=(one.now or one.text,), line=one.source_line)
            case "indicator":
                open_indicator(self.desk, one.key or "")
            case None:
                self.desk.flash(text("verified.gone"), warn=True)
            case _:
                self.desk.deliverer.open_key(one.key)


def _rows(one: Verified) -> tuple[Row, ...]:
    style = "warn" if one.state in ("changed", "gone") else "match"
    where = (text("verified.line", line=one.line), "dim") if one.line else ""
    rows = [row((f"{STATES[one.state]}　", style), where, one.text, hang=2)]
    if one.now:
        rows.append(row(text("verified.now", now=one.now), indent=2))
    if one.why:
        rows.append(row((one.why, "dim"), indent=2))
    return tuple(rows)
