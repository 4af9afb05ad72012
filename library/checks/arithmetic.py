"""Sums that do not come out within one sentence: growth rates, shares, parts of a whole, conversions, directions, counted lists.

A printed figure stands for all that round to it, so every result is a range; only what lies outside of it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from library.checks.figures import Figure, Sentence
from library.model import Evidence, Finding
from library.quantity import chinese_number
from library.units import UnitError, convert

_UP = "提高|提升|增加|增长|上升|扩大|升|增|调整提高|发展|跃升"
_DOWN = "下降|降低|减少|压缩|缩短|缩减|降|调减"
_TO = re.compile(rf"(?P<way>{_UP}|{_DOWN})(?:到了?|至|为)")
_FROM = re.compile(r"(?:由|从)[^，,；;]*$")
_GROWTH = re.compile(r"增幅|增长|增速|增加|提高|提升|上升|升幅|降幅|下降|降低|减少|压缩|缩短|缩减|扩大")
_BY = re.compile(rf"^[，,、（(]?(?:共|净|总共|合计|累计)?(?:{_UP}|{_DOWN}|新增|升幅|降幅|增幅)(?:了|为|达)?约?$")
_YEARLY = re.compile(r"年均|每年|平均每年|年增")
_AT_LAST = re.compile(r"^(?:合计|共计|总计)")
_STEPS = ("百分点", "个百分点")
_POINTS = re.compile(r"百分点")
_SHARE = re.compile(r"占(?:比|[^，,；;]{0,14}?)(?:为|达到?|约)?$")
_WHOLE = re.compile(r"共|合计|累计|总[数量计]|全[区市县省]")
_PARTS = re.compile(r"其中|分别|包括|含")
_NEARLY = 0.9
"""Where the parts that are named make up so much of the whole, they are meant to make up all of it."""


def findings(plan: str, sentence: Sentence) -> Iterator[Finding]:
    """What does not come out in one sentence of the plan with key ``plan``."""
    figures = sentence.figures
    yield from _growth(plan, figures)
    yield from _shares(plan, figures)
    yield from _sums(plan, figures)
    yield from _conversions(plan, figures)
    yield from _lists(plan, sentence)


def _range(figure: Figure) -> tuple[float, float]:
    """What the exact figure may be; 余 and 多 add up to a unit of its last digit."""
    low, high = figure.number - figure.slack, figure.number + figure.slack
    return (figure.number, figure.number + max(2 * figure.slack, 0.01 * figure.number)) if figure.more else (low, high)


def _same_unit(one: Figure, other: Figure) -> float | None:
    """What to multiply ``other`` with for the unit of ``one``; None where they measure different things."""
    try:
        return convert(1.0, other.unit, one.unit)
    except UnitError:
        return None


def _growth(plan: str, figures: tuple[Figure, ...]) -> Iterator[Finding]:
    """由 a 提高到 b，增长 p%: the direction, and the rate that follows from a and b."""
    for n, (old, new) in enumerate(pairwise(figures)):
        between = new.since(old)
        way = _TO.search(between)
        factor = _same_unit(old, new) if old.unit and new.unit else 1.0 if old.unit == new.unit else None
        if way is None or factor is None or not _FROM.search(old.before) or re.search(r"[；;]", between):
            continue
        up = re.fullmatch(_UP, way["way"]) is not None
        here = old.place(old.clause, new.end)
        if (new.number * factor < old.number) if up else (new.number * factor > old.number):
            message = f"由 {_say(old)} {way['way']}到 {_say(new)}，用词的方向与数字不符，请核对。"
            yield _finding(plan, "direction", message, new, here)
        rate = figures[n + 2] if n + 2 < len(figures) else None
        if rate is not None and _states_growth(new, rate):
            yield from _rate(plan, old, new, factor, rate)
        elif (
            rate is not None and old.unit == new.unit and rate.unit in (("百分点", "个百分点") if new.unit == "%" else (new.unit,))
        ):
            yield from _difference(plan, old, new, rate)


def _states_growth(new: Figure, rate: Figure) -> bool:
    between = rate.since(new)
    return (
        rate.unit in ("%", "‰", "倍")
        and _GROWTH.search(between) is not None
        and not _YEARLY.search(between)
        and not _POINTS.match(rate.tail)
        and new.unit not in ("%", "‰")
        and not re.search("[；;。]|分别|比上|较上|同比", between)
    )


def _rate(plan: str, old: Figure, new: Figure, factor: float, rate: Figure) -> Iterator[Finding]:
    (a, b), (c, d) = _range(old), (factor * end for end in _range(new))
    if a <= 0:
        return
    if rate.unit == "倍":
        yield from _times(plan, old, new, factor, rate)
        return
    scale = 100.0 if rate.unit == "%" else 1000.0
    low, high = sorted((abs(c / b - 1) * scale, abs(d / a - 1) * scale))
    step = 2 * rate.slack  # some cut off what others round
    if low - step <= rate.number <= high + step or (rate.more and rate.number <= high):
        return
    exact = abs(new.number * factor / old.number - 1) * scale
    message = f"由 {_say(old)} 到 {_say(new)}，算得变化 {exact:.2f}{rate.unit}，而文中说 {_say(rate)}，请核对。"
    yield _finding(plan, "growth", message, rate, old.place(old.clause, new.end))


def _difference(plan: str, old: Figure, new: Figure, rate: Figure) -> Iterator[Finding]:
    """由 90% 提高到 95%，提高 8 个百分点; 由 60 个增加到 80 个，增加 30 个: the difference of the two."""
    said = rate.since(new)
    if not rate.unit or not _BY.search(said) or _YEARLY.search(said) or re.search("[；;。]|分别|比上|较上|同比|其中", said):
        return
    (a, b), (c, d) = _range(old), _range(new)
    low, high = (max(0.0, c - b), d - a) if new.number >= old.number else (max(0.0, a - d), b - c)
    if rate.unit == new.unit:  # printed alike, so they were subtracted as printed
        low = high = abs(new.number - old.number)
    if not low - 2 * rate.slack - 1e-9 * high <= rate.number <= high + 2 * rate.slack + 1e-9 * high:
        message = f"由 {_say(old)} 到 {_say(new)}，相差 {abs(new.number - old.number):g}，而文中说 {_say(rate)}，请核对。"
        yield _finding(plan, "growth", message, rate, old.place(old.clause, new.end))


def _times(plan: str, old: Figure, new: Figure, factor: float, rate: Figure) -> Iterator[Finding]:
    """增长三倍 may mean three times as much, or as much again three times: only what is neither is asked about."""
    times = new.number * factor / old.number
    if min(abs(rate.number - times), abs(rate.number - (times - 1))) > 0.1 * times:
        message = f"由 {_say(old)} 到 {_say(new)}，是原来的 {times:.2f} 倍，而文中说 {_say(rate)}，请核对。"
        yield _finding(plan, "growth", message, rate, old.place(old.clause, new.end))


def _shares(plan: str, figures: tuple[Figure, ...]) -> Iterator[Finding]:
    """A 名…中，…b 人，占 p%: the share that follows from a and b."""
    for n, share in enumerate(figures):
        if share.unit != "%" or n < 2 or not _SHARE.search(share.since(figures[n - 1])):
            continue
        part = figures[n - 1]
        wholes = [f for f in figures[: n - 1] if _same_unit(f, part) is not None and f.number > part.number and f.unit]
        if len(wholes) != 1 or not (re.match(r"[^，,；;]*中", wholes[0].tail) or "其中" in part.lead):
            continue
        whole = wholes[0]
        factor = _same_unit(whole, part) or 1.0
        (a, b), (c, d) = _range(whole), (factor * end for end in _range(part))
        step = 2 * share.slack
        if not c / b * 100 - step <= share.number <= d / a * 100 + step:
            exact = part.number * factor / whole.number * 100
            message = f"{_say(part)} 占 {_say(whole)} 的 {exact:.2f}%，而文中说 {_say(share)}，请核对。"
            yield _finding(plan, "share", message, whole, part.place(), share.place())


def _sums(plan: str, figures: tuple[Figure, ...], whole: bool = False) -> Iterator[Finding]:
    """共 a，其中 b、c、d: more than the whole, or nearly the whole and not it; ``whole`` says that the first is one."""
    for n, total in enumerate(figures[:1] if whole else figures):
        if not total.unit or total.unit in ("%", "‰"):
            continue
        parts = _parts(total, figures[n + 1 :])
        all_of_it = whole or _WHOLE.search(total.lead) is not None
        if len(parts) < 2 or not (whole or _PARTS.search(parts[0].since(total))):
            parts, all_of_it = _added_up(total, figures[:n]), True
        added = sum(part.number for part in parts)
        slack = sum((part.slack for part in parts), total.slack) + 1e-9 * total.number
        less = all_of_it and total.number - added > slack and added >= _NEARLY * total.number
        if parts and (added - total.number > slack or less):
            terms = " + ".join(f"{part.number:g}" for part in parts)
            message = f"各部分之和 {terms} = {added:g}，与总数 {_say(total)} 不等，请核对是数字有误，还是没有列全或有重复。"
            yield _finding(plan, "sum", message, total, parts[0].place(end=parts[-1].end))


def _added_up(total: Figure, before: tuple[Figure, ...]) -> list[Figure]:
    """新建 36 公里，加固 24 公里，合计 60 公里: the figures of the total's unit before it, up to another unit; at least two."""
    parts: list[Figure] = []
    for part in reversed(before if _AT_LAST.match(total.lead) else ()):
        if part.unit != total.unit or "其中" in part.lead or re.search("[；;。]", (parts[-1] if parts else total).since(part)):
            break
        parts.insert(0, part)
    return parts if len(parts) > 1 else []


