"""The one door to a library: open it, then ask. The face uses only this, and so may a script.

>>> import tempfile
>>> from library import Library
>>> with tempfile.TemporaryDirectory() as folder, Library.open(folder, create=True) as library:
...     for plan in library.plans():
...         print(plan.region, plan.title)
...         for node in library.outline(plan.key):
...             print("  " * node.level, node.number, node.title)
...     for hit in library.search("护理型床位", kind="indicator", limit=5).hits:
...         print(hit.plan_title, hit.title, hit.snippet)

Importing this module is light (plain sqlite3). `Library.search` and `Library.compare` load what they need when first called; in
an interactive program call them through ``library.service``, in another process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from library import keys
from library.comparisons import Comparing
from library.database import SCHEMA_VERSION, database_file
from library.errors import LibraryMissing, NothingFound
from library.reading import Reader, Resolved, heading

if TYPE_CHECKING:  # who searches needs none of these
    from library.dossier import Item
    from library.model import (
        Caution,
        Comparison,
        Difference,
        Indicator,
        Place,
        Plan,
        PlanInfo,
        Project,
        Results,
        Section,
        SectionNode,
        Similar,
        Table,
        Verification,
        Wording,
    )
    from library.userdata import Bookmark

Choice = str | Sequence[str] | None
"""One value, several of which one must do, or any."""
Depth = Literal["section", "subtree"]
Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


def locate(option: str | None = None) -> Path:
    """The library folder meant: ``option``, GUILAN_LIBRARY, ``./data`` of a library or a checkout, the user's data folder."""
    named = option or os.environ.get("GUILAN_LIBRARY")
    if named:
        return Path(named)
    here = Path("data")
    project = Path("pyproject.toml")
    if database_file(here).is_file() or (project.is_file() and 'name = "guilan"' in project.read_text("utf-8", "replace")):
        return here
    from platformdirs import user_data_path

    return user_data_path("guilan", appauthor=False)


