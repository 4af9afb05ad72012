"""Sending a control sequence of our own to the terminal, between two frames.

Textual 8.2.8 writes OSC 52 by ``App.copy_to_clipboard`` alone, not wrapped for tmux or screen, and has no public way to send
another sequence.
"""

from __future__ import annotations

from typing import Any

from textual.app import App


def send(app: App[Any], sequence: str) -> None:
    """Write ``sequence`` as it is; nothing where there is no terminal."""
    if app._driver is not None:
        app._driver.write(sequence)
