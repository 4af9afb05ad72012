"""What leaves the library: sections as Markdown with their citation, comparisons as Markdown, CSV, XLSX and JSON.

Text of a document is data: it is escaped for the format it goes into, so that it can be no markup, no formula and no path.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from library.cleaning import clean_line
from library.errors import UsageError
from library.keys import plan_of
from library.model import Indicator, PlanInfo, Project, Section, Source, Table
from library.places import place_words
from library.provenance import comment, provenance

if TYPE_CHECKING:
    from library.reading import Reader

Depth = Literal["section", "subtree"]
SPECIAL = re.compile(r"([\\`*_\[\]<>~|])")
LEADING = re.compile(r"^(\s*)([#+-])(?=\s|#)|^(\s*\d+)([.)])(?=\s)", re.M)
UNSAFE_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\s]+')
RESERVED_NAME = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


def escape(text: str) -> str:
    """Text of a document for Markdown: every character stands for itself."""
    text = SPECIAL.sub(r"\\\1", text)
    return LEADING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[3]}\\{m[4]}", text)


def exported(reader: Reader, keys: Sequence[str], form: str, depth: Depth = "subtree", *, stamped: bool = True) -> str:
    """What keys name in a format (md, json). Raises `UsageError` for another one, and for an unknown key."""
    if form == "md":
        return markdown(reader, keys, depth, stamped=stamped)
    if form == "json":
        return as_json(reader, keys, depth)
    raise UsageError(f"不能导出为“{form}”；格式只有 md 和 json。")


def markdown(
    reader: Reader, keys: Sequence[str], depth: Depth = "subtree", *, stamped: bool = True, today: str | None = None
) -> str:
    """Sections, plans, indicators and projects as Markdown, each with a citation block; where ``stamped``, a comment says whence.

    ``depth`` "section" leaves out what stands below a section, ``today`` is the ISO date to print (this machine's by default). An
    unknown key raises ``UsageError``.
    """
    parts = [_markdown_of(reader, key, depth) for key in keys]
    places = {one: line for key in keys for one, line in _places(reader, key, depth)}
    stamp = [comment(provenance(reader, keys, today), places=places)] if stamped else []
    return "\n".join([*parts, *stamp])


def as_json(reader: Reader, keys: Sequence[str], depth: Depth = "subtree", *, today: str | None = None) -> str:
    """The same as JSON: ``{"items": [{"type", "key", "title", "path", "text", "tables", "children", "citation"}]}``, provenance."""
    items = [_item(reader, key, depth) for key in keys]
    whence = provenance(reader, keys, today).as_dict()
    return json.dumps({"items": items, "provenance": whence}, ensure_ascii=False, indent=2) + "\n"


def safe_name(title: str, suffix: str = ".md") -> str:
    """A file name for a title: no separators, no control characters, no reserved names, at most 60 characters."""
    name = UNSAFE_NAME.sub("_", clean_line(title)).strip("._ ")[:60] or "导出"
    return (f"_{name}" if RESERVED_NAME.match(name) else name) + suffix


def write_file(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write ``data`` whole or not at all; a file that is there is kept (``FileExistsError``) unless ``overwrite``."""
    if not overwrite:
        with path.open("xb") as file:
            file.write(data)
        return
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(data)
    beside.replace(path)


def citation(reader: Reader, key: str, source: Source) -> dict[str, Any]:
    """What a quote of ``key`` must say of its place: plan, section path, file and lines."""
    plan = _plan_of(reader, key)
    section = _section_of(reader, key)
    end_page = source.page if section and section != key else reader.end_page(plan.key, source)
    return {
        "title": plan.title,
        "issuer": plan.issuer,
        "doc_number": plan.doc_number,
        "issued_date": plan.issued_date,
        "doc_type": plan.doc_type,
        "path": list(reader.path_of(section)) if section else [],
        "key": key,
        "file": Path(plan.source.file).name,
        "line": source.line,
        "end_line": source.end_line,
        "page": source.page,
        "place": place_words(plan.source.format, source.line, source.end_line, source.page, end_page=end_page),
        "superseded_by": plan.superseded_by,
        "sha256": plan.source.sha256,
    }


def citation_lines(cited: dict[str, Any]) -> list[str]:
    """A citation in words, one fact a line."""
    issued = "，".join(str(cited[k]) for k in ("issuer", "doc_number", "issued_date") if cited[k])
    lines = [f"出处：《{cited['title']}》" + (f"（{issued}）" if issued else "（发文机关、文号、日期未载明）")]
    if cited["path"]:
        lines.append("位置：" + " › ".join(cited["path"]))
    if cited["doc_type"] != "规划":
        lines.append(f"注意：本件是{cited['doc_type']}，不是规划文本")
    if cited["superseded_by"]:
        lines.append(f"注意：资料库里有应以为准的另一版本（编号 {cited['superseded_by']}）")
    return [*lines, f"原文：{cited['file']} {cited['place']}", f"编号：{cited['key']}　SHA-256：{cited['sha256']}"]


def _citation_block(cited: dict[str, Any]) -> str:
    return "\n".join(f"> {escape(line)}  " for line in citation_lines(cited)).rstrip() + "\n"


def _markdown_of(reader: Reader, key: str, depth: Depth) -> str:
    kind = reader.resolve(key)
    if kind == "section":
        sections = _subtree(reader, key) if depth == "subtree" else [reader.section(key)]
        return _sections_markdown(reader, sections, _span(sections))
    if kind == "plan":
        sections = [reader.section(node.key) for node in reader.outline(key)]
        head = f"# {escape(_plan_of(reader, key).title)}\n\n"
        return head + _sections_markdown(reader, sections, _span(sections), key=key, lowest=2)
    if kind == "indicator":
        indicator = reader.indicator(key)
        return indicator_markdown(indicator) + "\n" + _citation_block(citation(reader, key, indicator.source))
    if kind == "project":
        project = reader.project(key)
        return project_markdown(project) + "\n" + _citation_block(citation(reader, key, project.source))
    raise _unknown(key)


def _sections_markdown(
    reader: Reader, sections: Sequence[Section], span: Source, *, key: str | None = None, lowest: int = 1
) -> str:
    top = min((s.level for s in sections), default=1)
    parts = []
    for section in sections:
        level = min(6, section.level - top + lowest)
        title = escape(f"{section.number}{section.title}") or "（正文）"
        parts += [f"{'#' * level} {title}", "", *_body(section, reader.tables(section=section.key))]
    parts.append(_citation_block(citation(reader, key or sections[0].key, span)) if sections else "")
    return "\n".join(parts)


def pieces(section: Section, tables: Iterable[Table]) -> Iterator[tuple[int, str] | Table]:
    """The paragraphs of a section, each with where it begins in its text, and its tables where they stand."""
    done = 0
    for table in sorted(tables, key=lambda t: t.at):
        yield from _paragraphs(section.text, done, table.at)
        yield table
        done = table.at
    yield from _paragraphs(section.text, done, len(section.text))


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^\n]+", text[start:end]):
        if match.group().strip():
            yield start + match.start(), match.group().strip()


