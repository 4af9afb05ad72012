"""Widths in terminal cells, and the gate at the screen: the last thing that any text passes before it is drawn."""

from __future__ import annotations

import re
from typing import Literal

from rich.cells import cell_len, get_character_cell_size

from library.cleaning import clean_line

MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f"
"""Combining marks, as the inside of a character class: they stand on the character before them and take no cell."""
_PILE = re.compile(f"([{MARKS}]{{2}})[{MARKS}]+")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")


def shown(text: str) -> str:
    """``text`` as it may be drawn on one line: cleaned, and every character as wide as Rich, tmux and the terminal agree it is.

    Piles of combining marks, which would draw over the lines above, keep two; the letters of flags, which terminals pair or
    do not, become plain capitals. What is not dropped keeps its order, and text that passed once passes unchanged.
    """
    text = clean_line(text)
    if text.isascii():
        return text
    return _FLAG.sub(lambda match: chr(ord(match[0]) - 0x1F1E6 + ord("A")), _PILE.sub(r"\1", text))


def shown_lines(text: str) -> str:
    """Like `shown`, with newlines kept: for the cells of a table and other text that brings its own lines."""
    return "\n".join(map(shown, text.split("\n")))


class _Widths(dict[str, int]):
    """Width of a character, asked of Rich once."""

    def __missing__(self, char: str) -> int:
        self[char] = found = get_character_cell_size(char)
        return found


WIDTHS = _Widths({"\n": 0})
"""Cells of a single character: 0, 1 or 2. Fast to index in a loop."""


def width(text: str) -> int:
    """Cells that ``text`` takes, of text that passed the gate; the sum of its characters' widths."""
    return cell_len(text)


def pad(text: str, cells: int, align: Literal["left", "right", "center"] = "left") -> str:
    """``text`` filled with spaces up to ``cells``; text that is wider comes back as it is, for nothing is ever cut."""
    room = max(0, cells - cell_len(text))
    before = {"left": 0, "right": room, "center": room // 2}[align]
    return " " * before + text + " " * (room - before)
