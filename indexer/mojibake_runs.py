"""Where a text has the form of a run of shifted bytes, and what each of its characters may stand for. See ``mojibake``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from indexer.mojibake_bytes import LEADS, Pair, characters, lone_trail, pair_of, pairs_shown_as

NOTE = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]{1,6}"
"""The inside of an inserted pinyin note."""
LOST = "?？\ufffd"
"""What a byte shows that lost its other half."""

_WHOLE_NOTE = re.compile(rf"\(({NOTE})\)")
_CUT_NOTE = re.compile(rf"({NOTE})\)")
_TOKEN = re.compile(r"[0-9.%]+|[A-Za-z]+|.", re.DOTALL)
_FORM = re.compile(rf"[{LOST}](?:([!！;；:：?？])|({NOTE})\))")
_CLOSERS = frozenset(",，.。、;；:：!！?？”’》〉）】」』)\n")
_LONGEST = 40


class End(NamedTuple):
    """Where a run may end: ``trail`` byte of its last character (None: lost), the note behind it ("": none), the offset behind the
    run, and the offset where the text goes on, behind the note.
    """

    trail: int | None
    note: str
    at: int
    then: int


class Step(NamedTuple):
    """One character of a run: the shifted pairs it may show, where the next one stands, and how the run may end with it."""

    pairs: tuple[Pair, ...]
    following: int
    end: End | None


@dataclass(frozen=True, slots=True)
class Run:
    """A damaged run.

    ``start`` is the offset of its first ``?``, ``leads`` what byte that may be, ``first`` the offset of its first step. ``split``
    says that a mark, not a note, broke it: then the first step certainly holds the trail byte of the broken character.
    """

    start: int
    first: int
    leads: frozenset[int]
    split: bool
    steps: dict[int, Step] = field(compare=False)

    @property
    def stop(self) -> int:
        """Offset where the intact text goes on at the latest."""
        return max(step.end.then for step in self.steps.values() if step.end)


def looks_damaged(text: str) -> bool:
    """Whether there is any place worth a look: a quick test, for most texts have none."""
    return _FORM.search(text) is not None


def find_runs(text: str, sounds: Callable[[str], frozenset[str]]) -> Iterator[Run]:
    """Every place that has the form of a run; ``sounds`` gives the readings of a character that carries notes, else nothing."""
    for found in _FORM.finditer(text):
        start, first = found.start(), found.start() + 1
        split = found[1] is not None
        leads = LEADS
        if not split:
            first = found.end()
            before = pair_of(text[start - 1 : start])
            leads = frozenset(lead for lead in LEADS if before and found[2] in sounds(characters().get((before[1], lead), "")))
        steps = _steps(text, first)
        if leads and any(step.end for step in steps.values()):
            yield Run(start, first, leads, split, steps)


def token_at(text: str, at: int) -> tuple[int, int]:
    """The end of the character, number or Latin word at an offset, and where the next begins: behind its note, if it has one."""
    token = _TOKEN.match(text, at)
    end = token.end() if token else at
    note = _WHOLE_NOTE.match(text, end)
    return end, note.end() if note else end


def _steps(text: str, first: int) -> dict[int, Step]:
    steps: dict[int, Step] = {}
    at = first
    while at < min(len(text), first + _LONGEST):
        char = text[at]
        if char in LOST and at > first and (end := _lost_end(text, at + 1)):
            steps[at] = Step((), at + 1, end)
            break
        pairs = pairs_shown_as().get(char, ())
        trail = lone_trail(char)
        if not pairs and trail is None:
            break
        note = _WHOLE_NOTE.match(text, at + 1)
        following = note.end() if note else at + 1
        ended = None if trail is None else End(trail, note[1] if note else "", at + 1, following)
        steps[at] = Step(pairs, following, ended)
        at = following
    return steps


def _lost_end(text: str, at: int) -> End | None:
    if note := _CUT_NOTE.match(text, at):
        return End(None, note[1], note.end(), note.end())
    return End(None, "", at, at) if at == len(text) or text[at] in _CLOSERS else None
