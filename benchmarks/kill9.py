"""kill -9 an indexing run again and again, at another moment each time; how whole is the library when it is opened?

``python -m benchmarks.kill9 [TIMES]`` (20 by default). The documents are invented, and read by the extractor of the tests, so that
the moments fall on reading, writing and swapping alike. Prints a line for each kill, and how many found the old state, whole steps
of the new one, all of it, or damage.
"""

from __future__ import annotations

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

from library import fulltext
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


def start(library: Path, desk: Path) -> subprocess.Popen[bytes]:
    home = str(Path(__file__).resolve().parents[1])
    command = [sys.executable, "-m", "indexer", "--library", str(library), "--jobs", "2", "--extractor", EXTRACTOR, str(desk)]
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
        status = start(self.library, self.desk).wait()
        assert status == 0, f"the run ended with {status}"

    def kill(self, share: float) -> tuple[bool, str]:
        """Write another edition, kill its indexing after a ``share`` of the time that the first run took; what is found then."""
        before = state_of(self.library)
        self.edition += 1
        write_documents(self.desk, self.edition, self.files)
        killed = kill_after(start(self.library, self.desk), share * self.took)
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
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
