"""No English on a Chinese screen: every action of the registry run on the samples, every screen, dialog and message looked at."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import distributions
from pathlib import Path

import pytest

from indexer.pipeline import extract
from tests.tui.app_library import screen_text, write_library
from tests.tui.conftest import Opener
from tests.tui.test_app_flow import search, until
from tests.tui.test_app_strings import NAMES
from tui.actions import ACTIONS, PRINTED
from tui.app import Guilan
from tui.cli import COMMANDS
from tui.layout import PANES
from tui.settings import settings_file
from tui.widgets.status import StatusLine

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
WORD = re.compile(r"[A-Za-z]{2,}")
FORMATS = {
    "txt",
    "text",
    "utf",
    "sig",
    "gbk",
    "toml",
    "SHA",
    "OSC",
    "KEY",
    "NO",
    "COLOR",
    "Excel",
    "kB",
    "MB",
    "TERM",
    "COLORTERM",
    "truecolor",
}
"""Formats, encodings, variables and the other names of things that have no Chinese one."""
ALL = os.environ.get("GUILAN_ALL_JOURNEYS") == "1"
"""Every action in every pane, not in one."""


def known() -> set[str]:
    """Latin words that may stand on a Chinese screen: keys, commands, formats, words of documents, what a doctor lists."""
    texts = [path.read_text("utf-8", "ignore") + path.name for path in SAMPLES]
    texts += [action.command for action in ACTIONS] + [*COMMANDS, *PRINTED.values(), "Ctrl Shift Alt PgUp PgDn"]
    texts += [one.metadata["Name"] or "" for one in distributions()] + [platform.platform(), platform.python_version()]
    texts += [path.name for path in Path.cwd().iterdir()]
    texts += [os.environ.get(name, "") for name in ("TERM", "COLORTERM", "LANG", "LC_ALL", "TERM_PROGRAM")]
    return {word.lower() for text in texts for word in WORD.findall(text)} | {word.lower() for word in NAMES | FORMATS}


def stray(words: str, *paths: Path) -> set[str]:
    """Latin words of a screen that are none of those and no part of these paths."""
    allowed, places = known(), "".join(map(str, (*paths, Path.cwd(), settings_file()))).lower()
    return {word for word in WORD.findall(words) if word.lower() not in allowed and word.lower() not in places}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the samples."""
    return write_library(tmp_path_factory.mktemp("scan") / "library", [extract(path, path.name) for path in SAMPLES])


@pytest.mark.parametrize("size", [(80, 24), (170, 50)], ids=str)
async def test_no_english_on_any_screen(samples: Path, tmp_path: Path, open_app: Opener, size: tuple[int, int]) -> None:
    found = {}
    app = open_app(samples)
    async with app.run_test(size=size) as pilot:
        await search(pilot, app, "护理型床位占比")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: app.desk.browser.page is not None)
        page = app.desk.browser.page
        shown = WORD.findall(app.desk.library.export([page.key] if page else []))  # what the preview of an export holds
        for number, action in enumerate(ACTIONS):
            if action.id == "quit":
                continue
            for pane in PANES if ALL else PANES[number % 3 :][:1]:
                app.desk.go(pane)
                app.desk.perform(action.id)
                await pilot.pause(0.05)
                await pilot.pause()
                if strays := stray(everything(app), samples, tmp_path) - (set(shown) if action.id == "export" else set()):
                    found[f"{action.id} in {pane}"] = strays
                while len(app.screen_stack) > 2:
                    app.pop_screen()
                    await pilot.pause()
    assert found == {}


async def test_no_english_in_what_goes_wrong(samples: Path, tmp_path: Path, open_app: Opener) -> None:
    app, said = open_app(samples), ""
    async with app.run_test(size=(120, 40)) as pilot:
        for name in ("export", "pair", "wording", "upper", "timeline", "similar", "collect", "raw", "forward", "undo"):
            app.desk.perform(name)
            await pilot.pause(0.05)
            said += everything(app)
            while len(app.screen_stack) > 2:
                app.pop_screen()
                await pilot.pause()
        for action, typed in (
            ("verify", "/没有/这个.md"),
            ("verify", str(ROOT)),
            ("import", "/没有/这个"),
            ("projects", "没有这种"),
        ):
            await pilot.pause()
            app.desk.perform(action)
            await pilot.pause(0.05)
            for letter in typed:
                await pilot.press("slash" if letter == "/" else letter)
            await pilot.press("enter")
            await pilot.pause(0.2)
            said += everything(app)
            while len(app.screen_stack) > 2:
                app.pop_screen()
                await pilot.pause()
    assert "请检查路径" in "".join(said.split())
    assert stray(said, samples, tmp_path) == set()


def everything(app: Guilan) -> str:
    """What is on the screen, and the message below."""
    return screen_text(app) + "\n" + app.desk.query_one(StatusLine).words
