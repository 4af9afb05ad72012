"""The tables of views and the dossiers of an exported file: their numbers and quotes again, each by the key that the file names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from library.catalogue import cells, plain
from library.dossier import COLUMNS, row_of
from library.keys import kind_of, plan_of
from library.matrix import cell_of
from library.model import Verified
from library.tabular import HEADER
from library.upper import stand
from library.verifyquotes import Quotes
from library.verifyrows import SOURCE, Fields, Rows, equal, fields_from, sources_from, sources_in
from library.viewtables import FINDINGS, MATRIX, SIDE, SOURCES, UPPER

if TYPE_CHECKING:
    from library.reading import Reader

_PROJECTS = ("项目", "类别", "内容")
_HEADS = (HEADER[:2], MATRIX, UPPER[:2], FINDINGS[:4], _PROJECTS)
_SOURCED = re.compile(rf"([^；]+)：({SOURCE}(?:、{SOURCE})*)")
_CITED = re.compile(r"^(?:第 \d+ 条)?出处：\[\d+\] .*；编号：(?P<key>[a-z0-9.-]+)$")


def is_table(header: Sequence[str]) -> bool:
    """Whether a row is the head of one of our tables."""
    return any(tuple(header[: len(head)]) == head for head in _HEADS)


class Views:
    """Looks the rows of tables up, whichever of our views they are of."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.rows = Rows(reader)
        self._quotes = Quotes(reader)

    def row(self, line: int, fields: Fields, concept: str = "") -> Iterator[Verified]:
        """What became of each number or quote of a row, by the columns of its table; nothing where it has none."""
        if MATRIX[-1] in fields:
            for column, sources in _SOURCED.findall(fields.get(SOURCES, "")):
                yield from self.cell(line, fields["指标"], column, fields.get(column, ""), sources_in(sources))
        elif UPPER[1] in fields:
            sides = [{name: fields[who + name] for name in SIDE if who + name in fields} for who in ("上级", "本规划")]
            yield from self.upper(line, fields[UPPER[1]], fields.get("单位"), fields.get("结论", ""), *sides)
        elif "疑问" in fields:
            yield from self.place(line, fields.get("规划", ""), fields.get("行", ""), fields.get("原文", ""))
        elif tuple(fields)[:3] == _PROJECTS:
            said = [(line, " ".join(fields[name].split())) for name in ("项目", "内容") if fields[name] not in ("", "—")]
            key = fields.get("编号", "")
            if self._reader.resolve(key) == "project":  # its words may stand anywhere in the row of its table
                key = self._reader.project(key).section
            yield from Quotes(self._reader, parts=True).check(key, "", said) if kind_of(key) else ()
        elif one := self.rows.check(line, fields, concept):
            yield one

    def cell(self, line: int, concept: str, column: str, shown: str, sources: Sequence[tuple[str, int]]) -> Iterator[Verified]:
        """One cell of a matrix: its state and values as they would be printed today."""
        if not sources:
            return
        keys = tuple(key for key, _ in sources)
        row = self.rows.row(keys, concept) or self.rows.of_plan(plan_of(keys[0]), concept)
        said = f"{column} {concept} {shown}"
        if row is None:
            yield Verified("gone", line, said, why="资料库里查不到这个指标")
            return
        today = cell_of(row)
        now, place = shown_of(today.state, today.text), row.sources[0]
        if not equal(shown, now):
            yield Verified("changed", line, said, *place, f"{column} {concept} {now}", f"文件为“{shown}”，资料库为“{now}”")
        elif tuple(sources) != row.sources:
            yield Verified("moved", line, said, *place, why=f"现在在 {place[0]} 第 {place[1]} 行")
        else:
            yield Verified("unchanged", line, said, *place)

    def upper(self, line: int, name: str, unit: str | None, standing: str, above: Fields, own: Fields) -> Iterator[Verified]:
        """One indicator of an upper plan: both sides, and what the file concludes from them."""
        sides = ({**above, HEADER[0]: f"上级 {name}"}, {**own, HEADER[0]: f"本规划 {name}"})
        keys = [tuple(key for key, _ in sources_in(side.get(SOURCES, ""))) for side in sides]
        concept = keys[0][0] if keys[0] else ""
        yield from filter(None, (self.rows.check(line, side, concept) for side in sides))
        rows = [row for named in keys if named and (row := self.rows.row(named, concept))]
        if len(rows) == len(sides):
            today, why = stand(*rows)
            if today != standing or (unit is not None and not equal(unit, rows[0].unit or "")):
                said = f"{name}（{unit}）：{standing}"
                yield Verified("changed", line, said, *rows[1].sources[0], f"{name}（{rows[0].unit or '—'}）：{today}", why)

    def place(self, line: int, plan: str, source_line: str, quote: str) -> Iterator[Verified]:
        """One place of a finding: whether its words still stand there. What they were doubted for is not asked again."""
        words = " ".join(re.sub(r"^'(?=[-=+@])", "", quote).split())
        if words in ("", "—") or kind_of(plan) != "plan":
            return
        catalogue = self._quotes.catalogue(plan)
        if catalogue is None:
            yield Verified("gone", line, words, why="资料库里没有这部规划")
            return
        spots = catalogue.holding(words, run=True)
        here = next((spot for spot in spots if str(spot.line) == source_line.removesuffix(".0")), None)
        if here is not None:
            yield Verified("unchanged", line, words, here.key, here.line)
        elif spots:
            yield Verified("moved", line, words, spots[0].key, spots[0].line, why=f"由第 {source_line} 行移到第 {spots[0].line} 行")
        elif like := catalogue.like(words, plan):
            now, spot = like
            yield Verified("changed", line, words, spot.key, spot.line, now, "文字或数字与资料库不同")
        else:
            yield Verified("gone", line, words, why="这部规划里查不到这句话")


