"""Signs and what explains them; the file as it came beside the text; notes; a plan's overview."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from textual.pilot import Pilot

from library.model import Caution, Plan, Section, Span
from library.store import Store
from tests.tui.app_library import make_plan, screen_text, write_library
from tests.tui.conftest import Opener
from tests.tui.test_app_flow import SIZES, search, type_in, until, where
from tui.app import Guilan
from tui.screens.dialogs import Ask, Message, Picker
from tui.widgets.field import Field

KEY = "yunxi-2021-aaaa"
LINES = [f"第{number}行\x1b[31m的原文" for number in range(1, 61)]


def damaged() -> Plan:
    """A plan with a repaired word, a lost character, a row with a doubt, and cautions."""
    plan = make_plan(KEY, "示例省云溪市", "云溪市养老服务“十四五”规划", ("25", "≥60"))

    def section(one: Section) -> Section:
        text, at = one.text, one.text.find("推进")
        if at < 0:
            return one
        first, *rest = one.spans
        text = text.replace("提升", "提\ufffd", 1)
        return replace(one, text=text, spans=(Span(first.offset, first.line, first.start, ((at, at + 2, "鎺ㄨ繘"),)), *rest))

    indicators = (replace(plan.indicators[0], confidence=0.7, note="“≥60”印在基准值一栏，按目标值读取"), *plan.indicators[1:])
    warnings = (Caution("missing-box-body", "“专栏9 试点清单”只有标题，内容缺失。", 44), Caution("traditional", "原文用繁体字。"))
    return replace(plan, sections=tuple(map(section, plan.sections)), indicators=indicators, warnings=warnings)


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """Folder of a library with the damaged plan and a sound one."""
    other = make_plan("qingshi-2021-bbbb", "示例省云溪市青石区", "青石区养老服务“十四五”规划", ("30", "55"))
    return write_library(tmp_path / "library", [damaged(), other])


@pytest.fixture
def filed(tmp_path: Path) -> tuple[Path, Path]:
    """Folder of a library whose first plan has its file on disk, and the file."""
    path = tmp_path / "云溪.txt"
    path.write_text("\n".join(LINES), "utf-8")
    seal = sha256(path.read_bytes()).hexdigest()
    plan = make_plan(KEY, "示例省云溪市", "云溪市养老服务“十四五”规划", ("25", "≥60"))
    starts = [sum(len(line) + 1 for line in LINES[:at]) for at in range(len(LINES))]

    def section(one: Section) -> Section:
        spans = tuple(replace(span, start=starts[span.line - 1]) for span in one.spans)
        return replace(one, spans=spans, source=replace(one.source, start=starts[one.source.line - 1]))

    tables = tuple(replace(one, source=replace(one.source, start=starts[41], end=starts[45])) for one in plan.tables)
    file = replace(plan.source, file=str(path), sha256=seal)
    plan = replace(plan, source=file, sections=tuple(map(section, plan.sections)), tables=tables)
    return write_library(tmp_path / "library", [plan]), path


async def opened(pilot: Pilot[int], app: Guilan, key: str, line: int | None = None) -> None:
    await pilot.pause()
    app.desk.browser.open(key, line=line)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_repaired_and_lost_characters_have_a_sign_a_legend_and_an_explanation(
    marked: Path, open_app: Opener, size: tuple[int, int]
) -> None:
    app = open_app(marked)
    async with app.run_test(size=size) as pilot:
        await opened(pilot, app, f"{KEY}.2.1")
        shown = "".join(screen_text(app).split())
        assert "原文件里是乱码，已经修复" in shown
        assert "原文件里已经缺失" in shown
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Message))
        shown = "".join(screen_text(app).split())
        assert "“鎺ㄨ繘”，是乱码，读作“推进”" in shown
        assert "无法恢复" in shown
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk)


@pytest.mark.parametrize("key", ["w", "ctrl+g"])
async def test_an_uncertain_value_is_marked_and_explained_in_the_reader(marked: Path, open_app: Opener, key: str) -> None:
    app = open_app(marked)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, app, f"{KEY}.3", 43)
        (row,) = [line for line in screen_text(app).splitlines() if "护理型床位" in line and "≥60" in line]
        assert "›?" in row
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, Message))
        assert "印在基准值一栏" in screen_text(app)
        await pilot.press("escape")
        while app.desk.reader.place and app.desk.reader.place.line == 43:
            await pilot.press("down")
        await pilot.press(key)
        await until(pilot, lambda: "没有要说明的记号" in where(app))


async def test_an_uncertain_value_is_marked_in_results_and_comparison(marked: Path, open_app: Opener) -> None:
    app = open_app(marked)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, app, "护理型床位占比")
        lines = screen_text(app).splitlines()
        assert any("护理型床位占比 ?" in line for line in lines)
        number = next(at for at, hit in enumerate(app.desk.finder.results.hits) if hit.key == f"{KEY}.i1")  # type: ignore[union-attr]
        await pilot.press("down")
        app.desk.results.select(str(number))
        await pilot.press("ctrl+g")
        await until(pilot, lambda: isinstance(app.screen, Message))
        assert "印在基准值一栏" in screen_text(app)
        await pilot.press("escape", "f4")
        await until(pilot, lambda: app.desk.weigher.comparison)
        await pilot.pause()
        for wide in (False, True):
            first = next(entry for entry in app.desk.comparison.entries if entry.key == "0")
            words = "".join(words for one in first.rows for words, _ in one.pieces)
            assert " ?" in words
            assert wide or "印在基准值" in words
            await pilot.press("f10")
            await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_the_file_stands_beside_the_text_and_moves_with_it(
    filed: tuple[Path, Path], open_app: Opener, size: tuple[int, int]
) -> None:
    app = open_app(filed[0])
    async with app.run_test(size=size) as pilot:
        await opened(pilot, app, f"{KEY}.3", 43)
        await pilot.press("f9")
        await until(pilot, lambda: app.desk.originals.original)
        await pilot.pause()
        view = app.desk.original
        assert view is not None
        assert view.display
        assert app.desk.reader.has_focus
        assert "43 第43行[31m的原文" in screen_text(app)
        assert view.lines[view.cursor].block == 43
        while app.desk.reader.place and app.desk.reader.place.line == 43:
            await pilot.press("down")
        await until(pilot, lambda: view.lines[view.cursor].block == 44)
        app.desk.go("side")
        await pilot.press("up", "up", "up", "up")
        await until(pilot, lambda: app.desk.reader.place and app.desk.reader.place.line == 40)
        await pilot.press("home")
        for _ in range(22):
            await pilot.press("down")
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.browser.page and app.desk.browser.page.key == f"{KEY}.2.1")
        assert app.desk.reader.has_focus
        await pilot.press("r")
        await until(pilot, lambda: app.desk.side is app.desk.results)
        assert app.crash is None


async def test_a_changed_file_says_so_and_a_missing_one_says_why(filed: tuple[Path, Path], open_app: Opener) -> None:
    filed[1].write_text("\n".join([*LINES, "后来加的一行"]), "utf-8")
    app = open_app(filed[0])
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, app, f"{KEY}.3", 43)
        await pilot.press("f9")
        await until(pilot, lambda: "改动过" in where(app))
        assert "43 第43行" in screen_text(app)
    filed[1].unlink()
    again = open_app(filed[0])
    async with again.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "找不到文件" in "".join(screen_text(again).split()))


async def test_a_file_that_takes_long_is_read_in_another_process(tmp_path: Path) -> None:
    from tui.control.originals import read

    path = tmp_path / "甲.txt"
    path.write_text("第一行\n第二行", "utf-8")
    found = await read(path, sha256(path.read_bytes()).hexdigest(), "docx")
    assert not isinstance(found, str)
    assert (found.starts, found.same) == ((0, 4), True)
    assert "找不到文件" in str(await read(tmp_path / "没有.txt", "", "pdf"))


async def test_one_long_line_is_shown_around_the_place_alone(tmp_path: Path, open_app: Opener) -> None:
    path = tmp_path / "一行.txt"
    text = "".join(f"第{number}条要求。" for number in range(40_000))
    path.write_text(text, "utf-8")
    plan = make_plan(KEY, "示例省云溪市", "云溪市养老服务“十四五”规划", None)
    at = text.index("第20000条")
    section = replace(
        plan.sections[0], text="第20000条要求。", spans=(Span(0, 1, at),), source=replace(plan.sections[0].source, line=1)
    )
    file = replace(plan.source, file=str(path), sha256=sha256(path.read_bytes()).hexdigest())
    folder = write_library(tmp_path / "library", [replace(plan, source=file, sections=(section,))])
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, app, f"{KEY}.1")
        await pilot.press("down", "down", "f9")
        await until(pilot, lambda: app.desk.originals.original)
        await pilot.pause()
        view = app.desk.original
        assert view is not None
        assert "第20000条" in view.lines[view.cursor].text + view.lines[view.cursor + 1].text
        assert len(view.lines) < 2000
        app.desk.go("side")
        await pilot.press("end", "down")
        await pilot.pause()
        assert "第19999条" not in view.lines[view.cursor].text


async def test_a_note_is_written_shown_changed_listed_and_thrown_away(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, app, f"{KEY}.2.1")
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        await type_in(pilot, "要引用")
        await pilot.press("enter")
        await until(pilot, lambda: "已记下笔记" in where(app))
        app.desk.status.rest()
        assert "笔记：要引用" in where(app)
        await until(pilot, lambda: "书签 1  最近 1" in screen_text(app))
        await pilot.press("ctrl+k")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        assert "笔记 （一）扩大床位供给" in screen_text(app)
        assert "要引用" in screen_text(app)
        await pilot.press("escape", "ctrl+t")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        assert app.screen.query_one(Field).value == "要引用"
        await pilot.press("ctrl+u", "enter")
        await until(pilot, lambda: "笔记已删去" in where(app))
        assert app.library.user.notes() == []


async def test_enter_on_a_plan_shows_its_overview_and_cautions(marked: Path, open_app: Opener) -> None:
    app = open_app(marked)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.desk.tree_pane.select(KEY)
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.browser.page and app.desk.browser.page.key == KEY)
        shown = "".join("".join(line.text.split()) for line in app.desk.reader.lines)
        for words in (
            "发文机关：示例省云溪市人民政府",
            "发布日期：2021-08-06",
            "十四五（2021—2025年）",
            "4节，指标2个",
            "需留意的地方（2）",
        ):
            assert words in shown
        assert "“专栏9试点清单”只有标题，内容缺失。（第44行）" in shown
        await pilot.press("ctrl+e")
        await until(pilot, lambda: app.screen is not app.desk)
        await pilot.press("escape")
        app.desk.go("reader")
        await pilot.press("right")
        await until(pilot, lambda: app.desk.browser.page and app.desk.browser.page.key == f"{KEY}.1")
        await pilot.press("alt+left")
        await until(pilot, lambda: app.desk.browser.page and app.desk.browser.page.key == KEY)
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        assert "护理型床位占比" in screen_text(app)


async def test_the_mark_stands_on_the_row_that_was_asked_for(folder: Path, open_app: Opener) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        for line, words in ((43, "护理型床位"), (44, "社区食堂数")):
            await opened(pilot, app, f"{KEY}.3", line)
            assert words in app.desk.reader.lines[app.desk.reader.cursor].text


def test_a_plan_of_the_store_keeps_where_its_file_was(tmp_path: Path) -> None:
    from library.library import Library

    folder = write_library(tmp_path / "library", [damaged()])
    with Store.open(folder):
        pass
    with Library.open(folder) as library:
        assert library.path_of_file(KEY) == Path(f"{KEY}.txt")
