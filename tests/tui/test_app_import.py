"""Import in the app: choosing files, what would happen, the run, the report, versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import Opener
from tests.tui.test_app_flow import until, where
from tui.app import Guilan
from tui.control.imported import pace, plan_entries, plan_words, report_entries, report_words
from tui.control.paths import Listing, completed, listing, meant, parted
from tui.screens.dialogs import Choice
from tui.screens.index_dialog import AskPath, Preview, Progress
from tui.widgets.entries import Entries, Entry
from tui.widgets.field import Field
from tui.widgets.prose import Prose

WORDS = [f"（{number}）第{number}处泵站改造后每日供水{number * 37}立方米，覆盖{number * 11}户。" for number in range(1, 60)]
PLAN = "\n\n".join(["示例县水务发展规划（2021—2025年）", "一、目标", *WORDS])


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with one document in two encodings, another that is empty, and a lock file."""
    folder = tmp_path / "资料"
    (folder / "往年").mkdir(parents=True)
    (folder / "水务.txt").write_text(PLAN, "utf-8")
    (folder / "水务二.txt").write_text(PLAN, "gb18030")
    (folder / "空.txt").touch()
    (folder / "~$水务.docx").touch()
    return folder


def said(entries: list[Entry]) -> list[str]:
    return ["".join(words for words, _ in one.pieces) for entry in entries for one in entry.rows]


def listed(app: Guilan) -> list[str]:
    return said(list(app.screen.query_one(Entries).entries))


def state(app: Guilan) -> str:
    return app.screen.query_one("#state", Prose).words


async def write(pilot: Pilot[int], words: str) -> None:
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, AskPath))
    app.screen.query_one(Field).value = words
    app.screen.query_one(Field).action_end()
    await pilot.pause()


def test_what_is_typed_is_read_as_a_path(tmp_path: Path) -> None:
    there = Listing(Path(), ("往年", "规划一"), ("规划二.txt", "Plan.txt"))
    assert parted("a/b/规") == (Path("a/b"), "规")
    assert parted("'/a/x") == (Path("/a"), "x")
    assert parted("") == (Path(), "")
    assert parted("~/x")[0] == Path.home()
    assert completed("a/规", there) == "a/规划"
    assert completed("往", there) == "往年/"
    assert completed("无", there) == "无"
    assert completed("", there) == ""
    assert there.beginning("plan") == ([], ["Plan.txt"])
    assert there.beginning("一") == (["规划一"], [])
    odd = tmp_path / "a b'c"
    odd.mkdir()
    for words in (str(odd), f'"{odd}"', odd.as_uri(), str(odd).replace(" ", "\\ ").replace("'", "\\'")):
        assert meant(words) == (odd,)
    assert meant(f'"{odd}" {tmp_path}') == (odd, tmp_path)
    assert meant(f"{odd} 没有") == meant("'") == meant("") == meant("a\0b") == ()


def test_a_folder_is_listed_without_hidden_files(desk: Path) -> None:
    found = listing(desk)
    assert (found.folders, found.files, found.more) == (("往年",), ("水务.txt", "水务二.txt", "空.txt"), 0)
    assert listing(desk / "没有").error


def test_pace_says_how_long_it_will_take() -> None:
    assert pace(1, 100, 1.0) == pace(5, 10, 0.0) == ""
    assert pace(20, 80, 10.0) == "（2.0 个/秒，约剩 40 秒）"
    assert pace(100, 2000, 5.0) == "（20 个/秒，约剩 1 分 40 秒）"


def test_a_long_report_is_cut_with_a_word() -> None:
    files = [{"file": f"/a/{n}.txt", "plan": f"k{n}", "warnings": n % 3} for n in range(400)]
    report = {"added": files, "updated": [], "unchanged": files, "failed": [{"file": "x", "message": "坏了；请重试。"}]}
    assert report_words(report) == "导入完成：新增 400，更新 0，没有变化 400，失败 1"
    words = said(report_entries(report))
    assert len(words) < 320
    assert words.count("另有 250 个没有列出") == 2
    assert "坏了；请重试。" in words
    plan = {"new": ["/a/b.txt"], "kinds": {"text": 1}, "failed": [{"file": "c.png", "message": "是图片。"}]}
    assert plan_words(plan).startswith("新增 1，更新 0")
    assert said(plan_entries(plan)) == ["要读的文件：纯文本 1", "读不了 1 个：是图片。", "c.png", "新增 1 个", "b.txt"]


