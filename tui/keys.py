"""A person's own keys: how keys are written, which may be given, and what stands in the way."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tui.actions import ACTIONS, BY_ID, OWN, PRINTED, Action, Scope, ime_safe, printed

TOGETHER: tuple[frozenset[Scope], ...] = tuple(
    map(frozenset, (("main", "list", "tree"), ("main", "list", "sheet"), ("main", "reader"), ("main", "box")))
)
"""Scopes whose keys act at the same time."""
FIXED = {"f1": "help", "ctrl+q": "quit"}
"""Keys that stay where they are, and the actions that keep them."""
TAKEN = frozenset(("escape", "enter", "tab", "shift+tab", "backspace", "ctrl+c", "ctrl+v", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m"))
"""Keys that nobody may give away: they leave, choose and edit, or most terminals cannot tell them from those that do."""
KNOWN = frozenset((*PRINTED, "insert", *(f"f{number}" for number in range(1, 13))))

Own = Mapping[str, tuple[str, ...]]
"""Keys (Textual's names) by the id of the action that they were given to."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Why keys cannot be given to an action. ``kind``: ``fixed`` (the key stays with ``other``), ``taken`` (by the application
    itself), ``used`` (by ``other``, where both act), ``none`` (no key is left).
    """

    kind: str
    action: str
    key: str = ""
    other: str = ""


def key_named(words: str) -> str | None:
    """Textual's name of a key written as people write it: ``Ctrl+E`` -> ctrl+e; None for what is no key."""
    *before, last = words.strip().split("+") if words.strip() not in ("+", "") else [words.strip()]
    if not last and before and words.rstrip().endswith("++"):
        before, last = before[:-1], "+"
    modifiers = [part.strip().lower() for part in before]
    names = {shown.lower() if len(shown) > 1 else shown: name for name, shown in PRINTED.items()}
    last = last if len(last) == 1 else last.strip().lower()
    name = names.get(last, last)
    if len(name) == 1:
        name = _name_of(name.lower() if modifiers else name)
    elif name not in KNOWN:
        return None
    if not name or not set(modifiers) <= {"ctrl", "alt", "shift"}:
        return None
    return "+".join([*(one for one in ("ctrl", "alt", "shift") if one in modifiers), name])


def pressed(key: str) -> str | None:
    """A key that came, by the name that is written down: F17 of older terminals is Shift+F5; None where it cannot be written."""
    number = int(key[1:]) if key[:1] == "f" and key[1:].isdecimal() else 0
    key = f"shift+f{number - 12}" if number > 12 else key
    return key if key_named(printed(key)) == key else None


def _name_of(char: str) -> str:
    """Textual's name of a printable character; empty for another."""
    if char.isascii() and char.isalnum():
        return char
    return unicodedata.name(char, "").lower().replace("-", "_").replace(" ", "_") if char.isprintable() else ""


@cache
def _twin(key: str) -> tuple[str, ...]:
    """What a Chinese input method sends instead of a key that types a punctuation mark."""
    standard = {plain: one.standard_twins for one in ACTIONS for plain in one.standard if not ime_safe(plain)}
    if key in standard:
        return standard[key]
    shown = printed(key)
    return (_name_of(chr(ord(shown) + 0xFEE0)),) if len(shown) == 1 and shown.isascii() else ()


def wanted(action: Action, own: Own) -> tuple[str, ...]:
    """The keys of an action: its own, with the standard one that works with an input method on where they have none."""
    keys = own.get(action.id, action.standard)
    keys = tuple(dict.fromkeys((*(key for key, owner in FIXED.items() if owner == action.id and key not in keys), *keys)))
    return keys if any(map(ime_safe, keys)) else (*keys, *filter(ime_safe, action.standard))


def clash(name: str, own: Own) -> Clash | None:
    """The first thing that stands in the way of the keys that ``own`` gives to an action."""
    action = BY_ID[name]
    if not own[name]:
        return Clash("none", name)
    everyone = {one.id: wanted(one, own) for one in ACTIONS}
    for key in everyone[name]:
        if FIXED.get(key, name) != name:
            return Clash("fixed", name, key, FIXED[key])
        if key in TAKEN and key not in action.standard:
            return Clash("taken", name, key)
        for other in ACTIONS:
            both = any({action.scope, other.scope} <= scopes for scopes in TOGETHER)
            if other is not action and both and key in (*everyone[other.id], *(other.twins if other.id not in own else ())):
                return Clash("used", name, key, other.id)
    return None


def accepted(own: Own) -> tuple[dict[str, tuple[str, ...]], list[Clash]]:
    """What can be had of the wishes, and what stands in the way of the others; of two that want one key the first gets it."""
    kept: dict[str, tuple[str, ...]] = dict(own)
    clashes: list[Clash] = []
    while True:
        found = next((one for name in reversed(kept) if (one := clash(name, kept))), None)
        if found is None:
            return kept, clashes[::-1]
        clashes.append(found)
        del kept[found.action]


def use(own: Own) -> None:
    """Give the actions these keys, which have been accepted, and the others their standard ones."""
    OWN.clear()
    for name in own:
        keys = wanted(BY_ID[name], own)
        OWN[name] = (keys, tuple(twin for key in keys for twin in _twin(key)))


def with_key(action: Action, key: str) -> tuple[str, ...]:
    """An action's keys with a new one in place of those of its kind: one that types, or one that works with an input method on."""
    return (key, *(other for other in action.keys if ime_safe(other) != ime_safe(key)))


def written(keys: tuple[str, ...]) -> list[str]:
    """Keys as they stand in the file."""
    return [printed(key) for key in keys]
