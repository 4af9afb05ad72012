"""Indicator tables -> indicators: which columns hold what, which year and role a value has, and what a reader must be told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from indexer.grid import FoundTable
from indexer.headers import ATTRIBUTES, squeeze
from library.measures import measure_of
from library.model import Attribute, Indicator, Period, Role, Source, Value
from library.quantity import parse_value, parse_year
from library.units import fold, is_unit, normal_unit

__all__ = ["definitions", "indicators", "is_indicator_table", "value_of"]

_DONE = re.compile(r"完成|实际|实现情况|达成|进展|评估")
_BASE = re.compile(r"现状|基准|基期|基数|基础|实际|完成|现有|预计")
_GOAL = re.compile(r"目标|规划|预期|十[一二三四五六七八九]?五(?!现状)")
_OVERALL = re.compile(r"累计|年均|变化|增幅|增量|年增长")
_STEP = re.compile(r"中期|中间|期中|阶段|年度")
_TASK_COLUMNS = ("text", "money", "time", "org")


class _Place(NamedTuple):
    """A value column: its index, role and year, and whether it gives a total or yearly rate over the period."""

    at: int
    role: Role
    year: int | None
    overall: bool


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a table keeps what (column indices; None where it has no such column)."""

    no: int | None
    category: int | None
    names: tuple[int, ...]
    unit: int | None
    attribute: int | None
    remark: int | None
    values: tuple[_Place, ...]


def is_indicator_table(table: FoundTable, period: Period | None) -> bool:
    """Whether a table sets indicators: names, and values of the future. Project annexes, task tables and look-backs are none."""
    columns = _columns(table, period)
    if not columns.names or not columns.values:
        return False
    title = " ".join(squeeze(cell) for row in table.grid[: table.header_rows] for cell in row)
    has_attribute = columns.attribute is not None
    about_tasks = sum(column.kind in _TASK_COLUMNS for column in table.columns)
    if about_tasks and not has_attribute and "指标" not in title:
        return False
    if not any(place.role == "target" for place in columns.values):
        return False
    goals = [place for place in columns.values if place.role == "target" and not place.overall]
    if period is not None and goals and all(place.year is not None and place.year < period.start for place in goals):
        return False
    looks_back = sum(bool(_DONE.search(table.columns[place.at].title)) for place in columns.values)
    future = any(place.year is None or period is None or place.year > period.start for place in goals)
    if looks_back and not future:
        return False
    held = [_read(table, row, columns.values) for row in range(table.header_rows, len(table.grid))]
    return any(held) and (has_attribute or "指标" in title + table.caption or columns.unit is not None)


def indicators(table: FoundTable, period: Period | None, definitions: Mapping[str, str]) -> list[Indicator]:
    """The rows of an indicator table; none for any other table.

    ``definitions`` maps row numbers to the text of 指标定义. Keys and sections are left empty for the pipeline to fill.
    """
    if not is_indicator_table(table, period):
        return []
    columns = _columns(table, period)
    out: list[Indicator] = []
    category = None
    for row in range(table.header_rows, len(table.grid)):
        cells = table.grid[row]
        if len(set(cells)) == 1 or _banner(cells, columns):
            category = _clean_category(next(cell for cell in cells if cell)) if any(cells) else category
            continue
        indicator = _indicator(table, row, columns, category, definitions)
        if indicator is not None:
            out.append(indicator)
    return out


def _banner(cells: Sequence[str], columns: _Columns) -> bool:
    """A category over the whole row, printed in its first cell only: 一、经济发展（4项）."""
    held = {cell for cell in cells if cell}
    return (
        len(held) == 1
        and re.match(r"[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]", next(iter(held))) is not None
        and bool(columns.names)
    )


def _clean_category(text: str) -> str:
    plain = re.sub(r"^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])", "", text.strip())
    return re.sub(r"[(（]\d+[项个][)）]$", "", plain)


