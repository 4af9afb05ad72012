"""Printed numbers that may open a part of a document: 第一章, 一、(一) 1. (1) ①, 1.1, 专栏1, 附件1.

The families and their usual order follow GB/T 9704-2012 (结构层次序数) and, for 章/节 and 1.1, the customs of long plans. Which of
the numbers do open a part is for :mod:`indexer.sequence` to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed number. ``start`` and ``end`` bound it in its paragraph, the white space behind it included."""

    family: str
    rank: int
    """Usual place of the family in the hierarchy: a smaller rank stands higher."""
    number: tuple[int, ...]
    """(3,) for 三、 and (1, 2) for 1.2; (0,) where a 专栏 or 附件 has none."""
    label: str
    """As printed, without white space."""
    start: int
    end: int


BARRIERS = frozenset({"box", "annex"})
"""Families whose parts number their own contents from the beginning again."""
UNNUMBERED = frozenset({"hash", "plain"})
"""Headings that carry no number: Markdown headings, and short lines of their own (family plain)."""
_RANKS = {"annex": 7, "part": 10, "chapter": 11, "section": 12, "cn": 20, "cn-paren": 21, "arabic": 30, "decimal": 30}
_RANKS |= {"paren": 40, "half-paren": 41, "circled": 50, "box": 60}

_CN = "[一二三四五六七八九十百]{1,4}"
_N = rf"(?:{_CN}|\d{{1,3}})"
_OF = r"(?:[-－–—.．]\d{1,2}(?!\d))?+"
"""The second part of 专栏3-1, the first box of the third chapter."""
_NOT_NAMED = "(?![的和、所与及]|中的|规定)"
_UNITS = (
    "(?:[%％‰万亿元张倍米月]|个(?![人体性])|人(?![口才民居力员])|家(?![庭园])|年(?!度)|日(?![常间])"
    "|公[里顷斤]|平方|户(?!籍)|名(?![称录城镇])|项(?!目))"
)
_INSIDE = re.compile(
    rf"""
    (?P<part>第\s*{_N}\s*(?:部分|篇|编)){_NOT_NAMED}
  | (?P<chapter>第\s*{_N}\s*章){_NOT_NAMED}
  | (?P<section>第\s*{_N}\s*节){_NOT_NAMED}
  | (?P<cn>(?<![第一二三四五六七八九十百\d])(?<![一二三四五六七八九十]、){_CN})\s*[、．.](?!\d|{_CN}[、产次级])
  | (?P<cn_paren>[(（]\s*{_CN}\s*[)）]|[㈠-㈩])、?
  | (?P<paren>[(（]\s*\d{{1,2}}\s*[)）]|[⑴-⒇])、?
  | (?P<decimal>(?<![\d.．a-zA-Z])\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})(?![\d.．]*{_UNITS})[.．、]?(?=\s*[^\d\s,，;；。)）~～-])
  | (?P<arabic>(?<![\d.．a-zA-Z+])\d{{1,2}})(?:[.．](?!\d(?!\d{{3}}年))|\ ?、(?!\d))
  | (?P<box>专\s*栏\s*{_N}{_OF})[\s:：、.．—-]*+(?![所中的内和)）])
    """,
    re.VERBOSE,
)
_STARTS = re.compile("[第一二三四五六七八九十百(（\\d专㈠-㈩⑴-⒇]")
"""Characters that such a number begins with: to look for them first is many times faster."""
_LEADING = re.compile(
    rf"""
    \#{{1,6}}\s+(?P<hash>\S?)
  | (?:[【\[*]+\s*)?(?P<box>专\s*栏\s*(?:{_N}{_OF})?+)[】\]]?[\s:：、.．—-]*+(?![所中的内和)）])
  | (?:[【\[*]+\s*)?(?P<annex>附\s*[件表录]\s*(?:{_N}{_OF})?+)[】\]]?[\s:：、.．—-]*+(?![所中的内和)）])
  | (?P<half_paren>\d{{1,2}}\s*[)）])、?
  | (?P<circled>[①-⑳])
  | (?P<arabic_dot>[⒈-⒛])
  | (?P<cn>{_CN})[\s　]+(?=[^\W\d]|[“《])
  | (?P<arabic>\d{{1,2}})[\s　]+(?=[^\W\d]|[“《])
    """,
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*")
_ORDINAL = re.compile(rf"{_CN}|\d+")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}


def numeral(text: str) -> int:
    """The value of a Chinese or Arabic numeral up to 999: 十二 -> 12, 7 -> 7; 0 where it is none."""
    if text.isdigit():
        return int(text)
    total = digit = 0
    for char in text:
        if char in "十百":
            total += max(digit, 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit


def leading(text: str) -> Mark | None:
    """The number that opens a paragraph, if any; a Markdown heading counts as one (family hash, rank 1 to 6)."""
    at = len(text) - len(text.lstrip())
    match = _LEADING.match(text, at)
    if match and match.lastgroup == "hash":
        depth = text[at : match.start("hash")].count("#")
        return Mark("hash", depth, (1,), "", at, match.start("hash"))
    match = match or _INSIDE.match(text, at)
    return _mark(match, text) if match else None


def inside(text: str) -> Iterator[Mark]:
    """Every number within a paragraph that might open a part, from left to right."""
    end = 1
    for start in _STARTS.finditer(text, 1):
        match = _INSIDE.match(text, start.start()) if start.start() >= end else None
        if match:
            end = match.end()
            yield _mark(match, text)


def _mark(match: re.Match[str], text: str) -> Mark:
    name = str(match.lastgroup)
    family = "arabic" if name == "arabic_dot" else name.replace("_", "-")
    label = re.sub(r"\s", "", match[name] if family in BARRIERS else match[0])
    plain = unicodedata.normalize("NFKC", label)  # ⑴ is (1), ㈠ is (一), ⒈ is 1., ① is 1
    number = tuple(map(numeral, _ORDINAL.findall(plain))) or (0,)
    rank = _RANKS[family] + (len(number) if family == "decimal" else 0)
    blank = _SPACE.match(text, match.end())
    return Mark(family, rank, number, label, match.start(), blank.end() if blank else match.end())
