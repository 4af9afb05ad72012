"""The settings screen: every change shows at once and is saved at once; keys are given, refused and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.app_library import screen_text
from tests.tui.conftest import Opener
from tests.tui.test_app_flow import type_in, until
from tui import bindings, cellwidth, keys
from tui.app import Guilan
from tui.compat.rebind import rebind
from tui.screens.settings import KeysScreen, PressKey, SettingsScreen
from tui.settings import Settings, Trouble, load
from tui.text import glyphs
from tui.widgets.entries import Entries
from tui.widgets.keyline import KeyLine
from tui.widgets.prose import Prose


@pytest.fixture(autouse=True)
def _settings_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("GUILAN_CONFIG", str(tmp_path / "config" / "settings.toml"))
    yield
    keys.use({})
    bindings.renew()
    rebind(None)
    cellwidth.heard(None)
    cellwidth.use(Settings())


async def at_settings(app: Guilan, pilot: Pilot[int], name: str = "language") -> SettingsScreen:
    """Open the screen and go to a setting."""
    await until(pilot, lambda: app.desk.ready)
    await pilot.press("shift+f1")
    await until(pilot, lambda: isinstance(app.screen, SettingsScreen) and app.screen.query_one(Entries).entries)
    screen = app.screen
    assert isinstance(screen, SettingsScreen)
    while screen.query_one(Entries).chosen != name:
        await pilot.press("down")
    return screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_all_of_it_is_on_the_screen(open_app: Opener, folder: Path, size: tuple[int, int]) -> None:
    app = open_app(folder)
    async with app.run_test(size=size) as pilot:
        screen = await at_settings(app, pilot, "width")
        await pilot.pause()
        for part in screen.query("Prose, Entries"):
            assert screen.query_one(".box").region.contains_region(part.region), part
        shown = screen_text(app)
        for words in ("界面语言", "配色", "线条", "导出文件夹", "自己的按键", "示例", "设置文件", "Esc 返回", "按一格算"):
            assert words in shown, words


async def test_a_change_shows_and_is_saved_at_once(open_app: Opener, folder: Path) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await at_settings(app, pilot, "theme")
        ground = app.desk.styles.background
        await pilot.press("right")
        assert load()[0].theme == "light"
        assert app.theme == "guilan-light"
        await until(pilot, lambda: app.desk.styles.background != ground)
        await pilot.press("enter")
        assert load()[0].theme == "contrast"
        await pilot.press("left", "left")
        assert load()[0].theme == "dark"
        await pilot.press("down", "left")
        assert load()[0].width == "2"
        assert glyphs.now() is glyphs.ASCII
        assert screen.query_one(Entries).chosen == "width"
        await pilot.pause()
        assert "╭" not in screen_text(app)
        await pilot.press("delete")
        assert load()[0] == Settings()
        assert glyphs.now() is glyphs.BOX
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_the_export_folder_has_to_be_there(open_app: Opener, folder: Path, tmp_path: Path) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await at_settings(app, pilot, "folder")
        await pilot.press("enter")
        await type_in(pilot, str(tmp_path / "无"))
        await pilot.press("enter")
        await until(pilot, lambda: "没有这个文件夹" in screen.query_one("#about", Prose).words)
        assert app.settings.folder == ""
        (tmp_path / "无").mkdir()
        await pilot.press("enter")
        await type_in(pilot, str(tmp_path / "无"))
        await pilot.press("enter")
        await until(pilot, lambda: load()[0].folder == str(tmp_path / "无"))
        assert app.desk.tuner.folder() == str(tmp_path / "无")


async def test_a_key_is_given_refused_and_taken_back(open_app: Opener, folder: Path) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await at_settings(app, pilot, "keys")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        await type_in(pilot, "指标对比")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PressKey))
        for key, why in (("ctrl+e", "导出"), ("f1", "帮助"), ("enter", "选定"), ("e", "导出")):
            await pilot.press(key)
            await until(pilot, lambda why=why: why in app.screen.query_one("#trouble", Prose).words)  # type: ignore[misc]
        assert app.settings.keys == {}
        await pilot.press("f11")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        assert load()[0].keys == {"compare": ("f11", "c")}
        await pilot.press("escape", "escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert "F11 指标对比" in "".join(f"{key} {title}|" for _, _, key, title in app.desk.query_one(KeyLine).hints(120))
        await pilot.press("f4")
        await pilot.pause()
        assert app.desk.session.side != "comparison"
        await pilot.press("f11")
        await until(pilot, lambda: app.desk.session.side == "comparison")
        await pilot.press("comma", *["down"] * 5, "enter")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        await type_in(pilot, "指标对比")
        await pilot.press("delete")
        await until(pilot, lambda: load()[0] == Settings())
        await pilot.press("escape", "escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        app.desk.show_side("results", focus=True)
        await pilot.press("f4")
        await until(pilot, lambda: app.desk.session.side == "comparison")


async def test_a_standard_key_that_another_action_has_got_is_not_taken_back(open_app: Opener, folder: Path) -> None:
    app = open_app(folder)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.desk.ready)
        assert app.desk.tuner.give("compare", "f11")[0]
        assert app.desk.tuner.give("matrix", "f4")[0]
        done, words = app.desk.tuner.take_back("compare")
        assert not done
        assert "覆盖矩阵" in words
        assert app.settings.keys["compare"] == ("f11", "c")


async def test_own_keys_hold_from_the_start(open_app: Opener, folder: Path) -> None:
    app = Guilan(open_app(folder).library, None, None, Settings(keys={"settings": ("f11",)}))
    app.session.guided = True
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.desk.ready)
        await pilot.press("f11")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))


async def test_a_disk_that_refuses_is_said_and_the_setting_holds_for_this_time(
    open_app: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("GUILAN_CONFIG", str(tmp_path / "file" / "settings.toml"))
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await at_settings(app, pilot, "theme")
        await pilot.press("right")
        assert "设置没有存下" in screen.query_one("#about", Prose).words
        assert app.theme == "guilan-light"


async def test_what_cannot_be_used_is_said_when_the_app_opens(open_app: Opener, folder: Path) -> None:
    app = open_app(folder)
    app.troubles = (Trouble("value", (("name", "theme"), ("value", "pink"))),)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.desk.ready)
        await until(pilot, lambda: "pink" in app.desk.status.words)
        assert "Shift+F1" in app.desk.status.words
