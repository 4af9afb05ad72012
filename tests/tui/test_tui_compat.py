"""Workarounds: each does its job, and each test of Textual's own fails once upstream has mended it, so that ours can go."""

from __future__ import annotations

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.widgets import Input

from tui.compat.ime_input import ImeInput
from tui.compat.paste import PasteParser, install

STEPS = ["", "养", "养老床位", "养老" * 30]
WIRE = "甲\x1b[200~养老\x1b[31m床位\n第二q行\x1b\x1b[201~乙\x1b[A"


class OneField(App[None]):
    """An app with one field, of Textual or ours."""

    def __init__(self, kind: type[Input]) -> None:
        super().__init__()
        self.field = kind(placeholder="搜索", select_on_focus=False)

    def compose(self) -> ComposeResult:
        yield self.field

    def on_mount(self) -> None:
        self.field.cursor_blink = False
        self.field.focus()


def drawn_cursor(field: Input) -> int:
    """Column of the screen where the cursor is drawn."""
    style = field.get_component_rich_style("input--cursor")
    at = field.content_region.x
    for segment in field.render_line(0):
        if segment.style and segment.style.reverse == style.reverse and segment.style.bgcolor == style.bgcolor:
            return at
        at += segment.cell_length
    raise AssertionError("no cursor is drawn")


async def anchors(kind: type[Input]) -> list[tuple[int, int]]:
    """Where the cursor is drawn and where the terminal's cursor is, empty, typing, in a long text, and after Home and End."""
    app = OneField(kind)
    found = []
    async with app.run_test(size=(40, 5)) as pilot:
        for words in STEPS:
            app.field.value = ""
            app.field.insert_text_at_cursor(words)
            await pilot.pause()
            found.append((drawn_cursor(app.field), app.cursor_position.x))
        for key in ("home", "end", "left", "left"):
            await pilot.press(key)
            await pilot.pause()
            found.append((drawn_cursor(app.field), app.cursor_position.x))
        await pilot.resize_terminal(30, 5)
        await pilot.pause()
        await pilot.press("end")
        await pilot.pause()
        found.append((drawn_cursor(app.field), app.cursor_position.x))
    return found


async def test_the_input_method_window_stands_on_the_drawn_cursor() -> None:
    assert all(drawn == anchor for drawn, anchor in await anchors(ImeInput))


async def test_textual_still_has_it_elsewhere() -> None:
    """When this fails, https://github.com/Textualize/textual/issues/6082 is mended and `ImeInput` may go."""
    assert any(drawn != anchor for drawn, anchor in await anchors(Input))


@pytest.mark.parametrize(
    ("pasted", "value"),
    [
        ("护理型\x1b[31m床位\x07\n第二行", "护理型[31m床位"),
        ("\n\n  床位  \n", "床位"),
        ("床\u202e位\u200b", "床位"),
        ("", ""),
        ("\n", ""),
    ],
)
async def test_a_paste_is_one_line_of_plain_text(pasted: str, value: str) -> None:
    app = OneField(ImeInput)
    async with app.run_test() as pilot:
        app.field.post_message(events.Paste(pasted))
        await pilot.pause()
        assert app.field.value == value


async def test_a_paste_replaces_what_is_selected() -> None:
    app = OneField(ImeInput)
    async with app.run_test() as pilot:
        app.field.value = "养老机构床位"
        app.field.selection = type(app.field.selection)(4, 2)
        app.field.post_message(events.Paste("服务"))
        await pilot.pause()
        assert app.field.value == "养老服务床位"


def read(parser: XTermParser, step: int) -> list[str]:
    """Keys as their names, pastes as their text, fed ``step`` characters at a time."""
    out = []
    for at in range(0, len(WIRE), step):
        for message in parser.feed(WIRE[at : at + step]):
            out.append(message.key if isinstance(message, events.Key) else getattr(message, "text", ""))
    return out


@pytest.mark.parametrize("step", [1, 2, 3, 5, 7, 100])
def test_a_paste_with_escape_characters_stays_a_paste(step: int) -> None:
    assert read(PasteParser(), step) == ["甲", "养老[31m床位\n第二q行", "乙", "up"]


def test_textual_still_leaks_pasted_keys() -> None:
    """When this fails, ``XTermParser`` reads pastes right and `PasteParser` may go."""
    assert "q" in read(XTermParser(), 100)


def test_the_driver_reads_with_it_once_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    from textual.drivers import linux_driver

    monkeypatch.setattr(linux_driver, "XTermParser", XTermParser)
    install()
    assert vars(linux_driver)["XTermParser"] is PasteParser
    assert list(PasteParser().feed("")) == []
