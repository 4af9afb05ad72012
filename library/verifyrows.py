"""The rows of an exported comparison: every number again from the indicators of today."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast, get_args

from library import compare
from library.concepts import printed
from library.keys import kind_of, plan_of
from library.model import Attribute, Cell, ComparisonRow, Op, Verdict, Verified
from library.tabular import HEADER, as_text, fields_of

if TYPE_CHECKING:
    from library.reading import Reader

Fields = Mapping[str, str]
"""A row by the columns of ``HEADER``, as text."""
Sources = tuple[str, ...]
"""Keys of the indicators that a row was made of."""
_CHECKED = ("单位", "基期年", "基期值", "中期值", "目标年", "目标值", "变化", "属性")
_NAME = "指标（原文名称）"
_KEY = r"[a-z0-9-]+\.i\d+"
_PAGE = r"(?:第 \d+ 页（全文|第 \d+ 张工作表，读出文字的)?"
SOURCE = rf"{_KEY} {_PAGE}第 \d+ [行段]）?"
"""An indicator and its place, as the column 出处 prints them: a regular expression without groups."""
_SOURCE = re.compile(rf"(?P<key>{_KEY}) {_PAGE}第 (?P<line>\d+) [行段]")


class Rows:
    """Looks rows up; every comparison is made once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._rows: dict[str, dict[Sources, ComparisonRow]] = {}

    def check(self, line: int, fields: Fields, concept: str = "") -> Verified | None:
        """What became of a row; None for one that only says that a plan has no such indicator."""
        sources = sources_in(fields.get("出处", ""))
        if not sources:
            return None
        said = _say(fields)
        row = self.row(tuple(key for key, _ in sources), concept, fields.get(_NAME))
        if row is None:
            return Verified("gone", line, said, why="资料库里查不到这个指标")
        today = {name: as_text(value) for name, value in fields_of(row).items()}
        other = [name for name in (_NAME, *_CHECKED) if name in fields and not equal(fields[name], today[name])]
        place = row.sources[0]
        if other:
            why = "；".join(f"{name}：文件为“{fields.get(name, '')}”，资料库为“{today[name]}”" for name in other)
            return Verified("changed", line, said, *place, _say(today), why)
        if tuple(sources) != row.sources:
            return Verified("moved", line, said, *place, why=f"现在在 {place[0]} 第 {place[1]} 行")
        return Verified("unchanged", line, said, *place)

    def row(self, keys: Sources, concept: str, name: str | None = None) -> ComparisonRow | None:
        """The row of the same indicators in its comparison today; of one of the same ``name`` where the keys name others."""
        row = self._of(keys, concept)
        if row is not None and name in (None, row.name):
            return row
        for indicator in self._reader.indicators(plan=plan_of(keys[0])):
            if printed(indicator) == name:
                return self._of((indicator.key,), concept) or row
        return row

    def of_plan(self, plan: str, concept: str) -> ComparisonRow | None:
        """The first row that a plan has in a concept today, the best verdict first."""
        found = compare.compare(self._reader, concept)
        return next((row for row in found.rows if row.plan == plan and row.sources), None) if found else None

    def _of(self, keys: Sources, concept: str) -> ComparisonRow | None:
        for words in filter(None, (concept, keys[0])):
            if words not in self._rows and self._reader.resolve(keys[0]) == "indicator":
                found = compare.compare(self._reader, words)
                rows = found.rows if found else ()
                self._rows[words] = {tuple(key for key, _ in row.sources): row for row in rows if row.sources}
            if (one := self._rows.get(words, {}).get(keys)) is not None:
                return one
        return None


def of_json(data: Mapping[str, Any]) -> Iterator[tuple[str, Fields]]:
    """(concept, row) of every row of exported JSON."""
    concepts = data.get("concepts") if isinstance(data.get("concepts"), list) else [data]
    for concept in cast("list[Any]", concepts):
        rows = concept.get("rows") if isinstance(concept, dict) else None
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and row.get("sources"):
                yield str(concept.get("concept") or ""), fields_from(row)


def fields_from(data: Mapping[str, Any]) -> Fields:
    """A row of exported JSON by the columns of ``HEADER``; its sources as objects or as pairs."""
    return {name: as_text(value) for name, value in fields_of(_row_from(data)).items()}


def sources_from(data: object) -> tuple[tuple[str, int], ...]:
    """(key, line) from JSON, as objects or as pairs."""
    out = []
    for one in data if isinstance(data, list) else ():
        key, line = (one.get("indicator"), one.get("line")) if isinstance(one, dict) else one if _is_pair(one) else (None, None)
        if isinstance(key, str) and kind_of(key) == "indicator":
            out.append((key, line if isinstance(line, int) else 0))
    return tuple(out)


def _is_pair(data: object) -> bool:
    return isinstance(data, list) and len(data) == 2


def _row_from(data: Mapping[str, Any]) -> ComparisonRow:
    def text(name: str) -> str:
        return str(data.get(name) or "")

    return ComparisonRow(
        *(text("plan"), text("plan_title"), text("region"), text("period") or None, text("indicator") or None, text("name")),
        unit=text("unit") or None,
        attribute=cast("Attribute | None", data.get("attribute") if data.get("attribute") in get_args(Attribute) else None),
        comparable=cast("Verdict | None", data.get("comparable") if data.get("comparable") in get_args(Verdict) else None),
        reason=text("reason"),
        baseline=_cell(data.get("baseline")),
        interim=_cell(data.get("interim")),
        target=_cell(data.get("target")),
        change=text("change"),
        section=None,
        sources=sources_from(data.get("sources")),
    )


def _cell(data: object) -> Cell | None:
    if not isinstance(data, dict):
        return None
    year, op, number = data.get("year"), data.get("op"), data.get("number")
    return Cell(
        year if isinstance(year, int) else None,
        cast("Op | None", op if op in get_args(Op) else None),
        float(number) if isinstance(number, (int, float)) else None,
        str(data.get("text") or ""),
    )


def _say(fields: Fields) -> str:
    values = " → ".join(filter(lambda v: v not in ("", "—"), (fields.get("基期值", ""), fields.get("目标值", ""))))
    return f"{fields.get(HEADER[0], '')} {fields.get(_NAME, '')} {values}".strip()


def sources_in(text: str) -> list[tuple[str, int]]:
    """(key, line) of the indicators that the column 出处 names."""
    return [(found["key"], int(found["line"])) for found in _SOURCE.finditer(text)]


def equal(one: str, other: str) -> bool:
    """Whether two printed fields say the same: 60 and 60.0, a dash and nothing."""
    one, other = (re.sub(r"^'(?=[-=+@])", "", text).strip().replace("—", "") for text in (one, other))
    if one == other:
        return True
    try:
        return abs(float(one) - float(other)) < 1e-9
    except ValueError:
        return False
