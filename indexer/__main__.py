"""``python -m indexer --library DIR PATH...``: index in a process of its own, for the app. One JSON object a line on stdout.

``{"event": "working", "file"}`` says what is being read; ``{"event": "progress", "done", "total", "file", "added", "failed"}`` that
a file is done; at the end comes ``{"event": "report", ...}`` with the report of CONTRACT, or ``{"event": "error", "code",
"message"}``. With ``--plan-only`` nothing is written: ``{"event": "looking", "done", "file"}`` for each file and at the end
``{"event": "plan", ...}`` with an `indexer.survey.Survey`. Interrupt or terminate it, or, with ``--until-stdin-closes``, close its
stdin: what is finished stays, whole.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from indexer.build import EXTRACTOR, build
from indexer.survey import survey
from library.errors import GuilanError

_BEHIND = 10  # added to the nice value of what runs behind the app


def main(arguments: Sequence[str] | None = None) -> int:
    """Index; returns the exit status of CONTRACT."""
    asked = _parser().parse_args(arguments)
    stop = threading.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stop.set())
    if asked.until_stdin_closes:
        # For the app, behind which it runs: whoever types there goes first.
        with suppress(OSError, AttributeError):
            os.nice(_BEHIND)
        threading.Thread(target=_stop_at_end_of_stdin, args=(stop,), daemon=True).start()

    def progress(done: int, total: int, file: str, added: int, failed: int) -> None:
        _say({"event": "progress", "done": done, "total": total, "file": file, "added": added, "failed": failed})

    try:
        if asked.plan_only:
            _say({"event": "plan", **survey(asked.library, asked.paths, _looking, stop.is_set).as_dict()})
            return 0
        report = build(
            asked.library,
            asked.paths,
            jobs=asked.jobs,
            force=asked.force,
            prune=asked.prune,
            progress=progress,
            working=lambda file: _say({"event": "working", "file": file}),
            cancelled=stop.is_set,
            extractor=asked.extractor,
        )
    except GuilanError as error:
        _say({"event": "error", "code": error.code, "message": error.message})
        return error.code
    _say({"event": "report", **report.as_dict()})
    return 1 if report.failed or report.cancelled else 0


def _looking(file: str, done: int) -> None:
    _say({"event": "looking", "done": done, "file": file})


def _stop_at_end_of_stdin(stop: threading.Event) -> None:
    # Not through sys.stdin: its lock would be held when the interpreter ends.
    while os.read(0, 4096):
        pass
    stop.set()


def _say(event: dict[str, object]) -> None:
    sys.stdout.buffer.write(json.dumps(event, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m indexer")
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--force", action="store_true")
    parser.add_argument("--prune", action="store_true")
    parser.add_argument("--plan-only", action="store_true")
    parser.add_argument("--until-stdin-closes", action="store_true")
    parser.add_argument("--extractor", default=EXTRACTOR, help="for tests: module:function")
    parser.add_argument("paths", nargs="+", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main())
