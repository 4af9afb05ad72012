"""Ambiguous-width characters as two cells: measured so everywhere, nothing wider than its room, the terminal asked in one write."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import rich.cells
from textual._cells import cell_len as textual_len

from tests.tui.conftest import Opener
from tests.tui.test_app_flow import search, until
from tui import cellwidth
from tui.compat import ambiguous, probe
from tui.control.dress import dress
from tui.settings import Settings
from tui.text import glyphs
from tui.text.bars import Bar, chart
from tui.text.cells import WIDTHS, width
from tui.text.document import Paragraph, ReaderDocument, TableBlock
from tui.text.layout import Look, Prepared
from tui.widgets.paint import lay, row

SIGNS = "“”‘’…—·①②℃→≥≤×±■●αβ№★§°"
WORDS = "养老服务床位指标到2025年不低于60%建立机构abcPM2.5，。；：（）、《》 "
WIDE = Settings(width="2")


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    cellwidth.heard(None)
    cellwidth.use(Settings())


def cells_of(words: str) -> int:
    """Cells in a terminal that draws ambiguous characters wide, worked out from the standard and not from Rich."""
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "AWF" else 1 for char in words)


def random_words(random: Random, size: int) -> str:
    return "".join(random.choice(random.choice((SIGNS, WORDS, WORDS))) for _ in range(size))


def test_everyone_measures_two_cells_and_one_again() -> None:
    words = f"“养老”——①{'─' * 3}α"
    assert rich.cells.cell_len(words) == 13
    assert cellwidth.use(WIDE)
    assert (
        rich.cells.cell_len(words)
        == textual_len(words)
        == width(words)
        == sum(WIDTHS[char] for char in words)
        == cells_of(words)
        == 22
    )
    assert rich.cells.set_cell_size("①②③", 4) == "①②"
    assert cellwidth.use(Settings())
    assert rich.cells.cell_len(words) == 13
    assert WIDTHS["①"] == 1


def test_marks_private_use_and_neutral_characters_stay_as_they_are() -> None:
    before = {char: rich.cells.cell_len(char) for char in "e\u0301\ue000›»╌╍▾▸\u00ad"}
    cellwidth.use(WIDE)
    assert {char: rich.cells.cell_len(char) for char in before} == before
    assert not {"\u0301", "\ue000", "\u00ad"} & set(ambiguous.ambiguous())


def test_lines_that_a_person_asks_for_are_one_cell() -> None:
    cellwidth.use(Settings(width="2", lines="box"))
    assert (rich.cells.cell_len("“"), rich.cells.cell_len("│█▌")) == (2, 3)
    assert glyphs.now() is glyphs.BOX


def test_rich_still_has_no_switch_for_it() -> None:
    """When this fails, https://github.com/Textualize/rich/issues/4199 is answered and ``tui.compat.ambiguous`` may use that."""
    import inspect

    assert list(inspect.signature(rich.cells.cell_len).parameters) == ["text", "unicode_version"]
    assert rich.cells.get_character_cell_size("“") == 1
    assert "ambiguous" not in inspect.getsource(rich.cells).lower()


@pytest.mark.parametrize("seed", range(40))
def test_nothing_is_wider_than_its_room(seed: int) -> None:
    random = Random(seed)
    cellwidth.use(WIDE)
    room = random.randint(20, 120)
    texts = [random_words(random, random.randint(0, 300)) for _ in range(4)]
    for text in texts:
        for line in lay(row(text, indent=random.randint(0, 4), hang=2), room):
            assert cells_of("".join(words for words, _ in line)) <= room
    grid = tuple(tuple(random_words(random, random.randint(0, 14)) for _ in range(5)) for _ in range(4))
    document = ReaderDocument(
        "p.1",
        tuple(random_words(random, 8) for _ in range(3)),
        (*(Paragraph(text, "p.1", 0) for text in texts), TableBlock("p.t1", "p.1", random_words(random, 9), 1, grid)),
    )
    for drawn in Prepared(document).lay(Look(room, 80, glyphs.now().rules)):
        assert cells_of(drawn.text.rstrip()) <= room, drawn.text
    bars = [Bar(random_words(random, 8), random.random() * 100, random.choice(("=", ">=", "<=", "~")), "①60") for _ in range(5)]
    assert all(cells_of(line) <= room for line in chart(bars, room))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_every_line_of_the_screen_is_as_wide_as_the_screen(open_app: Opener, folder: Path, size: tuple[int, int]) -> None:
    app = open_app(folder)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.desk.ready)
        await search(pilot, app, "护理型床位")
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.desk.reader.document is not None)
        dress(app, WIDE)
        for keys in ((), ("f4",), ("f8",), ("f1",), ("escape", "comma"), ("escape", "f2")):
            await pilot.press(*keys)
            await pilot.pause(0.1)
            for strip in app.screen._compositor.render_strips():
                line = "".join(segment.text for segment in strip)
                assert cells_of(line) == size[0], line
                assert not set(line) & set("─━│┌┐└┘╭╮╰╯█▌▇"), line


async def test_what_is_on_the_screen_is_laid_out_again(open_app: Opener, folder: Path) -> None:
    app = open_app(folder)
    async with app.run_test(size=(160, 40)) as pilot:
        await until(pilot, lambda: app.desk.ready)
        await search(pilot, app, "护理型床位")
        for keys, view in ((("down", "enter"), "results"), (("f4",), "comparison"), (("f8",), "matrix")):
            await pilot.press(*keys)
            await until(pilot, lambda view=view: app.desk.session.side == view)  # type: ignore[misc]
            await pilot.pause(0.2)
            for settings in (WIDE, Settings(), WIDE):
                dress(app, settings)
                await pilot.pause(0.1)
            for strip in app.screen._compositor.render_strips():
                line = "".join(segment.text for segment in strip)
                assert cells_of(line) == 160, line
                assert not set(line) & set("─━│┌┐└┘╭╮╰╯█▌▇"), line
            dress(app, Settings())


async def test_a_change_of_width_leaves_one_where_one_was(open_app: Opener, folder: Path) -> None:
    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.desk.ready)
        await search(pilot, app, "护理型床位")
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.desk.reader.document is not None)
        before = app.desk.reader.place
        matches = app.desk.reader.match_index
        for settings in (WIDE, Settings(), WIDE):
            dress(app, settings)
            await pilot.pause()
        assert (app.desk.reader.place, app.desk.reader.match_index) == (before, matches)


def test_what_the_answer_comes_to() -> None:
    assert [probe.width_of(column) for column in (1, 2, 30, 31, 32, 33)] == [None, None, None, 1, 2, None]
    for answer, setting, cells, how in (
        (2, "auto", 2, "asked"), (1, "auto", 1, "asked"), (None, "auto", 1, "silent"), (2, "1", 1, "set"), (None, "2", 2, "set"),
    ):  # fmt: skip
        cellwidth.heard(answer)
        found = cellwidth.decided(Settings(width=setting))
        assert (found.cells, found.how) == (cells, how)
        assert found.words


def test_nothing_is_asked_where_nobody_can_answer(capfd: pytest.CaptureFixture[str]) -> None:
    with probe.Probe() as asked:
        assert asked.take(5) is None
    assert capfd.readouterr() == ("", "")


async def test_an_answer_that_comes_late_is_taken_and_is_no_key(open_app: Opener, folder: Path) -> None:
    from textual import events

    app = open_app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.desk.ready)
        app.post_message(events.CursorPosition(probe.COLUMN + 1, 0))
        await until(pilot, lambda: cellwidth.now().cells == 2)
        assert app.has_class("-ascii")
