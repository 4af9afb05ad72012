"""``make bench``: the figures that the issues ask for, each beside its target."""

from __future__ import annotations

import argparse
import json
import sys

from benchmarks import face, intake
from benchmarks.extraction import measure as extraction

AT_MOST = {
    "first_frame_ratio": 1.7,
    "cursor_p95": 20,
    "results_p95": 110,
    "worst_gap_while_indexing": 50,
    "page_p95": 35,
    "memory_mb": 80,
    "intake_worst_gap": 50,
}
AT_LEAST = {"extraction_clean_characters_per_second": 300_000}


def _verdict(name: str, value: float) -> str:
    if name in AT_MOST:
        return f"   target <= {AT_MOST[name]}   {'reached' if value <= AT_MOST[name] else 'NOT reached'}"
    if name in AT_LEAST:
        return f"   target >= {AT_LEAST[name]}   {'reached' if value >= AT_LEAST[name] else 'NOT reached'}"
    return ""


def main() -> int:
    """Print a table, or JSON with ``--json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sections", type=int, default=6000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--files", type=int, default=intake.FILES)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = face.measure(given.sections, given.runs) | extraction() | intake.measure() | intake.with_the_app_open(given.files)
    if given.json:
        json.dump(figures, sys.stdout, indent=1)
        return 0
    for name, value in figures.items():
        print(f"{name:42} {value:12.1f}{_verdict(name, value)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
