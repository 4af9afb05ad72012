"""What the signs mean, asked for on the spot: repaired words, lost characters, uncertain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.control.answers import when_answered
from tui.doubts import doubt
from tui.screens.dialogs import Message
from tui.strings import text
from tui.text.marks import Marks

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Explainer:
    """Says in words what is marked where the focus is, and why a result is one."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk

    def do_explain(self) -> None:
        """Explain the place that the focused pane points at."""
        desk = self.desk
        if desk.active == "side" and desk.side is desk.results and (hit := desk.finder.hit_here()):
            words = self._of(hit.key if hit.kind == "indicator" else None)
            narrowed = {name: value for name, value in desk.narrower.options().items() if name != "sort"}
            query = desk.finder.results.query if desk.finder.results else ""
            future = desk.finder.client.call("explain", query, hit.key, **narrowed)
            when_answered(desk, future, lambda why: self._say([*words, *why]), lambda why: self._say([*words, why]))
        elif desk.active == "side" and desk.side is desk.comparison:
            self._say(self._of(desk.weigher.indicator_here()))
        else:
            self._say(sentences(desk.reader.marks) if desk.active == "reader" else [])

    def _say(self, words: list[str]) -> None:
        if words:
            self.desk.app.push_screen(Message(text("explain.title"), "\n\n".join(words)))
        else:
            self.desk.flash(text("explain.nothing"))

    def _of(self, indicator: str | None) -> list[str]:
        one = self.desk.library.indicator(indicator) if indicator else None
        why = doubt(one) if one else ""
        return [f"{one.name}：{why}"] if one and why else []


def sentences(marks: Marks) -> list[str]:
    """What is marked, a sentence each."""
    words = [text("explain.repaired", was=was, read=read) for was, read in marks.repaired]
    if marks.damaged:
        words.append(text("explain.damaged"))
    return [*words, marks.doubt] if marks.doubt else words
