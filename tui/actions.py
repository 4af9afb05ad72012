"""The registry of actions: every action once, with its keys; bindings, bottom line, help and palette are generated from it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from tui.strings import text

Scope = Literal["main", "list", "sheet", "tree", "reader", "box"]
"""Where a key acts: everywhere on the main screen, in any list, in a list that is a table (there before the list's own meaning), in
the tree, in the reader, in the search box."""

PRINTED = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "Enter", "escape": "Esc", "tab": "Tab", "space": "Space",
    "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "delete": "Del", "slash": "/", "question_mark": "?",
    "colon": ":", "equals_sign": "=", "full_stop": ".", "plus": "+", "left_square_bracket": "[", "right_square_bracket": "]",
    "ideographic_comma": "、", "fullwidth_question_mark": "？", "fullwidth_colon": "：", "left_black_lenticular_bracket": "【",
    "right_black_lenticular_bracket": "】", "comma": ",", "minus": "-", "at": "@", "backslash": "\\", "underscore": "_",
    "number_sign": "#", "less_than_sign": "<", "greater_than_sign": ">",
}  # fmt: skip
SAFE = re.compile(
    r"((ctrl|alt|shift)\+)*(f\d+|up|down|left|right|enter|escape|tab|pageup|pagedown|home|end|delete)|(ctrl|alt)\+\w+"
)


OWN: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
"""A person's own keys by action: the keys and their twins; see ``tui.keys.use``."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do, with its standard keys (Textual's names) and what an input method sends instead of them."""

    id: str
    scope: Scope
    standard: tuple[str, ...]
    standard_twins: tuple[str, ...] = ()
    command: str = ""
    """The command line that does the same; empty where it only moves about the screen."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in use: the person's own, else the standard ones."""
        return OWN[self.id][0] if self.id in OWN else self.standard

    @property
    def twins(self) -> tuple[str, ...]:
        """What an input method sends instead of the keys in use."""
        return OWN[self.id][1] if self.id in OWN else self.standard_twins

    @property
    def title(self) -> str:
        """Short name in the language of the screen."""
        return text(f"action.{self.id}")

    @property
    def help(self) -> str:
        """One sentence in the language of the screen."""
        return text(f"action.{self.id}.help")

    @property
    def safe_keys(self) -> tuple[str, ...]:
        """The keys that reach the application while an input method is on."""
        return tuple(key for key in self.keys if ime_safe(key))

    @property
    def all_keys(self) -> tuple[str, ...]:
        """Every key that starts the action."""
        return self.keys + self.twins


def ime_safe(key: str) -> bool:
    """Whether a key reaches the application while an input method is on: it types nothing."""
    return SAFE.fullmatch(key) is not None


def _action(name: str, scope: Scope, keys: str, twins: str = "", command: str = "") -> Action:
    return Action(name, scope, tuple(keys.split()), tuple(twins.split()), command)