def _columns(table: FoundTable, period: Period | None) -> _Columns:
    kinds = [column.kind for column in table.columns]
    first = {kind: kinds.index(kind) for kind in ("no", "unit", "attribute", "remark", "category") if kind in kinds}
    names = tuple(index for index, kind in enumerate(kinds) if kind in ("name", "sub"))
    body = table.grid[table.header_rows :]
    attribute = first.get("attribute")
    if attribute is None:
        attribute = next((at for at in range(len(kinds)) if _says_attributes(body, at)), None)
    elif not any(squeeze(row[attribute]) in ATTRIBUTES for row in body):
        attribute = None
    category = first.get("category")
    if category == attribute:
        category = None
    unit = first.get("unit")
    if unit is not None and not any(is_unit(row[unit]) for row in body):
        unit = None
    if (
        len(names) > 1
        and category is None
        and table.columns[names[0]].title != table.columns[names[1]].title
        and kinds[names[0]] == "name"
    ):
        category, names = names[0], names[1:]
    values = tuple(_place(table, index, period) for index, kind in enumerate(kinds) if kind == "value")
    return _Columns(first.get("no"), category, names, unit, attribute, first.get("remark"), _with_a_goal(values, table))


def _says_attributes(body: Sequence[Sequence[str]], at: int) -> bool:
    return bool(body) and sum(squeeze(row[at]) in ATTRIBUTES for row in body) >= 0.6 * len(body)


def _place(table: FoundTable, index: int, period: Period | None) -> _Place:
    """Role and year of a value column, from its titles, else from the period: 现状 is the year before it, 目标 its end."""
    titles = list(dict.fromkeys(squeeze(row[index]) for row in table.grid[: table.header_rows]))
    title = "".join(titles)
    own = titles[-1]
    year = next((found for found in (parse_year(text) for text in reversed(titles)) if found is not None), None)
    overall = _OVERALL.search(title) is not None
    base = _BASE.search(own) is not None or (_BASE.search(title) is not None and not _GOAL.search(own))
    if overall:
        return _Place(index, "target", None, True)
    if base:
        return _Place(index, "baseline", year if year is not None else (period.start - 1 if period else None), False)
    if year is None and _STEP.search(own):
        return _Place(index, "interim", None, False)
    if year is None:
        return _Place(index, "target", period.end if period else None, False)
    if period is None:
        return _Place(index, "target" if _GOAL.search(title) else "baseline", year, False)
    if year < period.start:
        return _Place(index, "baseline", year, False)
    return _Place(index, "interim" if year < period.end else "target", year, False)


def _with_a_goal(places: tuple[_Place, ...], table: FoundTable) -> tuple[_Place, ...]:
    """Without a known period the latest of several years is the goal, those between are steps towards it."""
    years = [place.year for place in places if place.year is not None and not place.overall]
    if len(set(years)) < 2 or any(place.role == "target" and not place.overall for place in places):
        return places
    last = max(years)
    if _DONE.search(table.columns[next(place.at for place in places if place.year == last)].title):
        return places
    return tuple(place._replace(role="target") if place.year == last else place for place in places)


def _read(table: FoundTable, row: int, places: Sequence[_Place]) -> bool:
    """Whether a row holds anything in its value columns."""
    return any(not parse_value(table.grid[row][place.at]).empty for place in places)


