"""Damaged files: whatever is done to a document's bytes, it is taken in whole or refused in a sentence, and the library stays well.

A fixed part of the mutations runs each time; ``GUILAN_ALL_FUZZ=1`` runs twenty of every fixture.
"""

from __future__ import annotations

import os
import re
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import get_args

import pytest

from indexer.build import build
from indexer.readers import FailureCode
from library.doctor import examine
from library.model import Plan
from library.reading import Reader
from tests.indexer.hostile_texts import HEAD, damaged

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT.parent / "shared" / "fixtures"
ALL = bool(os.environ.get("GUILAN_ALL_FUZZ"))
EACH = 20 if ALL else 2
OWN = 20 if ALL else 5
_HAN = re.compile("[\u4e00-\u9fff]")


def mutations(files: list[Path], into: Path, each: int) -> int:
    """Write ``each`` mutations of every file; how many."""
    count = 0
    for number, file in enumerate(files):
        data = file.read_bytes()
        ways = (way for seed in range(number, number + each) for way in damaged(data, seed))
        # A subset takes another way of damage from each file, in turn.
        for mutation in islice(ways, number % 5 if each < 5 else 0, None, 3 if each < 5 else 1):
            (into / f"{count:04}_{file.name}").write_bytes(mutation)
            count += 1
            if count % each == 0:
                break
    return count


def well(library: Path, files: Path, count: int) -> None:
    """Index a folder of damaged files and look at everything that the library holds then."""
    report = build(library, [files], jobs=2)
    done = len(report.added) + len(report.updated) + len(report.unchanged)
    assert done + len(report.failed) == count
    for failed in report.failed:
        assert failed.code in get_args(FailureCode), failed
        assert failed.message.endswith("。"), failed
        assert _HAN.search(failed.message), failed
        assert "解析时出错" not in failed.message, failed
    with closing(Reader(library)) as reader:
        assert examine(library, reader)["ok"]
        plans = [reader.plan(info.key) for info in reader.plans()]
    for plan in plans:
        whole(plan)


def whole(plan: Plan) -> None:
    """Every reference of a plan leads somewhere, and its tables are rectangular."""
    keys = {section.key for section in plan.sections}
    assert keys
    assert all(section.parent is None or section.parent in keys for section in plan.sections)
    named = [
        *(one.section for one in plan.tables),
        *(one.section for one in plan.indicators),
        *(one.section for one in plan.projects),
    ]
    assert keys.issuperset(named)
    assert all(len({len(row) for row in table.grid}) == 1 for table in plan.tables)


def test_damaged_samples_are_taken_in_whole_or_refused(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    own = tmp_path / "own.txt"
    own.write_text(HEAD * 20, encoding="gb18030")
    count = mutations([own, *sorted(file for file in (ROOT / "samples").iterdir() if file.is_file())][:6], files, OWN)
    well(tmp_path / "library", files, count)


def test_damaged_fixtures_are_taken_in_whole_or_refused(tmp_path: Path) -> None:
    if not FIXTURES.is_dir():
        pytest.skip("the shared fixtures do not lie beside the checkout")
    files = tmp_path / "files"
    files.mkdir()
    fixtures = sorted(file for file in FIXTURES.iterdir() if file.suffix not in {".py", ".json"})
    count = mutations(fixtures, files, EACH)
    assert count == EACH * len(fixtures)
    well(tmp_path / "library", files, count)
