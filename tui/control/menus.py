"""Help, palette, quick-open and the first guide: lists made from the registry and the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.actions import ACTIONS, BY_ID, Action, hint_key, printed_keys
from tui.screens.dialogs import Item, Message, Picker
from tui.strings import text
from tui.strings.spelled import SPELLED
from tui.widgets.paint import row

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

GUIDE = "guide"
"""Key of the entry of the help that shows the first guide again."""


class Menus:
    """Lists over the main screen that run or open what is picked."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk

    def do_help(self) -> None:
        """Every action with its keys, what it does and its command; Enter runs it."""
        items = [
            *map(_help_item, ACTIONS),
            Item(GUIDE, (row((text("help.guide"), "head")), row((text("help.guide.help"), "dim"), indent=2))),
        ]
        self.desk.app.push_screen(Picker(text("help.title"), items), self._run)

    def do_palette(self) -> None:
        """The actions that do something here, one line each."""
        chosen = [
            one for one in ACTIONS if one.scope == "main" and one.id not in ("palette", "next_pane", "previous_pane", "outward")
        ]
        items = [
            Item(one.id, (row(one.title, (f"  {printed_keys(one)}", "dim")),), f"{one.help} {one.command} {SPELLED[one.id]}")
            for one in chosen
        ]
        items.append(Item(GUIDE, (row(text("help.guide")),), text("help.guide.help")))
        self.desk.app.push_screen(Picker(text("palette.title"), items), self._run)

    def _run(self, name: str | None) -> None:
        if name == GUIDE:
            self.guide()
        elif name and BY_ID[name].scope != "box":
            self.desk.perform(name)

    def guide(self) -> None:
        """The one screen for the first time: find, compare, export."""
        self.desk.session.guided = True
        keys = {name: hint_key(BY_ID[name]) for name in ("search", "next_match", "compare", "matrix", "export", "import", "help")}
        self.desk.app.push_screen(Message(text("guide.title"), text("guide.text", **keys), text("guide.keys")))
        self.desk.remember()

    def do_jump(self) -> None:
        """Quick-open: plans, sections and indicators by title, number, pinyin or initials, those read last first."""
        from tui.screens.opener import Opener

        desk = self.desk
        opener = Opener(text("jump.title"), lambda words: desk.finder.client.quick_open(words, desk.session.recent), desk.trouble)
        desk.app.push_screen(opener, desk.deliverer.open_key)


def _help_item(action: Action) -> Item:
    rows = [row((action.title, "head"), (f"  {printed_keys(action)}", "match")), row((action.help, "dim"), indent=2)]
    if action.command:
        rows.append(row((text("help.command", command=action.command), "dim"), indent=2))
    return Item(action.id, tuple(rows), " ".join((*action.twins, SPELLED[action.id])))
