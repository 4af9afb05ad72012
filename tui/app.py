"""The application: opens the library, shows the main screen, saves the session, and says in one sentence what went wrong."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType

from library.library import Library
from tui.cellwidth import heard
from tui.compat import paste, probe
from tui.compat.control import replay
from tui.control.dress import dress
from tui.control.find import Client, Connect
from tui.screens.main import MainScreen
from tui.settings import Settings, Trouble
from tui.state import load, save, state_file
from tui.strings import text, use
from tui.widgets.field import Field

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel


class Guilan(App[int]):
    """规览 on the screen.

    ``state`` is the folder of the session file, by default the user's state folder; ``connect`` starts a library's search process;
    ``troubles`` are what of the settings could not be used.
    """

    CSS_PATH = "screens/main.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", show=False, priority=True)]

    def __init__(
        self,
        library: Library,
        state: Path | None = None,
        connect: Connect | None = None,
        settings: Settings | None = None,
        troubles: Sequence[Trouble] = (),
    ) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.troubles = troubles
        self.early = b""
        """What was typed before the app listened."""
        dress(self, self.settings)
        self.connect = connect or _connect
        self.animation_level = "none"
        self.title = text("brand")
        self.library = library
        self._state = state_file(library.path, state)
        self.session = load(self._state)
        self.crash: BaseException | None = None

    def get_default_screen(self) -> MainScreen:
        """The main screen is the only one that is always there."""
        return MainScreen(self.library, self.session)

    @property
    def desk(self) -> MainScreen:
        """The main screen."""
        screen = self.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def state_folder(self) -> Path:
        """Where this user's session is kept."""
        return self._state.parent

    def settled(self) -> None:
        """Everything is mounted: what is there now stays, and need not be looked through by the collector."""
        gc.freeze()
        gc.enable()
        if self.troubles:
            self.desk.tuner.report(self.troubles)
        replay(self, self.early)

    def save_session(self) -> None:
        """Write down what is open."""
        save(self._state, self.session)

    def action_leave(self) -> None:
        """Quit, from wherever one is."""
        self.desk.do_quit()

    def action_help_quit(self) -> None:
        """Ctrl+C where nothing is selected: say how to leave."""
        self.desk.flash(text("quit.hint"))

    def notify(
        self,
        message: str,
        *,
        title: str = "",  # noqa: ARG002 - the framework's signature
        severity: SeverityLevel = "information",
        timeout: float | None = None,  # noqa: ARG002
        markup: bool = True,  # noqa: ARG002
    ) -> None:
        """The framework's own notices go to the status line: a toast loses Chinese characters (Textual #6357)."""
        self.desk.flash(message, warn=severity != "information")

    async def on_event(self, event: events.Event) -> None:
        """A Han character typed outside a field, by an input method that is on, begins a search."""
        typed = event.character or "" if isinstance(event, events.Key) else ""
        if typed >= "\u3400" and typed.isalpha() and len(self.screen_stack) == 1 and not isinstance(self.focused, Field):
            self.desk.begin_search(typed)
        else:
            await super().on_event(event)

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        """Shift+F3 of xterm and its kin reads like a report of the cursor in row 1, column 2, which nobody asked for."""
        late = probe.width_of(event.x + 1)
        if late is not None:
            heard(late)
            dress(self, self.settings)
        elif (event.x, event.y) == (1, 0) and len(self.screen_stack) == 1:
            self.desk.action_do("previous_match")

    def _handle_exception(self, error: Exception) -> None:
        """No traceback on the screen: keep the error for the log, and leave."""
        if self.crash is None:
            self.crash = error
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self._return_code = 1
            self._close_messages_no_wait()


def _connect(path: Path, on_progress: Callable[[int, int], None]) -> Client:
    from library.service import ServiceClient

    return ServiceClient(path, on_progress)


def run(library_path: Path, lang: str, settings: Settings, troubles: Sequence[Trouble] = (), early: bytes = b"") -> int:
    """Open the library and show it until the person leaves; returns the exit status. ``early`` was typed before this.

    Raises `GuilanError` where the library cannot be opened, before anything is drawn.
    """
    use(lang)
    library = Library.open(library_path, create=True)
    paste.install()
    gc.disable()
    app = Guilan(library, settings=settings, troubles=troubles)
    app.early = early
    try:
        status = app.run()
    finally:
        library.close()
    if app.crash is None:
        return status or 0
    log = _log(app.crash, state_file(library_path).parent)
    print(text("error.crash", log=log) if log else text("error.crash_nolog"), file=sys.stderr)
    return 3


def _log(error: BaseException, folder: Path) -> Path | None:
    """Write down how it happened; None where even that cannot be written."""
    import traceback

    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "crash.log"
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return None
    return path
