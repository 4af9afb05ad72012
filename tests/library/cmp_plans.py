"""Plans with indicator tables for tests of comparison: invented places, every row written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from library.measures import measure_of
from library.model import Attribute, Caution, Indicator, Level, Period, Plan, Role, Section, Source, SourceFile, Value
from library.quantity import parse_value, period_years

PLACE = Source(7, 7, 60, 90)
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class Row:
    """A row of an indicator table; ``values`` are baseline, interim and target as printed, None where the cell is blank."""

    name: str
    unit: str | None = None
    values: tuple[str | None, str | None, str | None] = ("40", None, "60")
    sub: str | None = None
    definition: str | None = None
    attribute: Attribute | None = "预期性"
    years: tuple[int, int, int] = (2020, 2023, 2025)
    in_text: bool = False


def indicator(key: str, section: str, row: Row) -> Indicator:
    """The record of a row, its values read as the indexer reads them."""
    values = []
    for role, year, text in zip(ROLES, row.years, row.values, strict=True):
        if text is not None:
            read = parse_value(text, row.unit)
            number = read.low if read.number is None else read.number
            kind = measure_of(row.name + (row.sub or ""), read, row.unit)
            values.append(Value(year, role, text, read.op, number, read.unit or row.unit, kind))
    return Indicator(
        key, section, "1", row.name, row.sub, None, row.attribute, row.unit, row.definition, "text" if row.in_text else "table",
        tuple(values), PLACE,
    )  # fmt: skip


def plan(
    name: str,
    region: str,
    rows: Sequence[Row],
    *,
    level: Level = "区县",
    period: str = "十四五",
    title: str = "",
    text: str = "",
    lost: Sequence[tuple[str, str]] = (),
) -> Plan:
    """A plan called ``name`` (part of its key); ``text`` is its one section's, ``lost`` cautions as (code, message)."""
    first, last = period_years(period) or (2021, 2025)
    key = f"{name}-{first}-aaaa"
    section = Section(f"{key}.1", None, 1, "一、", "目标", "heading", text, PLACE)
    found = tuple(indicator(f"{key}.i{n}", section.key, row) for n, row in enumerate(rows, 1))
    cautions = tuple(Caution(code, message, 12) for code, message in lost)
    file = SourceFile(f"{name}.txt", "text", "utf-8", (name.encode().hex() + "0" * 64)[:64])
    return Plan(
        key, title or f"{region}民政事业发展“{period}”规划", region, level, f"{region}人民政府", None, None, "规划",
        Period(period, first, last), file, cautions, (section,), (), found,
    )  # fmt: skip
