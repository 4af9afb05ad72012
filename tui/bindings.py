"""Textual bindings made from the registry of actions."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tui.actions import Scope, ime_safe, of_scope


def bindings(*scopes: Scope) -> list[BindingType]:
    """A binding for every action of the scopes, which calls ``action_do(id)`` of the widget or screen that holds it.

    All are priority bindings: Textual runs others only once the key has bubbled up to the application, and characters typed after
    it may be there before it. A key that types something is bound to ``do(id, True)``, refused while a field has the focus.
    """
    return [
        Binding(key, f"do('{action.id}')" if ime_safe(key) else f"do('{action.id}', True)", show=False, priority=True)
        for action in of_scope(*scopes)
        for key in action.all_keys
    ]
