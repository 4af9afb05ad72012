"""Which files are meant: paths as a person gives them, folders with everything below, each file once."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from library.errors import reason

# What lies about in folders and is never a document; a file that is named outright is tried all the same.
_NO_DOCUMENT = re.compile(
    r"\.(?:pyc?|js|ts|css|jsonl?|toml|ya?ml|ini|cfg|conf|log|lock|sh|bat|ps1|c|h|cpp|rs|go|java|sql|db|sqlite3?|db-wal|db-shm|exe|dll|so"
    r"|dylib|bak|tmp|part|lnk|url)$"
)
_LITTER = frozenset({"thumbs.db", "desktop.ini"})
_OWN = ("plans.db", "plans.index", "plans.lock")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to index: where it is (``path``, absolute, links followed) and how the person would name it (``shown_as``)."""

    path: Path
    shown_as: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A path that gives nothing: ``code`` of CONTRACT and a Chinese sentence."""

    shown_as: str
    code: str
    message: str


def walk(paths: Sequence[Path], library: Path) -> Iterator[Found | Lost]:
    """The files under ``paths`` in a steady order, hidden ones and those of the library itself left out, none twice."""
    seen: set[Path] = set()
    for given in paths:
        for item in _under(given, library.resolve()):
            if isinstance(item, Lost):
                yield item
            elif item.path not in seen:
                seen.add(item.path)
                yield item


def _under(given: Path, library: Path) -> Iterator[Found | Lost]:
    try:
        mode = given.stat().st_mode
    except OSError as error:
        yield Lost(str(given), "unreadable", f"无法读取 {given}（{reason(error)}）；请检查路径和权限。")
        return
    if stat.S_ISDIR(mode):
        nothing = True
        for item in _in_folder(given, library):
            nothing = False
            yield item
        if nothing:
            yield Lost(str(given), "empty", f"文件夹 {given} 里没有可以导入的文件；请把规划文件放进去，或指定别的文件夹。")
    elif stat.S_ISREG(mode):
        yield Found(given.resolve(), str(given))
    else:
        yield Lost(str(given), "unsupported", f"{given} 不是普通文件；请指定文件或文件夹。")


def _in_folder(root: Path, library: Path) -> Iterator[Found | Lost]:
    refused: list[Lost] = []

    def refuse(error: OSError) -> None:
        refused.append(Lost(str(error.filename), "unreadable", f"无法读取文件夹 {error.filename}（{reason(error)}）；请检查权限。"))

    # Links to folders are not followed: they lead in circles, or out of what the person named.
    for name, folders, files in os.walk(root, onerror=refuse):
        folder = Path(name)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _OWN and (folder / f).resolve() != library)
        for file in sorted(files):
            path = folder / file
            if _may_be_document(file) and path.is_file():
                yield Found(path.resolve(), str(path))
    yield from refused


def _may_be_document(name: str) -> bool:
    lower = name.lower()
    if lower.startswith((".", "~$", *_OWN)) or lower in _LITTER:
        return False
    return _NO_DOCUMENT.search(lower) is None
