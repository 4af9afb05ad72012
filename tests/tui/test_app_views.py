"""The views of comparison in the app: order, filters, marks, decisions, matrix, time, upper plan, findings; exports of each."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from library.library import Library
from library.model import Caution, Period, Plan
from library.views import Matrix, MatrixCell, MatrixColumn, MatrixRow
from tests.tui.app_library import PLANS, make_plan, screen_text, write_library
from tests.tui.conftest import Opener
from tests.tui.test_app_flow import SIZES, until, where
from tui.app import Guilan
from tui.screens.dialogs import Choice, Message, Picker, Toggles
from tui.screens.export_dialog import ExportDialog
from tui.text.look import Look, arranged, toggled
from tui.widgets.entries import Entries
from tui.widgets.field import Field
from tui.widgets.matrix import Grid
from tui.widgets.paint import lay

YUNXI, QINGSHI, LIUWAN = (plan.key for plan in PLANS)
OLD = "yunxi-2016-dddd"


def plans() -> list[Plan]:
    """Those of the other tests, an older plan of the same city, and an upper plan that the city's plan names."""
    old = replace(make_plan(OLD, "示例省云溪市", "云溪市养老服务“十三五”规划", ("12", "25")), period=Period("十三五", 2016, 2020))
    upper = replace(make_plan("shili-2021-eeee", "示例省", "示例省养老服务“十四五”规划", ("28", "≥55")), region_level="省")
    lost = replace(PLANS[2], warnings=(Caution("missing-box-body", "专栏2只有标题，内容缺失。", 30),))
    return [PLANS[0], PLANS[1], lost, old, upper]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Folder of a library with five plans."""
    return write_library(tmp_path / "shelf", plans())


def listed(entries: Entries) -> str:
    """All that a list says, line by line."""
    return "\n".join("".join(words for words, _ in one.pieces) for entry in entries.entries for one in entry.rows)


def keys(entries: Entries) -> list[str]:
    return [entry.key for entry in entries.entries if not entry.heading]


def reading(app: Guilan, key: str) -> bool:
    """Whether the reader has the focus and shows a section."""
    page = app.desk.browser.page
    return app.desk.active == "reader" and page is not None and page.key == key


async def compared(pilot: Pilot[int], app: Guilan, key: str = f"{YUNXI}.i1") -> None:
    """Bring a comparison to the front."""
    await pilot.pause()
    app.desk.weigher.compare(key, "")
    await until(pilot, lambda: app.desk.weigher.comparison)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_a_comparison_is_ordered_and_narrowed_with_its_counts(shelf: Path, open_app: Opener, size: tuple[int, int]) -> None:
    app = open_app(shelf)
    async with app.run_test(size=size) as pilot:
        await compared(pilot, app)
        pane, rows = app.desk.comparison, app.desk.weigher.comparison.rows  # type: ignore[union-attr]
        assert "可比 4 · 推算 0 · 相关 0 · 没有 1" in listed(pane)
        assert "没有数值的 1 部规划" in listed(pane)
        await pilot.press("ctrl+s")
        ranked = [rows[int(key)] for key in keys(pane)][:4]
        targets = [row.target.number for row in ranked if row.target and row.target.number is not None]
        assert targets == sorted(targets, reverse=True)
        assert "目标值从高到低" in where(app)
        await pilot.press("ctrl+s")
        assert [rows[int(key)].change for key in keys(pane)][:2] == ["≥+35", "≥+27"]
        await pilot.press("ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, Toggles))
        picks = app.screen.query_one(Entries)
        assert picks.select("period\n十三五")
        await pilot.press("enter", "escape")
        await until(pilot, lambda: app.screen is app.desk)
        assert "可比 1 · 推算 0 · 相关 0 · 没有 0" in listed(pane)
        assert "〔时期：十三五 ×〕" in listed(pane)
        assert "█" not in listed(pane), "one row alone has no bar to be measured by"


async def test_nothing_left_after_narrowing_is_said() -> None:
    from library.model import Comparison
    from tui.widgets.comparison import Drawing

    drawing = Drawing(Comparison("甲", "%"), look=toggled(Look(), "region", "无此地"))
    assert "筛选之后一行也不剩" in "".join(words for entry in drawing.entries(60) for one in entry.rows for words, _ in one.pieces)
    assert toggled(drawing.look, "region", "无此地") == Look()
    assert arranged(drawing.comparison, drawing.look, {}).all == ()


@pytest.mark.parametrize("key", ["M", "alt+down"])
async def test_marked_rows_alone_are_exported(shelf: Path, open_app: Opener, tmp_path: Path, key: str) -> None:
    app = open_app(shelf)
    async with app.run_test(size=(120, 40)) as pilot:
        await compared(pilot, app)
        await pilot.press(key, "down", key)
        assert "已选 2 行" in listed(app.desk.comparison)
        wanted = app.desk.weigher.wanted()
        await pilot.press("ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, ExportDialog))
        assert "选中的 2 行" in screen_text(app)
        app.screen.query_one(Field).value = str(tmp_path / "选.json")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.desk)
        rows = json.loads((tmp_path / "选.json").read_text())["rows"]
        assert wanted is not None
        assert [row["indicator"] for row in rows] == [row.indicator for row in wanted.rows]
        assert len(rows) == 2


async def test_a_row_is_explained_with_formula_and_source(shelf: Path, open_app: Opener) -> None:
    app = open_app(shelf)
    async with app.run_test(size=(120, 40)) as pilot:
        await compared(pilot, app, f"{YUNXI}.i2")
        await pilot.press("ctrl+g")
        await until(pilot, lambda: isinstance(app.screen, Message))
        shown = screen_text(app)
        for words in ("40 − 12 = +28", "年均增长", "第 44 行", "指标表"):
            assert words in shown


async def test_a_match_is_split_joined_again_and_undone(shelf: Path, open_app: Opener) -> None:
    app = open_app(shelf)
    async with app.run_test(size=(120, 40)) as pilot:
        await compared(pilot, app)
        weigher = app.desk.weigher
        first = weigher.row_here()
        assert first is not None

        def verdict() -> str | None:
            return next((row.comparable for row in weigher.comparison.rows if row.indicator == first.indicator), None)  # type: ignore[union-attr]

        assert verdict() == "same"
        await pilot.press("ctrl+x")
        await until(pilot, lambda: verdict() != "same")
        assert "已分开" in where(app)
        assert [match.decision for match in app.library.user.matches()] == ["split"]
        await pilot.press("ctrl+z")
        await until(pilot, lambda: verdict() == "same")
        assert app.library.user.matches() == []
        await pilot.press("x")
        await until(pilot, lambda: verdict() == "related")
        await pilot.pause()
        number = next(n for n, row in enumerate(weigher.comparison.rows) if row.indicator == first.indicator)  # type: ignore[union-attr]
        assert app.desk.comparison.select(str(number))
        await pilot.press("fullwidth_plus_sign")
        await until(pilot, lambda: verdict() == "same")
        await pilot.pause()
        assert "已合并" in where(app)
        await pilot.press("ctrl+a")
        assert "只有“相关”的行可以合并" in where(app)
        weigher._decided.clear()
        number = next(n for n, row in enumerate(weigher.comparison.rows) if row.indicator == first.indicator)  # type: ignore[union-attr]
        assert app.desk.comparison.select(str(number))
        assert app.library.user.matches()
        await pilot.press("Z")
        await until(pilot, lambda: app.library.user.matches() == [])


@pytest.mark.parametrize("size", SIZES)
async def test_the_matrix_moves_opens_compares_and_comes_back(shelf: Path, open_app: Opener, size: tuple[int, int]) -> None:
    app = open_app(shelf)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("f8")
        await until(pilot, lambda: app.desk.grid.grid)
        await pilot.pause()
        assert app.desk.zoom
        shown = screen_text(app)
        assert "2 项指标 × 5 部规划" in shown
        assert "有 有这一项" in shown
        assert "[有]" in shown
        column = next(n for n, one in enumerate(app.desk.grid.grid.matrix.columns) if one.plan == LIUWAN)  # type: ignore[union-attr]
        for _ in range(column):
            await pilot.press("right")
        await until(pilot, lambda: "[丢]" in screen_text(app))
        await pilot.press("enter")
        assert "图表丢失" in where(app)
        assert app.desk.active == "side"
        await pilot.press("home", *["left"] * column)
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.active == "reader")
        assert not app.desk.zoom
        await pilot.press("escape")
        await until(pilot, lambda: app.desk.zoom and app.desk.side is app.desk.grid.pane)
        await pilot.press("f4")
        await until(pilot, lambda: app.desk.weigher.comparison)
        assert app.desk.weigher.comparison
        assert app.desk.weigher.comparison.concept in shown
        if size[0] > 100:
            await pilot.press("escape", "escape")
            await until(pilot, lambda: app.desk.side is not app.desk.comparison)


async def test_the_matrix_is_narrowed_to_some_plans_and_counts_again(shelf: Path, open_app: Opener) -> None:
    app = open_app(shelf)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("m")
        await until(pilot, lambda: app.desk.grid.grid)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, Toggles))
        assert app.screen.query_one(Entries).select("level\n区县")
        await pilot.press("enter")
        assert app.screen.query_one(Entries).select("period\n十四五")
        await pilot.press("enter", "escape")
        await until(pilot, lambda: app.screen is app.desk)
        shown = screen_text(app)
        assert "2 项指标 × 3 部规划" in shown
        assert "〔层级：区县 ×〕" in shown
        assert "2/3" in shown
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "改按名称排列" in where(app))
        names = [one.concept for one in app.desk.grid.grid.matrix.rows]  # type: ignore[union-attr]
        assert names == sorted(names)


def test_a_wide_matrix_shows_the_columns_around_its_cursor_and_cuts_nothing() -> None:
    columns = tuple(MatrixColumn(f"p{n}", f"规划{n}", f"示例省第{n}新区", "区县", "十四五") for n in range(30))
    cells = tuple(MatrixCell("有" if n % 3 else "相关", "25 → 60", f"p{n}.i1", f"p{n}.1") for n in range(30))
    rows = tuple(MatrixRow(f"每万名常住人口拥有的社区工作者人数之{n}", "人/万", f"k{n}", cells, 20) for n in range(60))
    for width in (32, 80, 120, 200):
        grid = Grid(Matrix(columns, rows))
        for _ in range(29):
            assert grid.step(1)
            entries = grid.entries(width)
            assert len(entries) == 62
            assert grid.first <= grid.column < grid.first + grid.fits(width)
            lines = [line for entry in entries for one in entry.rows for line in lay(one, width - 1)]
            assert max(sum(cell_len(words) for words, _ in line) for line in lines) <= width - 1
            name = "".join(one.pieces[0][0].strip() for one in entries[2].rows)
            assert name == "每万名常住人口拥有的社区工作者人数之0（人/万）"
        assert not grid.step(1)


async def test_one_place_through_time_from_a_line_of_the_reader(shelf: Path, open_app: Opener) -> None:
    app = open_app(shelf)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.desk.browser.open(f"{YUNXI}.3", line=43)
        await pilot.press("shift+f8")
        await until(pilot, lambda: app.desk.times.found)
        await pilot.pause()
        shown = listed(app.desk.times.pane)  # type: ignore[arg-type]
        assert shown.index("云溪市 十三五") < shown.index("云溪市 十四五")
        assert "2020年 █" in shown
        assert "3 部规划" not in shown
        await pilot.press("ctrl+g")
        await until(pilot, lambda: isinstance(app.screen, Message))
        await pilot.press("escape", "enter")
        await until(
            pilot, lambda: app.desk.active == "reader" and app.desk.browser.page and app.desk.browser.page.key == f"{OLD}.3"
        )
        await pilot.press("escape")
        await until(pilot, lambda: app.desk.side is app.desk.times.pane and app.desk.active == "side")


@pytest.mark.parametrize("size", SIZES)
async def test_a_plan_against_its_upper_plan(shelf: Path, open_app: Opener, size: tuple[int, int]) -> None:
    app = open_app(shelf)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.desk.browser.open(f"{YUNXI}.3")
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        assert app.screen.query_one(Entries).select("shili-2021-eeee")
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.uppers.found)
        await pilot.pause()
        shown = listed(app.desk.uppers.pane)  # type: ignore[arg-type]
        counts = dict(app.desk.uppers.found.counts)  # type: ignore[union-attr]
        assert f"更高 {counts['更高']}" in shown
        assert sum(counts.values()) == 2
        for key, plan in (("full_stop", "shili-2021-eeee"), ("enter", YUNXI)):
            await pilot.press(key)
            await until(pilot, partial(reading, app, f"{plan}.3"))
            await pilot.press("escape")
            await until(pilot, lambda: app.desk.active == "side")
        await pilot.press("escape")
        await until(pilot, lambda: app.desk.active == "reader" and not app.desk.zoom)


async def test_findings_of_a_plan_of_a_place_and_of_all(shelf: Path, open_app: Opener) -> None:
    app = open_app(shelf)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.desk.browser.open(f"{LIUWAN}.3")
        await pilot.press("shift+f9")
        await until(pilot, lambda: app.desk.checker.found)
        await pilot.pause()
        assert "1 部规划，有 1 处要核对" in screen_text(app)
        await pilot.press("shift+right")
        assert "只有一处" in where(app)
        await pilot.press("escape")
        app.desk.go("tree")
        app.desk.tree_pane.do_first()
        await pilot.press("C")
        await pilot.pause()
        if isinstance(app.screen, Choice):
            await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen is app.desk and "5 部规划" in screen_text(app))


async def test_every_view_is_exported(shelf: Path, open_app: Opener, tmp_path: Path) -> None:
    app = open_app(shelf)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("f8")
        await until(pilot, lambda: app.desk.grid.grid)
        for suffix, start in ((".csv", b"\xef\xbb\xbf"), (".xlsx", b"PK"), (".json", b"{"), (".md", b"#")):
            await pilot.press("ctrl+e")
            await until(pilot, lambda: isinstance(app.screen, ExportDialog))
            app.screen.query_one(Field).value = str(tmp_path / f"矩阵{suffix}")
            await pilot.press("enter")
            await until(pilot, lambda: app.screen is app.desk)
            assert (tmp_path / f"矩阵{suffix}").read_bytes().startswith(start)


async def test_a_key_of_another_view_says_so(shelf: Path, open_app: Opener) -> None:
    app = open_app(shelf)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("f8")
        await until(pilot, lambda: app.desk.grid.grid)
        await pilot.press("ctrl+x")
        await until(pilot, lambda: "在这个窗格里用不上" in where(app))


def test_the_matrix_of_a_library_says_what_each_plan_has(shelf: Path) -> None:
    with Library.open(shelf) as library:
        matrix = library.matrix()
    states = {column.plan: cell.state for column, cell in zip(matrix.columns, matrix.rows[0].cells, strict=True)}
    assert states == {YUNXI: "有", QINGSHI: "有", LIUWAN: "图表丢失", OLD: "有", "shili-2021-eeee": "有"}
