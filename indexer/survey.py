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
    by_path, copies = _known(library)
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
                _sort(found, item, by_path, copies)
    return found


def _known(library: Path) -> tuple[dict[str, tuple[str, str]], set[tuple[str, str]]]:
    """Hash and extractor of every file in the library by its path; hash and name of what is not taken in again.

    The name is empty for a file that is gone: whatever has its content is that file, moved (see `indexer.build`).
    """
    try:
        reader = Reader(library)
    except LibraryMissing:
        return {}, set()
    rows = reader.connection.execute("SELECT path, sha256, extractor FROM plans").fetchall()
    reader.close()
    copies = {(sha256, Path(path).name if Path(path).exists() else "") for path, sha256, _ in rows}
    return {path: (sha256, extractor) for path, sha256, extractor in rows}, copies


def _sort(found: Survey, item: Found, by_path: dict[str, tuple[str, str]], copies: set[tuple[str, str]]) -> None:
    name = clean_line(item.shown_as)
    try:
        data, kind = look(item.path)
    except ReadFailure as failure:
        found.failed.append(Failed(name, failure.code, clean_line(failure.message)))
        return
    sha256 = hashlib.sha256(data).hexdigest()
    here = by_path.get(identity(item.path))
    if here == (sha256, extractor_version()) or (not here and not copies.isdisjoint({(sha256, item.path.name), (sha256, "")})):
        found.unchanged.append(name)
        return
    (found.new if here is None else found.again if here[0] == sha256 else found.changed).append(name)
    found.kinds[kind] = found.kinds.get(kind, 0) + 1
    copies.add((sha256, item.path.name))
