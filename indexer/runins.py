"""Run-in headings (段首小标题): an unnumbered topic sentence that opens a paragraph and ends at its first 。

A short first sentence alone proves nothing; the paragraphs of one section, and of its sister sections, open alike or they do not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.blocks import Block
from indexer.nodes import Node

_TOPIC = re.compile(r"[^。，,；;：:！!？?\d]{4,30}。")
_TWOFOLD = re.compile(r"[^。，,；;：:！!？?\d]{4,15}[，,][^。，,；;：:！!？?\d]{4,15}。")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
_NARRATIVE = re.compile(
    r"[一二三四五六七八九]是|其[中次]|同时|此外|另外|但|因此|为此|目前|近年|今年|去年|这|他|我们|各位|特此|本规划"
)
_BODY_LEAST, _REACH = 8, 64
_ALIKE = 3
"""So many paragraphs that all open alike speak for themselves."""


def with_run_ins(nodes: Sequence[Node]) -> list[Node]:
    """The nodes with a child for every run-in heading, in document order. A run-in takes the paragraphs up to the next one."""
    openings = [_openings(node) for node in nodes]
    sisters: dict[int | None, _Sisters] = defaultdict(_Sisters)
    for index, node in enumerate(nodes):
        if openings[index].paragraphs and node.kind != "front":
            sisters[node.parent].count(openings[index])
    out: list[Node] = []
    moved: dict[int | None, int | None] = {None: None}
    for index, node in enumerate(nodes):
        moved[index] = len(out)
        chosen = _chosen(openings[index], sisters[node.parent]) if node.kind in ("heading", "annex") else frozenset[int]()
        out += _divided(replace(node, parent=moved[node.parent]), len(out), sorted(chosen))
    return out


@dataclass(frozen=True, slots=True)
class _Openings:
    """Places in a node's content where a paragraph opens with a short sentence, of one piece or of two."""

    whole: frozenset[int]
    twofold: frozenset[int]
    paragraphs: int


@dataclass(slots=True)
class _Sisters:
    """The sections under one heading: how many hold text, how many of these open whole, and at how many places."""

    sections: int = 0
    alike: int = 0
    places: int = 0

    def count(self, sister: _Openings) -> None:
        self.sections += 1
        self.alike += bool(sister.whole)
        self.places += len(sister.whole)


def _openings(node: Node) -> _Openings:
    found: dict[bool, set[int]] = {True: set(), False: set()}
    paragraphs = 0
    for at, item in enumerate(node.content):
        if isinstance(item, int) or (not at and node.in_line):
            continue
        paragraphs += 1
        text = _QUOTED.sub(lambda match: "“" * len(match[0]), item.text.text[:_REACH])
        whole = _TOPIC.match(text)
        match = whole or _TWOFOLD.match(text)
        if match and len(text) >= match.end() + _BODY_LEAST and not _NARRATIVE.match(item.text.text):
            found[whole is not None].add(at)
    return _Openings(frozenset(found[True]), frozenset(found[False]), paragraphs)


def _chosen(own: _Openings, sisters: _Sisters) -> frozenset[int]:
    """Which openings are run-ins: where two and a third of the section, all of it, or half of the sister sections open so."""
    both = own.whole | own.twofold
    if len(both) >= _ALIKE and own.paragraphs - len(both) <= (1 if own.paragraphs > _ALIKE else 0):
        return both
    if len(own.whole) > 1 and 3 * len(own.whole) >= own.paragraphs:
        return own.whole
    many = sisters.places >= _ALIKE
    if sisters.alike > 1 and (2 * sisters.alike > sisters.sections or (many and 2 * sisters.alike == sisters.sections)):
        return own.whole or (own.twofold if own.paragraphs == 1 else frozenset())
    return frozenset()


def _divided(node: Node, at: int, starts: Sequence[int]) -> list[Node]:
    """A node cut at its run-ins; ``at`` is the index that it will have."""
    if not starts:
        return [node]
    out = [replace(node, content=node.content[: starts[0]])]
    for start, end in zip(starts, [*starts[1:], len(node.content)], strict=True):
        block = node.content[start]
        if isinstance(block, Block):
            stop = block.text.text.index("。")
            head = replace(block, text=block.text.slice(0, stop))
            content = (replace(block, text=block.text.slice(stop + 1).strip()), *node.content[start + 1 : end])
            out.append(Node("run_in", "", head.text.text, at, head, content, in_line=True))
    return out
