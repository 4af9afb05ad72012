"""Printed dates and planning periods."""

from __future__ import annotations

import re
from datetime import date

from library.model import Period

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_PRINTED = re.compile(
    r"((?:19|20)\d\d|[二一][〇○零一二三四五六七八九]{3})\s*[-/.年]\s*(\d{1,2}|[元正]|[一二三四五六七八九十]{1,2})\s*[-/.月]"
    r"\s*(\d{1,2}|[一二三四五六七八九十]{1,3})(?!\d)"
)
_YEAR = r"((?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})"
_RANGE = re.compile(rf"{_YEAR}\s*年?\s*[—–―\-~～至到]+\s*{_YEAR}(?!\d)\s*年?")
_FIVE = re.compile(r"(?<![二三四五六七八九])(十[一二三四五六七八九])[”\"’]?\s*五(?![年月日十百])|第(十[一二三四五六七八九])个五年")
_FIRST_YEAR = 2006
"""First year of 十一五, the eleventh five-year plan."""
_LONGEST = 35
"""Years that a planning period may last; a longer range is none."""


def iso_date(text: str) -> str | None:
    """The first date with a day that a text prints, as ISO 8601; None where it prints none or no such day exists."""
    for match in _PRINTED.finditer(text):
        try:
            return date(_year(match[1]), _number(match[2]), _number(match[3])).isoformat()
        except ValueError:
            continue
    return None


def period_of(text: str) -> Period | None:
    """The planning period that a text names: by its years (2026—2030年), by its five-year plan (十五五, 第十四个五年), or by both.

    Years that are printed win. A range that is exactly a five-year plan's takes that plan's name.
    """
    named = _FIVE.search(text)
    ordinal = (named[1] or named[2])[1] if named else ""
    for match in _RANGE.finditer(text):
        start, end = _year(match[1]), _year(match[2])
        if 0 < end - start <= _LONGEST:
            return Period(_name(start, end) or (f"十{ordinal}五" if ordinal else f"{start}—{end}年"), start, end)
    if not ordinal:
        return None
    start = _FIRST_YEAR + 5 * (int(_DIGITS[ordinal]) - 1)
    return Period(f"十{ordinal}五", start, start + 4)


def _name(start: int, end: int) -> str | None:
    ordinal, rest = divmod(start - _FIRST_YEAR, 5)
    return f"十{'一二三四五六七八九'[ordinal]}五" if end == start + 4 and rest == 0 and 0 <= ordinal < 9 else None


def _year(text: str) -> int:
    return int("".join(_DIGITS.get(char, char) for char in text))


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text in "元正":
        return 1
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(_DIGITS[text]) if text in _DIGITS else 0
    return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))
