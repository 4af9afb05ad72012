"""Help, palette, quick-open and the first guide: lists made from the registry and the library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from library.chinese import fold
from library.reading import heading
from tui.actions import ACTIONS, BY_ID, Action, printed_keys
from tui.screens.dialogs import Item, Message, Picker
from tui.strings import text
from tui.widgets.paint import row

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

GUIDE = "guide"
"""Key of the entry of the help that shows the first guide again."""
SHOWN = 200
"""Entries that quick-open lists at most; more letters narrow them."""


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
        items = [Item(one.id, (row(one.title, (f"  {printed_keys(one)}", "dim")),), f"{one.help} {one.command}") for one in chosen]
        self.desk.app.push_screen(Picker(text("palette.title"), items), self._run)

    def _run(self, name: str | None) -> None:
        if name == GUIDE:
            self.guide()
        elif name and BY_ID[name].scope != "box":
            self.desk.perform(name)

    def guide(self) -> None:
        """The one screen for the first time: find, compare, export."""
        self.desk.session.guided = True
        self.desk.app.push_screen(Message(text("guide.title"), text("guide.text"), text("guide.keys")))
        self.desk.remember()

    def do_jump(self) -> None:
        """Quick-open: plans and sections by some characters of their titles, those read last first."""
        found = self._everything()
        recent = [item for key in self.desk.session.recent for item in found if item.key == key]
        rest = [item for item in found if item.key not in set(self.desk.session.recent)]
        items = [*recent, *rest]
        folded = [(fold(item.search).text, item) for item in items]

        def find(words: str) -> Sequence[Item]:
            wanted = [needle for needle in (fold(word).text for word in words.split()) if needle]
            return [item for whole, item in folded if all(needle in whole for needle in wanted)][:SHOWN]

        self.desk.app.push_screen(Picker(text("jump.title"), items, find=find), self.desk.deliverer.open_key)

    def _everything(self) -> list[Item]:
        items = []
        for plan in self.desk.library.plans():
            period = f"（{plan.period.name}）" if plan.period else ""
            items.append(
                Item(
                    plan.key,
                    (row((plan.title, "head"), (f" {plan.region}{period}", "dim"), hang=2),),
                    f"{plan.title} {plan.region}",
                )
            )
            for node in self.desk.tree_pane.forest.sections(plan.key):
                title = heading(node.number, node.title)
                if title:
                    items.append(Item(node.key, (row(title, (f"  {plan.title}", "dim"), hang=2),), f"{title} {plan.title}"))
        return items


def _help_item(action: Action) -> Item:
    rows = [row((action.title, "head"), (f"  {printed_keys(action)}", "match")), row((action.help, "dim"), indent=2)]
    if action.command:
        rows.append(row((text("help.command", command=action.command), "dim"), indent=2))
    return Item(action.id, tuple(rows), " ".join(action.twins))