async def test_files_are_chosen_from_the_list(folder: Path, open_app: Opener, desk: Path) -> None:
    app = open_app(folder)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.desk.ready)
        await pilot.press("f7")
        await write(pilot, f"{desk}/")
        await until(pilot, lambda: "[ ] 往年/" in listed(app))
        assert listed(app) == ["[ ] 往年/", "[ ] 水务.txt", "[ ] 水务二.txt", "[ ] 空.txt"]
        await pilot.press("down", "down", "space")
        assert "[x] 水务.txt" in listed(app)
        await pilot.press("space")
        assert "[x] 水务.txt" not in listed(app)
        await pilot.press("space", "down", "down", "ideographic_space", "enter")
        await until(pilot, lambda: isinstance(app.screen, Preview))
        await until(pilot, lambda: "新增 1" in state(app))
        assert "读不了 1" in state(app)
        assert any(words.startswith("读不了 1 个：文件是空的") for words in listed(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk)
        assert len(app.desk.library.plans()) == 3


async def test_tab_completes_and_enter_goes_into_a_folder(folder: Path, open_app: Opener, desk: Path) -> None:
    app = open_app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.desk.ready)
        await pilot.press("f7")
        await write(pilot, f"{desk}/往")
        await until(pilot, lambda: listed(app) == ["[ ] 往年/"])
        await pilot.press("tab")
        assert app.screen.query_one(Field).value == f"{desk}/往年/"
        await write(pilot, f"{desk}/")
        await until(pilot, lambda: "[ ] 往年/" in listed(app))
        await pilot.press("down", "enter")
        assert app.screen.query_one(Field).value == f"{desk}/往年/"
        await write(pilot, f"{desk}/没有这个")
        await pilot.press("enter")
        assert "没有" in app.screen.query_one("#trouble", Prose).words
        await write(pilot, f"{desk}/a b")
        await pilot.press("space")
        assert app.screen.query_one(Field).value.endswith("a b ")


async def test_an_import_is_previewed_run_reported_and_its_versions_chosen(folder: Path, open_app: Opener, desk: Path) -> None:
    app = open_app(folder)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: app.desk.ready)
        await pilot.press("f7")
        await write(pilot, str(desk))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Preview) and "新增 2" in state(app))
        assert "跳过 1" in state(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Progress) and "导入完成" in state(app))
        words = listed(app)
        assert state(app) == "导入完成：新增 2，更新 0，没有变化 0，失败 1"
        assert "同一文件的几个版本，1 组（Enter 改选或分开）" in words
        assert any("0 字节" in line for line in words)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        ((best, other),) = app.desk.library.reader.versions()
        await pilot.press("down", "enter")
        await until(pilot, lambda: "已改选" in where(app))
        ((now, _),) = app.desk.library.reader.versions()
        assert (now.plan, now.plan == best.plan) == (other.plan, False)
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, AskPath) and "再看上次的导入报告" in listed(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Progress) and "导入完成" in state(app))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: app.screen is app.desk and app.desk.browser.page is not None)


async def test_versions_are_set_apart_from_the_overview(folder: Path, open_app: Opener, desk: Path) -> None:
    from indexer.build import build

    report = build(folder, [desk])
    app = open_app(folder)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: app.desk.ready)
        app.desk.browser.open(report.versions[0].plans[1].plan)
        await pilot.press("alt+v")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: "已分开" in where(app))
        assert app.desk.library.reader.versions() == []
        await pilot.press("alt+v")
        await until(pilot, lambda: "没有同一文件" in where(app))


async def test_an_import_goes_on_behind_and_stops_when_told(folder: Path, open_app: Opener, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(60):
        (many / f"{number}.txt").write_text(PLAN.replace("示例县", f"示例{number}县") + f"\n\n第{number}份。" * 99, "utf-8")
    app = open_app(folder)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.desk.ready)
        await pilot.press("f7")
        await write(pilot, str(many))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Preview))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Progress))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk)
        await until(pilot, lambda: "正在导入" in where(app))
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, Progress))
        await pilot.press("ctrl+x")
        await until(pilot, lambda: "导入已停止" in state(app) or "导入完成" in state(app))
        assert len(app.desk.library.plans()) >= 3
