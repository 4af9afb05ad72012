"""GBK as a set of byte pairs: which pairs print what, which vanish, and which characters a pair of half-known bytes may be.

Everything here is arithmetic on the code page (GBK / CP936: lead 0x81-0xFE, trail 0x40-0x7E or 0x80-0xFE); no document enters.
"""

from __future__ import annotations

import unicodedata
from functools import cache

Pair = tuple[int, int]

LEADS = frozenset(range(0x81, 0xFF))
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_EURO = 0x80


def _decode(lead: int, trail: int) -> str | None:
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None


@cache
def characters() -> dict[Pair, str]:
    """Every pair that GBK defines and its character."""
    pairs = {(lead, trail): _decode(lead, trail) for lead in LEADS for trail in TRAILS}
    return {pair: char for pair, char in pairs.items() if char is not None}


@cache
def pairs_shown_as() -> dict[str, tuple[Pair, ...]]:
    """The pairs behind a character of a damaged text.

    A full-width form may since have been narrowed (NFKC), so ``J`` stands for the pair of ``Ｊ`` too; a pair of the user zones
    shows as a private-use character where the site kept it. A narrowed digit is left out: nothing is ever read into a digit.
    """
    shown: dict[str, list[Pair]] = {}
    for pair, char in characters().items():
        for form in {char, unicodedata.normalize("NFKC", char)}:
            if len(form) == 1 and not form.isnumeric() and not form.isspace():
                shown.setdefault(form, []).append(pair)
    for lead in LEADS:
        for trail in follow_unseen(lead):
            private = bytes((lead, trail)).decode("gb18030", "ignore")
            if len(private) == 1 and 0xE000 <= ord(private) <= 0xF8FF:
                shown.setdefault(private, []).append((lead, trail))
    return {char: tuple(pairs) for char, pairs in shown.items()}


@cache
def follow_unseen(byte: int) -> frozenset[int]:
    """The lead bytes that form with ``byte`` before them a pair GBK does not define, so that the page shows nothing for it.

    Empty for a byte that begins no pair: that one shows as itself.
    """
    if byte not in LEADS:
        return frozenset()
    return frozenset(lead for lead in LEADS if (byte, lead) not in characters())


@cache
def by_trail() -> dict[int, dict[int, str]]:
    """Trail -> lead -> character."""
    table: dict[int, dict[int, str]] = {trail: {} for trail in TRAILS}
    for (lead, trail), char in characters().items():
        table[trail][lead] = char
    return table


@cache
def pair_of(char: str) -> Pair | None:
    """The pair of one character, or None where GBK does not have it in two bytes."""
    data = char.encode("gbk", "ignore")
    return (data[0], data[1]) if len(data) == 2 else None


def lone_trail(char: str) -> int | None:
    """The trail byte that a free-standing ASCII character (or the euro sign, byte 0x80) may be, or None."""
    if char == "€":
        return _EURO
    return ord(char) if len(char) == 1 and 0x40 <= ord(char) <= 0x7E else None