def _parts(whole: Figure, behind: tuple[Figure, ...]) -> list[Figure]:
    """The figures of the whole's unit that follow it at once."""
    parts: list[Figure] = []
    for part in behind:
        between = part.since(whole if part.sentence is whole.sentence else None)
        if part.unit != whole.unit or re.search("[；;。]", between):
            break
        parts.append(part)
    return parts


def _conversions(plan: str, figures: tuple[Figure, ...]) -> Iterator[Finding]:
    """3.99 公顷，合 59.85 亩: one figure in two units."""
    for one, other in pairwise(figures):
        between = other.since(one)
        factor = _same_unit(one, other)
        if factor is None or one.unit == other.unit or not re.fullmatch(r"[（(，,]?(?:折合|约?合|即|相当于)约?", between):
            continue
        (a, b), (c, d) = _range(one), (factor * end for end in _range(other))
        if d < a * 0.995 or c > b * 1.005:
            message = f"{_say(one)} 换算后不是 {_say(other)}，请核对。"
            yield _finding(plan, "conversion", message, one, other.place())


_COUNTED = re.compile(
    r"(?P<list>[^，,。；;：:、“”（）()]{2,24}(?:、[^，,。；;：:、“”（）()]{2,24}?){1,11})(?:等|这|共)?"
    r"(?P<number>[二两三四五六七八九十]|\d{1,2})(?:大|个|类|项|种)?(?:方面|领域|环节|层面|维度|体系|板块|部分|工程|行动|任务|机制|工作)"
)


