"""Line breaking over whole documents: every section, at widths from 40 to 200 cells, without one violation and nothing lost."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from indexer.pipeline import extract
from library.model import Plan
from tests.tui.test_tui_wrap import violations
from tui.text.document import document
from tui.text.layout import Look, Piece, Prepared

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
WIDTHS = range(40, 201)
EVERY = os.environ.get("GUILAN_ALL_JOURNEYS") == "1"
"""Every width, not five common ones and some by chance."""


def widths() -> list[int]:
    """Five widths that are common, and others by chance, the same ones each time."""
    common = [40, 60, 80, 120, 200]
    return list(WIDTHS) if EVERY else common + random.Random(7).sample(sorted(set(WIDTHS) - set(common)), 7)


def pages(plan: Plan) -> Iterator[Prepared]:
    """Each section as a page."""
    for section in plan.sections:
        tables = [table for table in plan.tables if table.section == section.key]
        yield Prepared(document((), [(section, tables)]))


def broken(page: Prepared, width: int) -> list[str]:
    """Violations on a page at a width; words of tables, whose columns may be narrower than a number, are not judged."""
    parts: dict[int, list[Piece]] = {}
    for line in page.lay(Look(width)):
        for piece in line.pieces:
            if piece.part == 0:
                parts.setdefault(line.block, []).append(piece)
    found = []
    for block, pieces in parts.items():
        words = page.texts[block][0].text
        bounds = [(piece.start, piece.start + len(piece.text)) for piece in pieces]
        found += violations(words, [(start, after) for (start, _), (after, _) in pairwise([*bounds, (len(words), 0)])])
        lost = [words[end:start] for (_, end), (start, _) in pairwise([*bounds, (len(words), 0)])]
        found += [f"lost: {one}" for one in lost if one.strip()]
    return found


def check(paths: list[Path]) -> None:
    """Look at every section of these files."""
    seen, found = 0, []
    for path in paths:
        for page in pages(extract(path)):
            seen += 1
            found += [(width, one) for width in widths() for one in broken(page, width)]
    assert seen > 5 * len(paths)
    assert found == []


def test_no_violation_over_every_section_of_the_samples() -> None:
    check(sorted((ROOT / "samples").glob("*.txt")))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not here")
def test_no_violation_over_every_section_of_the_real_documents() -> None:
    check(sorted(SEEDS.glob("*.txt")))
