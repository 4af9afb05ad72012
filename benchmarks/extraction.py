"""How fast documents become plans: characters a second on one core, from the samples, no process start counted."""

from __future__ import annotations

import time
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def measure(rounds: int = 3) -> dict[str, float]:
    """Characters a second over all samples, best of ``rounds`` (the first round, which loads dictionaries, is not counted)."""
    from indexer.pipeline import extract
    from indexer.readers import read

    files = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".md"))
    characters = sum(len(read(path).raw) for path in files)
    best = 0.0
    for number in range(rounds + 1):
        started = time.perf_counter()
        for path in files:
            extract(path)
        took = time.perf_counter() - started
        if number:
            best = max(best, characters / took)
    return {"extraction_characters_per_second": best}
