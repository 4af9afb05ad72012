"""How wide text is in print, in cells: a Han character takes two, a Latin letter or a digit one."""

from __future__ import annotations


def cells(text: str) -> int:
    """Width of a line of text in cells.

    It is the number of bytes in GBK: curly quotes, dashes and ellipses take two in Chinese print as well.
    """
    return len(text) if text.isascii() else len(text.encode("gbk", "replace"))
