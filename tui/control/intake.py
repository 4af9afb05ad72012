"""Import: a child process reads files into the library while the rest stays usable; progress, stop, report."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.screens.index_dialog import AskPath, Progress
from tui.strings import text

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

LINE = 1 << 24
"""Bytes that one line of the child's output may have: its report names every file."""


class Intake:
    """At most one import at a time."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk
        self._child: asyncio.subprocess.Process | None = None
        self._dialog: Progress | None = None
        self.line = ""

    def do_import(self) -> None:
        """Ask for a path; while an import runs, show how far it is."""
        if self._child is not None:
            self._watch()
        else:
            self.desk.app.push_screen(AskPath(), self._asked)

    def _asked(self, path: str | None) -> None:
        if path:
            self.desk.run_worker(self._run(Path(path)), name="import", exit_on_error=False)
            self._watch()

    def _watch(self) -> None:
        self._dialog = Progress(self)
        self.desk.app.push_screen(self._dialog)

    def stop(self) -> None:
        """Stop the child; what it has finished stays."""
        if self._child is not None and self._child.returncode is None:
            self._child.terminate()

    async def _run(self, path: Path) -> None:
        self.line = text("import.starting")
        command = (sys.executable, "-m", "indexer", "--until-stdin-closes", "--library", str(self.desk.library.path), str(path))
        pipe, nowhere = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        try:
            self._child = child = await asyncio.create_subprocess_exec(
                *command, stdin=pipe, stdout=pipe, stderr=nowhere, limit=LINE, env=environment()
            )
        except OSError as error:
            self._end(text("import.failed", why=error.strerror or type(error).__name__), "")
            return
        assert child.stdout is not None
        last: dict[str, Any] = {}
        async for raw in child.stdout:
            last = _parsed(raw) or last
            if last.get("event") == "progress":
                name = str(last.get("file") or "").replace("\\", "/").rsplit("/", 1)[-1]
                self._tell(text("import.running", done=last["done"], total=last["total"], name=name))
        status = await child.wait()
        if last.get("event") == "report":
            self._end(*_report(last))
        elif last.get("event") == "error":
            self._end(text("import.failed", why=last["message"]), "")
        else:
            self._end(text("import.crashed", status=status), "")
        self.desk.browser.replant()

    def _tell(self, words: str) -> None:
        self.line = words
        if self._dialog is not None and self._dialog.is_attached:
            self._dialog.tell(words)
        else:
            self.desk.flash(words)

    def _end(self, words: str, details: str) -> None:
        self._child = None
        self._tell(words)
        self.desk.flash(words)
        if self._dialog is not None and self._dialog.is_attached:
            self._dialog.finish(words, details)
        self._dialog = None


def environment() -> dict[str, str]:
    """The child finds our packages where they are, and none of the working folder's in their place."""
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}


def _parsed(raw: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(raw)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _report(report: dict[str, Any]) -> tuple[str, str]:
    """The report as a sentence and as a list of files with reasons."""
    counts = {name: len(report.get(name, ())) for name in ("added", "updated", "unchanged", "failed")}
    lines: list[str] = []
    for name, title in (("failed", "import.failed_files"), ("added", "import.added"), ("updated", "import.updated")):
        for one in report.get(name, ()):
            file = str(one.get("file", ""))
            detail = str(one.get("message", "")) or (text("import.warnings", n=one["warnings"]) if one.get("warnings") else "")
            lines.append(f"{text(title)}：{file}" + (f"：{detail}" if detail else ""))
    words = text("import.report", **counts) if any(counts.values()) else text("import.nothing")
    if report.get("cancelled"):
        words = text("import.cancelled", **counts)
    return words, "\n".join(lines)
