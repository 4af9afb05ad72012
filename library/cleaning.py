"""The gate for every string of a document: nothing passes that could steer a terminal, hide text or turn it round.

What is dropped, by Unicode general category (UAX #44): control characters but newline and tab (Cc), format characters such as
zero-width space and joiner, byte order mark, soft hyphen, bidirectional marks, embeddings, overrides and isolates (Cf), line and
paragraph separator (Zl, Zp), lone surrogates (Cs), unassigned code points and noncharacters (Cn); also variation selectors and
emoji skin tones, which change no word and whose width terminals disagree about. Private use (Co) stays: GB18030 files need it.
Unassigned places of planes 2 and 3 stay: they are Han characters that are younger than this Python's tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# What nearly all Chinese text is made of; only characters outside are looked up one by one.
_SUSPECT = re.compile(r"[^\t\n -~·×÷‐-‧‰-⁞₀-₎①-⓿─-◿、-〿\u3000\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e\uffe0-\uffe6]")
_LAYOUT = str.maketrans("\n\t", "  ")


@lru_cache(maxsize=4096)
def _dropped(char: str) -> bool:
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return char not in "\n\t"
    point = ord(char)
    if 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF or 0x1F3FB <= point <= 0x1F3FF:
        return True
    return unicodedata.category(char) == "Cn" and not (0x20000 <= point <= 0x3FFFD and point & 0xFFFF < 0xFFFE)


def unwanted(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges of ``text`` that the gate drops, in order; for callers that keep an offset map."""
    for match in _SUSPECT.finditer(text):
        if _dropped(match[0]):
            yield match.span()


def clean(text: str) -> str:
    """``text`` without what the gate drops; newline and tab stay. Cleaning twice changes nothing more."""
    return _SUSPECT.sub(lambda match: "" if _dropped(match[0]) else match[0], text)


def clean_line(text: str) -> str:
    """Like `clean`, for what must stay on one line: newline and tab become a space each."""
    return clean(text).translate(_LAYOUT)
