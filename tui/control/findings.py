"""What does not agree inside plans, in the side pane: plan after plan is asked about, both places of a finding can be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from library.model import Finding, PlanInfo
from tui.control.answers import when_answered
from tui.control.tables import TableView, open_indicator, open_source
from tui.screens.dialogs import Choice, Item, Toggles
from tui.strings import text
from tui.widgets.findings import finding_entries, kind
from tui.widgets.paint import row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.screens.main import MainScreen


class Checker(TableView):
    """The findings of one plan or of several."""

    name = "findings"

    def __init__(self, desk: MainScreen) -> None:
        super().__init__(desk)
        self.found: list[Finding] = []
        self.chosen: set[str] = set()
        self._plans: list[str] = []
        self._left: list[str] = []
        self._known: dict[str, PlanInfo] = {}
        self._toggles: Toggles | None = None
        self._turned = ("", 0)
        """The finding whose other place was opened last, and which one."""

    def do_check(self) -> None:
        """Check the plan that is pointed at; on a place of the tree, its plans or all."""
        plans = self.desk.pointed.plans()
        every = [plan.key for plan in self.desk.library.plans() if plan.superseded_by is None]
        if not every:
            self.desk.flash(text("findings.nothing"), warn=True)
        elif self.desk.pointed.plan() is not None or len(plans) == len(every):
            self._check(plans)
        else:
            answers = [("here", text("findings.here", n=len(plans))), ("all", text("findings.all", n=len(every)))]

            def answered(answer: str | None) -> None:
                if answer:
                    self._check(plans if answer == "here" else every)

            self.desk.app.push_screen(Choice(text("findings.which"), answers), answered)

    def _check(self, plans: list[str]) -> None:
        self._plans = plans
        self._known = {plan.key: plan for plan in self.desk.library.plans()}
        self.found, self.chosen, self._left = [], set(), self._plans[1:]
        self._ask_first()

    def _ask_first(self) -> None:
        future = self.desk.finder.client.call("check", self._plans[0])
        self.desk.run_worker(self.ask(future), group=self.name, exit_on_error=False)

    def take(self, answer: object) -> None:
        """The findings of one plan: show them, ask about the next."""
        self.found += cast("Sequence[Finding]", answer)
        self._draw()
        if self._left:
            plans, plan = self._plans, self._left.pop(0)
            future = self.desk.finder.client.call("check", plan)
            when_answered(self.desk, future, lambda found: self.take(found) if plans is self._plans else None, self._failed)

    def _failed(self, why: str) -> None:
        self._left = []
        self.desk.flash(text("findings.failed", why=why), warn=True)

    def _draw(self) -> None:
        if self.pane is None:
            return
        done = len(self._plans) - len(self._left)
        name = "findings.none" if not self.found else "findings.count"
        state = text(name, n=len(self.found), plans=done)
        if self._left:
            state += text("findings.going", done=done, all=len(self._plans))
        if self.chosen:
            shown = sum(one.code in self.chosen for one in self.found)
            state += text("findings.part", n=shown, kinds=text("similar.between").join(map(kind, sorted(self.chosen))))
        self.pane.frozen = 1
        self.pane.show(finding_entries(self.found, self._known, state, self.chosen), self.pane.chosen)

    def view(self) -> Sequence[Finding] | None:
        """What an export holds."""
        return self._shown() or None

    def choose(self, key: str) -> None:
        """Enter: the first place."""
        self._open(self.found[int(key)], 0)

    def do_other_place(self) -> None:
        """The other place; the next one where there are several."""
        chosen = (self.pane.chosen if self.pane else None) or ""
        if chosen.isdigit():
            finding = self.found[int(chosen)]
            last = self._turned[1] if self._turned[0] == chosen else 0
            self._turned = chosen, last % max(1, len(finding.places) - 1) + 1
            self._open(finding, self._turned[1])

    def _shown(self) -> list[Finding]:
        return [one for one in self.found if not self.chosen or one.code in self.chosen]

    def _open(self, finding: Finding, at: int) -> None:
        if at >= len(finding.places):
            self.desk.flash(text("findings.one_place"))
            return
        place = finding.places[at]
        library = self.desk.library
        if library.resolve(place.key) == "indicator":
            open_indicator(self.desk, place.key)
            return
        offset = library.section(place.key).text.replace("\n", " ").find(place.quote) if place.quote else -1
        if offset < 0:
            open_source(self.desk, place.key, line=place.line)
        else:
            open_source(self.desk, place.key, terms=(place.quote,), at=offset)

    def do_narrow(self) -> None:
        """Some kinds alone."""
        self._toggles = Toggles(text("look.title"), self._items(), self._toggle, empty=text("look.none"))
        self.desk.app.push_screen(self._toggles)

    def _items(self) -> list[Item]:
        codes = [one.code for one in self.found]
        return [
            Item(
                code,
                (
                    row(
                        ("× " if code in self.chosen else "  ", "match"),
                        kind(code),
                        (f" {text('look.rows', n=codes.count(code))}", "dim"),
                    ),
                ),
            )
            for code in dict.fromkeys(codes)
        ]

    def _toggle(self, key: str) -> None:
        self.chosen ^= {key}
        if self._toggles is not None:
            self._toggles.renew(self._items())
        self._draw()
