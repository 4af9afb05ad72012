"""What a document's intact text says about its characters: which script, which ones carry notes, what became of lost pairs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from indexer.mojibake_bytes import by_trail, characters
from indexer.mojibake_language import dictionary, is_han
from indexer.mojibake_runs import NOTE

_NOTED = re.compile(rf"([\u3400-\u9fff])\(({NOTE})\)")
_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_NARROW = {wide: narrow for narrow, wide in _WIDE.items()}
_MARKS = frozenset("，。、；：！？“”‘’《》（）—…·")
_LEAST = 2000
"""How often the words of a character stand in the corpus of the dictionary (60 million words), at least, for it to be read into
a text that has it nowhere."""
_LEAST_BLIND = 20_000
_ALWAYS = 0.9
_HABIT = 3
_DOUBLED = re.compile("[,，][,，。、;；]")


@cache
def _scripts() -> tuple[dict[int, str], dict[int, str]]:
    """Traditional to simplified and back, character by character."""
    from opencc import OpenCC  # a compiled library, and few texts are damaged

    chars = [char for char in characters().values() if is_han(char)]
    tables = []
    for name in ("t2s", "s2t"):
        new = OpenCC(name).convert("\n".join(chars)).split("\n")
        tables.append({ord(old): one for old, one in zip(chars, new, strict=True) if old != one and len(one) == 1})
    tables[0][ord("著")] = "着"
    return tables[0], tables[1]


@cache
def _sounds(char: str) -> frozenset[str]:
    from pypinyin import Style, pinyin  # its dictionary takes a fifth of a second, and few runs touch a note

    return frozenset(pinyin(char, style=Style.TONE, heteronym=True)[0])


def noted_sounds(char: str) -> frozenset[str]:
    """The readings of a character, if it is one that sites put notes to: one that simplified writing does not have."""
    return _sounds(char) if char and ord(char) in _scripts()[0] else frozenset()


class Habits:
    """The habits of one document."""

    def __init__(self, text: str) -> None:
        self.keeps_private = re.search("[\ue000-\uf8ff]", text) is not None
        """Whether pairs of the user zones still show (as private-use characters) instead of being lost."""
        self.doubles_marks = len(_DOUBLED.findall(text)) >= _HABIT
        """Whether every mark has an inserted comma before it: then one before a damaged mark is such a one."""
        self._count = Counter(text)
        to_simplified, to_traditional = _scripts()
        traditional = sum(self._count[chr(code)] for code in to_simplified)
        self._foreign = to_traditional if traditional > sum(self._count[chr(code)] for code in to_traditional) else to_simplified
        self._noted: defaultdict[str, set[str]] = defaultdict(set)
        noted: Counter[str] = Counter()
        for match in _NOTED.finditer(text):
            self._noted[match[2]].add(match[1])
            noted[match[1]] += 1
        self._always = {char for char, times in noted.items() if times >= _ALWAYS * self._count[char]}
        self._narrow = self._count[","] > self._count["，"]
        self._choices: dict[tuple[frozenset[int], int, str, bool], tuple[tuple[str, str], ...]] = {}

    def count(self, char: str) -> int:
        """How often the document has a character."""
        return self._count[char]

    def plain(self, text: str) -> str:
        """Simplified, with full-width marks: the form in which words are looked up."""
        return text.translate(_WIDE).translate(_scripts()[0])

    def in_style(self, text: str) -> str:
        """A reading with its marks as wide as the document's own."""
        return text.translate(_NARROW) if self._narrow else text

    def choice(self, leads: frozenset[int], trail: int, note: str, blind: bool = False) -> tuple[tuple[str, str], ...]:
        """What a character with one of these lead bytes, this trail byte and this note (which may be empty) can be.

        Pairs of its plain form and itself. ``blind`` says that the trail byte is a guess, as the lead byte is: then only a common
        character is worth it.
        """
        key = (leads, trail, note, blind)
        if key not in self._choices:
            column = by_trail()[trail]
            chars = [column[lead] for lead in sorted(leads & column.keys())]
            self._choices[key] = tuple((self.plain(char), char) for char in chars if self._fits(char, note, blind))
        return self._choices[key]

    def _fits(self, char: str, note: str, blind: bool) -> bool:
        if note:
            if char not in self._noted.get(note, ()) and (note in self._noted or note not in _sounds(char)):
                return False
        elif char in self._always:
            return False
        if not is_han(char):
            return char in _MARKS
        if char in self._count:
            return True
        return ord(char) not in self._foreign and dictionary().weight[self.plain(char)] >= (_LEAST_BLIND if blind else _LEAST)