def shown_of(state: str, text: str) -> str:
    """A cell of a matrix as its table prints it."""
    return f"{state}：{text}" if text else state


def of_views(reader: Reader, data: Mapping[str, Any]) -> Iterator[Verified]:
    """The numbers and quotes of a view in exported JSON."""
    views = Views(reader)
    columns = _dicts(data.get("columns"))
    for row in _dicts(data.get("rows")):
        for n, cell in enumerate(_dicts(row.get("cells"))):
            place = str(columns[n].get("region") or columns[n].get("plan_title")) if n < len(columns) else ""
            shown = shown_of(str(cell.get("state")), str(cell.get("text") or ""))
            yield from views.cell(0, str(row.get("concept")), place, shown, sources_from(cell.get("sources")))
        if isinstance(above := row.get("upper"), dict):
            own = row.get("own")
            sides = [
                {name: side[name] for name in SIDE}
                for side in (fields_from(above), fields_from(own if isinstance(own, dict) else {}))
            ]
            yield from views.upper(0, str(row.get("name")), str(row.get("unit") or ""), str(row.get("standing")), *sides)
        if kind_of(str(row.get("key"))) == "project":
            yield from views.row(
                0, {"项目": str(row.get("name")), "类别": "", "内容": str(row.get("content")), "编号": str(row["key"])}
            )
    for finding in _dicts(data.get("findings")):
        for one in _dicts(finding.get("places")):
            yield from views.place(0, str(finding.get("plan")), str(one.get("line")), str(one.get("quote")))


def of_dossier(reader: Reader, text: str, stamp: Mapping[str, Any]) -> Iterator[Verified]:
    """The quotes and the rows of indicators of a dossier in Markdown; each stands above the line that names its key."""
    places, seals = stamp.get("places"), {str(one.get("plan")): str(one.get("sha256")) for one in _dicts(stamp.get("sources"))}
    quotes = Quotes(reader, places if isinstance(places, dict) else {}, parts=True)
    block: list[tuple[int, str]] = []
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        words = plain(line.removeprefix(">").replace("\t", " | ") if line.startswith(">") else line)
        if line.startswith("## "):
            block, rows = [], []
        elif line.startswith(">") and words:
            block.append((number, words))
        elif (row := cells(line)) and len(row) == len(COLUMNS) and row != list(COLUMNS) and set(row[0]) != {"-"}:
            rows.append((number, row))
        elif (cited := _CITED.match(words)) and kind_of(key := cited["key"]):
            if kind_of(key) == "indicator" and rows:
                yield _indicator(reader, key, rows, quotes.places)
            yield from quotes.check(key, seals.get(plan_of(key), ""), block)
            block = []


def _indicator(reader: Reader, key: str, rows: list[tuple[int, list[str]]], places: Mapping[str, int]) -> Verified:
    """What became of an indicator's row of a dossier, which is taken out of ``rows``."""
    if reader.resolve(key) != "indicator":
        number, row = rows.pop(0)
        return Verified("gone", number, " ".join(row[:-1]), why="资料库里查不到这个指标")
    today, line = row_of(reader, reader.indicator(key)), reader.indicator(key).source.line
    number, row = next((one for one in rows if one[1][1] == " ".join(today[1].split())), rows[0])
    rows.remove((number, row))
    said, now = " ".join(row[:-1]), " ".join(today)
    if other := [n for n in range(1, len(today)) if row[n] != " ".join(today[n].split())]:
        why = "；".join(f"{COLUMNS[n]}：文件为“{row[n]}”，资料库为“{today[n]}”" for n in other)
        return Verified("changed", number, said, key, line, now, why)
    if places.get(key) not in (None, line):
        return Verified("moved", number, said, key, line, why=f"由第 {places[key]} 行移到第 {line} 行")
    return Verified("unchanged", number, said, key, line)


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
