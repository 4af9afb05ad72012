"""No character is lost: layouts by chance, dialogs over panes, every wide character that a widget drew is on the screen.

What a dialog covers, in whole or with one of its two cells, is not lost. ``GUILAN_ALL_JOURNEYS=1`` looks at 500 layouts.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable
from pathlib import Path

from rich.cells import cell_len
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from tests.tui.app_library import PLANS, write_library
from tests.tui.conftest import Opener
from tests.tui.test_app_flow import search
from tui.app import Guilan
from tui.screens.dialogs import Ask, Choice, Dialog, Item, Message, Picker
from tui.screens.export_dialog import ExportDialog, Wanted
from tui.widgets.paint import row

LAYOUTS = 500 if os.environ.get("GUILAN_ALL_JOURNEYS") == "1" else 25
WORDS = "护理型床位，“十四五”期末达到60%以上；社区食堂（老年助餐点）十五分钟可达。"
VIEWS = ("f4", "f8", "f5", "f10", "f6", "tab", "escape", "shift+f9", "down", "enter", "shift+f2", "ctrl+n", "f9")

Cells = list[str]
"""The character that begins in each cell; empty in the second cell of a wide one."""


def cells(strip: Iterable[tuple[str, object, object]]) -> Cells:
    """A line of the screen cell by cell."""
    out: Cells = []
    for words, _, _ in strip:
        for char in words:
            out += [char, *[""] * (cell_len(char) - 1)]
    return out


def screen_cells(screen: Screen[object]) -> list[Cells]:
    """What a screen is composed to."""
    return [cells(strip) for strip in screen._compositor.render_strips()]


def wide(line: Cells) -> list[int]:
    """Where the wide characters of a line begin, those that are whole."""
    return [at for at, char in enumerate(line[:-1]) if char and not line[at + 1] and not char.isspace()]


def lost_of_widgets(screen: Screen[object]) -> tuple[int, list[str]]:
    """How many wide characters the widgets of a screen drew, and those of them that are not on it."""
    composed, seen, lost = screen_cells(screen), 0, []
    for widget, (region, clip) in screen._compositor.visible_widgets.items():
        if any(child.display for child in widget.children) or widget is screen:
            continue
        shown = region.intersection(clip)
        drawn: list[Strip] = widget.render_lines(Region(0, 0, region.width, region.height))
        for y, strip in enumerate(drawn):
            line = cells(strip)
            for at in wide(line):
                x, row_at = region.x + at, region.y + y
                if shown.contains(x, row_at) and shown.contains(x + 1, row_at):
                    seen += 1
                    if composed[row_at][x] != line[at]:
                        lost.append(f"{line[at]} of {widget!r} at {x},{row_at}")
    return seen, lost


def lost_behind(screen: Screen[object], below: Screen[object]) -> tuple[int, list[str]]:
    """How many wide characters of the screen below stand beside the dialog, and those of them that are not on the screen."""
    boxes = [widget.region for widget in screen.query(".box")]
    composed, seen, lost = screen_cells(screen), 0, []
    for y, line in enumerate(screen_cells(below)):
        for at in wide(line):
            free = not any(box.contains(at, y) or box.contains(at + 1, y) for box in boxes)
            seen += free
            if free and composed[y][at] != line[at]:
                lost.append(f"{line[at]} behind {screen!r} at {at},{y}")
    return seen, lost


def overlays(app: Guilan) -> list[Callable[[], Dialog]]:
    """Dialogs with words of all lengths."""
    items = [Item(str(n), (row(WORDS[n:] + WORDS[:n], hang=2),)) for n in range(30)]
    wanted = Wanted("导出这一节", "青石区养老服务.md", lambda _suffix, _depth: (WORDS + "\n").encode() * 20, True)
    return [
        lambda: Message("说明", WORDS * 3),
        lambda: Picker("选择要对比的指标", items),
        lambda: Choice(WORDS, [("a", WORDS[:9]), ("b", WORDS[:30])]),
        lambda: Ask("写一句笔记", WORDS, WORDS),
        lambda: ExportDialog(wanted, str(app.desk.library.path)),
    ]


async def look(pilot: Pilot[int], app: Guilan, chance: random.Random) -> tuple[int, int, list[str]]:
    """One layout: a size, a key or two, and a dialog over it; characters of widgets, those beside the dialog, those lost."""
    await pilot.resize_terminal(chance.randint(40, 220), chance.randint(12, 60))
    for key in chance.sample(VIEWS, chance.randint(0, 2)):
        await pilot.press(key)
    await pilot.pause()
    while len(app.screen_stack) > 2:
        app.pop_screen()
        await pilot.pause()
    below = app.screen
    seen, lost = lost_of_widgets(below)
    app.push_screen(chance.choice(overlays(app))())
    await pilot.pause()
    more, lost_there = lost_of_widgets(app.screen)
    beside, lost_beside = lost_behind(app.screen, below)
    lost += [*lost_there, *lost_beside]
    while len(app.screen_stack) > 2:
        app.pop_screen()
    await pilot.pause()
    return seen + more, beside, lost


async def test_no_character_is_lost_whatever_the_size_and_whatever_lies_over_it(tmp_path: Path, open_app: Opener) -> None:
    app = open_app(write_library(tmp_path / "library", PLANS))
    chance = random.Random(20260722)
    async with app.run_test(size=(120, 40)) as pilot:
        await search(pilot, app, "床位")
        looked = [await look(pilot, app, chance) for _ in range(LAYOUTS)]
    assert sum(drawn for drawn, _, _ in looked) > 200 * LAYOUTS
    assert sum(beside for _, beside, _ in looked) > 20 * LAYOUTS
    lost = [one for _, _, gone in looked for one in gone]
    assert lost == []
