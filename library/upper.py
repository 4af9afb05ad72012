"""A plan against the plans above it: which these are, and what became of each of their indicators."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from library import quantity, regions, vocabulary
from library.chinese import fold
from library.compare import comparison
from library.errors import NothingFound
from library.material import Material, material
from library.model import Cell, ComparisonRow, Level, PlanInfo, Section
from library.reading import Reader
from library.views import Standing, UpperCheck, UpperPlan, UpperRow

STANDINGS: tuple[Standing, ...] = ("已承接", "更高", "持平", "更低", "未承接", "不可比")
_RANK: dict[Level | None, int] = {"国家": 0, "省": 1, "市": 2, "区县": 3, "街镇": 4}
_TITLE = re.compile(r"《([^《》]{4,80})》")
_A_PLAN = re.compile(r"规划|纲要|计划")
_BASIS = re.compile(r"依据|根据|按照|依照|衔接|对接|遵循|参照|对照")
_WIDE_BASIS = re.compile(rf"{_BASIS.pattern}|贯彻落实|贯彻|落实|结合")
_FOR_THIS_PLAN = re.compile(r"(?:制定|编制|制订)(?:了|形成|出)?本?规划|本规划")
_MAKING = re.compile(r"编制|制定|制订|修订|出台|起草|印发|组织实施")
_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]?")
_STAGE = re.compile(r"[（(【\[][^（）()【】\[\]]*(?:稿|草案|意见)[^（）()【】\[\]]*[)）】\]]")
_TOPIC = re.compile(
    r"“?十[一二三四五六七八九]五”?(?:时期)?|20\d\d\s*[—\-－~～至]+\s*20\d\d年?|20\d\d年?|事业|发展|规划|纲要|体系|建设|的|[\W_]+"
)
_PLACE = re.compile(r"^(?:国家|全国|中国|我国|省|市)")


def uppers(reader: Reader, plan_key: str) -> tuple[UpperPlan, ...]:
    """The plans that this one has to follow: those its sentences name as a basis, then those of higher places on its own matter.

    Which place lies in which is known from names alone: 示例市 is above 示例市云溪区, nothing is known to be above 云溪区.
    """
    given = material(reader)
    plan = reader.plan_info(plan_key)
    found = list(_named(given, plan, reader.sections(plan_key)))
    known = {upper.plan for upper in found} | {plan.key}
    above = [other for other in given.plans.values() if other.key not in known and _is_above(other, plan)]
    above.sort(key=lambda other: (-_RANK[other.region_level], other.key))
    found += [UpperPlan(other.title, other.region, other.region_level, other.key, "层级") for other in above]
    return tuple(found)


def _named(given: Material, plan: PlanInfo, sections: Sequence[Section]) -> Iterator[UpperPlan]:
    """Plans named in 《》 as a basis, each once; the plan itself, plans of lower places and of past periods are left out."""
    seen = {_plain(plan.title)}
    for section in sections:
        for sentence in _SENTENCE.finditer(section.text):
            for match in _TITLE.finditer(sentence[0]):
                if not _A_PLAN.search(match[1]) or not _is_basis(sentence[0], match.start()) or _past(match[1], plan):
                    continue
                line = _line(section, sentence.start() + match.start())
                for place in _places(sentence[0][: match.start()], match[1]):
                    names = {_plain(match[1]), _plain((place.full if place else "") + match[1])}
                    if names & seen or (place and _RANK[place.level] > _RANK.get(plan.region_level, 4)):
                        continue
                    seen.add(max(names, key=len))
                    here = next((other for other in given.plans.values() if _plain(other.title) in names), None)
                    region, level = (place.full, place.level) if place else ("", None)
                    region, level = (here.region, here.region_level) if here else (region, level)
                    quote = sentence[0].strip()
                    yield UpperPlan(match[1], region, level, here.key if here else None, "依据", quote, section.key, line)


def _is_basis(sentence: str, at: int) -> bool:
    """Whether what is named at ``at`` is what the plan rests on, not what is to be drawn up; 落实 alone may mean anything."""
    before = _TITLE.sub("", sentence[:at])
    words = _BASIS if not _FOR_THIS_PLAN.search(sentence) else _WIDE_BASIS
    return bool(words.search(before)) and not _MAKING.search(words.split(before)[-1])


def _past(title: str, plan: PlanInfo) -> bool:
    """Whether a title names a period that ended before this plan's: it stands in a review."""
    named = re.search(r"第(十[一二三四五六七八九]?)个五年", title)
    years = quantity.period_years(f"{named[1]}五" if named else title)
    return bool(years and plan.period and years[1] < plan.period.start)


def _places(before: str, title: str) -> Sequence[regions.Region | None]:
    """The places whose plan a title is: the one that it names, else those before it (民政部、示例市《…规划》)."""
    if place := regions.find_region(title):
        return [place]
    words = re.split("[、和及与]", _WIDE_BASIS.split(re.split(r"[\W_]+(?<![、])", before)[-1])[-1])
    found: list[regions.Region | None] = []
    for word in reversed(words):
        place = regions.find_region(word)
        if place is None or not (place.name == regions.NATION or word.endswith(place.name)):
            break
        found.insert(0, place)
    return found or [None]


def _plain(title: str) -> str:
    """A title for telling whether two are one: no marks, no draft stage."""
    return re.sub(r"[\W_]+", "", fold(_STAGE.sub("", title)).text)


