"""The child's side of ``library.service``: ``python -m library.serving --library DIR`` answers questions until its input ends."""

from __future__ import annotations

import argparse
import contextlib
import os
import pickle
import queue
import signal
import threading
from pathlib import Path
from typing import IO, Any

from library.analysis import warm_up
from library.errors import GuilanError
from library.fulltext import Index, ensure
from library.library import Library
from library.material import material
from library.quickopen import quick_open
from library.search import Cancelled, search
from library.service import receive, send

Question = tuple[int, str, tuple[Any, ...], dict[str, Any]]
"""Its number, a method's name, arguments, options."""

_OVERTAKEN = ("search", "quick_open")
"""Questions of which only the newest is answered."""
_BREATH = 0.002  # seconds in which the thread that reads questions surely gets its turn


class Server:
    """Answers one question after the other; a search that was overtaken by a newer one is left at once."""

    def __init__(self, library: Path, source: IO[bytes], target: IO[bytes]) -> None:
        self._path = library
        self._source = source
        self._target = target
        self._questions: queue.SimpleQueue[Question | None] = queue.SimpleQueue()
        self._newest: dict[str, int] = {}
        self._library: Library | None = None
        self._index: Index | None = None
        """An index that is not warm yet."""
        self._seen = -1

    def run(self) -> None:
        """Until the input ends. The index is opened before anybody asks, texts and jieba loaded between the questions."""
        threading.Thread(target=self._read, daemon=True).start()
        with contextlib.suppress(GuilanError), self._open().reader.one_state():
            self._index = ensure(self._path, self._open().reader, lambda done, total: self._say(0, "progress", (done, total)))
        question = self._questions.get()
        while question is not None:
            if question[0] == self._newest.get(question[1], question[0]):
                self._reply(*question)
            question = self._next()

    def _next(self) -> Question | None:
        """The next question; while there is none, load a little at a time: texts, then jieba, then names and indicators."""
        while self._warm_up():
            with contextlib.suppress(queue.Empty):
                return self._questions.get(timeout=_BREATH)
        return self._questions.get()

    def _warm_up(self) -> bool:
        """Load a little more of what questions will need; whether there is more."""
        if self._index is None:
            return False
        self._index.warm_up()
        if not self._index.corpus.warm_up() and not warm_up():
            with contextlib.suppress(GuilanError):
                quick_open(self._index, self._open().reader)
                material(self._open().reader)
            self._index = None
        return True

    def _read(self) -> None:
        try:
            while True:
                question: Question = receive(self._source)
                if question[1] in _OVERTAKEN:
                    self._newest[question[1]] = question[0]
                self._questions.put(question)
        except (EOFError, OSError):
            os._exit(0)  # nobody waits for what still runs

    def _open(self) -> Library:
        if self._library is None:
            self._library = Library.open(self._path)
        return self._library

    def _reply(self, number: int, method: str, args: tuple[Any, ...], options: dict[str, Any]) -> None:
        try:
            self._say(number, "result", self._answer(number, method, args, options))
        except Cancelled:
            return
        except GuilanError as error:
            self._library = None  # the next question looks again: it may have been mended
            self._say(number, "error", error)
        except Exception as error:
            # Whatever it is, the person is told and the next question is answered.
            self._say(
                number, "error", GuilanError(f"检索出错（{type(error).__name__}：{error}）；可运行 guilan doctor 检查资料库。")
            )

    def _answer(self, number: int, method: str, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        library = self._open()

        def progress(done: int, total: int) -> None:
            self._say(number, "progress", (done, total))

        if method == "search":
            with library.reader.one_state():
                index = ensure(self._path, library.reader, progress)
                if index.generation != self._seen:
                    self._seen, self._index = index.generation, index
                return search(index, library.reader, *args, **options, cancelled=lambda: self._newest["search"] != number)
        if method == "rebuild":
            return library.rebuild(progress)
        return getattr(library, method)(*args, **options)

    def _say(self, number: int, kind: str, value: object) -> None:
        try:
            send(self._target, (number, kind, value))
        except pickle.PicklingError:
            send(self._target, (number, "error", GuilanError(f"{type(value).__name__} 不能传给界面。")))


def main() -> None:
    """Take standard input and output for the frames alone; whatever else is printed goes nowhere."""
    parser = argparse.ArgumentParser(prog="python -m library.serving")
    parser.add_argument("--library", type=Path, required=True)
    path = parser.parse_args().library
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to understand
    nowhere = os.open(os.devnull, os.O_RDWR)
    with os.fdopen(os.dup(0), "rb") as source, os.fdopen(os.dup(1), "wb") as target:
        os.dup2(nowhere, 0)
        os.dup2(nowhere, 1)
        with contextlib.suppress(OSError):  # the parent is gone
            Server(path, source, target).run()


if __name__ == "__main__":
    main()
