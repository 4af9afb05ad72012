"""The where-am-I line, which is the status line too: a message stands on it for a while, then the place is back."""

from __future__ import annotations

from tui.widgets.paint import Row, row
from tui.widgets.prose import Prose

FLASH = 6.0
"""Seconds that a message stands, unless another takes its place."""


class StatusLine(Prose):
    """Says where one is, or what just happened."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._place: Row | str = ""
        self._messages = 0
        self._busy = False

    def where(self, words: Row | str) -> None:
        """What it says when no message stands on it."""
        self._place = words
        if not self._busy:
            self.say(words)

    def flash(self, words: str, *, warn: bool = False) -> None:
        """A message; it gives way to the next one, or to time."""
        self._messages += 1
        self._busy = True
        self.say(row((words, "warn" if warn else "match")))
        number = self._messages
        self.set_timer(FLASH, lambda: self.rest(number))

    def rest(self, number: int | None = None) -> None:
        """Show the place again; where ``number`` is given, only if that message is still the last one."""
        if number is None or number == self._messages:
            self._busy = False
            self.say(self._place)
