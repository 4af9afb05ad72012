"""A terminal that draws ambiguous characters wide is asked and believed; keys typed meanwhile arrive; silence costs no wait."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal
from tests.tui.app_library import PLANS, write_library

ROOT = Path(__file__).resolve().parents[2]
GUILAN = [sys.executable, "-m", "tui.cli"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")


def opened(tmp_path: Path, **more: str) -> Terminal:
    folder = write_library(tmp_path / "library", PLANS)
    env = {"XDG_STATE_HOME": str(tmp_path / "state"), "GUILAN_CONFIG": str(tmp_path / "settings.toml"), **more}
    return Terminal([*GUILAN, "--library", str(folder)], env=env, cwd=ROOT)


def leave(terminal: Terminal) -> None:
    terminal.press("ctrl+q")
    assert terminal.finish() == 0
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize(("column", "ascii_lines"), [(31, False), (32, True)])
def test_the_answer_decides_and_keys_typed_meanwhile_arrive(tmp_path: Path, column: int, ascii_lines: bool) -> None:
    with opened(tmp_path) as terminal:
        terminal.wait(lambda: b"\x1b[6n" in terminal.raw)
        before = terminal.raw.partition(b"\x1b[?1049h")[0]
        assert before.count("“".encode()) == 1
        terminal.send(f"\r,\x1b[1;{column}R")
        terminal.wait("引号等字符的宽度")
        terminal.press("down", "down")
        terminal.wait("现在按两格算" if ascii_lines else "现在按一格算")
        assert ("+--" in terminal.text) == ascii_lines
        assert ("╭──" in terminal.text) != ascii_lines
        terminal.press("esc", "esc")
        leave(terminal)


def test_an_answer_that_comes_late_is_believed_too(tmp_path: Path) -> None:
    with opened(tmp_path) as terminal:
        terminal.wait("欢迎使用规览")
        assert "╭──" in terminal.text
        terminal.send("\x1b[1;32R")
        terminal.wait(lambda: "+--" in terminal.text)
        terminal.press("enter")
        leave(terminal)


@pytest.mark.parametrize("settings", ['width = "1"\n', 'width = "2"\n'])
def test_nobody_is_asked_where_it_is_set(tmp_path: Path, settings: str) -> None:
    Path(tmp_path, "settings.toml").write_text(settings, encoding="utf-8")
    with opened(tmp_path) as terminal:
        terminal.wait("欢迎使用规览")
        assert b"\x1b[6n" not in terminal.raw
        terminal.press("enter")
        leave(terminal)


def test_what_of_the_settings_cannot_be_used_is_said_on_the_status_line(tmp_path: Path) -> None:
    Path(tmp_path, "settings.toml").write_text('theme = "pink"\n[keys]\ncompare = "F11"\n', encoding="utf-8")
    with opened(tmp_path) as terminal:
        terminal.wait("欢迎使用规览")
        terminal.press("enter")
        terminal.wait("F11 指标对比")
        assert "theme的值“pink”认不出" in terminal.tight
        leave(terminal)


def test_the_terminal_is_left_as_it_was(tmp_path: Path) -> None:
    import termios

    with opened(tmp_path) as terminal:
        before = termios.tcgetattr(terminal._master)
        terminal.wait("欢迎使用规览")
        terminal.press("enter")
        leave(terminal)
        assert termios.tcgetattr(terminal._master)[3] == before[3]
    assert os.path.exists(tmp_path / "state")
