"""Writing the library: whole documents in, whole documents out, one transaction at a time. Through sqlite-utils.

Import it only where something is written: sqlite-utils takes a tenth of a second to import, and reading needs none of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlite_utils import Database

from library import rows, schema, versions
from library.cleaning import clean_line
from library.database import SCHEMA_VERSION, connect_to_write, create, database_file, schema_version, told
from library.model import Plan

BeforeCommit = Callable[[sqlite3.Connection, int], None]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a plan's file lies on this machine (``path``, absolute) and which version of the extractor read it."""

    path: str
    extractor: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the library remembers of an indexed file."""

    key: str
    file: str
    sha256: str
    origin: Origin


class Store:
    """The one writer of a library. Use it from one thread, and close it; also a context manager."""

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        """Take over an open connection; `open` is the usual way in."""
        self.file = file
        self._connection = connection
        self._database = Database(connection, execute_plugins=False)

    @classmethod
    def open(cls, path: str | Path, *, create_missing: bool = False) -> Self:
        """Open the library in folder ``path`` for writing and bring an older file up to date.

        Raises `LibraryMissing` (unless ``create_missing``), `LibraryDamaged`, `LibraryNewer`, `LibraryBusy`, `DiskFull`.
        """
        connection = create(path) if create_missing else connect_to_write(path)
        store = cls(database_file(path), connection)
        try:
            with told(path):
                # Sectors fail and power goes: FULL syncs the log at each commit, and there are few commits.
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                if schema_version(connection) < SCHEMA_VERSION:
                    schema.migrations.apply(store._database)
        except BaseException:
            store.close()
            raise
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; what was not committed is gone."""
        self._connection.close()

    @property
    def generation(self) -> int:
        """How many times the documents of this library were changed."""
        return int(self._connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()[0])

    def known(self) -> list[Known]:
        """Every indexed file, in the order of the keys."""
        found = self._connection.execute("SELECT key, file, sha256, path, extractor FROM plans ORDER BY key")
        return [Known(key, file, sha256, Origin(path, extractor)) for key, file, sha256, path, extractor in found]

    def versions(self) -> list[tuple[versions.Version, ...]]:
        """The documents that are here in several versions, the version that counts first."""
        return versions.groups(self._connection)

    def replace_plans(
        self,
        added: Sequence[Plan],
        removed: Sequence[str] = (),
        before_commit: BeforeCommit | None = None,
        origins: Mapping[str, Origin] | None = None,
    ) -> int:
        """Put plans in and take plans out (by key) in one transaction; a plan whose key is there already is replaced.

        ``before_commit`` is called with the connection, which sees the new state, and the new generation: when it returns, the
        change is committed; when it raises, nothing has happened. Returns the new generation. Raises `LibraryBusy`, `DiskFull`.
        """
        with told(self.file):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                gone = {*removed, *(plan.key for plan in added)}
                self._connection.executemany("DELETE FROM plans WHERE key = ?", [(key,) for key in gone])
                for plan in added:
                    self._insert(plan, (origins or {}).get(plan.key, Origin(plan.source.file, "")))
                versions.update(self._connection)
                generation = self.generation + 1
                self._connection.execute("UPDATE meta SET value = ? WHERE name = 'generation'", (str(generation),))
                if before_commit is not None:
                    before_commit(self._connection, generation)
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        return generation

    def moved(self, key: str, file: str, origin: Origin) -> None:
        """Note that a plan's file, unchanged, lies somewhere else now. The documents do not change, nor does the generation."""
        with told(self.file):
            self._connection.execute("UPDATE plans SET file = ?, path = ? WHERE key = ?", (clean_line(file), origin.path, key))

    def _roll_back(self) -> None:
        # SQLite has rolled back by itself after some errors (a full disk); the error that led here is the one to report.
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _insert(self, plan: Plan, origin: Origin) -> None:
        self._into("plans", [rows.of_plan(plan, origin.path, origin.extractor)])
        self._into("sections", (rows.of_section(plan, n, record) for n, record in enumerate(plan.sections)))
        self._into("plan_tables", (rows.of_table(plan, n, record) for n, record in enumerate(plan.tables)))
        self._into("indicators", (rows.of_indicator(plan, n, record) for n, record in enumerate(plan.indicators)))
        self._into("indicator_values", (rows.of_value(i, n, value) for i in plan.indicators for n, value in enumerate(i.values)))
        self._into("projects", (rows.of_project(plan, n, record) for n, record in enumerate(plan.projects)))
        self._into("cautions", (rows.of_caution(plan, n, caution) for n, caution in enumerate(plan.warnings)))

    def _into(self, table: str, records: Iterable[rows.Columns]) -> None:
        self._database.table(table).insert_all(records)


def defect_of(plan: Plan) -> str | None:
    """Why a plan cannot be stored: a key that stands twice or one that names nothing, in Chinese; None where all is well."""
    sections: set[str] = set()
    for section in plan.sections:
        if section.parent is not None and section.parent not in sections:
            return f"章节 {section.key} 的上级 {section.parent} 不在它之前"
        if section.key in sections:
            return f"章节编号 {section.key} 重复"
        sections.add(section.key)
    for records in (plan.tables, plan.indicators, plan.projects):
        seen: set[str] = set()
        for record in records:
            if record.section not in sections:
                return f"{record.key} 所在的章节 {record.section} 不存在"
            if record.key in seen:
                return f"编号 {record.key} 重复"
            seen.add(record.key)
    return None
