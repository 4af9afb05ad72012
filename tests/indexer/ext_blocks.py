"""Blocks for the tests of extraction: lines of text as a reader would hand them on."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.blocks import Block
from indexer.trace import Traced
from library.model import Period, Section, Source, Span

FIVE = Period("十四五", 2021, 2025)


def blocks(text: str) -> list[Block]:
    """A block for every line that is not blank, with its line number and offsets."""
    out, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            out.append(Block(Traced.of(line, at), number))
        at += len(line) + 1
    return out


def section(text: str, title: str = "主要任务", kind: str = "heading") -> Section:
    """A section that holds ``text``, which begins at line 10 and offset 100 of its file."""
    spans, at = [], 0
    for number, paragraph in enumerate(text.split("\n")):
        spans.append(Span(at, 10 + number, 100 + at))
        at += len(paragraph) + 1
    assert kind in ("heading", "box")
    source = Source(9, 9 + len(spans), 90, 100 + len(text))
    return Section("k.1", None, 1, "一、", title, "box" if kind == "box" else "heading", text, source, tuple(spans))


def rows(grid: Iterable[Iterable[str]]) -> list[list[str]]:
    """A grid as lists, for comparing."""
    return [list(row) for row in grid]
