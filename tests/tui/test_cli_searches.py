"""Quick-open and the list of searches on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.build import build
from library.library import Library
from tui.cli import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of a few samples."""
    place = tmp_path_factory.mktemp("searches") / "library"
    assert build(place, sorted((ROOT / "samples").glob("*.txt"))).failed == []
    return place


def said(capfd: pytest.CaptureFixture[str], folder: Path, *words: str) -> tuple[int, str, str]:
    capfd.readouterr()
    status = main(["--library", str(folder), *words])
    return status, *capfd.readouterr()


def answer(capfd: pytest.CaptureFixture[str], folder: Path, *words: str) -> Any:
    return json.loads(said(capfd, folder, *words, "--json")[1])


def test_a_place_is_found_by_title_and_initials(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Library.open(folder) as library:
        node = next(node for node in library.outline(library.plans()[0].key) if len(node.title) > 3 and node.title.isalpha())
    places = answer(capfd, folder, "find", node.title)["places"]
    assert node.key in [place["key"] for place in places]
    assert places[0]["matches"]
    status, out, err = said(capfd, folder, "find", node.title, "--limit", "1")
    assert (status, err, out.count("\n")) == (0, "", 1)
    assert f"【{node.title}】" in out
    status, out, err = said(capfd, folder, "find", "nothingislikethis")
    assert (status, out) == (1, "")
    assert "guilan search" in err


def test_a_search_is_kept_asked_again_and_removed(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "还没有" in said(capfd, folder, "searches")[2]
    with Library.open(folder) as library:
        library.user.save_search("指标", "养老", {"kind": "indicator", "sort": "plan"})
        library.user.add_history("救助", 3, {"region": "青石"})
    said(capfd, folder, "searches", "--save", "床位", "--name", "床")
    told = answer(capfd, folder, "searches")
    assert {(one["name"], one["query"]) for one in told["saved"]} == {("指标", "养老"), ("床", "床位")}
    assert [(one["query"], one["total"]) for one in told["history"]] == [("救助", 3)]
    assert "region=青石" in said(capfd, folder, "searches")[1]
    again = answer(capfd, folder, "search", "--saved", "指标")
    assert again["query"] == "养老"
    assert {hit["kind"] for hit in again["hits"]} == {"indicator"}
    assert said(capfd, folder, "searches", "--remove", "指标")[0] == 0
    assert said(capfd, folder, "searches", "--remove", "指标")[0] == 1
    assert "指标" in said(capfd, folder, "search", "--saved", "指标")[2]
    assert answer(capfd, folder, "searches", "--forget")["history"] == []


def test_a_search_needs_words_or_a_name(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capfd, folder, "search")
    assert (status, out) == (2, "")
    assert "词语" in err
