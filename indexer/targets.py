"""Quantified targets of running text (到2025年，…达到29家；打造7~8家…); never what was achieved, a condition or a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.indicators import value_of
from indexer.tense import past_sentence, tells_of_the_past
from library.model import Indicator, Period, Section, Source, Value
from library.quantity import parse_year
from library.units import MULTIPLIERS, UNIT_PATTERN, fold

__all__ = ["place", "quoted", "targets"]

# Possessive, and of so many groups at most: a run of digits is read once, not once from each of them.
_NUMBER = r"(?<!\d)\d++(?:,\d{3}){0,9}+(?:\.\d++)?+"
_REACH = (
    r"不[低少]于|不得[低少]于|至少|不超过|不高于|不[大多]于|超过|突破|高于|低于|达到|达|保持在|稳定在|控制在|"
    r"(?:提高|提升|增加|增长|扩大|上升|下降|降低|降|减少|压缩|缩短|增|升|缩减)[到至]|≥|≤"
)
_MAKE = (
    r"新建|新增|建成|建设|共建|创建|打造|培育|培养|设立|设置|建立|发展|引进|落成|布局|改造|改扩建|扩建|完成|组建|扶持|孵化|推出|"
    r"形成|评选|创成|新改建|增加|增设|实施|开展|举办|选树|认定|建造|投放|布设|开设|开办|搭建|招募|配备|储备"
)
_HAN_AFTER = "|".join(f"(?<={words})" for words in ("至少", "不少于", "至少设置", "至少建设", "至少建有", "至少设立"))
_QUANTITY = re.compile(
    rf"(?:(?P<reach>{_REACH})(?:为|约|[^，,。；;：:、\d]{{1,20}}的(?={_NUMBER}[%‰]))?)?"
    rf"(?P<number>{_NUMBER}(?:[~～\-—–至]{{1,2}}{_NUMBER})?|(?:{_HAN_AFTER})[一二两三四五六七八九十]+)"
    rf"(?:余|多)?(?P<unit>{UNIT_PATTERN})(?P<after>(?:及|或)?以[上下内]|左右|内)?"
)
_SIGHT = 800
"""How many characters of a sentence, before and behind a quantity, say what it is: some texts have no full stop at all."""
_FIGURE = re.compile(r"\d|至少|不少于")
"""What every quantity has: a digit of any width, or the word that a number in Chinese must follow."""
_NO_MEASURE = ("周岁", *"岁级届期类批月日年度层站点分部本门群班段")
_DURATION = {"天", "日", "个工作日", "工作日", "小时", "分钟", "个月"}
_ABSTRACT = re.compile(
    r"(?:方面|维度|层面|环节|阶段|重点|关键|统一|百年|一百年|体系|专项|层次|角度|目标|坚持|转变|结合|清单|定位|特色|优先|确保|版块|板块|领域|品牌项目|原则|"
    r"指标|文件|意识|自信|维护|全面|更加|必须|大局|务必|相结合|主体|专题|时期|步骤|五年规划)"
)
_CLAUSE_END = "，,。；;：:！!？?、"
_LEAD = re.compile(
    r"^(?:(?:力争|争取|确保|努力)?(?:[到至]?(?:19|20)\d\d年(?:底|末)?前?|“?十[一二三四五六七八九]?五”?(?:期间|时期|期末|末)?)?[,，]?"
    r"|(?:力争|争取|确保|努力|实现|推动|推进|促进|使得?|让|其中|并|并且|同时|逐步|进一步|全面|基本|也|对|将|和|以及|及|加快|积极|要|持续|大力)+)"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity with what it measures: character range in the sentence, phrase to parse, name."""

    start: int
    end: int
    phrase: str
    name: str


def targets(section: Section, above: Sequence[str], period: Period | None) -> list[Indicator]:
    """The quantified targets of a section's own text, in order.

    There are none where it tells of the past or no period is known.

    ``above`` holds the titles of the sections that it stands in, from the top down. Keys and sections are left empty; ``note``
    holds the sentence, ``source`` the place of the quantity as near as the section's spans tell.
    """
    if period is None or tells_of_the_past([*above, section.title], period):
        return []
    out: list[Indicator] = []
    for start, sentence in _sentences(section.text):
        if not _FIGURE.search(sentence) or past_sentence(sentence, period):
            continue
        for found in _quantities(sentence):
            lead = sentence[max(0, found.start - 40) : found.start]
            value = value_of(
                found.phrase,
                None,
                _year(sentence[max(0, found.start - _SIGHT) : found.start], period),
                "target",
                found.name,
                lead=lead,
            )
            if value.number is not None:
                out.append(_record(section, start, sentence, found, value))
    return out


