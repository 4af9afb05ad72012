"""How plans word a measure: from the search to the basket."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.userdata import UserData
from tests.tui.app_library import screen_text
from tests.tui.conftest import Opener as Maker
from tests.tui.test_app_flow import SIZES, search, until


@pytest.mark.parametrize("size", SIZES)
async def test_wordings_of_a_search_are_listed_opened_and_collected(folder: Path, open_app: Maker, size: tuple[int, int]) -> None:
    app = open_app(folder)
    async with app.run_test(size=size) as pilot:
        await search(pilot, app, "护理型床位")
        await pilot.press("shift+f2")
        await until(pilot, lambda: app.desk.phrases.section_here())
        await pilot.pause()
        assert "部规划说到" in screen_text(app)
        await pilot.press("shift+f5")
        await until(pilot, lambda: UserData(folder).basket())
        (kept,) = UserData(folder).basket()
        assert "护理型床位" in kept.quote
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.browser.page)
        assert app.desk.reader.match_count > 0
