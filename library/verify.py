"""An exported file against the library of today: is every quote and number still there? Unchanged, moved, changed or gone.

Works for what `library.export`, `library.tabular`, `library.viewtables` and `library.dossier` write: Markdown (also after a
person added to it), CSV, JSON and the rows of a workbook. The text of a file is hostile: nothing in it is run, opened or believed;
keys are only looked up.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from library.catalogue import cells, plain
from library.cleaning import clean
from library.errors import UsageError
from library.keys import plan_of
from library.model import Standing, Verification, Verified
from library.provenance import read_comment
from library.spreadsheet import read
from library.tabular import as_text
from library.verifyquotes import of_items, of_markdown
from library.verifyrows import Rows, of_json
from library.verifyviews import Views, is_table, of_dossier, of_views
from library.viewtables import MATRIX, SOURCES

if TYPE_CHECKING:
    from library.reading import Reader

STATES: dict[Standing, str] = {"unchanged": "未变", "moved": "挪了位置", "changed": "有改动", "gone": "查不到"}
Row = tuple[int, Sequence[str]]
"""Its line in the exported file and its cells; without cells, the end of a table."""
_LARGEST = 20_000_000
_NOT_OURS = "这不是规览导出的文件，或者出处已被删去，无从核对；请给出规览导出的 .md、.csv、.json 或 .xlsx 文件。"
_NOTHING = "这个导出文件里没有注明出处的引文或数，没有可以核对的内容；请核对原来导出的文件，或者重新导出。"
_MADE = re.compile(r"^导出于 (?P<date>\d{4}-\d\d-\d\d)，资料库 (?P<library>\S+) 第 (?P<generation>\d+) 版$")
_SOURCE = re.compile(r"^\[\d+\] 《(?P<title>.*)》.*，编号 (?P<plan>[a-z0-9-]+)，SHA-256：(?P<sha256>[0-9a-f]{64})$")


def verify(reader: Reader, text: str) -> Verification:
    """Check the text of an exported file. Raises `UsageError` where it is none of ours, or nothing in it can be checked."""
    text = text.removeprefix("\ufeff")
    if len(text) > _LARGEST:
        raise UsageError(_NOT_OURS)
    with reader.one_state():
        if text.lstrip().startswith("{"):
            return _answer(reader, *_of_json(reader, text))
        if is_table(text.partition("\n")[0].rstrip("\r").split(",")):
            return _answer(reader, *_of_csv(reader, text))
        stamp = read_comment(text)
        rows = ((number, cells(line)) for number, line in enumerate(text.split("\n"), 1))
        titles = {number: plain(line) for number, line in enumerate(text.split("\n"), 1) if line.startswith("# ")}
        found = [*_tables(reader, rows, titles, stamp)] or [*of_markdown(reader, text, stamp)] or [*of_dossier(reader, text, stamp)]
        return _answer(reader, found, stamp)


def verify_file(reader: Reader, data: bytes) -> Verification:
    """Check the bytes of an exported file: text, or a workbook. Raises `UsageError` as `verify` does."""
    if data.startswith(b"PK"):
        return _of_workbook(reader, read(data))
    try:
        return verify(reader, data.decode())
    except UnicodeDecodeError:
        raise UsageError(_NOT_OURS) from None


def _of_workbook(reader: Reader, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Verification:
    found: list[Verified] = []
    stamp: dict[str, Any] = {}
    sources: dict[str, dict[str, str]] = {}
    with reader.one_state():
        for name, table in sheets.items():
            rows = [(number, [_printed(cell) for cell in row]) for number, row in enumerate(table, 1)]
            found += _tables(reader, rows, {0: name}, {})
            for first in (row[0] for _, row in rows if row):
                stamp |= made.groupdict() if (made := _MADE.match(first)) else {}
                if source := _SOURCE.match(first):
                    sources[source["plan"]] = source.groupdict()
        return _answer(reader, found, stamp | {"sources": list(sources.values())} if stamp else {})


def _answer(reader: Reader, found: Iterable[Verified], stamp: Mapping[str, Any]) -> Verification:
    verified = tuple(sorted(found, key=lambda one: one.line))
    if not verified:
        raise UsageError(_NOTHING if stamp else _NOT_OURS)
    return Verification(verified, tuple(_notes(reader, stamp)))


def _printed(cell: object) -> str:
    """A cell of a workbook as our other formats print it."""
    return as_text(cell) if isinstance(cell, float) else clean(str(cell)).replace("\n", " ")


def _of_json(reader: Reader, text: str) -> tuple[list[Verified], Mapping[str, Any]]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise UsageError(_NOT_OURS) from None
    rows = Rows(reader)
    checked = (rows.check(0, fields, concept) for concept, fields in of_json(data))
    stamp = data.get("provenance")
    found = [*of_items(reader, data.get("items")), *filter(None, checked), *of_views(reader, data)]
    return found, stamp if isinstance(stamp, dict) else {}


def _of_csv(reader: Reader, text: str) -> tuple[list[Verified], Mapping[str, Any]]:
    views = Views(reader)
    found: list[Verified] = []
    stamp: dict[str, Any] = {}
    sources: dict[str, dict[str, str]] = {}
    table = csv.DictReader(io.StringIO(text), restkey="", restval="")
    for fields in _whole(table):
        found += views.row(table.line_num, fields, fields.get("比较项", ""))
        if fields.get("资料库"):
            stamp = {"library": fields["资料库"], "generation": fields.get("版次"), "date": fields.get("导出日期")}
        if fields.get("SHA-256") and (key := plan_of(fields.get("出处", ""))):
            sources[key] = {"plan": key, "title": fields.get("规划", ""), "sha256": fields["SHA-256"]}
    return found, stamp | {"sources": list(sources.values())} if stamp else {}


def _whole(table: csv.DictReader[str]) -> Iterator[dict[str, str]]:
    try:
        yield from table
    except csv.Error:
        raise UsageError(_NOT_OURS) from None


def _tables(reader: Reader, rows: Iterable[Row], titles: Mapping[int, str], stamp: Mapping[str, Any]) -> Iterator[Verified]:
    """The rows of our tables, whichever of our columns they have; ``titles`` by the lines at which they stand."""
    views = Views(reader)
    header: list[str] = []
    unseen = _unseen(stamp)
    concept = titles.get(0, "")
    for number, row in rows:
        concept = titles.get(number, concept).partition("（单位：")[0]
        if is_table(row):
            header = list(row)
        elif not any(row):
            header = []
        elif len(row) == len(header):
            fields = dict(zip(header, row, strict=True))
            if said := unseen.get(tuple(row[: len(MATRIX) - 1])):
                fields.setdefault(SOURCES, said.pop(0))
            yield from views.row(number, fields, concept)


def _unseen(stamp: Mapping[str, Any]) -> dict[tuple[str, ...], list[str]]:
    """The sources of the rows of a matrix in Markdown, by concept and unit."""
    out: dict[tuple[str, ...], list[str]] = {}
    whence = stamp.get("whence")
    for one in whence if isinstance(whence, list) else ():
        if isinstance(one, list) and len(one) == len(MATRIX):
            *head, said = map(str, one)
            out.setdefault(tuple(head), []).append(said)
    return out


def _notes(reader: Reader, stamp: Mapping[str, Any]) -> Iterator[str]:
    """What concerns the whole file: another library, a later state, plans that are gone or whose files have changed."""
    if not stamp:
        yield "文件里没有导出时的资料库和日期，只按内容核对"
        return
    if stamp.get("library") != reader.library_id:
        yield f"文件是 {stamp.get('date')} 从另一个资料库导出的，按内容核对"
    elif str(stamp.get("generation")) != str(reader.generation):
        yield f"文件是 {stamp.get('date')} 从第 {stamp.get('generation')} 版导出的，资料库现在是第 {reader.generation} 版"
    plans = {plan.key: plan for plan in reader.plans()}
    sources = stamp.get("sources")
    for source in sources if isinstance(sources, list) else ():
        if not isinstance(source, dict):
            continue
        today = plans.get(str(source.get("plan")))
        if today is None:
            yield f"《{source.get('title')}》（{source.get('plan')}）已不在资料库"
        elif today.source.sha256 != source.get("sha256"):
            yield f"《{today.title}》的原文件在导出之后换过，校验值不同"
