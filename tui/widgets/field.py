"""A line to type in, without the keys that the application needs for itself and without a blinking cursor."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.compat.ime_input import ImeInput
from tui.text.cells import shown


class Field(ImeInput, inherit_bindings=False):
    """``Input`` with the editing keys of everyday use; up and down go to the list that the field filters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("shift+left", "cursor_left(True)", show=False),
        Binding("shift+right", "cursor_right(True)", show=False),
        Binding("ctrl+left", "cursor_left_word", show=False),
        Binding("ctrl+right", "cursor_right_word", show=False),
        Binding("home,ctrl+a", "home", show=False),
        Binding("end", "end", show=False),
        Binding("shift+home", "home(True)", show=False),
        Binding("shift+end", "end(True)", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
        Binding("ctrl+w", "delete_left_word", show=False),
        Binding("ctrl+u", "delete_left_all", show=False),
        Binding("ctrl+k", "delete_right_all", show=False),
        Binding("enter", "submit", show=False),
        Binding("down", "away(1)", show=False),
        Binding("up", "away(-1)", show=False),
        Binding("pagedown", "away(2)", show=False),
        Binding("pageup", "away(-2)", show=False),
        Binding("ctrl+c", "copy", show=False),
        Binding("ctrl+v", "paste", show=False),
    ]

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

    def action_away(self, step: int) -> None:
        """Leave for the list."""
        self.post_message(self.Away(self, step))
