"""Traditional writing read as simplified, where the evidence says that a text, or a line of it, is written so."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from indexer.trace import Traced

if TYPE_CHECKING:
    from opencc import OpenCC

# Characters that only traditional writing has, the commonest of official prose: they make up a tenth of it and more.
_TELLING = re.compile(
    "[務發會業區織養組機護規與設為動進實現體級達統創關據構農鎮鄉縣辦黨導積協調強優產結續應場價質當導財經濟環縮萬億個們來時過還這對開間門問題學習"
    "員責標準確頭條點線聯網絡營運轉車輕較資訊認論識證計議護讓變書長東風飛馬魚鳥龍齡歲殘殯兒婦勞衛醫藥療檢驗殺雙難離電雲鐵錢銀針錄鍵陽階隊際險隨]"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHARE = 0.02
_LINE_SHARE = 0.06
_LINE_LEAST = 8
# 著 is 着 in simplified writing (面临着) but for fame and authorship; OpenCC leaves the choice open.
_ZHE = re.compile("(?<![显卓土名论专原编昭巨译遗拙])著(?![名作称述者录书文译有])")


def simplified(text: Traced) -> tuple[Traced, bool]:
    """The text in simplified characters, and whether it had to be converted. A few traditional names in a simplified text stay."""
    hits = sum(1 for _ in _TELLING.finditer(text.text))
    if hits < _LINE_LEAST:
        return text, False
    if hits > _SHARE * sum(1 for _ in _HAN.finditer(text.text)):
        return Traced(_convert(text.text), text.origin), True
    lines = text.text.split("\n")
    odd = [_traditional(line) for line in lines]
    if not any(odd):
        return text, False
    new = "\n".join(_convert(line) if is_odd else line for line, is_odd in zip(lines, odd, strict=True))
    return Traced(new, text.origin), True


def _traditional(line: str) -> bool:
    hits = len(_TELLING.findall(line))
    return hits >= _LINE_LEAST and hits > _LINE_SHARE * len(line)


def _convert(text: str) -> str:
    """Convert character for character: a phrase that OpenCC would lengthen or shorten is converted one character at a time."""
    new = _t2s().convert(text)
    if len(new) != len(text):
        new = "\n".join(_same_length(line) for line in text.split("\n"))
    return _ZHE.sub("着", new)


def _same_length(line: str) -> str:
    new = _t2s().convert(line)
    if len(new) == len(line):
        return str(new)
    chars = [_t2s().convert(char) for char in line]
    return "".join(new if len(new) == 1 else old for old, new in zip(line, chars, strict=True))


@cache
def _t2s() -> OpenCC:
    # Imported here: a compiled library with its tables, and most texts are simplified.
    from opencc import OpenCC

    return OpenCC("t2s")
