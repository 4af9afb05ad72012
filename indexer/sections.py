"""The outline as the library keeps it: sections with keys, running text, and the place of every paragraph in the file."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.blocks import Block
from indexer.nodes import Node
from indexer.trace import Traced
from library.keys import section_key
from library.model import Section, Source, Span


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a table stands: the section's key and the offset in its text."""

    section: str
    at: int


Damage = tuple[int, int, str]
"""A repaired place: its offsets in the decoded file (half-open) and the text as it came."""


def sections(plan: str, nodes: Sequence[Node], damage: Sequence[Damage] = ()) -> tuple[tuple[Section, ...], Mapping[int, Placed]]:
    """The sections of the plan with key ``plan``, and where each table (by its number in the nodes' contents) stands.

    ``damage`` lists what was repaired, in file order; the spans of the texts mark it.
    """
    out: list[Section] = []
    placed: dict[int, Placed] = {}
    ordinals: list[tuple[int, ...]] = []
    children: Counter[int | None] = Counter()
    for node in nodes:
        above = ordinals[node.parent] if node.parent is not None else ()
        if node.kind != "front":
            children[node.parent] += 1
        ordinals.append((0,) if node.kind == "front" else (*above, children[node.parent]))
        key = section_key(plan, ordinals[-1])
        text, spans, tables = _text(node, damage)
        placed |= {table: Placed(key, at) for table, at in tables.items()}
        parent = section_key(plan, above) if above else None
        out.append(Section(key, parent, len(ordinals[-1]), node.number, node.title, node.kind, text, _source(node), spans))
    return tuple(out), placed


def _text(node: Node, damage: Sequence[Damage]) -> tuple[str, tuple[Span, ...], dict[int, int]]:
    """Paragraphs joined by newlines, where each came from, and the offsets at which tables stand."""
    text = ""
    spans = []
    tables = {}
    for item in node.content:
        if isinstance(item, int):
            tables[item] = len(text)
            continue
        text += "\n" if text else ""
        spans.append(Span(len(text), item.line, item.text.start, tuple(_repaired(item.text, len(text), damage))))
        text += item.text.text
    return text, tuple(spans), tables


def _repaired(text: Traced, offset: int, damage: Sequence[Damage]) -> Iterator[Damage]:
    """What was repaired in a paragraph, as offsets in the section's text, where the paragraph begins at ``offset``."""
    first = bisect_left(damage, text.start, key=lambda place: place[1])
    for start, end, came_as in damage[first:]:
        if start >= text.end:
            break
        begin, stop = bisect_left(text.origin, start), bisect_left(text.origin, end)
        if begin < stop:
            yield offset + begin, offset + min(stop, len(text)), came_as


def _source(node: Node) -> Source:
    """From the title to the end of the section's own last paragraph."""
    blocks = [item for item in node.content if isinstance(item, Block)]
    blocks = [node.head, *blocks] if node.head else blocks
    if not blocks:
        return Source(1, 1, 0, 0)
    return Source(blocks[0].line, blocks[-1].end_line, blocks[0].text.start, blocks[-1].text.end, blocks[0].page)
