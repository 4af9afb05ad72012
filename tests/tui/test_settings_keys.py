"""A person's own keys: how they are written, what stands in their way, that no action is ever out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random

import pytest

from tui.actions import ACTIONS, BY_ID, ime_safe, printed
from tui.keys import FIXED, TAKEN, TOGETHER, accepted, clash, key_named, pressed, use, wanted, with_key, written


@pytest.fixture(autouse=True)
def _standard_keys() -> Iterator[None]:
    yield
    use({})


def test_every_key_reads_as_it_is_written() -> None:
    keys = {key for action in ACTIONS for key in action.standard}
    assert {printed(key): key_named(printed(key)) for key in keys} == {printed(key): key for key in keys}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("ctrl+e", "ctrl+e"), (" Ctrl + E ", "ctrl+e"), ("F11", "f11"), ("f11", "f11"), ("Alt+←", "alt+left"),
        ("shift+left", "shift+left"),
        ("N", "N"), ("n", "n"), ("+", "plus"), ("Ctrl++", "ctrl+plus"), ("；", "fullwidth_semicolon"), ("-", "minus"),
        ("@", "at"), ("<", "less_than_sign"),
        ("Shift+Ctrl+F5", "ctrl+shift+f5"), ("F13", None), ("Hyper+A", None), ("", None), ("Ctrl+", None), ("nothing", None),
        ("\x1b", None),
    ],
)  # fmt: skip
def test_how_keys_are_written(words: str, key: str | None) -> None:
    assert key_named(words) == key


def test_a_key_that_was_pressed_is_one_that_can_be_read_again() -> None:
    keys = ("f17", "f13", "f11", "c", "ctrl+e", "养", "f37", "minus", "less_than_sign", "ideographic_comma", "escape")
    named = ["shift+f5", "shift+f1", "f11", "c", "ctrl+e", None, None, "minus", "less_than_sign", "ideographic_comma", "escape"]
    assert [pressed(key) for key in keys] == named


def test_the_standard_keys_stand_in_nobodys_way() -> None:
    own = {action.id: action.standard for action in ACTIONS}
    assert accepted(own) == (own, [])


@pytest.mark.parametrize(
    ("name", "key", "kind", "other"),
    [
        ("compare", "f1", "fixed", "help"), ("compare", "ctrl+q", "fixed", "quit"), ("compare", "escape", "taken", ""),
        ("compare", "ctrl+e", "used", "export"), ("compare", "up", "used", "up"),
        ("compare", "ideographic_comma", "used", "search"),
        ("export", "h", "used", "column_left"), ("read_up", "f4", "used", "compare"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way(name: str, key: str, kind: str, other: str) -> None:
    found = clash(name, {name: (key,)})
    assert found is not None
    assert (found.kind, found.key, found.other) == (kind, key, other)


def test_keys_of_places_that_never_act_together_may_be_the_same() -> None:
    assert clash("collapse", {"collapse": ("shift+home",), "previous_section": ("shift+home",)}) is None


def test_two_actions_may_swap_their_keys() -> None:
    own = {"compare": ("m", "f8"), "matrix": ("c", "f4")}
    assert accepted(own) == (own, [])


def test_of_two_that_want_one_key_the_first_gets_it() -> None:
    own, (found,) = accepted({"compare": ("f11",), "matrix": ("f11",)})
    assert own == {"compare": ("f11",)}
    assert (found.action, found.other) == ("matrix", "compare")


def test_a_key_that_only_types_is_not_left_alone() -> None:
    use(accepted({"compare": ("X",)})[0])
    assert BY_ID["compare"].keys == ("X", "f4")


def test_help_and_quit_keep_theirs() -> None:
    use(accepted({"help": ("H",), "quit": ("f11",)})[0])
    assert "f1" in BY_ID["help"].keys
    assert BY_ID["quit"].keys == ("ctrl+q", "f11")


def test_an_input_methods_twin_goes_with_its_key() -> None:
    use({"search": ("semicolon", "ctrl+f"), "compare": ("slash", "f4")})
    assert BY_ID["search"].twins == ("fullwidth_semicolon",)
    assert BY_ID["compare"].twins == ("ideographic_comma", "fullwidth_solidus")


def test_a_new_key_takes_the_place_of_those_of_its_kind() -> None:
    assert with_key(BY_ID["compare"], "f11") == ("f11", "c")
    assert with_key(BY_ID["compare"], "X") == ("X", "f4")


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_wished_every_action_stays_within_reach(seed: int) -> None:
    random = Random(seed)
    keys = [*{key for action in ACTIONS for key in action.standard}, "f11", "X", "alt+x", "insert", *FIXED, *TAKEN]
    wishes = {action.id: tuple(random.sample(keys, random.randint(0, 3))) for action in random.sample(ACTIONS, 25)}
    own, clashes = accepted(wishes)
    assert set(wishes) - set(own) == {one.action for one in clashes}
    use(own)
    for action in ACTIONS:
        assert any(map(ime_safe, action.keys)), action.id
        assert len(set(action.keys)) == len(action.keys)
    for scopes in TOGETHER:
        acting = [action for action in ACTIONS if action.scope in scopes]
        assert [(a.id, b.id) for a, b in combinations(acting, 2) if set(a.keys) & set(b.keys)] == []
    assert {key: next(action.id for action in ACTIONS if key in action.keys) for key in FIXED} == FIXED
    assert all(wanted(BY_ID[name], own) == BY_ID[name].keys for name in own)
    assert all(key_named(word) for keys_ in own.values() for word in written(keys_))
