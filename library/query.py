"""What a person typed, read as a query. Nothing is an error: whatever is no syntax is plain words.

Words apart by blanks must all stand in a hit. “…” or "…" stands as it is, never read otherwise; -词, 排除:词 and 甲 排除 乙
must not stand; 甲 或 乙 (甲 OR 乙) one of the two; 词* is 词, since any piece of a word is found. Fields: 标题:词 in the title;
指标:词 and 项目:词 by name; 地区: 时期: 层级: only in plans of that place, period or level; 单位: 属性: only indicators of
that unit or attribute; 年:2025 indicators with a value of that year and texts that name it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from library.chinese import folded
from library.model import HitKind

Filter = Literal["region", "period", "level", "unit", "attribute", "year"]
PLAN_FILTERS: frozenset[Filter] = frozenset({"region", "period", "level"})
"""Filters that a whole plan meets or does not."""
FIELD_NAMES: dict[str, str] = {
    "title": "标题",
    "region": "地区",
    "period": "时期",
    "level": "层级",
    "indicator": "指标",
    "project": "项目",
    "unit": "单位",
    "attribute": "属性",
    "year": "年",
}
"""The fields as they are typed."""

_OPEN_CLOSE = {'"': '"', "“": "”", "”": "”", "＂": "＂", "「": "」", "『": "』", "„": "“"}
_QUOTED = "|".join(f"{re.escape(a)}[^{re.escape(b)}]*{re.escape(b)}" for a, b in _OPEN_CLOSE.items())
_FIELDS = {folded(name): field for field, name in FIELD_NAMES.items()} | {"年份": "year", "排除": "not", "不含": "not"}
_TRADITIONAL = ("標題", "地區", "時期", "層級", "指標", "項目", "單位", "屬性")
_TOKEN = re.compile(
    rf"(?P<minus>[-－−])?(?:(?P<field>{'|'.join([*_FIELDS, *_TRADITIONAL])})[:：])?(?:(?P<quoted>{_QUOTED})(?=\s|$)|(?P<bare>\S+))"
)
_OR = {"或", "or", "OR", "Or", "|", "｜"}
_NOT = {"排除", "不含", "NOT"}
_LEVELS = {"国": "国家", "全国": "国家", "区": "区县", "县": "区县", "街道": "街镇", "镇": "街镇", "乡": "街镇", "乡镇": "街镇"}


@dataclass(frozen=True, slots=True)
class Term:
    """Something to look for: folded ``text``, as typed in ``raw``."""

    text: str
    raw: str
    exact: bool = False
    """Typed in quotation marks: no other reading."""
    title: bool = False
    """Only in titles and names."""
    kind: HitKind | None = None
    """Only among things of this kind."""
    filter: Filter | None = None
    """Nothing to look for in a text, but what a hit must be."""

    @property
    def typed(self) -> str:
        """The term as one would type it."""
        name = FIELD_NAMES.get(self.filter or self.kind or ("title" if self.title else ""))
        return (f"{name}:" if name else "") + (f"“{self.raw}”" if self.exact else self.raw)


@dataclass(frozen=True, slots=True)
class Query:
    """Every group must be met, each by one of its terms, and none of ``excluded``."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that is looked for in texts, in the order typed."""
        return tuple(term for group in self.groups for term in group if term.filter is None)

    @property
    def typed(self) -> str:
        """The query as one would type it."""
        groups = (" 或 ".join(term.typed for term in group) for group in self.groups)
        return " ".join([*groups, *(f"-{term.typed}" for term in self.excluded)])

    def only(self, group: tuple[Term, ...]) -> Query:
        """A query for one of its groups alone."""
        return Query((group,))

    def without(self, group: tuple[Term, ...]) -> Query:
        """The query less one of its groups."""
        return Query(tuple(other for other in self.groups if other is not group), self.excluded)


@dataclass(slots=True)
class _Reading:
    groups: list[list[Term]] = field(default_factory=list)
    excluded: list[Term] = field(default_factory=list)
    joined: bool = False
    """An 或 stands before the next word."""
    refused: bool = False
    """A 排除 stands before the next word."""

    def add(self, match: re.Match[str]) -> None:
        name, quoted = _FIELDS.get(folded(match["field"] or "")), match["quoted"]
        raw = quoted[1:-1] if quoted is not None else match["bare"]
        text = folded(raw)
        if quoted is None:
            text = text.rstrip("*") or text
        term = _term(name, text, raw, exact=quoted is not None)
        if term.filter == "year" and not term.text:  # 年:近期 names no year: plain words
            term = Term(folded(match[0]), match[0])
        if term.text:
            self.add_term(term, excluded=bool(match["minus"]) or name == "not")

    def add_term(self, term: Term, *, excluded: bool = False) -> None:
        if excluded or self.refused:
            self.excluded.append(term)
        elif self.joined:
            self.groups[-1].append(term)
        else:
            self.groups.append([term])
        self.joined = self.refused = False


def _term(name: str | None, text: str, raw: str, *, exact: bool) -> Term:
    match name:
        case "region" | "period" | "unit" | "attribute":
            return Term(text, raw, filter=name)
        case "level":
            return Term(_LEVELS.get(text, text), raw, filter=name)
        case "year":
            return Term("".join(re.findall(r"^\d{4}(?=年?$)", text)), raw, filter=name)
        case "indicator" | "project":
            return Term(text, raw, exact, title=True, kind=name)
    return Term(text, raw, exact, title=name == "title")


def parse(typed: str) -> Query:
    """Read what a person typed. An empty query has no groups."""
    reading = _Reading()
    matches = list(_TOKEN.finditer(typed))
    if len(matches) > 1:  # marks alone are syntax in the making: 养老 - is on its way to 养老 -平台
        matches = [match for match in matches if match[0] in _OR or any(map(str.isalnum, match[0]))] or matches
    for at, match in enumerate(matches):
        if match[0] in _OR and reading.groups:
            reading.joined = True
        elif match[0] in _NOT and reading.groups and at + 1 < len(matches):
            reading.refused = True
        elif match["minus"] and len(matches) == 1:  # -5% alone is looked for as it stands
            reading.add_term(Term(folded(match[0]), match[0]))
        else:
            reading.add(match)
    return Query(tuple(map(tuple, reading.groups)), tuple(reading.excluded))
