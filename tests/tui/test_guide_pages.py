"""The guide is true as far as a program can tell: links and pictures are there, keys and commands exist, the recording plays."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from tui.actions import ACTIONS, printed
from tui.cli import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "docs" / "guide.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]
KEY = re.compile(r"`((?:(?:Ctrl|Alt|Shift)\+\S+?|F\d{1,2}))`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_and_pictures_are_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_keys_belong_to_actions(page: Path) -> None:
    known = {printed(key) for action in ACTIONS for key in action.keys}
    assert [key for key in KEY.findall(page.read_text("utf-8")) if key not in known] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_and_options_exist(page: Path) -> None:
    for name, rest in re.findall(r"guilan(?: --library \S+)? ([a-z]+)\b([^`\n]*)", page.read_text("utf-8")):
        assert name in COMMANDS, name
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        assert [option for option in re.findall(r"(?<=\s)--?[a-z][a-z-]*", rest) if option not in options] == []


def test_every_page_of_the_guide_is_on_its_first_page() -> None:
    text = (ROOT / "docs" / "guide.md").read_text("utf-8")
    assert [page.name for page in PAGES[2:] if f"(guide/{page.name})" not in text] == []


def test_the_recording_can_be_played_in_a_minute() -> None:
    head, *events = map(json.loads, (ROOT / "docs" / "demo.cast").read_text("utf-8").splitlines())
    assert head["version"] == 2
    assert all(kind == "o" and isinstance(text, str) for _, kind, text in events)
    times = [time for time, _, _ in events]
    assert times == sorted(times)
    assert times[-1] <= 60
