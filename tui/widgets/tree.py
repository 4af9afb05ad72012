"""The tree on the left: regions, plans, sections. Children are read when a node is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType

from library.model import PlanInfo, SectionNode
from library.reading import heading
from library.regions import order, units
from tui.bindings import bindings
from tui.strings import text
from tui.text import glyphs
from tui.widgets.entries import Entries, Entry
from tui.widgets.paint import Piece, row

REGION = "region:"
"""Prefix of the keys of region nodes; plan and section nodes have the library's keys."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the tree: how deep, what it says, whether it opens."""

    key: str
    parent: str | None
    depth: int
    label: str
    detail: str
    opens: bool


class Forest:
    """The nodes and which are open; no screen. ``outline`` reads the sections of a plan, once each."""

    def __init__(
        self, plans: Iterable[PlanInfo], outline: Callable[[str], Sequence[SectionNode]], opened: Iterable[str] = ()
    ) -> None:
        self.opened = set(opened)
        self._outline = outline
        self._sections: dict[str, Sequence[SectionNode]] = {}
        self._plans: dict[str, list[PlanInfo]] = {}
        self._above: dict[str, str | None] = {}
        self._labels: dict[str, str] = {}
        for plan in plans:
            self._plans.setdefault(self._place(plan.region), []).append(plan)
        self._order = sorted(self._above, key=lambda region: (not region, order(region)))

    def _place(self, region: str) -> str:
        """Make the nodes that a region's full name stands for, top down: 示例省, 示例省云溪市, …; returns the lowest one's name."""
        above: str | None = None
        for unit in units(region) or (region,):
            name = (above or "") + unit
            self._above.setdefault(name, above)
            self._labels[name] = unit
            above = name
        return above or ""

    @property
    def regions(self) -> list[str]:
        """Full names of all region nodes."""
        return self._order

    def sections(self, plan: str) -> Sequence[SectionNode]:
        """The outline of a plan, in document order."""
        if plan not in self._sections:
            self._sections[plan] = self._outline(plan)
        return self._sections[plan]

    def rows(self) -> list[Node]:
        """The nodes on show, top to bottom."""
        found: list[Node] = []
        for region in self._order:
            if self._above[region] is None:
                self._region(region, 0, found)
        return found

    def _region(self, region: str, depth: int, found: list[Node]) -> None:
        key = REGION + region
        above = self._above[region]
        label = self._labels[region] or text("tree.nowhere")
        found.append(Node(key, REGION + above if above else None, depth, label, "", True))
        if key in self.opened:
            for plan in self._plans.get(region, ()):
                self._plan(plan, region, depth + 1, found)
            for below in self._order:
                if self._above[below] == region:
                    self._region(below, depth + 1, found)

    def _plan(self, plan: PlanInfo, region: str, depth: int, found: list[Node]) -> None:
        detail = text("tree.plan", sections=plan.sections) + ("" if plan.doc_type == "规划" else f" {plan.doc_type}")
        found.append(Node(plan.key, REGION + region, depth, plan.marked_title, detail, plan.sections > 0))
        if plan.key in self.opened:
            depths = {plan.key: depth}
            for section in self.sections(plan.key):
                above = section.parent or plan.key
                if above in depths:
                    found.append(self._section(section, above, depths[above] + 1))
                    if section.key in self.opened:
                        depths[section.key] = depths[above] + 1

    def _section(self, section: SectionNode, above: str, depth: int) -> Node:
        label = heading(section.number, section.title) or text("tree.front" if section.kind == "front" else "tree.untitled")
        detail = text("tree.indicators", n=section.indicators) if section.indicators else ""
        return Node(section.key, above, depth, label, detail, section.has_children)

    def reveal(self, key: str) -> None:
        """Open everything above a plan or section."""
        plan = key.split(".", 1)[0]
        places = (region for region, plans in self._plans.items() if any(one.key == plan for one in plans))
        region: str | None = next(places, None)
        while region is not None:
            self.opened.add(REGION + region)
            region = self._above[region]
        if key != plan:
            self.opened.add(plan)
            parents = {section.key: section.parent for section in self.sections(plan)}
            above = parents.get(key)
            while above is not None:
                self.opened.add(above)
                above = parents.get(above)


class PlanTree(Entries):
    """The forest as a list with a cursor; the section being read is marked with a dot."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("tree")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.forest = Forest((), lambda _: ())
        self._shown: dict[str, Node] = {}
        self._open_section: str | None = None

    def plant(self, forest: Forest) -> None:
        """Show another library's plans."""
        self.forest = forest
        self.redraw()

    def redraw(self, cursor: str | None = None) -> None:
        """Draw the nodes again, the cursor on ``cursor`` or where it was."""
        rows = self.forest.rows()
        self._shown = {node.key: node for node in rows}
        self.show([self._entry(node) for node in rows], cursor or self.chosen)

    def _entry(self, node: Node) -> Entry:
        drawn = glyphs.now()
        fold = f"{(drawn.opened if node.key in self.forest.opened else drawn.closed) if node.opens else ' '} "
        pieces: list[Piece] = [(fold, ""), (node.label, "head" if node.key.startswith(REGION) else "")]
        if node.detail:
            pieces.append((f" {node.detail}", "dim"))
        if node.key == self._open_section:
            pieces.append((f" {drawn.reading}", "match"))
        return Entry(node.key, (row(*pieces, indent=node.depth, hang=2),))

    def reading(self, key: str) -> None:
        """Mark the section that the reader shows, open the way to it, and put the cursor there."""
        self._open_section = key
        self.forest.reveal(key)
        self.redraw(key)

    def lay_again(self) -> None:
        """The signs may be others, too."""
        super().lay_again()
        self.redraw()

    def toggle(self, key: str) -> None:
        """Open or close a node."""
        self.forest.opened ^= {key}
        self.redraw(key)

    def do_expand(self) -> None:
        """Open the node, or go to its first child."""
        node = self._shown.get(self.chosen or "")
        if node and node.opens and node.key not in self.forest.opened:
            self.toggle(node.key)
        elif node and node.opens:
            self.do_down()

    def do_collapse(self) -> None:
        """Close the node, or go to its parent."""
        node = self._shown.get(self.chosen or "")
        if node and node.opens and node.key in self.forest.opened:
            self.toggle(node.key)
        elif node and node.parent:
            self.select(node.parent)
