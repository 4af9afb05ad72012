"""How wide does this terminal draw an ambiguous character? One is printed where nobody sees it, and the cursor's place asked for.

The question is put before Textual is loaded and the answer taken afterwards, so that nobody waits for it: neither the app where the
terminal answers late or never, nor a person. Keys that were typed meanwhile are kept and handed to the app. POSIX terminals only;
on Windows one cell is assumed, which is what Windows Terminal draws.
"""

from __future__ import annotations

import os
import re
import sys
import time
from types import TracebackType
from typing import Self

COLUMN = 30
"""Where the character is printed, counted from 1: beyond every number that the report of a function key can hold."""
SAMPLE = "“"
"""The character: the most frequent one of its kind in plans."""
QUESTION = f"\x1b7\x1b[{COLUMN}G{SAMPLE}\x1b[6n\x1b[{COLUMN}G  \x1b8"
"""Printed, asked and erased in one write, so that no terminal draws it in between."""
_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")


def width_of(column: int) -> int | None:
    """What a report of the cursor in this column (counted from 1) says of the width; None where it answers something else."""
    return column - COLUMN if column - COLUMN in (1, 2) else None


class Probe:
    """A question to the terminal. As a context manager: while it is open the terminal neither echoes nor waits for whole lines.

    ``width`` is 1 or 2 once answered; ``typed`` what the person typed meanwhile. Nothing is asked where ``ask`` is False.
    """

    def __init__(self, *, ask: bool = True) -> None:
        self._ask = ask
        self.width: int | None = None
        self.typed = b""
        self._handle = -1
        self._before: list[object] = []

    def __enter__(self) -> Self:
        out = sys.__stderr__
        if sys.platform == "win32" or out is None or sys.__stdin__ is None or not (out.isatty() and sys.__stdin__.isatty()):
            return self
        if not self._ask or os.environ.get("TERM", "") in ("", "dumb", "linux"):
            return self
        import termios

        try:
            handle = sys.__stdin__.fileno()
            self._before = termios.tcgetattr(handle)
            quiet = termios.tcgetattr(handle)
            quiet[3] &= ~(termios.ICANON | termios.ECHO)
            quiet[6][termios.VMIN], quiet[6][termios.VTIME] = 0, 0
            termios.tcsetattr(handle, termios.TCSANOW, quiet)
            self._handle = handle
            out.write(QUESTION)
            out.flush()
        except (OSError, ValueError, termios.error):
            return self
        return self

    def take(self, seconds: float = 0.0) -> int | None:
        """Look for the answer, waiting for it no longer than this."""
        import select

        end = time.monotonic() + seconds
        while self._handle >= 0 and self.width is None:
            if not select.select([self._handle], [], [], max(0.0, end - time.monotonic()))[0]:
                break
            # Where the terminal still waited for whole lines, Enter came as a newline.
            self.typed += os.read(self._handle, 1024).replace(b"\n", b"\r")
            found = _ANSWER.search(self.typed)
            if found:
                self.width = width_of(int(found[1]))
                self.typed = self.typed[: found.start()] + self.typed[found.end() :]
        return self.width

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._handle >= 0:
            import termios

            termios.tcsetattr(self._handle, termios.TCSANOW, self._before)  # type: ignore[arg-type]
            self._handle = -1
