"""Facets that combine and are given up with Esc, the order of results, ways out where nothing was found."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from library.model import Facet, FacetValue, Hit, Results
from tests.tui.app_library import screen_text
from tests.tui.conftest import Opener
from tests.tui.test_app_flow import SIZES, count, search, until, where
from tui.app import Guilan
from tui.screens.dialogs import Toggles
from tui.widgets.entries import Entries
from tui.widgets.results import Narrowed, reading_order, result_entries


def plans_found(app: Guilan) -> set[str]:
    results = app.desk.finder.results
    return {hit.plan for hit in results.hits} if results else set()


def listed(app: Guilan) -> str:
    """All that the results say, without line breaks."""
    return "".join(words for entry in app.desk.results.entries for one in entry.rows for words, _ in one.pieces)


def another(app: Guilan, before: Results | None) -> bool:
    """Whether there is another answer by now."""
    return app.desk.finder.results is not before


async def choose(pilot: Pilot[int], app: Guilan, *keys: str) -> None:
    """Open the list of facets, switch these, close it."""
    await pilot.press("ctrl+l")
    await until(pilot, lambda: isinstance(app.screen, Toggles))
    for key in keys:
        before = app.desk.finder.results
        assert app.screen.query_one(Entries).select(key), key
        await pilot.press("enter")
        await until(pilot, partial(another, app, before))
        await pilot.pause()
    await pilot.press("escape")
    await until(pilot, lambda: app.screen is app.desk)


@pytest.mark.parametrize("size", SIZES)
async def test_facets_show_counts_combine_and_are_cleared_by_esc(folder: Path, open_app: Opener, size: tuple[int, int]) -> None:
    app = open_app(folder)
    async with app.run_test(size=size) as pilot:
        await search(pilot, app, "护理型床位")
        whole = count(app)
        assert "筛选 Ctrl+L：地区" in listed(app)
        await pilot.press("down")
        await choose(pilot, app, "region\n示例省云溪市青石区", "kind\nindicator")
        assert plans_found(app) == {"qingshi-2021-bbbb"}
        assert {hit.kind for hit in app.desk.finder.results.hits} == {"indicator"}  # type: ignore[union-attr]
        assert "〔地区：示例省云溪市青石区 ×〕〔类别：指标 ×〕" in listed(app)
        assert count(app) != whole
        await choose(pilot, app, "region\n示例省云溪市")
        assert plans_found(app) == {"qingshi-2021-bbbb", "yunxi-2021-aaaa"}
        await choose(pilot, app, "region\n示例省云溪市")
        assert plans_found(app) == {"qingshi-2021-bbbb"}
        app.desk.go("side")
        await pilot.press("escape")
        await until(pilot, lambda: count(app) == whole)
        assert app.desk.box.value == "护理型床位"
        assert app.desk.results.has_focus


async def test_an_emptied_box_gives_up_what_narrowed_the_search(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, app, "护理型床位")
        await choose(pilot, app, "region\n示例省云溪市青石区")
        await pilot.press("ctrl+f", "escape")
        await until(pilot, lambda: app.desk.finder.results is None)
        app.desk.go("tree")
        await search(pilot, app, "护理型床位")
        assert len(plans_found(app)) == 3


@pytest.mark.parametrize("key", ["p", "ctrl+s"])
async def test_the_order_goes_round(folder: Path, open_app: Opener, key: str) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, app, "护理型床位")
        await pilot.press("down")
        for name in ("规划顺序", "地区", "目标值"):
            before = app.desk.finder.results
            await pilot.press(key)
            assert f"结果改按{name}排列" in where(app)
            await until(pilot, partial(another, app, before))
            await pilot.pause()
            assert f"按{name}排列（Ctrl+S 换）" in screen_text(app)
        hits = app.desk.finder.results.hits  # type: ignore[union-attr]
        assert [hit.plan for hit in hits[:2]] == ["yunxi-2021-aaaa", "qingshi-2021-bbbb"]
        assert app.desk.finder._order == list(range(len(hits)))


async def test_where_nothing_is_found_the_ways_out_can_be_taken(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, app, "护理型床位 航天发射")
        assert "没有找到" in screen_text(app)
        assert "可以这样找" in screen_text(app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.desk.finder.results and app.desk.finder.results.hits)
        assert app.desk.box.value == "护理型床位"


async def test_a_filter_that_leaves_nothing_is_lifted_by_the_way_out(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, app, "护理型床位")
        await choose(pilot, app, "region\n示例省云溪市柳湾区", "attribute\n约束性")
        assert app.desk.finder.results is not None
        assert app.desk.finder.results.total == 0
        app.desk.go("side")
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.finder.results and app.desk.finder.results.hits)


def test_hostile_labels_stay_words_and_ungrouped_hits_keep_their_order() -> None:
    hit = Hit("indicator", "a.i1", "a", "甲[red]\x1b]0;x\x07", "甲", "a.1", ("一、\x9b31m",), "名", 1.0, "", (), None, "别\u202e名")
    facet = Facet("region", "地区", (FacetValue("甲", "甲\x1b[2J", 2), FacetValue("乙", "乙", 1)))
    results = Results("名", 2, 1.0, (hit, hit), (), None, (facet,))
    entries = result_entries(results, (), Narrowed(("地区：甲\x1b",), "目标值"), grouped=False)
    assert [entry.key for entry in entries if not entry.heading] == ["0", "1"]
    assert reading_order(results, grouped=False) == [0, 1]
