"""Where a heading's title ends: at its line's end, at its first 。, or — where the text runs on without any mark — at a seam.

Titles of one sequence are built alike, so they are judged together: what most of them do, the doubtful ones do too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.seams import LONGEST, Habits


@dataclass(frozen=True, slots=True)
class Ending:
    """``length`` is the title's, in characters; 0 where the paragraph is an item of a list, no heading. ``seam``: no mark ends it."""

    length: int
    seam: bool = False


_BARE_LONGEST = 80
_SHORT_TOPIC = 26
_TOPIC_SHARE = 0.6
"""Where so many of a sequence open with a topic sentence, all do; of short ones nobody doubts it."""
_SEAM_LEAST, _SEAM_AMONG_BARE, _SEAM_CLEAR = 2.5, 1.0, 4.0
"""Evidence that a seam needs; less where other titles of the sequence stand on lines of their own, for then this one has to end too."""
_STOP = re.compile(r"[。！？!?；;：:\n]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?\s*[%％‰万亿个家张元公平年月日名户人项所处次]|\d{3,}")
_CLAUSE = re.compile(r"[^，,。；;：:！!？?]{2,40}(?=[，,。；;：:！!？?])")


def endings(texts: Sequence[str], habits: Habits, known: Sequence[str] = (), *, enumerable: bool = False) -> list[Ending]:
    """Where the titles of one sequence end.

    ``texts`` is what stands behind each number, to the end of its paragraph or to the next number. ``known`` gives for each the title
    that the document prints elsewhere (its contents list), or nothing. An ``enumerable`` sequence (1. (1) ①) may be a mere list.
    """
    if enumerable and _is_list(texts):
        return [Ending(0)] * len(texts)
    bare = [0 < len(text) <= _BARE_LONGEST and not _STOP.search(text) for text in texts]
    usual = [len(text) for text, alone in zip(texts, bare, strict=True) if alone]
    firsts = [_first(text) for text in texts]
    limit = max(usual) * 1.5 + 6 if usual else LONGEST
    topical = [0 < first <= limit and not _FIGURE.search(text[:first]) for text, first in zip(texts, firsts, strict=True)]
    wanted = [not alone for alone in bare]
    seams = _fitted([habits.seams(text) if want else {} for text, want in zip(texts, wanted, strict=True)], texts, usual)
    by_topic = _by_topic(firsts, topical, seams, wanted)
    least = _SEAM_AMONG_BARE if usual else _SEAM_LEAST
    titles = known or [""] * len(texts)
    out = []
    for text, title, alone, first, topic, (seam, score) in zip(texts, titles, bare, firsts, topical, seams, strict=True):
        if title and len(title) != first:
            out.append(Ending(len(title), seam=True))
        elif alone:
            out.append(Ending(len(text)))
        elif topic and (by_topic or score < least):
            out.append(Ending(first))
        elif score >= least:
            out.append(Ending(seam, seam=True))
        else:
            out.append(Ending(0) if enumerable and not by_topic else _clause(text, first))
    return out


def _first(text: str) -> int:
    """Length of the first sentence, without its 。; 0 where it ends in another way."""
    stop = _STOP.search(text)
    return stop.start() if stop and stop[0] in "。！!" else 0


def _is_list(texts: Sequence[str]) -> bool:
    closed = sum(text.rstrip().endswith((";", "；")) for text in texts)
    return len(texts) > 1 and closed >= max(1, (len(texts) - 1) / 2)


def _by_topic(firsts: Sequence[int], topical: Sequence[bool], seams: Sequence[tuple[int, float]], wanted: Sequence[bool]) -> bool:
    """Whether the titles of a sequence end at their first 。: most sentences are short, or they are topics and no clear seam divides them."""
    rows = [row for row, want in zip(zip(firsts, topical, seams, strict=True), wanted, strict=True) if want]
    least = _TOPIC_SHARE * len(rows)
    if sum(topic and first <= _SHORT_TOPIC for first, topic, _ in rows) >= least:
        return True
    clear = sum(score >= _SEAM_CLEAR for _, _, (_, score) in rows)
    return sum(topic for _, topic, _ in rows) >= least and 2 * clear <= len(rows)


def _clause(text: str, first: int) -> Ending:
    """The first clause: the last resort for a heading that nothing else delimits."""
    if 0 < first <= LONGEST:
        return Ending(first)
    clause = _CLAUSE.match(text)
    return Ending(clause.end(), seam=True) if clause else Ending(0)


def _fitted(scores: Sequence[dict[int, float]], texts: Sequence[str], usual: Sequence[int]) -> list[tuple[int, float]]:
    """The best seam of each text and its score. Titles of one sequence tend to one length and one build (clauses)."""
    best = [max(row, key=lambda at: row[at], default=0) for row in scores]
    lengths = Counter(usual)
    lengths.update(at for at, row in zip(best, scores, strict=True) if at and row[at] >= _SEAM_LEAST)
    common, times = lengths.most_common(1)[0] if lengths else (0, 0)
    weight = 1.0 if times > 1 or len(usual) == 1 else 0.0
    out = []
    for row in scores:
        fitted = {at: score + weight * max(0.0, 2.0 - abs(at - common)) for at, score in row.items()}
        at = max(fitted, key=lambda place: fitted[place], default=0)
        out.append((at, fitted.get(at, 0.0)))
    return out
