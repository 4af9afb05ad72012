"""A bracketed paste stays text: an escape character inside it never becomes a key.

Textual 8.2.8 looks for key sequences inside a paste too, and issues as keys what it cannot read: pasting "甲 ESC [31m 乙q" can
quit the app. No report of this was found upstream; the code in question is ``XTermParser.parse``. Terminals should strip
escape characters from a paste (xterm, alacritty do), not all of them do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module

from textual._xterm_parser import XTermParser
from textual.message import Message

_START, _END = "\x1b[200~", "\x1b[201~"


class PasteParser(XTermParser):
    """Reads what the terminal sends, with escape characters inside a bracketed paste dropped before anything looks at them."""

    def __init__(self, debug: bool = False) -> None:
        self._in_paste = False
        self._begun = ""
        self._held = ""
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """Parse more characters, empty for the end; a paste marker may be split over several calls."""
        passed = self._without_escapes(data)
        return super().feed(passed) if passed or not data else ()

    def _without_escapes(self, data: str) -> str:
        """``data`` less the escape characters of pastes; what may be the beginning of an end marker is held back."""
        out = ""
        data, self._held = self._held + data, ""
        while data:
            if not self._in_paste:
                seen = self._begun + data
                begins = seen.find(_START)
                self._in_paste = begins >= 0
                end = begins + len(_START) - len(self._begun) if self._in_paste else len(data)
                self._begun = "" if self._in_paste else _beginning(seen)
                out, data = out + data[:end], data[end:]
                continue
            text, escape, rest = data.partition("\x1b")
            out, data = out + text, rest
            if (escape + rest).startswith(_END):
                self._in_paste = False
                out, data = out + _END, rest[len(_END) - 1 :]
            elif escape and _END.startswith(escape + rest):
                self._held, data = escape + rest, ""
        return out


def _beginning(seen: str) -> str:
    """The longest end of ``seen`` that a paste's start marker begins with."""
    return next(_START[:size] for size in range(len(_START) - 1, -1, -1) if seen.endswith(_START[:size]))


def install() -> None:
    """Let the terminal driver of this platform read with `PasteParser`; call before the app runs. Importing changes nothing."""
    driver = import_module("textual.drivers.win32" if sys.platform == "win32" else "textual.drivers.linux_driver")
    vars(driver)["XTermParser"] = PasteParser
