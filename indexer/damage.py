"""Places where characters were lost or garbled and that no repair could read: counted and told, never guessed at."""

from __future__ import annotations

import re
from bisect import bisect_right

from indexer.trace import Traced
from library.model import Caution

# A mark that replaces a lost character; private-use characters but for the bullets of symbol fonts; the euro sign for byte 80 and a
# question mark before a mark that it cannot stand before, both left by shifted bytes (indexer.mojibake); replacement characters
# that were decoded once more as GBK.
_TRACES = re.compile("\ufffd|[\ue000-\uefff\uf100-\uf8ff]|(?<=[\u3400-\u9fff])€|\\?[!;！；]|锟斤拷")
_SUSPECT = re.compile("[\ufffd\ue000-\uf8ff€?锟]")
_IN_NOTE = re.compile("[(（][A-Za-z\u00c0-\u01ff?\ufffd]{0,8}$")
_NEAR = 24
"""Traces so near to each other, in characters, are one place."""
_LINES = 8


def damage_caution(text: Traced, raw: str, *, replaced: bool = False) -> Caution | None:
    """What is left damaged in a text, with the lines in the file; None where nothing is.

    ``replaced`` says that another caution already tells of bytes that could not be decoded.
    """
    if not _SUSPECT.search(text.text):
        return None
    places: list[int] = []
    last = -_NEAR
    for match in _TRACES.finditer(text.text):
        told = replaced and match[0] == "\ufffd"
        if told or _IN_NOTE.search(text.text, max(0, match.start() - 9), match.start()):
            continue
        if match.start() - last >= _NEAR:
            places.append(text.origin[match.start()])
        last = match.end()
    if not places:
        return None
    ends = [match.end() for match in re.finditer(r"\r\n?|\n", raw)]
    numbers = list(dict.fromkeys(bisect_right(ends, at) + 1 for at in places))
    named = "、".join(map(str, numbers[:_LINES])) + (" 等" if len(numbers) > _LINES else "")
    message = f"有 {len(places)} 处文字损坏，未能复原（第 {named} 行），保留原样；引用这些地方前请对照其他来源。"
    return Caution("damaged", message, numbers[0])
