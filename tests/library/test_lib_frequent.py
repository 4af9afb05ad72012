"""Rows of frequent pieces: what they count is what ``str.count`` counts, after a change too."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.synthetic import plans as invented
from library import frequent
from library.analysis import PART
from library.frequent import MOST, Frequent
from library.fulltext import Index, ensure
from tests.library.lib_index import build, text_plan

BODIES = ["啊啊啊啊养老", f"养老{PART}养老服务啊啊", "服务老养", "", "养老" * 40]


def written(bodies: list[str], pieces: list[str]) -> Frequent:
    return Frequent(*frequent.write(pieces, None, [], [frequent.count(bodies, pieces)], [len(bodies)]))


def test_a_row_counts_as_str_count_does() -> None:
    pieces = ["啊", "啊啊", "养老", "养老养老", "老服务", "服务"]
    rows = written(BODIES, pieces)
    for piece in pieces:
        row = rows.row(piece)
        assert row is not None
        assert list(row) == [min(MOST, body.count(piece)) for body in BODIES], piece
        assert rows.documents(piece) == sum(piece in body for body in BODIES)
    assert rows.row("老养") is None
    assert rows.documents("老养") is None


def test_what_a_piece_is_made_of() -> None:
    rows = written(BODIES, ["养老", "老服", "老服务", "务"])
    assert rows.within("养老服务点") == ["养老", "老服务"], "a piece inside a longer one says nothing more"
    assert rows.rare("养老服务点") == {"服务", "务点"}
    assert rows.rare("务") == set()
    assert rows.rare("点") == {"点"}


def test_frequent_pieces_are_those_of_many_documents() -> None:
    bodies = [f"社区{'食堂' if at % 2 else '课堂'}{at}{PART}另起" for at in range(400)]
    chosen = frequent.choose(bodies, 400)
    assert {"社区", "堂", "社区食堂", "另起"} <= set(chosen)
    assert all(sum(piece in body for body in bodies) > 64 for piece in chosen)
    assert not any(PART in piece for piece in chosen), "nothing crosses from one part to the next"
    assert frequent.choose([], 0) == []


def checked(index: Index) -> None:
    bodies = index.corpus.bodies(range(len(index.corpus)))
    assert index.frequent.pieces
    for piece in random.Random(3).sample(index.frequent.pieces, 60):
        assert list(index.counts(piece) or b"") == [min(MOST, body.count(piece)) for body in bodies], piece


def test_rows_stay_right_when_plans_come_and_go(tmp_path: Path) -> None:
    many = list(invented(300, each=20))
    checked(ensure(tmp_path, build(tmp_path, many)))
    new = text_plan(many[4].key, [("新", "养老服务，社区养老。")])
    reader = build(tmp_path, [new, text_plan("z-2021-0001", [("末", "社区")])], removed=[many[0].key, many[7].key])
    assert len(list((tmp_path / "plans.index" / "2").glob("*.seg"))) == 2, "the index at hand was added to"
    checked(ensure(tmp_path, reader))


def test_rare_characters_have_a_list_in_the_index(tmp_path: Path) -> None:
    reader = build(tmp_path, [*invented(120), text_plan("r-2021-0001", [("题", "一只麒麟")])])
    index = ensure(tmp_path, reader)
    found = list(index.candidates("麒") or ())
    assert "r-2021-0001" in {index.corpus.plans[number] for number in found}
    assert len(found) < 10, "others share its place in the index, but few"
