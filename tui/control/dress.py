"""The settings put on the app: keys, theme, widths and lines; anew whenever a setting changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender

from tui import cellwidth
from tui.actions import OWN
from tui.themes import name_of, themes

if TYPE_CHECKING:
    from tui.app import Guilan
    from tui.settings import Settings

ASCII_CLASS = "-ascii"
"""Of the app where lines are drawn with ASCII characters; see ``main.tcss``."""


class PlainScrollBar(ScrollBarRender):
    """A scroll bar without the blocks of which one end is drawn in eighths of a cell."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


def dress(app: Guilan, settings: Settings) -> None:
    """Let the app look and listen as the settings say; what is on the screen is laid out again where it has to be."""
    app.settings = settings
    if settings.keys or OWN:
        from tui import bindings, keys
        from tui.compat.rebind import rebind

        keys.use(settings.keys)
        bindings.renew()
        rebind(app)
    if not app.is_running:
        for theme in themes(few=app.console.color_system == "standard"):
            app.register_theme(theme)
    app.theme = name_of(settings.theme)
    again = cellwidth.use(settings)
    plain = settings.ascii(cellwidth.now().cells)
    app.set_class(plain, ASCII_CLASS)
    ScrollBar.renderer = PlainScrollBar if plain else ScrollBarRender
    if again and app.is_running:
        _lay_again(app)


def _lay_again(app: Guilan) -> None:
    for screen in app.screen_stack:
        for widget in screen.walk_children():
            if hasattr(widget, "lay_again"):
                widget.lay_again()
            widget.refresh(layout=True)
        screen.refresh(layout=True)
