"""Heading styles of a Word document: the outline goes by numbers wherever there are any; headings without one are marked with #."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.notice import is_plan_title, is_title
from indexer.numbering import BARRIERS, leading

_SENTENCE = re.compile(r"[。；;：:]$|[。；;].{4}")
_LONGEST = 60
_MOST = 0.6
"""Where a larger share of the paragraphs is styled as headings, the styles are there for their looks."""
_HIGH = frozenset({"part", "chapter", "section", "cn", "cn-paren"})
_TOP, _DEEPEST = 2, 6
"""Marks of the highest heading and of the lowest, as in Markdown, where a single # is the document's title."""


def marks(paragraphs: Sequence[tuple[str, int | None]]) -> list[int]:
    """How many # each paragraph needs, from its text and the level of its heading style (1 to 9; None for running text).

    None needs any where every heading has a number, or the styles are not used throughout: an unstyled 一、 or 第一章 would be torn
    out of its place by headings that stand above it by their marks alone.
    """
    levels = [level if level is not None and _reads_as_heading(text) else 0 for text, level in paragraphs]
    first = next((at for at, level in enumerate(levels) if level), 0)
    if levels and _is_title(paragraphs[first][0], levels[first], [level for level in levels[first + 1 :] if level]):
        levels[first] = 0
    used = [level for level in levels if level]
    unstyled = (leading(text) for (text, _), level in zip(paragraphs, levels, strict=True) if not level and _reads_as_heading(text))
    untidy = len(used) > _MOST * len(paragraphs) or any(mark is not None and mark.family in _HIGH | BARRIERS for mark in unstyled)
    numbered = all(leading(text) for (text, _), level in zip(paragraphs, levels, strict=True) if level)
    if untidy or numbered:
        return [0] * len(levels)
    return [min(level - min(used) + _TOP, _DEEPEST) if level else 0 for level in levels]


def _is_title(text: str, level: int, others: Sequence[int]) -> bool:
    """The first heading is the document's title where it is named like one, or alone on the highest level."""
    return leading(text) is None and (is_title(text) or is_plan_title(text) or (bool(others) and level < min(others)))


def _reads_as_heading(text: str) -> bool:
    """A short line; a run-in heading with its text is none."""
    return len(text) <= _LONGEST and not _SENTENCE.search(text)
