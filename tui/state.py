"""What the application remembers: the way back, and the session that is open again next time. Plain classes, saved atomically."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

VERSION = 1
"""Of the session file; a file of another version is left alone and not read."""
DEPTH = 100
"""Places that the history keeps."""
RECENT = 12
"""Sections that the list of recent ones keeps."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader stands: a section, what is highlighted in it, and the reader's own account of the place on screen."""

    key: str
    terms: tuple[str, ...] = ()
    view: tuple[int, int, int, int | None] | None = None
    """``ReaderState`` as a tuple: block, character or table row, rows above it on screen, current match."""


class History:
    """Back and forward, as in a browser: a new place cuts off what lay ahead; the place left is updated when one goes."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def current(self) -> Place | None:
        """The place one is at; None before the first."""
        return self._places[self._at] if self._places else None

    def visit(self, place: Place) -> None:
        """Go to a new place; going where one already is only updates it."""
        if self.current is not None and self.current.key == place.key:
            self._places[self._at] = place
            return
        self._places = [*self._places[: self._at + 1], place][-DEPTH:]
        self._at = len(self._places) - 1

    def leave(self, terms: tuple[str, ...], view: tuple[int, int, int, int | None] | None) -> None:
        """Note how the current place looked, before going elsewhere."""
        if self.current is not None:
            self._places[self._at] = replace(self.current, terms=terms, view=view)

    def back(self) -> Place | None:
        """One step back; None at the beginning."""
        return self._step(-1)

    def forward(self) -> Place | None:
        """One step forward; None at the end."""
        return self._step(+1)

    def _step(self, by: int) -> Place | None:
        if not 0 <= self._at + by < len(self._places):
            return None
        self._at += by
        return self._places[self._at]


@dataclass(slots=True)
class Session:
    """What is open again next time. ``guided`` says that the first guide has been shown."""

    place: Place | None = None
    query: str = ""
    expanded: list[str] = field(default_factory=list)
    recent: list[str] = field(default_factory=list)
    side: str = "results"
    compared: str = ""
    """Key of the indicator whose comparison was on show last."""
    guided: bool = False
    folder: str = ""
    """Where the last export went."""
    form: str = "cited"
    """What was copied last: plain, cited, markdown."""
    figures: bool = False
    """Whether figures and dates in the text are made visible."""

    def visited(self, key: str) -> None:
        """Put a section at the head of the recent ones."""
        self.recent = [key, *(other for other in self.recent if other != key)][:RECENT]


def state_file(library: Path, folder: Path | None = None) -> Path:
    """The session file of a library, in the user's state folder (platformdirs) unless ``folder`` is given.

    It is not beside the library, which may be read-only or shared between people.
    """
    if folder is None:
        from platformdirs import user_state_path

        folder = user_state_path("guilan", appauthor=False)
    return folder / f"session-{hashlib.blake2s(str(library.resolve()).encode(), digest_size=6).hexdigest()}.json"


def load(path: Path) -> Session:
    """The saved session; a fresh one where there is none, or where it is damaged or of another version."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data.pop("version") != VERSION:
            return Session()
        place = data.pop("place")
        if place is not None:
            place = Place(str(place["key"]), tuple(map(str, place["terms"])), _view(place["view"]))
        known = {
            "query": str(data["query"]),
            "expanded": [str(key) for key in data["expanded"]],
            "recent": [str(key) for key in data["recent"]],
            "side": str(data["side"]),
            "compared": str(data["compared"]),
            "guided": bool(data["guided"]),
            "folder": str(data["folder"]),
            "form": str(data.get("form", "cited")),
            "figures": bool(data.get("figures", False)),
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Session()
    return Session(place=place, **known)  # type: ignore[arg-type]


def _view(saved: list[int | None] | None) -> tuple[int, int, int, int | None] | None:
    if saved is None:
        return None
    block, at, above, match = saved
    return int(block or 0), int(at or 0), int(above or 0), None if match is None else int(match)


def save(path: Path, session: Session) -> bool:
    """Write the session in one step (temporary file, then rename); False where the disk refuses, which must not stop anyone."""
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".session-")
    except OSError:
        return False
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"version": VERSION, **asdict(session)}, file, ensure_ascii=False)
        os.replace(name, path)
    except OSError:
        with suppress(OSError):
            os.unlink(name)
        return False
    return True
