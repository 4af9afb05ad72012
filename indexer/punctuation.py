"""Punctuation doubled by bad copying (,。 ,, ,、): one mark is kept, the document's own. Legal pairs (—— …… ：“ 》、) stay."""

from __future__ import annotations

import re

from indexer.trace import Traced

_RUN = re.compile(r"[,，、;；。]{2,}")
_COMMAS = re.compile(r",+")
_STRONG = "。;；"


def single_marks(text: Traced) -> tuple[Traced, int]:
    """The text with every run of commas, stops and semicolons reduced to one mark, and how many runs there were.

    A sentence's end wins over a pause; of two pauses the later one is the author's, for copying puts its comma before the mark.
    """
    runs = list(_RUN.finditer(text.text))
    if runs and all(_COMMAS.fullmatch(run[0]) for run in runs):
        runs = [run for run in runs if not _cells(text.text, run)]
    return text.splice((run.start(), run.end(), _right(run[0])) for run in runs), len(runs)


def _right(run: str) -> str:
    return next((mark for mark in _STRONG if mark in run), run[-1])


def _cells(text: str, run: re.Match[str]) -> bool:
    """Whether the commas part cells of a table, where two hold an empty cell between them: no sentence ends on their line."""
    start = text.rfind("\n", 0, run.start()) + 1
    end = text.find("\n", run.end())
    return "。" not in text[start : end if end >= 0 else len(text)]
