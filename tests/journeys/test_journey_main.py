"""The main errand in a real pseudo terminal, on the samples: search, open, compare, export; the file is what the command gives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
SEEDS = ROOT.parent / "shared" / "seeds"
GUILAN = [sys.executable, "-m", "tui.cli"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")


def guilan(folder: Path, *arguments: str) -> bytes:
    """What a command prints."""
    done = subprocess.run([*GUILAN, "--library", str(folder), *arguments], capture_output=True, cwd=ROOT, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout


def journey(folder: Path, home: Path, words: str, *, columns: int = 120, rows: int = 40) -> bytes:
    """Search for ``words``, open the first hit, compare an indicator, open a row's source, export the section; the file's bytes."""
    target = home / "导出.md"
    env = {"XDG_STATE_HOME": str(home / "state"), "HOME": str(home)}
    with Terminal([*GUILAN, "--library", str(folder)], columns=columns, rows=rows, env=env, cwd=ROOT) as terminal:
        terminal.wait("欢迎使用规览")
        terminal.press("enter")
        terminal.wait("F1 帮助")
        terminal.press("/")
        for letter in words:
            terminal.press(letter)
        terminal.wait(f"【{words}】")
        terminal.wait("第1/共")
        terminal.press("down", "enter")
        terminal.wait("来源")
        terminal.press("f4")
        terminal.wait(lambda: "选择要对比的指标" in terminal.tight or "可比" in terminal.tight)
        if "选择要对比的指标" in terminal.tight:
            terminal.press(*words, "enter")
        terminal.wait("变化")
        terminal.press("down", "enter")
        terminal.wait("F9 原文件" if columns >= 100 else "来源")
        terminal.press("ctrl+e")
        terminal.wait("预览")
        terminal.press("ctrl+u", str(target), "enter")
        terminal.wait("已保存")
        terminal.press("ctrl+q")
        assert terminal.finish() == 0
        assert b"Traceback" not in terminal.raw
    return target.read_bytes()


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the samples."""
    folder = tmp_path_factory.mktemp("samples") / "library"
    guilan(folder, "index", str(SAMPLES))
    return folder


def key_of(written: bytes) -> str:
    """The key that the citation of an exported file names."""
    line = next(line for line in written.decode().splitlines() if "编号：" in line)
    return line.split("编号：")[1].split("　")[0].replace("\\", "")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (200, 50)])
def test_search_open_compare_export_on_the_samples(samples: Path, tmp_path: Path, columns: int, rows: int) -> None:
    written = journey(samples, tmp_path, "护理型床位占比", columns=columns, rows=rows)
    assert "出处：《".encode() in written
    assert guilan(samples, "export", key_of(written)) == written


def test_search_open_compare_export_on_real_plans(tmp_path: Path) -> None:
    if not SEEDS.is_dir():
        pytest.skip("the real documents are not here")
    folder = tmp_path / "library"
    guilan(folder, "index", str(SEEDS))
    concepts = guilan(folder, "compare", "--format", "json").decode()
    import json

    (first, *_) = json.loads(concepts)["concepts"]
    written = journey(folder, tmp_path, first["rows"][0]["name"])
    assert guilan(folder, "export", key_of(written)) == written


def test_import_from_inside_the_app(tmp_path: Path) -> None:
    folder, papers = tmp_path / "library", tmp_path / "papers"
    papers.mkdir()
    chosen = sorted(SAMPLES.glob("*.txt"))[:2]
    for path in chosen:
        (papers / path.name).write_bytes(path.read_bytes())
    (papers / "空.txt").write_text("")
    guilan(folder, "index", str(chosen[0]))
    env = {"XDG_STATE_HOME": str(tmp_path / "state"), "HOME": str(tmp_path)}
    with Terminal([*GUILAN, "--library", str(folder)], env=env, cwd=tmp_path) as terminal:
        terminal.wait("欢迎使用规览")
        terminal.press("enter", "f7")
        terminal.wait("导入文件或文件夹")
        terminal.press("没有这个", "enter")
        terminal.wait("请检查路径")
        terminal.press("ctrl+u", "papers", "enter")
        terminal.wait("开始导入", 60)
        terminal.press("enter")
        terminal.wait("导入完成：新增1", 60)
        terminal.wait("没有导入 1 个")
        terminal.wait("空.txt")
        terminal.press("esc", "ctrl+q")
        assert terminal.finish() == 0


def test_the_place_is_open_again_next_time(samples: Path, tmp_path: Path) -> None:
    env = {"XDG_STATE_HOME": str(tmp_path / "state"), "HOME": str(tmp_path)}
    command = [*GUILAN, "--library", str(samples)]
    with Terminal(command, env=env, cwd=ROOT) as terminal:
        terminal.wait("欢迎使用规览")
        terminal.press("enter", "/", "床位")
        terminal.wait("【床位】")
        terminal.press("down", "enter")
        terminal.wait("来源")
        terminal.press("ctrl+q")
        assert terminal.finish() == 0
    with Terminal(command, env=env, cwd=ROOT) as terminal:
        terminal.wait("来源")
        terminal.wait("第1/共")
        assert "欢迎" not in terminal.tight
        terminal.press("esc", "q")
        assert terminal.finish() == 0
