"""The characters that the screen draws with, which are no text: one cell each, in every terminal, in one of two sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lines = Literal["box", "ascii"]


@dataclass(frozen=True, slots=True)
class Rules:
    """Characters of the horizontal rules, one cell each: ``heavy`` above and below the table, ``light`` between rows."""

    heavy: str = "╍"
    light: str = "╌"


@dataclass(frozen=True, slots=True)
class Glyphs:
    """``cursor`` stands beside the entry under the cursor, ``line`` and ``match`` beside lines of a page; ``opened``, ``closed``
    and ``reading`` are signs of the tree; bars are drawn with ``solid``, ``shade`` and ``eighths`` (of a cell, from none to seven).
    """

    cursor: str
    line: str
    match: str
    opened: str
    closed: str
    reading: str
    divider: str
    solid: str
    shade: str
    eighths: tuple[str, ...]
    rules: Rules


BOX = Glyphs("▌", "›", "»", "▾", "▸", "●", "│", "█", "░", ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉"), Rules())
ASCII = Glyphs(">", ">", "=", "-", "+", "*", "|", "#", ".", ("", "", "", "", "#", "#", "#", "#"), Rules("=", "-"))
"""For terminals that draw lines and blocks two cells wide, or have no glyph for them."""

_now = BOX


def now() -> Glyphs:
    """The set in use."""
    return _now


def use(lines: Lines) -> None:
    """Choose the set that everything drawn from now on is drawn with."""
    global _now
    _now = ASCII if lines == "ascii" else BOX
