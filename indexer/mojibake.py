"""Runs of shifted bytes, as careless copying of GBK pages leaves them, read back into text where only one reading is likely.

A page in GBK has two bytes to a character. A site that puts a comma before marks, or a pinyin note behind difficult
characters, by replacing *bytes* now and then finds what it looks for across two characters, and tears both apart:

    大海“浪花”，   B4F3 BAA3 A1B0 C0CB BBA8 A1B1 A3AC    holds A3A1, which is ！, so a comma goes before it:
                   B4F3 BA2C A3A1 B0C0 CBBB A8A1 B12C A3AC    and before A3AC, ，, too
    大?！袄嘶ā?，

The lone BA shows as ``?`` (the comma is swallowed), A3A1 as ！ (often narrowed to ``!`` later), and all that follows is
read one byte late until something puts the reader back in step: a trail byte that is ASCII (間 is E967, so ``g`` is left
over) or the euro sign (80); another inserted comma or bracket, before which the lone trail byte shows as a second ``?``
and is lost; the end of the line. A note does the same: in 入區, C8EB 855E, the middle bytes are 雲, and the page shows
入?yún)^(qū).

Some sites also drop shifted pairs of GBK's user zones (AAA1-AFFE, F8A1-FEFE, A140-A7A0) without a trace; others show
them as private-use characters.

So a run is a lattice: an unknown lead byte, shifted pairs, up to two lost pairs in each place, and one of these ends
(``mojibake_runs``, ``mojibake_lattice``). Its reading is what the words of Chinese and of the document itself make
likeliest (``mojibake_language``, ``mojibake_search``), and is taken only if hardly anything else is likely; what is left
unrepaired stays as it came. No digit is ever read into a text, and no number in Chinese characters that could be another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import exp

from indexer.mojibake_habits import Habits, noted_sounds
from indexer.mojibake_language import Language
from indexer.mojibake_lattice import Lattice
from indexer.mojibake_runs import LOST, NOTE, Run, find_runs, looks_damaged, token_at
from indexer.mojibake_search import Reading, readings
from indexer.trace import Traced

_SURE = 0.95
"""How likely a reading must be to stand: on simulated damage, none that was had two characters wrong."""
_USUAL = -6.5
"""Log P of each character, at least, where the words are usual; below that a reading must be surer."""
_LIKELY = 0.9
"""How likely a reading must be if only the last character, whose byte is lost, is open."""
_NUMBERS_SURE = 0.99
_CONTEXT = 10
"""Characters or words that are looked at before and behind a run."""
_MOST_RUNS = 200
_ROUNDS = 3
_EVIDENCE = 150_000
"""Characters of intact text that the document's language is learned from."""
_NUMERALS = re.compile("[一二三四五六七八九十百千万萬亿億两兩〇零]")
_CLAUSE_ENDS = "\n,，、。;；:：“”《》"
_CLAUSE_END = re.compile(f"[{_CLAUSE_ENDS}]")
_LONGEST_CLAUSE = 2000
_HAN = re.compile("[\u3400-\u9fff]")
_HAN_START = re.compile("[\u3400-\u9fff]{2}")
_LONGEST_PHRASE = 9
_BEHIND = 30
_NOTES = re.compile(rf"\({NOTE}\)")
_NOTE_REST = re.compile(rf"{NOTE}\)")
_DOUBLED = re.compile("，(?=[，。、；！：？])")


