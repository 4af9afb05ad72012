"""Fixtures for the app: libraries on disk, the app on one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from library.library import Library
from tests.tui.app_library import PLANS, NearClient, write_library
from tui import strings
from tui.app import Guilan
from tui.state import Session, save, state_file

Opener = Callable[..., Guilan]


@pytest.fixture(autouse=True)
def _chinese() -> None:
    strings.use("zh")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Folder of a library with three plans, of which two have an indicator table."""
    return write_library(tmp_path / "library", PLANS)


@pytest.fixture
def empty_folder(tmp_path: Path) -> Path:
    """Folder of a library that holds nothing yet."""
    return write_library(tmp_path / "empty", [])


@pytest.fixture
def open_app(tmp_path: Path) -> Iterator[Opener]:
    """Makes the app on a library folder, its session in the test's own folder; ``guided`` skips the first guide."""
    opened: list[Library] = []

    def opener(folder: Path, *, guided: bool = True) -> Guilan:
        library = Library.open(folder)
        opened.append(library)
        state = tmp_path / "state"
        path = state_file(library.path, state)
        if guided and not path.exists():
            save(path, Session(guided=True))
        return Guilan(library, state, NearClient)

    yield opener
    for library in opened:
        library.close()
