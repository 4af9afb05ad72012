"""History and session, without a terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tui.state import DEPTH, RECENT, History, Place, Session, load, save, state_file


def test_back_and_forward_give_the_place_as_it_was_left() -> None:
    history = History()
    history.visit(Place("p.1"))
    history.leave(("床位",), (3, 0, 2, 1))
    history.visit(Place("p.2"))
    assert history.back() == Place("p.1", ("床位",), (3, 0, 2, 1))
    assert history.back() is None
    assert history.forward() == Place("p.2")
    assert history.forward() is None


def test_a_new_place_cuts_off_what_lay_ahead() -> None:
    history = History()
    for key in ("p.1", "p.2", "p.3"):
        history.visit(Place(key))
    history.back()
    history.visit(Place("p.9"))
    assert history.forward() is None
    assert history.back() == Place("p.2")


def test_the_same_place_twice_is_one_step() -> None:
    history = History()
    history.visit(Place("p.1"))
    history.visit(Place("p.1", ("词",)))
    assert history.current == Place("p.1", ("词",))
    assert history.back() is None


def test_history_is_bounded() -> None:
    history = History()
    for number in range(DEPTH + 20):
        history.visit(Place(f"p.{number}"))
    steps = 0
    while history.back():
        steps += 1
    assert steps == DEPTH - 1


def test_recent_sections_come_newest_first_and_once() -> None:
    session = Session()
    for number in range(RECENT + 3):
        session.visited(f"p.{number}")
    session.visited("p.5")
    assert session.recent[0] == "p.5"
    assert len(session.recent) == len(set(session.recent)) == RECENT


def test_a_session_comes_back_as_it_was(tmp_path: Path) -> None:
    place = Place("p.1", ("床位",), (1, 2, 3, None))
    session = Session(place, "床位", ["region:示例省"], ["p.1"], "comparison", "p.i1", True, "/tmp")
    assert save(tmp_path / "state" / "s.json", session)
    assert load(tmp_path / "state" / "s.json") == session
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["s.json"]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"version": 1}', '{"version": 99}', "null", "\x00\x00"])
def test_a_damaged_or_newer_session_is_a_fresh_start(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "s.json"
    path.write_text(damage)
    assert load(path) == Session()


def test_a_place_of_the_wrong_shape_is_a_fresh_start(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    save(path, Session(Place("p.1", (), (1, 2, 3, None))))
    data = json.loads(path.read_text())
    data["place"]["view"] = [1]
    path.write_text(json.dumps(data))
    assert load(path) == Session()


def test_a_disk_that_refuses_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not save(tmp_path / "file" / "s.json", replace(Session()))


def test_each_library_has_its_own_session(tmp_path: Path) -> None:
    assert state_file(tmp_path / "a", tmp_path) != state_file(tmp_path / "b", tmp_path)
    assert state_file(tmp_path / "a", tmp_path) == state_file(tmp_path / "b" / ".." / "a", tmp_path)
