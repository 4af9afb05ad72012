"""The outlines of real plans against what careful readers wrote down; only where the shared folder is present."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from indexer.pipeline import extract
from library.model import Plan

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = sorted((SHARED / "gold").glob("*.json")) if (SHARED / "seeds").is_dir() else []
pytestmark = pytest.mark.skipif(not GOLD, reason="no ../shared with seeds and gold files here")


def same(text: str) -> str:
    return re.sub(r"\W|_", "", unicodedata.normalize("NFKC", text))


def outline_of(plan: Plan) -> list[tuple[str, str]]:
    """(kind, title under title of its parent) in document order."""
    by_key = {section.key: section for section in plan.sections}
    out = []
    for section in plan.sections:
        if section.kind != "front":
            parent = by_key[section.parent].title if section.parent else ""
            out.append(("run_in" if section.kind == "run_in" else "heading", f"{same(parent)} > {same(section.title)}"))
    return out


def outline_wanted(gold: dict[str, Any]) -> list[tuple[str, str]]:
    open_titles: list[tuple[int, str]] = []
    out = []
    for head in gold["outline"]:
        while open_titles and open_titles[-1][0] >= head["level"]:
            open_titles.pop()
        parent = open_titles[-1][1] if open_titles else ""
        kind = "run_in" if head.get("run_in") and not head["number"] else "heading"
        out.append((kind, f"{same(parent)} > {same(head['title'])}"))
        open_titles.append((head["level"], head["title"]))
    return out


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_heading_under_its_parent(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    if "outline" not in gold:
        pytest.skip("this gold file has no outline")
    assert outline_of(extract(SHARED / "seeds" / gold["file"])) == outline_wanted(gold)
