"""The registry: every action has an input-method-safe key, no key is taken twice where it acts, both languages know it."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from itertools import combinations

import pytest
from pypinyin import lazy_pinyin
from rich.cells import cell_len

from tui import control, strings
from tui.actions import ACTIONS, BY_ID, HINTS, Action, hint_key, of_scope, printed, printed_keys
from tui.screens.main import MainScreen
from tui.strings.spelled import SPELLED
from tui.widgets.keyline import KeyLine
from tui.widgets.page import Page
from tui.widgets.tree import PlanTree

TOGETHER = ({"main", "list", "tree"}, {"main", "sheet"}, {"main", "reader"}, {"main", "box"})
"""Scopes that act at the same time."""


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_works_with_an_input_method_on(action: Action) -> None:
    assert action.safe_keys


def test_no_letter_counts_as_safe() -> None:
    assert Action("x", "main", ("n", "slash", "space", "G")).safe_keys == ()
    safe = ("f3", "ctrl+e", "alt+left", "shift+f3", "down")
    assert Action("x", "main", safe).safe_keys == safe


@pytest.mark.parametrize("scopes", TOGETHER, ids=lambda scopes: "+".join(sorted(scopes)))
def test_no_key_means_two_things_at_once(scopes: set[str]) -> None:
    actions = [action for action in ACTIONS if action.scope in scopes]
    clashes = [(one.id, other.id) for one, other in combinations(actions, 2) if set(one.all_keys) & set(other.all_keys)]
    assert clashes == []


def test_slash_question_mark_and_colon_have_their_full_width_twins() -> None:
    twins = {"slash": "ideographic_comma", "question_mark": "fullwidth_question_mark", "colon": "fullwidth_colon"}
    for plain, twin in twins.items():
        (found,) = (action for action in ACTIONS if plain in action.keys)
        assert twin in found.twins


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_languages_name_and_explain_every_action(language: str) -> None:
    strings.use(language)
    for action in ACTIONS:
        assert action.title
        assert action.help != action.title


def test_every_action_is_done_somewhere() -> None:
    modules = [import_module(f"tui.control.{found.name}") for found in pkgutil.iter_modules(control.__path__)]
    helpers = [
        one for module in modules for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__
    ]
    for action in ACTIONS:
        if action.scope != "reader":
            owners = (MainScreen, PlanTree, *helpers)
            assert any(hasattr(owner, f"do_{action.id}") for owner in owners), action.id


def test_the_reader_is_bound_to_the_registry_alone() -> None:
    keys = {key for action in of_scope("reader") for key in action.all_keys}
    assert set(Page._merge_bindings().key_to_bindings) == keys


def test_keys_are_printed_as_people_write_them() -> None:
    keys = ("ctrl+e", "f3", "slash", "alt+left", "N", "shift+f3")
    assert [printed(key) for key in keys] == ["Ctrl+E", "F3", "/", "Alt+←", "N", "Shift+F3"]
    assert printed_keys(BY_ID["search"]) == "/ · Ctrl+F"
    assert hint_key(BY_ID["export"]) == "Ctrl+E"


@pytest.mark.parametrize("scope", list(HINTS))
@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_the_bottom_line_never_drops_help_and_never_overlaps(scope: str, width: int) -> None:
    line = KeyLine()
    line._scope = scope
    hints = line.hints(width)
    assert hints[-1][1] == "help"
    ends = [start + cell_len(f"{key} {title}") for start, _, key, title in hints]
    assert all(end < start for end, (start, *_) in zip(ends, hints[1:], strict=False))
    assert ends[-1] < width
    assert 5 <= len(hints) <= 8 or width < 80


def test_the_names_of_the_actions_are_spelled_in_pinyin() -> None:
    strings.use("zh")
    for action in ACTIONS:
        syllables = lazy_pinyin(action.title)
        assert SPELLED[action.id] == f"{''.join(syllables)} {''.join(syllable[0] for syllable in syllables)}", action.id
    assert set(SPELLED) == set(BY_ID)