def _body(section: Section, tables: Iterable[Table]) -> list[str]:
    """Paragraphs with the tables where they stand."""
    out: list[str] = []
    for piece in pieces(section, tables):
        out += [*_table_markdown(piece, section.text), ""] if isinstance(piece, Table) else [escape(piece[1]), ""]
    return out


def _table_markdown(table: Table, text: str) -> list[str]:
    rows = ["| " + " | ".join(escape(cell).replace("\n", "<br>") for cell in row) + " |" for row in table.grid]
    if not rows:
        return []
    rule = "|" + " --- |" * len(table.grid[0])
    caption = table.caption_below(text)
    head = [f"**{escape(caption)}**", ""] if caption else []
    return [*head, rows[0], rule, *rows[1:]]


def indicator_markdown(indicator: Indicator) -> str:
    """An indicator as a table of its values, without its citation."""
    name = escape(indicator.name + (f"（{indicator.sub}）" if indicator.sub else ""))
    lines = [f"# {name}", "", "| 年份 | 类别 | 数值 |", "| --- | --- | --- |"]
    words = {"baseline": "基期", "interim": "中期", "target": "目标"}
    for value in indicator.values:
        unit = value.unit or indicator.unit or ""
        printed = value.text if not unit or value.text.endswith(unit) else f"{value.text} {unit}"
        lines.append(f"| {value.year or '—'} | {words[value.role]} | {escape(printed)} |")
    facts = (
        ("属性", indicator.attribute),
        ("单位", indicator.unit),
        ("类别", indicator.category),
        ("口径", indicator.definition),
        ("说明", indicator.note),
    )
    return "\n".join([*lines, "", *(f"- {label}：{escape(text)}" for label, text in facts if text), ""])


