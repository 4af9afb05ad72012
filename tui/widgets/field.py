"""A line to type in, without the keys that the application needs for itself and without a blinking cursor."""

from __future__ import annotations

from textual import events
from textual.message import Message

from tui.compat.ime_input import ImeInput
from tui.text.cells import shown

EDITING = {
    "left": "cursor_left", "right": "cursor_right", "shift+left": "cursor_left(True)", "shift+right": "cursor_right(True)",
    "ctrl+left": "cursor_left_word", "ctrl+right": "cursor_right_word", "home": "home", "ctrl+a": "home", "end": "end",
    "shift+home": "home(True)", "shift+end": "end(True)", "backspace": "delete_left", "delete": "delete_right",
    "ctrl+w": "delete_left_word", "ctrl+u": "delete_left_all", "ctrl+k": "delete_right_all", "ctrl+c": "copy", "ctrl+v": "paste",
    "enter": "submit", "down": "away(1)", "up": "away(-1)", "pagedown": "away(2)", "pageup": "away(-2)",
}  # fmt: skip
"""Keys of everyday editing and what they do."""


class Field(ImeInput, inherit_bindings=False):
    """``Input`` with the editing keys of everyday use; up and down go to the list that the field filters.

    The keys are handled where the characters are, not as bindings: Textual runs a binding only after the key has bubbled up to the
    application, so that Ctrl+U and what is typed right after it could change places.
    """

    class Away(Message):
        """An arrow left the field: ``step`` is 1 down, -1 up, 2 and -2 by the page."""

        def __init__(self, field: Field, step: int) -> None:
            super().__init__()
            self.field = field
            self.step = step

    def __init__(self, value: str = "", *, hint: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(value, placeholder=hint, id=id, select_on_focus=False, compact=True)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """What is pasted passes the gate like everything that is drawn."""
        return shown(value)

    async def _on_key(self, event: events.Key) -> None:
        if event.key in EDITING:
            event.stop()
            event.prevent_default()
            await self.run_action(EDITING[event.key])
        else:
            await super()._on_key(event)

    def action_away(self, step: int) -> None:
        """Leave for the list."""
        self.post_message(self.Away(self, step))
