"""``guilan check``: a plan of the library, all of them, or a file that is in none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.build import build
from tui.cli import main

DRAFT = """望山县民政事业发展“十四五”规划

一、发展基础
县内养老床位由 400 张增加到 600 张，增幅为 80%。

二、主要任务
建设社区食堂 12 处。
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "草稿.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_a_file_that_is_in_no_library(draft: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status = main(["--library", str(tmp_path / "none"), "check", str(draft), "--json"])
    said = capfd.readouterr()
    (finding,) = json.loads(said.out)["findings"]
    assert (status, finding["code"]) == (0, "growth")
    assert {"plan", "code", "message", "places"} <= set(finding)
    assert finding["message"].endswith("请核对。")
    assert [place["line"] for place in finding["places"]] == [4, 4]
    assert {"line", "quote", "number", "unit"} <= set(finding["places"][0])
    assert (finding["places"][0]["number"], finding["places"][0]["unit"]) == (80.0, "%")
    assert not (tmp_path / "none").exists()


def test_plans_of_a_library(draft: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "library"
    key = build(folder, [draft]).added[0].plan
    assert main(["--library", str(folder), "check"]) == 0
    everything = capfd.readouterr().out
    assert main(["--library", str(folder), "check", key]) == 0
    assert capfd.readouterr().out == everything
    assert "第 4 行" in everything
    assert "80%" in everything


def test_what_cannot_be_checked_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "library"
    build(folder, [])
    assert main(["--library", str(folder), "check", "nowhere-2021-0000"]) == 1
    assert main(["--library", str(folder), "check", str(tmp_path / "gone.txt")]) == 2
    assert main(["--library", str(folder), "check", str(tmp_path)]) == 2
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert main(["--library", str(folder), "check", str(empty)]) == 1
    said = capfd.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 4
    assert "Traceback" not in said.err


def test_a_plan_without_contradictions_is_no_failure(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "好.txt"
    path.write_text(DRAFT.replace("80%", "50%"), encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert capfd.readouterr().out == ""
