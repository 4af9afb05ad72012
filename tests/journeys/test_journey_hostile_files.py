"""The hostile maker's files and one good document among them, through the command: the good one is in, each other is refused."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from indexer.readers import FailureCode

ROOT = Path(__file__).resolve().parents[2]
MAKER = ROOT.parent / "shared" / "fixtures" / "make_hostile.py"
SECRET = "SECRET-7731"
MOST_MEMORY = 300 << 10
"""Of the command itself, in kilobytes; the children have limits of their own.

Linux tells it in /proc. What getrusage tells begins with the memory of the process that started the command.
"""
COMMAND = """
import re, sys
from pathlib import Path
from tui.cli import main
peak = Path(sys.argv.pop(1))
try:
    sys.exit(main())
finally:
    peak.write_text(re.search("VmHWM:[^0-9]*([0-9]+)", Path("/proc/self/status").read_text())[1])
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the memory of a process in /proc")


def guilan(*arguments: str, peak: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", COMMAND, str(peak), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=peak.parent, check=False)


def test_hostile_files_spoil_nothing(tmp_path: Path) -> None:
    if not MAKER.is_file():
        pytest.skip("the hostile maker does not lie beside the checkout")
    files, library, peak = tmp_path / "files", tmp_path / "library", tmp_path / "peak"
    subprocess.run([sys.executable, str(MAKER), str(files)], check=True, capture_output=True)
    good = next(file for file in sorted((ROOT / "samples").iterdir()) if file.suffix == ".txt")
    shutil.copy(good, files / "好.txt")
    before = {path for path in tmp_path.rglob("*") if library not in path.parents}

    done = guilan("--library", str(library), "index", str(files), "--json", peak=peak)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert int(peak.read_text()) <= MOST_MEMORY
    report = json.loads(done.stdout)
    added = {Path(entry["file"]).name: entry["plan"] for entry in report["added"]}
    assert "好.txt" in added
    assert len(report["failed"]) > 20
    for failed in report["failed"]:
        assert failed["code"] in get_args(FailureCode), failed
        assert failed["code"] != "timeout", failed
        assert re.fullmatch("[^\n]*[\u4e00-\u9fff][^\n]*；[^\n]*。", failed["message"]), failed
    assert {path for path in tmp_path.rglob("*") if library not in path.parents} - before <= {library, peak}
    dump = json.loads(guilan("--library", str(library), "dump", peak=peak).stdout)
    holding = {Path(plan["source"]["file"]).name for plan in dump["plans"] if SECRET in json.dumps(plan)}
    assert holding <= {"secret-outside.txt"}
    doctor = guilan("--library", str(library), "doctor", "--json", peak=peak)
    assert json.loads(doctor.stdout)["ok"]
