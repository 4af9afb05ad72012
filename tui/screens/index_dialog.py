"""The import dialogs: where from, what will happen, how far and with what result."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from tui.control.paths import Listing, completed, listing, meant, parted
from tui.screens.dialogs import Dialog
from tui.strings import text
from tui.widgets.entries import Entries, Entry
from tui.widgets.field import Field
from tui.widgets.paint import row
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from tui.control.intake import Intake

LAST = "last"
"""Answer of `AskPath`: show the last report. ``GO``: import ``chosen``."""
GO = "go"


class PathField(Field):
    """A field for a path: Tab goes on with it; Space marks where the arrows went to the list, else it is typed."""

    class Asked(Message):
        """Tab (``complete``) or Space (``mark``) was pressed."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    in_list = False

    async def _on_key(self, event: events.Key) -> None:
        what = {"tab": "complete", "space": "mark", "ideographic_space": "mark"}.get(event.key, "")
        if what == "complete" or (what and self.in_list):
            event.stop()
            event.prevent_default()
            self.post_message(self.Asked(what))
        else:
            await super()._on_key(event)


class AskPath(Dialog):
    """Asks for files or a folder; dismissed with ``GO`` when ``chosen`` holds them. The field keeps the keys throughout."""

    def __init__(self, *, reported: bool = False) -> None:
        """``reported`` says that there is a report to see again."""
        super().__init__()
        self.chosen: tuple[Path, ...] = ()
        self._reported = reported
        self._there = Listing(Path())
        self._marks: dict[str, None] = {}

    def compose(self) -> ComposeResult:
        """Question, field, what lies there, trouble, keys."""
        with Vertical(classes="box tall"):
            yield Prose(row((text("import.title"), "head")), classes="title")
            yield Prose(text("import.ask"))
            yield PathField(id="path", hint=os.getcwd())
            yield Prose("", id="trouble")
            yield Entries(id="there")
            yield Prose(text("import.keys"), classes="keys")

    def on_mount(self) -> None:
        """Wait for the path."""
        self._field.focus()
        self._look(Path())

    @property
    def _field(self) -> PathField:
        return self.query_one(PathField)

    @property
    def _list(self) -> Entries:
        return self.query_one(Entries)

    def _look(self, folder: Path) -> None:
        self.run_worker(self._list_folder(folder), group="listing", exclusive=True, exit_on_error=False)

    async def _list_folder(self, folder: Path) -> None:
        self._there = await asyncio.to_thread(listing, folder)
        self._show()

    def _show(self, cursor: str | None = None) -> None:
        """List what goes with the words, marked entries marked."""
        there = self._there
        folders, files = there.beginning(parted(self._field.value)[1])
        names = [*((name, f"{name}/") for name in folders), *((name, name) for name in files)]
        entries = [Entry(LAST, (row((text("import.last"), "match")),))] if self._reported and not self._field.value else []
        for name, words in names:
            key = str(there.folder / name)
            entries.append(Entry(key, (row("[x] " if key in self._marks else "[ ] ", words, hang=4),)))
        note = text("import.unreadable", why=there.error) if there.error else ""
        note = note or (text("import.more", n=there.more) if there.more else "" if names else text("import.nothing_here"))
        if note:
            entries.append(Entry("", (row((note, "dim")),), heading=True))
        self._list.show(entries, cursor)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another folder, or another beginning of a name."""
        self._field.in_list = False
        self._say("")
        folder = parted(event.value)[0]
        if folder == self._there.folder:
            self._show()
        else:
            self._look(folder)

    def on_path_field_asked(self, event: PathField.Asked) -> None:
        """Tab completes, Space marks."""
        if event.what == "complete":
            self._field.value = completed(self._field.value, self._there)
            self._field.action_end()
        elif (key := self._list.chosen) and key != LAST:
            self._marks.pop(key) if key in self._marks else self._marks.update({key: None})
            self._show(key)
            self._say(text("import.marked", n=len(self._marks)) if self._marks else "", "match")

    def on_field_away(self, event: Field.Away) -> None:
        """Arrows move the cursor of the list; the first one goes to it."""
        entries = self._list
        moves = {1: entries.do_down, -1: entries.do_up, 2: entries.do_page_down, -2: entries.do_page_up}
        if self._field.in_list or event.step != 1:
            moves[event.step]()
        self._field.in_list = True
        entries.refresh()

    def on_entries_chosen(self, event: Entries.Chosen) -> None:
        """A click, or Enter where the arrows went to the list: into a folder, or with the file."""
        path = Path(event.key)
        if event.key == LAST:
            self.dismiss(LAST)
        elif path.is_dir():
            self._field.value = os.path.join(path, "")
            self._field.action_end()
        else:
            self._go((path.absolute(),))

    def on_input_submitted(self) -> None:
        """With what is marked; else with the entry of the list, or the path that was typed."""
        typed = self._field.value
        if self._marks:
            self._go(tuple(Path(key).absolute() for key in self._marks))
        elif self._field.in_list:
            self._list.do_open()
        elif found := meant(typed):
            self._go(found)
        elif typed.strip():
            self._say(text("import.missing", path=typed.strip()))

    def _go(self, paths: tuple[Path, ...]) -> None:
        self.chosen = paths
        self.dismiss(GO)

    def _say(self, words: str, style: str = "warn") -> None:
        self.query_one("#trouble", Prose).say(row((words, style)))


class Preview(Dialog):
    """What an import would do; Enter begins it, also before everything was looked at."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", f"dismiss('{GO}')", show=False, priority=True)]

    def compose(self) -> ComposeResult:
        """Title, counts, what stands behind them, keys."""
        with Vertical(classes="box tall"):
            yield Prose(row((text("import.preview"), "head")), classes="title")
            yield Prose(text("import.starting"), id="state")
            yield Entries(id="preview")
            yield Prose(text("import.preview_keys"), classes="keys")

    def on_mount(self) -> None:
        """The arrows scroll the list."""
        self.query_one(Entries).focus()

    def tell(self, words: str, entries: Sequence[Entry] = ()) -> None:
        """How far the look has come, or what it found."""
        self.query_one("#state", Prose).say(row((words, "head" if entries else "")))
        if entries:
            self.query_one(Entries).show(entries)


class Progress(Dialog):
    """How far an import is; Esc leaves it running, Ctrl+X stops it. At the end the report: Enter opens a plan, or its versions."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+x", "stop", show=False, priority=True)]

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
        """Nothing to choose yet, but where the report is there already."""
        self.query_one(Entries).focus()
        if self._intake.report:
            self.finish(self._intake.line, self._intake.report)

    def tell(self, words: str) -> None:
        """How far."""
        self.query_one("#state", Prose).say(words)

    def finish(self, words: str, entries: Sequence[Entry]) -> None:
        """The report, file by file."""
        self.query_one("#state", Prose).say(row((words, "head")))
        self.query_one(Entries).show(entries)
        self.query_one(".keys", Prose).say(text("import.report_keys"))

    def on_entries_chosen(self, event: Entries.Chosen) -> None:
        """Go there."""
        if event.key:
            self.dismiss(event.key)

    def action_stop(self) -> None:
        """Stop the import."""
        self._intake.stop()
