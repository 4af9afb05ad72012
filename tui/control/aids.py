"""Reading aids: outline around the section, from indicator to indicator, figures made visible, the way in the reader's title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from library.model import Indicator, SectionNode
from tui.screens.outline import Outline
from tui.strings import text
from tui.text.crumbs import crumbs
from tui.text.document import Paragraph, TableBlock
from tui.view import plan_of

if TYPE_CHECKING:
    from tui.screens.main import MainScreen
    from tui.text.document import ReaderDocument

Stop = tuple[int, int]
"""A place on the page: block, and character of the paragraph or row of the table."""


class Aids:
    """What helps along on a page."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk
        self._outlines: tuple[int, str, list[SectionNode]] = (0, "", [])
        self._led: tuple[ReaderDocument | None, str] = (None, "")
        """Page and section that the title tells of."""

    def _outline(self, plan: str) -> list[SectionNode]:
        """The plan's outline, asked of the library once."""
        generation = self.desk.library.generation
        if self._outlines[:2] != (generation, plan):
            self._outlines = generation, plan, self.desk.library.outline(plan)
        return self._outlines[2]

    @property
    def _here(self) -> str | None:
        """Key of the section in which the cursor of the reader stands."""
        page, place = self.desk.browser.page, self.desk.reader.place
        return (place.section if place else page.key) if page else None

    # The way

    def lead(self) -> None:
        """The title of the reader follows its cursor."""
        key, page = self._here, self.desk.browser.page
        if key is None or (page is self._led[0] and key == self._led[1]):
            return
        self._led = page, key
        nodes = {node.key: node for node in self._outline(plan_of(key))}
        way: list[SectionNode] = []
        node = nodes.get(key)
        while node is not None:
            way.insert(0, node)
            node = nodes.get(node.parent or "")
        title = self.desk.library.plan_info(plan_of(key)).title
        self.desk.reader.entitle(lambda room: crumbs(title, way, room) or text("pane.reader"))

    # The outline

    def do_outline(self) -> None:
        """The headings above, beside and below the one that is read; choosing one goes there."""
        key = self._here
        outline = self._outline(plan_of(key)) if key else []
        if key is None or not outline:
            self.desk.flash(text("outline.nothing"), warn=True)
            return
        self.desk.app.push_screen(Outline(around(outline, key), key), self._jump)

    def _jump(self, key: str | None) -> None:
        if key is None:
            return
        if key in self.desk.browser.sections and self.desk.reader.go_to_section(key):
            self.desk.go("reader")
        else:
            self.desk.browser.open(key)

    # Indicators

    def do_next_indicator(self) -> None:
        """To the next row of an indicator table, or the next sentence with a target, also in sections below."""
        self._walk(+1)

    def do_previous_indicator(self) -> None:
        """To the one before."""
        self._walk(-1)

    def _walk(self, direction: int) -> None:
        page, reader = self.desk.browser.page, self.desk.reader
        if page is None:
            self.desk.flash(text("outline.nothing"), warn=True)
            return
        if self._go(direction, reader.cursor):
            return
        on_show, plan = self.desk.browser.sections, plan_of(page.key)
        outline = self._outline(plan)
        shown = [at for at, node in enumerate(outline) if node.key in on_show]
        rest = outline[max(shown, default=-1) + 1 :] if direction > 0 else outline[: min(shown, default=0)][::-1]
        key = next((node.key for node in rest if node.indicators), None)
        if key is None:
            self.desk.flash(text("indicator.last" if direction > 0 else "indicator.first"))
            return
        self.desk.browser.open(key)
        reader.when_laid(lambda: self._go_first(direction))

    def _go_first(self, direction: int) -> None:
        self._go(direction, None)

    def _go(self, direction: int, cursor: int | None) -> bool:
        """To the first stop beyond a line, or of all; False where there is none."""
        reader = self.desk.reader
        lines = sorted({reader.line_of(*stop) for stop in self._stops()}, reverse=direction < 0)
        ahead = [line for line in lines if cursor is None or (line - cursor) * direction > 0]
        if ahead:
            reader.go_to(ahead[0])
        return bool(ahead)

    def _stops(self) -> set[Stop]:
        """Where indicators stand on the page."""
        page, library = self.desk.browser.page, self.desk.library
        if page is None:
            return set()
        found = {key: library.indicators(section=key) for key in self.desk.browser.sections if key != plan_of(key)}
        return {
            (number, at)
            for number, block in enumerate(page.blocks)
            if isinstance(block, Paragraph | TableBlock)
            for one in found.get(block.section, ())
            for at in places_of(one, block)
        }

    # Figures

    def do_figures(self) -> None:
        """Make figures and dates visible, or no longer."""
        session, reader = self.desk.session, self.desk.reader
        session.figures = reader.figures = not reader.figures
        reader.refresh()
        self.desk.flash(text("figures.on" if reader.figures else "figures.off"))
        self.desk.remember()


def places_of(one: Indicator, block: Paragraph | TableBlock) -> Iterator[int]:
    """Where an indicator stands in a block: the row of the table that names it, the character at which its sentence begins."""
    if isinstance(block, TableBlock):
        if one.origin == "table":
            rows = range(block.header_rows, len(block.grid))
            own = [row for row in rows if row < len(block.lines) and one.source.line <= block.lines[row] <= one.source.end_line]
            named = [row for row in own or rows if any(one.name in cell for cell in block.grid[row])]
            yield from named[:1] or own[:1]
    elif one.origin == "text":
        at = block.text.find(one.note) if one.note else -1
        if at >= 0:
            yield at
        elif block.line is not None and one.source.line <= block.line <= one.source.end_line:
            yield max(0, min(one.source.start - (block.start or one.source.start), len(block.text) - 1))


def around(outline: Sequence[SectionNode], key: str) -> list[SectionNode]:
    """The sections above a section and their neighbours, its own neighbours, and all below it, in the order of the document."""
    nodes = {node.key: node for node in outline}
    above: set[str | None] = {None}
    at: str | None = key
    while at in nodes:
        above.add(at)
        at = nodes[at].parent
    below: set[str | None] = {key}
    found = []
    for node in outline:
        if node.parent in above | below:
            found.append(node)
        if node.parent in below:
            below.add(node.key)
    return found
