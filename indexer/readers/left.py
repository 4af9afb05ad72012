"""What of printed pages does not stand in the document, and why: nothing that a page prints is left out without a reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

_LONG = 6
"""Characters: shorter heads and feet are no loss."""
_MOST = 0.5
"""Share of the pages on which a head stands beyond which it is one without doubt."""
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Left:
    """What was left out of a document, or put out of its place. Pages are counted from 0.

    ``pictures``: pages without text; ``heads``: running heads, feet and page numbers with their pages; ``again``: heads of tables
    that are printed again on the next page, and the lines above them; ``turned``: labels at right angles to the text that stand in
    no cell, now paragraphs of their own; ``slanted``: stamps and watermarks; ``hidden``: characters that nobody sees; ``missing``:
    how many characters of the pages stand neither in the document nor in any of these.
    """

    pages: int = 0
    pictures: list[int] = field(default_factory=list)
    heads: list[tuple[int, str]] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    turned: list[tuple[int, str]] = field(default_factory=list)
    slanted: list[tuple[int, str]] = field(default_factory=list)
    hidden: int = 0
    missing: int = 0

    def doubtful(self, text: str) -> list[tuple[int, str]]:
        """Heads and feet, each once with its first page, that may have been text: on few pages, and in no other place of it."""
        whole = bare(text)
        pages: dict[str, list[tuple[int, str]]] = {}
        for page, words in self.heads:
            pages.setdefault(_DIGITS.sub("#", bare(words)), []).append((page, words))
        few = (held for held in pages.values() if len(held) < _MOST * self.pages)
        return [held[0] for held in few if len(words := bare(held[0][1])) > _LONG and words not in whole]


def bare(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def missing(given: Iterable[str], kept: Iterable[str]) -> int:
    """How many of the characters given stand in nothing that was kept; white space does not count."""
    lost = Counter(bare("".join(given)))
    lost.subtract(Counter(bare("".join(kept))))
    return sum(count for count in lost.values() if count > 0)
