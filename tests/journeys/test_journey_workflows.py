"""The fifteen workflows in a real pseudo terminal, on the samples, at three sizes and in three modes; one program serves several.

All of them run at 120x40; each mode takes its share. ``GUILAN_ALL_JOURNEYS=1`` runs all of them everywhere.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal
from tests.journeys.workflows import MOST, NAMES, PAGE, WORKFLOWS, Workflow, page
from tui.actions import ime_safe

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
GUILAN = [sys.executable, "-m", "tui.cli"]
ALL = os.environ.get("GUILAN_ALL_JOURNEYS") == "1"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")


@dataclass(frozen=True)
class Mode:
    """A window and its terminal; ``share`` are the names of the workflows that it takes, unless all are asked for."""

    name: str
    columns: int
    rows: int
    share: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    ime: bool = False
    """Words arrive as an input method commits them: whole."""


PLAIN_TERMINAL = {"TERM": "xterm-16color", "COLORTERM": ""}
NAMED = tuple(workflow.name for workflow in WORKFLOWS)
MODES = (
    Mode("80x24", 80, 24, NAMED[0:15:2]),
    Mode("120x40 NO_COLOR", 120, 40, NAMED[0:15:3], {"NO_COLOR": "1"}),
    Mode("120x40 16 colours", 120, 40, NAMED[1:15:3], PLAIN_TERMINAL),
    Mode("120x40 input method", 120, 40, NAMED[2:15:3], ime=True),
    Mode("200x50", 200, 50, (*NAMED[1:15:2], "crash")),
    Mode("120x40", 120, 40, ()),
)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the samples."""
    folder = tmp_path_factory.mktemp("workflows") / "library"
    subprocess.run([*GUILAN, "--library", str(folder), "index", str(SAMPLES)], cwd=ROOT, check=True, capture_output=True)
    return folder


def furnish(folder: Path, library: Path) -> None:
    """What the workflows find in their folder: a file exported before, and papers that came in."""
    target = ["-o", str(folder / "核对.md")]
    words = ["compare", "护理型床位占比", "--format", "md"]
    subprocess.run([*GUILAN, "--library", str(library), *words, *target], cwd=ROOT, check=True, capture_output=True)
    papers = folder / "来件"
    papers.mkdir()
    text = (SAMPLES / "临川市养老服务发展“十四五”规划.txt").read_text("utf-8")
    (papers / "苇塘.txt").write_text(text.replace("临川", "苇塘"), "utf-8")
    (papers / "空.txt").write_text("")


def copied(raw: bytes) -> str:
    """Everything that the terminal was asked to put on its clipboard."""
    found = re.findall(rb"\x1b\]52;c;([^\x07\x1b]*)", raw)
    return "\n".join(base64.b64decode(data).decode() for data in found)


class Desk:
    """The program in its terminal, which may be killed and started again."""

    def __init__(self, mode: Mode, library: Path, folder: Path) -> None:
        self.mode, self.folder = mode, folder
        self._command = [*GUILAN, "--library", str(library)]
        home = {"XDG_STATE_HOME": str(folder / "state"), "XDG_CONFIG_HOME": str(folder / "config"), "HOME": str(folder)}
        self._env = {**home, "SSH_CONNECTION": "elsewhere", **mode.env}
        self.terminal = self.start()

    def start(self) -> Terminal:
        """Start the program."""
        size = {"columns": self.mode.columns, "rows": self.mode.rows}
        return Terminal(self._command, env=self._env, cwd=ROOT, **size)

    def restart(self) -> None:
        """Kill it (kill -9), and start again."""
        self.terminal.__exit__(None, None, None)
        self.terminal = self.start()

    def type(self, words: str) -> None:
        """Words as they arrive from a keyboard or from an input method."""
        if self.mode.ime:
            self.terminal.send(words)
        else:
            for letter in words:
                self.terminal.send(letter)

    def play(self, workflow: Workflow) -> None:
        """Press the keys, look, and look at what was written."""
        before = len(self.terminal.raw)
        for step in workflow.steps:
            for kind, value in step.pressed:
                match kind:
                    case "words":
                        self.type(value.format(folder=self.folder))
                    case "restart":
                        self.restart()
                        before = 0
                    case _:
                        self.terminal.press(NAMES[value])
                        self.terminal.read(0.5 if value == "Esc" else 0)  # on a busy machine Esc and the next key would be one
            self.terminal.wait(step.seen, 30)
        self.terminal.wait(lambda: "Esc关闭" not in self.terminal.tight)  # the next key is not for a dialog that is going
        if workflow.file:
            path = self.folder / workflow.file
            self.terminal.wait(path.is_file)
            data = path.read_bytes()
            assert data
            text = data.decode("utf-8-sig") if workflow.holds else ""
        else:
            text = copied(self.terminal.raw[before:]) if workflow.holds else ""
        assert [words for words in workflow.holds if words not in text] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_a_workflow_takes_few_keys_that_all_work_with_an_input_method_on(workflow: Workflow) -> None:
    assert 0 < len(workflow.keys) <= MOST
    assert [key for key in workflow.keys if not ime_safe(NAMES[key])] == []


def test_the_page_of_the_guide_is_made_from_the_scripts() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m tests.journeys.workflows"


def test_each_mode_and_each_size_has_its_share() -> None:
    assert {name for mode in MODES if (mode.columns, mode.rows) == (120, 40) for name in mode.share} == set(NAMED)
    for mode in MODES[:-1]:
        assert len(mode.share) >= (5 if mode.columns == 120 else 8)


@POSIX
@pytest.mark.parametrize("mode", [mode for mode in MODES if mode.share or ALL], ids=lambda mode: mode.name)
def test_the_workflows_can_be_done(samples: Path, tmp_path: Path, mode: Mode) -> None:
    library = Path(shutil.copytree(samples, tmp_path / "library"))
    furnish(tmp_path, library)
    desk = Desk(mode, library, tmp_path)
    try:
        desk.terminal.wait("开始使用")
        desk.terminal.press("enter")
        failed = {}
        for workflow in WORKFLOWS:
            if ALL or workflow.name in mode.share:
                try:
                    desk.play(workflow)
                except AssertionError as error:
                    failed[workflow.name] = str(error)
                    desk.terminal.press("esc", "esc", "esc")
        desk.terminal.press("ctrl+q")
        assert failed == {}, "\n\n".join(f"{name}: {why}" for name, why in failed.items())
        assert desk.terminal.finish() == 0
        assert b"Traceback" not in desk.terminal.raw
    finally:
        desk.terminal.__exit__(None, None, None)