def _indicator(
    table: FoundTable, row: int, columns: _Columns, banner: str | None, definitions: Mapping[str, str]
) -> Indicator | None:
    cells = table.grid[row]
    no, name, sub, unit_of_name = _name(cells, columns, table.grid[row - 1])
    if not name:
        return None
    notes: list[str] = []
    confidence = 1.0
    if columns.no is not None:
        no = re.sub(r"[.、．]$", "", squeeze(cells[columns.no])) or None
    unit = _unit(cells, columns) or unit_of_name
    if columns.unit is not None and (row, columns.unit) in table.inherited:
        notes.append("单位与上一行合并单元格")
        confidence = min(confidence, 0.9)
    elif columns.unit is not None and unit is None:
        notes.append("表中未印单位")
        confidence = min(confidence, 0.95)
    values, unit, doubts = _values(table, row, columns, unit, name + (sub or ""))
    if doubts:
        notes += doubts
        confidence = min(confidence, 0.7)
    if not values:
        return None
    if any((row, at) in table.doubtful for at in columns.names):
        notes.append("原文各栏相连，指标名称可能含类别")
        confidence = min(confidence, 0.6)
    category = cells[columns.category] or None if columns.category is not None else banner
    if columns.no is not None and (row, columns.no) in table.inherited:
        notes.append("序号、名称与上一行合并单元格")
        confidence = min(confidence, 0.95)
    if columns.attribute is not None and (row, columns.attribute) in table.inherited:
        notes.append("属性与上一行合并单元格")
        confidence = min(confidence, 0.95)
    start, end = table.spans[row]
    definition = definitions.get(no or "")
    if definition is None and columns.remark is not None:
        definition = cells[columns.remark] or None
    return Indicator(
        key="",
        section="",
        no=no,
        name=name,
        sub=sub,
        category=_clean_category(category) if category else None,
        attribute=_attribute(cells, columns, category),
        unit=unit,
        definition=definition,
        origin="table",
        values=values,
        source=Source(table.lines[row], table.lines[row], start, end),
        confidence=confidence,
        note="；".join(dict.fromkeys(notes)) or None,
    )


_FOOTNOTE = re.compile(r"(?:[\[〔【]\d{1,2}[\]〕】]|[①②③④⑤⑥⑦⑧⑨⑩*＊※]+|\^\d+)$")
_LEADING_NUMBER = re.compile(r"^(?:(?P<no>\d{1,2})[.、．](?!\d)|[(（](?P<no2>\d{1,2})[)）]|[①②③④⑤⑥⑦⑧⑨⑩])\s*")
_UNIT_IN_NAME = re.compile(r"\s*[(（]([^()（）]{1,12})[)）]$")


def _name(cells: Sequence[str], columns: _Columns, above: Sequence[str]) -> tuple[str | None, str, str | None, str | None]:
    """(number, name, sub-row, unit printed in brackets behind the name); the number where it stands before the name.

    4.5岁以下… is row 4 where the row ``above`` begins with 3. in the same way.
    """
    texts = list(dict.fromkeys(cells[index].strip() for index in columns.names if cells[index].strip()))
    if not texts:
        return None, "", None, None
    before = re.match(r"\s*(\d{1,2})[.．]", above[columns.names[0]])
    match = _LEADING_NUMBER.match(texts[0])
    if match is None and before:
        match = re.match(rf"(?P<no>{int(before[1]) + 1})[.．](?P<no2>)(?=\d)", texts[0])
    no = (match["no"] or match["no2"]) if match else None
    name = texts[0][match.end() :] if match else texts[0]
    sub = "、".join(texts[1:]) or None
    unit = None
    printed = _UNIT_IN_NAME.search(name)
    if printed and is_unit(printed.group(1)):
        unit, name = printed.group(1).strip(), name[: printed.start()]
    elif sub is not None and (inner := _UNIT_IN_NAME.search(sub)) and is_unit(inner.group(1)):
        unit, sub = inner.group(1).strip(), sub[: inner.start()]
    return no, _FOOTNOTE.sub("", name).strip(), sub, unit


def _unit(cells: Sequence[str], columns: _Columns) -> str | None:
    if columns.unit is None:
        return None
    text = cells[columns.unit].strip()
    return None if parse_value(text).empty else fold(text)


def _attribute(cells: Sequence[str], columns: _Columns, category: str | None) -> Attribute | None:
    """约束性 or 预期性 from its column, else from a category row such as 约束性指标."""
    word = squeeze(cells[columns.attribute]) if columns.attribute is not None else ""
    found = ATTRIBUTES.get(word.removesuffix("指标")) or ATTRIBUTES.get(squeeze(category or "").removesuffix("指标"))
    return "约束性" if found == "约束性" else "预期性" if found == "预期性" else None


