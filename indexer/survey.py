"""What an import would do, before it does it: every file is looked at by its bytes and hash, nothing is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from indexer.build import extractor_version, identity
from indexer.readers import ReadFailure, look
from indexer.report import Failed, Skipped
from indexer.walk import Found, Lost, Passed, walk
from library.cleaning import clean_line
from library.errors import LibraryMissing
from library.reading import Reader


@dataclass(slots=True)
class Survey:
    """Files by what would become of them; ``again`` are those that another version of the program read before.

    ``failed`` holds those that certainly cannot be read; that the others can is seen only when they are. ``kinds`` counts what
    would be read by what it is (text, docx, pdf …).
    """

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    cancelled: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The same as plain dicts and lists."""
        return asdict(self)


def survey(
    library: Path,
    paths: Sequence[Path],
    working: Callable[[str, int], None] = lambda _file, _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Survey:
    """Look at files and folders. ``working`` is told the file that is looked at and how many were before.

    Raises what opening a library raises, but for `LibraryMissing`: where there is none, every file is new.
    """
    by_path, hashes = _known(library)
    found = Survey()
    for number, item in enumerate(walk(paths, library)):
        if cancelled():
            found.cancelled = True
            break
        working(clean_line(item.shown_as), number)
        match item:
            case Lost():
                found.failed.append(Failed(clean_line(item.shown_as), item.code, clean_line(item.message)))
            case Passed():
                found.skipped.append(Skipped(clean_line(item.shown_as), item.message))
            case Found():
                _sort(found, item, by_path, hashes)
    return found


def _known(library: Path) -> tuple[dict[str, tuple[str, str]], set[str]]:
    """Hash and extractor of every file in the library by its path, and all hashes."""
    try:
        reader = Reader(library)
    except LibraryMissing:
        return {}, set()
    rows = reader.connection.execute("SELECT path, sha256, extractor FROM plans").fetchall()
    reader.close()
    return {path: (sha256, extractor) for path, sha256, extractor in rows}, {sha256 for _, sha256, _ in rows}


def _sort(found: Survey, item: Found, by_path: dict[str, tuple[str, str]], hashes: set[str]) -> None:
    name = clean_line(item.shown_as)
    try:
        data, kind = look(item.path)
    except ReadFailure as failure:
        found.failed.append(Failed(name, failure.code, clean_line(failure.message)))
        return
    sha256 = hashlib.sha256(data).hexdigest()
    here = by_path.get(identity(item.path))
    if here == (sha256, extractor_version()) or (sha256 in hashes and not here):
        found.unchanged.append(name)
        return
    (found.new if here is None else found.again if here[0] == sha256 else found.changed).append(name)
    found.kinds[kind] = found.kinds.get(kind, 0) + 1
    hashes.add(sha256)
