"""Taking documents in: characters and pages a second for each format, and 1,000 mixed files at once with the app open.

Documents are the samples and, where they lie beside the checkout, the fixtures. ``python -m benchmarks.intake`` measures the
formats in a process of its own; `with_the_app_open` imports from within the app and times its keys meanwhile.
"""

from __future__ import annotations

import io
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import face
from benchmarks.terminal import Terminal, quantile

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "samples", ROOT.parent / "shared" / "fixtures")
ENDINGS = frozenset({".txt", ".md", ".docx", ".doc", ".wps", ".pdf", ".ofd", ".html", ".htm", ".rtf", ".xlsx", ".xls"})
FILES = 1000
_LONGEST = 1800.0  # seconds that the import of all files may take


def documents() -> list[Path]:
    """The documents that are here."""
    return sorted(path for folder in FOLDERS if folder.is_dir() for path in folder.iterdir() if path.suffix in ENDINGS)


def mixed(folder: Path, count: int = FILES) -> int:
    """Write ``count`` files of all formats into a folder and its subfolders, no two of the same bytes; how many."""
    for number, path in zip(range(count), itertools.cycle(documents()), strict=False):
        below = folder / f"第{number // 100}批"
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{number:04}_{path.name}").write_bytes(another(path.read_bytes(), number))
    return count


def another(data: bytes, number: int) -> bytes:
    """The same document in other bytes: with a remark where the format has a place for one, with other names in a UTF-8 text."""
    if data.startswith(b"PK\x03\x04"):
        out = io.BytesIO(data)
        with zipfile.ZipFile(out, "a") as package:
            package.comment = str(number).encode()
        return out.getvalue()
    if data.startswith(b"%PDF-"):
        return data + f"\n%{number}\n".encode()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return data + number.to_bytes(4, "little") + bytes(508)
    if data.startswith(b"{\\rtf"):
        return data.replace(b"{\\rtf1", b"{\\rtf1{\\*\\remark %d}" % number, 1)
    if b"<html" in data[:2000].lower():
        return data + f"<!-- {number} -->".encode()
    try:
        names = "甲乙丙丁戊己庚辛壬癸"
        return re.sub("云溪|青石|柳湾", names[number % 10] + names[number // 10 % 10], data.decode()).encode() + b"\n" * (
            number % 50
        )
    except UnicodeDecodeError:
        return data + b"\n" * (number % 50)


def measure() -> dict[str, float]:
    """Characters (and, where it has them, pages) a second of each format, from a process of its own."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.intake"], capture_output=True, text=True, check=True, cwd=ROOT)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _figures() -> Iterator[tuple[str, float]]:
    """The whole way from bytes to a plan, best of two; the first reading, which loads dictionaries, is not counted."""
    from indexer.pipeline import extract
    from indexer.readers import ReadFailure, read

    seconds: dict[str, float] = {}
    characters: dict[str, int] = {}
    pages: dict[str, int] = {}
    for path in documents():
        try:
            document = read(path)
        except ReadFailure:
            continue
        took = []
        for _ in range(3):
            started = time.perf_counter()
            extract(path)
            took.append(time.perf_counter() - started)
        form = document.format
        seconds[form] = seconds.get(form, 0.0) + min(took)
        characters[form] = characters.get(form, 0) + len(document.raw)
        pages[form] = pages.get(form, 0) + len(document.pages)
    for form in sorted(seconds):
        yield f"intake_{form}_characters_per_second", characters[form] / seconds[form]
        if pages[form]:
            yield f"intake_{form}_pages_per_second", pages[form] / seconds[form]


def with_the_app_open(count: int = FILES, sections: int = 600) -> dict[str, float]:
    """Import ``count`` mixed files from within the app: files a second, milliseconds from a cursor key to its paint."""
    with tempfile.TemporaryDirectory() as scratch:
        env = {"XDG_STATE_HOME": scratch, "XDG_DATA_HOME": scratch, "XDG_CONFIG_HOME": scratch, "HOME": scratch}
        os.environ.update(env)
        library = face.library_of(sections, Path(scratch) / "library")
        mixed(Path(scratch) / "many", count)
        terminal = Terminal(face.app(library), env=env, cwd=ROOT)
        try:
            assert terminal.wait_for("F1"), terminal.text
            terminal.settle(0.5)
            terminal.press("esc")
            terminal.settle(0.3)
            return _imported(terminal, Path(scratch) / "many", count)
        finally:
            terminal.close()


def _imported(terminal: Terminal, folder: Path, count: int) -> dict[str, float]:
    terminal.press("f7")
    terminal.settle(0.5)
    terminal.press(str(folder))
    terminal.settle(0.5)
    terminal.press("enter")
    assert terminal.wait_for(r"新增\s*\d+，更新", 300.0), terminal.text
    terminal.press("enter")
    assert terminal.wait_for("正在导入", 60.0), terminal.text
    started = time.perf_counter()
    terminal.press("esc")
    terminal.settle(0.3)
    gaps: list[float] = []
    done = re.compile("导入完成|导入已停止|导入没有完成|导入程序意外")
    while not done.search(terminal.text) and time.perf_counter() - started < _LONGEST:
        gaps += face.paints(terminal, 8)
    assert "导入完成" in terminal.text, terminal.text
    return {
        "intake_files_per_second": count / (time.perf_counter() - started),
        "intake_cursor_p95": quantile(gaps, 0.95),
        "intake_worst_gap": max(gaps),
        "intake_app_memory_mb": terminal.memory_mb(),
    }


if __name__ == "__main__":
    json.dump(dict(_figures()), sys.stdout)
