"""The likeliest ways through a lattice of characters, as words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from math import exp
from typing import NamedTuple

from indexer.mojibake_language import EDGE, HISTORY, Language, Trie
from indexer.mojibake_lattice import Lattice, Node

_WITHIN = 10.0  # of the best, in logarithms: what is worth following
_BEAM = 40
_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）"}
_CROSSED = 6.0


class Edge(NamedTuple):
    """One word of a lattice; ``score`` is its log P alone, less its ``cost``."""

    word: str
    shown: str
    to: Node
    end: int
    score: float
    cost: float


class _Path(NamedTuple):
    text: str
    end: int
    score: float
    inside: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a run.

    ``end`` is the length of the damaged run, 0 if the text is to stay as it is; ``share`` is P(this reading), if one of them is
    right; ``fit`` is log P per character.
    """

    text: str
    end: int
    share: float
    fit: float


def readings(lattice: Lattice, language: Language) -> list[Reading]:
    """The readings of a run, likeliest first. The text as it stands is one of them."""
    paths = _chains(_worthwhile(_edges(lattice, language), lattice), lattice, language)
    best = max((path.score for path in paths), default=0.0)
    total = sum(exp(path.score - best) for path in paths)
    found = [Reading(path.text, path.end, exp(path.score - best) / total, path.inside / max(1, len(path.text))) for path in paths]
    return sorted(found, key=lambda reading: (-reading.share, reading.text))


def _edges(lattice: Lattice, language: Language) -> dict[Node, list[Edge]]:
    edges: dict[Node, list[Edge]] = {}
    waiting = [lattice.start]
    while waiting:
        node = waiting.pop()
        if node not in edges:
            edges[node] = list(_words(lattice, language, node))
            waiting += dict.fromkeys(edge.to for edge in edges[node])
    return edges


def _words(lattice: Lattice, language: Language, node: Node) -> Iterator[Edge]:
    for plain, arcs in lattice.arcs(node).items():
        alone = language.alone(plain)
        tries = [trie for trie in language.tries(plain) if trie.children]
        for arc in arcs:
            yield Edge(plain, arc.shown, arc.to, arc.end, alone - arc.cost, arc.cost)
            for trie in tries:
                yield from _longer(lattice, language, trie, Edge("", arc.shown, arc.to, arc.end, 0.0, arc.cost))


def _longer(lattice: Lattice, language: Language, trie: Trie, begun: Edge) -> Iterator[Edge]:
    """The words of a trie that go on from a beginning."""
    arcs = lattice.arcs(begun.to)
    for plain in sorted(trie.children.keys() & arcs.keys()):  # sorted: the same answer in every process
        below = trie.children[plain]
        for arc in arcs[plain]:
            longer = Edge("", begun.shown + arc.shown, arc.to, arc.end or begun.end, 0.0, begun.cost + arc.cost)
            if below.word is not None:
                yield longer._replace(word=below.word, score=language.alone(below.word) - longer.cost)
            if below.children:
                yield from _longer(lattice, language, below, longer)


def _order(edges: dict[Node, list[Edge]]) -> list[Node]:
    return sorted(edges, key=lambda node: (node.at, node.leads is not None, node.gaps, sorted(node.leads or ())))


def _worthwhile(edges: dict[Node, list[Edge]], lattice: Lattice) -> dict[Node, list[Edge]]:
    """The edges that lie on a path not much worse than the best, by single words."""
    order = _order(edges)
    rest: dict[Node, float] = {lattice.goal: 0.0}
    for node in reversed(order):
        if node != lattice.goal:
            rest[node] = max((edge.score + rest[edge.to] for edge in edges[node]), default=-1e9)
    so_far: defaultdict[Node, float] = defaultdict(lambda: -1e9, {lattice.start: 0.0})
    worth: dict[Node, list[Edge]] = {}
    for node in order:
        least = rest[lattice.start] - _WITHIN - so_far[node]
        worth[node] = [edge for edge in edges[node] if edge.score + rest[edge.to] >= least]
        for edge in worth[node]:
            so_far[edge.to] = max(so_far[edge.to], so_far[node] + edge.score)
    return worth


def _chains(edges: dict[Node, list[Edge]], lattice: Lattice, language: Language) -> list[_Path]:
    """Score the paths word after word; of equal readings the best segmentation counts."""
    reached: defaultdict[Node, dict[tuple[tuple[str, ...], str], _Path]] = defaultdict(dict)
    reached[lattice.start][(EDGE,), ""] = _Path("", 0, 0.0, 0.0)
    for node in _order(edges):
        if node == lattice.goal:
            break
        here = nlargest(_BEAM, reached.pop(node, {}).items(), key=lambda item: (item[1].score, item[1].text))
        for (history, _), done in here:
            if done.score < here[0][1].score - _WITHIN:
                break
            for edge in edges[node]:
                score = done.score + language.after(history, edge.word) - edge.cost
                text = done.text + edge.shown
                key = ((*history, edge.word)[-HISTORY:], text)
                old = reached[edge.to].get(key)
                if old is None or old.score < score:
                    inside = done.inside + (score - done.score if edge.shown else 0.0)
                    reached[edge.to][key] = _Path(text, edge.end or done.end, score, inside)
    found: dict[tuple[str, int], _Path] = {}
    for path in reached[lattice.goal].values():
        old = found.get((path.text, path.end))
        if old is None or old.score < path.score:
            found[path.text, path.end] = path
    return [path._replace(score=path.score - (0.0 if _is_nested(path.text) else _CROSSED)) for path in found.values()]


def _is_nested(text: str) -> bool:
    """Whether every quote and bracket that opens in a text is closed by its like, if it is closed there."""
    open_ = []
    for char in text:
        if char in _PAIRS:
            open_.append(_PAIRS[char])
        elif char in _PAIRS.values() and open_ and open_.pop() != char:
            return False
    return True
