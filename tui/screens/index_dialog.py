"""The import dialogs: where from, and how far."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from tui.screens.dialogs import Dialog
from tui.strings import text
from tui.widgets.entries import Entries, Entry
from tui.widgets.field import Field
from tui.widgets.paint import row
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from tui.control.intake import Intake


class AskPath(Dialog):
    """Asks for a file or folder; dismissed with a path that exists."""

    def compose(self) -> ComposeResult:
        """Question, field, trouble, keys."""
        with Vertical(classes="box"):
            yield Prose(row((text("import.title"), "head")), classes="title")
            yield Prose(text("import.ask"))
            yield Field(id="path")
            yield Prose("", id="trouble")
            yield Prose(text("import.keys"), classes="keys")

    def on_mount(self) -> None:
        """Wait for the path."""
        self.query_one(Field).focus()

    def on_input_submitted(self) -> None:
        """Take the path if there is something there; a path dragged into a terminal may come quoted."""
        typed = self.query_one(Field).value.strip().strip("'\"")
        path = Path(typed).expanduser()
        if typed and path.exists():
            self.dismiss(str(path.absolute()))
        else:
            self.query_one("#trouble", Prose).say(row((text("import.missing", path=typed), "warn")))


class Progress(Dialog):
    """How far an import is; Esc leaves it running, Ctrl+X stops it. At the end, the report."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+x", "stop", show=False, priority=True),
        Binding("enter", "dismiss(None)", show=False),
    ]

    def __init__(self, intake: Intake) -> None:
        super().__init__()
        self._intake = intake

    def compose(self) -> ComposeResult:
        """Title, state, report, keys."""
        with Vertical(classes="box tall"):
            yield Prose(row((text("import.title"), "head")), classes="title")
            yield Prose(self._intake.line or text("import.starting"), id="state")
            yield Entries(id="report")
            yield Prose(text("import.hint"), classes="keys")

    def on_mount(self) -> None:
        """Nothing to choose yet."""
        self.query_one(Entries).focus()

    def tell(self, words: str) -> None:
        """How far."""
        self.query_one("#state", Prose).say(words)

    def finish(self, words: str, details: str) -> None:
        """The report, file by file."""
        self.query_one("#state", Prose).say(row((words, "head")))
        self.query_one(Entries).show([Entry(str(n), (row(line, hang=2),)) for n, line in enumerate(details.split("\n")) if line])
        self.query_one(".keys", Prose).say(text("dialog.close"))

    def action_stop(self) -> None:
        """Stop the import."""
        self._intake.stop()
