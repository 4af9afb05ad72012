"""Two sections beside each other, and another name for a word: from the keys to the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.app_library import screen_text
from tests.tui.conftest import Opener as Maker
from tests.tui.test_app_flow import SIZES, search, until, where
from tui.screens.dialogs import Ask
from tui.widgets.field import Field
from tui.widgets.results import SYNONYM


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["d", "shift+f4"])
async def test_a_similar_section_stands_beside_the_open_one(folder: Path, open_app: Maker, size: tuple[int, int], key: str) -> None:
    app = open_app(folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.desk.browser.open("yunxi-2021-aaaa.2.1")
        await pilot.press("ctrl+n")
        await until(pilot, lambda: app.desk.kin.section_here())
        await pilot.press(key)
        await until(pilot, lambda: app.desk.pair.pane and any(not entry.heading for entry in app.desk.pair.pane.entries))
        await pilot.pause()
        assert app.desk.side is app.desk.pair.pane
        assert "说法不同" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.browser.page and not app.desk.browser.page.key.startswith("yunxi"))


async def test_without_a_second_section_it_says_how(folder: Path, open_app: Maker) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("d")
        await until(pilot, lambda: "先打开一节" in where(app))


async def test_a_word_that_is_not_found_gets_another_name_with_one_key(folder: Path, open_app: Maker) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, app, "长者膳堂")
        await until(pilot, lambda: any(entry.key == SYNONYM for entry in app.desk.results.entries))
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        app.screen.query_one(Field).value = "社区食堂"
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.finder.results and app.desk.finder.results.total)
        assert "长者膳堂" in (folder / "synonyms.toml").read_text("utf-8")
