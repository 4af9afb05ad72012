"""The basket: collected from anywhere with one key, ordered, annotated, written as one dossier."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from library.userdata import UserData
from tests.tui.app_library import screen_text
from tests.tui.conftest import Opener as Maker
from tests.tui.test_app_flow import SIZES, search, until, where
from tui.app import Guilan
from tui.screens.dialogs import Ask
from tui.screens.export_dialog import ExportDialog
from tui.widgets.field import Field


def held(folder: Path) -> list[str]:
    return [one.key for one in UserData(folder).basket()]


@pytest.mark.parametrize("key", ["space", "ideographic_space", "shift+f5"])
async def test_one_key_collects_the_section_that_is_read(folder: Path, open_app: Maker, key: str) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.desk.browser.open("yunxi-2021-aaaa.2.1")
        await pilot.press(key)
        await until(pilot, lambda: "已收入摘编" in where(app))
        await pilot.press(key)
        await until(pilot, lambda: "已经有了" in where(app))
    assert held(folder) == ["yunxi-2021-aaaa.2.1"]


async def test_a_hit_and_a_row_of_a_comparison_are_collected(folder: Path, open_app: Maker) -> None:
    app = open_app(folder)
    async with app.run_test(size=(160, 40)) as pilot:
        await search(pilot, app, "嵌入式小微")
        await pilot.press("down")
        await pilot.press("shift+f5")
        await until(pilot, lambda: held(folder))
        app.desk.weigher.compare("yunxi-2021-aaaa.i1", "护理型床位占比")
        await until(pilot, lambda: app.desk.weigher.comparison)
        await pilot.press("shift+f5")
        await until(pilot, lambda: len(held(folder)) == 2)
    assert held(folder)[1].endswith(".i1")


async def fill(app: Guilan, folder: Path) -> None:
    for key in ("yunxi-2021-aaaa.2.1", "qingshi-2021-bbbb.i1"):
        UserData(folder).collect(key, app.library.title_of(key))


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_ordered_annotated_and_thinned_out(folder: Path, open_app: Maker, size: tuple[int, int]) -> None:
    app = open_app(folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await fill(app, folder)
        await pilot.press("shift+f6")
        await until(pilot, lambda: app.desk.basket.on_show and "已收入 2 条" in screen_text(app))
        await pilot.press("shift+down")
        await until(pilot, lambda: held(folder)[0] == "qingshi-2021-bbbb.i1")
        await pilot.press("ctrl+t")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        app.screen.query_one(Field).value = "可参考"
        await pilot.press("enter")
        await until(pilot, lambda: UserData(folder).basket()[1].note == "可参考")
        await until(pilot, lambda: "批注：可参考" in screen_text(app))
        await pilot.press("delete")
        await until(pilot, lambda: held(folder) == ["qingshi-2021-bbbb.i1"])


@pytest.mark.parametrize("suffix", [".md", ".docx"])
async def test_it_becomes_one_document(folder: Path, open_app: Maker, tmp_path: Path, suffix: str) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await fill(app, folder)
        await pilot.press("S")
        await until(pilot, lambda: app.desk.basket.on_show)
        await pilot.press("ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, ExportDialog))
        path = tmp_path / f"摘编{suffix}"
        app.screen.query_one(Field).value = str(path)
        await pilot.press("enter")
        await until(pilot, path.exists)
    data = zipfile.ZipFile(path).read("word/document.xml") if suffix == ".docx" else path.read_bytes()
    assert "参考文献" in data.decode()
    assert "云溪市人民政府" in data.decode() or "示例省云溪市人民政府" in data.decode()


async def test_nothing_is_collected_where_nothing_is_pointed_at(folder: Path, open_app: Maker) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("space")
        await until(pilot, lambda: "先指向一节" in where(app))
