"""A web page as a tree of elements. Whatever is unclosed, misplaced or nested without end, a tree comes out, in linear time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.readers.html_tokens import tokens

DEEPEST = 200
"""Elements are nested no deeper than this; what goes deeper hangs on the last that is."""

_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_RAW_TAGS = "script style noscript template object applet svg math iframe noframes select datalist button textarea"
_RAW = frozenset(_RAW_TAGS.split())
"""Elements whose contents are never text of a document."""
_BLOCKS_TAGS = (
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 "
    "h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul "
    "caption legend"
)
_BLOCKS = frozenset(_BLOCKS_TAGS.split())
_CLOSED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "tbody": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "thead": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
}
"""Start tag -> the open elements that it closes, and those beyond which it closes none (HTML standard, 13.1.2.4)."""
_WALLS = frozenset({"td", "th", "table", "caption", "html"})
_TABLE = frozenset({"table"})
_ROWS = frozenset({"tr", "tbody", "thead", "tfoot"})
_BETWEEN_CELLS = _TABLE | _ROWS
_CELLS = frozenset({"td", "th", "caption"})
_OF_TABLES = _BETWEEN_CELLS | _CELLS | {"col", "colgroup", "form", "input", "br"}
_LOOK_BACK = 40
"""How many open elements are looked through for one that a start tag closes."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:p[xt])?\s*(?:;|$)", re.I)


@dataclass(slots=True)
class Element:
    """An element: its tag in lower case, its attributes, what is in it. ``first`` and ``last`` are for `html_lines`."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    first: int = 0
    last: int = 0

    def elements(self) -> Iterator[Element]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    @property
    def block(self) -> bool:
        """Whether it stands on lines of its own."""
        return self.tag in _BLOCKS

    @property
    def hidden(self) -> bool:
        """Whether a reader of the page never sees it."""
        style = self.attributes.get("style", "")
        return "hidden" in self.attributes or bool(style and _HIDDEN.search(style))

    @property
    def names(self) -> str:
        """Its id and classes, in lower case."""
        return f"{self.attributes.get('id', '')} {self.attributes.get('class', '')}".lower()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its tree, its <title>, and its <meta> by name in lower case."""

    root: Element
    title: str
    meta: dict[str, str]


def parse(text: str) -> Page:
    """The tree of a page, without scripts, styles, hidden elements and what people fill in."""
    builder = _Builder()
    for closing, tag, attributes, data in tokens(text):
        if not tag:
            builder.text(data)
        elif closing:
            builder.end(tag)
        else:
            builder.start(tag, attributes)
    return Page(builder.root, " ".join("".join(builder.title).split()), builder.meta)


class _Builder:
    def __init__(self) -> None:
        self.root = Element("html")
        self.title: list[str] = []
        self.meta: dict[str, str] = {}
        self._stack = [self.root]
        self._open = Counter({"html": 1})
        self._beyond: Counter[str] = Counter()
        self._skipped: str | None = None
        self._skipped_depth = 0
        self._in_title = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A start tag."""
        if self._skipped:
            self._skipped_depth += tag == self._skipped
            return
        if tag == "meta" and "content" in attributes:
            self.meta.setdefault(attributes.get("name", attributes.get("property", "")).lower(), attributes["content"].strip())
        element = Element(tag, attributes)
        if tag == "title" and not self.title:
            self._in_title = True
        elif tag in _RAW or tag == "title" or (element.hidden and tag not in _VOID and tag != "body"):
            self._skipped, self._skipped_depth = tag, 1
        elif tag not in {"html", "head"}:
            self._close_for(tag)
            self._add(element)

    def end(self, tag: str) -> None:
        """An end tag."""
        if self._skipped:
            self._skipped_depth -= tag == self._skipped
            if not self._skipped_depth or tag == "body":
                self._skipped = None
            return
        if tag == "title":
            self._in_title = False
        elif self._beyond[tag]:
            self._beyond[tag] -= 1
        elif tag == "p" and not self._open["p"]:
            self._add(Element("br"))
        elif self._open[tag] and tag != "html":
            self._close(tag)

    def text(self, data: str) -> None:
        """Text between tags."""
        if self._in_title:
            self.title.append(data)
        elif not self._skipped:
            self._place(data, misplaced=bool(data.strip()))

    def _add(self, element: Element) -> None:
        self._place(element, misplaced=element.tag not in _OF_TABLES)
        if element.tag in _VOID:
            return
        if len(self._stack) >= DEEPEST:
            self._beyond[element.tag] += 1
            return
        self._stack.append(element)
        self._open[element.tag] += 1

    def _place(self, node: Element | str, *, misplaced: bool) -> None:
        """Hang a node into the tree; what stands in a table but in no cell of it comes behind the table."""
        at = len(self._stack) - 1
        if misplaced and self._stack[at].tag in _BETWEEN_CELLS:
            while at > 0 and self._stack[at].tag in _BETWEEN_CELLS:
                at -= 1
        self._stack[at].children.append(node)

    def _close(self, tag: str) -> None:
        """Close the innermost open element of that tag with all that is open in it; a cell only within its own table."""
        if tag not in _WALLS and self._open["table"]:
            walls = _TABLE if tag in _ROWS else _WALLS
            for element in reversed(self._stack):
                if element.tag == tag:
                    break
                if element.tag in walls:
                    return
        while True:
            closed = self._stack.pop().tag
            self._open[closed] -= 1
            if closed == tag:
                return

    def _close_for(self, tag: str) -> None:
        """Close what a start tag closes without saying so: a paragraph before a block, an item before the next."""
        if tag in _BLOCKS and self._open["p"] and self._reaches(frozenset({"p"}), _WALLS):
            self._close("p")
        if tag in _ROWS and (table := self._reaches(_BETWEEN_CELLS, _CELLS)) and self._stack[-1] is not table:
            while self._stack[-1] is not table:
                self._open[self._stack.pop().tag] -= 1
        closing, walls = _CLOSED_BY.get(tag, (frozenset[str](), frozenset[str]()))
        found = self._reaches(closing, walls) if closing else None
        if found:
            self._pop_to(found)

    def _reaches(self, wanted: frozenset[str], walls: frozenset[str]) -> Element | None:
        for element in self._stack[: -_LOOK_BACK - 1 : -1]:
            if element.tag in wanted:
                return element
            if element.tag in walls:
                return None
        return None

    def _pop_to(self, element: Element) -> None:
        while True:
            closed = self._stack.pop()
            self._open[closed.tag] -= 1
            if closed is element:
                return
