"""An extractor for the tests of a child's limits: a word in a file says what it does to the child."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from indexer.child import ANSWER_LIMIT, HEADER
from library.model import Plan
from tests.indexer import idx_extractor

NAME = "tests.indexer.limits_extractor:extract"


def extract(path: Path, shown_as: str) -> Plan:
    """A small plan, unless the file says MEMORY, GROW, LONG, DEEP or LIE."""
    text = path.read_text("utf-8")
    if "MEMORY" in text:
        bytearray(3 << 30)
    if "GROW" in text:
        heap = [b""]
        while True:
            heap.append(bytes(1 << 20))
    if "DEEP" in text:
        return extract(path, shown_as)
    if "LIE" in text:  # the answers' channel is the first one that is free
        for channel in range(3, 20):
            try:
                os.write(channel, HEADER.pack(1 << 40))
            except OSError:
                continue
    plan = idx_extractor.extract(path, shown_as)
    return replace(plan, title="长" * ANSWER_LIMIT) if "LONG" in text else plan
