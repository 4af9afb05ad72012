"""An empty Textual app: what a first frame costs before any of our own."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Empty(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("ready ready ready ready ready")


if __name__ == "__main__":
    Empty().run()
