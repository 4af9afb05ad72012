"""Which values of indicators are uncertain, and why: what the sign ? stands for, wherever an indicator is shown."""

from __future__ import annotations

from library.model import Indicator
from tui.strings import text

DOUBT = "?"
"""The sign."""
SIGN = f" {DOUBT}"
"""Stands behind the name or the value."""


def doubt(one: Indicator) -> str:
    """Why an indicator's values are uncertain, as a sentence; empty where they are as printed in a table."""
    if one.origin == "text" and one.confidence < 1:
        return text("doubt.text", sentence=one.note or one.name)
    if one.note:
        return text("doubt.note", why=one.note)
    return text("doubt.low") if one.confidence < 1 else ""
