"""Pinyin notes that a copying site put behind characters, 鎮(zhèn): found, checked against the character's readings, removed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from indexer.trace import Traced
from library.chinese import folded

_NOTE = re.compile(
    r" ?[(（]\s?([A-Za-zɑɡÀ-ǿ\u0300-\u030c'’:?\ufffd]{1,8}+[1-5]?+"
    r"(?:[ '’]?[A-Za-zɑɡÀ-ǿ\u0300-\u030c:?\ufffd]++[1-5]?+){0,5}+)\s?[)）]"
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+\Z")
_TONED = re.compile("[\u00c0-\u01ff\u0300-\u030c]")
_MARKS = "\u0300\u0301\u0304\u030c"
_BULK = 3
"""So many certain notes are a site's habit; fewer may be an author's help with a rare character, and stay there."""
_HABIT = 10
"""With so many certain notes the doubtful ones, damaged or behind a damaged character, are notes too."""
_TONELESS = 0.8
"""A site that lost its tone marks is known by what share of all such brackets spell the character before them."""
_LONGEST = 6
"""Characters that one note may spell."""


@dataclass(frozen=True, slots=True)
class _Note:
    start: int
    end: int
    sure: bool
    """It spells the characters before it, tone and all."""
    common: bool
    """It stands behind a character that no reader needs help with."""


def without_notes(text: Traced) -> tuple[Traced, int]:
    """The text without its pinyin notes, and how many there were. Real brackets, such as 村(居), (AI), (app), stay."""
    found = list(_NOTE.finditer(text.text))
    if len(found) < _HABIT and not any(_TONED.search(match[1]) for match in found):
        return text, 0
    notes = [note for match in found if (note := _note(text.text, match))]
    sure = sum(note.sure for note in notes)
    habit = sure >= _HABIT or len(notes) >= max(_HABIT, _TONELESS * len(found))
    gone = [note for note in notes if habit or (note.sure and (sure >= _BULK or note.common))]
    return text.splice((note.start, note.end, "") for note in gone), len(gone)


def _note(text: str, match: re.Match[str]) -> _Note | None:
    before = text[max(0, match.start() - _LONGEST) : match.start()]
    han = _HAN.search(before)
    spelled = unicodedata.normalize("NFC", match[1].replace("ɑ", "a").replace("ɡ", "g")).lower()
    spelled = re.sub(r"[ '’]", "", spelled).replace("u:", "ü").replace("v", "ü")
    toned = _plain(spelled) != spelled
    if han and _spells(han[0], spelled):
        return _Note(match.start(), match.end(), toned, _common(han[0][-1]))
    if han:
        damaged = not match[1].isupper() and _spells_damaged(han[0][-1], spelled)
    else:
        damaged = toned and bool(before.strip()) and len(spelled) <= _LONGEST
    return _Note(match.start(), match.end(), False, False) if damaged else None


def _spells(han: str, note: str) -> bool:
    """Whether the note is a reading of the last character, or of the last few one after another."""
    if not note or not han:
        return False
    return any(
        note == reading or (note.endswith(reading) and _spells(han[:-1], note[: -len(reading)])) for reading in _readings(han[-1])
    )


def _spells_damaged(char: str, note: str) -> bool:
    """Whether the note is a reading that lost its tone, or whose toned vowel was lost or became a question mark."""
    for reading in _readings(char):
        plain = _plain(reading)
        at = next((i for i, (a, b) in enumerate(zip(reading, plain, strict=True)) if a != b), None)
        if re.sub("[1-5]$", "", note) == plain:
            return True
        if at is not None and note in {reading[:at] + gap + reading[at + 1 :] for gap in ("", "?", "\ufffd")}:
            return True
    return False


@lru_cache(maxsize=8192)
def _readings(char: str) -> tuple[str, ...]:
    # Imported here: its dictionary takes a fifth of a second, and most texts hold no note.
    from pypinyin import Style, pinyin

    return tuple(pinyin(char, style=Style.TONE, heteronym=True)[0])


def _plain(note: str) -> str:
    """Without tone marks; ü stays."""
    bare = "".join(char for char in unicodedata.normalize("NFD", note) if char not in _MARKS)
    return unicodedata.normalize("NFC", bare)


def _common(char: str) -> bool:
    """Whether the character, or its simplified form, is of the first level of GB 2312, the 3755 in daily use."""
    try:
        return folded(char).encode("gb2312")[:1] < b"\xd8"
    except UnicodeEncodeError:
        return False
