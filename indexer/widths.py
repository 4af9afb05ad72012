"""How wide text is in print, in cells: a Han character takes two, a Latin letter or a digit one."""

from __future__ import annotations

import re

# Curly quotes, dashes and ellipses are wide in Chinese print, whatever Unicode's tables say of them alone.
_WIDE = re.compile("[\u2014\u2018\u2019\u201c\u201d\u2026\u2460-\u24ff\u2e80-\uffdc]")


def cells(text: str) -> int:
    """Width of a line of text in cells."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
