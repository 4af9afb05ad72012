"""Bindings that change while the app runs.

Textual 8.2.8 merges the bindings of a class when the class is made and copies them into each widget. Its keymap
(``App.set_keymap``) gives one set of keys to a binding id, whatever the keys are; here a key that types something is bound to
another action than one that does not (`tui.bindings`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.app import App
from textual.dom import DOMNode


def rebind(app: App[Any] | None) -> None:
    """Merge every class's ``BINDINGS`` anew, and hand them to the widgets that are there."""
    for kind in _kinds(DOMNode):
        kind._merged_bindings = kind._merge_bindings()
    for screen in app.screen_stack if app and app.is_running else ():
        for node in (screen, *screen.walk_children()):
            merged = type(node)._merged_bindings
            if merged is not None:
                node._bindings = merged.copy()


def _kinds(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    """A class and all that stand on it."""
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)
