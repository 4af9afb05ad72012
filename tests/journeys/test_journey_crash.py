"""When the program itself fails: one Chinese sentence, a log, no traceback on the screen, the terminal as it was."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal
from tests.tui.app_library import PLANS, write_library

ROOT = Path(__file__).resolve().parents[2]
BROKEN = """
import sys
from tui.screens.main import MainScreen
def broken(self): raise RuntimeError("boom")
MainScreen.do_zoom = broken
from tui.cli import main
sys.exit(main(sys.argv[1:]))
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")


def test_a_crash_is_one_sentence_and_a_log(tmp_path: Path) -> None:
    folder = write_library(tmp_path / "library", PLANS)
    env = {"XDG_STATE_HOME": str(tmp_path / "state"), "HOME": str(tmp_path)}
    with Terminal([sys.executable, "-c", BROKEN, "--library", str(folder)], env=env, cwd=ROOT) as terminal:
        terminal.wait("欢迎使用规览")
        terminal.press("enter", "f10")
        assert terminal.finish() == 3
        output = terminal.raw.decode()
    assert "规览遇到意外" in output
    assert "Traceback" not in output
    assert "boom" not in output
    assert output.rindex("规览遇到意外") > output.rindex("\x1b[?1049l")
    (log,) = (tmp_path / "state" / "guilan").glob("crash.log")
    assert "RuntimeError: boom" in log.read_text("utf-8")
