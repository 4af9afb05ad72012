"""Is the library well? The checks of ``guilan doctor``, each a name, a verdict and a Chinese sentence."""

from __future__ import annotations

import platform
import sqlite3
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from library.database import SCHEMA_VERSION, told
from library.errors import GuilanError
from library.reading import Reader

_COUNTED = ("plans", "sections", "indicators", "projects", "bookmarks", "notes")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: ``name`` for machines, ``message`` for people."""

    name: str
    ok: bool
    message: str


def examine(folder: Path, reader: Reader) -> dict[str, Any]:
    """Check database and full-text index and whether they agree; reads everything, writes nothing.

    Returns ``{"ok", "path", "versions", "checks": [{"name", "ok", "message"}], "schema", "generation", "counts"}``, the last three
    only where the database's pages can be read.
    """
    pages = _pages(reader)
    report = {"ok": False, "path": str(folder), "versions": _versions(), "checks": [asdict(pages)]}
    if not pages.ok:
        return report
    with reader.one_state():
        checks = (pages, _references(reader), _tables(reader), _index(folder, reader))
        counts = {name: reader.connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _COUNTED}
        return {
            **report,
            "ok": all(check.ok for check in checks),
            "schema": reader.schema_version,
            "generation": reader.generation,
            "counts": counts,
            "checks": [asdict(check) for check in checks],
        }


def _pages(reader: Reader) -> Check:
    try:
        with told(reader.file):
            found = [row[0] for row in reader.connection.execute("PRAGMA quick_check(3)")]
    except GuilanError as error:
        return Check("database", False, error.message)
    if found == ["ok"]:
        return Check("database", True, "数据库文件完好。")
    return Check("database", False, f"数据库文件已损坏（{found[0]}）；请把它改名保存，再用 guilan index 重新导入规划文件。")


def _references(reader: Reader) -> Check:
    loose = reader.connection.execute("PRAGMA foreign_key_check").fetchall()
    if not loose:
        return Check("references", True, "各表之间的引用一致。")
    tables = "、".join(sorted({row[0] for row in loose}))
    return Check("references", False, f"有 {len(loose)} 处引用失效（{tables}）；请用 guilan index --force 重新导入规划文件。")


def _tables(reader: Reader) -> Check:
    version = reader.schema_version
    return Check("schema", version == SCHEMA_VERSION, f"数据库结构为第 {version} 版，本版本使用第 {SCHEMA_VERSION} 版。")


def _index(folder: Path, reader: Reader) -> Check:
    from library import fulltext

    if not reader.generation:
        return Check("index", True, "资料库还是空的，没有要检索的内容。")
    problem = fulltext.check(folder, reader.generation)
    if problem is not None:
        return Check("index", False, f"全文索引不可用（{problem}）；下次检索时会自动重建，也可以现在运行 guilan rebuild。")
    held = len(fulltext.ensure(folder, reader).corpus)
    stored = sum(
        reader.connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("sections", "indicators", "projects")
    )
    if held != stored:
        return Check("index", False, f"全文索引有 {held} 条，数据库有 {stored} 条，两者不符；请运行 guilan rebuild。")
    return Check("index", True, f"全文索引与数据库一致，共 {held} 条。")


def _versions() -> dict[str, str]:
    versions = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    for name in ("guilan", "sqlite-utils", "Whoosh", "jieba"):
        try:
            versions[name.lower()] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name.lower()] = "?"
    return versions
