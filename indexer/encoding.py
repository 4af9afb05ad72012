"""Which encoding a text file is in, decided by evidence: byte order mark, strict decoding, and how Chinese the result reads.

Only what Chinese plans come in is considered: UTF-8, GB18030 (with GBK and GB 2312 inside it) and UTF-16 of either byte order, each
with or without its mark. Every candidate is decoded, and its characters are scored; the best wins if it reads like text at all.
General detectors, which must tell fifty encodings apart, too often guess short texts in GBK and UTF-16 wrong.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE = 1 << 14
"""Bytes that are scored; a multiple of four, so that no UTF-16 unit is cut."""
_READABLE = 0.55
"""Least mean score of a text. Chinese prose scores 0.9 and more, random bytes under 0.2 in every encoding."""
_VALID = 0.2
"""What bytes that are valid UTF-8 beyond ASCII speak for it: other encodings hardly ever are by chance."""
_CLEAR, _LONG = 1.0, 1024
"""A text of so many bytes with this score as UTF-8, which takes valid Chinese, can be nothing else: the others are not tried."""
_DAMAGE = 0.02
"""Largest share of undecodable characters that still is a damaged text rather than none."""

# The commonest characters of official Chinese, simplified and traditional: what the scores lean on in texts of a few characters.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得"
    "经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事"
    "平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题"
    "党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被"
    "干做必战先回则任取据处府研信六七八百千万亿元米目保障服务规划养救助残疾儿童福街镇乡村县市省院床护健康医疗殡葬婚姻登记慈善志愿"
    "织治改创标准预约束属单类名称序号附绿造餐云溪示例项专栏责印办室认真贯彻执推快完升促落坚持围绕构打优拓深夯切為時來們對會發動學"
    "經進電裡現實產種還過說義與關樣點當從業體機應開間無將見計別論運農級組織規劃養務醫療鎮鄉縣護憐標準類稱項責辦認貫徹執，。、；："
    "（）《》“”！？·—…％〔〕【】　"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read: ``encoding`` as people know it, ``lost`` how many characters had to be replaced by U+FFFD."""

    text: str
    encoding: str
    lost: int = 0


def decode(data: bytes) -> Decoded | None:
    """The text of a file's bytes without its byte order mark; None where no encoding makes readable text of them.

    A few broken bytes (a file that was cut, a scratched medium) do not make a text unreadable: they are replaced and counted.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return _checked(data, "utf-32")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data if encoding == "utf-8-sig" else data[len(mark) :]
            return _checked(body, encoding)
    if _score(data, "utf-8") >= _CLEAR and len(data) >= _LONG and (decoded := _checked(data, "utf-8")):
        return decoded
    likely = sorted(_CANDIDATES, key=lambda encoding: _score(data, encoding), reverse=True)
    return next((decoded for encoding in likely if (decoded := _checked(data, encoding))), None)


def _checked(data: bytes, encoding: str) -> Decoded | None:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    least = _READABLE - _VALID if encoding == "utf-8" and not lost else _READABLE
    if lost > max(2, len(text) * _DAMAGE) or _worth(text[:_SAMPLE]) < least:
        return None
    return Decoded(text, encoding, lost)


def _score(data: bytes, encoding: str) -> float:
    """How much a sample of the bytes reads like text; a character that is cut at its end does not count."""
    telling = _BEYOND_ASCII.search(data)  # plain ASCII reads alike in most encodings, however much of it there is
    start = telling.start() & ~3 if telling else 0
    sample = data[start : start + _SAMPLE]
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(sample, final=start + len(sample) == len(data))
    valid = encoding == "utf-8" and len(text) < len(sample) and "\ufffd" not in text
    return _worth(text) + valid * _VALID


def _worth(text: str) -> float:
    """The mean of the characters' scores: 1 for common Chinese and plain ASCII, below 0 for what no text holds."""
    total = len(text)
    return sum(_value(char) * count for char, count in Counter(text).items()) / total if total else 0.0


@lru_cache(maxsize=1 << 14)
def _value(char: str) -> float:
    point = ord(char)
    if point < 0x80:
        return 0.9 if char.isprintable() or char in "\t\n\r\f\v" else -3.0
    if char in _COMMON:
        return 1.0
    if 0x4E00 <= point <= 0x9FFF:
        return _han(char)
    if char == "\ufffd":
        return -3.0
    if 0x2000 <= point <= 0x33FF or 0xFF00 <= point <= 0xFFEF or 0xA0 <= point <= 0x24F:
        return 0.7 if unicodedata.category(char) not in {"Cn", "Cc", "Co"} else -2.0
    if 0x3400 <= point <= 0x4DBF or 0x20000 <= point <= 0x3FFFF or 0xF900 <= point <= 0xFAFF:
        return 0.0
    return -0.5 if 0xE000 <= point <= 0xF8FF else -1.0


def _han(char: str) -> float:
    """Characters of the first level of GB 2312 (the 3755 in daily use) are likely; what only GBK holds is traditional or rare."""
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 0.35 if _in_big5(char) else -0.4
    return 0.8 if lead < 0xD8 else 0.2


def _in_big5(char: str) -> bool:
    try:
        return char.encode("big5")[0] < 0xC9  # the 5401 characters in common use in traditional writing
    except UnicodeEncodeError:
        return False
