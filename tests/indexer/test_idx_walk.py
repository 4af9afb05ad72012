from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer.walk import Found, Lost, Passed, walk


def names(found: list[Found | Lost | Passed]) -> list[str]:
    return [item.path.name for item in found if isinstance(item, Found)]


def test_a_folder_gives_its_documents_in_a_steady_order(tmp_path: Path) -> None:
    for name in ("乙.txt", "甲.md", "子/丙.docx", ".git/config", ".hidden.txt", "~$甲.docx", "code.py", "Thumbs.db", "无后缀"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = list(walk([tmp_path], tmp_path / "elsewhere"))
    assert names(found) == ["乙.txt", "无后缀", "甲.md", "丙.docx"]
    assert [item.shown_as for item in found][-1] == str(tmp_path / "子" / "丙.docx")


def test_a_file_is_given_once_however_often_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("x")
    (tmp_path / "链接.txt").symlink_to(tmp_path / "甲.txt")
    assert len(list(walk([tmp_path / "甲.txt", tmp_path, tmp_path / "链接.txt"], tmp_path / "library"))) == 1


def test_a_file_named_outright_is_tried_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "plan.py").write_text("x")
    assert names(list(walk([tmp_path / "plan.py"], tmp_path / "library"))) == ["plan.py"]


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "子").mkdir()
    (tmp_path / "子" / "圈").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "子" / "甲.txt").write_text("x")
    assert names(list(walk([tmp_path], tmp_path / "library"))) == ["甲.txt"]


def test_the_library_itself_is_no_document(tmp_path: Path) -> None:
    for name in ("data/plans.db", "data/plans.db-wal", "data/README.md", "data/plans.index/1/stamp.json", "甲.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("x")
    assert names(list(walk([tmp_path], tmp_path / "data"))) == ["甲.txt"]
    assert names(list(walk([tmp_path / "data"], tmp_path / "data"))) == ["README.md"]


def test_what_is_not_there_or_empty_or_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    os.mkfifo(tmp_path / "管道")
    found = list(walk([tmp_path / "无", tmp_path / "空", tmp_path / "管道"], tmp_path / "library"))
    told = [(item.code, item.message) for item in found if isinstance(item, Lost)]
    assert [code for code, _ in told] == ["unreadable", "empty", "unsupported"]
    assert "路径不存在" in told[0][1]
    assert "没有可以导入的文件" in told[1][1]
    assert all(message.endswith("。") for _, message in told)


def test_a_folder_that_may_not_be_entered_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "甲.txt").write_text("x")
    (tmp_path / "锁").mkdir()
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("锁"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(walk([tmp_path], tmp_path / "library"))
    assert names(found) == ["甲.txt"]
    assert [item.code for item in found if isinstance(item, Lost)] == ["unreadable"]
