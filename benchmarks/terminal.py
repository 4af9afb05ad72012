"""A full-screen program in a pseudo terminal: keys in, the painted screen and its times out (Linux, macOS)."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyte

QUERIES = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
)
NOT_FOR_PYTE = re.compile(r"\x1b[P_][^\x1b]*\x1b\\|\x1b\[[<>=?][0-9;]*[a-zA-Z]")
KEYS = {"enter": "\r", "esc": "\x1b", "tab": "\t", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
        "pgdn": "\x1b[6~", "pgup": "\x1b[5~", "f3": "\x1bOR", "f4": "\x1bOS", "f6": "\x1b[17~", "f7": "\x1b[18~",
        "ctrl+e": "\x05", "ctrl+f": "\x06",
        "ctrl+q": "\x11", "backspace": "\x7f"}  # fmt: skip


class Terminal:
    """One run of ``command``. Times are ``time.perf_counter`` seconds of the moment at which a chunk arrived."""

    def __init__(
        self, command: Sequence[str], columns: int = 120, rows: int = 40, env: dict[str, str] | None = None, cwd: Path | None = None
    ):
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        inherited = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TMUX", "COLUMNS", "LINES", "TERM_PROGRAM")}
        given = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **(env or {})}
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=inherited | given, start_new_session=True, cwd=cwd, close_fds=True
        )
        os.close(slave)

    @property
    def text(self) -> str:
        """The screen as it stands, rows joined by newlines."""
        # Not pyte's own display: it fails where one half of a wide character was written over.
        columns, rows = range(self.screen.columns), range(self.screen.lines)
        return "\n".join("".join(self.screen.buffer[y][x].data for x in columns) for y in rows)

    def press(self, *keys: str) -> float:
        """Send keys by name, or text as it is; the time of sending."""
        now = time.perf_counter()
        os.write(self._master, "".join(KEYS.get(key, key) for key in keys).encode())
        return now

    def wait(self, done: Callable[[], bool], timeout: float = 20.0) -> float | None:
        """Feed the screen until ``done`` holds after a chunk; the time of that chunk, None at the time-out or the end."""
        end = time.perf_counter() + timeout
        while (left := end - time.perf_counter()) > 0:
            arrived = self._feed(left)
            if arrived is None:
                return None
            if arrived and done():
                return arrived
        return None

    def wait_for(self, pattern: str, timeout: float = 20.0) -> float | None:
        """Until ``pattern`` stands on the screen."""
        if re.search(pattern, self.text):
            return time.perf_counter()
        return self.wait(lambda: re.search(pattern, self.text) is not None, timeout)

    def wait_for_change(self, timeout: float = 5.0) -> float | None:
        """Until anything visible (text or its look) changes."""
        before = self._look()
        return self.wait(lambda: self._look() != before, timeout)

    def settle(self, quiet: float = 0.05, limit: float = 2.0) -> None:
        """Until nothing has come for ``quiet`` seconds."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end and self._feed(quiet):
            pass

    def memory_mb(self) -> float:
        """Resident memory of the process itself, in MB (Linux; 0 elsewhere)."""
        status = Path(f"/proc/{self.process.pid}/status")
        found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
        return int(found[1]) / 1024 if found else 0.0

    def close(self) -> None:
        """End the program, politely first."""
        for ask in (lambda: self.press("ctrl+q"), lambda: os.killpg(self.process.pid, signal.SIGKILL)):
            if self.process.poll() is None:
                ask()
                self._until_gone(3.0)
        os.close(self._master)

    def _until_gone(self, limit: float) -> None:
        end = time.perf_counter() + limit
        while self.process.poll() is None and time.perf_counter() < end:
            self._feed(0.05)

    def _feed(self, timeout: float) -> float | None:
        """Take one chunk: its time; 0.0 where none came in time; None at the end of the program."""
        ready, _, _ = select.select([self._master], [], [], timeout)
        if not ready:
            return 0.0
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return None
        arrived = time.perf_counter()
        if not data:
            return None
        for query, answer in QUERIES:
            if query.search(data):
                os.write(self._master, answer)
        self._stream.feed(NOT_FOR_PYTE.sub("", self._decoder.decode(data)))
        return arrived

    def _look(self) -> int:
        return hash(tuple(tuple(sorted(row.items())) for _, row in sorted(self.screen.buffer.items())))


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
