"""Automatic numbers of paragraphs, rebuilt as Word prints them (``w:numPr`` and numbering.xml, ECMA-376-1 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from indexer.readers.docx_formats import ordinal
from indexer.readers.docx_parts import number, switched, value, whole
from indexer.readers.docx_styles import Styles

_PLACE = re.compile(r"%([1-9])")
_WORDS = re.compile(r"[^\W_]")
_HAN = re.compile("[一-鿿]")
"""What makes a bullet words: its other signs are pictures, letters of a symbol font among them."""
_LEVELS = 9
_LONGEST = 40
"""A number with the words about it (第%1章, 专栏%1) is no longer, in characters."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered. ``restart``: the level, from 1, that begins it again; 0 never, None any higher one."""

    form: str
    text: str
    start: int
    restart: int | None
    digits_only: bool
    style: str | None


@dataclass(slots=True)
class _List:
    """A list (``w:num``): its levels, the definition whose counters it shares, and the numbers at which its levels begin anew."""

    counters: str
    levels: dict[int, _Level]
    begins: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document. `label` must be asked for every paragraph, in order: it counts."""

    def __init__(self, root: Element, styles: Styles) -> None:
        """``root`` is numbering.xml's element, with local names."""
        self._styles = styles
        self._abstract = {node.get("abstractNumId", ""): node for node in root.findall("abstractNum")}
        self._nums = {node.get("numId", ""): node for node in root.findall("num")}
        self._lists: dict[str, _List | None] = {}
        self._counted: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: Element | None) -> str:
        """The number of the next paragraph, which has these properties (``w:pPr``); "" where it has none, or only a bullet."""
        key, depth = self._place(properties)
        found = self._list(key) if key is not None else None
        level = found.levels.get(depth) if found else None
        if key is None or found is None or level is None:
            return ""
        counted = self._counted.setdefault(found.counters, {})
        if depth in found.begins and (key, depth) not in self._begun:
            counted[depth] = found.begins[depth]
        else:
            counted[depth] = counted[depth] + 1 if depth in counted else level.start
        self._begun.add((key, depth))
        for lower in [at for at in counted if at > depth]:
            restart = found.levels[lower].restart if lower in found.levels else None
            if restart is None or depth < restart:
                del counted[lower]
        return _printed(level, found.levels, counted)

    def _place(self, properties: Element | None) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, or those of its style. List 0 is none."""
        own = properties.find("numPr") if properties is not None else None
        key, depth = value(own, "numId"), number(own, "ilvl")
        by_style = self._styles.of(value(properties, "pStyle")).numbers if key is None else None
        if by_style:
            style, key, stated = by_style
            depth = self._level_of(style, key) if depth is None else depth
            depth = stated if depth is None else depth
        return (None if key in (None, "0") else key), min(max(depth or 0, 0), _LEVELS - 1)

    def _level_of(self, style: str, key: str) -> int | None:
        """The level that a list ties to a style, which the style itself need not say."""
        found = self._list(key)
        return next((depth for depth, level in found.levels.items() if level.style == style), None) if found else None

    def _list(self, key: str) -> _List | None:
        if key not in self._lists:
            self._lists[key] = self._read(key)
        return self._lists[key]

    def _read(self, key: str) -> _List | None:
        num = self._nums.get(key)
        counters = value(num, "abstractNumId")
        abstract = self._abstract.get(counters or "")
        if num is None or counters is None or abstract is None:
            return None
        linked = value(abstract, "numStyleLink")
        if linked is not None and abstract.find("lvl") is None:
            of_style = self._styles.of(linked).numbers
            other = self._nums.get(of_style[1]) if of_style else None
            abstract = self._abstract.get(value(other, "abstractNumId") or "", abstract)
        found = _List(counters, dict(_levels(abstract)))
        for override in num.findall("lvlOverride"):
            found.levels.update(_levels(override))
            at, start = whole(override.get("ilvl")), number(override, "startOverride")
            if at is not None and start is not None:
                found.begins[at] = start
        return found


def _levels(node: Element) -> Iterator[tuple[int, _Level]]:
    for level in node.findall("lvl"):
        depth = whole(level.get("ilvl"))
        if depth is None:
            continue
        start = number(level, "start")
        yield (
            depth,
            _Level(
                value(level, "numFmt") or value(level, "AlternateContent/Fallback/numFmt") or "decimal",
                (value(level, "lvlText") or "")[:_LONGEST],
                0 if start is None else start,
                number(level, "lvlRestart"),
                bool(switched(level, "isLgl")),
                value(level, "pStyle"),
            ),
        )


def _printed(level: _Level, levels: dict[int, _Level], counted: dict[int, int]) -> str:
    """The number as it is printed: 第%1章 with the counters of this level and those above put in."""

    def put(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        of = levels.get(at, level)
        return ordinal(counted.get(at, of.start), "decimal" if level.digits_only and of.form != "none" else of.form)

    text = _PLACE.sub(put, level.text).strip()
    return text if (_HAN if level.form == "bullet" else _WORDS).search(text) else ""


def joined(label: str, text: str) -> str:
    """A number and its paragraph: 一、 stands right before the words, 1.1 and 第一章 with a blank between."""
    if not label or not text:
        return label + text
    loose = label[-1].isdecimal() or label[-1].isalpha() or (label[-1].isascii() and text[0].isdecimal())
    return f"{label} {text}" if loose else label + text