@dataclass(frozen=True, slots=True)
class Repair:
    """A damaged run that was read: ``repaired`` stands for ``raw``, from ``start`` to ``end`` (characters of the repaired text).

    Where ``certain`` is False, the byte of the last character is lost, and another last character is not out of the question.
    """

    start: int
    end: int
    raw: str
    repaired: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A reading that is to stand: offsets in the damaged text, the new text, and whether it is certain to its last character."""

    start: int
    end: int
    text: str
    certain: bool


def repair_mojibake(text: Traced) -> tuple[Traced, tuple[Repair, ...]]:
    """The text with its runs of shifted bytes repaired where that is certain enough, and what was done.

    The script stays the document's own; marks are as wide as its others. Repairs come in the order of the text.
    """
    raw = text.text
    if not looks_damaged(raw):
        return text, ()
    runs = list(islice(find_runs(raw, noted_sounds), _MOST_RUNS))
    if not runs:
        return text, ()
    found = _read_all(raw, runs)
    repairs: list[Repair] = []
    moved = 0
    for one in found:
        start = one.start + moved
        repairs.append(Repair(start, start + len(one.text), raw[one.start : one.end], one.text, one.certain))
        moved += len(one.text) - (one.end - one.start)
    return text.splice((one.start, one.end, one.text) for one in found), tuple(repairs)


def _read_all(text: str, runs: list[Run]) -> list[Found]:
    """Read run after run; what is found is evidence for those left, which are then looked at once more."""
    habits = Habits(text)
    language = Language()
    for part in _intact(text, runs):
        language.learn(_words_of(part, habits))
    found: list[Found] = []
    known: dict[tuple[str, int], list[Reading]] = {}
    for _ in range(_ROUNDS):
        learned = False
        for run in runs:
            if any(done.start <= run.start < done.end for done in found):
                continue
            span = _span(text, run)
            window = (text[slice(*span)], run.start - span[0])
            if window not in known:
                known[window] = readings(Lattice(text, run, span, habits), language)
            one = choose(run, known[window], habits)
            if one is None or any(one.start < done.end and done.start < one.end for done in found):
                continue
            found.append(one)
            if one.certain:
                learned = True
                known.clear()
                language.learn(_words_of(_clause(text, one), habits))
                for phrase in _phrases(text, one, habits, language):
                    language.learn_phrase(phrase)
        if not learned:
            break
    return sorted(found, key=lambda one: one.start)


def _phrases(text: str, one: Found, habits: Habits, language: Language) -> list[str]:
    """What a repaired run and the text behind it begin with: a phrase is torn at the same place wherever it stands, so that other
    runs may begin so.
    """
    start = habits.plain(one.text) + _words_of(text[one.end : one.end + _BEHIND], habits)
    if not _HAN_START.match(start):
        return []
    phrases = [start[0]]
    for word in language.split(start[1:_LONGEST_PHRASE].split("\n")[0]):
        phrases.append(phrases[-1] + word)
    return phrases[1:]


def _words_of(text: str, habits: Habits) -> str:
    return _DOUBLED.sub("", habits.plain(_NOTES.sub("", text)))


def choose(run: Run, found: list[Reading], habits: Habits) -> Found | None:
    """The reading that is to stand, if one is likely enough."""
    best = found[0] if found else None
    if best is None or best.share < _LIKELY or not _HAN.search(best.text):
        return None
    numerals = _NUMERALS.findall(best.text)
    if sum(other.share for other in found if _NUMERALS.findall(other.text) == numerals) < _NUMBERS_SURE and numerals:
        return None
    # Where the words are unusual the likelihoods are worth less.
    doubt = (1 - _SURE) * exp(min(0.0, best.fit - _USUAL))
    certain = best.share >= 1 - doubt
    # With the last byte lost the last character may stay open, but nothing else.
    if not certain and not (
        _ends_lost(run, best)
        and sum(other.share for other in found if other.end == best.end and other.text[:-1] == best.text[:-1]) >= 1 - doubt
    ):
        return None
    return Found(run.start, run.start + best.end, habits.in_style(best.text), certain)


def _ends_lost(run: Run, reading: Reading) -> bool:
    return any(step.end and step.end.at == run.start + reading.end and step.end.trail is None for step in run.steps.values())


def _span(text: str, run: Run) -> tuple[int, int]:
    """The offsets from where to where the line is looked at: some characters on both sides, up to the next damage."""
    line = max(text.rfind(char, 0, run.start) for char in "\n" + LOST) + 1
    cut = _NOTE_REST.match(text, line)
    at = cut.end() if cut else line
    starts = []
    while at < run.start:
        starts.append(at)
        at = token_at(text, at)[1]
    start = starts[-_CONTEXT:][0] if starts and at == run.start else run.start
    stop = run.stop
    for _ in range(_CONTEXT):
        if stop == len(text) or text[stop] in "\n" + LOST:
            break
        stop = token_at(text, stop)[1]
    return start, stop


def _intact(text: str, runs: list[Run]) -> Iterator[str]:
    """The text without the clauses that runs stand in: a clause that breaks off is no evidence of what follows a word."""
    left, done = _EVIDENCE, 0
    for run in runs:
        start = _clause_start(text, run.start)
        if start > done:
            yield text[done : min(start, done + left)]
            left = max(0, left - (start - done))
        done = max(done, _clause_end(text, run.stop))
    yield text[done : done + left]


def _clause_start(text: str, at: int) -> int:
    begin = max(0, at - _LONGEST_CLAUSE)
    return max(begin - 1, *(text.rfind(char, begin, at) for char in _CLAUSE_ENDS)) + 1


def _clause_end(text: str, at: int) -> int:
    found = _CLAUSE_END.search(text, at, at + _LONGEST_CLAUSE)
    return found.start() if found else min(len(text), at + _LONGEST_CLAUSE)


def _clause(text: str, one: Found) -> str:
    """The clause of a repaired run, and the one behind it."""
    start = _clause_start(text, one.start)
    return text[start : one.start] + one.text + text[one.end : _clause_end(text, _clause_end(text, one.end) + 1)]
