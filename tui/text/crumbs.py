"""Where one is, in the title of a pane: the way from the plan down to a section, as much of it as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from library.model import SectionNode
from library.reading import heading
from tui.text.cells import shown, width

BETWEEN = " › "


def crumbs(plan: str, way: Sequence[SectionNode], room: int) -> str:
    """The way in at most ``room`` cells; empty where even the shortest does not fit. Nothing is cut: the upper steps go to their
    printed numbers first, then away.
    """
    names = [heading(node.number, node.title) for node in way]
    numbers = [node.number or name for node, name in zip(way, names, strict=True)]
    forms = [[plan, *names], names, [*numbers[:-1], *names[-1:]], names[-1:], numbers, numbers[-1:]]
    written = (BETWEEN.join(filter(None, map(shown, form))) for form in forms)
    return next((words for words in written if words and width(words) <= room), "")
