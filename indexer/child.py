"""``python -m indexer.child MODULE:FUNCTION``: reads pickled tasks from stdin and answers each on stdout. See ``worker.py``.

An answer is its length (`HEADER`) and a pickle of so many bytes.
"""

from __future__ import annotations

import math
import os
import pickle
import signal
import struct
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from typing import cast

from indexer.readers import ReadFailure
from indexer.report import Refusal
from library.errors import reason
from library.model import Plan

Extract = Callable[[Path, str], Plan]

HEADER = struct.Struct("<Q")
"""What stands before each answer: its length in bytes."""
ANSWER_LIMIT = 6 << 20
"""Longest answer, in bytes as pickled: a text of two million characters, some six times the longest plan."""
MEMORY_LIMIT = 1 << 30
"""Address space of a child, in bytes. A plan of five million characters takes a quarter of it."""


def answer(extract: Extract, path: Path, shown_as: str) -> Plan | Refusal:
    """Call the extractor; whatever it raises is this file's failure alone."""
    try:
        return extract(path, shown_as)
    except ReadFailure as failure:
        return Refusal(failure.code, failure.message)
    except MemoryError:
        return Refusal("too-large", "解析所需的内存超过上限，文件过大或结构异常；请拆成几个文件，或只保留规划正文，另存后再导入。")
    except OSError as error:
        return Refusal("unreadable", f"无法读取文件（{reason(error)}）；请检查文件和权限。")
    except Exception as error:
        where = extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error}，{Path(where.filename).name} 第 {where.lineno} 行"
        return Refusal("damaged", f"解析时出错（{what}）；请另存为纯文本 .txt 后再导入，并把此文件报告给开发者。")


def packed(result: Plan | Refusal) -> bytes:
    """An answer as it is sent; one that is too long for the parent to take is a refusal instead."""
    data = pickle.dumps(result)
    if len(data) > ANSWER_LIMIT:
        return packed(Refusal("too-large", "规划的内容过多，超过一份规划的上限；请拆成几个文件，或只保留规划正文，另存后再导入。"))
    return HEADER.pack(len(data)) + data


def limit_memory() -> None:
    """Have the system refuse more than `MEMORY_LIMIT`: what asks for it gets a MemoryError, and no other program suffers.

    POSIX only, as far as the system holds to it. On Windows it would take a job object: there only the time limit holds.
    """
    try:
        import resource
    except ImportError:
        return
    with suppress(OSError, ValueError):
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY_LIMIT if most == resource.RLIM_INFINITY else min(MEMORY_LIMIT, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def limit_time(seconds: float) -> None:
    """Have the system end this process (SIGXCPU) once it has computed for ``seconds`` more; POSIX only."""
    try:
        import resource
    except ImportError:
        return
    with suppress(OSError, ValueError):
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), most))


def serve(extractor: str) -> None:
    """The child's loop: a task in, an answer out, until stdin ends."""
    limit_memory()
    # Ctrl+C reaches the whole group of processes; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks = sys.stdin.buffer
    # Whatever a library prints goes nowhere, and the answers have a channel of their own.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    module, _, name = extractor.partition(":")
    extract = cast(Extract, getattr(import_module(module), name))
    with suppress(EOFError, BrokenPipeError):
        while True:
            path, shown_as, seconds = pickle.load(tasks)
            limit_time(seconds)
            answers.write(packed(answer(extract, path, shown_as)))
            answers.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
