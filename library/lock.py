"""One indexer at a time: an advisory lock on ``plans.lock`` in the library folder. It ends with its holder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO, Self

from library.database import told
from library.errors import LibraryBusy

FILE = "plans.lock"


class FolderLock:
    """Hold it (``with FolderLock(folder):``) while the documents or the full-text index are written; people may read on."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        """Take the lock at once or raise `LibraryBusy`; an empty lock file that somebody left behind means nothing."""
        with told(self._path.parent):
            self._file = self._path.open("ab")
        try:
            _lock(self._file)
        except OSError as error:
            self.__exit__()
            raise LibraryBusy(f"资料库 {self._path.parent} 正由另一个规览程序写入；请等它完成后再试。") from error
        return self

    def __exit__(self, *_exception: object) -> None:
        """Let go."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
