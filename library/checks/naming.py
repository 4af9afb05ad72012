"""Whether a phrase of running text names what a row of an indicator table measures; strictly, for a finding accuses somebody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from library.chinese import fold

Likeness = Literal["exact", "named", "alike"]
"""The same words; all words of the row, some of them further off; words that are the row's but for a qualifier."""

_BRACKETS = re.compile(r"\([^()]*\)")
_SCOPE = re.compile(r"^(?:全[区市县省国州旗年]|[本我][区市县省]|期末|年末)+")
_VERBS = re.compile(
    r"^(?:其中|力争|争取|确保|实现|推动|推进|使|全面|基本|累计|共|总|已|现|目前|共有|拥有|现有|有|达|新|"
    r"建设|建成|创建|开展|建立|打造|培育|设立|设置|开设|发展|完成|形成|配备|登记|注册|备案)+(?=..)"
)
_SAME_WORDS = (
    (re.compile(r"社会工作专业(?:人才|人员)|专业社会工作(?:人才|者|人员)|社工专业人才|专业社工(?:人才)?"), "专业社会工作者"),
    (re.compile(r"社工(?=$|人数|数|达)"), "社会工作者"),
    (re.compile(r"老年人|老人|长者"), "老年"),
    (re.compile(r"(?:服务)?(?:场所|网点|站点|服务点)|(?<=助餐)服务点|(?<=配餐)服务点"), "点"),
    (re.compile(r"持有|具有|拥有|取得|获得|具备|持(?=[^续证])"), ""),
    (re.compile(r"技能等级证书?|资格等级证书?|等级证(?!书)"), "等级证书"),
    (re.compile(r"养老护理人员"), "养老护理员"),
    (re.compile(r"[的之]|建设(?=率|$)|总(?=面积)"), ""),
)
_COUNT = re.compile(r"(?:总数量|总人数|总数|数量|人数|个数|户数|张数|总量|总额|规模|标准|人次|数)$")
_SHARE = re.compile(r"(?:(?:所?占|达到?)(?:总数|总量)?的?)?(?:比例|比重|占比|比率)$|占比$")
NARROWING = re.compile(
    r"新建|政府投资|公办|民办|公建|农村|城市|城镇|试点|示范|其中|每[个一]|每$|每[^年月日]|新城|保基本|分别|部分|新增|一般|重点|特殊|困难|"
    r"[省市区县]级|首批|第[一二三]|不含|以上(?=.)"
)
"""Words that make a phrase mean less than the whole that a table counts."""
OF_A_PART = re.compile(r"农村|公办|民办|公建|敬老院|新城|试点|示范|政府投资|保基本")
"""Words that do so for the whole sentence behind them."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name to be compared: ``core`` without scope, brackets and the tail that only says count or share."""

    core: str
    full: str


@lru_cache(maxsize=4096)
def name_of(text: str) -> Name:
    """A name of a table row or a phrase of running text, made comparable."""
    full = fold(text).text
    plain = _BRACKETS.sub("", full)
    before = None
    while before != plain:
        before = plain
        plain = _VERBS.sub("", _SCOPE.sub("", plain))
    for pattern, word in _SAME_WORDS:
        plain = pattern.sub(word, plain)
    plain = _SHARE.sub("", plain)
    plain = re.sub(r"建设$", "", _COUNT.sub("", plain) or plain)
    return Name(plain, full)


def likeness(row: Name, said: Name, context: str) -> Likeness | None:
    """How a row and a phrase are alike; ``context`` is the sentence, whose words may complete a short phrase."""
    if not said.core or not row.core:
        return None
    if row.core == said.core:
        return "exact"
    rest = _without(row.core, said.core)
    if len(said.core) >= 4 and rest is not None:
        words = name_of(context).core
        known = _pairs(rest) & _pairs(words)
        if known == _pairs(rest):
            return "named"
        return "alike" if known or row.core[-2:] == said.core[-2:] else None
    rest = _without(said.core, row.core)
    if rest is not None and len(row.core) >= 4 and not NARROWING.search(rest) and len(rest) <= 4:
        return "alike"
    return None


def all_words_in(row: Name, text: str) -> bool:
    """Whether every word of a row's name stands in a text, in pieces of two characters or more, in any order."""
    words = name_of(text).core
    left = row.core
    while left:
        piece = next((left[:n] for n in range(len(left), 1, -1) if left[:n] in words), None)
        if piece is None:
            return False
        left = left[len(piece) :]
    return len(row.core) >= 6


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)} or {text}


def _without(long: str, short: str) -> str | None:
    """What is left of ``long`` without ``short``, which stands in it in order and in pieces of two or more; None where not."""
    rest, at = "", 0
    left = short
    while left:
        piece = next((left[:n] for n in range(len(left), 1, -1) if left[:n] in long[at:]), None)
        if piece is None:
            return None
        place = long.index(piece, at)
        rest += long[at:place]
        at = place + len(piece)
        left = left[len(piece) :]
    return rest + long[at:]
