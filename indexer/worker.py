"""The parent's end of a process that extracts one document after another, so that no document can hang or crash the indexer."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from indexer.child import ANSWER_LIMIT, HEADER
from indexer.report import Refusal
from library.model import Plan

_PATIENCE = 2.4
"""A file may take so many times as long by the clock as it may compute: other programs want the processor, too."""
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0)
_CANCELLED = Refusal("timeout", "导入已取消。")


class Worker:
    """The parent's end: one child, started when first needed and again after a crash. One thread at a time."""

    def __init__(self, extractor: str) -> None:
        """``extractor`` names the function to call in the child: "module:function"."""
        self._extractor = extractor
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False

    def extract(self, path: Path, shown_as: str, seconds: float) -> Plan | Refusal:
        """Have one file extracted, in ``seconds`` of computing at most; by the clock it may take `_PATIENCE` times as long."""
        if self._closed:
            return _CANCELLED
        child = self._child or self._start()
        late = threading.Event()

        def stop() -> None:
            late.set()
            child.kill()

        clock = threading.Timer(seconds * _PATIENCE, stop)
        clock.start()
        try:
            # What comes back was pickled by our own child, a moment ago.
            pickle.dump((path, shown_as, seconds), cast(IO[bytes], child.stdin))
            cast(IO[bytes], child.stdin).flush()
            return cast("Plan | Refusal", pickle.loads(_answer(cast(IO[bytes], child.stdout))))
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            self._bury(child)
            if self._closed:
                return _CANCELLED
            if late.is_set() or (child.returncode and child.returncode == _OUT_OF_TIME):
                return Refusal(
                    "timeout", f"解析超过 {seconds:g} 秒，已停止；文件可能过大或结构异常，请另存为纯文本 .txt 后再导入。"
                )
            return Refusal("damaged", "解析程序意外退出，文件可能已损坏；请用原来的软件打开并另存一份后再导入。")
        finally:
            clock.cancel()
            clock.join()
            if late.is_set():  # perhaps just after the answer: the next file must not find a dead child
                self._bury(child)

    def close(self) -> None:
        """End the child, at once; may be called from another thread, whose call then answers with a refusal."""
        self._closed = True
        if self._child is not None:
            self._child.kill()
            self._bury(self._child)

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: the folder that the person happens to stand in must not put its own modules before ours.
        home = str(Path(__file__).resolve().parents[1])
        beside = os.environ.get("PYTHONPATH")
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "indexer.child", self._extractor],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": f"{home}{os.pathsep}{beside}" if beside else home},
        )
        if self._closed:
            self._child.kill()
        return self._child

    def _bury(self, child: subprocess.Popen[bytes]) -> None:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):
                cast(IO[bytes], pipe).close()
        self._child = None


def _answer(pipe: IO[bytes]) -> bytes:
    """The bytes of the child's next answer; never more than `ANSWER_LIMIT` of them are read."""
    header = pipe.read(HEADER.size)
    if len(header) < HEADER.size:
        raise EOFError
    (length,) = HEADER.unpack(header)
    if length > ANSWER_LIMIT:
        raise ValueError("an answer of more than the child may send")
    return pipe.read(length)
