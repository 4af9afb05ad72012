"""Sending a control sequence of our own to the terminal, between two frames; and taking in what was typed before the first.

Textual 8.2.8 writes OSC 52 by ``App.copy_to_clipboard`` alone, not wrapped for tmux or screen, and has no public way to send
another sequence.
"""

from __future__ import annotations

from typing import Any

from textual.app import App

from tui.compat.paste import PasteParser


def send(app: App[Any], sequence: str) -> None:
    """Write ``sequence`` as it is; nothing where there is no terminal."""
    if app._driver is not None:
        app._driver.write(sequence)


def replay(app: App[Any], typed: bytes) -> None:
    """Let the app take what was typed before it listened, as if it were typed now."""
    driver = app._driver
    if typed and driver is not None:
        for message in PasteParser().feed(typed.decode("utf-8", "replace")):
            driver.process_message(message)
