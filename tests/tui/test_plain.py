"""Reading line by line: everything by number and word, plain lines only, in a pipe."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from library.library import Library
from library.model import Section
from library.store import Store
from tests.tui.app_library import PLANS, make_plan, write_library
from tui import cli
from tui.plain import LETTERS, Plain, understood
from tui.strings import text, use

ROOT = Path(__file__).resolve().parents[2]


def conversation(folder: Path, *lines: str) -> list[str]:
    """What is said to these lines, line by line."""
    out = io.StringIO()
    with Library.open(folder) as library:
        Plain(library, out).run(io.StringIO("".join(f"{line}\n" for line in lines)))
    return out.getvalue().splitlines()


def number_of(said: list[str], words: str) -> str:
    """Number of the last entry that holds these words."""
    return next(line.split(".")[0] for line in reversed(said) if words in line and line[0].isdigit())


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("规划", ("plans", "")),
        ("L", ("plans", "")),
        ("　１２　", ("number", "12")),
        ("搜索养老床位", ("search", "养老床位")),
        ("搜索 养老床位", ("search", "养老床位")),
        ("s 养老床位", ("search", "养老床位")),
        ("/养老床位", ("search", "养老床位")),
        ("、养老床位", ("search", "养老床位")),
        ("养老床位", ("search", "养老床位")),
        ("规划实施", ("search", "规划实施")),
        ("对比护理型床位占比", ("compare", "护理型床位占比")),
        ("？", ("help", "")),
        ("quit", ("quit", "")),
        ("  ", ("", "")),
    ],
)
def test_what_a_line_asks_for(line: str, meant: tuple[str, str]) -> None:
    assert understood(line) == meant


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_things_are_said_alike(language: str) -> None:
    use(language)
    words = [text(f"plain.say.{name}") for name in LETTERS]
    assert len({*words, *LETTERS.values()}) == 2 * len(LETTERS)
    assert [understood(word)[0] for word in words] == list(LETTERS)


def test_from_the_list_of_plans_to_a_section_on_and_back(folder: Path) -> None:
    listed = conversation(folder)
    number = number_of(listed, "青石区养老服务")
    outline = conversation(folder, number)
    said = conversation(folder, number, number_of(outline, "扩大床位供给"), "下一节", "上一节", "n", "n")
    text_of = "\n".join(said)
    assert "位置：青石区养老服务“十四五”规划，二、主要任务" in text_of
    assert text_of.count("新增护理型床位") == 2
    assert "第 1 行，序号：1；指标名称：护理型床位占比；单位：%；2020年：30；2025年：55；属性：约束性" in text_of
    assert "qingshi-2021-bbbb.txt" in text_of
    assert said[-1] == "已是这部规划的最后一节"


def test_search_by_bare_words_and_open_a_hit(folder: Path) -> None:
    found = conversation(folder, "嵌入式小微")
    assert any("【嵌入式小微】" in line for line in found)
    opened = conversation(folder, "嵌入式小微", number_of(found, "【嵌入式小微】"))
    assert any(line.startswith("位置：青石区") for line in opened)
    assert any("没有找到“航天发射”" in line for line in conversation(folder, "航天发射"))


def test_compare_says_every_value_with_its_year_and_why_there_is_none(folder: Path) -> None:
    said = "\n".join(conversation(folder, "对比 护理型床位占比"))
    assert "基期 2020 年 25%" in said
    assert "目标 2025 年 ≥60%" in said
    assert "柳湾区：没有，无指标表" in said
    listed = conversation(folder, "对比", "1")
    assert any("行，输入编号打开出处" in line for line in listed)


def test_what_is_collected_stays(folder: Path) -> None:
    said = conversation(folder, "嵌入式小微", "1", "收入", "收入", "摘编", "1")
    assert any("已收入摘编（共 1 条）" in line for line in said)
    assert any("已经有了" in line for line in said)
    with Library.open(folder) as library:
        assert len(library.user.basket()) == 1


def test_what_cannot_be_done_is_said_and_the_conversation_goes_on(folder: Path, empty_folder: Path) -> None:
    said = conversation(folder, "99", "目录", "下一节", "重读", "收入", "搜索", "更多", "对比 碳捕集封存", "退出", "规划")
    for words in (
        "没有第 99 条",
        "还没有打开规划",
        "还没有打开章节",
        "请在“搜索”后面",
        "没有更多了",
        "没有找到与“碳捕集封存”",
        "再见",
    ):
        assert any(words in line for line in said)
    assert said[-1] == "再见。"
    assert any("还没有规划" in line for line in conversation(empty_folder, "对比"))


def test_a_long_list_is_read_in_steps(tmp_path: Path) -> None:
    plans = [make_plan(f"p{n:02}-2021-aaaa", "示例省云溪市", f"第{n}号养老服务规划", None, file=f"{n}.txt") for n in range(23)]
    said = conversation(write_library(tmp_path / "many", plans), "更多")
    assert "还有 3 条，输入“更多”接着读。" in said
    assert said[-1].startswith("23. ")


def test_repaired_and_lost_characters_and_doubts_are_told(tmp_path: Path) -> None:
    plan = PLANS[0]
    section = plan.sections[0]
    words = "街道\ufffd照护站"
    repaired = replace(section.spans[0], repaired=((0, 2, "ï¿½"),))
    changed: Section = replace(section, text=words, spans=(repaired,))
    doubtful = tuple(replace(one, section=section.key, confidence=0.5) for one in plan.indicators[:1])
    hurt = replace(plan, sections=(changed, *plan.sections[1:]), tables=(), indicators=doubtful)
    with Store.open(tmp_path / "hurt", create_missing=True) as store:
        store.replace_plans([hurt], ())
    said = conversation(tmp_path / "hurt", "1", "下一节")
    assert any("“ï¿½”读作“街道”" in line for line in said)
    assert any("已经缺失" in line for line in said)
    assert any("没有把握" in line for line in said)


def test_no_control_character_and_no_box_is_ever_drawn(tmp_path: Path) -> None:
    evil = make_plan("evil-2021-aaaa", "示例省\x1b[2J", "规划\x1b]0;x\x07标题\u202e", ("25", "≥60"), said="甲\x9b乙\x00")
    folder = write_library(tmp_path / "evil", [evil])
    out = "\n".join(
        conversation(folder, "1", "1", "下一节", "下一节", "下一节", "养老", "对比", "1", "收入", "摘编", "帮助", "\x1b[A")
    )
    assert {char for char in out if unicodedata.category(char) in ("Cc", "Cf")} <= {"\n"}
    assert not any("\u2500" <= char <= "\u259f" for char in out)


def test_in_a_pipe_with_bytes_that_are_no_text(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", "--library", str(folder), "--plain"],
        input="嵌入式小微\n".encode() + b"\xff\xfe\n" + "退出\n".encode(),
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "TERM": "dumb", "PYTHONIOENCODING": "gbk"},
        check=False,
        timeout=60,
    )
    said = done.stdout.decode("utf-8")
    assert done.returncode == 0
    assert "【嵌入式小微】" in said
    assert said.endswith("再见。\n")
    assert "请输入" not in said
    assert b"Traceback" not in done.stderr


def test_in_english(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("search 嵌入式小微\n1\nhelp\nquit\n"))
    assert cli.main(["--library", str(folder), "--lang", "en", "--plain"]) == 0
    said = capfd.readouterr().out
    assert "Place: 青石区" in said
    assert said.endswith("Goodbye.\n")
    assert "输入" not in said