def value_of(text: str, unit: str | None, year: int | None, role: Role, name: str = "", column: str = "", lead: str = "") -> Value:
    """A printed value as a record; a range 7~8 is kept as at least its lower end, its words in ``text``.

    ``name``, ``column`` and ``lead`` (what stands before it in running text) say what kind of figure it is.
    """
    quantity = parse_value(text, unit)
    op, number = quantity.op, quantity.number
    if number is None and quantity.low is not None:
        op, number = ">=", quantity.low
    return Value(year, role, text.strip(), op, number, quantity.unit, measure_of(name, quantity, unit, column, lead))


def _values(
    table: FoundTable, row: int, columns: _Columns, unit: str | None, name: str
) -> tuple[tuple[Value, ...], str | None, list[str]]:
    """The values of a row, the unit (from the values where the row has none), and what is doubtful about them."""
    cells = table.grid[row]
    doubts: list[str] = []
    held = {place: cells[place.at].strip() for place in columns.values if not parse_value(cells[place.at]).empty}
    if any((row, place.at) in table.inherited for place in held):
        doubts.append("数值与左侧合并单元格")
    moved = _moved(columns.values, held)
    if moved is not None:
        base, goal = moved
        doubts.append(f"“{held[base]}”印在{table.grid[table.header_rows - 1][base.at]}一栏，目标栏空缺，按目标值读取")
        held[goal] = held.pop(base)
    if unit is None:
        own = {normal_unit(parse_value(text).unit) for text in held.values()} - {""}
        unit = own.pop() if len(own) == 1 else None
    out = []
    for place in columns.values:
        if place not in held:
            continue
        value = value_of(held[place], unit, place.year, place.role, name, table.columns[place.at].title)
        if (row, place.at) in table.parted:
            doubts.append("原文数字相连，按数值相近拆分")
        if (row, place.at) in table.doubtful:
            value = replace(value, op=None, number=None)
            doubts.append("原文数字相连，无法可靠拆分")
        if parse_value(held[place], unit).low is not None:
            doubts.append(f"{held[place]}为区间，取下限")
        out.append(value)
    return tuple(out), unit, doubts


def _moved(places: Sequence[_Place], held: Mapping[_Place, str]) -> tuple[_Place, _Place] | None:
    """(baseline column, target column) where a goal stands in the baseline column and no later column holds anything.

    A value with ≥ or 达到… cannot be a baseline; the target cell beside it was lost or merged.
    """
    later = [place for place in places if place.role != "baseline" and not place.overall]
    goals = [place for place in later if place.role == "target"]
    if not goals or any(place in held for place in later):
        return None
    for place in places:
        if (
            place.role == "baseline"
            and place in held
            and re.match(r"\s*(?:[≥≤><]|不低于|不少于|不超过|不高于|达到|力争|超过|完成)", fold(held[place]))
        ):
            return place, goals[-1]
    return None


_DEFINITION_HEAD = re.compile(r"^\s*(?:指标(?:定义|解释|说明|含义)|注释?|备注|说明)\s*[:：]")


_MOST_DEFINITIONS = 300


@lru_cache(maxsize=_MOST_DEFINITIONS)
def _numbered(number: int) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[;；。,，\s])\s*(?:[(（]{number}[)）]|{number}[.、．])(?!\d)")


def definitions(text: str) -> dict[str, str]:
    """Definitions by row number from a paragraph 指标定义: 1.…;2.…;3.…; empty where the paragraph is none.

    Only the running numbers 1, 2, 3 … part it, so that 0.6平方米 inside a definition does not.
    """
    head = _DEFINITION_HEAD.match(text)
    if head is None:
        return {}
    rest = text[head.end() :]
    found: list[tuple[int, int]] = []
    at = 0
    while len(found) < _MOST_DEFINITIONS and (match := _numbered(len(found) + 1).search(rest, at)):
        found.append((match.start(), match.end()))
        at = match.end()
    ends = [*(start for start, _ in found[1:]), len(rest)][: len(found)]
    return {
        str(number): rest[begin:end].strip(" \n;；。")
        for number, ((_, begin), end) in enumerate(zip(found, ends, strict=True), 1)
        if rest[begin:end].strip(" \n;；。")
    }
