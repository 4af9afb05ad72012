"""A plan against its upper plan, which is found from 依据 or chosen by hand; in the side pane."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from library.model import ComparisonRow
from library.views import UpperCheck, UpperPlan, UpperRow
from tui.control.answers import when_answered
from tui.control.tables import TableView
from tui.screens.dialogs import Item, Picker, Toggles
from tui.strings import text
from tui.widgets.paint import Row, row
from tui.widgets.upper import upper_entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.screens.main import MainScreen

BASES = {"依据": "named", "层级": "level"}
"""Words for how an upper plan was found."""
QUOTE = "quote\n"
"""Prefix of the keys of upper plans that are not in the library: choosing one opens the sentence that names it."""


class Uppers(TableView):
    """What a plan takes up of its upper plan."""

    name = "upper"
    wide = True

    def __init__(self, desk: MainScreen) -> None:
        super().__init__(desk)
        self.found: UpperCheck | None = None
        self.chosen: set[str] = set()
        self._plan = ""
        self._named: Sequence[UpperPlan] = ()
        self._toggles: Toggles | None = None

    def do_upper(self) -> None:
        """Look for the upper plans of the plan that is pointed at."""
        plan = self.desk.pointed.plan()
        if plan is None:
            self.desk.flash(text("upper.nothing"), warn=True)
            return
        self._plan = plan
        self.desk.flash(text("upper.looking"))
        when_answered(self.desk, self.desk.finder.client.call("uppers", plan), self._offer, self._failed)

    def _failed(self, why: str) -> None:
        self.desk.flash(text("upper.failed", why=why), warn=True)

    def _offer(self, named: Sequence[UpperPlan]) -> None:
        """Those that were found first, the one meant is chosen; any other plan may be."""
        library = self.desk.library
        self._named = named
        self.desk.status.rest()
        own = library.plan_info(self._plan)
        items, known = [], {self._plan}
        for number, one in enumerate(named):
            key = one.plan or f"{QUOTE}{number}"
            if key not in known:
                known.add(key)
                items.append(Item(key, tuple(_named(one))))
        for plan in library.plans():
            if plan.key not in known and plan.doc_type == "规划":
                items.append(Item(plan.key, (row(plan.title, (f" {plan.region}", "dim"), hang=2),)))
        self.desk.app.push_screen(Picker(text("upper.choose", plan=own.title), items, empty=text("upper.none")), self._picked)

    def _picked(self, key: str | None) -> None:
        if key and key.startswith(QUOTE):
            one = self._named[int(key.removeprefix(QUOTE))]
            self.desk.flash(text("upper.absent", title=one.title))
            if one.section:
                self.desk.browser.open(one.section, terms=(one.title,), line=one.line)
        elif key:
            self.found, self.chosen = None, set()
            future = self.desk.finder.client.call("against_upper", self._plan, key)
            self.desk.run_worker(self.ask(future), group=self.name, exit_on_error=False)

    def take(self, answer: object) -> None:
        """Show it."""
        self.found = cast("UpperCheck", answer)
        self._draw()

    def _draw(self) -> None:
        if self.pane is not None and self.found is not None:
            found = self.found
            self.pane.frozen = 2
            self.pane.show(lambda room: upper_entries(found, room, self.chosen), self.pane.chosen)

    def _shown(self) -> UpperCheck | None:
        if self.found is None or not self.chosen:
            return self.found
        return replace(self.found, rows=tuple(one for one in self.found.rows if one.standing in self.chosen))

    def moved(self, _key: str) -> None:
        """Say where the row under the cursor comes from."""
        if (one := self.here()) is not None:
            self.desk.where(self.desk.pointed.source_of(one.own or one.upper))

    def here(self) -> UpperRow | None:
        """The row under the cursor."""
        chosen = (self.pane.chosen if self.pane else None) or ""
        return self.found.rows[int(chosen)] if self.found and chosen.isdigit() else None

    def view(self) -> UpperCheck | None:
        """What an export holds."""
        return self._shown()

    def choose(self, key: str) -> None:
        """Enter: the source in the own plan."""
        if self.found is not None:
            one = self.found.rows[int(key)]
            self._open(one.own, one)

    def do_other_place(self) -> None:
        """The source in the upper plan."""
        if (one := self.here()) is not None:
            self._open(one.upper, one)

    def _open(self, side: ComparisonRow | None, one: UpperRow) -> None:
        if side is None:
            self.desk.flash(text("compare.no_source", why=f"{one.standing}；{one.reason}"))
        else:
            self.desk.weigher.open_row(side)

    def do_compare(self) -> None:
        """The upper indicator across all plans."""
        if (one := self.here()) is not None and one.upper.indicator:
            self.desk.weigher.compare(one.upper.indicator, one.name)

    def do_explain(self) -> None:
        """Both sides of the row in words."""
        if (one := self.here()) is not None:
            self.desk.pointed.explain(one.upper, *([one.own] if one.own else []), said=f"{one.standing}：{one.reason}")

    def do_narrow(self) -> None:
        """Some standings alone."""
        self._toggles = Toggles(text("look.title"), self._items(), self._toggle)
        self.desk.app.push_screen(self._toggles)

    def _items(self) -> list[Item]:
        counts = self.found.counts if self.found else ()
        return [
            Item(name, (row(("× " if name in self.chosen else "  ", "match"), name, (f" {text('look.rows', n=count)}", "dim")),))
            for name, count in counts
        ]

    def _toggle(self, key: str) -> None:
        self.chosen ^= {key}
        if self._toggles is not None:
            self._toggles.renew(self._items())
        self._draw()


def _named(one: UpperPlan) -> Iterator[Row]:
    state = text("upper.found") if one.plan else text("upper.not_there")
    yield row((f"{text(f'upper.basis.{BASES[one.basis]}')} ", "match"), one.title, (f" {one.region}　{state}", "dim"), hang=2)
    if one.quote:
        yield row((one.quote, "dim"), indent=2)
