"""The search process: what needs Whoosh or jieba runs in a child, so that the face never waits and stays small.

``ServiceClient`` is the parent's side: it answers with futures, and a newer search overtakes an older one. Both sides speak in
frames, four bytes of length and a pickle, over the child's standard input and output, which nobody else can write to. The child
ends when its input does. Importing this module is light; the child's side imports the rest.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from library.errors import GuilanError
from library.model import Comparison, Place, Results
from library.views import Matrix, Timeline, UpperCheck, UpperPlan

_LENGTH = struct.Struct(">I")
_TRIES = 2  # a question that two processes in a row died of is not asked again


class Broken(GuilanError):  # noqa: N818 - says what is so, as its family does
    """The search process ended, and so did the one that took its place."""


def send(stream: IO[bytes], message: object) -> None:
    """Write one frame. OSError where nobody listens any more."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one frame. EOFError at the end, also in the middle of a frame."""
    head = stream.read(_LENGTH.size)
    data = stream.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""
    if not data or len(data) < _LENGTH.unpack(head)[0]:
        raise EOFError
    return pickle.loads(data)


@dataclass(slots=True)
class _Question:
    number: int
    method: str
    args: tuple[Any, ...]
    options: dict[str, Any]
    future: Future[Any] = field(default_factory=Future)
    tries: int = 0


class ServiceClient:
    """Asks a search process, which is started at once. Futures are resolved in a thread of their own.

    ``on_progress(done, total)`` is called in that thread while the full-text index is built anew.
    """

    def __init__(self, library: Path, on_progress: Callable[[int, int], None] | None = None) -> None:
        self._library = Path(library)
        self._on_progress = on_progress
        self._lock = threading.RLock()
        self._numbers = itertools.count(1)
        self._waiting: dict[int, _Question] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._start()

    def _start(self) -> None:
        with self._lock:
            if self._process is None and not self._closed:
                self._process = _spawn(self._library)
                self._listener = threading.Thread(target=self._listen, args=(self._process,), name="guilan-answers", daemon=True)
                self._listener.start()

    def search(self, query: str, **options: Any) -> Future[Results]:
        """`library.search.search` with these options. Every older search that is not answered yet is cancelled."""
        return self._newest("search", query, **options)

    def quick_open(self, text: str, recent: Sequence[str] = (), limit: int = 30) -> Future[list[Place]]:
        """`library.library.Library.quick_open`. Every older one that is not answered yet is cancelled."""
        return self._newest("quick_open", text, tuple(recent), limit)

    def _newest(self, method: str, *args: Any, **options: Any) -> Future[Any]:
        with self._lock:
            for number, question in list(self._waiting.items()):
                if question.method == method:
                    del self._waiting[number]
                    _cancel(question.future)
            return self.call(method, *args, **options)

    def compare(self, words_or_key: str, **options: Any) -> Future[Comparison | None]:
        """`library.library.Library.compare`."""
        return self.call("compare", words_or_key, **options)

    def concepts(self) -> Future[tuple[Comparison, ...]]:
        """`library.library.Library.concepts`."""
        return self.call("concepts")

    def matrix(self, concepts: Sequence[str] = (), **narrowed: Any) -> Future[Matrix]:
        """`library.library.Library.matrix`."""
        return self.call("matrix", tuple(concepts), **narrowed)

    def through_time(self, words_or_key: str, region: str) -> Future[Timeline | None]:
        """`library.library.Library.through_time`."""
        return self.call("through_time", words_or_key, region)

    def uppers(self, plan_key: str) -> Future[tuple[UpperPlan, ...]]:
        """`library.library.Library.uppers`."""
        return self.call("uppers", plan_key)

    def against_upper(self, plan_key: str, upper_key: str) -> Future[UpperCheck]:
        """`library.library.Library.against_upper`."""
        return self.call("against_upper", plan_key, upper_key)

    def call(self, method: str, *args: Any, **options: Any) -> Future[Any]:
        """Any public method of ``Library``. The future raises what the method raised, or ``Broken``."""
        with self._lock:
            question = _Question(next(self._numbers), method, args, options)
            if self._closed:
                question.future.set_exception(Broken("检索进程已经关闭。"))
                return question.future
            self._waiting[question.number] = question
            self._start()
            self._send(question)
            return question.future

    def close(self) -> None:
        """End the process; what is not answered yet is cancelled."""
        with self._lock:
            self._closed = True
            process, self._process = self._process, None
            waiting, self._waiting = list(self._waiting.values()), {}
        for question in waiting:
            _cancel(question.future)
        if process is not None:
            process.kill()  # it only reads: nothing of it can be lost, but an index it may be building, which is built again
            if threading.current_thread() is not self._listener:
                self._listener.join(2)  # with an end: a callback may be waiting for this very thread

    def _send(self, question: _Question) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        question.tries += 1
        with contextlib.suppress(OSError):  # a dead process is noticed where its answers are read
            send(self._process.stdin, (question.number, question.method, question.args, question.options))

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                self._answer(*receive(process.stdout))
        _end(process)
        with self._lock:
            if self._process is process:
                self._process = None
                self._again()

    def _answer(self, number: int, kind: str, value: Any) -> None:
        if kind == "progress":
            if self._on_progress is not None:
                self._on_progress(*value)
            return
        with self._lock:
            question = self._waiting.pop(number, None)
        if question is None or not question.future.set_running_or_notify_cancel():
            return
        if kind == "result":
            question.future.set_result(value)
        else:
            question.future.set_exception(value)

    def _again(self) -> None:
        """The process died: ask another what was not answered, and give up on what was asked before."""
        for number, question in list(self._waiting.items()):
            if question.tries >= _TRIES:
                del self._waiting[number]
                if question.future.set_running_or_notify_cancel():
                    question.future.set_exception(Broken("检索进程两次意外结束；请稍后再试，或运行 guilan doctor 检查资料库。"))
        if self._waiting:
            self._start()
            for question in self._waiting.values():
                self._send(question)


def _cancel(future: Future[Any]) -> None:
    """Cancel it, and tell those who wait for it."""
    future.cancel()
    future.set_running_or_notify_cancel()


def _end(process: subprocess.Popen[bytes]) -> None:
    """See a process off and close its pipes."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        assert stream is not None
        with contextlib.suppress(OSError):  # what was not written yet has no reader
            stream.close()


def _spawn(library: Path) -> subprocess.Popen[bytes]:
    """Start the child: never with a module of the working folder in the place of ours, never with a window or a word on screen."""
    root = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "library.serving", "--library", str(library)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
