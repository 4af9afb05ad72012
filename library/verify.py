"""An exported file against the library of today: is every quote and number still there? Unchanged, moved, changed or gone.

Works for what `library.export` and `library.tabular` write: Markdown (also after a person added to it), CSV and JSON. The text of a
file is hostile: nothing in it is run, opened or believed; keys are only looked up.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from library.catalogue import cells, plain
from library.errors import UsageError
from library.keys import plan_of
from library.model import Standing, Verification, Verified
from library.provenance import read_comment
from library.tabular import HEADER
from library.verifyquotes import of_items, of_markdown
from library.verifyrows import Rows, of_json

if TYPE_CHECKING:
    from library.reading import Reader

STATES: dict[Standing, str] = {"unchanged": "未变", "moved": "挪了位置", "changed": "有改动", "gone": "查不到"}
_LARGEST = 20_000_000
_NOT_OURS = "这不是规览导出的文件，或者出处已被删去，无从核对；请给出规览导出的 .md、.csv 或 .json 文件。"


def verify(reader: Reader, text: str) -> Verification:
    """Check the text of an exported file. Raises `UsageError` where it is none that this program wrote."""
    text = text.removeprefix("\ufeff")
    if len(text) > _LARGEST:
        raise UsageError(_NOT_OURS)
    with reader.one_state():
        if text.lstrip().startswith("{"):
            found, stamp = _of_json(reader, text)
        elif text.startswith(",".join(HEADER[:3])):
            found, stamp = _of_csv(reader, text)
        else:
            stamp = read_comment(text)
            found = [*_tables(reader, text)] or [*of_markdown(reader, text, stamp)]
        if not found and not stamp:
            raise UsageError(_NOT_OURS)
        return Verification(tuple(sorted(found, key=lambda one: one.line)), tuple(_notes(reader, stamp)))


def _of_json(reader: Reader, text: str) -> tuple[list[Verified], Mapping[str, Any]]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise UsageError(_NOT_OURS) from None
    rows = Rows(reader)
    checked = (rows.check(0, fields, concept) for concept, fields in of_json(data))
    stamp = data.get("provenance")
    return [*of_items(reader, data.get("items")), *filter(None, checked)], stamp if isinstance(stamp, dict) else {}


def _of_csv(reader: Reader, text: str) -> tuple[list[Verified], Mapping[str, Any]]:
    rows = Rows(reader)
    found: list[Verified] = []
    stamp: dict[str, Any] = {}
    sources: dict[str, dict[str, str]] = {}
    table = csv.DictReader(io.StringIO(text), restkey="", restval="")
    for fields in table:
        one = rows.check(table.line_num, fields, fields.get("比较项", ""))
        found += [one] if one else []
        if fields.get("资料库"):
            stamp = {"library": fields["资料库"], "generation": fields.get("版次"), "date": fields.get("导出日期")}
        if fields.get("SHA-256") and (key := plan_of(fields.get("出处", ""))):
            sources[key] = {"plan": key, "title": fields.get("规划", ""), "sha256": fields["SHA-256"]}
    return found, stamp | {"sources": list(sources.values())} if stamp else {}


def _tables(reader: Reader, text: str) -> Iterator[Verified]:
    """The rows of comparison tables in Markdown, whichever of our columns they have."""
    rows = Rows(reader)
    header: list[str] = []
    concept = ""
    for number, line in enumerate(text.split("\n"), 1):
        row = cells(line)
        if line.startswith("# "):
            concept = plain(line).partition("（单位：")[0]
        if row[:2] == list(HEADER[:2]):
            header = row
        elif not row:
            header = []
        elif len(row) == len(header):
            one = rows.check(number, dict(zip(header, row, strict=True)), concept)
            yield from [one] if one else []


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
