"""Helpers of the outline's tests: a document's text to its tree, written so that a person can compare it at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.blocks import Block, lines
from indexer.nodes import Node
from indexer.outline import outline
from indexer.sections import sections
from indexer.trace import Traced
from indexer.unsquash import unsquash
from library.model import Section


def blocks(text: str) -> list[Block]:
    return lines(Traced.of(text), text)


def nodes(text: str) -> tuple[Node, ...]:
    return outline(unsquash(blocks(text))).nodes


def read(text: str) -> tuple[Section, ...]:
    return sections("plan-2021-0000", nodes(text))[0]


def tree(text: str) -> list[str]:
    """A line for each section: two blanks a level, number and title; other kinds than headings are named."""
    out = []
    for section in read(text):
        kind = "" if section.kind == "heading" else f"<{section.kind}>"
        out.append("  " * (section.level - 1) + kind + section.number + section.title)
    return out


def titles(text: str) -> list[str]:
    return [line.strip() for line in tree(text) if "<front>" not in line]


def written(sections_: Sequence[Section]) -> str:
    """Everything that the sections hold, without white space and without the 。 that a title's end stands for."""
    return "".join("".join((s.number + s.title + s.text).split()) for s in sections_).replace("。", "")
