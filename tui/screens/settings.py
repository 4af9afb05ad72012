"""The settings screen: a list that changes under the arrow keys; the keys of every action."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from tui import cellwidth
from tui.actions import ACTIONS, BY_ID, Action, printed_keys
from tui.screens.dialogs import Ask, Dialog, Item, Toggles
from tui.settings import CHOICES, KEYS, NAMES, settings_file
from tui.strings import text
from tui.widgets.entries import Entries, Entry
from tui.widgets.paint import Row, row
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from tui.control.settings import Tuner


class SettingsScreen(Dialog):
    """Every setting with its value; each change shows at once on the screen behind and in the sample."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False, priority=True),
        Binding("right", "turn(1)", show=False, priority=True),
        Binding("delete", "reset", show=False, priority=True),
    ]

    def __init__(self, tuner: Tuner) -> None:
        super().__init__()
        self._tuner = tuner

    def compose(self) -> ComposeResult:
        """Title, list, what the setting means, sample, keys."""
        with Vertical(classes="box"):
            yield Prose(row((text("settings.title"), "head")), classes="title")
            yield Entries(id="settings")
            yield Prose(id="about")
            yield Prose(text("settings.hint"), classes="keys")

    def on_mount(self) -> None:
        """List the settings."""
        self.query_one(Entries).focus()
        self._show(NAMES[0])

    def _show(self, chosen: str, trouble: str = "") -> None:
        entries = self.query_one(Entries)
        made = [Entry(name, (self._row(name),)) for name in (*NAMES, KEYS)]
        entries.styles.height = len(made)
        entries.show(made, chosen)
        self._explain(chosen, trouble)

    def _row(self, name: str) -> Row:
        settings = self._tuner.settings
        if name == KEYS:
            value = text("settings.keys.count", n=len(settings.keys)) if settings.keys else text("settings.keys.none")
        elif name in CHOICES:
            value = f"‹ {text(f'settings.{name}.{settings.value(name)}')} ›"
        else:
            value = settings.value(name) or text(f"settings.{name}.empty")
        return row((f"{text(f'settings.{name}')}　", "head"), value, hang=2)

    def _explain(self, name: str, trouble: str = "") -> None:
        """What a setting means, how it is now, and what the screen makes of it; or what went wrong, which takes that place."""
        rows = [row(""), row((text(f"settings.{name}.help"), "dim"))]
        if name == "width":
            rows.append(row((text("settings.width.now", cells=text(f"probe.cells.{cellwidth.now().cells}")), "dim")))
        if trouble:
            rows += [row(""), row((trouble, "warn"))]
            self.query_one("#about", Prose).say(*rows)
            return
        sample = [(f"{text(f'settings.sample.{style}')}　", style) for style in ("match", "dim", "warn")]
        rows += [row((f"{text('settings.sample')}　", "dim"), text("settings.sample.text"), hang=2)]
        rows.append(row(*sample, indent=2))
        rows.append(row((text("settings.file", path=settings_file()), "dim"), hang=2))
        self.query_one("#about", Prose).say(*rows)

    def on_entries_moved(self, event: Entries.Moved) -> None:
        """Explain the setting under the cursor."""
        self._explain(event.key)

    def on_entries_chosen(self, event: Entries.Chosen) -> None:
        """Change a setting with a few values; open the others."""
        name = event.key
        if name in CHOICES:
            self.action_turn(1)
        elif name == KEYS:
            self.app.push_screen(KeysScreen(self._tuner), lambda _: self._show(KEYS))
        else:
            ask = Ask(text(f"settings.{name}"), text(f"settings.{name}.ask"), self._tuner.settings.value(name))
            self.app.push_screen(ask, self._folder)

    def _folder(self, words: str | None) -> None:
        if words is not None:
            self._show("folder", self._tuner.put_folder(words))

    def action_turn(self, step: int) -> None:
        """Another value of the setting under the cursor."""
        name = self.query_one(Entries).chosen or ""
        if name in CHOICES:
            self._show(name, self._tuner.turn(name, step))

    def action_reset(self) -> None:
        """The standard value of the setting under the cursor."""
        name = self.query_one(Entries).chosen or ""
        self._show(name, self._tuner.reset(name))


class KeysScreen(Toggles):
    """Every action with its keys; Enter waits for another one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete", "reset", show=False, priority=True)]

    def __init__(self, tuner: Tuner) -> None:
        self._tuner = tuner
        super().__init__(text("settings.keys.title"), self._entries(), self._press)

    def compose(self) -> ComposeResult:
        """The list of a picker, and a line for what became of a key."""
        yield from super().compose()

    def on_mount(self) -> None:
        """Say what the keys of this list do."""
        super().on_mount()
        self.query_one(".keys", Prose).say(text("settings.keys.keys"))

    def _entries(self) -> list[Item]:
        return [self._item(action) for action in ACTIONS]

    def _item(self, action: Action) -> Item:
        own = (f"　{text('settings.keys.own')}", "match") if action.id in self._tuner.settings.keys else ("", "")
        place = (f"　{text(f'pages.{action.scope}')}", "dim")
        return Item(action.id, (row((action.title, "head"), (f"　{printed_keys(action)}", ""), own, place, hang=2),), action.help)

    def _press(self, name: str) -> None:
        self.app.push_screen(PressKey(self._tuner, BY_ID[name]), self._said)

    def _said(self, words: str | None) -> None:
        self.renew(self._entries())
        self.query_one(".keys", Prose).say(*([row((words, "match"))] if words else []), text("settings.keys.keys"))

    def action_reset(self) -> None:
        """The standard keys of the action under the cursor."""
        name = self.query_one(Entries).chosen
        if name:
            self._said(self._tuner.take_back(name)[1])


class PressKey(Dialog):
    """Waits for a key to give to an action; dismissed with what became of it."""

    def __init__(self, tuner: Tuner, action: Action) -> None:
        super().__init__()
        self._tuner, self._of = tuner, action

    def compose(self) -> ComposeResult:
        """What is asked for, what stands in the way, keys."""
        with Vertical(classes="box"):
            yield Prose(text("settings.keys.press", action=self._of.title, keys=printed_keys(self._of)))
            yield Prose(id="trouble")
            yield Prose(text("settings.keys.press.keys"), classes="keys")

    def on_key(self, event: events.Key) -> None:
        """The key."""
        event.stop()
        event.prevent_default()
        done, words = self._tuner.take_back(self._of.id) if event.key == "delete" else self._tuner.give(self._of.id, event.key)
        if done:
            self.dismiss(words)
        else:
            self.query_one("#trouble", Prose).say(row((words, "warn")))
