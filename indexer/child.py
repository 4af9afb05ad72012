"""``python -m indexer.child MODULE:FUNCTION``: reads pickled tasks from stdin and answers each on stdout. See ``worker.py``."""

from __future__ import annotations

import os
import pickle
import signal
import sys
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


def answer(extract: Extract, path: Path, shown_as: str) -> Plan | Refusal:
    """Call the extractor; whatever it raises is this file's failure alone."""
    try:
        return extract(path, shown_as)
    except ReadFailure as failure:
        return Refusal(failure.code, failure.message)
    except MemoryError:
        return Refusal("too-large", "内存不足，文件过大；请拆成几个文件后再导入。")
    except OSError as error:
        return Refusal("unreadable", f"无法读取文件（{reason(error)}）；请检查文件和权限。")
    except Exception as error:
        where = extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error}，{Path(where.filename).name} 第 {where.lineno} 行"
        return Refusal("damaged", f"解析时出错（{what}）；请另存为纯文本 .txt 后再导入，并把此文件报告给开发者。")


def serve(extractor: str) -> None:
    """The child's loop: a task in, an answer out, until stdin ends."""
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
            pickle.dump(answer(extract, *pickle.load(tasks)), answers)
            answers.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
