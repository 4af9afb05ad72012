"""What the styles of a Word document say of a paragraph: heading level, automatic number, hidden, list of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from indexer.readers.docx_parts import number, switched, value

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:\d|heading|标题)|table of figures|图表目录", re.I)
_DEEPEST = 30
"""Styles that a style is based on, one on the other; Word allows 11."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style: ``name`` as people see it, ``node`` its definition."""

    key: str
    name: str
    based_on: str | None
    node: Element


class Styles:
    """The styles of a document (styles.xml)."""

    def __init__(self, root: Element) -> None:
        """``root`` is the part's element, with local names."""
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for node in root.iter("style"):
            key = node.get("styleId", "")
            self._styles[key] = Style(key, value(node, "name") or "", value(node, "basedOn"), node)
            if node.get("type") == "paragraph" and node.get("default", "0").lower() in ("1", "true", "on"):
                self._default = key

    def chain(self, key: str | None) -> Iterator[Style]:
        """A style and those that it is based on; the paragraphs' default style where ``key`` is None."""
        key = self._default if key is None else key
        for _ in range(_DEEPEST):
            style = self._styles.get(key) if key is not None else None
            if style is None:
                return
            yield style
            key = style.based_on

    def level(self, properties: Element | None) -> int | None:
        """The heading level, 1 to 9, of a paragraph with these properties (``w:pPr``); None for running text."""
        own = number(properties, "outlineLvl")
        if own is not None:
            return own + 1 if 0 <= own <= 8 else None
        for style in self.chain(value(properties, "pStyle")):
            named = _HEADING.fullmatch(style.name.strip())
            if named:
                return int(named[1])
            outline = number(style.node, "pPr/outlineLvl")
            if outline is not None:
                return outline + 1 if 0 <= outline <= 8 else None
        return None

    def in_contents(self, properties: Element | None) -> bool:
        """A paragraph with these properties is an entry of a list of contents, or its title."""
        style = next(self.chain(value(properties, "pStyle")), None)
        return style is not None and _CONTENTS.match(style.name.strip()) is not None

    def hidden(self, run: Element | None, paragraph: Element | None) -> bool:
        """Text with the run properties ``run`` (``w:rPr``) in a paragraph with the properties ``paragraph`` is not printed."""
        own = switched(run, "vanish")
        if own is not None:
            return own
        for key in (value(run, "rStyle"), value(paragraph, "pStyle")):
            states = (switched(style.node, "rPr/vanish") for style in self.chain(key or ""))
            state = next((state for state in states if state is not None), None)
            if state is not None:
                return state
        return False
