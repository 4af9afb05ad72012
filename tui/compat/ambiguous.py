"""Ambiguous-width characters (“ ” … — · ① ℃ →, and all lines and blocks) measured as two cells, where the terminal draws them so.

Unicode leaves the width of these to the surroundings (UAX #11, class A). Rich 15 always counts one cell and has no switch
(https://github.com/Textualize/rich/issues/4199, open), and Textual measures through Rich. So the table that Rich looks widths up
in is replaced by one of ours, and its short cut for characters of one cell is taken from them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, partial
from types import ModuleType

import rich.cells
import rich.segment
from rich._unicode_data import load

from tui.text.cells import WIDTHS

_BLOCKS = ((0xA1, 0xE000), (0xF900, 0xFE00), (0xFE10, 0x10000), (0x1F100, 0x1F200))
"""Where ambiguous characters stand; what is left out are surrogates, private use and variation selectors."""
_DRAWN = range(0x2500, 0x25A0)
"""Lines and blocks."""
_NONE = ("Mn", "Me", "Cf", "Co", "Cs")
"""Categories of what takes no cell or is nobody's: marks, format characters, private use."""
_SINGLE = rich.cells._SINGLE_CELLS
_now = (1, 1)


def ambiguous(*, drawn: bool = True) -> Iterator[str]:
    """The characters of ambiguous width, less the marks and signs that take no cell; with or without lines and blocks."""
    for first, end in _BLOCKS:
        for code in range(first, end):
            char = chr(code)
            letter = unicodedata.east_asian_width(char) == "A" and unicodedata.category(char) not in _NONE
            if letter and (drawn or code not in _DRAWN):
                yield char


@cache
def _wide(version: str = "auto", *, drawn: bool = True) -> rich.cells.CellTable:
    """Rich's table with the ambiguous characters in it."""
    table = load(version)
    spans: list[tuple[int, int, int]] = []
    for char in ambiguous(drawn=drawn):
        code = ord(char)
        if spans and spans[-1][1] == code - 1:
            spans[-1] = (spans[-1][0], code, 2)
        else:
            spans.append((code, code, 2))
    return table._replace(widths=tuple(sorted((*table.widths, *spans))))


def measure(width: int, lines: int) -> bool:
    """Count 1 or 2 cells for an ambiguous character from now on, and for lines and blocks; whether that is a change.

    Whatever was measured before has to be measured again: see ``tui.control.dress``.
    """
    global _now
    if (width, lines) == _now:
        return False
    _now = (width, lines)
    drawn = lines == 2
    single = _SINGLE - frozenset(ambiguous(drawn=drawn)) if width == 2 else _SINGLE
    modules: tuple[ModuleType, ...] = (rich.cells, rich.segment)
    vars(rich.cells)["load_cell_table"] = partial(_wide, drawn=drawn) if width == 2 else load
    for module in modules:
        vars(module)["_is_single_cell_widths"] = single.issuperset
    rich.cells.get_character_cell_size.cache_clear()
    rich.cells.cached_cell_len.cache_clear()
    rich.segment.Segment._split_cells.cache_clear()
    WIDTHS.clear()
    WIDTHS["\n"] = 0
    return True
