"""Which files are meant: paths as a person gives them, folders with everything below, each file once, and what is passed over."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from library.errors import reason

# Names of what lies about in folders and is no document. A name is only a hint: a document by its bytes is taken all the same.
_NO_DOCUMENT = re.compile(
    r"\.(?:pyc?|js|ts|css|jsonl?|toml|ya?ml|ini|cfg|conf|log|lock|sh|bat|ps1|c|h|cpp|rs|go|java|sql|db|sqlite3?|db-wal|db-shm|exe|dll|so"
    r"|dylib|bak|part|crdownload|download|lnk|url)$"
)
_DOCUMENT = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_PAGE = re.compile(r"(?:_files|\.files|_文件)$")
_OWN = ("plans.db", "plans.index", "plans.lock")
_LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


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


@dataclass(frozen=True, slots=True)
class Passed:
    """A file or folder below a folder given that is passed over, and why, in Chinese. It is no failure."""

    shown_as: str
    message: str


def walk(paths: Sequence[Path], library: Path) -> Iterator[Found | Lost | Passed]:
    """The files under ``paths`` in a steady order, none twice, and what is passed over: hidden, temporary and lock files, links.

    Files of the library itself are left out without a word. A file that is named outright is tried whatever its name.
    """
    seen: set[Path] = set()
    for given in paths:
        for item in _under(given, library.resolve()):
            if not isinstance(item, Found):
                yield item
            elif item.path not in seen:
                seen.add(item.path)
                yield item


def readable(path: Path) -> str:
    """A path as people read it: names that are no UTF-8 are those of an old Chinese system, or of an archive made on one."""
    name = os.fsencode(path)
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")


def _under(given: Path, library: Path) -> Iterator[Found | Lost | Passed]:
    try:
        mode = given.stat().st_mode
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else error
        yield Lost(str(given), "unreadable", f"无法读取 {given}（{why}）；请检查路径和权限。")
        return
    if stat.S_ISDIR(mode):
        nothing = True
        for item in _in_folder(given, library):
            nothing = nothing and isinstance(item, Passed)
            yield item
        if nothing:
            yield Lost(str(given), "empty", f"文件夹 {given} 里没有可以导入的文件；请把规划文件放进去，或指定别的文件夹。")
    elif stat.S_ISREG(mode):
        yield Found(given.resolve(), readable(given))
    else:
        yield Lost(str(given), "unsupported", f"{given} 不是普通文件；请指定文件或文件夹。")


def _in_folder(root: Path, library: Path) -> Iterator[Found | Lost | Passed]:
    refused: list[Lost] = []

    def refuse(error: OSError) -> None:
        refused.append(Lost(str(error.filename), "unreadable", f"无法读取文件夹 {error.filename}（{reason(error)}）；请检查权限。"))

    for name, folders, files in os.walk(root, onerror=refuse):
        folder = Path(name)
        entered = []
        for below in sorted(folders):
            if below in _OWN or (folder / below).resolve() == library:
                continue
            if why := _no_folder(folder / below, files):
                yield Passed(readable(folder / below), why)
            else:
                entered.append(below)
        folders[:] = entered
        for file in sorted(files):
            path = folder / file
            if not file.lower().startswith(_OWN):
                why = _no_document(path)
                yield Passed(readable(path), why) if why else Found(path.resolve(), readable(path))
    yield from refused


def _no_folder(path: Path, beside: Sequence[str]) -> str | None:
    """Why a folder is not entered. Links are not followed: they lead in circles, or out of what the person named."""
    if path.is_symlink():
        return "是指向文件夹的链接，没有进入；需要时请直接指定那个文件夹。"
    if path.name.startswith(".") or path.name.lower() in _LITTER:
        return "是隐藏文件夹，没有进入；需要时请直接指定它。"
    page = _PAGE.sub("", path.name)
    if page != path.name and any(Path(name).stem == page for name in beside):
        return "是保存网页时附带的图片和脚本，没有读取。"
    return None


def _no_document(path: Path) -> str | None:
    name = path.name.lower()
    if name.startswith(("~$", ".~")):
        return "是文档打开时的锁文件，没有读取。"
    if name.startswith("."):
        return "是隐藏文件，没有读取；需要时请直接指定它。"
    if name.endswith((".tmp", ".temp")) or (name.startswith("~") and name.endswith(".wbk")):
        return "是临时文件，没有读取；需要时请直接指定它。"
    if name in _LITTER:
        return "是系统文件，没有读取。"
    if not path.is_file():
        return "是失效的链接，没有读取。" if path.is_symlink() else "不是普通文件，没有读取。"
    if _NO_DOCUMENT.search(name) and not _head(path).startswith(_DOCUMENT):
        return "从名称和内容看是程序或数据文件，没有读取；需要时请直接指定它。"
    return None


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(8)
    except OSError:
        return b""
