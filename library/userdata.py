"""What a person adds to a library: bookmarks, notes, searches, decisions about matches. Plain sqlite3.

Indexing never touches these tables. Keys are kept as text: they stay when a document goes, and find it again when it comes back.
Each call is one short transaction; while an indexer commits, it waits up to five seconds, then raises `LibraryBusy`: call it from a
worker, not from the face's thread.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

from library import versions
from library.cleaning import clean, clean_line
from library.database import connect_to_read, connect_to_write, told

Decision = Literal["confirmed", "split"]
Decided = TypeVar("Decided")
HISTORY = 200
"""Searches that are remembered."""


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


@dataclass(frozen=True, slots=True)
class Collected:
    """Something in the basket: ``key`` of a section, indicator or project, ``quote`` the words chosen of it (all where empty).

    ``title`` says what it was when it was collected; ``added_at`` is ISO 8601 in UTC.
    """

    id: int
    key: str
    title: str
    quote: str
    note: str
    added_at: str


Options = dict[str, Any]
"""What a search was narrowed and sorted by: the options of ``Library.search``, as far as they were given."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search to ask again, by the name that a person gave it; ``created_at`` is ISO 8601 in UTC."""

    name: str
    query: str
    options: Options
    created_at: str


@dataclass(frozen=True, slots=True)
class PastSearch:
    """A search that was asked and how many hits it had; ``asked_at`` is ISO 8601 in UTC."""

    id: int
    query: str
    options: Options
    total: int
    asked_at: str


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

    def prefer_version(self, plan: str, *, at: str | None = None) -> None:
        """Let this version of a document (key) count; a later word goes before an earlier one. See ``library.versions``."""
        self._decide(partial(versions.decide, decision="preferred", plan=plan, other="", at=at or _now()))

    def part_versions(self, plan: str, other: str, *, at: str | None = None) -> None:
        """Two plans (keys) are different documents, whatever they have in common."""
        self._decide(partial(versions.decide, decision="apart", plan=plan, other=other, at=at or _now()))

    def join_versions(self, plan: str, other: str) -> bool:
        """Take that word back; whether it had been given."""
        return self._decide(partial(versions.forget, plan=plan, other=other))

    def _decide(self, decision: Callable[[sqlite3.Connection], Decided]) -> Decided:
        with self._connection(connect_to_write(self._path)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            answer = decision(connection)
            connection.execute("COMMIT")
            return answer

    def basket(self) -> list[Collected]:
        """What is collected, in the person's order."""
        found = self._read("SELECT id, key, title, quote, note, added_at FROM basket ORDER BY position, id")
        return [Collected(*row) for row in found]

    def collect(self, key: str, title: str, quote: str = "", *, at: str | None = None) -> bool:
        """Put something at the end of the basket; False where it is there already, and stays where it was."""
        given = (key, clean_line(title), clean(quote), at or _now())
        last = "(SELECT coalesce(max(position), 0) + 1 FROM basket)"
        sql = f"INSERT OR IGNORE INTO basket (position, key, title, quote, note, added_at) VALUES ({last}, ?, ?, ?, '', ?)"
        return self._write(sql, given) > 0

    def annotate(self, number: int, note: str) -> bool:
        """Write a remark on something collected (its ``id``), in place of an earlier one; whether it is there."""
        return self._write("UPDATE basket SET note = ? WHERE id = ?", (clean(note), number)) > 0

    def put_back(self, number: int) -> bool:
        """Take something (its ``id``) out of the basket; whether it was there."""
        return self._write("DELETE FROM basket WHERE id = ?", (number,)) > 0

    def arrange_basket(self, numbers: Sequence[int]) -> None:
        """The ``id`` of everything collected in a new order; what is not named comes last, in the order it had."""
        with self._connection(connect_to_write(self._path)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            held = [number for (number,) in connection.execute("SELECT id FROM basket ORDER BY position, id")]
            order = [*(n for n in dict.fromkeys(numbers) if n in held), *(n for n in held if n not in numbers)]
            connection.executemany("UPDATE basket SET position = ? WHERE id = ?", list(enumerate(order, 1)))
            connection.execute("COMMIT")

    def empty_basket(self) -> int:
        """Take everything out; how much it was."""
        return self._write("DELETE FROM basket", ())

    def searches(self) -> list[SavedSearch]:
        """The saved searches, by name."""
        found = self._read("SELECT name, query, options, created_at FROM searches ORDER BY name")
        return [SavedSearch(name, query, json.loads(options), at) for name, query, options, at in found]

    def save_search(self, name: str, query: str, options: Options | None = None, *, at: str | None = None) -> SavedSearch:
        """Save a search under a name; a later one of the same name replaces it. Without a name it is called like its query."""
        query = clean_line(query)
        saved = SavedSearch(clean_line(name).strip() or query, query, _given(options), at or _now())
        self._write(
            "INSERT OR REPLACE INTO searches VALUES (?, ?, ?, ?)", (saved.name, query, _json(saved.options), saved.created_at)
        )
        return saved

    def remove_search(self, name: str) -> bool:
        """Throw a saved search away; whether there was one."""
        return self._write("DELETE FROM searches WHERE name = ?", (name,)) > 0

    def history(self, limit: int = HISTORY) -> list[PastSearch]:
        """The searches that were asked, the latest first, each once."""
        found = self._read("SELECT id, query, options, total, asked_at FROM history ORDER BY id DESC LIMIT ?", (limit,))
        return [PastSearch(number, query, json.loads(options), total, at) for number, query, options, total, at in found]

    def add_history(self, query: str, total: int, options: Options | None = None, *, at: str | None = None) -> None:
        """Write down a search that was asked; asked again it moves to the top. The last `HISTORY` are kept."""
        query, given = clean_line(query).strip(), _json(_given(options))
        if not query:
            return
        with self._connection(connect_to_write(self._path)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM history WHERE query = ? AND options = ?", (query, given))
            row = (query, given, total, at or _now())
            connection.execute("INSERT INTO history (query, options, total, asked_at) VALUES (?, ?, ?, ?)", row)
            connection.execute("DELETE FROM history WHERE id NOT IN (SELECT id FROM history ORDER BY id DESC LIMIT ?)", (HISTORY,))
            connection.execute("COMMIT")

    def clear_history(self) -> int:
        """Forget all searches that were asked; how many."""
        return self._write("DELETE FROM history", ())

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


def _given(options: Options | None) -> Options:
    """The options that say something."""
    return {name: value for name, value in (options or {}).items() if value not in (None, "", [], ())}


def _json(options: Options) -> str:
    return json.dumps(options, ensure_ascii=False, sort_keys=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
