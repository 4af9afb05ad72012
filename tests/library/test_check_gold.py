"""The contradictions that careful readers listed for real plans, where those lists are at hand: found, and nothing else there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.pipeline import extract
from library.check import check
from library.model import Evidence

SHARED = Path(__file__).resolve().parents[3] / "shared"
NOT_ONE = "looks-like-but-is-not"


def conflicts() -> list[tuple[str, dict[str, Any]]]:
    """(name of the file, conflict) of every list."""
    lists = [json.loads(path.read_text("utf-8")) for path in sorted((SHARED / "gold").glob("*.json"))]
    return [(gold["file"], one) for gold in lists for one in gold.get("conflicts", ())]


def places(name: str) -> list[Evidence]:
    source = next((SHARED / "seeds").glob(f"*{Path(name).name}"))
    return [place for finding in check(extract(source)) for place in finding.places]


@pytest.mark.skipif(not conflicts(), reason="the lists of careful readers are not part of the project")
def test_listed_contradictions_are_found_and_lookalikes_are_not() -> None:
    for name, one in conflicts():
        here = [place for place in places(name) if place.line == one["line"]]
        if one["kind"] == NOT_ONE:
            assert not any(one["quote"] in place.quote or place.quote in one["quote"] for place in here)
        else:
            assert any(one["quote"] in place.quote or place.quote in one["quote"] for place in here)
