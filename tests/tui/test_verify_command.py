"""``guilan verify``: what an exported file says, against the library; exit status 0 where everything still stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.build import build
from tui.cli import main

TEXT = """望山县民政事业发展“十四五”规划

一、主要任务
建设社区食堂12处，服务老人约3000人。

二、保障措施
加强组织领导，压实各方责任。
"""


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """A file that was exported from a library beside it."""
    draft = tmp_path / "望山县.txt"
    draft.write_text(TEXT, encoding="utf-8")
    key = build(tmp_path / "library", [draft]).added[0].plan
    assert main(["--library", str(tmp_path / "library"), "export", key, "-o", str(tmp_path / "摘录.md")]) == 0
    return tmp_path / "摘录.md"


def test_verify_says_what_changed(exported: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    library = ["--library", str(tmp_path / "library")]
    capfd.readouterr()
    assert main([*library, "verify", str(exported)]) == 0
    assert capfd.readouterr().out == ""
    assert main([*library, "verify", str(exported), "--all"]) == 0
    assert "未变　第 " in capfd.readouterr().out
    exported.write_text(exported.read_text("utf-8").replace("12处", "21处"), encoding="utf-8")
    assert main([*library, "verify", str(exported)]) == 1
    said = capfd.readouterr()
    assert "有改动" in said.out
    assert "12处" in said.out
    assert main([*library, "verify", str(exported), "--json"]) == 1
    answer = json.loads(capfd.readouterr().out)
    assert (answer["good"], answer["counts"]["changed"], answer["counts"]["gone"]) == (False, 1, 0)
    (changed,) = [one for one in answer["checked"] if one["state"] == "changed"]
    assert {"line", "text", "key", "source_line", "now", "why"} <= set(changed)


def test_show_prints_no_comment(exported: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    library = ["--library", str(tmp_path / "library")]
    key = json.loads(exported.read_text("utf-8").split("<!-- guilan ")[1].removesuffix(" -->\n"))["sources"][0]["plan"]
    capfd.readouterr()
    assert main([*library, "show", f"{key}.1"]) == 0
    assert "<!--" not in capfd.readouterr().out


def test_what_cannot_be_verified_is_said(exported: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    library = ["--library", str(tmp_path / "library")]
    for path, data in (("own.md", "随便写的话。".encode()), ("book.xlsx", b"PK\x03\x04\xff\xfe")):
        (tmp_path / path).write_bytes(data)
        assert main([*library, "verify", str(tmp_path / path)]) == 2
    assert main([*library, "verify", str(tmp_path / "gone.md")]) == 2
    assert main([*library, "verify", str(tmp_path)]) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert exported.is_file()
