"""Many files through a few workers, in whatever order they are done."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from queue import SimpleQueue

from indexer.report import Refusal
from indexer.walk import Found
from indexer.worker import Worker
from library.model import Plan

_TICK_SECONDS = 0.2  # how soon a cancellation is noticed
_AHEAD = 8  # files that each worker may be ahead of what is written
_WAITING = 1_000_000
"""Characters of finished plans that may wait to be written before the workers pause: they take this process's memory."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def characters(result: Plan | Refusal) -> int:
    """How much text a plan holds, in characters; a refusal none."""
    if isinstance(result, Refusal):
        return 0
    return sum(len(section.text) for section in result.sections) + sum(len(table.text) for table in result.tables)


def extract_all(
    files: Sequence[Found],
    jobs: int,
    extractor: str,
    seconds: float,
    cancelled: Callable[[], bool],
    working: Callable[[Found], None] = lambda _file: None,
) -> Generator[tuple[Found, Plan | Refusal], None, None]:
    """Extract every file in ``jobs`` child processes; stops early when ``cancelled()``. Closing the iterator ends the children.

    ``working`` is told, at least every fifth of a second, which file has been in work for longest.
    """
    workers = [Worker(extractor) for _ in range(min(jobs, len(files)))]
    if not workers:
        return
    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    taken = threading.Condition()
    ready: list[int] = []  # characters of each plan that nobody has taken yet
    closed = threading.Event()

    def extract(file: Found) -> Plan | Refusal:
        with taken:
            taken.wait_for(lambda: closed.is_set() or sum(ready) < _WAITING)
        worker = idle.get()
        begun.append(file)
        try:
            result = worker.extract(file.path, file.shown_as, seconds)
        finally:
            begun.remove(file)
            idle.put(worker)
        with taken:
            ready.append(characters(result))
        return result

    begun: list[Found] = []
    waiting = iter(files)
    running: dict[Future[Plan | Refusal], Found] = {}
    pool = ThreadPoolExecutor(len(workers), thread_name_prefix="extract")
    try:
        while True:
            while len(running) < len(workers) * _AHEAD and (file := next(waiting, None)) is not None:
                running[pool.submit(extract, file)] = file
            if not running:
                return
            done, _ = wait(running, timeout=_TICK_SECONDS, return_when=FIRST_COMPLETED)
            if longest := begun[:1]:
                working(longest[0])
            while done:  # nothing here holds on to a plan that was taken
                future = done.pop()
                with taken:
                    ready.remove(characters(future.result()))
                    taken.notify_all()
                yield running.pop(future), future.result()
                del future
            if cancelled():
                return
    finally:
        closed.set()
        for worker in workers:
            worker.close()
        with taken:
            taken.notify_all()
        pool.shutdown(wait=True, cancel_futures=True)
