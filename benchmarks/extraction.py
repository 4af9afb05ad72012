"""How fast documents become plans, and in how much memory: characters a second on one core, no process start counted.

``clean`` is an invented plan of about 100,000 characters as it should be, with an outline and a table; ``samples`` are the bundled
documents, small and messy on purpose. Peak memory is that of a process which reads both.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import synthetic

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"


def clean_text(sections: int = 120) -> str:
    """An invented plan as a careful typist would set it."""
    (plan,) = synthetic.plans(sections, each=sections)
    lines = [plan.title, ""]
    for section in plan.sections:
        lines += [f"{section.number}{section.title}", *section.text.split("\n")]
    for table in plan.tables:
        lines += [table.caption, *(" | ".join(row) + " |" for row in table.grid)]
    return "\n".join(lines) + "\n"


def measure() -> dict[str, float]:
    """The figures, from a process of its own."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.extraction"], capture_output=True, text=True, check=True, cwd=ROOT)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _figures() -> Iterator[tuple[str, float]]:
    import resource

    with tempfile.TemporaryDirectory() as scratch:
        clean = Path(scratch) / "clean.txt"
        clean.write_text(clean_text(), "utf-8")
        yield "extraction_clean_characters_per_second", _speed([clean])
    samples = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".md"))
    yield "extraction_samples_characters_per_second", _speed(samples)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield "extraction_peak_memory_mb", peak / (1024 if sys.platform == "linux" else 1024 * 1024)


def _speed(files: Sequence[Path], rounds: int = 3) -> float:
    """Characters a second, best of ``rounds``; the first reading, which loads dictionaries, is not counted."""
    from indexer.pipeline import extract
    from indexer.readers import read

    characters = sum(len(read(path).raw) for path in files)
    best = 0.0
    for number in range(rounds + 1):
        started = time.perf_counter()
        for path in files:
            extract(path)
        if number:
            best = max(best, characters / (time.perf_counter() - started))
    return best


if __name__ == "__main__":
    json.dump(dict(_figures()), sys.stdout)
