"""What is passed over, what an import would do, and the versions that one reports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.build import build
from indexer.survey import survey
from indexer.walk import Found, Lost, Passed, walk
from library.library import Library
from tests.indexer import idx_extractor

PDF = b"%PDF-1.4 \xff"


def names(items: list[str]) -> list[str]:
    return [Path(item).name for item in items]


def walked(folder: Path) -> dict[str, type]:
    return {Path(item.shown_as).name: type(item) for item in walk([folder], folder / "library")}


def test_what_is_no_document_is_passed_over_and_said(tmp_path: Path) -> None:
    for name in ("规划.txt", "~$规划.docx", ".隐藏.txt", "半截.tmp", "notes.json", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"abc")
    for name in ("扫描.bak", "下载.part"):
        (tmp_path / name).write_bytes(PDF)
    for name in (".git", "网页_files", "资料_files"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_bytes(b"abc")
    (tmp_path / "网页.html").write_bytes(b"<html>")
    (tmp_path / "圈").symlink_to(tmp_path)
    (tmp_path / "断.txt").symlink_to(tmp_path / "没有")
    assert walked(tmp_path) == {
        **dict.fromkeys(("规划.txt", "扫描.bak", "下载.part", "网页.html", "资料_files.txt"), Found),
        **dict.fromkeys(
            ("~$规划.docx", ".隐藏.txt", "半截.tmp", "notes.json", "Thumbs.db", ".git", "网页_files", "圈", "断.txt"), Passed
        ),
    }
    reasons = [item.message for item in walk([tmp_path], tmp_path) if isinstance(item, Passed)]
    assert all(reason.endswith("。") for reason in reasons)


def test_a_folder_of_nothing_but_litter_is_empty(tmp_path: Path) -> None:
    (tmp_path / "~$a.docx").write_bytes(b"abc")
    assert [type(item) for item in walk([tmp_path], tmp_path / "library")] == [Passed, Lost]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse names that are no Unicode")
def test_a_name_in_another_encoding_is_taken_in(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    Path(os.fsdecode(os.fsencode(desk) + b"/" + "青禾".encode("gbk") + b".txt")).write_text("青禾\n文字")
    library = tmp_path / "library"
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "-m", "indexer", "--library", str(library), "--extractor", idx_extractor.NAME, str(desk)],
            capture_output=True,
            check=True,
        )
    report = json.loads(run.stdout.splitlines()[-1])
    assert (report["added"], names([entry["file"] for entry in report["unchanged"]])) == ([], ["青禾.txt"])


def test_a_survey_says_what_would_happen_and_writes_nothing(tmp_path: Path) -> None:
    desk, library = tmp_path / "desk", tmp_path / "library"
    desk.mkdir()
    for name in ("甲", "乙", "丙"):
        (desk / f"{name}.txt").write_text(f"{name}\n文字")
    assert len(survey(library, [desk]).new) == 3
    assert not library.exists()
    build(library, [desk], extractor=idx_extractor.NAME)
    (desk / "乙.txt").write_text("乙\n新的文字")
    (desk / "丁.txt").write_text("丁\n文字")
    (desk / "戊").mkdir()
    (desk / "戊" / "丁.txt").write_text("丁\n文字")
    (desk / "丙.txt").rename(desk / "己.txt")
    (desk / "空.txt").write_text("")
    (desk / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (desk / "~$丁.docx").write_text("x")
    told: list[tuple[str, int]] = []
    found = survey(library, [desk], lambda file, done: told.append((file, done)))
    assert [names(found.new), names(found.changed), sorted(names(found.unchanged))] == [
        ["丁.txt"],
        ["乙.txt"],
        ["丁.txt", "己.txt", "甲.txt"],
    ]
    assert {Path(entry.file).name: entry.code for entry in found.failed} == {"空.txt": "empty", "图.png": "unsupported"}
    assert names([entry.file for entry in found.skipped]) == ["~$丁.docx"]
    assert found.kinds == {"text": 2}
    assert [done for _, done in told] == list(range(8))


def test_a_survey_knows_what_another_version_read_and_stops_when_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, library = tmp_path / "desk", tmp_path / "library"
    desk.mkdir()
    (desk / "甲.txt").write_text("甲\n文字")
    build(library, [desk], extractor=idx_extractor.NAME)
    monkeypatch.setattr("indexer.survey.extractor_version", lambda: "another")
    assert names(survey(library, [desk]).again) == ["甲.txt"]
    assert survey(library, [desk], cancelled=lambda: True).cancelled


def test_the_process_for_the_app_plans_only(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("甲\n文字")
    run = subprocess.run(
        [sys.executable, "-m", "indexer", "--plan-only", "--library", str(tmp_path / "library"), str(tmp_path)],
        capture_output=True,
        check=True,
    )
    looking, plan = (json.loads(line) for line in run.stdout.splitlines())
    assert (looking["event"], plan["event"], names(plan["new"])) == ("looking", "plan", ["甲.txt"])


def test_a_run_reports_versions_and_says_what_is_in_work(tmp_path: Path) -> None:
    desk, library = tmp_path / "desk", tmp_path / "library"
    desk.mkdir()
    words = "".join(chr(0x4E00 + number * 7) for number in range(600))
    (desk / "甲.txt").write_text(f"甲\n{words}")
    (desk / "乙.txt").write_text(f"甲\n\n{words}。")
    (desk / "丙.txt").write_text(f"丙\n{words}")
    working: list[str] = []
    report = build(library, [desk], extractor=idx_extractor.NAME, working=working.append)
    (group,) = report.versions
    assert sorted(names([version.file for version in group.plans])) == ["乙.txt", "甲.txt"]
    assert group.preferred == group.plans[0].plan
    assert [version.kind for version in group.plans] == [None, "同文（另一份）"]
    assert set(names(working)) == {"甲.txt", "乙.txt", "丙.txt"}
    assert build(library, [desk], extractor=idx_extractor.NAME).versions == []
    with Library.open(library) as opened:
        assert sum(info.superseded_by is not None for info in opened.plans()) == 1
