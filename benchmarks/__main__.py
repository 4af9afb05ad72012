"""``make bench``: the figures that the issues ask for, each beside its target."""

from __future__ import annotations

import argparse
import json
import sys

from benchmarks import face
from benchmarks.extraction import measure as extraction

TARGETS = {
    "first_frame_ratio": 1.8,
    "cursor_p95": 25,
    "results_p95": 150,
    "worst_gap_while_indexing": 60,
}


def main() -> int:
    """Print a table, or JSON with ``--json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sections", type=int, default=6000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = face.measure(given.sections, given.runs) | extraction()
    if given.json:
        json.dump(figures, sys.stdout, indent=1)
        return 0
    for name, value in figures.items():
        target = TARGETS.get(name)
        verdict = "" if target is None else f"   target <= {target}   {'reached' if value <= target else 'NOT reached'}"
        print(f"{name:32} {value:10.1f}{verdict}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
