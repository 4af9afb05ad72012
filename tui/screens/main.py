"""The main screen: search box, three panes, two bottom lines. It arranges and dispatches; the work is in ``tui.control``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from library.errors import GuilanError
from library.library import Library
from tui.actions import BY_ID, HINTS
from tui.bindings import bindings
from tui.control.browse import Browser
from tui.control.find import Finder
from tui.layout import MIN_HEIGHT, MIN_WIDTH, PANES, Pane, arrange
from tui.screens.helpers import HOMES, SIDES
from tui.screens.wiring import Wiring
from tui.state import Session
from tui.strings import text
from tui.widgets.entries import Entries
from tui.widgets.field import Field
from tui.widgets.keyline import KeyLine
from tui.widgets.paint import Row, row
from tui.widgets.prose import Prose
from tui.widgets.status import StatusLine
from tui.widgets.tree import PlanTree

if TYPE_CHECKING:
    from tui.app import Guilan
    from tui.widgets.original import OriginalView


class MainScreen(Wiring):
    """The one screen that is always there."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("main")
    AUTO_FOCUS = None

    def __init__(self, library: Library, session: Session) -> None:
        super().__init__()
        self.library = library
        self.session = session
        self.active: Pane = "tree"
        self.beside: Pane = "tree"
        self.zoom = False
        self.back_to: tuple[str, bool] | None = None
        """The view whose source the reader shows, and whether it was zoomed; None where the reader was come to otherwise."""
        self.ready = False
        """Whether the panes beside the tree are there; they come after the first frame."""
        self._early: list[str] = []
        self.sides: dict[str, Entries | OriginalView] = {}
        """What the side pane can show, by name: results and comparison, the others once they were asked for."""
        self.browser = Browser(self)
        self.finder = Finder(self)

    def compose(self) -> ComposeResult:
        """Top line, panes, bottom lines."""
        with Horizontal(id="top"):
            yield Prose(row((text("brand"), "head")), id="brand")
            yield Field(self.session.query, hint=text("box.hint"), id="box")
            yield Prose(id="count")
        with Horizontal(id="panes"):
            yield PlanTree(id="tree")
            yield Prose(id="rest")
        yield StatusLine(id="where")
        yield KeyLine(id="keys")
        yield Prose(id="small")

    def on_mount(self) -> None:
        """Draw the tree's first level; everything else waits for the first frame."""
        self.tree_pane = self.query_one(PlanTree)
        self.tree_pane.border_title = text("pane.tree")
        self.box = self.query_one("#box", Field)
        self.status = self.query_one(StatusLine)
        self.browser.plant(self.session.expanded)
        self.where(text("where.nothing"))
        self.fit_panes()
        self.set_focus(self.tree_pane)
        self.call_after_refresh(self._settle)

    async def _settle(self) -> None:
        """After the first frame: the other panes, the search process, what was open, the guide."""
        from tui.widgets.page import Page
        from tui.widgets.sheet import Sheet

        repaired, damaged, doubtful = (text(f"reader.{name}") for name in ("repaired", "damaged", "doubtful"))
        self.reader = Page(id="reader", repaired_note=repaired, damaged_note=damaged, doubtful_note=doubtful)
        self.reader.figures = self.session.figures
        self.results, self.comparison = Entries(id="results", classes="side"), Sheet(id="comparison", classes="side")
        for pane, widget in (("reader", self.reader), ("results", self.results), ("comparison", self.comparison)):
            widget.border_title = text(f"pane.{pane}")
        rest = self.query_one("#rest")
        await self.query_one("#panes").mount(self.reader, self.results, self.comparison, before=rest)
        self.sides = {"results": self.results, "comparison": self.comparison}
        self.ready = True
        self.fit_panes()
        rest.remove()
        self.finder.start()
        self.notes.load()
        self.browser.resume()
        if self.session.side == "comparison":
            self.weigher.resume()
        self.originals.resume()
        if not self.session.guided:
            self.menus.guide()
        if self.box.value:
            self.finder.ask(self.box.value)
        self.guilan.settled()
        for name in self._early:
            self.action_do(name)

    @property
    def guilan(self) -> Guilan:
        """The application."""
        return cast("Guilan", self.app)

    # Panes

    @property
    def side(self) -> Entries | OriginalView:
        """What the side pane shows."""
        return self.sides.get(self.session.side, self.results)

    @property
    def original(self) -> OriginalView | None:
        """The pane of the file as it came, once it was asked for."""
        return cast("OriginalView | None", self.sides.get("original"))

    async def add_side(self, name: str, widget: Entries | OriginalView) -> None:
        """One more view for the side pane; ``show_side`` brings it to the front."""
        await self.query_one("#panes").mount(widget)
        self.sides[name] = widget

    def show_side(self, which: str, *, focus: bool = False) -> None:
        """Bring a view to the front of the side pane."""
        self.session.side = which
        self.beside = "side"
        if focus:
            self.go("side")
        else:
            self.fit_panes()

    def widget_of(self, pane: Pane) -> Widget:
        """The widget that a pane shows."""
        return self.tree_pane if pane == "tree" else self.reader if pane == "reader" else self.side

    def go(self, pane: Pane) -> None:
        """Make a pane the active one, visible and focused."""
        self.active = pane
        if pane != "reader":
            self.beside = pane
        self.fit_panes()
        self.set_focus(self.widget_of(pane))

    def fit_panes(self) -> None:
        """Give every pane its place and width."""
        width, height = self.app.size
        small = width < MIN_WIDTH or height < MIN_HEIGHT
        notice = self.query_one("#small", Prose)
        notice.display = small
        if small:
            notice.say(text("small", width=width, height=height, min_width=MIN_WIDTH, min_height=MIN_HEIGHT))
        for part in ("#top", "#panes", "#where", "#keys"):
            self.query_one(part).display = not small
        widths = arrange(width, active=self.active, beside=self.beside, zoom=self.zoom)
        for pane in PANES if self.ready else PANES[:1]:
            widget = self.widget_of(pane)
            widget.display = pane in widths
            widget.styles.width = widths.get(pane, 0) or None
        for other in self.sides.values():
            if other is not self.side:
                other.display = False

    def on_resize(self) -> None:
        """Arrange again at the new size."""
        if self.is_mounted:
            self.fit_panes()

    def on_descendant_focus(self) -> None:
        """The focused pane is the active one, and the bottom line says what it can do."""
        focused = self.focused
        for pane in PANES if self.ready else ():
            if focused is self.widget_of(pane):
                self.active = pane
        self.query_one(KeyLine).offer(self._scope())

    def _scope(self) -> str:
        if self.focused is self.box:
            return "box"
        if self.active == "side" and self.side is self.original:
            return "reader"
        if self.active == "side":
            return self.side.id if self.side.id in HINTS else "list"
        return "source" if self.active == "reader" and self.back_to else self.active

    # Lines

    def where(self, words: Row | str) -> None:
        """What the where-am-I line says when no message stands on it."""
        self.status.where(words)

    def flash(self, words: str, *, warn: bool = False) -> None:
        """A message on the status line."""
        self.status.flash(words, warn=warn)

    def count(self, words: str) -> None:
        """What stands at the right end of the top line."""
        self.query_one("#count", Prose).say(words)

    def trouble(self, error: BaseException) -> str:
        """An error as words: a sentence of our own where there is one."""
        return error.message if isinstance(error, GuilanError) else text("error.unknown", why=type(error).__name__)

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that types something is no command while a field has the focus."""
        if action == "do" and len(parameters) > 1 and isinstance(self.focused, Field):
            return False
        return super().check_action(action, parameters)

    def begin_search(self, typed: str) -> None:
        """A first character of a new search, typed outside the box."""
        self.box.value = typed
        self.set_focus(self.box)
        self.box.cursor_position = len(typed)

    def action_do(self, name: str, _typed: bool = False) -> None:
        """Run an action of the registry; whatever goes wrong becomes a sentence on the status line."""
        if not self.ready and name not in ("search", "quit"):
            self._early.append(name)
            return
        try:
            self.handler(name)()
        except GuilanError as error:
            self.flash(error.message, warn=True)

    def perform(self, name: str) -> None:
        """Run any action by its id, as its key would, in a pane that knows it."""
        scope = BY_ID[name].scope
        if scope == "reader":
            self.go("reader")
            self.call_later(self.reader.action_do, name)
            return
        if scope == "sheet":
            self.go("side")
        elif scope == "tree" or (scope == "list" and self.active == "reader"):
            self.go("tree")
        self.action_do(name)

    def handler(self, name: str) -> Callable[[], None]:
        """The method that does an action: of the side pane's view, of the helper whose it is, of this screen, of the focused pane.

        Where the action means nothing here, one that says so.
        """
        view = SIDES.get(self.side.id or "") if self.ready and self.focused is self.side else None
        home = HOMES.get(name)
        owners = [getattr(self, helper) for helper in (view, home) if helper] + (
            [] if home else [self, self.widget_of(self.active)]
        )
        found = (getattr(owner, f"do_{name}") for owner in owners if hasattr(owner, f"do_{name}"))
        return next(found, lambda: self.flash(text("view.not_here", name=BY_ID[name].title), warn=True))

    def make_room(self) -> None:
        """What is opened out of a view that took the whole screen by itself does not take it in turn."""
        view = getattr(self, SIDES.get(self.side.id or "", ""), None)
        if self.active == "side" and view is not None and getattr(view, "wide", False) and not view.way.zoomed:
            self.zoom = False

    def do_search(self) -> None:
        """To the search box; what stands in it stays, typing replaces it."""
        self.set_focus(self.box)
        self.box.select_all()

    def do_zoom(self) -> None:
        """The active pane alone, or all again."""
        self.zoom = not self.zoom
        self.fit_panes()

    def do_side(self) -> None:
        """Results or comparison in the side pane; from any other pane there, back to the results."""
        self.show_side("comparison" if self.side is self.results else "results", focus=True)
        self.weigher.greet()

    def do_next_pane(self) -> None:
        """Box, tree, reader, side, and round again."""
        self._turn(+1)

    def do_previous_pane(self) -> None:
        """The other way round."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        stops: list[Pane | None] = [None, *PANES]
        at = 0 if self.focused is self.box else stops.index(self.active)
        pane = stops[(at + step) % len(stops)]
        if pane is None:
            self.set_focus(self.box)
        else:
            self.go(pane)

    def do_outward(self) -> None:
        """One step out: zoom off, list to box, box cleared, box to tree."""
        if self.active == "reader" and self.focused is self.reader and self.back_to is not None:
            (view, self.zoom), self.back_to = self.back_to, None
            self.show_side(view, focus=True)
        elif self.zoom:
            self.do_zoom()
        elif self.focused is self.box and self.box.value:
            self.box.value = ""
        elif self.active == "side" and self.focused is self.side:
            if self.side is self.results and self.narrower.clear():
                self.finder.again()
            else:
                self.do_search()
        else:
            self.go("tree")

    def do_quit(self) -> None:
        """Remember the place and leave."""
        self.remember()
        self.finder.stop()
        if "intake" in vars(self):
            self.intake.stop()
        self.app.exit(0)

    def remember(self) -> None:
        """Save the session."""
        if not self.ready:
            return
        self.session.query = self.box.value
        self.session.expanded = sorted(self.tree_pane.forest.opened)
        self.session.place = self.browser.place() or self.session.place
        self.guilan.save_session()
