"""A file that cannot be taken in."""

from __future__ import annotations

from typing import Literal

FailureCode = Literal["encrypted", "damaged", "empty", "no-text-layer", "too-large", "timeout", "unsupported", "unreadable"]
"""The codes of CONTRACT for a file that is not taken in."""


class ReadFailure(Exception):  # noqa: N818 - it says what is so
    """A file that cannot be taken in: ``code`` of CONTRACT, ``message`` one Chinese sentence (what, why, what to do)."""

    def __init__(self, code: FailureCode, message: str) -> None:
        super().__init__(code, message)
        self.code: FailureCode = code
        self.message = message
