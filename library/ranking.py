"""The order of hits: the best few of very many without scoring them all, or by plan, place or target value."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence
from itertools import chain, islice

from library.corpus import Corpus
from library.fulltext import Index
from library.matching import Atom, Found, members, title_part
from library.model import PlanInfo

SORTS = ("relevance", "plan", "region", "target")
_FEW = 1000  # documents that are quicker scored than sorted out


def first(index: Index, found: Found, plans: dict[str, PlanInfo], sort: str, limit: int) -> list[int]:
    """The numbers of the first hits in their order.

    ``sort`` is relevance; plan (as listed, each in document order); region (by place, then period); target (indicators by target
    value, the highest first, unit by unit, the most frequent unit first; then everything else by relevance).
    """
    if not limit:
        return []
    match sort:
        case "relevance":
            return _best(found, limit)
        case "target":
            return _by_target(index.corpus, found, limit)
        case "region":
            from library import regions  # its patterns take a while to compile, and few ask for this

            order = sorted(plans, key=lambda key: (*regions.order(plans[key].region), _start(plans[key]), key))
        case _:
            order = list(plans)
    return _by_plan(index.corpus, found, order, limit)


def _start(info: PlanInfo) -> int:
    return info.period.start if info.period else 0


def _by_plan(corpus: Corpus, found: Found, order: Sequence[str], limit: int) -> list[int]:
    """Plan by plan, in each what stands in a section with the section; plans after the last one shown are not looked at."""
    row = found.documents.to_bytes(len(corpus), "little")
    out: list[int] = []
    for plan in order:
        runs = corpus.ranges.get(plan, ())
        here = [n for run in runs if row.count(1, run.start, run.stop) for n in run if row[n]]
        out += sorted(here, key=lambda n: (corpus.number_of[corpus.sections[n]], n))
        if len(out) >= limit:
            break
    return out[:limit]


def _by_target(corpus: Corpus, found: Found, limit: int) -> list[int]:
    row = found.documents.to_bytes(len(corpus), "little")
    valued = [(of.unit, of.target, n) for n, of in corpus.facts.items() if row[n] and of.target is not None]
    often = Counter(unit for unit, _, _ in valued)
    ordered = [n for _, _, _, n in sorted((-often[unit], unit, -target, n) for unit, target, n in valued)]
    taken = set(ordered)
    rest = (n for n in _best(found, limit + len(taken)) if n not in taken) if len(ordered) < limit else ()
    return list(islice(chain(ordered, rest), limit))


def _best(found: Found, limit: int) -> list[int]:
    size = len(found.corpus)
    atoms = [atom for group in found.groups for atom in group if atom.term.filter is None]
    if not atoms:
        return list(islice(members(found.documents, size), limit))
    plain = all(len(group) == 1 or all(atom.term.filter is None for atom in group) for group in found.groups)
    texts = [atom for atom in atoms if atom.standing is not None and not atom.term.title]
    quick = plain and len(texts) <= 2 and all(atom.standing for atom in atoms)
    few = found.total <= max(_FEW, 4 * limit)
    numbers = _likely(found, texts, atoms, limit) if quick and not few else list(members(found.documents, size))
    rated = zip((-score for score in scores(found, numbers)), numbers, strict=True)
    return [number for _, number in heapq.nsmallest(limit, rated)]


def _likely(found: Found, texts: list[Atom], atoms: list[Atom], limit: int) -> list[int]:
    """All documents that may be among the best: of those that hold the terms equally often in their texts the shortest ones, which
    score highest; and whatever holds one in its title.
    """
    size, code = len(found.corpus), 0
    out: set[int] = set()
    for atom in texts:
        assert atom.standing is not None
        code = code << 4 | int.from_bytes(atom.standing.counts, "little")  # counts are at most 15: two of them make a byte
    row = found.corpus.by_length((code & found.documents * 255).to_bytes(size, "little"))
    order = found.corpus.shortest_first
    for value in set(row) - {0}:
        at = row.find(value)
        for _ in range(limit):
            out.add(order[at])
            at = row.find(value, at + 1)
            if at < 0:
                break
    inside = found.documents.to_bytes(size, "little")
    for atom in atoms:
        assert atom.standing is not None
        out.update(n for n in atom.standing.titles if inside[n])
    return list(out)


def scores(found: Found, numbers: Sequence[int]) -> list[float]:
    """``Found.score`` of many documents at once."""
    total = [0.0] * len(numbers)
    for group in found.groups:
        parts = [_parts(found, atom, numbers) for atom in group if atom.term.filter is None]
        if parts:
            best = parts[0] if len(parts) == 1 else list(map(max, *parts))
            total = [a + b for a, b in zip(total, best, strict=True)]
    return total


def _parts(found: Found, atom: Atom, numbers: Sequence[int]) -> list[float]:
    """``Found.part`` of many documents at once."""
    standing = atom.standing
    if standing is None:
        return [atom.scores.get(n, 0.0) for n in numbers]
    weight, counts, norms = standing.weight, standing.counts, found.corpus.norms
    out = [weight * c / (c + norms[n]) if (c := counts[n]) else 0.0 for n in numbers]
    if standing.titles:
        titles = found.corpus.titles
        for at, n in enumerate(numbers):
            if n in standing.titles:
                out[at] += title_part(standing, titles[n])
    return out
