"""Reading aids: the way in the title, the outline, from indicator to indicator, figures made visible without colour."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from library.model import SectionNode, Value
from tests.tui.app_library import PLANS, screen_text, write_library
from tests.tui.conftest import Opener
from tests.tui.test_app_flow import SIZES, until, where
from tui.app import Guilan
from tui.control.aids import around
from tui.screens.outline import Outline
from tui.state import load, save, state_file
from tui.text.crumbs import crumbs
from tui.text.figures import figures


def title(app: Guilan) -> str:
    return app.desk.reader._border_title.plain if app.desk.reader._border_title else ""


def node(key: str, number: str, title: str) -> SectionNode:
    above = key.rpartition(".")[0]
    return SectionNode(key, above if "." in above else None, key.count("."), number, title, "heading", False, 0)


TREE = [
    node("p.1", "一、", "基础"), node("p.1.1", "（一）", "成效"), node("p.2", "二、", "任务"), node("p.2.1", "（一）", "床位"),
    node("p.2.1.1", "1.", "新增"), node("p.2.1.2", "2.", "改造"), node("p.2.2", "（二）", "助餐"), node("p.2.2.1", "1.", "点位"),
    node("p.3", "三、", "保障"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到2025年护理型床位占比不低于60%，新增9,500张。", ["2025年", "60%", "9,500张"]),
        ("２０２０年建成１２个，1.5万平方米", ["２０２０年", "１２个", "1.5万平方米"]),
        ("2021年8月6日起，2021—2025年", ["2021年8月6日", "2021—2025年"]),
        ("百分之六十的街道，三分之二的社区，每千人8.5张", ["百分之六十", "三分之二", "8.5张"]),
        ("≥60", ["≥60"]),
        ("第3条、A3级、云府发〔2021〕8号", []),
        ("没有数字的一句话", []),
    ],
)
def test_figures_are_numbers_with_units_shares_and_dates(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in figures(text)] == found


@pytest.mark.parametrize("room", range(2, 60))
def test_the_way_is_shortened_by_whole_steps_and_never_wider_than_its_room(room: int) -> None:
    way = [TREE[2], TREE[3], TREE[5]]
    words = crumbs("云溪市养老服务规划", way, room)
    assert cell_len(words) <= room
    assert set(words.split(" › ")) <= {"云溪市养老服务规划", "二、任务", "（一）床位", "2.改造", "二、", "（一）", "2.", ""}
    if room >= 51:
        assert words == "云溪市养老服务规划 › 二、任务 › （一）床位 › 2.改造"


def test_the_outline_holds_what_is_above_beside_and_below() -> None:
    assert [one.key for one in around(TREE, "p.2.1")] == ["p.1", "p.2", "p.2.1", "p.2.1.1", "p.2.1.2", "p.2.2", "p.3"]
    assert [one.key for one in around(TREE, "p.2.1.2")] == ["p.1", "p.2", "p.2.1", "p.2.1.1", "p.2.1.2", "p.2.2", "p.3"]
    assert [one.key for one in around(TREE, "p.1")] == ["p.1", "p.1.1", "p.2", "p.3"]
    assert [one.key for one in around(TREE, "p")] == ["p.1", "p.2", "p.3"]


@pytest.mark.parametrize("size", SIZES)
async def test_the_title_of_the_reader_is_where_one_is(folder: Path, open_app: Opener, size: tuple[int, int]) -> None:
    app = open_app(folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.desk.browser.open("yunxi-2021-aaaa.2")
        await pilot.pause()
        assert title(app).endswith("二、主要任务")
        app.desk.reader.go_to_section("yunxi-2021-aaaa.2.1")
        await until(pilot, lambda: title(app).endswith("（一）扩大床位供给"))
        assert "（一）扩大床位供给" in screen_text(app)


async def test_a_heading_with_markup_is_only_words_in_the_title(tmp_path: Path, open_app: Opener) -> None:
    plan = PLANS[0]
    evil = replace(plan.sections[0], title="[@click=app.leave]坏[/x]\x1b[2J")
    app = open_app(write_library(tmp_path / "evil", [replace(plan, sections=(evil, *plan.sections[1:]))]))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.desk.browser.open("yunxi-2021-aaaa.1")
        await until(pilot, lambda: "[@click=app.leave]坏[/x]" in screen_text(app).splitlines()[1])
        assert "\x1b" not in screen_text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_from_the_outline_to_a_heading_on_the_page_and_to_one_elsewhere(
    folder: Path, open_app: Opener, size: tuple[int, int]
) -> None:
    app = open_app(folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("alt+o")
        await until(pilot, lambda: "先打开一节" in where(app))
        app.desk.browser.open("yunxi-2021-aaaa.2")
        await pilot.pause()
        await pilot.press("alt+o")
        await until(pilot, lambda: isinstance(app.screen, Outline))
        await pilot.pause()
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.desk.reader.place and app.desk.reader.place.section == "yunxi-2021-aaaa.2.1")
        assert app.desk.browser.page
        assert app.desk.browser.page.key == "yunxi-2021-aaaa.2"
        await pilot.press("alt+o")
        await until(pilot, lambda: isinstance(app.screen, Outline))
        for letter in "发展基础":
            await pilot.press(letter)
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.browser.page and app.desk.browser.page.key == "yunxi-2021-aaaa.1")


async def test_from_indicator_to_indicator_through_sentences_and_tables(tmp_path: Path, open_app: Opener) -> None:
    plan = PLANS[0]
    section = plan.sections[2]
    words = "先说别的。" * 30 + "到2025年建成社区食堂40个。"
    said = "到2025年建成社区食堂40个。"
    target = replace(
        plan.indicators[1], key="yunxi-2021-aaaa.i9", section=section.key, origin="text", note=said, source=section.source,
        values=(Value(2025, "target", "40", "=", 40.0, "个"),),
    )  # fmt: skip
    changed = replace(
        plan, sections=(*plan.sections[:2], replace(section, text=words), plan.sections[3]), indicators=(*plan.indicators, target)
    )
    app = open_app(write_library(tmp_path / "targets", [changed]))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        desk = app.desk
        desk.browser.open("yunxi-2021-aaaa.1")
        await pilot.press("alt+n")
        await until(pilot, lambda: desk.browser.page and desk.browser.page.key == "yunxi-2021-aaaa.2.1")
        await until(
            pilot, lambda: "到2025年" in desk.reader.lines[desk.reader.cursor].text + desk.reader.lines[desk.reader.cursor + 1].text
        )
        await pilot.press("alt+n")
        await until(
            pilot, lambda: desk.reader.place and (desk.reader.place.table, desk.reader.place.row) == ("yunxi-2021-aaaa.t1", 1)
        )
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: desk.reader.place and desk.reader.place.row == 2)
        await pilot.press("alt+n")
        await until(pilot, lambda: "后面没有指标了" in where(app))
        await pilot.press("alt+p")
        await until(pilot, lambda: desk.reader.place and desk.reader.place.row == 1)
        await pilot.press("alt+p")
        await until(pilot, lambda: desk.browser.page and desk.browser.page.key == "yunxi-2021-aaaa.2.1")
        await pilot.press("alt+p")
        await until(pilot, lambda: "前面没有指标了" in where(app))


async def test_figures_are_visible_without_colour_and_stay_so(
    folder: Path, open_app: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.desk.browser.open("yunxi-2021-aaaa.2.1")
        await pilot.press("alt+m")
        await until(pilot, lambda: "已用粗斜体标出" in where(app))
        await pilot.pause()
        strips = [app.desk.reader.render_line(y) for y in range(12)]
        found = [one for strip in strips for one in strip if one.text == "2025年"]
        assert found
        assert all(one.style and one.style.bold and one.style.italic for one in found)
        await pilot.press("ctrl+q")
    assert load(state_file(folder, tmp_path / "state")).figures is True
    again = open_app(folder)
    async with again.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: again.desk.ready)
        assert again.desk.reader.figures
        await pilot.press("number_sign")
        await until(pilot, lambda: "不再标出" in where(again))
        assert not again.desk.reader.figures


def test_a_session_of_before_is_read_without_figures(tmp_path: Path) -> None:
    import json

    path = tmp_path / "session.json"
    from tui.state import Session

    save(path, Session(query="床位", figures=True))
    data = json.loads(path.read_text("utf-8"))
    del data["figures"]
    path.write_text(json.dumps(data), "utf-8")
    assert (load(path).query, load(path).figures) == ("床位", False)