def project_markdown(project: Project) -> str:
    """A project in words, without its citation."""
    return f"# {escape(project.name)}\n\n- 类别：{project.kind}\n\n{escape(project.content)}\n"


def _item(reader: Reader, key: str, depth: Depth) -> dict[str, Any]:
    kind = reader.resolve(key)
    if kind in ("indicator", "project"):
        record: Indicator | Project = reader.indicator(key) if kind == "indicator" else reader.project(key)
        return {"type": kind, **asdict(record), "citation": citation(reader, key, record.source)}
    if kind == "plan":
        tops = [node.key for node in reader.outline(key) if node.parent is None]
        items = [_item(reader, top, depth) for top in tops]
        return {"type": kind, "key": key, "title": _plan_of(reader, key).title, "children": items}
    if kind != "section":
        raise _unknown(key)
    section = reader.section(key)
    below = [n.key for n in reader.outline(plan_of(key)) if n.parent == key] if depth == "subtree" else []
    return {
        "type": kind,
        "key": key,
        "number": section.number,
        "title": section.title,
        "text": section.text,
        "path": list(reader.path_of(key)),
        "tables": [{"key": t.key, "caption": t.caption, "grid": t.grid} for t in reader.tables(section=key)],
        "children": [_item(reader, child, depth) for child in below],
        "citation": citation(reader, key, section.source),
    }


def _unknown(key: str) -> UsageError:
    return UsageError(f"没有编号为“{clean_line(key)}”的规划、章节、指标或项目，请用 guilan show 或 guilan search 查看编号")


def _subtree(reader: Reader, key: str) -> list[Section]:
    below = [n.key for n in reader.outline(plan_of(key)) if n.key == key or n.key.startswith(key + ".")]
    return [reader.section(k) for k in below]


def _places(reader: Reader, key: str, depth: Depth) -> Iterator[tuple[str, int]]:
    """Every key that an export of ``key`` holds, with its line in the file."""
    kind = reader.resolve(key)
    if kind == "indicator":
        yield key, reader.indicator(key).source.line
    elif kind == "project":
        yield key, reader.project(key).source.line
    else:
        whole = kind == "plan" or depth == "subtree"
        sections = reader.sections(plan_of(key)) if whole else [reader.section(key)]
        yield from ((s.key, s.source.line) for s in sections if kind == "plan" or s.key == key or s.key.startswith(f"{key}."))


def _span(sections: Sequence[Section]) -> Source:
    first = sections[0].source if sections else Source(1, 1, 0, 0)
    return Source(
        first.line,
        max((s.source.end_line for s in sections), default=1),
        first.start,
        max((s.source.end for s in sections), default=0),
        first.page,
    )


def _plan_of(reader: Reader, key: str) -> PlanInfo:
    return reader.plan_info(plan_of(key))


def _section_of(reader: Reader, key: str) -> str | None:
    kind = reader.resolve(key)
    if kind == "indicator":
        return reader.indicator(key).section
    if kind == "project":
        return reader.project(key).section
    return key if kind == "section" else None
