"""A program in a pseudo terminal, driven by keys and read as a screen (pyte) and as raw bytes. POSIX only."""

from __future__ import annotations

import codecs
import os
import pty
import re
import select
import signal
import struct
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

KEYS = {
    **{"enter": "\r", "esc": "\x1b", "escape": "\x1b", "tab": "\t", "backspace": "\x7f", "pgdn": "\x1b[6~", "pagedown": "\x1b[6~"},
    **{name: f"\x1b[{letter}" for name, letter in zip(("up", "down", "right", "left", "end", "home"), "ABCDFH", strict=True)},
    **{f"f{number}": f"\x1bO{letter}" for number, letter in zip(range(1, 5), "PQRS", strict=True)},
    **{f"shift+f{number}": f"\x1b[1;2{letter}" for number, letter in zip(range(1, 5), "PQRS", strict=True)},
}
NUMBERED = dict(zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True))
KEYS |= {f"f{number}": f"\x1b[{code}~" for number, code in NUMBERED.items()}
KEYS |= {f"shift+f{number}": f"\x1b[{code};2~" for number, code in NUMBERED.items()}
ARROWS = {"up": "A", "down": "B", "right": "C", "left": "D"}
KEYS |= {f"{shift}+{name}": f"\x1b[1;{code}{end}" for shift, code in (("shift", 2), ("alt", 3)) for name, end in ARROWS.items()}
"""What a terminal sends for a key; ``ctrl+x`` is worked out."""
STRINGS = re.compile("\x1b[PX^_].*?(?:\x1b\\\\|\x07)|\x1b\\[[<>=?][0-9;:]*[ -/]*[@-~]", re.S)
"""Control strings and private sequences, which pyte 0.8 would print."""
OPEN_END = re.compile("\x1b(?:\\[[0-9;:<=>?]*[ -/]*|[PX^_\\]][^\x07\x1b]*\x1b?)?$", re.S)
"""A sequence that the next chunk goes on with."""


class Terminal:
    """A running program and its screen. Use as a context manager: the program is ended on the way out."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.raw = b""
        """Every byte that the program has sent."""
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._master, slave = pty.openpty()
        self._size(slave, columns, rows)
        clean = {
            name: value
            for name, value in os.environ.items()
            if name not in ("NO_COLOR", "TMUX", "COLUMNS", "LINES", "TERM_PROGRAM")
        }
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**clean, **terminal, **(env or {})},
            cwd=cwd,
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)

    @staticmethod
    def _size(handle: int, columns: int, rows: int) -> None:
        import fcntl
        import termios

        fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        """Another window size."""
        self._size(self._master, columns, rows)
        self.screen.resize(rows, columns)
        os.killpg(self.process.pid, signal.SIGWINCH)

    @property
    def text(self) -> str:
        """The screen, row by row; pyte leaves an empty cell behind each wide character."""
        rows = (self.screen.buffer[row] for row in range(self.screen.lines))
        return "\n".join("".join(row[column].data for column in range(self.screen.columns)) for row in rows)

    @property
    def tight(self) -> str:
        """The screen without white space."""
        return re.sub(r"\s", "", self.text)

    def press(self, *keys: str) -> None:
        """Send keys by name (``enter``, ``ctrl+e``), or anything else as it is: letters, words."""
        for key in keys:
            named = re.fullmatch(r"ctrl\+([a-z])", key)
            self.send(chr(ord(named[1]) & 0x1F) if named else KEYS.get(key, key))
            self.read(0.2 if key in ("esc", "escape") else 0.05)  # a key right after Esc reads as Alt and that key

    def send(self, text: str) -> None:
        """Send characters."""
        os.write(self._master, text.encode())

    def read(self, seconds: float) -> bool:
        """Take in what the program sends in this time; False once it has ended."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self._master], [], [], left)[0]:
                break
            try:
                data = os.read(self._master, 65536)
            except OSError:
                return False
            if not data:
                return False
            self.raw += data
            self._feed(data)
        return True

    def _feed(self, data: bytes) -> None:
        text = self._rest + self._decoder.decode(data)
        open_end = OPEN_END.search(text)
        self._rest = text[open_end.start() :] if open_end else ""
        self._stream.feed(STRINGS.sub("", text[: open_end.start()] if open_end else text))

    def wait(self, what: str | Callable[[], object], seconds: float = 20) -> None:
        """Until words stand on the screen (white space apart) or something is true; raises AssertionError with the screen."""
        sought = re.sub(r"\s", "", what) if isinstance(what, str) else ""
        end = time.monotonic() + seconds
        while not (sought in self.tight if isinstance(what, str) else what()):
            alive = self.read(0.05)
            if time.monotonic() > end or (not alive and self.process.poll() is not None):
                raise AssertionError(f"{what!r} did not come\n{self.text}")

    def finish(self, seconds: float = 10) -> int:
        """Wait for the program to end; its exit status."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.05)
        self.read(0.2)
        status = self.process.poll()
        assert status is not None, f"still running\n{self.text}"
        return status
