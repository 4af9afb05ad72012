"""The app from outside: first frame, cursor key to paint, last key to results, worst gap while another process indexes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import synthetic
from benchmarks.terminal import Terminal, quantile
from library.fulltext import write
from library.store import Store

ROOT = Path(__file__).resolve().parents[1]
EMPTY = (sys.executable, str(Path(__file__).with_name("empty_app.py")))
QUERIES = (
    "居家养老服务",
    "护理型床位",
    "临时救助",
    "慈善项目孵化",
    "社工站",
    "志愿服务记录",
    "智慧养老平台",
    "婚俗改革",
    "地名",
    "床",
)
COUNT = r"共\s*\d+\s*处"


def library_of(sections: int, folder: Path) -> Path:
    """A library of invented plans, with its full-text index."""
    with Store.open(folder, create_missing=True) as store:
        store.replace_plans(
            list(synthetic.plans(sections)),
            (),
            lambda connection, generation: write(connection, folder, generation, None, None),
        )
    return folder


def app(library: Path) -> tuple[str, ...]:
    """The command that opens the app on a library."""
    return (sys.executable, "-m", "tui.cli", "--library", str(library))


def first_frame(command: Sequence[str], env: dict[str, str], cells: int = 20) -> float:
    """Milliseconds from the start of the process to the first chunk that leaves ``cells`` visible characters on the screen."""
    terminal = Terminal(command, env=env, cwd=ROOT)
    try:
        shown = terminal.wait(lambda: sum(not c.isspace() for c in terminal.text) >= cells)
        assert shown is not None, terminal.text
        return (shown - terminal.started) * 1000
    finally:
        terminal.close()


def measure(sections: int = 6000, runs: int = 7) -> dict[str, float]:
    """All figures at ``sections`` sections, in milliseconds (``ratio`` and ``memory_mb`` aside)."""
    with tempfile.TemporaryDirectory() as scratch:
        env = {"XDG_STATE_HOME": scratch, "XDG_DATA_HOME": scratch, "XDG_CONFIG_HOME": scratch, "HOME": scratch}
        os.environ.update(env)
        library = library_of(sections, Path(scratch) / "library")
        ours, empty = [], []
        for _ in range(runs + 1):
            empty.append(first_frame(EMPTY, env))
            ours.append(first_frame(app(library), env))
        figures = {"first_frame": statistics.median(ours[1:]), "empty_app": statistics.median(empty[1:])}
        figures["first_frame_ratio"] = figures["first_frame"] / figures["empty_app"]
        return figures | _keys(library, env, Path(scratch)) | _pages(env, Path(scratch))


def _pages(env: dict[str, str], scratch: Path) -> dict[str, float]:
    """Page keys in a section of 60,000 characters: milliseconds until the screen has settled."""
    folder = scratch / "long"
    with Store.open(folder, create_missing=True) as store:
        store.replace_plans(
            [synthetic.long_plan()], (), lambda connection, generation: write(connection, folder, generation, None, None)
        )
    terminal = Terminal(app(folder), env=env, cwd=ROOT)
    try:
        assert terminal.wait_for("F1"), terminal.text
        terminal.settle(0.5)
        for key in ("esc", "right", "right", "right", "down", "down", "down", "enter"):
            terminal.press(key)
            terminal.settle(0.3)
        assert "。" in terminal.text, terminal.text
        settled = []
        for number in range(60):
            sent = terminal.press("pgdn" if number < 40 else "pgup")
            painted = terminal.wait_for_change(1.0)
            last = painted
            while (later := terminal.wait_for_change(0.04)) is not None:
                last = later
            if last is not None:
                settled.append((last - sent) * 1000)
        return {"page_p50": quantile(settled, 0.5), "page_p95": quantile(settled, 0.95)}
    finally:
        terminal.close()


def _keys(library: Path, env: dict[str, str], scratch: Path) -> dict[str, float]:
    terminal = Terminal(app(library), env=env, cwd=ROOT)
    try:
        assert terminal.wait_for("F1"), terminal.text
        terminal.settle(0.5)
        _dismiss_guide(terminal)
        for _ in range(2):
            terminal.press("right")
            terminal.settle(0.2)
        moves = paints(terminal, 100)
        typed = [_typed(terminal, query) for query in QUERIES]
        for key in ("esc", "esc", "esc"):
            terminal.press(key)
            terminal.settle(0.1)
        while_indexing, gaps = _while_indexing(terminal, library, scratch)
        return {
            "cursor_p50": quantile(moves, 0.5),
            "cursor_p95": quantile(moves, 0.95),
            "results_p50": quantile(typed, 0.5),
            "results_p95": quantile(typed, 0.95),
            "cursor_while_indexing_p95": quantile(while_indexing, 0.95),
            "worst_gap_while_indexing": max(gaps),
            "memory_mb": terminal.memory_mb(),
        }
    finally:
        terminal.close()


def _dismiss_guide(terminal: Terminal) -> None:
    """The first start shows a guide; any library after that does not."""
    terminal.press("esc")
    terminal.settle(0.3)


def paints(terminal: Terminal, count: int) -> list[float]:
    """Milliseconds from a cursor key to the first change of the screen, down and up again."""
    out = []
    for number in range(count):
        terminal.settle(0.03)
        sent = terminal.press("down" if number % (count // 2) < count // 4 else "up")
        painted = terminal.wait_for_change(1.0)
        if painted is not None:
            out.append((painted - sent) * 1000)
    return out


def _typed(terminal: Terminal, query: str) -> float:
    """Type a query at 90 ms a key; milliseconds from the last key to the first screen with a result that marks the whole query."""
    terminal.press("ctrl+f")
    terminal.settle(0.1)
    for _ in range(12):
        terminal.press("backspace")
    terminal.settle(0.4)
    for character in query[:-1]:
        terminal.press(character)
        terminal.settle(0.02, 0.09)
        time.sleep(0.02)
    terminal.settle(0.02, 0.06)
    sent = terminal.press(query[-1])
    painted = terminal.wait(lambda: f"【{query}】" in _side(terminal), 5.0)
    assert painted is not None, f"{query}\n{terminal.text}"
    terminal.settle(0.3)
    return (painted - sent) * 1000


def _side(terminal: Terminal) -> str:
    """What stands in the right third of the screen, where results are, without blanks and line ends."""
    edge = terminal.screen.columns * 2 // 3
    return "".join(
        "".join(terminal.screen.buffer[y][x].data for x in range(edge, terminal.screen.columns)) for y in range(2, 37)
    ).replace(" ", "")


def _while_indexing(terminal: Terminal, library: Path, scratch: Path) -> tuple[list[float], list[float]]:
    """Cursor keys all the while that another process reads the samples into the same library, again and again."""
    command = [sys.executable, "-m", "indexer", "--library", str(library), "--force", str(ROOT / "samples")]
    with (scratch / "index.log").open("w") as log:
        indexer = subprocess.Popen(command, stdout=log, stderr=log, cwd=ROOT)
        found: list[float] = []
        while indexer.poll() is None and len(found) < 400:
            found += paints(terminal, 8)
        indexer.wait(120)
    return found, found or [0.0]
