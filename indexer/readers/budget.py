"""How long the pages of a file may take to read: what takes longer would be stopped later on, without a word why."""

from __future__ import annotations

import time

from indexer.readers.failure import ReadFailure

MOST_SECONDS = 16.0
"""Of computing, for the pages alone; putting them together and understanding them takes nearly half as long again."""


class Budget:
    """Counts from when it is made."""

    def __init__(self, name: str, pages: int) -> None:
        """``name``: PDF or OFD; ``pages``: how many the file has."""
        self._name, self._pages = name, pages
        self._start = time.process_time()

    def check(self, page: int) -> None:
        """Raises `ReadFailure` (too-large) where the time is over after ``page`` pages."""
        if page < self._pages and time.process_time() - self._start > MOST_SECONDS:
            message = (
                f"{self._name} 内容过多：共 {self._pages} 页，读到第 {page} 页已用完单个文件的解析时间；请拆分成几个文件后再导入。"
            )
            raise ReadFailure("too-large", message)
