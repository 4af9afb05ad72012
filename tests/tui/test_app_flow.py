"""What a person does, key by key, on the app without a terminal: at 80x24, 120x40 and 200x50."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from library.library import Library
from tests.tui.app_library import screen_text
from tests.tui.conftest import Opener
from tui import strings
from tui.app import Guilan
from tui.control import deliver
from tui.screens.dialogs import Choice, Picker
from tui.screens.dialogs import Message as Notice
from tui.screens.export_dialog import ExportDialog
from tui.widgets.entries import Entries
from tui.widgets.field import Field
from tui.widgets.prose import Prose

SIZES = [(80, 24), (120, 40), (200, 50)]


async def until(pilot: Pilot[int], true: Callable[[], object]) -> None:
    """Wait for something to come true; at most 5 seconds."""
    for _ in range(250):
        if true():
            return
        await pilot.pause(0.02)
    pytest.fail(screen_text(pilot.app))


async def type_in(pilot: Pilot[int], words: str) -> None:
    """Type as an input method sends it: character by character."""
    for letter in words:
        await pilot.press(letter)


async def search(pilot: Pilot[int], app: Guilan, words: str) -> None:
    """Search and wait for the answer."""
    await pilot.press("slash")
    await type_in(pilot, words)
    await until(pilot, lambda: app.desk.finder.results and app.desk.finder.results.query == words)
    await pilot.pause()


def where(app: Guilan) -> str:
    return app.desk.query_one("#where", Prose).words


def count(app: Guilan) -> str:
    return app.desk.query_one("#count", Prose).words


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_screen_shows_tree_box_and_keys(folder: Path, open_app: Opener, size: tuple[int, int]) -> None:
    app = open_app(folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = screen_text(app)
        for words in ("规览", "示例省", "云溪市", "F1 帮助", "Enter 打开"):
            assert words in shown
        assert shown.splitlines()[-1].rstrip().endswith("F1 帮助")


@pytest.mark.parametrize("size", SIZES)
async def test_search_open_compare_and_back(folder: Path, open_app: Opener, size: tuple[int, int]) -> None:
    app = open_app(folder)
    async with app.run_test(size=size) as pilot:
        await search(pilot, app, "嵌入式小微")
        assert "【嵌入式小微】" in screen_text(app)
        assert count(app) == "第 1 / 共 2 处"
        await pilot.press("enter", "enter")
        await until(pilot, lambda: app.desk.browser.page is not None)
        assert app.desk.active == "reader"
        assert app.desk.reader.match_count == 1
        assert "qingshi-2021-bbbb.txt" in where(app)
        assert app.desk.box.value == "嵌入式小微"
        first = app.desk.browser.page.key if app.desk.browser.page else ""
        await pilot.press("f3")
        await until(pilot, lambda: app.desk.browser.page and app.desk.browser.page.key != first)
        assert count(app) == "第 2 / 共 2 处"
        await pilot.press("alt+left")
        await until(pilot, lambda: app.desk.browser.page and app.desk.browser.page.key == first)
        assert app.desk.reader.match_count == 1
        await pilot.press("alt+right")
        await until(pilot, lambda: app.desk.browser.page and app.desk.browser.page.key != first)


async def test_the_walk_wraps_and_says_so(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, app, "嵌入式小微")
        for _ in range(2):
            await pilot.press("f3")
            await pilot.pause()
        await pilot.press("f3")
        await until(pilot, lambda: "重新开始" in where(app))
        assert count(app) == "第 1 / 共 2 处"
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "转到最后" in where(app))


async def test_one_character_is_enough_and_esc_walks_outward(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, app, "床")
        await pilot.press("down")
        assert app.desk.results.has_focus
        await pilot.press("escape")
        assert app.desk.box.has_focus
        assert app.desk.box.value == "床"
        await pilot.press("escape")
        assert app.desk.box.value == ""
        await pilot.press("escape")
        assert app.desk.tree_pane.has_focus
        await until(pilot, lambda: app.desk.finder.results is None)


async def test_no_result_says_what_was_tried(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, app, "航天发射")
        assert "没有找到“航天发射”" in screen_text(app)
        assert "在3份规划的" in "".join(screen_text(app).split())
        assert count(app) == "没有找到"


async def test_typing_waits_for_a_breath(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        for letter in "护理型床位":
            app.desk.box.insert_text_at_cursor(letter)
        await until(pilot, lambda: app.desk.finder.results)
        client = app.desk.finder.client
        assert client.asked == ["护理型床位"]  # type: ignore[attr-defined]


async def test_a_han_character_typed_in_the_tree_begins_a_search(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await type_in(pilot, "床位")
        assert app.desk.box.value == "床位"


async def test_compare_from_a_section_with_two_indicators_asks_which(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.desk.browser.open("yunxi-2021-aaaa.3")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        assert "护理型床位占比" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.weigher.comparison)
        shown = screen_text(app)
        for words in ("≥60", "≥+35", "约束性", "没有：无指标表", "+25"):
            assert words in shown
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.desk.active == "reader")
        assert app.desk.browser.page is not None
        assert app.desk.browser.page.key == "qingshi-2021-bbbb.3"
        assert "第 43 行" in where(app)


async def test_compare_on_a_table_row_needs_no_question(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.desk.browser.open("yunxi-2021-aaaa.3", line=44)
        await pilot.press("f4")
        await until(pilot, lambda: app.desk.weigher.comparison)
        comparison = app.desk.weigher.comparison
        assert comparison is not None
        assert comparison.concept == "社区食堂数量"


async def test_compare_with_nothing_chosen_lists_the_concepts(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("f4")
        await until(pilot, lambda: app.desk.weigher.concepts)
        assert "可以对比的指标（2 个）" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.weigher.comparison)


async def test_a_wide_comparison_stands_in_columns_and_cuts_nothing(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("f4")
        await until(pilot, lambda: app.desk.weigher.concepts)
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.weigher.comparison)
        await pilot.press("f10")
        await pilot.pause()
        rows = [line for line in screen_text(app).splitlines() if "≥60" in line and "约束性" in line]
        assert rows, screen_text(app)
        assert "…" not in screen_text(app)


async def test_export_writes_the_bytes_of_the_library_and_never_overwrites_unasked(
    folder: Path, open_app: Opener, tmp_path: Path
) -> None:
    app = open_app(folder)
    target = tmp_path / "导出.md"
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.desk.browser.open("yunxi-2021-aaaa.2")
        for turn in range(2):
            await pilot.press("ctrl+e")
            await until(pilot, lambda: isinstance(app.screen, ExportDialog))
            assert "新增护理型床位" in screen_text(app)
            app.screen.query_one(Field).value = str(target)
            await pilot.press("enter")
            if turn:
                await until(pilot, lambda: isinstance(app.screen, Choice))
                target.write_text("别人的文件")
                await pilot.press("enter")
            await until(pilot, lambda: app.screen is app.desk)
            assert "已保存" in where(app)
        with Library.open(folder) as library:
            expected = library.export(["yunxi-2021-aaaa.2"]).encode()
        assert target.read_text() == "别人的文件"
        assert (tmp_path / "导出-2.md").read_bytes() == expected


async def test_export_says_why_it_cannot_write(folder: Path, open_app: Opener, tmp_path: Path) -> None:
    app = open_app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.desk.browser.open("yunxi-2021-aaaa.2")
        await pilot.press("ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, ExportDialog))
        for path, words in ((tmp_path / "没有" / "x.md", "不存在"), (tmp_path, "是文件夹")):
            app.screen.query_one(Field).value = str(path)
            await pilot.press("enter")
            trouble = app.screen.query_one("#trouble", Prose)
            await pilot.pause()
            assert words in trouble.words
            assert trouble.size.height == len(trouble._lines) > 0


async def test_a_comparison_is_exported_by_its_suffix(folder: Path, open_app: Opener, tmp_path: Path) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("f4")
        await until(pilot, lambda: app.desk.weigher.concepts)
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.weigher.comparison)
        for suffix, start in ((".csv", b"\xef\xbb\xbf"), (".xlsx", b"PK"), (".json", b"{"), (".md", b"#")):
            await pilot.press("ctrl+e")
            await until(pilot, lambda: isinstance(app.screen, ExportDialog))
            app.screen.query_one(Field).value = str(tmp_path / f"对比{suffix}")
            await pilot.press("enter")
            await until(pilot, lambda: app.screen is app.desk)
            assert (tmp_path / f"对比{suffix}").read_bytes().startswith(start)


async def test_bookmarks_are_set_listed_opened_and_taken_away(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.desk.browser.open("liuwan-2021-cccc.2.1")
        await pilot.press("ctrl+b")
        await until(pilot, lambda: "已加书签" in where(app))
        app.desk.browser.open("liuwan-2021-cccc.1")
        await pilot.press("ctrl+k")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        assert "扩大床位供给" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.browser.page and app.desk.browser.page.key == "liuwan-2021-cccc.2.1")
        await pilot.press("ctrl+b")
        await until(pilot, lambda: "已去掉书签" in where(app))
        assert app.library.bookmarks() == []


async def test_help_is_searched_and_runs_what_is_picked(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("fullwidth_question_mark")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await type_in(pilot, "F10")
        await pilot.pause()
        assert len(app.screen.query_one(Entries).entries) == 1
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.zoom)


@pytest.mark.parametrize("key", ["colon", "fullwidth_colon", "ctrl+p"])
async def test_the_palette_opens_with_and_without_an_input_method(folder: Path, open_app: Opener, key: str) -> None:
    app = open_app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, Picker))
        assert "导出" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk)


async def test_quick_open_finds_a_section_by_some_characters(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await type_in(pilot, "青石 主要指标")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.browser.page and app.desk.browser.page.key == "qingshi-2021-bbbb.3")


async def test_the_tree_opens_closes_and_follows_the_reader(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        tree = app.desk.tree_pane
        tree.select("yunxi-2021-aaaa")
        await pilot.press("right", "down", "down")
        assert tree.chosen == "yunxi-2021-aaaa.2"
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.browser.page)
        assert "●" in screen_text(app)
        await pilot.press("right")
        await until(pilot, lambda: app.desk.browser.page and app.desk.browser.page.key == "yunxi-2021-aaaa.3")
        assert tree.chosen == "yunxi-2021-aaaa.3"
        await pilot.press("right")
        assert "最后一节" in where(app)
        app.desk.go("tree")
        await pilot.press("left", "left")
        assert tree.chosen == "yunxi-2021-aaaa"
        assert "一、发展基础" not in [entry.rows[0].pieces[1][0] for entry in tree.entries]


async def test_panes_turn_with_tab_and_zoom_fills_the_screen(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk = app.desk
        seen = []
        for _ in range(4):
            seen.append("box" if desk.focused is desk.box else desk.active)
            await pilot.press("f6")
        assert seen == ["tree", "reader", "side", "box"]
        desk.go("reader")
        await pilot.press("z")
        await pilot.pause()
        assert desk.reader.size.width >= 78
        assert not desk.tree_pane.display
        await pilot.press("escape")
        assert not desk.zoom


async def test_a_window_that_is_too_small_says_so_and_comes_back(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        assert "窗口太小" in screen_text(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "窗口太小" not in screen_text(app)
        assert "示例省" in screen_text(app)


async def test_an_empty_library_says_how_to_add_files(empty_folder: Path, open_app: Opener) -> None:
    app = open_app(empty_folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "F7 导入" in screen_text(app)
        for key in ("enter", "f4", "ctrl+e", "f3", "alt+left", "right", "ctrl+y", "ctrl+b"):
            await pilot.press(key)
            await pilot.pause()
        assert app.crash is None


async def test_the_guide_comes_once(folder: Path, open_app: Opener) -> None:
    app = open_app(folder, guided=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Notice) and "Ctrl+E" in screen_text(app))
        for words in ("Ctrl+F", "F4", "F8", "Ctrl+E", "空格", "F7", "F1"):
            assert words in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.desk)
    again = open_app(folder, guided=False)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        assert again.screen is again.desk
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(again.screen, Picker))
        await type_in(pilot, "入门")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(again.screen, Notice) and "Ctrl+E" in screen_text(again))


async def test_what_was_open_is_open_again(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, app, "嵌入式小微")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: app.desk.browser.page)
        page = app.desk.browser.page
        await pilot.press("ctrl+q")
    again = open_app(folder)
    async with again.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: again.desk.browser.page)
        assert again.desk.browser.page == page
        assert again.desk.box.value == "嵌入式小微"
        assert again.desk.reader.match_count == 1
        await until(pilot, lambda: again.desk.finder.results)
        assert count(again) == "第 1 / 共 2 处"


@pytest.mark.parametrize(
    ("form", "holds", "lacks"), [("cited", "出处：", "# "), ("plain", "（一）扩大床位供给", "出处："), ("markdown", "# ", "\x00")]
)
async def test_copying_is_honest(
    folder: Path, open_app: Opener, monkeypatch: pytest.MonkeyPatch, form: str, holds: str, lacks: str
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "elsewhere")
    monkeypatch.delenv("TMUX", raising=False)
    sent: list[str] = []
    monkeypatch.setattr(deliver, "send", lambda _app, sequence: sent.append(sequence))
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.desk.session.form = form
        app.desk.browser.open("yunxi-2021-aaaa.2.1")
        await pilot.press("ctrl+y")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("enter")
        await until(pilot, lambda: "有的终端不接受" in where(app))
    copied = base64.b64decode(sent[0].removeprefix("\x1b]52;c;").removesuffix("\x07")).decode()
    assert "新增护理型床位" in copied
    assert holds in copied
    assert lacks not in copied


async def test_a_bottom_hint_is_clicked_and_a_result_too(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, app, "嵌入式小微")
        await pilot.click("#results", offset=(4, 3))
        await until(pilot, lambda: app.desk.browser.page)
        await pilot.click("#keys", offset=(117, 0))
        await until(pilot, lambda: isinstance(app.screen, Picker))


async def test_pasted_control_characters_never_reach_the_box(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        app.desk.box.insert_text_at_cursor("床\x1b[31m\u202e\x9b位")
        assert app.desk.box.value == "床[31m位"


async def test_the_framework_speaks_on_the_status_line_not_in_a_toast(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert where(app) == "退出请按 Ctrl+Q"
        assert len(app._notifications) == 0


async def test_english_is_english(folder: Path, open_app: Opener) -> None:
    strings.use("en")
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "F1 Help" in screen_text(app)
        assert "帮助" not in screen_text(app)


@pytest.mark.parametrize(("letters", "found"), [("jiaohe", "校核"), ("ccdb", None), ("fgjz", "覆盖矩阵"), ("导出", "导出")])
async def test_the_help_finds_actions_by_pinyin_and_runs_them(
    folder: Path, open_app: Opener, letters: str, found: str | None
) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        app.screen.query_one(Field).value = letters
        await pilot.pause()
        shown = app.screen.query_one(Entries).entries
        if found is None:
            assert all(entry.heading for entry in shown)
        else:
            assert found in shown[0].rows[0].pieces[0][0]