def _record(section: Section, start: int, sentence: str, found: _Found, value: Value) -> Indicator:
    line, offset = place(section, start + found.start)
    return Indicator(
        key="",
        section="",
        no=None,
        name=found.name,
        sub=None,
        category=None,
        attribute=None,
        unit=value.unit,
        definition=None,
        origin="text",
        values=(value,),
        source=Source(line, line, offset, offset + found.end - found.start, section.source.page),
        confidence=0.8,
        note=quoted(sentence, found.start, found.end),
    )


def place(section: Section, position: int) -> tuple[int, int]:
    """Source line and offset of a position of the section's text."""
    at = bisect_right(section.spans, position, key=lambda span: span.offset) - 1
    if at < 0:
        return section.source.line, section.source.start
    span = section.spans[at]
    return span.line, span.start + position - span.offset


def quoted(sentence: str, start: int, end: int) -> str:
    """The sentence around a place; of one that runs on without an end, what stands within `_SIGHT` of the place."""
    return (sentence if len(sentence) <= 3 * _SIGHT else sentence[max(0, start - _SIGHT) : end + _SIGHT]).strip()


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """(position, sentence) of every sentence but those of paragraphs that define indicators or comment on a table."""
    for paragraph in re.finditer(r".+", text):
        if _NOTES.match(paragraph.group()) is None:
            for match in re.finditer(r"[^。；;！!？?]+[。；;！!？?]?", paragraph.group()):
                yield paragraph.start() + match.start(), match.group()


_NOTES = re.compile(r"\s*(?:指标(?:定义|解释|说明|含义)|注\d*[:：]|备注|说明[:：]|附注)")


_YEAR = re.compile(r"(?<!比)(?<!较)(?<!由)(?<!从)(?<!自)((?:19|20)\d\d)年")
_END_OF_PERIOD = re.compile(r"十[一二三四五六七八九]?五”?(?:期?末|结束)")


def _year(before: str, period: Period) -> int | None:
    """The last year printed ``before`` a quantity in its sentence (到2025年, “十四五”末, 规划期末), which governs it; else None."""
    at = before.rfind("年")
    while at >= 4:
        if year := _YEAR.match(before, at - 4):
            return int(year[1])
        at = before.rfind("年", 0, at)
    if _END_OF_PERIOD.search(before):
        return parse_year(before)
    return period.end if "规划期末" in before else None


def _quantities(sentence: str) -> Iterator[_Found]:
    """The quantities of a sentence that are set as targets."""
    made_until = ended = -1
    last = ""
    for match in _QUANTITY.finditer(fold_same_length(sentence)):
        before = sentence[_clause_start(sentence, match.start(), ended, bool(match["reach"])) : match.start()]
        after = sentence[match.end() : match.end() + _SIGHT]
        if _unfit(sentence, match, before, after):
            continue
        near = made_until >= 0 and match.start() - made_until <= _SIGHT
        between = sentence[made_until : match.start()] if near else "。"
        listed = not re.search(r"[，,；;：:。]", between) or (
            not before and re.fullmatch(r"[^，,；;：:。]*[，,]", between) is not None
        )
        name = _named(match, before, after, listed)
        if name is None or _empty(name):
            continue
        if last and re.fullmatch(r"总数|总量|总计|农村|城市|城镇|其中.*", name):
            name = f"{last}（{name}）"
        if listed and last.startswith("新增") and not match["reach"] and not name.startswith("新增"):
            name = "新增" + name
        last = name
        if not match["reach"] and match["unit"] not in ("%", "‰"):
            made_until = match.end()
        ended = match.end()
        least = "至少" if re.search(r"(?:至少|不少于)[^，,\d]{0,4}$", before) else ""
        yield _Found(match.start(), match.end(), least + match.group(), name)


def fold_same_length(text: str) -> str:
    """Width-folded character by character, so that positions stay."""
    return "".join(map(_folded, text))


@lru_cache(maxsize=8192)
def _folded(char: str) -> str:
    folded = fold(char)
    return folded if len(folded) == 1 else char


def _clause_start(sentence: str, at: int, ended: int, whole: bool) -> int:
    """Where the clause that ``at`` stands in begins, behind the quantity before it that ended at ``ended``.

    A 、 parts items of a list (3处、助餐点5处), but not the nouns of a ``whole`` clause with a verb (甲、乙时限压缩至).
    """
    marks = _CLAUSE_END.replace("、", "") if whole else _CLAUSE_END
    return max(ended, at - _SIGHT, *(sentence.rfind(mark, max(0, at - _SIGHT), at) + 1 for mark in marks))


_STARTING_POINT = re.compile(r"(?:由|从|(?<![占之配])比|较|每|满|超出)(?:原来的|目前的|现在的|20\d\d年的)?$")


_IN_NAME = re.compile(r"[A-Za-z+＋“《第·]")
_FIGURE_AFTER = re.compile(rf"、{_NUMBER}(?:{UNIT_PATTERN})")
_FIGURE_BEFORE = re.compile(rf"{_NUMBER}(?:{UNIT_PATTERN})、$")


