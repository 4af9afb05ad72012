"""What the outline is made of, before keys are given: sections with their paragraphs and the places of their tables."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.blocks import Block
from library.model import Caution, SectionKind

Content = Block | int
"""A paragraph, or the number of a table that stands in its place."""


@dataclass(frozen=True, slots=True)
class Node:
    """A section of the outline. ``parent`` is the index of the node above it (None at the top), always smaller than its own.

    ``head`` is the paragraph that opens it, cut to number and title; None for the front. ``content`` is its own text and tables,
    children excluded. The 。 or ： that closes a title stands for a line break and is in neither.
    """

    kind: SectionKind
    number: str
    title: str
    parent: int | None
    head: Block | None
    content: tuple[Content, ...] = ()
    in_line: bool = False
    """Its text goes on in the paragraph of its title."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The nodes in document order, parents before children, and what a reader must be told."""

    nodes: tuple[Node, ...]
    cautions: tuple[Caution, ...] = ()
