"""How close together pieces stand, beside a look at every combination of their places."""

from __future__ import annotations

import random
from itertools import product

import pytest

from library.nearness import closest


def shortest(pieces: list[str], limit: int, text: str) -> int | None:
    places = [[at for at in range(len(text)) if text.startswith(piece, at)] for piece in pieces]
    spans = (max(at + len(piece) for at, piece in zip(chosen, pieces, strict=True)) - min(chosen) for chosen in product(*places))
    best = min(spans, default=limit + 1)
    return best if best <= limit else None


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_shortest_stretch_is_found(count: int) -> None:
    dice = random.Random(count)
    for _ in range(1500):
        pieces = ["".join(dice.choices(letters, k=dice.randint(1, 3))) for letters in ("ab", "cd", "ef")[:count]]
        text = "".join(dice.choices("abcdef", k=dice.randint(0, 40)))
        limit = dice.randint(sum(map(len, pieces)), 25)
        found, best = closest(pieces, limit)(text), shortest(pieces, limit, text)
        if count < 3:
            assert found == best, (pieces, limit, text)
        else:  # from each place of the first the nearest of the others in turn: never too short, and seldom longer
            assert found is None or (best is not None and best <= found <= limit), (pieces, limit, text)


def test_a_piece_inside_another_comes_with_it() -> None:
    assert closest(["养老", "社区养老服务"], 20)("推进社区养老服务建设") == 6
    assert closest(["养老", "养老服务"], 20)("养老设施") is None
