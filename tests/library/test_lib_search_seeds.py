"""Searching real plans: every piece is found where it stands, and what officers ask finds what it must."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.build import build
from library.analysis import PART
from library.chinese import folded
from library.model import Hit
from library.reading import Reader
from tests.library.lib_index import ask, keys

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = sorted((SHARED / "gold").glob("*.json")) if (SHARED / "seeds").is_dir() else []
pytestmark = pytest.mark.skipif(not GOLD, reason="no ../shared with seeds and gold files here")

Place = tuple[Path, Reader]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("seeds")
    build(folder, [SHARED / "seeds"], jobs=1)
    reader = Reader(folder)
    yield folder, reader
    reader.close()


def plain(text: str) -> str:
    return re.sub(r"[\s\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def rank_of(hits: tuple[Hit, ...], plan: str, wanted: list[str]) -> int | None:
    titles = [(hit.plan, plain("".join([*hit.path, hit.title]))) for hit in hits]
    return next((at for at, (of, title) in enumerate(titles, 1) if of == plan and any(label in title for label in wanted)), None)


def labels(probe: dict[str, Any]) -> list[str]:
    """The titles that must come back, without their numbers."""
    number = r"^(专栏\s*\d+|[一二三四五六七八九十]+、|[(（].{1,3}[)）]|\d+[.、．])\s*"
    return [plain(re.sub(number, "", label)) for label in probe.get("must") or probe.get("must_any") or []]


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_what_officers_ask_is_among_the_first_ten(seeds: Place, gold: Path) -> None:
    told = json.loads(gold.read_text("utf-8"))
    (plan,) = [info.key for info in seeds[1].plans() if info.source.file.endswith(told["file"])]
    asked = [*told["probes"], *told.get("probes_none", []), *told.get("probes_none_hard", [])]
    ranks = {p["query"]: rank_of(ask(*seeds, p["query"], limit=50).hits, plan, labels(p)) for p in asked if labels(p)}
    none = [p["query"] for p in asked if not labels(p)]
    ghosts = [query for query in none if any(hit.plan == plan for hit in ask(*seeds, query, limit=200).hits)]
    assert ghosts == []
    late = {query: rank for query, rank in ranks.items() if rank is None or rank > 10}
    assert len(late) <= 0.15 * len(ranks), late
    assert sum(1 / rank for rank in ranks.values() if rank) / len(ranks) >= 0.65


def test_any_piece_of_a_real_section_is_found(seeds: Place) -> None:
    folder, reader = seeds
    sections = [section for plan in reader.plans() for section in reader.sections(plan.key)]
    texts = {s.key: PART.join([folded(s.number + s.title), folded(s.text), *_cells(reader, s.key)]) for s in sections}
    dice = random.Random(5)
    pool = [text for section in sections if (text := folded(section.text))]
    for _ in range(300):
        text = dice.choice(pool)
        start = dice.randrange(len(text))
        piece = text[start : start + dice.randint(1, 12)]
        found = keys(ask(folder, reader, f"“{piece}”", kind="sections", limit=10_000))
        assert found == {key for key, held in texts.items() if piece in held}, piece


def _cells(reader: Reader, section: str) -> list[str]:
    return [
        folded(cell) for table in reader.tables(section) for cell in (table.caption, *(cell for row in table.grid for cell in row))
    ]
