"""What a person adds to a library: bookmarks, notes, decisions about matches. Indexing never touches these tables. Plain sqlite3.

Keys are kept as text: they stay when a document goes, and find it again when it comes back. Each call is one short transaction;
while an indexer commits, it waits up to five seconds, then raises `LibraryBusy`: call it from a worker, not from the face's thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from library.cleaning import clean, clean_line
from library.database import connect_to_read, connect_to_write, told

Decision = Literal["confirmed", "split"]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place to come back to. ``title`` says what it was when it was marked; ``created_at`` is ISO 8601 in UTC."""

    key: str
    title: str
    note: str
    created_at: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote about something that has a key; ``created_at`` is ISO 8601 in UTC."""

    id: int
    key: str
    text: str
    created_at: str


@dataclass(frozen=True, slots=True)
class Match:
    """A person's word on whether an indicator (by key) measures a concept (by name): confirmed, or split from it."""

    indicator: str
    concept: str
    decision: Decision
    decided_at: str


class UserData:
    """The person's tables of the library in folder ``path``. Each call opens and closes its own connection; any thread may call."""

    def __init__(self, path: str | Path) -> None:
        self._path = path

    def bookmarks(self) -> list[Bookmark]:
        """All bookmarks, the newest first."""
        return [Bookmark(*row) for row in self._read("SELECT * FROM bookmarks ORDER BY created_at DESC, key")]

    def add_bookmark(self, key: str, title: str, note: str = "", *, at: str | None = None) -> Bookmark:
        """Mark a place, or change the note of one that is marked. ``at`` is the time to write down, now by default."""
        mark = Bookmark(key, clean_line(title), clean(note), at or _now())
        self._write(
            "INSERT INTO bookmarks VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET (title, note) = (excluded.title, excluded.note)",
            (mark.key, mark.title, mark.note, mark.created_at),
        )
        return mark

    def remove_bookmark(self, key: str) -> bool:
        """Unmark a place; whether it was marked."""
        return self._write("DELETE FROM bookmarks WHERE key = ?", (key,)) > 0

    def notes(self, key: str | None = None) -> list[Note]:
        """The notes on one key, or all, the oldest first."""
        where, given = ("", ()) if key is None else ("WHERE key = ?", (key,))
        return [Note(*row) for row in self._read(f"SELECT * FROM notes {where} ORDER BY id", given)]

    def add_note(self, key: str, text: str, *, at: str | None = None) -> None:
        """Write a note on something that has a key."""
        self._write("INSERT INTO notes (key, text, created_at) VALUES (?, ?, ?)", (key, clean(text), at or _now()))

    def remove_note(self, number: int) -> bool:
        """Throw a note away, by its ``id``; whether there was one."""
        return self._write("DELETE FROM notes WHERE id = ?", (number,)) > 0

    def matches(self) -> list[Match]:
        """All decisions about matches, by concept."""
        return [Match(*row) for row in self._read("SELECT * FROM matches ORDER BY concept, indicator")]

    def decide_match(self, indicator: str, concept: str, decision: Decision, *, at: str | None = None) -> None:
        """Confirm or split a match; a later word replaces an earlier one."""
        given = (indicator, clean_line(concept), decision, at or _now())
        self._write("INSERT OR REPLACE INTO matches VALUES (?, ?, ?, ?)", given)

    def forget_match(self, indicator: str, concept: str) -> bool:
        """Take a decision back; whether there was one."""
        return self._write("DELETE FROM matches WHERE indicator = ? AND concept = ?", (indicator, concept)) > 0

    def _read(self, sql: str, given: tuple[object, ...] = ()) -> list[Any]:
        with self._connection(connect_to_read(self._path)) as connection:
            return connection.execute(sql, given).fetchall()

    def _write(self, sql: str, given: tuple[object, ...]) -> int:
        with self._connection(connect_to_write(self._path)) as connection:
            return connection.execute(sql, given).rowcount

    @contextmanager
    def _connection(self, connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
        try:
            with told(self._path):
                yield connection
        finally:
            connection.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
