"""What the styles of a Word document say of a paragraph: heading level, automatic number, hidden, list of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from indexer.numbering import numeral
from indexer.readers.docx_parts import number, switched, value

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9一二三四五])|.{0,4}([1-9一二三四五])级标题", re.I)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:\d|heading|标题)|table of figures|图表目录", re.I)
_ON = frozenset({"1", "true", "on"})
_DEEPEST = 30
"""Styles that a style is based on, one on the other; Word allows 11."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style comes to, with those that it is based on.

    ``level`` is its heading level, 1 to 9 (None: running text), ``contents`` whether it is for lists of contents, ``hidden``
    whether its text is not printed (None where it does not say), ``numbers`` the list that it numbers paragraphs by: the style
    that names it, the list's id, and the level where the style says one.
    """

    level: int | None = None
    contents: bool = False
    hidden: bool | None = None
    numbers: tuple[str, str, int | None] | None = None


class Styles:
    """The styles of a document (styles.xml)."""

    def __init__(self, root: Element) -> None:
        """``root`` is the part's element, with local names."""
        self._nodes = {node.get("styleId", ""): node for node in root.iter("style")}
        self._known: dict[str, Style] = {}
        defaults = (key for key, node in self._nodes.items() if node.get("type") == "paragraph" and node.get("default") in _ON)
        self._default = next(defaults, "")

    def of(self, key: str | None) -> Style:
        """A style by its id; the paragraphs' default style for None."""
        key = self._default if key is None else key
        if key not in self._known:
            self._known[key] = _resolved(list(self._chain(key)))
        return self._known[key]

    def level(self, properties: Element | None) -> int | None:
        """The heading level, 1 to 9, of a paragraph with these properties (``w:pPr``); None for running text."""
        own = number(properties, "outlineLvl")
        return self.of(value(properties, "pStyle")).level if own is None else _level(own)

    def hidden(self, run: Element | None, paragraph: Element | None) -> bool:
        """Text with the run properties ``run`` (``w:rPr``) in a paragraph with the properties ``paragraph`` is not printed."""
        of_run = value(run, "rStyle")
        states = (switched(run, "vanish"), self.of(of_run).hidden if of_run else None, self.of(value(paragraph, "pStyle")).hidden)
        return next((state for state in states if state is not None), False)

    def _chain(self, key: str) -> Iterator[tuple[str, Element]]:
        """A style and those that it is based on."""
        for _ in range(_DEEPEST):
            node = self._nodes.get(key)
            if node is None:
                return
            yield key, node
            key = value(node, "basedOn") or ""


def _resolved(chain: Sequence[tuple[str, Element]]) -> Style:
    names = [(value(node, "name") or "").strip() for _, node in chain]
    levels = (_stated_level(name, node) for name, (_, node) in zip(names, chain, strict=True))
    states = (switched(node, "rPr/vanish") for _, node in chain)
    lists = ((key, value(node, "pPr/numPr/numId"), number(node, "pPr/numPr/ilvl")) for key, node in chain)
    return Style(
        _level(next((level for level in levels if level is not None), -1)),
        bool(names and _CONTENTS.match(names[0])),
        next((state for state in states if state is not None), None),
        next(((key, of, level) for key, of, level in lists if of is not None), None),
    )


def _stated_level(name: str, node: Element) -> int | None:
    """The outline level, from 0, that a style's name or its own properties state."""
    named = _HEADING.fullmatch(name)
    return numeral(named[1] or named[2]) - 1 if named else number(node, "pPr/outlineLvl")


def _level(outline: int) -> int | None:
    """The heading level of an outline level, which counts from 0; 9 stands for running text."""
    return outline + 1 if 0 <= outline <= 8 else None
