"""Reading the library: plain sqlite3, one method for each thing that is asked, records of ``model.py`` as answers."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from library import keys, rows
from library.database import connect_to_read, database_file, schema_version, told
from library.errors import NothingFound
from library.model import Caution, Indicator, Plan, PlanInfo, Project, Section, SectionNode, Source, Table, Value
from library.rows import Row

if TYPE_CHECKING:
    from library.userdata import Match
    from library.versions import Version

Resolved = Literal["plan", "section", "indicator", "project"]


def heading(number: str, title: str) -> str:
    """A heading in one line, as Chinese sets it: 一、总体要求 and （二）发展基础 without a space, 第一章 总则 with one."""
    return f"{number} {title}" if number and number[-1] not in "、.．)）" else number + title


class Reader:
    """Everything in one library, for reading only.

    Threads may share a reader: it holds one connection and a lock, so their questions are answered in turn (under 2 ms each). Every
    method sees one state of the library, never half of a change. An unknown key raises `NothingFound`.
    """

    def __init__(self, path: str | Path) -> None:
        """Open the library in folder ``path``. Raises `LibraryMissing`, `LibraryDamaged`, `LibraryNewer`."""
        self.file = database_file(path)
        self._connection = connect_to_read(path)
        self._lock = threading.RLock()

    def close(self) -> None:
        """Close the connection; the reader answers nothing more."""
        with self._lock:
            self._connection.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself, for what no method answers: read-only, and to be used by one thread at a time."""
        return self._connection

    @property
    def schema_version(self) -> int:
        """The version of the tables in the file."""
        with self._lock:
            return schema_version(self._connection)

    @property
    def generation(self) -> int:
        """How many times the documents of this library were changed; the full-text index carries the same number."""
        return int(self.meta("generation"))

    @property
    def state(self) -> tuple[str, str]:
        """Changes whenever `plans` may say something else: the generation, and how often a person decided about versions."""
        return self.meta("generation"), self.meta("choices")

    @property
    def library_id(self) -> str:
        """A random name that this library got when it was made."""
        return self.meta("library_id")

    def meta(self, name: str) -> str:
        """A value of the ``meta`` table."""
        return str(self._one("SELECT value FROM meta WHERE name = ?", name)[0])

    # Plans

    def plans(self) -> list[PlanInfo]:
        """All plans, by region and period."""
        return [rows.plan_info(row) for row in self._all(f"SELECT {rows.PLAN_INFO} FROM plans ORDER BY region, period_start, key")]

    def plan_info(self, plan: str) -> PlanInfo:
        """One plan without its contents."""
        return rows.plan_info(self._one(f"SELECT {rows.PLAN_INFO} FROM plans WHERE key = ?", plan))

    def path_of_file(self, plan: str) -> str:
        """The whole path of the file that a plan was read from, on the machine that indexed it."""
        return str(self._one("SELECT path FROM plans WHERE key = ?", plan)[0])

    def plan(self, plan: str) -> Plan:
        """One plan with everything in it, as it was when it was indexed."""
        with self.one_state():
            head = self._one(f"SELECT {rows.PLAN} FROM plans WHERE key = ?", plan)
            sections, tables = tuple(self.sections(plan)), tuple(self.tables(plan=plan))
            indicators, projects = tuple(self.indicators(plan)), tuple(self.projects(plan))
            return Plan(*(*rows.plan_head(head), self.cautions(plan), sections, tables, indicators, projects))

    def cautions(self, plan: str) -> tuple[Caution, ...]:
        """What a reader must be told about a plan's file."""
        from library import versions

        found = self._all("SELECT code, message, line FROM cautions WHERE plan = ? ORDER BY position", plan)
        others = [Caution("versions", versions.sentence(group, plan)) for group in self.versions(plan)]
        return (*(Caution(*row) for row in found), *others)

    def versions(self, plan: str | None = None) -> list[tuple[Version, ...]]:
        """The documents that are here in several versions, or the one group of ``plan``: the version that counts first."""
        from library import versions

        with self._lock, told(self.file):
            return versions.groups(self._connection, plan)

    def all_cautions(self) -> dict[str, tuple[Caution, ...]]:
        """What a reader must be told about each plan's file, by the plan's key; a plan without cautions is not in it."""
        out: dict[str, tuple[Caution, ...]] = {}
        for plan, *row in self._all("SELECT plan, code, message, line FROM cautions ORDER BY plan, position"):
            out[plan] = (*out.get(plan, ()), Caution(*row))
        return out

    def matches(self) -> tuple[Match, ...]:
        """What people decided about matches; see ``library.userdata``."""
        from library.userdata import Match

        return tuple(Match(*row) for row in self._all("SELECT indicator, concept, decision, decided_at FROM matches ORDER BY 1, 2"))

    # Sections

    def outline(self, plan: str) -> list[SectionNode]:
        """The tree of a plan in document order, parents before children; empty for an unknown plan."""
        return [rows.node(row) for row in self._all(f"SELECT {rows.NODE} FROM sections WHERE plan = ? ORDER BY position", plan)]

    def sections(self, plan: str) -> list[Section]:
        """All sections of a plan with their text, in document order."""
        return [
            rows.section(row) for row in self._all(f"SELECT {rows.SECTION} FROM sections WHERE plan = ? ORDER BY position", plan)
        ]

    def section(self, key: str) -> Section:
        """One section."""
        return rows.section(self._one(f"SELECT {rows.SECTION} FROM sections WHERE key = ?", key))

    def end_page(self, plan: str, source: Source) -> int | None:
        """The page by which what stands in a plan from ``source.line`` to ``source.end_line`` has surely ended.

        That is where the next section begins, or the last page on which anything begins. None for formats without pages.
        """
        if source.page is None:
            return None
        begun = "SELECT page, line FROM sections WHERE plan = ?1 UNION SELECT page, line FROM plan_tables WHERE plan = ?1"
        found = self._all(f"SELECT min(CASE WHEN line > ?2 THEN page END), max(page) FROM ({begun})", plan, source.end_line)
        return max(source.page, found[0][0] or found[0][1] or 0)

    def node(self, key: str) -> SectionNode:
        """One section without its text."""
        return rows.node(self._one(f"SELECT {rows.NODE} FROM sections WHERE key = ?", key))

    def parents(self, key: str) -> list[SectionNode]:
        """The sections above a section, from the top down, itself not among them."""
        with self.one_state():
            out: list[SectionNode] = []
            above = self.node(key).parent
            while above is not None:
                out.append(self.node(above))
                above = out[-1].parent
            return out[::-1]

    def path_of(self, key: str) -> tuple[str, ...]:
        """The headings from the top down to a section, its own the last."""
        with self.one_state():
            return tuple(heading(node.number, node.title) for node in [*self.parents(key), self.node(key)])

    def next_section(self, key: str) -> str | None:
        """The key of the section that follows in the document; None at the end."""
        return self._neighbour(key, ">", "ASC")

    def previous_section(self, key: str) -> str | None:
        """The key of the section before in the document; None at the beginning."""
        return self._neighbour(key, "<", "DESC")

    def _neighbour(self, key: str, side: str, order: str) -> str | None:
        with self.one_state():
            here = self._one("SELECT plan, position FROM sections WHERE key = ?", key)
            found = self._all(
                f"SELECT key FROM sections WHERE plan = ? AND position {side} ? ORDER BY position {order} LIMIT 1", *here
            )
        return found[0][0] if found else None

    # What stands in sections

    def tables(self, section: str | None = None, *, plan: str | None = None) -> list[Table]:
        """The tables of a section, of a plan, or all."""
        return [rows.table(row) for row in self._within("plan_tables", rows.TABLE, plan, section)]

    def indicators(self, plan: str | None = None, section: str | None = None) -> list[Indicator]:
        """The indicators of a plan, of a section, or all; plan by plan, in document order."""
        with self.one_state():
            found = self._within("indicators", rows.INDICATOR, plan, section)
            values = self._values(plan, section)
        return [rows.indicator(row, values.get(row[0], ())) for row in found]

    def indicator(self, key: str) -> Indicator:
        """One indicator."""
        with self.one_state():
            found = self._one(f"SELECT {rows.INDICATOR} FROM indicators WHERE key = ?", key)
            values = self._all(f"SELECT {rows.VALUE} FROM indicator_values v WHERE indicator = ? ORDER BY position", key)
        return rows.indicator(found, [Value(*row[1:]) for row in values])

    def projects(self, plan: str | None = None, section: str | None = None) -> list[Project]:
        """The projects of a plan, of a section, or all; plan by plan, in document order."""
        return [rows.project(row) for row in self._within("projects", rows.PROJECT, plan, section)]

    def project(self, key: str) -> Project:
        """One project."""
        return rows.project(self._one(f"SELECT {rows.PROJECT} FROM projects WHERE key = ?", key))

    def resolve(self, key: str) -> Resolved | None:
        """What a key names here; None where it names nothing that can be opened by itself."""
        kind = keys.kind_of(key)
        if kind is None or kind == "table":
            return None
        return kind if self._all(f"SELECT 1 FROM {kind}s WHERE key = ?", key) else None

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Several questions, one state of the library; blocks may nest. Other threads wait until the block ends."""
        with self._lock, told(self.file):
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    def _within(self, table: str, columns: str, plan: str | None, section: str | None) -> list[Row]:
        where, given = _where(plan, section)
        return self._all(f"SELECT {columns} FROM {table} {where} ORDER BY plan, position", *given)

    def _values(self, plan: str | None, section: str | None) -> dict[str, list[Value]]:
        where, given = _where(plan, section)
        out: dict[str, list[Value]] = {}
        asked = (
            f"SELECT {rows.VALUE} FROM indicator_values v JOIN indicators ON key = indicator {where} ORDER BY indicator, v.position"
        )
        for row in self._all(asked, *given):
            out.setdefault(row[0], []).append(Value(*row[1:]))
        return out

    def _all(self, sql: str, *given: object) -> list[Row]:
        with self._lock, told(self.file):
            return self._connection.execute(sql, given).fetchall()

    def _one(self, sql: str, *given: object) -> Row:
        found = self._all(sql, *given)
        if not found:
            raise NothingFound(
                f"资料库里没有“{given[0]}”，可能已被删除或重新编号；请用 guilan plans 和 guilan show 查看现有的编号。"
            )
        return found[0]


def _where(plan: str | None, section: str | None) -> tuple[str, list[str]]:
    asked = {"plan": plan, "section": section}
    given = {name: value for name, value in asked.items() if value is not None}
    return ("WHERE " + " AND ".join(f"{name} = ?" for name in given) if given else ""), list(given.values())