def _line(section: Section, at: int) -> int:
    return max((span.line for span in section.spans if span.offset <= at), default=section.source.line)


def _is_above(other: PlanInfo, plan: PlanInfo) -> bool:
    """Whether ``other`` is of a higher place that ``plan`` lies in, of the same period, on the same matter."""
    if other.period is None or plan.period is None or other.period.name != plan.period.name or not other.region:
        return False
    higher = _RANK.get(other.region_level, 9) < _RANK.get(plan.region_level, 0)
    inside = other.region == regions.NATION or (regions.within(plan.region, other.region) and plan.region != other.region)
    return higher and inside and _topic(other) == _topic(plan)


def _topic(plan: PlanInfo) -> str:
    """The matter of a plan: its title without place, period and the words that every plan's title has."""
    title = _STAGE.sub("", plan.title)
    for unit in regions.units(plan.region):
        title = title.replace(unit, "").replace(unit[:-1], "")
    return _PLACE.sub("", _TOPIC.sub("", title))


def against_upper(reader: Reader, plan: str, upper: str) -> UpperCheck:
    """What ``plan`` says to each indicator of the table of ``upper`` (keys). Raises `NothingFound` for an unknown key."""
    given = material(reader)
    for key in (plan, upper):
        if key not in given.plans:
            raise NothingFound(f"资料库里没有可以比较的规划“{key}”；请用 guilan plans 查看现有的规划。")
    rows = []
    for indicator in given.tables[upper]:
        found = comparison(given, given.groups.home[indicator.key], {plan, upper})
        above = next(row for row in found.rows if row.indicator == indicator.key)
        own = next((row for row in found.rows if row.plan == plan), None)
        standing, reason = stand(above, own)
        answer = own if own and own.indicator else None
        rows.append(UpperRow(above.name, above.unit, standing, reason, above, answer))
    counted = Counter(row.standing for row in rows)
    counts = tuple((standing, counted[standing]) for standing in STANDINGS)
    notes = () if rows else ("上位规划没有指标表，无法逐项对照。",)
    return UpperCheck(plan, upper, given.plans[plan].title, given.plans[upper].title, tuple(rows), counts, notes)


def stand(upper: ComparisonRow, own: ComparisonRow | None) -> tuple[Standing, str]:
    """How a plan's row stands to its upper plan's, and why, as a Chinese sentence."""
    if own is None or own.missing:
        if own is None or own.missing == "未提出":
            return "未承接", "本规划的指标表没有列出这一指标"
        return "不可比", own.reason
    if own.comparable == "related":
        return "不可比", own.reason
    here, there = own.target, upper.target
    if here is None or there is None:
        return "已承接", "有一方没有目标值，只能看出列有这一指标"
    if here.number is None or there.number is None:
        return _in_words(here, there)
    if here.year != there.year:
        return "不可比", f"目标年不同（本规划 {here.year} 年，上位规划 {there.year} 年）"
    if _is_a_total(upper):
        return "已承接", f"总量指标，地域大小不同，不比高低（本规划 {here.text}，上位规划 {there.text}）"
    return _compared(upper.name + own.name, here, there)


def _in_words(here: Cell, there: Cell) -> tuple[Standing, str]:
    if re.sub(r"\s", "", here.text) == re.sub(r"\s", "", there.text):
        return "已承接", f"目标写法相同：“{here.text}”，所参照的标准各不相同，不比高低"
    return "不可比", f"目标为文字或相对要求（本规划“{here.text}”，上位规划“{there.text}”），需人工判断"


def _is_a_total(row: ComparisonRow) -> bool:
    """Whether the figure grows with the size of the place: a count or an area, no share, no money per head, no time limit."""
    unit = row.unit or ""
    return not re.search(r"[%‰‱/]|倍|工作日|^天$|^日$|小时|分钟|岁", unit) and not re.search(r"^每|人均|户均|平均|时限", row.name)


def _compared(names: str, here: Cell, there: Cell) -> tuple[Standing, str]:
    """Two numbers of one year; where lower may be the better, only limits (≤) can be judged."""
    both = f"本规划 {here.text}，上位规划 {there.text}"
    gap = round((here.number or 0) - (there.number or 0), 6)
    limits = {here.op, there.op} <= {"<=", "<"}
    if gap and re.search(vocabulary.LOWER_IS_BETTER, names) and not limits:
        return "不可比", f"{both}；这一指标不是越高越好，方向需人工判断"
    if not gap and here.op in ("=", None) and there.op in (">", "<"):
        return "更低", f"{both}；上位规划要求超过这一数值"
    if not gap and here.op == "~" != there.op:
        return "不可比", f"{both}；本规划只是约数，需人工判断"
    if {here.op, there.op} & {"<=", "<"} and {here.op, there.op} & {">=", ">"}:
        return "不可比", f"{both}；一为上限一为下限，需人工判断"
    if not gap:
        return "持平", both
    if limits:
        return ("更高", f"{both}；上限更严") if gap < 0 else ("更低", f"{both}；上限更宽")
    if "<=" in (here.op, there.op) or "<" in (here.op, there.op):
        return "不可比", f"{both}；一为上限一不是，需人工判断"
    return ("更高" if gap > 0 else "更低"), both
