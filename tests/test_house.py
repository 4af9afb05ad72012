"""The rules of the house that a machine can check: what imports what, what stands in no file, how large a room may be."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEADLESS = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for storey in ("library", "indexer")
    for path in (ROOT / storey).rglob("*.py")
    if path.name not in ("__init__.py", "__main__.py")
)
SCREEN = ("textual", "tui")
HEAVY = ("whoosh", "jieba", "sqlite_utils", "opencc", "pypinyin")
FACE = (
    "tui.app",
    "library.library",
    "library.service",
    "library.chinese",
    "library.model",
    "tui.screens.main",
    "tui.widgets.reader",
)


def modules_after(code: str) -> set[str]:
    """Top-level names in sys.modules of a fresh process after ``code``."""
    show = "import sys; print(chr(10).join({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", f"{code}\n{show}"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.split())


def test_headless_modules_import_alone_and_know_no_screen() -> None:
    loop = f"import importlib\nfor name in {HEADLESS!r}: importlib.import_module(name)"
    assert not modules_after(loop) & set(SCREEN)


@pytest.mark.parametrize("name", HEADLESS)
def test_each_headless_module_imports_in_a_fresh_process(name: str) -> None:
    assert "textual" not in modules_after(f"import {name}")


def test_the_face_starts_without_the_heavy_libraries() -> None:
    loop = f"import importlib\nfor name in {FACE!r}: importlib.import_module(name)"
    assert not modules_after(loop) & set(HEAVY)


def test_the_face_asks_the_library_and_never_sql() -> None:
    asked = re.compile(r"^\s*(?:import|from) (sqlite3|sqlite_utils|whoosh)\b", re.M)
    assert [str(p) for p in (ROOT / "tui").rglob("*.py") if asked.search(p.read_text("utf-8"))] == []


def test_no_room_is_larger_than_one_job() -> None:
    sizes = {
        p.relative_to(ROOT).as_posix(): p.read_text("utf-8").count("\n")
        for s in ("library", "indexer", "tui")
        for p in (ROOT / s).rglob("*.py")
    }
    assert {name: lines for name, lines in sizes.items() if lines > 400} == {}


def test_no_file_names_a_package_index_or_this_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True, cwd=ROOT, check=False
    ).stdout.split()
    forbidden = re.compile(r"--(?:extra-)?index" + r"-url|https?://[^\s\"')>]+/simple\b|/pack" + r"ages/[0-9a-f]{2}/[0-9a-f]{2}/")
    bad = []
    for name in listed:
        path = ROOT / name
        if path.suffix in (".png", ".docx") or not path.is_file():
            continue
        content = path.read_bytes().decode("utf-8", "replace")
        if forbidden.search(content) or str(ROOT.parent) + "/" in content:
            bad.append(name)
    assert bad == []
