"""Textual bindings made from the registry of actions."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tui.actions import Scope, of_scope


def bindings(*scopes: Scope) -> list[BindingType]:
    """A binding for every action of the scopes, which calls ``action_do(id)`` of the widget or screen that holds it.

    On the main screen, keys that type nothing come before the focused pane, so that Ctrl+E exports from the search box too.
    """
    made: list[BindingType] = []
    for action in of_scope(*scopes):
        for key in action.all_keys:
            first = action.scope == "main" and (key.startswith(("ctrl+", "alt+")) or (key[0] == "f" and key[1:].isdigit()))
            made.append(Binding(key, f"do('{action.id}')", show=False, priority=first))
    return made
