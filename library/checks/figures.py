"""The figures of running text with what a check must know of each: clause, unit, precision, and whether it tells of the past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from library.model import Evidence, Op, Period, Plan, Section
from library.quantity import parse_value, period_years, unit_dimension
from library.units import MULTIPLIERS, UNIT_PATTERN, normal_unit

_WIDTHS = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,6})?(?!\d)"
_REACH = (
    r"不[低少]于|不得[低少]于|至少|不超过|不高于|不[大多]于|超过|突破|高于|低于|达到?|保持在|稳定在|控制在|≥|≤|约|近|为|"
    r"(?:提高|提升|增加|增长|扩大|上升|下降|降低|降|减少|压缩|缩短|增|升|缩减)[到至]"
)
_FIGURE = re.compile(
    rf"(?:(?P<reach>{_REACH})\s?(?P<of>[^，,。；;：:、\d]{{1,14}}的)?\s?)?(?P<number>(?<![\d.A-Za-z+])(?:{_NUMBER}))"
    rf"\s?(?P<more>余|多)?(?P<unit>{UNIT_PATTERN})?(?:(?P<many>余|多)(?P<rest>{UNIT_PATTERN})?)?(?P<after>(?:及|或)?以[上下内]|左右|之内)?"
)
# Some texts have no full stop at all: they are read in windows.
_SENTENCE = re.compile(r"[^。！？!?\n]{1,2000}[。！？!?]?")
_MARKS = "，,。；;：:！？"
_MOST = 100
"""Figures of one sentence that are looked at."""
_SHORT = 14
"""A quote of fewer characters does not say what it counts."""
_PAST_TITLE = re.compile(
    r"基础|回顾|成效|成就|成绩|现状|形势|环境|背景|问题|挑战|机遇|短板|概况|情况|取得|困难|评估|前言|序言|总结|进展|历程"
)
_PAST = re.compile(
    r"截[至止]|目前|现有|现已|共有|已(?!有条件)|近年来|以来|同比|比上年|"
    r"(?:完成|建成|成立|设立|开展|培育|发展|发放|实现|形成|建立|新增|创建)了"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|[-—–~～至]+(?:19|20)\d\d年)")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a section, its place in the file, and what is said about when."""

    text: str
    plain: str
    """The same, character by character, with digits of one width."""
    section: Section
    at: int
    """Characters into the section's text."""
    titles: tuple[str, ...]
    """Of the sections from the top down to its own."""
    past: bool
    """Whether it reports what was done or what is."""

    @property
    def line(self) -> int:
        """Its line in the file as it came (1-based)."""
        lines = [span.line for span in self.section.spans if span.offset <= self.at]
        return lines[-1] if lines else self.section.source.line

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in it, in order."""
        return tuple(_figures(self))


@dataclass(frozen=True)
class Figure:
    """A number of a sentence; ``start`` and ``end`` are characters of the sentence, with operator and unit."""

    sentence: Sentence
    start: int
    at: int
    """Where its digits begin."""
    end: int
    op: Op
    number: float
    unit: str
    """Empty where none is printed."""
    slack: float
    """How far the exact figure may be from the printed one, by rounding; 0 for a count."""
    more: bool
    """Whether 余 or 多 says that it is somewhat more."""
    clause: int
    """Where its clause begins: behind the figure or mark before."""
    stop: int
    """Where its clause ends: at the next figure or mark."""

    @cached_property
    def lead(self) -> str:
        """Its clause before it, without blanks."""
        return _bare(self.sentence.plain[self.clause : self.start])

    @cached_property
    def tail(self) -> str:
        """Its clause behind it, without blanks."""
        return _bare(self.sentence.plain[self.end : self.stop])

    @cached_property
    def year(self) -> int | None:
        """The year that its sentence names last before it."""
        years = _YEAR.findall(self.before)
        return int(years[-1]) if years else None

    def since(self, other: Figure | None) -> str:
        """What stands between another figure before it, or the beginning, and its digits; without blanks."""
        return _bare(self.sentence.plain[other.end if other is not None else 0 : self.at])

    @property
    def dimension(self) -> str | None:
        """What its unit measures; see `library.units.unit_dimension`."""
        return unit_dimension(self.unit)

    @property
    def before(self) -> str:
        """The sentence up to the figure."""
        return _bare(self.sentence.plain[: self.start])

    def place(self, start: int | None = None, end: int | None = None) -> Evidence:
        """The clause of the figure as evidence, or the characters of the sentence that are given."""
        text = self.sentence.text
        first = self.clause if start is None else start
        while start is None and first > 0 and self.end - first < _SHORT:
            first = max(text.rfind(mark, 0, first - 1) + 1 for mark in _MARKS)
        last = self.stop if end is None else end
        what = "回顾" if self.sentence.past else "正文"
        quote = text[first:last].strip(" \n　，,。；;、：:")
        line = self.sentence.line
        return Evidence(line, line, quote, self.number, self.unit or None, self.sentence.section.key, what)


def sentences(plan: Plan) -> Iterator[Sentence]:
    """Every sentence of a plan that holds a digit, or a list that is counted."""
    titles: dict[str | None, tuple[str, ...]] = {None: ()}
    for section in plan.sections:
        titles[section.key] = path = (*titles.get(section.parent, ()), section.title)
        for match in _SENTENCE.finditer(section.text):
            text = match.group()
            yield Sentence(text, text.translate(_WIDTHS), section, match.start(), path, _past(text, path, plan.period))


def _past(text: str, titles: tuple[str, ...], period: Period | None) -> bool:
    """Whether a sentence reports: by its own words, by its years, or by the title of a part of the plan."""
    years = [int(year) for year in _YEAR.findall(text)]
    if period is not None:
        named = period_years(text)
        if (named and named[1] < period.start and not years) or (years and max(years) < period.start):
            return True
        if years and max(years) > period.start:
            return False
    for title in titles:
        named = period_years(title)
        if _PAST_TITLE.search(title) or (named and period and named[1] < period.start):
            return True
    return _PAST.search(text) is not None


def _figures(sentence: Sentence) -> Iterator[Figure]:
    text, done = sentence.plain, 0
    found = list(islice((m for m in _FIGURE.finditer(text) if not _date_or_name(text, m)), _MOST))
    for n, match in enumerate(found):
        start, at, end = match.start(), match.start("number"), match.end()
        clause = max(done, max(text.rfind(mark, 0, start) + 1 for mark in _MARKS))
        following = found[n + 1].start() if n + 1 < len(found) else len(text)
        stops = [place for mark in _MARKS if (place := text.find(mark, end)) >= 0]
        unit = normal_unit((match["unit"] or "") + (match["rest"] or ""))
        printed = match["number"].replace(",", "")
        decimals = len(printed.partition(".")[2])
        rounded = "." in printed or any(unit.startswith(word) for word in MULTIPLIERS) or unit in ("%", "‰")
        read = parse_value(match.group().replace(match["of"] or "", ""))
        yield Figure(
            sentence,
            start,
            at,
            end,
            read.op or "=",
            float(printed),
            unit,
            0.5 * 10**-decimals if rounded else 0.0,
            bool(match["more"] or match["many"]) or match["reach"] in ("超过", "突破"),
            clause,
            min([following, *stops]),
        )
        done = end


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _date_or_name(text: str, match: re.Match[str]) -> bool:
    """Numbers that count nothing: years, dates, numbers in names (3A, 15分钟, “9+1”), of documents."""
    unit, before, after = match["unit"] or "", text[: match.start("number")].rstrip(), text[match.end() :].lstrip()
    if unit in ("年", "月", "日", "级", "岁", "周岁", "分钟", "届", "批") or after.startswith(("+", "A", "号", "周年", "年")):
        return True
    if unit == "" and re.fullmatch(r"(?:19|20)\d\d", match["number"]):
        return True
    return bool(re.search(r"(?:[第“《〔A-Za-z+—\-~～]|\d[:：、至])$", before)) or bool(re.match(r"[-—~～:：]\d|至\d|[\"”]", after))
