"""The lines of a web page in reading order: what a browser would print, a line for each paragraph, with its tables apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.numbering import leading
from indexer.readers.docx_formats import ordinal
from indexer.readers.html_tables import Grid, is_label, labelled, table_of
from indexer.readers.html_tree import Element

_WIDE = "[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026]"
_WRAPPED = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n][ \t\r\n]*(?={_WIDE})")
"""A line break of the source between two Chinese characters: a browser prints nothing there."""
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_HEADING = re.compile("h[1-6]")
_ASIDE = frozenset({"rt", "rp", "del"})
_CHINESE_LIST = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:cjk-ideographic|chinese-informal|japanese-informal)", re.I)
_NO_MARK = re.compile(r"list-style(?:-type)?\s*:\s*(?:none|disc|circle|square)", re.I)
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""Types of lists, as Word calls its formats."""


@dataclass(slots=True)
class Line:
    """A line of the page, or a table of it."""

    text: str
    heading: int = 0
    """1 to 6 for what the page marks as a heading."""
    linked: int = 0
    """How many of its characters are links to other pages."""
    grid: Grid | None = None


@dataclass(slots=True)
class _Open:
    """A line that is still being put together."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    heading: int = 0
    mark: str = ""


@dataclass(slots=True)
class Lines:
    """Collects the lines; every element learns which of them are its own (``first`` to ``last``, half-open)."""

    out: list[Line] = field(default_factory=list)
    _open: _Open = field(default_factory=_Open)

    def read(self, element: Element, heading: int = 0, linked: bool = False, pre: bool = False) -> None:
        """Add an element's lines."""
        if element.block or element.tag == "br":
            self.end()
        element.first = len(self.out)
        if element.tag == "table":
            self._table(element)
        elif element.tag in {"ol", "ul"}:
            self._list(element, heading, linked)
        elif element.tag not in _ASIDE:
            heading = int(element.tag[1]) if _HEADING.fullmatch(element.tag) else heading
            linked = linked or (element.tag == "a" and _leads_away(element.attributes.get("href", "")))
            self._inside(element, heading, linked, pre or element.tag == "pre")
        if element.block:
            self.end()
        if element.tag == "dl":
            self.out[element.first :] = list(_with_values(self.out[element.first :]))
        element.last = len(self.out)

    def end(self) -> None:
        """End the line, if it holds anything."""
        now = self._open
        text = "".join(now.parts)
        text = "\n".join(_BLANKS.sub(" ", line).strip(" \u3000\xa0") for line in _WRAPPED.sub("", text).split("\x00"))
        if text.strip("\n\ufeff\u200b"):
            if now.mark and leading(text) is None:
                text = now.mark + text
            self.out += [Line(line, now.heading, now.linked) for line in text.split("\n") if line]
            self._open = _Open()
        else:
            self._open = _Open(mark=now.mark)

    def _inside(self, element: Element, heading: int, linked: bool, pre: bool) -> None:
        for child in element.children:
            if isinstance(child, Element):
                self.read(child, heading, linked, pre)
            else:
                self._open.parts.append(child.replace("\x00", "").replace("\n", "\x00") if pre else child.replace("\x00", ""))
                self._open.linked += len(child.strip()) if linked else 0
                self._open.heading = self._open.heading or heading

    def _list(self, element: Element, heading: int, linked: bool) -> None:
        """A list; the numbers that a browser would print before its items are put into them."""
        items = [child for child in element.elements() if child.tag == "li"]
        number = _number(element.attributes.get("start"), 1)
        ordered = element.tag == "ol" and not _NO_MARK.search(element.attributes.get("style", "")) and len(items) > 0
        for child in element.children:
            if isinstance(child, str):
                self._open.parts.append(child)
                continue
            if child.tag == "li" and ordered:
                number = _number(child.attributes.get("value"), number)
                self.end()
                self._open.mark = _mark(element, number)
                number += 1
            self.read(child, heading, linked)
            self._open.mark = ""

    def _table(self, element: Element) -> None:
        """A table of the document, lines of facts about the page, or a frame that only lays the page out."""
        found = table_of(element)
        if found is None:
            for row in element.elements():
                self.read(row)
            return
        for caption in found.captions:
            self.read(caption)
        facts = labelled(found.grid)
        if facts is not None:
            self.out += [Line(fact) for fact in facts]
        else:
            self.out.append(Line(" ".join(cell.text for cell in found.grid.cells), grid=found.grid))
        for nested in found.nested:
            self.read(nested)


def _with_values(lines: list[Line]) -> Iterator[Line]:
    """The lines of a list of facts about the page, each label (索引号：) on one line with its value."""
    label: Line | None = None
    for line in lines:
        if label is not None:
            follows = line.grid is None and not is_label(line.text)
            yield Line(f"{label.text.rstrip(':： ')}：{line.text}") if follows else label
            label = None
            if follows:
                continue
        if is_label(line.text):
            label = line
        else:
            yield line
    if label is not None:
        yield label


def lines_of(root: Element) -> list[Line]:
    """The lines of a page."""
    lines = Lines()
    lines.read(root)
    lines.end()
    return lines.out


def elements(root: Element) -> Iterator[Element]:
    """An element and everything in it, in document order."""
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(reversed(list(element.elements())))


def _leads_away(href: str) -> bool:
    return bool(href) and not href.startswith("#")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,3}", text) else otherwise


def _mark(element: Element, number: int) -> str:
    """The number of an item as a browser prints it."""
    if _CHINESE_LIST.search(element.attributes.get("style", "")):
        return ordinal(number, "chineseCounting") + "、"
    return ordinal(number, _FORMS.get(element.attributes.get("type", ""), "decimal")) + ". "
