"""kill -9 an indexing run again and again, at another moment each time; how whole is the library when it is opened?

``python -m benchmarks.kill9 [TIMES]`` (20 by default). The documents are invented, and read by the extractor of the tests, so that
the moments fall on reading, writing and swapping alike. Prints a line for each kill, and how many found the old state, whole steps
of the new one, all of it, or damage. With ``--mixed FILES`` they are so many files of all formats, read by the real readers into a
library that grows from kill to kill: it must hold every step that was finished, want no repair and be complete in the end.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.intake import mixed
from library import fulltext
from library.database import database_file
from library.library import Library
from library.reading import Reader
from library.userdata import UserData

EXTRACTOR = "tests.indexer.idx_extractor:extract"
FILES = 90  # more than one step


@dataclass(frozen=True)
class State:
    """What a library holds: its generation, its plans by file with the hash of their content, its bookmarks."""

    generation: int
    plans: dict[str, str]
    bookmarks: int


def write_documents(desk: Path, edition: int, files: int) -> None:
    desk.mkdir(exist_ok=True)
    for number in range(files):
        (desk / f"{number:03}.txt").write_text(f"区{number}\n第{edition}版文字" * 20, "utf-8")


def start(library: Path, desk: Path, *options: str) -> subprocess.Popen[bytes]:
    home = str(Path(__file__).resolve().parents[1])
    command = [sys.executable, "-m", "indexer", "--library", str(library), "--jobs", "2", *options, str(desk)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=home, start_new_session=True)


def kill_after(child: subprocess.Popen[bytes], seconds: float) -> bool:
    """Kill the indexer, not its children, after ``seconds``; False where it was done by then."""
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        return True
    return False


def state_of(library: Path) -> State:
    """Read a library and check it: raises AssertionError where it is not whole."""
    reader = Reader(library)
    connection = reader.connection
    assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    generation = reader.generation
    problem = fulltext.check(library, generation)
    assert problem is None, problem
    held = sorted(fulltext.ensure(library, reader).corpus.keys)
    tables = ("sections", "indicators", "projects")
    assert held == sorted(key for table in tables for (key,) in connection.execute(f"SELECT key FROM {table}"))
    for info in reader.plans():
        plan = reader.plan(info.key)
        assert (len(plan.sections), len(plan.indicators), len(plan.projects)) == (6, 1, 1)
    found = State(generation, {info.source.file: info.source.sha256 for info in reader.plans()}, len(UserData(library).bookmarks()))
    reader.close()
    return found


class Trial:
    """A library whose documents change from edition to edition, with a run killed in between."""

    def __init__(self, root: Path, files: int = FILES) -> None:
        """Index the first edition, and set a bookmark."""
        self.library, self.desk = root / "library", root / "desk"
        self.edition, self.files = 1, files
        write_documents(self.desk, self.edition, files)
        begun = time.perf_counter()
        self.finish()
        self.took = time.perf_counter() - begun
        reader = Reader(self.library)
        UserData(self.library).add_bookmark(reader.plans()[0].key, "书签")
        reader.close()

    def finish(self) -> None:
        """Let a run end by itself."""
        status = start(self.library, self.desk, "--extractor", EXTRACTOR).wait()
        assert status == 0, f"the run ended with {status}"

    def kill(self, share: float) -> tuple[bool, str]:
        """Write another edition, kill its indexing after a ``share`` of the time that the first run took; what is found then."""
        before = state_of(self.library)
        self.edition += 1
        write_documents(self.desk, self.edition, self.files)
        killed = kill_after(start(self.library, self.desk, "--extractor", EXTRACTOR), share * self.took)
        return killed, self.verdict(before, state_of(self.library))

    def verdict(self, before: State, after: State) -> str:
        """Old, new, or between (whole files of both); raises AssertionError for a state that never was."""
        assert after.bookmarks == before.bookmarks == 1
        assert after.plans.keys() == before.plans.keys()
        new = {file: hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in after.plans}
        assert all(after.plans[file] in (before.plans[file], new[file]) for file in new)
        changed = sum(after.plans[file] == new[file] for file in new)
        assert (after.generation == before.generation) == (after.plans == before.plans)
        return "old" if not changed else "new" if changed == self.files else "between"


def held(library: Path) -> dict[str, str]:
    """Hash of each plan's file, of a library that doctor finds well and where every version that counts is there."""
    with Library.open(library, create=True) as opened:
        found = opened.doctor()
        assert found["ok"], [check["message"] for check in found["checks"] if not check["ok"]]
        plans = opened.plans()
        keys = {plan.key for plan in plans}
        assert all(plan.superseded_by in keys for plan in plans if plan.superseded_by)
        return {plan.source.file: plan.source.sha256 for plan in plans}


def mixed_run(times: int, files: int) -> None:
    """Kill the import of mixed files until ``times`` kills are done, then let it end."""
    rng = random.Random(9)
    with tempfile.TemporaryDirectory() as name:
        library, desk = Path(name) / "library", Path(name) / "desk"
        mixed(desk, files)
        before: dict[str, str] = {}
        for number in range(1, times + 1):
            seconds = rng.uniform(1.0, 12.0)
            killed = kill_after(start(library, desk), seconds)
            after = held(library) if database_file(library).is_file() else {}
            lost = [file for file, sha256 in before.items() if after.get(file) != sha256]
            assert not lost, f"lost: {lost}"
            print(f"{number:3} {'killed' if killed else 'done'} after {seconds:4.1f} s: {len(after)} of {files} held", flush=True)
            before = after
        status = start(library, desk).wait()
        after = held(library)
        assert before.items() <= after.items()
        print(f"ended with {status}: {len(after)} of {files} held, no file lost, no repair")


def main(times: int) -> None:
    rng = random.Random(9)
    counts = {"old": 0, "between": 0, "new": 0, "damaged": 0}
    with tempfile.TemporaryDirectory() as name:
        trial = Trial(Path(name))
        for number in range(1, times + 1):
            share, killed = rng.uniform(0.3, 1.2), True
            try:
                killed, result = trial.kill(share)
            except AssertionError as error:
                result = f"damaged: {error}"
            counts[result.partition(":")[0]] += 1
            print(
                f"{number:3} {'killed' if killed else 'done'} at {share * trial.took:5.2f} of {trial.took:5.2f} s: {result}",
                flush=True,
            )
        trial.finish()
    print(", ".join(f"{name} {count}" for name, count in counts.items()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", type=int, nargs="?", default=20)
    parser.add_argument("--mixed", type=int, metavar="FILES")
    given = parser.parse_args()
    if given.mixed:
        mixed_run(given.times, given.mixed)
    else:
        main(given.times)
