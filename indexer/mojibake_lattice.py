"""Every text that a damaged run may have been, as a lattice of characters. See ``mojibake``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from indexer.mojibake_bytes import by_trail, follow_unseen
from indexer.mojibake_habits import Habits
from indexer.mojibake_runs import Run, token_at

_MOST_GAPS = 2  # pairs lost in a row
_GAP_COST = 1.2  # a lost pair is rarer than a short word that could be made of it

_WIDE_ASCII = frozenset(
    "，；：！？（）"
)  # their lead byte begins the full-width digits too: with the trail byte lost it may have been one


class Node(NamedTuple):
    """A state: the offset of what comes next, how many pairs were lost just here, the leads in hand (None: outside the run)."""

    at: int
    gaps: int
    leads: frozenset[int] | None


class Arc(NamedTuple):
    """One character: simplified, as the repaired text will show it (nothing outside the run), where it leads.

    ``end`` is the length of the damaged run if the run ends with it, else 0; ``cost`` is what it costs beside its likelihood.
    """

    plain: str
    shown: str
    to: Node
    end: int
    cost: float


class Lattice:
    """The readings of one run within its line; ``span`` is the offsets from where to where the line is looked at."""

    def __init__(self, text: str, run: Run, span: tuple[int, int], habits: Habits) -> None:
        self.start = Node(span[0], 0, None)
        self.goal = Node(span[1], 0, None)
        self._text = text
        self._run = run
        self._habits = habits
        self._gaps = 0 if habits.keeps_private else _MOST_GAPS
        self._arcs: dict[Node, dict[str, list[Arc]]] = {}

    def arcs(self, node: Node) -> dict[str, list[Arc]]:
        """The characters that may come next, by their simplified form; of variants that are one when simplified, the likeliest."""
        known = self._arcs.get(node)
        if known is None:
            best: dict[tuple[str, Node], Arc] = {}
            for arc in self._after(node):
                old = best.get((arc.plain, arc.to))
                if old is None or self._habits.count(arc.shown) > self._habits.count(old.shown):
                    best[arc.plain, arc.to] = arc
            known = self._arcs[node] = {}
            for arc in best.values():
                known.setdefault(arc.plain, []).append(arc)
        return known

    def _after(self, node: Node) -> Iterator[Arc]:
        if node.leads is not None:
            yield from self._inside(node)
            return
        if node.at < self.goal.at:
            end, following = token_at(self._text, node.at)
            if self._habits.doubles_marks and following == self._run.start and self._text[node.at] == ",":
                yield from self._after(Node(following, 0, None))
                return
            plain = self._habits.plain(self._text[node.at : end])
            yield Arc(plain, "", Node(min(following, self.goal.at), 0, None), 0, 0.0)
        if node.at == self._run.start:
            # The first character of a split run has its trail byte in the first step: nothing can be lost between.
            yield from self._inside(Node(self._run.first, self._gaps if self._run.split else 0, self._run.leads))

    def _inside(self, node: Node) -> Iterator[Arc]:
        step = self._run.steps.get(node.at)
        if step is None:
            return
        leads = node.leads or frozenset()
        for trail, next_lead in step.pairs:
            to = Node(step.following, 0, frozenset((next_lead,)))
            for plain, char in self._habits.choice(leads, trail, ""):
                yield Arc(plain, char, to, 0, 0.0)
        if node.gaps < self._gaps:
            for trail in by_trail():
                if unseen := follow_unseen(trail):
                    to = Node(node.at, node.gaps + 1, unseen)
                    for plain, char in self._habits.choice(leads, trail, "", blind=len(leads) > 1):
                        yield Arc(plain, char, to, 0, _GAP_COST)
        if step.end and (node.at != self._run.first or not self._run.split):
            to = Node(step.end.then, 0, None)
            lost = step.end.trail is None
            for trail in by_trail() if step.end.trail is None else (step.end.trail,):
                for plain, char in self._habits.choice(leads, trail, step.end.note, blind=lost and len(leads) > 1):
                    if not lost or char not in _WIDE_ASCII:
                        yield Arc(plain, char, to, step.end.at - self._run.start, 0.0)
