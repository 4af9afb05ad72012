"""What the signs mean, asked for on the spot: repaired words, lost characters, uncertain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from library.model import Indicator
from tui.doubts import doubt
from tui.screens.dialogs import Message
from tui.strings import text
from tui.text.marks import Marks

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Explainer:
    """Says in words what is marked where the focus is."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk

    def do_explain(self) -> None:
        """Explain the place that the focused pane points at."""
        desk = self.desk
        words = sentences(desk.reader.marks) if desk.active == "reader" else self._of_indicator()
        if words:
            desk.app.push_screen(Message(text("explain.title"), "\n\n".join(words)))
        else:
            desk.flash(text("explain.nothing"))

    def _of_indicator(self) -> list[str]:
        one = self._indicator() if self.desk.active == "side" else None
        why = doubt(one) if one else ""
        return [f"{one.name}：{why}"] if one and why else []

    def _indicator(self) -> Indicator | None:
        """The indicator of the result or of the row of the comparison under the cursor."""
        desk = self.desk
        if desk.side is desk.comparison:
            key = desk.weigher.indicator_here()
            return desk.library.indicator(key) if key else None
        hit = desk.finder.hit_here()
        return desk.library.indicator(hit.key) if hit and hit.kind == "indicator" else None


def sentences(marks: Marks) -> list[str]:
    """What is marked, a sentence each."""
    words = [text("explain.repaired", was=was, read=read) for was, read in marks.repaired]
    if marks.damaged:
        words.append(text("explain.damaged"))
    return [*words, marks.doubt] if marks.doubt else words
