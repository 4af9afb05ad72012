"""What a person typed, read as a query. Nothing is an error: whatever is no syntax is plain words.

Words apart by blanks must all stand in a hit. “…” or "…" stands as it is, never read as single words; -词 must not stand; 甲 或 乙
(甲 OR 乙) one of the two; 词* is 词, since any piece of a word is found. Fields: 标题:词 in the title; 指标:词 and 项目:词 by name;
地区:名 and 时期:名 only in plans of that place or period.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from library.chinese import folded
from library.model import HitKind

_OPEN_CLOSE = {'"': '"', "“": "”", "”": "”", "＂": "＂", "「": "」", "『": "』", "„": "“"}
_QUOTED = "|".join(f"{re.escape(a)}[^{re.escape(b)}]*{re.escape(b)}" for a, b in _OPEN_CLOSE.items())
_FIELDS: dict[str, Literal["title", "region", "period", "indicator", "project"]] = {
    "标题": "title",
    "標題": "title",
    "地区": "region",
    "地區": "region",
    "时期": "period",
    "時期": "period",
    "指标": "indicator",
    "指標": "indicator",
    "项目": "project",
    "項目": "project",
}
_TOKEN = re.compile(
    rf"(?P<minus>[-－−])?(?:(?P<field>{'|'.join(_FIELDS)})[:：])?(?:(?P<quoted>{_QUOTED})(?=\s|$)|(?P<bare>\S+))",
)
_OR = {"或", "or", "OR", "Or", "|", "｜"}


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


@dataclass(frozen=True, slots=True)
class Query:
    """Every group must be met, each by one of its terms, and none of ``excluded``; in plans of one of ``regions``, ``periods``."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    regions: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that is looked for, in the order typed."""
        return tuple(term for group in self.groups for term in group)


@dataclass(slots=True)
class _Reading:
    groups: list[list[Term]] = field(default_factory=list)
    excluded: list[Term] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    joined: bool = False
    """An 或 stands before the next word."""

    def add(self, match: re.Match[str]) -> None:
        name, quoted = _FIELDS.get(match["field"] or ""), match["quoted"]
        raw = quoted[1:-1] if quoted is not None else match["bare"]
        text = folded(raw)
        if quoted is None:
            text = text.rstrip("*") or text
        if not text:
            return
        if name == "region":
            self.regions.append(text)
        elif name == "period":
            self.periods.append(text)
        else:
            kind = name if name in ("indicator", "project") else None
            self.add_term(Term(text, raw, quoted is not None, name is not None, kind), excluded=bool(match["minus"]))

    def add_term(self, term: Term, *, excluded: bool = False) -> None:
        if excluded:
            self.excluded.append(term)
        elif self.joined:
            self.groups[-1].append(term)
        else:
            self.groups.append([term])
        self.joined = False


def parse(typed: str) -> Query:
    """Read what a person typed. An empty query has no groups."""
    reading = _Reading()
    matches = list(_TOKEN.finditer(typed))
    if len(matches) > 1:  # marks alone are syntax in the making: 养老 - is on its way to 养老 -平台
        matches = [match for match in matches if match[0] in _OR or any(map(str.isalnum, match[0]))] or matches
    for match in matches:
        if match[0] in _OR and reading.groups:
            reading.joined = True
        elif match["minus"] and len(matches) == 1:  # -5% alone is looked for as it stands
            reading.add_term(Term(folded(match[0]), match[0]))
        else:
            reading.add(match)
    groups = tuple(tuple(group) for group in reading.groups)
    return Query(groups, tuple(reading.excluded), tuple(reading.regions), tuple(reading.periods))
