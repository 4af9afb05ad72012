"""``make recording``: the main errands on the samples as an asciicast (version 2), which ``asciinema play`` shows.

A key takes a moment, and what is to be read stands as long as reading takes: under a minute in all.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import tempfile
from pathlib import Path

import pyte

from benchmarks.terminal import Terminal

ROOT = Path(__file__).resolve().parents[1]
COLUMNS, ROWS = 100, 30
BETWEEN_KEYS = 0.2
"""Seconds that a key takes; how long the program takes is not shown."""
NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
KEYS = {
    "f1": "\x1bOP",
    "f8": "\x1b[19~",
    "f10": "\x1b[21~",
    "shift+f5": "\x1b[15;2~",
    "shift+f6": "\x1b[17;2~",
    "shift+f9": "\x1b[20;2~",
}
Step = tuple[tuple[str, ...], str, float]
"""Keys, a pattern that then stands on the screen, and how long it is read (seconds)."""
STEPS: tuple[Step, ...] = (
    ((), "欢迎使用规览", 2.5),
    (("enter",), "F1 帮助", 1.0),
    (("ctrl+f",), "规览", 0.5),
    (tuple("护理型床位占比"), r"第 ?1 ?/ ?共", 2.5),
    (("down", "enter"), "来源", 3.0),
    (("f4",), "可比", 2.0),
    (("f10",), "变化", 5.0),
    (("down", "down", "down"), "推算", 2.5),
    (("shift+f5",), "摘编", 2.0),
    (("f8",), "覆盖矩阵", 4.0),
    (("down", "down", "right", "right", "right"), "有这一项", 4.0),
    (("shift+f5",), "摘编", 2.0),
    (("shift+f6",), "参考文献", 4.5),
    (("f1",), "所有操作", 1.5),
    (tuple("快速"), "快速打开", 1.5),
    (("enter",), "拼音", 0.5),
    (tuple("柳湾区民政"), "事业发展", 1.0),
    (("enter",), "柳政发", 1.5),
    (("shift+f9",), "两处不一致", 4.0),
    (("enter",), "来源", 3.0),
)


class Recorder:
    """Notes what stands on a screen, on a clock that waits only for readers; only rows that changed are noted again."""

    def __init__(self, screen: pyte.Screen) -> None:
        self.screen = screen
        self.events: list[tuple[float, str, str]] = [(0.0, "o", "\x1b[?25l\x1b[2J")]
        self.clock = 0.0
        self._rows: dict[int, str] = {}

    def look(self, seconds: float) -> None:
        """Note the screen as it stands, and let it stand."""
        rows = {number: self._row(number) for number in range(self.screen.lines)}
        changed = [f"\x1b[{number + 1};1H{row}" for number, row in rows.items() if self._rows.get(number) != row]
        self._rows = rows
        self.events.append((round(self.clock, 3), "o", "".join(changed)))
        self.clock += seconds

    def _row(self, number: int) -> str:
        """A row with its looks (ECMA-48 SGR), each written where it begins."""
        out, before = [], ""
        for column in range(self.screen.columns):
            cell = self.screen.buffer[number][column]
            look = "".join(
                (
                    "\x1b[0",
                    ";1" if cell.bold else "",
                    ";4" if cell.underscore else "",
                    ";7" if cell.reverse else "",
                    _colour(3, cell.fg),
                    _colour(4, cell.bg),
                    "m",
                )
            )
            out.append((look if look != before else "") + cell.data)
            before = look
        return "".join(out) + "\x1b[0m"

    def cast(self) -> str:
        """The recording in lines of JSON."""
        head = {"version": 2, "width": COLUMNS, "height": ROWS, "title": "规览", "env": {"TERM": "xterm-256color"}}
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (head, *self.events))


def _colour(ground: int, name: str) -> str:
    """The code of a colour as pyte names it: six hexadecimal digits, or a name."""
    if re.fullmatch(r"[0-9a-f]{6}", name):
        return f";{ground}8;2;{int(name[:2], 16)};{int(name[2:4], 16)};{int(name[4:], 16)}"
    return f";{ground}{NAMES.index(name)}" if name in NAMES else ""


def main(target: Path) -> int:
    """Record the steps into ``target``; 1 where a screen does not come."""
    from indexer.build import build

    with tempfile.TemporaryDirectory() as scratch:
        with contextlib.chdir(ROOT):  # the files' names are those of this project, not of this machine
            build(Path(scratch) / "library", [Path("samples")])
        env = {"XDG_STATE_HOME": f"{scratch}/state", "XDG_CONFIG_HOME": f"{scratch}/config"}
        command = [sys.executable, "-m", "tui.cli", "--library", f"{scratch}/library"]
        terminal = Terminal(command, COLUMNS, ROWS, env, ROOT)
        recorder = Recorder(terminal.screen)
        try:
            for keys, pattern, seconds in STEPS:
                for key in keys:
                    terminal.press(KEYS.get(key, key))
                    terminal.settle(0.15)
                    recorder.look(BETWEEN_KEYS)
                if terminal.wait_for(pattern) is None:
                    print(f"{pattern!r} did not come\n{terminal.text}", file=sys.stderr)
                    return 1
                terminal.settle(0.4)
                recorder.look(seconds)
            recorder.look(0.0)
        finally:
            terminal.close()
    target.write_text(recorder.cast(), "utf-8")
    print(f"{target.name}: {recorder.clock:.1f} s, {target.stat().st_size >> 10} KB", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
