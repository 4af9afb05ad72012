"""A section, indicator or project as plain text, for the clipboard and for readers that draw no panes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from library.errors import UsageError
from library.export import citation, citation_lines
from library.keys import plan_of
from library.model import Indicator, Section, Source, Table

if TYPE_CHECKING:
    from library.reading import Reader

_ROLES = {"baseline": "基期", "interim": "中期", "target": "目标"}


def plain(reader: Reader, key: str, *, cited: bool = False) -> str:
    """What a key names, without any markup: a section's own text with its tables (cells parted by tabs), a row, a project.

    With ``cited`` the place follows: document, section, file and line, key. Raises `UsageError` for an unknown key and a plan's.
    """
    lines = list(body(reader, key))
    match reader.resolve(key):
        case "section":
            section = reader.section(key)
            lines, source = [f"{section.number}{section.title}", *lines], section.source
        case "indicator":
            indicator = reader.indicator(key)
            lines, source = [indicator.name + (f"（{indicator.sub}）" if indicator.sub else ""), *lines], indicator.source
        case _:
            project = reader.project(key)
            lines, source = [project.name, *lines], project.source
    return "\n".join([*filter(None, lines), *(_place(reader, key, source) if cited else ())]) + "\n"


def body(reader: Reader, key: str) -> Iterator[str]:
    """The lines of a section, indicator or project below its title. Raises `UsageError` for an unknown key and a plan's."""
    match reader.resolve(key):
        case "section":
            yield from _section(reader.section(key), reader.tables(section=key))
        case "indicator":
            yield from _indicator(reader.indicator(key))
        case "project":
            yield from filter(None, reader.project(key).content.split("\n"))
        case _:
            raise UsageError(f"“{plan_of(key)}”里没有编号为“{key}”的章节、指标或项目。")


def _section(section: Section, tables: Sequence[Table]) -> Iterator[str]:
    done = 0
    for table in sorted(tables, key=lambda one: one.at):
        yield from _paragraphs(section.text[done : table.at])
        if caption := table.caption_below(section.text):
            yield caption
        yield from ("\t".join(" ".join(cell.split()) for cell in row) for row in table.grid)
        done = table.at
    yield from _paragraphs(section.text[done:])


def _paragraphs(text: str) -> Iterator[str]:
    return filter(str.strip, text.split("\n"))


def _indicator(indicator: Indicator) -> Iterator[str]:
    for value in indicator.values:
        unit = value.unit or indicator.unit or ""
        printed = value.text if not unit or value.text.endswith(unit) else f"{value.text}{unit}"
        year = f"{value.year}年" if value.year else ""
        yield f"{year}{_ROLES[value.role]}：{printed}"
    if indicator.attribute:
        yield f"属性：{indicator.attribute}"


def _place(reader: Reader, key: str, source: Source) -> Iterator[str]:
    yield ""
    yield from citation_lines(citation(reader, key, source))
