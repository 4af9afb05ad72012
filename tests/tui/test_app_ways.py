"""Ways to a place: quick-open by number and pinyin, sections like this one, searches of before, why a result is one."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest

from library.model import Place, Similar
from tests.tui.app_library import make_plan, screen_text, write_library
from tests.tui.conftest import Opener as Maker
from tests.tui.test_app_flow import SIZES, count, search, type_in, until, where
from tests.tui.test_app_narrow import choose, listed
from tui.screens.dialogs import Message, Picker
from tui.screens.opener import Opener, place_items
from tui.widgets.entries import Entries
from tui.widgets.similar import similar_entries


@pytest.mark.parametrize(
    ("letters", "key"),
    [("青石 三", "qingshi-2021-bbbb.3"), ("kdcwgj", "yunxi-2021-aaaa.2.1"), ("社区食堂数量", "yunxi-2021-aaaa.3")],
)
async def test_quick_open_by_number_initials_and_name(folder: Path, open_app: Maker, letters: str, key: str) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, Opener))
        await type_in(pilot, letters)
        await until(pilot, lambda: any(not entry.heading for entry in app.screen.query_one(Entries).entries))
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.browser.page)
        assert app.desk.browser.page is not None
        assert app.desk.browser.page.key.split(".")[1:] == key.split(".")[1:]


async def test_enter_waits_for_the_letters_that_are_on_their_way(folder: Path, open_app: Maker) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        held: list[Future[list[Place]]] = []
        client = app.desk.finder.client
        whole = client.quick_open

        def slow(text: str, recent: object = ()) -> Future[list[Place]]:
            del recent
            if not text:
                return whole(text)
            held.append(Future())
            return held[-1]

        client.quick_open = slow  # type: ignore[method-assign]
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, Opener))
        await type_in(pilot, "指标")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Opener)
        place = Place("section", "liuwan-2021-cccc.3", "liuwan-2021-cccc", "柳湾区规划", "liuwan-2021-cccc.3", (), "三、主要指标")
        held[0].set_result([])
        held[1].set_result([place])
        await until(pilot, lambda: app.desk.browser.page and app.desk.browser.page.key == "liuwan-2021-cccc.3")


@pytest.mark.parametrize("size", SIZES)
async def test_sections_like_this_one_stand_in_the_side_pane_with_their_words(
    folder: Path, open_app: Maker, size: tuple[int, int]
) -> None:
    app = open_app(folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.desk.browser.open("yunxi-2021-aaaa.2.1")
        await pilot.press("ctrl+n")
        await until(pilot, lambda: app.desk.kin.pane and any(not entry.heading for entry in app.desk.kin.pane.entries))
        await pilot.pause()
        assert "共有的词" in screen_text(app)
        assert app.desk.kin.pane is app.desk.side
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.browser.page and not app.desk.browser.page.key.startswith("yunxi"))
        assert app.desk.reader.match_count > 0
        await pilot.press("f5")
        assert app.desk.side is app.desk.results


async def test_similar_says_what_is_missing(folder: Path, open_app: Maker) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("a")
        await until(pilot, lambda: "先选中或打开一节" in where(app))


async def test_a_search_is_remembered_kept_and_asked_again_as_it_was_narrowed(folder: Path, open_app: Maker) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, app, "护理型床位")
        await choose(pilot, app, "region\n示例省云溪市青石区")
        narrowed = count(app)
        await pilot.press("ctrl+f", "enter", "enter")
        await until(pilot, lambda: app.desk.browser.page)
        await until(pilot, lambda: app.library.user.history())
        await pilot.press("alt+up")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        assert "保存这次搜索：护理型床位" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: "已保存搜索" in where(app))
        (kept,) = app.library.user.searches()
        assert kept.options == {"region": ["示例省云溪市青石区"]}
        await pilot.press("ctrl+f", "escape")
        await until(pilot, lambda: app.desk.finder.results is None)
        await pilot.press("up")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        shown = screen_text(app)
        assert "保存 护理型床位" in shown
        assert "搜过 护理型床位" in shown
        assert "地区：示例省云溪市青石区" in shown
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.desk.finder.results)
        await pilot.pause()
        assert app.desk.box.value == "护理型床位"
        assert count(app) == narrowed
        assert "〔地区：示例省云溪市青石区 ×〕" in listed(app)
        await pilot.press("alt+up")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await pilot.press("enter")
        await until(pilot, lambda: "不再保存" in where(app))
        assert app.library.user.searches() == []


async def test_a_result_is_explained(folder: Path, open_app: Maker) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, app, "嵌入式小微")
        await pilot.press("down", "ctrl+g")
        await until(pilot, lambda: isinstance(app.screen, Message))
        assert "嵌入式小微" in "".join(screen_text(app).split("说明")[1:])


async def test_a_hostile_library_is_quick_opened_and_compared(tmp_path: Path, open_app: Maker) -> None:
    bad = make_plan("a-2021-aaaa", "示例省", "甲[/x][@click=app.quit]规划", ("25", "60"), said="推进[red]养老[/red]机构")
    other = make_plan("b-2021-bbbb", "示例省乙市", "乙市规划", ("30", "55"), said="推进[red]养老[/red]机构")
    app = open_app(write_library(tmp_path / "library", [bad, other]))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, Opener))
        await type_in(pilot, "click")
        await until(pilot, lambda: "[@click=app.quit]" in "".join(screen_text(app).replace("【", "").replace("】", "").split()))
        await pilot.press("escape")
        app.desk.browser.open("a-2021-aaaa.2.1")
        await pilot.press("a")
        await until(pilot, lambda: app.desk.kin.pane and app.desk.kin.pane.entries)
        assert app.crash is None


def test_control_characters_in_places_and_kin_do_not_widen_a_row() -> None:
    place = Place("section", "k", "p", "甲\x1b[2J", None, ("乙\x9b",), "丙\u202e丁", ((0, 1),))
    (item,) = place_items([place])
    assert [words for words, _ in item.rows[0].pieces if "丙" in words] == ["【丙】"]
    one = Similar("k", "p", "甲\x07", "省", ("一\x00",), 0.5, ("词\x1b]0;x\x07",), "片段", ((0, 2),), (), ())
    assert [entry.key for entry in similar_entries("题", [one])] == ["head:", "0"]
