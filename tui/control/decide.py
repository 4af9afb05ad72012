"""A person's word on the match under the cursor: split it off, join it, take that back. Stored with its date; it wins over ours."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from tui.control.answers import when_answered
from tui.control.looks import Looks
from tui.strings import text
from tui.widgets.comparison import place_of

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Decider(Looks):
    """Decisions about the rows of the comparison on show."""

    def __init__(self, desk: MainScreen) -> None:
        super().__init__(desk)
        self._decided: list[tuple[str, str]] = []
        """Indicators that were decided on, with the names of their rows; the last one is undone first."""

    def again(self) -> None:
        """Ask for the comparison on show anew."""
        raise NotImplementedError

    def do_split(self) -> None:
        """Say that the row measures something else."""
        self._decide("split_match", "same", "split")

    def do_join(self) -> None:
        """Say that the row measures the same."""
        self._decide("confirm_match", "related", "joined")

    def _decide(self, method: str, verdict: str, said: str) -> None:
        one = self.row_here()
        if one is None or one.indicator is None or self.comparison is None:
            self.desk.flash(text("decide.nothing"), warn=True)
        elif one.comparable != verdict:
            self.desk.flash(text(f"decide.not_{verdict}"), warn=True)
        else:
            name = f"{place_of(one)} {one.name}"
            self._decided.append((one.indicator, name))
            future = self.desk.finder.client.call(method, one.indicator, self.comparison.key)
            self._when_noted(future, text(f"decide.{said}", name=name, concept=self.comparison.concept))

    def do_undo(self) -> None:
        """Take the last decision of this session back; after them, that about the row under the cursor."""
        one = self.row_here()
        known = {match.indicator for match in self.desk.library.user.matches()}
        if not self._decided and one is not None and one.indicator in known:
            self._decided.append((one.indicator, f"{place_of(one)} {one.name}"))
        if not self._decided:
            self.desk.flash(text("decide.no_more"))
            return
        indicator, name = self._decided.pop()
        self._when_noted(self.desk.finder.client.call("forget_match", indicator), text("decide.undone", name=name))

    def _when_noted(self, future: Future[Any], words: str) -> None:
        def noted(_: object) -> None:
            self.desk.flash(words)
            self.again()

        when_answered(self.desk, future, noted, lambda why: self.desk.flash(text("decide.failed", why=why), warn=True))
