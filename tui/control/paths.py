"""What a person types as a path: the folder that it points into, what lies there, how it goes on. No screen."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from urllib.parse import unquote

from library.errors import reason

MOST = 1000
"""Entries of a folder that are listed."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in a folder, by name, hidden and lock files left out. ``more`` were not listed; ``error`` says why nothing was."""

    folder: Path
    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    more: int = 0
    error: str = ""

    def beginning(self, head: str) -> tuple[list[str], list[str]]:
        """Folders and files whose names begin with ``head``, whatever the case; else those that hold it."""
        low = head.lower()
        for fits in (str.startswith, str.__contains__):
            found = [[name for name in names if fits(name.lower(), low)] for names in (self.folders, self.files)]
            if any(found):
                return found[0], found[1]
        return [], []


def listing(folder: Path) -> Listing:
    """Look into a folder: may take long on a slow disk, so not in the face's own thread."""
    folders: list[str] = []
    files: list[str] = []
    seen = 0
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~$")):
                    continue
                seen += 1
                if seen <= MOST:
                    (folders if entry.is_dir() else files).append(entry.name)
    except OSError as error:
        return Listing(folder, error=reason(error))
    return Listing(folder, tuple(sorted(folders)), tuple(sorted(files)), max(0, seen - MOST))


def parted(words: str) -> tuple[Path, str]:
    """The folder that typed words point into, and the beginning of a name in it: ``~/文档/规`` -> (/home/…/文档, 规)."""
    words = words.strip().lstrip("'\"")
    head, slash, tail = words.rpartition("/")
    if os.sep != "/" and os.sep in words:
        head, slash, tail = words.rpartition(os.sep)
    return Path(head + slash).expanduser() if head + slash else Path(), tail


def completed(words: str, there: Listing) -> str:
    """The words with as much added as all names that begin so have in common; a single folder gets its slash."""
    _, head = parted(words)
    folders, files = there.beginning(head)
    names = [name for name in (*folders, *files) if name.lower().startswith(head.lower())]
    if not names:
        return words
    first, last = min(names), max(names)
    shared = "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
    if len(shared) <= len(head) and not (len(names) == 1 and folders):
        return words
    return words[: len(words) - len(head)] + shared + ("/" if len(names) == 1 and folders else "")


def meant(words: str) -> tuple[Path, ...]:
    """The paths that typed, pasted or dropped words name, quoted or as file addresses, one or several; none unless all exist."""
    words = words.strip()
    for parts in ([words], [words.strip("'\"")], _split(words)):
        paths = [_path(part) for part in parts if part]
        try:
            if paths and all(path.exists() for path in paths):
                return tuple(path.absolute() for path in paths)
        except (OSError, ValueError):
            continue
    return ()


def _split(words: str) -> list[str]:
    try:
        return shlex.split(words)
    except ValueError:
        return []


def _path(words: str) -> Path:
    if words.startswith("file://"):
        words = unquote(words.removeprefix("file://"))
    return Path(words).expanduser()
