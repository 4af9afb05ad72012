"""The doctor: what the report says of terminals, that it holds no word of a document, that one key copies it whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.library import Library
from tests.tui.app_library import screen_text
from tests.tui.conftest import Opener
from tests.tui.test_app_flow import SIZES, until, where
from tui import cli, clipboard, diagnosis
from tui.screens.doctor import Report
from tui.strings import use


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, "NO_COLOR"),
        ({"COLORTERM": "truecolor", "TERM": "xterm-256color"}, "真彩色"),
        ({"TERM": "xterm-256color"}, "256 色"),
        ({"TERM": "linux"}, "16 色"),
    ],
)
def test_colours_are_known_by_what_the_terminal_says(env: dict[str, str], said: str) -> None:
    assert said in diagnosis.colours(env)


def test_what_stands_between_is_named() -> None:
    lines = diagnosis.terminal({"TERM": "tmux-256color", "TMUX": "x", "SSH_CONNECTION": "y", "LANG": "zh_CN.UTF-8"}, (80, 24))
    assert any("tmux、SSH" in line for line in lines)
    assert any("80 列 24 行" in line for line in lines)
    assert any("zh_CN.UTF-8" in line for line in lines)
    assert any("直接" in line for line in diagnosis.terminal({}, None))


@pytest.mark.parametrize(
    ("env", "way"),
    [({"SSH_TTY": "x", "DISPLAY": ":0"}, "terminal"), ({"TERM_PROGRAM": "Apple_Terminal", "PATH": ""}, "file"), ({}, "terminal")],
)
def test_the_way_of_a_copy_is_foretold(env: dict[str, str], way: str) -> None:
    assert clipboard.likely(env)[0] == way


def test_the_report_holds_no_word_of_a_document(folder: Path) -> None:
    with Library.open(folder) as library:
        words = diagnosis.written(diagnosis.parts(library.doctor(), folder, (80, 24)))
        assert "规划 3 部" in words
        for plan in library.plans():
            assert plan.title not in words
            assert plan.region not in words
            assert plan.key not in words


def test_a_hostile_terminal_name_steers_nothing(folder: Path) -> None:
    words = diagnosis.written(diagnosis.parts(None, folder, None, trouble="坏了", env={"TERM": "x\x1b]0;pwned\x07"}))
    assert "\x1b" not in words
    assert "坏了" in words


def test_the_command_tells_of_terminal_and_places_in_both_forms(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    cli.main(["--library", str(folder), "doctor"])
    out = capfd.readouterr().out
    for words in ("终端", "颜色", "剪贴板", "字体", "textual 8", str(folder)):
        assert words in out


def test_without_a_library_the_rest_is_told_and_the_status_stays(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--library", str(tmp_path / "none"), "doctor"]) == 3
    said = capfd.readouterr()
    assert "剪贴板" in said.out
    assert "没有资料库" in said.err
    assert cli.main(["--library", str(tmp_path / "none"), "doctor", "--json"]) == 3
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize("size", SIZES)
async def test_the_screen_shows_the_report_and_one_key_copies_it_whole(
    folder: Path, open_app: Opener, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    copied: list[str] = []

    def copy(words: str, _folder: Path) -> clipboard.Copied:
        copied.append(words)
        return clipboard.Copied("native")

    monkeypatch.setattr(clipboard, "copy", copy)
    app = open_app(folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("alt+d")
        await until(pilot, lambda: isinstance(app.screen, Report))
        assert "资料库和索引" in screen_text(app)
        assert "Ctrl+Y 复制" in screen_text(app)
        await pilot.press("ctrl+y")
        await until(pilot, lambda: copied)
        await until(pilot, lambda: "已复制" in where(app))
    for words in ("资料库和索引", "终端", "字体", "文件位置", f"{size[0]} 列"):
        assert words in copied[0]


async def test_in_english_no_chinese_heading_is_left(folder: Path, open_app: Opener) -> None:
    use("en")
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("alt+d")
        await until(pilot, lambda: isinstance(app.screen, Report))
        assert "Clipboard" in screen_text(app)
        assert "剪贴板" not in screen_text(app)
