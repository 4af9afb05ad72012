"""How ``plans.db`` is opened, and what SQLite's errors mean to a person. Plain sqlite3: light enough for the face."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from library.errors import DiskFull, GuilanError, LibraryBusy, LibraryDamaged, LibraryMissing, LibraryNewer, reason

FILE = "plans.db"
SCHEMA_VERSION = 7
"""The number of migrations in ``schema.py``, kept in the file as ``PRAGMA user_version``."""
APPLICATION_ID = 0x6775696C
"""``guil``: ``PRAGMA application_id`` of our files, so that no other database is ever taken for ours and written to."""
BUSY_SECONDS = 5.0


def database_file(path: str | Path) -> Path:
    """The database of a library folder; a path that names the database itself is taken as it is."""
    path = Path(path)
    return path if path.name == FILE else path / FILE


def connect_to_read(path: str | Path) -> sqlite3.Connection:
    """Open a library for reading; never writes a byte of data.

    A WAL database on a medium that cannot be written (no ``-shm`` file can be made) is opened as immutable. The connection may be
    used by any thread, one at a time. Raises `LibraryMissing`, `LibraryDamaged`, `LibraryNewer`.
    """
    file = database_file(path)
    if not file.is_file():
        raise _missing(file)
    with told(file):
        try:
            connection = _opened(file, "mode=ro")
        except sqlite3.OperationalError as error:
            if _primary(error) not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
                raise
            log = file.with_name(FILE + "-wal")
            if log.is_file() and log.stat().st_size:
                raise LibraryDamaged(
                    f"{file.parent} 不可写，而资料库上次没有正常关闭；请把整个文件夹复制到可写的位置再打开。"
                ) from error
            connection = _opened(file, "immutable=1")
    return connection


def connect_to_write(path: str | Path) -> sqlite3.Connection:
    """Open a library that is there for writing, foreign keys on; transactions are begun and ended by hand. Raises as above."""
    file = database_file(path)
    if not file.is_file():
        raise _missing(file)
    with told(file):
        return _opened(file, "mode=rw")


def create(path: str | Path) -> sqlite3.Connection:
    """Open a library for writing and make the folder and an empty database where there are none yet."""
    file = database_file(path)
    make_folder(file.parent)
    with told(file):
        return _opened(file, "mode=rwc", may_be_empty=True)


def make_folder(folder: Path) -> None:
    """Make a library's folder where there is none. Raises `LibraryMissing`, `DiskFull`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(error, folder) from error


def _opened(file: Path, mode: str, *, may_be_empty: bool = False) -> sqlite3.Connection:
    uri = f"{file.resolve().as_uri()}?{mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        problem = _problem(connection, file, may_be_empty=may_be_empty)
        if problem is not None:
            raise problem
    except BaseException:
        connection.close()
        raise
    return connection


def schema_version(connection: sqlite3.Connection) -> int:
    """The version of the tables in this file; 0 for an empty database."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _problem(connection: sqlite3.Connection, file: Path, *, may_be_empty: bool) -> GuilanError | None:
    """Why this file is no library of ours."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not tables:
        # A first run that was killed before it wrote anything leaves an empty file.
        return None if may_be_empty else _missing(file)
    if application != APPLICATION_ID:
        return LibraryDamaged(f"{file} 不是规览的资料库；请用 --library 指定别的文件夹。")
    if schema_version(connection) > SCHEMA_VERSION:
        return LibraryNewer(f"资料库 {file.parent} 由更新版本的规览写成，本版本读不了；请升级规览，或用 --library 指定别的文件夹。")
    return None


@contextmanager
def told(path: str | Path) -> Iterator[None]:
    """Turn what SQLite and the disk say inside the block into errors for people; what is our own mistake passes unchanged."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        meaning = _meaning(error, database_file(path))
        if meaning is None:
            raise
        raise meaning from error
    except OSError as error:
        raise _refused(error, database_file(path).parent) from error


def _primary(error: sqlite3.DatabaseError) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _meaning(error: sqlite3.DatabaseError, file: Path) -> GuilanError | None:
    code = _primary(error)
    if code == sqlite3.SQLITE_FULL or "disk is full" in str(error):
        return _disk_full(file.parent)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return LibraryBusy(f"资料库 {file.parent} 正由另一个规览程序写入；请等它完成后再试。")
    if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
        return LibraryMissing(f"打不开资料库 {file}（没有读写权限，或位置只读）；请检查权限，或用 --library 指定别的文件夹。")
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR} or "no such" in str(error):
        return LibraryDamaged(f"资料库 {file} 已损坏；请把它改名保存，再用 guilan index 重新导入规划文件。")
    return None


def _missing(file: Path) -> LibraryMissing:
    return LibraryMissing(f"{file.parent} 里没有资料库；请先用 guilan index 导入规划文件，或用 --library 指定资料库所在的文件夹。")


def _refused(error: OSError, folder: Path) -> GuilanError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _disk_full(folder)
    return LibraryMissing(f"资料库文件夹 {folder} 不可写（{reason(error)}）；请检查权限，或用 --library 换一个可写的位置。")


def _disk_full(folder: Path) -> DiskFull:
    return DiskFull(f"磁盘空间不足，{folder} 写不下了；原有内容没有改动，请腾出空间后再试。")
