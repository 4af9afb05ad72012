"""Characters that a text should not hold, or holds in an odd form: what the cleaning gate drops, kinds of space, twins of Han."""

from __future__ import annotations

import re
import unicodedata

from indexer.trace import Traced
from library.cleaning import unwanted

_BREAKS = dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), "\n")
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_TABLE = _BREAKS | _SPACES
_ODD = re.compile(f"[{''.join(map(chr, _TABLE))}]")
# Radicals and compatibility ideographs, which PDF exports put for common characters that look the same; NFKC (UAX #15) maps them.
_TWINS = re.compile(r"[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")
# Where Word's symbol fonts leave bullets and tick boxes in plain text.
_SYMBOLS = re.compile(r"[\uf000-\uf0ff]")
_LONGEST_RUN = 200
"""Blanks, leaders and rules are no longer, in characters: what looks at such runs need not do so at every length."""
_RUN = re.compile(rf"(?<=[ \t.…·．・•_—–―─━=*#~-]{{{_LONGEST_RUN}}})[ \t.…·．・•_—–―─━=*#~-]++")


def normal_characters(text: Traced) -> Traced:
    """Breaks as newline, every kind of space as a plain one, twins of Han as the common form; hidden and control ones dropped.

    Of a run of blanks, leaders or rules that is longer than any line the beginning stays.
    """
    if _ODD.search(text.text):
        text = Traced(text.text.translate(_TABLE), text.origin)
    text = text.splice((start, end, "") for start, end in unwanted(text.text))
    text = text.splice((run.start(), run.end(), "") for run in _RUN.finditer(text.text))
    if _TWINS.search(text.text):
        text = Traced(_TWINS.sub(_twin, text.text), text.origin)
    return text.sub(_SYMBOLS, "") if _SYMBOLS.search(text.text) else text


def _twin(match: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", match[0])
    return plain if len(plain) == 1 else match[0]
