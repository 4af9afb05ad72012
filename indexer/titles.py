"""Where a heading's title ends: at its line's end, at its first 。, or — where the text runs on without any mark — at a seam.

Titles of one sequence are built alike, so they are judged together: what most of them do, the doubtful ones do too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from indexer.seams import LONGEST, Habits


@dataclass(frozen=True, slots=True)
class Ending:
    """``length`` is the title's, in characters; 0 where the text is an item of a list, no heading. ``seam``: no mark ends it."""

    length: int
    seam: bool = False


_BARE_LONGEST = 80
_PLAIN_TOPIC, _SHORT_TOPIC, _SINGLE_TOPIC = 16, 26, 40
_TOPIC_SHARE = 0.6
"""Where so many of a sequence open with a topic sentence, all do. Lengths in characters: of plain ones nobody doubts it, of short
ones few; longer ones may hold a title and the beginning of its text."""
_SEAM_DOUBTLESS, _SEAM_CLEAR, _SEAM_LEAST, _SEAM_ALIKE, _SEAM_EXPECTED = 9.0, 3.0, 2.5, 1.5, 0.5
"""Evidence that seams need: to speak against short first sentences; against long ones; to be taken at all; to speak against long
ones where all stand at about the same place; and where there must be one, because other titles of the sequence end clearly."""
_ALIKE, _REACH = 2.5, 6
"""Lengths in characters: how far titles of one sequence may differ to be alike, and how far their common length draws a seam."""
_STOP = re.compile(r"[。！？!?；;：:\n]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?\s*[%％‰万亿个家张元公平年月日名户人项所处次]|\d{3,}")
_CLAUSE = re.compile(r"[^，,。；;：:！!？?]{2,40}(?=[，,。；;：:！!？?])")


def endings(texts: Sequence[str], habits: Habits, known: Sequence[str] = (), *, enumerable: bool = False) -> list[Ending]:
    """Where the titles of one sequence end.

    ``texts`` is what stands behind each number, to the end of its paragraph or to the next number. ``known`` gives for
    each the title that the document prints elsewhere (its contents list), or nothing. An ``enumerable`` sequence (1. (1) ①) may
    be a mere list.
    """
    if enumerable and _is_list(texts):
        return [Ending(0)] * len(texts)
    bare = [0 < len(text) <= _BARE_LONGEST and not _STOP.search(text) for text in texts]
    usual = [len(text) for text, alone in zip(texts, bare, strict=True) if alone]
    limit, overlong = (max(usual) * 1.5 + 6, max(usual) * 1.25 + 2) if usual else (LONGEST, LONGEST)
    firsts = [_first(text) for text in texts]
    topical = [0 < first <= limit and not _FIGURE.search(text[:first]) for text, first in zip(texts, firsts, strict=True)]
    open_ends = [at for at, alone in enumerate(bare) if not alone]
    plain = all(topical[at] and firsts[at] <= _PLAIN_TOPIC for at in open_ends)
    seams = _fitted([{} if alone or plain else habits.seams(text) for text, alone in zip(texts, bare, strict=True)], usual)
    if enumerable and not usual and _sentences(texts, seams):
        return [Ending(0)] * len(texts)
    by_topic = _by_topic([(firsts[at], topical[at], seams[at]) for at in open_ends])
    least = _SEAM_LEAST if by_topic and not usual else _SEAM_EXPECTED
    titles = known or [""] * len(texts)
    out = []
    for text, title, alone, first, topic, (seam, score) in zip(texts, titles, bare, firsts, topical, seams, strict=True):
        if title and len(title) != first:
            out.append(Ending(len(title), seam=True))
        elif alone:
            out.append(Ending(len(text)))
        elif topic and ((usual and first <= overlong) or ((by_topic or score < least) and not (usual and score >= _SEAM_LEAST))):
            out.append(Ending(first))
        elif score >= least and (usual or not enumerable or not by_topic or score >= _SEAM_CLEAR):
            out.append(Ending(seam, seam=True))
        else:
            out.append(Ending(0) if enumerable and not by_topic else _clause(text, first))
    return out


def _first(text: str) -> int:
    """Length of the first sentence, without its 。, or of the few words before a first colon; 0 where it ends in another way."""
    stop = _STOP.search(text)
    ends = stop and (stop[0] in "。！!" or (stop[0] in "：:" and stop.start() <= _SHORT_TOPIC))
    return stop.start() if stop and ends else 0


def _is_list(texts: Sequence[str]) -> bool:
    closed = sum(text.rstrip().endswith((";", "；")) for text in texts)
    return len(texts) > 1 and closed >= max(1, (len(texts) - 1) / 2)


def _sentences(texts: Sequence[str], seams: Sequence[tuple[int, float]]) -> bool:
    """Most texts are one sentence each, too long or too exact for a title, and no clear seam divides them."""
    rows = [score for text, (_, score) in zip(texts, seams, strict=True) if _single(text.strip())]
    return bool(rows) and 2 * len(rows) >= len(texts) and sum(rows) < _SEAM_LEAST * len(rows)


def _single(text: str) -> bool:
    first = _first(text)
    return 0 < first == len(text) - 1 and (first > _SINGLE_TOPIC or _FIGURE.search(text) is not None)


def _by_topic(rows: Sequence[tuple[int, bool, tuple[int, float]]]) -> bool:
    """Whether the titles of a sequence end at their first 。 Rows: its length, whether it may be a title, its best seam and score.

    Short sentences are titles. Long ones are, unless the seams within them are clear, or all at about the same place.
    """
    least = _TOPIC_SHARE * len(rows)
    if sum(topic for _, topic, _ in rows) < least:
        return False
    short = sum(topic and first <= _SHORT_TOPIC for first, topic, _ in rows) >= least
    inner = [seam for first, topic, seam in rows if topic and (short or first > _SHORT_TOPIC)]
    alike = len(inner) > 1 and _spread([at for at, _ in inner]) <= (0 if short else _ALIKE)
    mean = sum(score for _, score in inner) / max(1, len(inner))
    return mean < ((_SEAM_CLEAR if short else _SEAM_ALIKE) if alike else _SEAM_DOUBTLESS if short else _SEAM_CLEAR)


def _spread(lengths: Sequence[int]) -> float:
    centre = median(lengths)
    return median(abs(length - centre) for length in lengths)


def _clause(text: str, first: int) -> Ending:
    """The first clause: the last resort for a heading that nothing else delimits."""
    if 0 < first <= LONGEST:
        return Ending(first)
    clause = _CLAUSE.match(text)
    return Ending(clause.end(), seam=True) if clause else Ending(0)


def _fitted(scores: Sequence[dict[int, float]], usual: Sequence[int]) -> list[tuple[int, float]]:
    """The best seam of each text and its score: the titles of one sequence tend to one length."""
    best = [max(row, key=lambda at: row[at], default=0) for row in scores]
    lengths = [*usual, *(at for at, row in zip(best, scores, strict=True) if at and row[at] >= _SEAM_ALIKE)]
    centre, weight = (median(lengths), 2 / (1 + _spread(lengths))) if len(lengths) > 1 or usual else (0, 0)
    out = []
    for row in scores:
        fitted = {at: score + weight * max(0.0, 1 - abs(at - centre) / _REACH) for at, score in row.items()}
        at = max(fitted, key=lambda place: fitted[place], default=0)
        out.append((at, fitted.get(at, 0.0)))
    return out
