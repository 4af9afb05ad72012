"""Comparison: which indicator is meant, the question to the search process, the answer in the side pane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from library.model import Comparison, ComparisonRow, Indicator
from tui.control.answers import when_answered
from tui.control.decide import Decider
from tui.control.tables import Way, open_indicator, open_source
from tui.doubts import doubt
from tui.screens.dialogs import Item, Picker
from tui.strings import text
from tui.view import plan_of
from tui.widgets.comparison import Drawing, concept_entries
from tui.widgets.paint import row
from tui.widgets.results import said
from tui.widgets.tree import REGION

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Weigher(Decider):
    """The comparison on show, or the list of what can be compared."""

    def __init__(self, desk: MainScreen) -> None:
        super().__init__(desk)
        self.concepts: tuple[Comparison, ...] = ()
        self.way = Way(desk)

    def do_compare(self) -> None:
        """Compare what the focus is on; where that holds several indicators, choose; where it holds none, list all concepts."""
        found = self.meant()
        if len(found) == 1:
            self.compare(found[0].key, found[0].name)
        elif found:
            self.desk.app.push_screen(Picker(text("compare.choose"), choices(found)), self._picked)
        else:
            self.list_concepts()

    def _picked(self, key: str | None) -> None:
        if key:
            self.compare(key, self.desk.library.indicator(key).name)

    def meant(self) -> Sequence[Indicator]:
        """The indicators that the focused pane points at."""
        desk, library = self.desk, self.desk.library
        if desk.active == "side" and desk.side is desk.results and (hit := desk.finder.hit_here()):
            return [library.indicator(hit.key)] if hit.kind == "indicator" else library.indicators(section=hit.section)
        if desk.active == "side" and desk.side is desk.comparison:
            return [library.indicator(key)] if (key := self.indicator_here()) else []
        if desk.active == "tree" and (key := desk.tree_pane.chosen) and not key.startswith(REGION):
            return self._below(key)
        place = desk.reader.place if desk.browser.page else None
        if desk.active == "reader" and place:
            here = [
                one
                for one in library.indicators(section=place.section)
                if one.source.line <= (place.line or 0) <= one.source.end_line
            ]
            return here if len(here) == 1 else self._below(desk.browser.page.key if desk.browser.page else place.section)
        return []

    def _below(self, key: str) -> Sequence[Indicator]:
        """The indicators of a section and of all below it."""
        if key == plan_of(key):
            return self.desk.library.indicators(plan=key)
        inside = {key}
        for node in self.desk.library.outline(plan_of(key)):
            if node.parent in inside:
                inside.add(node.key)
        return [one for one in self.desk.library.indicators(plan=plan_of(key)) if one.section in inside]

    def compare(self, words: str, name: str) -> None:
        """Ask for a comparison by an indicator's key or a concept's name."""
        self._wait()
        self.desk.session.compared = words
        future = self.desk.finder.client.call("compare", words)
        when_answered(self.desk, future, lambda answer: self._weighed(answer, name), self._failed)

    def list_concepts(self) -> None:
        """Ask for everything that can be compared."""
        self._wait()
        when_answered(self.desk, self.desk.finder.client.call("concepts"), self._listed, self._failed)

    def _wait(self) -> None:
        self.way.set_out("comparison")
        self.desk.comparison.show(said(text("compare.running")))
        self.desk.show_side("comparison", focus=True)

    def _weighed(self, answer: Comparison | None, name: str) -> None:
        if answer is None:
            self.drawing, self.concepts = None, ()
            self.desk.comparison.show(said(text("compare.not_found", name=name)))
            return
        levels = {plan.key: plan.region_level or "" for plan in self.desk.library.plans()}
        self.drawing, self.concepts = Drawing(answer, self._doubts(answer), levels), ()
        self.draw()

    def again(self) -> None:
        """Ask for the comparison on show anew, its look kept."""
        if self.drawing is not None:
            asked = self.drawing.comparison
            future = self.desk.finder.client.call("compare", asked.key or self.desk.session.compared)
            when_answered(self.desk, future, lambda answer: self._renewed(answer, asked), self._failed)

    def _renewed(self, answer: Comparison | None, asked: Comparison) -> None:
        if answer is not None and self.drawing is not None and self.drawing.comparison is asked:
            look = self.drawing.look
            self._weighed(answer, "")
            self.drawing.look = look.without_marks()
            self.draw()

    def _listed(self, concepts: tuple[Comparison, ...]) -> None:
        self.drawing, self.concepts = None, concepts
        self.draw()

    def _failed(self, why: str) -> None:
        self.desk.comparison.show(said(text("compare.failed", why=why)))

    def greet(self) -> None:
        """The side pane came to the front: list the concepts where there is nothing to see yet."""
        if self.desk.session.side == "comparison" and self.drawing is None and not self.concepts:
            self.list_concepts()

    def resume(self) -> None:
        """The comparison of last time again, in the background."""
        key = self.desk.session.compared
        if self.desk.session.side == "comparison" and self.desk.library.resolve(key) == "indicator":
            future = self.desk.finder.client.call("compare", key)
            when_answered(self.desk, future, lambda answer: self._weighed(answer, ""), self._failed)

    def draw(self) -> None:
        """Draw what is there, in columns where the pane is wide; the cursor stays on its row."""
        pane = self.desk.comparison
        if self.drawing is not None:
            pane.frozen = 2
            pane.show(self.drawing.entries, pane.chosen)
            self.moved("")
        else:
            pane.frozen = 1
            pane.show(concept_entries(self.concepts))

    def _doubts(self, comparison: Comparison) -> Mapping[int, str]:
        """Why the value of a row is uncertain, by the row's number; nothing more to say where its reason says it already."""
        found: dict[int, str] = {}
        for number, one in enumerate(comparison.rows):
            if one.indicator and self.desk.library.resolve(one.indicator):
                indicator = self.desk.library.indicator(one.indicator)
                if why := doubt(indicator):
                    found[number] = "" if indicator.note and indicator.note in one.reason else why
        return found

    def choose(self, key: str) -> None:
        """Enter: a concept is compared, a row opens its source."""
        if self.comparison is None:
            concept = self.concepts[int(key)]
            first = next((one.indicator for one in concept.rows if one.indicator), None)
            self.compare(concept.key or first or concept.concept, concept.concept)
        else:
            self.open_row(self.comparison.rows[int(key)])

    def open_row(self, one: ComparisonRow) -> None:
        """Open the place that a row's number stands at, or say why there is none."""
        if one.section is None:
            self.desk.flash(text("compare.no_source", why=one.missing or one.reason))
            return
        if one.indicator is None:
            open_source(self.desk, one.section, terms=(one.name,))
        else:
            open_indicator(self.desk, one.indicator)

    def moved(self, _key: str) -> None:
        """Say where the row under the cursor comes from."""
        if (one := self.row_here()) is not None:
            self.desk.where(self.desk.pointed.source_of(one))

    def do_explain(self) -> None:
        """How the row under the cursor came about."""
        if (one := self.row_here()) is not None:
            self.desk.pointed.explain(one)
        else:
            self.desk.flash(text("explain.nothing"))

    def do_outward(self) -> None:
        """Out of a zoom, else back to where the comparison was asked for."""
        if (self.desk.zoom and not self.way.zoomed) or not self.way.go_back():
            self.desk.do_outward()


def choices(found: Sequence[Indicator]) -> list[Item]:
    """Indicators to pick from, with their values."""
    return [Item(one.key, (row(_name(one), (f" {_values(one)}", "dim"), hang=2),)) for one in found]


def _name(one: Indicator) -> str:
    return one.name + (f"（{one.sub}）" if one.sub else "")


def _values(one: Indicator) -> str:
    return " → ".join(value.text for value in one.values) + (f" {one.unit}" if one.unit else "")
