"""Figures and dates in running text: numbers with their unit, shares, years and days; where they stand, to be made visible."""

from __future__ import annotations

import re
from functools import lru_cache

from library.units import UNIT_PATTERN

_D = r"[0-9０-９]"
_NUMBER = rf"{_D}+(?:[,，]{_D}{{3}})*(?:[.．]{_D}+)?"
_RANGE = rf"{_NUMBER}(?:\s?[~～—–\-至到]{{1,2}}\s?{_NUMBER})?"
_OP = r"[≥≤><＞＜≈＋+−]?\s?"
_DAY = rf"{_D}{{4}}(?:[—–~～\-至]{{1,2}}{_D}{{4}})?年(?:{_D}{{1,2}}月(?:{_D}{{1,2}}日)?)?"
_HAN = "[零〇一二两三四五六七八九十百千万]+"
_FIGURE = re.compile(rf"(?<![第A-Za-z0-9０-９.．])(?:{_DAY}|{_OP}{_RANGE}(?:余|多)?\s?(?:[％‰]|{UNIT_PATTERN}))|{_HAN}分之{_HAN}")
_ALONE = re.compile(rf"\s*{_OP}{_RANGE}\s*")


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open character ranges of figures and dates in a text, in order; a text that is only a number, as in a cell, is one."""
    if _ALONE.fullmatch(text):
        return ((0, len(text)),)
    return tuple(match.span() for match in _FIGURE.finditer(text))
