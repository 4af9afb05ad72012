"""Textual bindings made from the registry of actions."""

from __future__ import annotations

import re

from textual.binding import Binding, BindingType

from tui.actions import Scope, ime_safe, of_scope

_made: list[tuple[list[BindingType], tuple[Scope, ...]]] = []
"""Every list that was made, which a class holds, and its scopes."""


def bindings(*scopes: Scope) -> list[BindingType]:
    """A binding for every action of the scopes, which calls ``action_do(id)`` of the widget or screen that holds it.

    All are priority bindings: Textual runs others only once the key has bubbled up to the application, and characters typed after
    it may be there before it. A key that types something is bound to ``do(id, True)``, refused while a field has the focus.
    """
    made = _bindings(*scopes)
    _made.append((made, scopes))
    return made


def renew() -> None:
    """Make all of them again, in place, after keys were given to actions; ``tui.compat.rebind`` tells the classes and widgets."""
    for made, scopes in _made:
        made[:] = _bindings(*scopes)


def _bindings(*scopes: Scope) -> list[BindingType]:
    return [
        Binding(sent, f"do('{action.id}')" if ime_safe(key) else f"do('{action.id}', True)", show=False, priority=True)
        for action in of_scope(*scopes)
        for key in action.all_keys
        for sent in _sent(key)
    ]


def _sent(key: str) -> tuple[str, ...]:
    """A key and what the older terminals send for it: F13 for Shift+F1, and so on."""
    shifted = re.fullmatch(r"shift\+f(\d\d?)", key)
    return (key, f"f{int(shifted[1]) + 12}") if shifted else (key,)