ACTIONS: tuple[Action, ...] = (
    _action("search", "main", "slash ctrl+f", "ideographic_comma fullwidth_solidus", "guilan search 词语"),
    _action("jump", "main", "o f2 ctrl+o", "", "guilan find 词语"),
    _action("next_match", "main", "n f3"),
    _action("previous_match", "main", "N shift+f3 ctrl+r"),
    _action("narrow", "main", "f ctrl+l", "", "guilan search 词语 --region 地区"),
    _action("sort", "main", "p ctrl+s", "", "guilan search 词语 --sort 顺序"),
    _action("similar", "main", "a ctrl+n", "", "guilan similar KEY"),
    _action("pair", "main", "d shift+f4", "", "guilan diff KEY KEY"),
    _action("wording", "main", "W shift+f2", "", "guilan wording 词语"),
    _action("synonym", "main", "equals_sign f12", "fullwidth_equals_sign", "guilan synonym 词语 词语"),
    _action("searches", "main", "u alt+up"),
    _action("compare", "main", "c f4", "", "guilan compare 指标"),
    _action("matrix", "main", "m f8", "", "guilan matrix"),
    _action("timeline", "main", "T shift+f8", "", "guilan timeline 指标 --region 地区"),
    _action("upper", "main", "v shift+f7", "", "guilan upper KEY"),
    _action("check", "main", "C shift+f9", "", "guilan check KEY"),
    _action("export", "main", "e ctrl+e", "", "guilan export KEY -o 文件.md"),
    _action("copy", "main", "y ctrl+y", "", "guilan show KEY"),
    _action("bookmark", "main", "b ctrl+b ctrl+d"),
    _action("note", "main", "t ctrl+t"),
    _action("bookmarks", "main", "B ctrl+k"),
    _action("collect", "main", "space shift+f5", "ideographic_space", "guilan basket KEY"),
    _action("basket", "main", "S shift+f6", "", "guilan basket -o 文件.docx"),
    _action("raw", "main", "r f9", "", "guilan show KEY --raw"),
    _action("explain", "main", "w ctrl+g"),
    _action("back", "main", "left_square_bracket alt+left", "left_black_lenticular_bracket"),
    _action("forward", "main", "right_square_bracket alt+right", "right_black_lenticular_bracket"),
    _action("import", "main", "i f7", "", "guilan index 路径"),
    _action("versions", "main", "V alt+v", "", "guilan versions"),
    _action("projects", "main", "P shift+f11", "", "guilan projects 词语"),
    _action("verify", "main", "E shift+f12", "", "guilan verify 文件"),
    _action("outline", "main", "O alt+o", "", "guilan show KEY"),
    _action("previous_indicator", "main", "less_than_sign alt+p", "left_double_angle_bracket"),
    _action("next_indicator", "main", "greater_than_sign alt+n", "right_double_angle_bracket"),
    _action("figures", "main", "number_sign alt+m", "fullwidth_number_sign"),
    _action("doctor", "main", "D alt+d", "", "guilan doctor"),
    _action("settings", "main", "comma shift+f1", "fullwidth_comma", "guilan settings"),
    _action("zoom", "main", "z f10"),
    _action("side", "main", "s f5"),
    _action("next_pane", "main", "tab f6"),
    _action("previous_pane", "main", "shift+tab"),
    _action("outward", "main", "escape"),
    _action("palette", "main", "colon ctrl+p", "fullwidth_colon"),
    _action("help", "main", "question_mark f1", "fullwidth_question_mark", "guilan --help"),
    _action("quit", "main", "q ctrl+q"),
    _action("open", "list", "enter", "", "guilan show KEY"),
    _action("up", "list", "up k"),
    _action("down", "list", "down j"),
    _action("page_up", "list", "pageup ctrl+u"),
    _action("page_down", "list", "pagedown"),
    _action("first", "list", "home g"),
    _action("last", "list", "end G"),
    _action("raise", "main", "K shift+up"),
    _action("lower", "main", "J shift+down"),
    _action("drop", "main", "delete"),
    _action("mark", "sheet", "M alt+down", "", "guilan compare 指标 -o 文件.xlsx"),
    _action("split", "sheet", "x ctrl+x", "", "guilan compare 指标 --split KEY"),
    _action("join", "sheet", "plus ctrl+a", "fullwidth_plus_sign", "guilan compare 指标 --confirm KEY"),
    _action("undo", "sheet", "Z ctrl+z", "", "guilan compare --forget KEY"),
    _action("other_place", "sheet", "full_stop shift+right", "ideographic_full_stop"),
    _action("column_left", "sheet", "left h"),
    _action("column_right", "sheet", "right l"),
    _action("collapse", "tree", "left h"),
    _action("expand", "tree", "right l"),
    _action("read_up", "reader", "up k"),
    _action("read_down", "reader", "down j"),
    _action("read_page_up", "reader", "pageup ctrl+u"),
    _action("read_page_down", "reader", "pagedown"),
    _action("read_top", "reader", "home g"),
    _action("read_end", "reader", "end G"),
    _action("read_choose", "reader", "enter", "", "guilan compare KEY"),
    _action("previous_section", "reader", "left h"),
    _action("next_section", "reader", "right l"),
    _action("results", "box", "down enter"),
    _action("recall", "box", "up"),
)
BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}

HINTS: dict[str, tuple[str, ...]] = {
    "tree": ("open", "search", "compare", "export", "next_pane", "jump", "palette"),
    "reader": ("next_match", "compare", "export", "raw", "back", "next_section", "palette"),
    "source": ("outward", "compare", "next_match", "export", "raw", "back", "palette"),
    "list": ("open", "next_match", "narrow", "compare", "export", "outward", "palette"),
    "comparison": ("open", "sort", "narrow", "explain", "export", "split", "join"),
    "matrix": ("open", "compare", "column_right", "explain", "narrow", "export", "outward"),
    "timeline": ("open", "explain", "compare", "export", "outward", "matrix", "palette"),
    "upper": ("open", "other_place", "compare", "narrow", "explain", "export", "outward"),
    "projects": ("open", "narrow", "collect", "export", "outward", "basket", "palette"),
    "verified": ("open", "verify", "outward", "search", "palette"),
    "wording": ("open", "collect", "basket", "explain", "outward", "search", "palette"),
    "basket": ("open", "raise", "lower", "drop", "note", "export", "copy"),
    "findings": ("open", "other_place", "narrow", "export", "outward", "matrix", "palette"),
    "box": ("results", "recall", "outward", "narrow", "compare", "jump", "palette"),
}
"""What the bottom line offers in each pane, or in a view of the side pane by its name, most useful first.

The last ones go first where room is short; help never does.
"""


def of_scope(*scopes: Scope) -> tuple[Action, ...]:
    """The actions of these scopes, in the order of the registry."""
    return tuple(action for action in ACTIONS if action.scope in scopes)


def printed(key: str) -> str:
    """A key as people write it: ``ctrl+e`` -> Ctrl+E."""
    parts = key.split("+")
    last = parts[-1]
    name = PRINTED.get(last) or (last if len(parts) == 1 and len(last) == 1 else _character(last) or last.upper())
    return "+".join([*(part.capitalize() for part in parts[:-1]), name])


def _character(key: str) -> str:
    """The character that a key is named after, as Unicode names it; empty where the key types none."""
    try:
        return unicodedata.lookup(key.replace("_", " ")) if len(key) > 3 else ""
    except KeyError:
        return ""


def printed_keys(action: Action) -> str:
    """All keys of an action for a reader, twins left out: ``/ · Ctrl+F``."""
    return " · ".join(printed(key) for key in action.keys)


def hint_key(action: Action) -> str:
    """The one key that the bottom line shows: one that works whatever the input method does."""
    return printed(action.safe_keys[0])
