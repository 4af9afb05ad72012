"""Importing a library without something heavy that it names but that we never let it use."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def without(name: str, *, having: tuple[str, ...] | None = None) -> Iterator[None]:
    """Inside the block the module ``name``, where nobody has loaded it yet, cannot be imported.

    With ``having`` an empty one with these names, each None, is imported in its place; after the block it is as if nothing was.
    """
    if name in sys.modules:
        yield
        return
    stand_in = None if having is None else ModuleType(name)
    for attribute in having or ():
        setattr(stand_in, attribute, None)
    sys.modules[name] = stand_in  # type: ignore[assignment]  # None is Python's own way to say "not to be found"
    try:
        yield
    finally:
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
