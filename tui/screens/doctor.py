"""A report to read, and to copy whole."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.screens.dialogs import Message


class Report(Message):
    """Words to read; y or Ctrl+Y closes with `COPY`, Enter or Esc without."""

    COPY: ClassVar[str] = "copy"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("y,ctrl+y", "dismiss('copy')", show=False, priority=True)]