def _unfit(sentence: str, match: re.Match[str], before: str, after: str) -> bool:
    """Numbers that are no target: in names and quotes, grades, ages, dates, ordinals, conditions, where a change starts from."""
    unit = match["unit"]
    if _IN_NAME.search(before[-1:]) or after.startswith(("+", "＋", "”", "》")):
        return True
    if _inside(sentence, match.start()):
        return True
    if unit in _DURATION:
        limit = match["reach"] and re.match(r"控制|压缩|缩短|不超过|降|缩减", match["reach"])
        return not limit or (match["reach"] == "不超过" and not re.search(r"时[限间]|办[理结]", before))
    if unit in MULTIPLIERS and re.match(r"[\u4e00-\u9fff]", after):
        return True
    if unit == "元" and re.search(r"补助|补贴|自付|奖|津贴", before):
        return True
    if unit in _NO_MEASURE or (unit in ("个", "项", "大", "次", "种", "条", "家") and _ABSTRACT.match(after)):
        return True
    if _FIGURE_AFTER.match(after) or (before.endswith("、") and _FIGURE_BEFORE.search(before)):
        # 甲类、乙类社区不少于12个、8个: which figure belongs to which noun is a guess.
        return True
    if _STARTING_POINT.search(before[-12:]) or re.match(r"(?:提高|提升|增加|增长|上升|扩大|下降|降低|压缩|缩短|减少)[到至]", after):
        return True
    return bool(re.match(r"的(?!目标)", after)) and not (unit == "%" and match["after"] and not before.strip())


def _inside(sentence: str, at: int) -> bool:
    """Whether a position stands in quotes or brackets."""
    head = sentence[max(0, at - _SIGHT) : at]
    return any(
        head.count(opening) > head.count(closing)
        for opening, closing in (("“", "”"), ("(", ")"), ("（", "）"), ("《", "》"), ("〔", "〕"))
    )


_ADDING = ("新增", "增加", "增设")
_MADE = re.compile(rf"(?P<verb>{_MAKE})(?P<object>[^，,。；;：:]*)$")


def _named(match: re.Match[str], before: str, after: str, listed: bool) -> str | None:
    """What a quantity measures, or None where the sentence does not set it as a target."""
    share = match["unit"] in ("%", "‰")
    if match["reach"]:
        name = _subject(before)
        thing = "" if share else _object(after)
        return (thing if thing and (not name or name.startswith("每")) else name) or None
    if share:
        return _share(match, before, after)
    made = _MADE.search(before)
    if made is None and not listed:
        return None
    added = "新增" if made is not None and made["verb"] in _ADDING else ""
    if made is not None and len(made["object"]) > 1:
        return added + _tidy(made["object"])
    if made is None and before:
        return _tidy(before)
    name = _object(after)
    return added + name if name else None


_BARE = re.compile(rf"每[^，,]{{0,5}}|(?:{_MAKE}|和|、|的)+|目标|组织|视频.*")


def _empty(name: str) -> bool:
    """Whether a name says nothing: only 每村, only a verb, or another quantity."""
    return _BARE.fullmatch(name) is not None or re.search(rf"\d(?:{UNIT_PATTERN})$", name) is not None


def _share(match: re.Match[str], before: str, after: str) -> str | None:
    """Shares without a verb of their own: …率100%, 60%以上的…交由…, 100%覆盖."""
    if re.match(r"覆盖|完成|达标|到位|落实|实现|接入|公开|持证", after):
        return _tidy(before) or _object(after) or None
    if re.search(r"(?:率|比例|占比|比重|满意度|覆盖面)(?:均|为|都|全部)?$", before):
        return _tidy(before)
    if match["after"] and after.startswith("的") and not _tidy(before):
        return _object(after[1:]) or None
    return None


def _subject(before: str) -> str:
    """The noun before 达到 and the like."""
    return _tidy(re.sub(rf"(?:{_REACH})$|(?:由|从)[^由从]*$", "", before))


def _object(after: str) -> str:
    """The noun after a number and its unit, up to the end of the clause."""
    text = re.split(r"[，,。；;：:！!？?\n]", after)[0]
    text = re.split(r"、(?=\d)|(?:交由|纳入|实现|达到|完成)", text)[0]
    return _tidy(text)[:40]


def _tidy(text: str) -> str:
    """A noun phrase without the words that lead into it."""
    plain = text.strip(" \t\u3000“”\"'")
    while True:
        shorter = _LEAD.sub("", plain)
        if shorter == plain:
            break
        plain = shorter
    plain = re.sub(rf"^(?:{_MAKE})(?=.{{4,}})", "", plain)
    plain = re.sub(r"(?:19|20)\d\d年(?:底|末)?$", "", plain)
    return re.sub(r"(?:均|都|全部|总体|已|年度|的?(?:创建|建设|改造)工作)$", "", plain).strip(" 的、")
