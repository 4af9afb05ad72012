"""How wide text is in print, in cells: a Han character takes two, a Latin letter or a digit one."""

from __future__ import annotations


def cells(text: str) -> int:
    """Width of a line of text in cells.

    Curly quotes, dashes and ellipses are wide in Chinese print, whatever Unicode's tables say of them alone: as wide as GBK has bytes.
    """
    return len(text) if text.isascii() else len(text.encode("gbk", "replace"))
