"""A dossier (摘编): what a person collected, in their order, with their remarks and numbered references after GB/T 7714."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from library.export import citation, citation_lines, escape
from library.keys import plan_of
from library.model import Indicator, Source
from library.provenance import comment, provenance
from library.quoting import body
from library.references import reference

if TYPE_CHECKING:
    from library.reading import Reader

Kind = Literal["title", "heading", "text", "quote", "remark", "source", "table", "reference"]
COLUMNS = ("地区", "指标", "单位", "基期", "目标", "属性", "出处")
_GONE = "（资料库里已经没有编号为“{key}”的内容，可能已被移除或重新编号）"
_CHANGED = "（现在的正文里已经没有这段话，请核对）"


@dataclass(frozen=True, slots=True)
class Item:
    """Something collected: a section, indicator or project by its key; ``quote`` the words chosen of it, all of it where empty."""

    key: str
    quote: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a dossier, for any format: its words, or the rows of a table, the first of which is the head."""

    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class _References:
    """The documents cited, in the order in which they come, each with its number."""

    reader: Reader
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, key: str) -> int:
        return self.numbers.setdefault(plan_of(key), len(self.numbers) + 1)

    def parts(self) -> Iterator[Part]:
        for plan, number in self.numbers.items():
            info = self.reader.plan_info(plan)
            kind = "" if info.doc_type == "规划" else f"（本件是{info.doc_type}，不是规划文本）"
            file = f"原文：{Path(info.source.file).name}，SHA-256：{info.source.sha256}"
            yield Part("reference", f"[{number}] {reference(info)}{kind}")
            yield Part("source", file)


def dossier(reader: Reader, items: Sequence[Item], title: str = "规划摘编", on: date | None = None) -> tuple[Part, ...]:
    """Everything of the dossier in reading order; neighbouring indicators become one table. ``on`` is the day it is made, today."""
    with reader.one_state():
        references = _References(reader)
        day = (on or datetime.now().astimezone().date()).isoformat()
        made = f"{day} 由规览从资料库（第 {reader.generation} 版）摘录，共 {len(items)} 条。"
        parts = [Part("title", title), Part("text", made)]
        for is_row, group in groupby(enumerate(items, 1), lambda one: reader.resolve(one[1].key) == "indicator"):
            members = list(group)
            parts += _table(reader, members, references) if is_row else _quotes(reader, members, references)
        if references.numbers:
            parts += [Part("heading", "参考文献"), *references.parts()]
    return tuple(parts)


def _quotes(reader: Reader, group: Iterable[tuple[int, Item]], references: _References) -> Iterator[Part]:
    for number, item in group:
        kind = reader.resolve(item.key)
        if kind is None:
            yield Part("heading", f"{number}. {item.key}")
            yield Part("text", _GONE.format(key=item.key))
        else:
            cited = reader.project(item.key).section if kind == "project" else item.key
            path = reader.path_of(cited) if kind != "plan" else ()
            yield Part("heading", f"{number}. {' › '.join((reader.plan_info(plan_of(item.key)).title, *path))}")
            yield from _words(reader, item)
            yield Part("source", _source(reader, item.key, references))
        if item.note:
            yield Part("remark", f"批注：{item.note}")


def _words(reader: Reader, item: Item) -> Iterator[Part]:
    lines = list(body(reader, item.key))
    if not item.quote:
        yield from (Part("quote", line) for line in lines)
        return
    yield from (Part("quote", line) for line in item.quote.split("\n") if line.strip())
    whole = "".join("".join(lines).split())
    if "".join(item.quote.split()) not in whole:
        yield Part("text", _CHANGED)


def _table(reader: Reader, group: Sequence[tuple[int, Item]], references: _References) -> Iterator[Part]:
    found = [(number, item, reader.indicator(item.key)) for number, item in group]
    numbers = str(group[0][0]) if len(group) == 1 else f"{group[0][0]}–{group[-1][0]}"
    names = list(dict.fromkeys(indicator.name for _, _, indicator in found))
    yield Part("heading", f"{numbers}. {'、'.join(names)}")
    rows = [(*row_of(reader, indicator), f"[{references.number(indicator.key)}]") for _, _, indicator in found]
    yield Part("table", rows=(COLUMNS, *rows))
    for number, item, indicator in found:
        yield Part("source", f"第 {number} 条{_source(reader, item.key, references)}")
        if indicator.note:
            yield Part("remark", f"{indicator.name}：{indicator.note}")
        if item.note:
            yield Part("remark", f"批注：{item.note}")


def row_of(reader: Reader, indicator: Indicator) -> tuple[str, ...]:
    """An indicator by ``COLUMNS``, without the number of its reference."""
    plan = reader.plan_info(plan_of(indicator.key))
    name = indicator.name + (f"（{indicator.sub}）" if indicator.sub else "")
    values = ["；".join(f"{v.text}（{v.year}）" if v.year else v.text for v in indicator.values if v.role == role) or "—"
              for role in ("baseline", "target")]  # fmt: skip
    return plan.region or plan.title, name, indicator.unit or "—", *values, indicator.attribute or "—"


def _source(reader: Reader, key: str, references: _References) -> str:
    """[1], the file and the exact place in it, so that the words can be found."""
    *_, file, number = citation_lines(citation(reader, key, _place(reader, key)))
    return f"出处：[{references.number(key)}] {file.removeprefix('原文：')}；{number.partition('　')[0]}"


def _place(reader: Reader, key: str) -> Source:
    match reader.resolve(key):
        case "indicator":
            return reader.indicator(key).source
        case "project":
            return reader.project(key).source
        case "section":
            return reader.section(key).source
    return Source(1, 1, 0, 0)


def stamp(reader: Reader, items: Sequence[Item]) -> str:
    """What a dossier in Markdown says, unseen, of its library and of the lines at which its pieces begin; for `library.verify`."""
    keys = [item.key for item in items if reader.resolve(item.key) is not None]
    return comment(provenance(reader, keys), places={key: _place(reader, key).line for key in keys})


def as_markdown(parts: Iterable[Part]) -> str:
    """A dossier as Markdown; words of a document can be no markup."""
    out: list[str] = []
    for part in parts:
        words = escape(part.text)
        match part.kind:
            case "title":
                out += [f"# {words}", ""]
            case "heading":
                out += [f"## {words}", ""]
            case "quote":
                out += [f"> {words}", ">"]
            case "table":
                lines = ["| " + " | ".join(escape(cell).replace("\n", "<br>") for cell in row) + " |" for row in part.rows]
                out += [lines[0], "|" + " --- |" * len(part.rows[0]), *lines[1:], ""]
            case _:
                out += [words, ""]
    # A quotation ends with a line of its own that holds nothing.
    return re.sub(r"(?m)^>\n(?!>)", "\n", "\n".join(out)).rstrip() + "\n"
