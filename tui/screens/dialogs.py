"""Small dialogs: a message, a choice, a list to pick from with a field that filters it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input

from library.chinese import fold
from tui.strings import text
from tui.widgets.entries import Entries, Entry
from tui.widgets.field import Field
from tui.widgets.paint import Row, row
from tui.widgets.prose import Prose


class Dialog(ModalScreen[str | None]):
    """A framed box in the middle; Esc closes it with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False, priority=True),
        Binding("ctrl+q", "app.leave", show=False, priority=True),
    ]


@dataclass(frozen=True, slots=True)
class Item:
    """Something to pick: ``search`` is what the filter looks through beside the words shown."""

    key: str
    rows: tuple[Row, ...]
    search: str = ""


class Message(Dialog):
    """Words to read; Enter or Esc closes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "dismiss('')", show=False, priority=True)]

    def __init__(self, title: str, words: str, keys: str = "") -> None:
        super().__init__()
        self._title, self._words, self._keys = title, words, keys

    def compose(self) -> ComposeResult:
        """Title, words that scroll where they are long, keys; a line's leading spaces indent all of it."""
        rows = [row(line.lstrip(" "), indent=len(line) - len(line.lstrip(" "))) for line in self._words.split("\n")]
        with Vertical(classes="box"):
            yield Prose(row((self._title, "head")), classes="title")
            with VerticalScroll():
                yield Prose(*rows)
            yield Prose(self._keys or text("dialog.close"), classes="keys")

    def on_mount(self) -> None:
        """The arrow keys scroll the words."""
        self.query_one(VerticalScroll).focus()


class Ask(Dialog):
    """One line to write; dismissed with the words."""

    def __init__(self, title: str, question: str, words: str = "") -> None:
        super().__init__()
        self._title, self._question, self._words = title, question, words

    def compose(self) -> ComposeResult:
        """Question, field, keys."""
        with Vertical(classes="box"):
            yield Prose(row((self._title, "head")), classes="title")
            yield Prose(self._question)
            yield Field(self._words, id="words")
            yield Prose(text("ask.keys"), classes="keys")

    def on_mount(self) -> None:
        """Wait for words."""
        self.query_one(Field).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Done."""
        self.dismiss(event.value)


class Choice(Dialog):
    """A question with its answers as a list; dismissed with the answer's key."""

    def __init__(self, question: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._question, self._answers = question, answers

    def compose(self) -> ComposeResult:
        """Question, answers, keys."""
        with Vertical(classes="box"):
            yield Prose(self._question, classes="title")
            yield Entries(id="answers")
            yield Prose(text("picker.keys"), classes="keys")

    def on_mount(self) -> None:
        """List the answers."""
        answers = self.query_one(Entries)
        answers.show([Entry(key, (row(words),)) for key, words in self._answers])
        answers.styles.height = len(self._answers) * 2
        answers.focus()

    def on_entries_chosen(self, event: Entries.Chosen) -> None:
        """Answer."""
        self.dismiss(event.key)


class Picker(Dialog):
    """A searchable list; dismissed with the key picked. ``find`` filters by itself, for lists too long to be given whole."""

    def __init__(
        self, title: str, items: Sequence[Item], *, find: Callable[[str], Sequence[Item]] | None = None, empty: str = ""
    ) -> None:
        super().__init__()
        self._title, self._items, self._empty = title, items, empty
        self._find = find or self._among

    def compose(self) -> ComposeResult:
        """Title, filter, list, keys."""
        with Vertical(classes="box tall"):
            yield Prose(row((self._title, "head")), classes="title")
            yield Field(hint=text("picker.filter"), id="filter")
            yield Entries(id="picks")
            yield Prose(text("picker.keys"), classes="keys")

    def on_mount(self) -> None:
        """List everything and wait for letters."""
        self._list("")
        self.query_one(Field).focus()

    def _among(self, words: str) -> Sequence[Item]:
        wanted = [fold(word).text for word in words.split()]
        if not any(wanted):
            return self._items
        return [item for item in self._items if all(word in fold(_words(item)).text for word in wanted)]

    def _list(self, words: str) -> None:
        items = self._find(words)
        entries = [Entry(item.key, item.rows) for item in items]
        if not entries:
            said = text("picker.none", words=words) if words.strip() or not self._empty else self._empty
            entries = [Entry("", (row((said, "dim")),), heading=True)]
        self.query_one(Entries).show(entries)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter."""
        self._list(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field picks the entry under the cursor."""
        del event
        self.query_one(Entries).do_open()

    def on_field_away(self, event: Field.Away) -> None:
        """Arrows in the field move the list's cursor; the field keeps the keys."""
        entries = self.query_one(Entries)
        {1: entries.do_down, -1: entries.do_up, 2: entries.do_page_down, -2: entries.do_page_up}[event.step]()

    def on_entries_chosen(self, event: Entries.Chosen) -> None:
        """Picked."""
        self.dismiss(event.key)


class Toggles(Picker):
    """A list whose entries are switched on and off and that stays; Esc closes."""

    def __init__(self, title: str, items: Sequence[Item], toggle: Callable[[str], None], *, empty: str = "") -> None:
        super().__init__(title, items, empty=empty)
        self._toggle = toggle

    def renew(self, items: Sequence[Item]) -> None:
        """Show the entries as they are now, the cursor where it was."""
        self._items = items
        entries = self.query_one(Entries)
        chosen = entries.chosen
        self._list(self.query_one(Field).value)
        if chosen is not None:
            entries.select(chosen)

    def on_entries_chosen(self, event: Entries.Chosen) -> None:
        """Switched."""
        event.prevent_default()
        self._toggle(event.key)


def _words(item: Item) -> str:
    return " ".join(words for one in item.rows for words, _ in one.pieces) + " " + item.search