def _lists(plan: str, sentence: Sentence) -> Iterator[Finding]:
    """甲、乙、丙和丁等三个方面: more items than are counted, where every item is built alike, so that nothing is split wrongly."""
    for match in _COUNTED.finditer(sentence.plain):
        stated = chinese_number(match["number"])
        stated = 2 if match["number"] == "两" else stated
        items = match["list"].removesuffix("等").split("、")
        last = re.fullmatch(r"(.{2,})[和及与](.{2,})", items[-1])
        if last is None or stated is None:
            continue
        length = len(last[1])
        alike = len(last[2]) == length and all(len(item) == length for item in items[1:-1]) and len(items[0]) >= length
        if alike and len(items) + 1 > stated and len(items) >= 2:
            message = f"列出了 {len(items) + 1} 项，而文中说 {match['number']} 项，请核对。"
            place = _quoted(sentence, match.start(), match.end(), float(stated))
            yield Finding(plan, "count", message, (place,))


def _quoted(sentence: Sentence, start: int, end: int, number: float) -> Evidence:
    line = sentence.line
    what = "回顾" if sentence.past else "正文"
    return Evidence(line, line, sentence.text[start:end].strip(), number, None, sentence.section.key, what)


def _say(figure: Figure) -> str:
    """A figure as it is printed, without its operator."""
    text = figure.sentence.text[figure.at : figure.end]
    return text.strip()


def _finding(plan: str, code: str, message: str, first: Figure, *places: Evidence) -> Finding:
    return Finding(plan, code, message, tuple(dict.fromkeys((first.place(), *places))))


def all_of(plan: str, sentences: Iterable[Sentence]) -> Iterator[Finding]:
    """The findings of many sentences; the parts of a whole may also stand in the sentence behind it (…1353名。其中，…)."""
    before: Sentence | None = None
    for sentence in sentences:
        yield from findings(plan, sentence)
        follows = before is not None and before.section is sentence.section and re.match(r"\s*其中", sentence.plain)
        if before is not None and before.figures and follows:
            yield from _sums(plan, (before.figures[-1], *sentence.figures), whole=True)
        before = sentence
