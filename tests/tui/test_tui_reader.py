"""The reader in a running app: matches, places, resizing, selection, hostile text, no colour."""

from __future__ import annotations

from typing import Any

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown
from textual.message import Message
from textual.strip import Strip

from tests.tui.reader_samples import FIRST, SECOND, TEXT, sample, section
from tui.text.document import ReaderDocument, document
from tui.widgets.lines import CURSOR_MARK, LineView
from tui.widgets.reader import MATCH_MARK, Place, Reader

SIZES = [(30, 10), (60, 20), (80, 24), (120, 40), (200, 50)]
LONG = "\n".join(f"第{number}段，{FIRST}{SECOND}" for number in range(60))


class ReaderApp(App[None]):
    """An app that is a reader and remembers what it said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Message] = []
        self.reader = Reader(repaired_note="下划线处原文有损", damaged_note="缺字")

    def compose(self) -> ComposeResult:
        yield self.reader

    def on_mount(self) -> None:
        self.reader.focus()

    def on_reader_moved(self, event: Reader.Moved) -> None:
        self.said.append(event)

    def on_reader_match_moved(self, event: Reader.MatchMoved) -> None:
        self.said.append(event)

    def on_reader_edge(self, event: Reader.Edge) -> None:
        self.said.append(event)

    def on_reader_text_edge(self, event: Reader.TextEdge) -> None:
        self.said.append(event)

    def on_reader_chosen(self, event: Reader.Chosen) -> None:
        self.said.append(event)

    def last(self, kind: type[Message]) -> Any:
        return next((message for message in reversed(self.said) if isinstance(message, kind)), None)


def strips(view: LineView) -> list[Strip]:
    """What the widget draws, line by line."""
    return [view.render_line(y) for y in range(view.size.height)]


def screen(view: LineView) -> list[str]:
    """The same as plain text."""
    return [strip.text.rstrip() for strip in strips(view)]


def styled(view: LineView, attribute: str) -> str:
    """The text that is drawn with an attribute of style, such as ``reverse``."""
    segments = [segment for strip in strips(view) for segment in strip]
    return "".join(segment.text for segment in segments if segment.style and getattr(segment.style, attribute)).strip()


def long_document() -> ReaderDocument:
    return document(("规划",), [(section("p.1", 1, "一、", "总体要求", LONG, 10), [])])


@pytest.mark.parametrize("size", SIZES)
async def test_a_section_is_shown_whole_at_every_size(size: tuple[int, int]) -> None:
    app = ReaderApp()
    async with app.run_test(size=size) as pilot:
        app.reader.show(sample())
        await pilot.pause()
        assert app.reader.scroll_offset.y == 0
        seen = ""
        for _ in range(80):
            seen += "".join(screen(app.reader))
            before = app.reader.scroll_offset.y
            await pilot.press("pagedown")
            if app.reader.scroll_offset.y == before:
                break
        words = "".join(seen.split())
        for part in ("扩大床位供给", "补贴护理型床位", "专栏1主要指标", "形成合力……", "下划线处原文有损", "缺字"):
            assert part in words
        assert app.reader.virtual_size.width <= size[0]


async def test_the_page_as_it_looks() -> None:
    app = ReaderApp()
    async with app.run_test(size=(74, 18)) as pilot:
        app.reader.show(sample(), terms=["护理型床位"])
        await pilot.pause()
        assert screen(app.reader) == [
            "  示例市云溪区养老服务“十四五”规划 › 三、主要任务",
            "",
            "  （二）扩大床位供给",
            "",
            "»*    推动养老机构改造，到2025年，护理型床位占比不低于60%；支持社区嵌入",
            "  式机构（含“一老一小”服务点）建设。",
            "      完善“护理型床位”补贴办法，引导各类主体参与——引导各类主体参与——引导",
            "  各类主体参与——引导各类主体参与——引导各类主体参与——引导各类主体参与——引",
            "  导各类主体参与——引导各类主体参与——引导各类主体参与——引导各类主体参与——",
            "  引导各类主体参与——引导各类主体参与——形成合力……",
            "      本区主要指标见下表。",
            "",
            "  专栏1 主要指标",
            "  ╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍",
            "  序号  指标名称        单位  2020年  2025年  属性",
            "  ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌",
            "     1  护理型床位占比  %         25     ≥60  约束性",
            "     2  社区食堂数量    个        12      40  预期性",
        ]


async def test_walking_through_the_matches() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 16)) as pilot:
        reader = app.reader
        reader.show(sample(), terms=["护理型床位"])
        await pilot.pause()
        for index in range(1, 6):
            assert (reader.match_index, reader.match_count) == (index, 5)
            assert styled(reader, "reverse").strip("\ufffd") == "护理型床位"
            assert sum(line.lstrip().startswith(MATCH_MARK) for line in screen(reader)) == 1
            assert reader.next_match() is (index < 5)
            await pilot.pause()
        assert app.last(Reader.Edge).direction == 1
        assert (app.last(Reader.MatchMoved).index, app.last(Reader.MatchMoved).total) == (5, 5)
        assert [reader.previous_match() for _ in range(5)] == [True] * 4 + [False]
        await pilot.pause()
        assert app.last(Reader.Edge).direction == -1
        assert reader.go_to_match(-1)
        assert reader.match_index == 5
        assert not reader.go_to_match(5)
        reader.set_terms(["社区食堂"])
        assert (reader.match_index, reader.match_count) == (0, 1)


async def test_a_hit_opens_at_its_match_and_highlights_without_jumping_when_told() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 16)) as pilot:
        reader = app.reader
        reader.show(sample(), terms=["护理型床位"], at=TEXT.rindex("护理型床位"))
        await pilot.pause()
        assert reader.match_index == 2
        assert reader.place == Place("p.3", 56, len(FIRST) + 1, start=len(FIRST) + 1)
        reader.show(sample(), terms=["护理型床位"], jump=False)
        await pilot.pause()
        assert reader.match_index == 0
        assert reader.place == Place("p.3", 54, start=0)
        assert reader.next_match()
        assert reader.match_index == 1
        reader.show(sample(), at=len(FIRST) + 30)
        await pilot.pause()
        assert reader.place is not None
        assert reader.place.line == 56


async def test_next_match_goes_on_from_where_the_reader_is() -> None:
    app = ReaderApp()
    async with app.run_test(size=(80, 24)) as pilot:
        reader = app.reader
        reader.show(long_document(), terms=["护理型床位"])
        await pilot.pause()
        for _ in range(6):
            await pilot.press("pagedown")
        cursor = reader.cursor
        assert reader.next_match()
        assert reader.cursor >= cursor
        assert reader.match_index > 20


async def test_a_match_across_two_lines_is_marked_on_both() -> None:
    app = ReaderApp()
    async with app.run_test(size=(31, 16)) as pilot:
        app.reader.show(sample(), terms=["床位占比不低于60%；支持社区"])
        await pilot.pause()
        assert "".join(styled(app.reader, "reverse").split()) == "床位占比不低于60%；支持社区"
        assert sum(MATCH_MARK in line[:1] for line in screen(app.reader)) == 2


async def test_the_reader_says_where_it_is_once_for_each_line_and_row() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 40)) as pilot:
        app.reader.show(sample())
        await pilot.pause()
        for _ in range(60):
            await pilot.press("down")
        places = [message.place for message in app.said if isinstance(message, Reader.Moved)]
        assert len(set(places)) == len(places)
        assert list(dict.fromkeys(place.line for place in places)) == [54, 55, 56, 57, 70, 71, 72, 90, 91, 92]
        assert [place.row for place in places if place.table == "p.t1"] == [0, 1, 2]
        assert places[-1].section == "p.3.1"
        assert app.last(Reader.TextEdge).direction == 1
        await pilot.press("home", "up", "up", "up", "up")
        assert app.last(Reader.TextEdge).direction == -1
        await pilot.press("enter")
        assert app.last(Reader.Chosen).place.line == 54


@pytest.mark.parametrize("line", [54, 55, 56, 57, 70, 71, 72, 90, 91, 92])
async def test_going_to_a_source_line(line: int) -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 12)) as pilot:
        app.reader.show(sample())
        assert app.reader.go_to_line(line)
        await pilot.pause()
        assert app.reader.place is not None
        assert app.reader.place.line == line
        top = app.reader.scroll_offset.y
        assert top <= app.reader.cursor < top + 12


async def test_going_to_places_that_are_not_there() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 12)) as pilot:
        reader = app.reader
        assert reader.place is None
        assert not reader.go_to_line(5)
        assert not reader.next_match()
        await pilot.press("down", "pagedown", "end", "enter")
        reader.show(sample())
        await pilot.pause()
        assert not reader.go_to_line(3)
        assert not reader.go_to_section("p.9")
        assert reader.go_to_section("p.3.1")
        assert reader.place == Place("p.3.1", 90, start=0)
        assert reader.go_to_section("p.3", len(FIRST) + 20)
        assert reader.place is not None
        assert reader.place.line == 56
        reader.clear()
        assert reader.place is None
        assert set(screen(reader)) == {""}


@pytest.mark.parametrize("size", [(30, 12), (80, 24), (160, 40)])
async def test_the_place_on_screen_comes_back_at_any_width(size: tuple[int, int]) -> None:
    app = ReaderApp()
    async with app.run_test(size=(80, 24)) as pilot:
        reader = app.reader
        reader.show(long_document(), terms=["护理型床位"])
        reader.go_to_match(41)
        await pilot.pause()
        state, place = reader.scroll_state(), reader.place
        reader.show(sample())
        await pilot.resize_terminal(*size)
        await pilot.pause()
        reader.show(long_document(), terms=["护理型床位"], jump=False)
        reader.restore(state)
        await pilot.pause()
        assert place is not None
        assert reader.place is not None
        assert reader.place.line == place.line
        assert reader.match_index == 42
        if size == (80, 24):
            assert reader.scroll_state() == state


async def test_the_paragraph_at_the_top_stays_at_the_top_through_every_width() -> None:
    app = ReaderApp()
    async with app.run_test(size=(80, 24)) as pilot:
        reader = app.reader
        reader.show(long_document())
        await pilot.pause()
        for _ in range(5):
            await pilot.press("pagedown")
        first = reader.lines[reader.scroll_offset.y]
        for columns in (40, 120, 61, 200, 33, 80):
            await pilot.resize_terminal(columns, 24)
            await pilot.pause()
            top, below = reader.lines[reader.scroll_offset.y], reader.lines[reader.scroll_offset.y + 1]
            assert top.block == first.block
            assert top.at <= first.at
            assert below.block > first.block or below.at > first.at
            assert reader.scroll_offset.y <= reader.cursor < reader.scroll_offset.y + 24
        assert reader.lines[reader.scroll_offset.y] == first


async def test_moving_about() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 12)) as pilot:
        reader = app.reader
        reader.show(long_document())
        await pilot.pause()
        assert screen(reader)[2].startswith(CURSOR_MARK)
        await pilot.press("j", "j", "down")
        assert (reader.cursor, reader.scroll_offset.y) == (5, 0)
        await pilot.press("down", "down", "down", "down")
        assert reader.cursor - reader.scroll_offset.y < 12 - 3
        await pilot.press("end")
        assert reader.cursor == len(reader.lines) - 1
        assert reader.scroll_offset.y == len(reader.lines) - 12
        await pilot.press("pageup")
        assert reader.scroll_offset.y == len(reader.lines) - 12 - 11
        await pilot.press("home")
        assert (reader.cursor, reader.scroll_offset.y) == (2, 0)
        await pilot._post_mouse_events([MouseScrollDown], reader, offset=(5, 5))
        assert reader.scroll_offset.y == 3
        assert reader.cursor == 3
        await pilot.click(reader, offset=(6, 8))
        assert reader.cursor == 11
        await pilot.click(reader, offset=(6, 8), times=2)
        assert app.last(Reader.Chosen) is not None


async def test_no_control_character_or_markup_reaches_the_terminal() -> None:
    app = ReaderApp()
    async with app.run_test(size=(90, 40)) as pilot:
        evil = "甲\x1b[31m\x1b]52;c;eA==\x07乙\x9b2J\u202e丙\u2066[b]丁[/b][@click=app.quit]戊[/][/x]\u200f\r\u2028己"
        bad = section("p.1", 1, evil, evil, evil + "\n" + evil, 1)
        app.reader.show(document((evil, evil), [(bad, [])]), terms=["丁", "\x1b[31m"])
        await pilot.pause()
        segments: list[Segment] = [segment for strip in strips(app.reader) for segment in strip]
        drawn = "".join(segment.text for segment in segments)
        assert not any(char < " " or "\x7f" <= char <= "\x9f" or char in "\u202e\u2066\u200f\u2028" for char in drawn)
        assert drawn.count("[b]丁[/b][@click=app.quit]戊[/][/x]") + drawn.count("丁") >= 6
        assert not any(segment.style and (segment.style.link or "@click" in segment.style.meta) for segment in segments)


async def test_repairs_and_lost_characters_are_marked() -> None:
    app = ReaderApp()
    async with app.run_test(size=(90, 40)) as pilot:
        app.reader.show(sample())
        await pilot.pause()
        assert styled(app.reader, "underline") == "推动"
        assert styled(app.reader, "reverse") == "\ufffd"


async def test_without_colour_matches_still_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ReaderApp()
    async with app.run_test(size=(72, 30)) as pilot:
        app.reader.show(sample(), terms=["护理型床位"])
        await pilot.pause()
        assert app.no_color
        looks = [
            (bool(segment.style.reverse), bool(segment.style.underline), bool(segment.style.bold))
            for strip in strips(app.reader)
            for segment in strip
            if segment.text == "护理型床位" and segment.style
        ]
        assert looks[0] == (True, True, True)
        assert set(looks[1:]) == {(False, True, True)}


async def test_selecting_with_the_mouse_copies_the_words_of_the_document() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 30)) as pilot:
        app.reader.show(sample())
        await pilot.pause()
        line = app.reader.lines[4]
        await pilot.mouse_down(app.reader, offset=(6, 4))
        await pilot.hover(app.reader, offset=(12, 5))
        await pilot.mouse_up(app.reader, offset=(12, 5))
        await pilot.pause()
        chosen = app.screen.get_selected_text()
        assert chosen is not None
        assert FIRST.startswith(chosen.strip())
        assert len(chosen) > len(line.text.strip())


async def test_a_page_of_plain_lines() -> None:
    class Plain(App[None]):
        def compose(self) -> ComposeResult:
            yield LineView()

    app = Plain()
    async with app.run_test(size=(40, 10)) as pilot:
        view = app.query_one(LineView)
        view.show_text("第一行[b]\x1b[0m\n" + FIRST)
        await pilot.pause()
        assert screen(view)[0] == "› 第一行[b][0m"
        assert "".join(line.strip() for line in screen(view)[1:]) == FIRST


async def test_another_theme_and_the_focus_are_drawn_at_once() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 10)) as pilot:
        app.reader.show(sample())
        await pilot.pause()
        looks = []
        for theme, focused in (("textual-dark", True), ("textual-dark", False), ("textual-light", False)):
            app.theme = theme
            app.set_focus(app.reader if focused else None)
            await pilot.pause()
            looks.append([segment.style for segment in app.reader.render_line(2)])
        assert looks[0] != looks[1]
        assert looks[1] != looks[2]


async def test_a_reader_that_is_not_on_screen_yet_keeps_what_it_was_asked() -> None:
    app = ReaderApp()
    app.reader.styles.display = "none"
    async with app.run_test(size=(60, 12)) as pilot:
        app.reader.show(long_document(), terms=["护理型床位"])
        assert app.reader.go_to_match(30)
        await pilot.pause()
        app.reader.styles.display = "block"
        await pilot.pause()
        assert app.reader.match_index == 31
        assert styled(app.reader, "reverse") == "护理型床位"
