"""Import: a child process looks at files, then reads them into the library, while the rest stays usable; progress, stop, report."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from library.errors import reason
from tui.control.imported import PLAN, VERSIONS, name_of, pace, plan_entries, plan_words, report_entries, report_words
from tui.screens.index_dialog import GO, LAST, AskPath, Preview, Progress
from tui.strings import text
from tui.widgets.entries import Entry

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

LINE = 1 << 24
"""Bytes that one line of the child's output may have: its report names every file."""
OFTEN = 0.2
"""Seconds between two changes of the words that say how far it is."""
AGO = 30.0
"""Seconds over which the pace is taken."""

Said = dict[str, Any]


class Intake:
    """At most one import at a time."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk
        self._child: asyncio.subprocess.Process | None = None
        self._running = False
        self._dialog: Progress | None = None
        self._done: deque[tuple[float, int]] = deque()
        self._told = 0.0
        self.line = ""
        self.report: list[Entry] = []
        """The last report, to be seen again."""

    def do_import(self) -> None:
        """Ask for files or a folder; while an import runs, show how far it is."""
        if self._running:
            self._watch()
            return
        asked = AskPath(reported=bool(self.report))

        def answered(answer: str | None) -> None:
            if answer == LAST:
                self._watch()
            elif answer == GO:
                self._preview(asked.chosen)

        self.desk.app.push_screen(asked, answered)

    def _preview(self, paths: Sequence[Path]) -> None:
        dialog = Preview()

        def answered(answer: str | None) -> None:
            self.stop()
            if answer == GO:
                self._running, self.report, self.line = True, [], text("import.starting")
                self.desk.run_worker(self._run(paths), name="import", exit_on_error=False)
                self._watch()

        self.desk.app.push_screen(dialog, answered)
        self.desk.run_worker(self._look(paths, dialog), name="look", exit_on_error=False)

    def _watch(self) -> None:
        self._dialog = Progress(self)
        self.desk.app.push_screen(self._dialog, self._chosen)

    def _chosen(self, key: str | None) -> None:
        """Enter on an entry of the report: the plan's overview, or its versions."""
        if key and key.startswith(PLAN):
            self.desk.browser.open(key.removeprefix(PLAN))
        elif key and key.startswith(VERSIONS):
            self.desk.versions.offer(key.removeprefix(VERSIONS))

    def stop(self) -> None:
        """Stop the child; what it has finished stays."""
        if self._child is not None and self._child.returncode is None:
            self._child.terminate()

    async def _said(self, *arguments: str) -> AsyncIterator[Said]:
        """What a child says, line by line; at the end, where it said nothing final, ``{"event": "crashed", "status"}``."""
        command = (sys.executable, "-P", "-m", "indexer", "--until-stdin-closes", "--library", str(self.desk.library.path))
        pipe, nowhere = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        try:
            child = await asyncio.create_subprocess_exec(
                *command, *arguments, stdin=pipe, stdout=pipe, stderr=nowhere, limit=LINE, env=environment()
            )
        except (OSError, ValueError) as error:
            yield {"event": "error", "message": reason(error) if isinstance(error, OSError) else type(error).__name__}
            return
        self._child = child
        assert child.stdout is not None
        last: Said = {}
        async for raw in child.stdout:
            if said := _parsed(raw):
                last = said
                yield said
        status = await child.wait()
        if last.get("event") not in ("report", "plan", "error"):
            yield {"event": "crashed", "status": status}

    async def _look(self, paths: Sequence[Path], dialog: Preview) -> None:
        async for said in self._said("--plan-only", "--", *map(str, paths)):
            if not dialog.is_attached:
                continue
            match said["event"]:
                case "looking" if self._due():
                    dialog.tell(text("import.looking", n=said["done"] + 1, name=name_of(said["file"])))
                case "plan":
                    dialog.tell(plan_words(said), plan_entries(said))
                case "error":
                    dialog.tell(text("import.failed", why=said["message"]))
                case "crashed":
                    dialog.tell(text("import.crashed", status=said["status"]))

    async def _run(self, paths: Sequence[Path]) -> None:
        self._done.clear()
        name, last = "", Said()
        async for said in self._said("--", *map(str, paths)):
            match said["event"]:
                case "working":
                    name = name_of(said["file"])
                case "progress":
                    last = said
                case "report":
                    self._end(report_words(said), report_entries(said))
                case "error":
                    self._end(text("import.failed", why=said["message"]), ())
                case "crashed":
                    self._end(text("import.crashed", status=said["status"]), ())
            if last and self._running and self._due():
                self._tell(self._how_far(last, name))
        self.desk.browser.replant()

    def _due(self) -> bool:
        """Whether it is time to say something again."""
        now = time.monotonic()
        if now - self._told < OFTEN:
            return False
        self._told = now
        return True

    def _how_far(self, said: Said, name: str) -> str:
        self._done.append((time.monotonic(), said["done"]))
        while self._done[-1][0] - self._done[0][0] > AGO:
            self._done.popleft()
        (before, first), (now, done) = self._done[0], self._done[-1]
        fast = pace(done - first, said["total"] - done, now - before)
        words = text("import.running", done=done, total=said["total"], pace=fast, name=name or name_of(said["file"]))
        return words + (text("import.failing", n=said["failed"]) if said.get("failed") else "")

    def _tell(self, words: str) -> None:
        self.line = words
        if self._dialog is not None and self._dialog.is_attached:
            self._dialog.tell(words)
        else:
            self.desk.flash(words)

    def _end(self, words: str, report: Sequence[Entry]) -> None:
        self._running, self.report = False, list(report)
        self._tell(words)
        self.desk.flash(words)
        if self._dialog is not None and self._dialog.is_attached:
            self._dialog.finish(words, self.report)
        self._dialog = None


def environment() -> dict[str, str]:
    """The child finds our packages where they are, and none of the working folder's in their place."""
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}


def _parsed(raw: bytes) -> Said | None:
    try:
        said = json.loads(raw)
    except ValueError:
        return None
    return said if isinstance(said, dict) and "event" in said else None
