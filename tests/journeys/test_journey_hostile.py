"""Hostile text in every field of a library, shown in every pane of a real pseudo terminal: nothing of it reaches the terminal.

The records are written past the indexer's gate, so what is tested is the gate at the screen.
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from library.model import Caution, Indicator, Plan, Project, Section, Table
from tests.journeys.terminal import Terminal
from tests.tui.app_library import make_plan, write_library

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")

EVIL = (
    *("\x1b]0;PWNED\x07", "\x1b]52;c;UFdORUQ=\x1b\\", "\x1b[31mRED", "\x1bP1$tPWNED\x1b\\", "\x1b_PWNED\x1b\\"),
    *("\x9b31mC1", "\x9d0;PWNED\x9c", "\u202eRTL", "\u2066ISO", "\u200fMARK", "\u2028LINE", "\x07", "\x08\x08", "\x0c", "\x7f"),
    *("[red]MARKUP[/red]", "[/x]", "[@click=app.bell]CLICK[/]"),
)
"""Escape sequences, C1 controls, bidi overrides, control characters, markup that breaks or runs."""
FORBIDDEN = re.compile("[\x80-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\x07.|\x08|\x0c|\x7f")


POINTER = re.compile("\x1b\\]22;[a-z-]*\x07")
"""The framework's own request for a mouse pointer."""


def poisoned(text: str) -> str:
    """A text with everything evil in it, in the middle and at both ends."""
    return EVIL[0] + text[:4] + "".join(EVIL) + text[4:] + EVIL[2]


def poison(plan: Plan) -> Plan:
    """The plan with every text of a document poisoned; keys and what the code decides by are left alone."""

    def section(one: Section) -> Section:
        return replace(one, number=poisoned(one.number), title=poisoned(one.title), text=poisoned(one.text))

    def table(one: Table) -> Table:
        grid = tuple(tuple(poisoned(cell) for cell in cells) for cells in one.grid)
        return replace(one, caption=poisoned(one.caption), grid=grid)

    def indicator(one: Indicator) -> Indicator:
        values = tuple(replace(value, text=poisoned(value.text)) for value in one.values)
        return replace(
            one, name=one.name + "".join(EVIL), sub="".join(EVIL), unit="%" + EVIL[2], note=poisoned("注"), values=values
        )

    first = plan.sections[0]
    project = Project(f"{plan.key}.p1", first.key, "1", poisoned("护理型床位改造工程"), "工程", poisoned("内容"), first.source)
    return replace(
        plan,
        title=poisoned(plan.title),
        region=plan.region + "".join(EVIL),
        issuer=poisoned(plan.issuer or ""),
        source=replace(plan.source, file=poisoned(plan.source.file)),
        sections=tuple(map(section, plan.sections)),
        tables=tuple(map(table, plan.tables)),
        indicators=tuple(map(indicator, plan.indicators)),
        projects=(project,),
        warnings=(Caution("note", poisoned("警告"), 1),),
    )


@pytest.fixture
def evil_library(tmp_path: Path) -> Path:
    """A library that is evil in every field."""
    plans = [
        make_plan("yunxi-2021-aaaa", "示例省云溪市", "云溪市养老服务“十四五”规划", ("25", "≥60")),
        make_plan("qingshi-2021-bbbb", "示例省云溪市青石区", "青石区养老服务“十四五”规划", ("30", "55")),
    ]
    return write_library(tmp_path / "library", [poison(plan) for plan in plans])


def sent(terminal: Terminal) -> str:
    """All that the terminal was sent, as characters."""
    return terminal.raw.decode("utf-8")


def test_nothing_evil_reaches_the_terminal_from_any_pane(evil_library: Path, tmp_path: Path) -> None:
    env = {"XDG_STATE_HOME": str(tmp_path / "state"), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "tui.cli", "--library", str(evil_library)]
    with Terminal(command, columns=160, rows=50, env=env, cwd=ROOT) as terminal:
        terminal.wait("欢迎使用规览")
        terminal.press("enter")
        terminal.wait("MARKUP")
        terminal.press("f2")
        terminal.wait("快速打开")
        terminal.press("指标", "enter")
        terminal.wait("来源")
        terminal.press("/", "护理型床位")
        terminal.wait("【护理型床位】")
        terminal.press("down", "enter", "f3", "f3", "f3")
        terminal.press("ctrl+b", "ctrl+k")
        terminal.wait("书签")
        terminal.press("esc", "ctrl+e")
        terminal.wait("预览")
        terminal.press("esc", "f4")
        terminal.wait(lambda: "选择要对比" in terminal.tight or "可比" in terminal.tight)
        if "选择要对比" in terminal.tight:
            terminal.press("enter")
        terminal.wait("可比")
        terminal.press("f10")
        terminal.wait("口径")
        terminal.press("f10", "down", "enter", "f9")
        terminal.wait("原文件现在看不到")
        terminal.press("ctrl+n")
        terminal.wait("相近的章节")
        terminal.press("f5", "ctrl+l")
        terminal.wait("筛选结果")
        terminal.press("esc", "u")
        terminal.wait("搜过的和保存的")
        terminal.press("esc", "ctrl+t")
        terminal.wait("写一句笔记")
        terminal.press("esc", "f6", "f6", "f1")
        terminal.wait("帮助：所有操作")
        terminal.press("esc", "ctrl+q")
        assert terminal.finish() == 0
        output = sent(terminal)
    assert "PWNED" in output, "the harmless letters of the evil text should be readable"
    titles = re.findall("\x1b\\][^\x07\x1b]*", output)
    assert [title for title in titles if "PWNED" in title or "52" in title[:5]] == []
    assert re.findall("\x1b[P_^X][^\x1b]*PWNED", output) == []
    assert "\x1b[31mRED" not in output
    assert [found[0] for found in FORBIDDEN.finditer(POINTER.sub("", output))] == []
    assert "[red]MARKUP[/red]" in re.sub("\x1b\\[[0-9;?]*[ -/]*[@-~]", "", output)


def test_copying_sends_only_the_clipboard_sequence_of_the_program(evil_library: Path, tmp_path: Path) -> None:
    env = {"XDG_STATE_HOME": str(tmp_path / "state"), "HOME": str(tmp_path), "SSH_CONNECTION": "elsewhere", "TMUX": ""}
    command = [sys.executable, "-m", "tui.cli", "--library", str(evil_library)]
    with Terminal(command, env=env, cwd=ROOT) as terminal:
        terminal.wait("欢迎使用规览")
        terminal.press("enter", "/", "护理型床位")
        terminal.wait("【护理型床位】")
        terminal.press("down", "enter", "ctrl+y")
        terminal.wait("复制成什么样")
        terminal.press("enter")
        terminal.wait("有的终端不接受")
        terminal.press("ctrl+q")
        assert terminal.finish() == 0
        clipboards = re.findall(rb"\x1b\]52;[^\x07\x1b]*", terminal.raw)
    assert len(clipboards) == 1
    import base64

    copied = base64.b64decode(clipboards[0].split(b";")[2]).decode("utf-8")
    assert "PWNED" in copied
    assert FORBIDDEN.search(copied.replace("\n", "")) is None
    assert "\x1b" not in copied