class Library(Comparing):
    """A library that is open for reading. Threads may share it: their questions are answered in turn.

    A key that names nothing raises `NothingFound`. Every method sees one whole state of the library, and always the newest:
    indexing may go on in another process.
    """

    def __init__(self, path: Path, reader: Reader) -> None:
        """Take over an open reader; `open` is the usual way in."""
        self.path = path
        self.reader = reader

    @classmethod
    def open(cls, path: str | Path, create: bool = False) -> Self:
        """Open the library in folder ``path``, with ``create`` an empty one where there is none.

        An older file is brought up to date. Raises `LibraryMissing`, `LibraryDamaged`, `LibraryNewer`, `LibraryBusy`, `DiskFull`.
        """
        path = database_file(path).parent
        try:
            reader = Reader(path)
        except LibraryMissing:
            if not create:
                raise
            _bring_up_to_date(path)
            reader = Reader(path)
        if reader.schema_version < SCHEMA_VERSION:
            reader.close()
            _bring_up_to_date(path)
            reader = Reader(path)
        return cls(path, reader)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the library."""
        self.reader.close()

    @property
    def generation(self) -> int:
        """How many times the documents of this library were changed; ask again to notice that somebody indexed."""
        return self.reader.generation

    def plans(self) -> list[PlanInfo]:
        """All plans without their contents, by region and period."""
        return self.reader.plans()

    def plan(self, key: str) -> Plan:
        """One plan with everything in it."""
        return self.reader.plan(key)

    def plan_info(self, key: str) -> PlanInfo:
        """One plan without its contents."""
        return self.reader.plan_info(key)

    def path_of_file(self, plan_key: str) -> Path:
        """Where the file of a plan was when it was indexed; it may be gone by now, or changed: compare its ``sha256``."""
        return Path(self.reader.path_of_file(plan_key))

    def outline(self, plan_key: str) -> list[SectionNode]:
        """The tree of a plan in document order, parents before children; empty for an unknown plan."""
        return self.reader.outline(plan_key)

    def section(self, key: str) -> Section:
        """One section with its own text, its children's excluded."""
        return self.reader.section(key)

    def path_of(self, section_key: str) -> tuple[str, ...]:
        """The headings from the top down to a section, its own the last: ("三、主要任务", "（二）发展基础")."""
        return self.reader.path_of(section_key)

    def next_section(self, key: str) -> str | None:
        """The key of the section that follows in the document; None at the end."""
        return self.reader.next_section(key)

    def previous_section(self, key: str) -> str | None:
        """The key of the section before in the document; None at the beginning."""
        return self.reader.previous_section(key)

    def tables(self, section_key: str) -> list[Table]:
        """The tables that stand in a section."""
        return self.reader.tables(section_key)

    def indicators(self, plan: str | None = None, section: str | None = None) -> list[Indicator]:
        """The indicators of a plan, of a section, or all."""
        return self.reader.indicators(plan, section)

    def indicator(self, key: str) -> Indicator:
        """One indicator."""
        return self.reader.indicator(key)

    def projects(self, plan: str | None = None, section: str | None = None) -> list[Project]:
        """The projects of a plan, of a section, or all."""
        return self.reader.projects(plan, section)

    def project(self, key: str) -> Project:
        """One project."""
        return self.reader.project(key)

    def warnings(self, plan: str) -> tuple[Caution, ...]:
        """What a reader must be told about a plan's file."""
        return self.reader.cautions(plan)

    def resolve(self, key: str) -> Resolved | None:
        """What a key names here: plan, section, indicator or project; None where it names nothing."""
        return self.reader.resolve(key)

    def search(
        self,
        query: str,
        *,
        kind: Choice = "all",
        region: Choice = None,
        period: Choice = None,
        plan: Choice = None,
        attribute: Choice = None,
        sort: str = "relevance",
        limit: int = 20,
        progress: Progress | None = None,
    ) -> Results:
        """Find sections, indicators and projects. Anything may be asked: what cannot be parsed is taken as plain words.

        ``kind`` is all, section, indicator or project; ``region`` a place name, ``period`` a name (十四五), ``plan`` a key,
        ``attribute`` 约束性 or 预期性: each one value or several. ``sort`` is relevance, plan, region or target.
        Loads the full-text engine at the first call, and builds the index where it is missing or stale (``progress`` is told).
        """
        from library import fulltext, search

        index = fulltext.ensure(self.path, self.reader, progress)
        where = {"region": region, "period": period, "plan": plan, "attribute": attribute}
        return search.search(index, self.reader, query, kind=kind, **where, sort=sort, limit=limit, cancelled=None)

    def explain(self, query: str, key: str, **narrowed: Choice) -> tuple[str, ...]:
        """Why ``key`` is a hit of ``query`` (narrowed as in `search`) and stands at its place, or why it is none: sentences."""
        from library import explain, fulltext

        return explain.explain(fulltext.ensure(self.path, self.reader), self.reader, query, key, **narrowed)

    def quick_open(self, text: str, recent: Sequence[str] = (), limit: int = 30) -> list[Place]:
        """Plans, sections and indicators by title, number (十四五 3.2, 三(二)), pinyin or initials; keys in ``recent`` first."""
        from library import fulltext, quickopen

        return quickopen.quick_open(fulltext.ensure(self.path, self.reader), self.reader)(text, recent, limit)

    def similar(self, section: str, limit: int = 20) -> list[Similar]:
        """The sections of other plans that treat the same matter as ``section``, the most alike first."""
        from library import fulltext, similar

        return similar.similar(fulltext.ensure(self.path, self.reader), self.reader, section, limit=limit)

    def wordings(self, words: str, *, region: Choice = None, period: Choice = None, limit: int = 200) -> tuple[Wording, ...]:
        """How plans word a measure (anything that can be searched for), the strongest commitment first; see ``library.wording``."""
        from library.wording import wordings

        found = self.search(words, kind="section", region=region, period=period, limit=limit)
        return wordings(self.reader, found.hits, found.terms)

    def side_by_side(self, here: str, there: str) -> tuple[Difference, ...]:
        """Two sections (keys) with all below them, sentence by sentence. Raises `NothingFound`, and `UsageError` where too long."""
        from library.differences import side_by_side

        return side_by_side(self.reader, here, there)

    def dossier(
        self,
        items: Sequence[Item],
        *,
        format: Literal["md", "docx"] = "md",  # noqa: A002
        title: str = "规划摘编",
        stamped: bool = True,
    ) -> bytes:
        """What was collected as one document with numbered references; see ``library.dossier``.

        Unless ``stamped``, Markdown goes without the comment that `verify` reads.
        """
        from library.dossier import as_markdown, dossier, stamp

        parts = dossier(self.reader, items, title)
        if format == "md":
            return (as_markdown(parts) + (f"\n{stamp(self.reader, items)}" if stamped else "")).encode()
        from library.wordfile import as_docx

        return as_docx(parts)

    def add_synonym(self, word: str, other: str) -> None:
        """Keep two names for the same thing in this library's list; the next search knows them. Raises `UsageError`."""
        from library.database import told
        from library.synonyms import add_pair

        with told(self.path):
            add_pair(self.path, word, other)

    def export(self, keys: Sequence[str], *, format: str = "md", depth: Depth = "subtree", stamped: bool = True) -> str:  # noqa: A002
        """What keys name as Markdown (``md``; unless ``stamped``, without the comment that `verify` reads) or ``json``, cited."""
        from library.export import exported

        return exported(self.reader, keys, format, depth, stamped=stamped)

    def export_comparisons(self, compared: Comparison | Sequence[Comparison], *, format: str = "md") -> bytes:  # noqa: A002
        """Comparisons as ``md``, ``csv``, ``xlsx`` or ``json``, with their sources and the state of this library."""
        from library.tabular import exported

        return exported(self.reader, compared, format)

    def verify(self, exported: str | bytes) -> Verification:
        """Whether every quote and number of an exported file still stands here: its text, or its bytes (those of a workbook, too).

        Raises `UsageError` for a file that is none of ours, or holds nothing that could be checked.
        """
        from library.verify import verify, verify_file

        return verify(self.reader, exported) if isinstance(exported, str) else verify_file(self.reader, exported)

    def dump(self, plan: str | None = None) -> dict[str, Any]:
        """One plan or the whole library as the JSON of ``guilan dump``."""
        from library.dump import dump

        return dump(self.reader, plan)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Build the full-text index anew from the database. Raises `LibraryBusy`, `DiskFull`."""
        from library import fulltext
        from library.database import told
        from library.lock import FolderLock

        with FolderLock(self.path), told(self.path), self.reader.one_state():
            fulltext.write(self.reader.connection, self.path, self.reader.generation, None, progress)

    def doctor(self) -> dict[str, Any]:
        """Is everything well? See ``library.doctor.examine``."""
        from library.doctor import examine

        return examine(self.path, self.reader)

    def bookmarks(self) -> list[Bookmark]:
        """All bookmarks, the newest first; a bookmark outlives its document."""
        return self.user.bookmarks()

    def add_bookmark(self, key: str, note: str = "") -> Bookmark:
        """Mark anything that has a key."""
        return self.user.add_bookmark(key, self.title_of(key), note)

    def remove_bookmark(self, key: str) -> bool:
        """Unmark it; whether it was marked."""
        return self.user.remove_bookmark(key)

    def title_of(self, key: str) -> str:
        """What a key names, as people say it: its heading or name, and the plan. Raises `NothingFound`."""
        plan = self.reader.plan_info(keys.plan_of(key)).title
        match self.reader.resolve(key):
            case "plan":
                return plan
            case "section":
                node = self.reader.node(key)
                return f"{heading(node.number, node.title) or '卷首'}（{plan}）"
            case "indicator":
                return f"{self.reader.indicator(key).name}（{plan}）"
            case "project":
                return f"{self.reader.project(key).name}（{plan}）"
            case None:
                raise NothingFound(f"资料库里没有“{key}”，可能已被移除或重新编号。")


def _bring_up_to_date(path: Path) -> None:
    from library.store import Store

    Store.open(path, create_missing=True).close()
