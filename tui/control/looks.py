"""How the comparison on show is looked at: its order, what it is narrowed to, which rows are marked; and what is exported of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from library.model import Comparison, ComparisonRow
from tui.control.tables import export
from tui.screens.dialogs import Item, Toggles
from tui.strings import text
from tui.text.look import FACETS, SORTS, toggled, value_of
from tui.widgets.comparison import Drawing
from tui.widgets.paint import row

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Looks:
    """The drawing of a comparison and the keys that change it."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk
        self.drawing: Drawing | None = None
        """What is on show; None where nothing is compared."""
        self._toggles: Toggles | None = None

    @property
    def comparison(self) -> Comparison | None:
        """The comparison on show."""
        return self.drawing.comparison if self.drawing else None

    def draw(self) -> None:
        """Draw what is there."""
        raise NotImplementedError

    def number_here(self) -> int | None:
        """Number of the row under the cursor."""
        chosen = self.desk.comparison.chosen or ""
        return int(chosen) if self.drawing and chosen.isdigit() else None

    def row_here(self) -> ComparisonRow | None:
        """The row under the cursor."""
        number = self.number_here()
        return None if number is None or self.comparison is None else self.comparison.rows[number]

    def indicator_here(self) -> str | None:
        """Key of the indicator of the row under the cursor."""
        one = self.row_here()
        return one.indicator if one else None

    def do_sort(self) -> None:
        """The next order."""
        if self.drawing is None:
            self.desk.flash(text("look.none"))
            return
        look = self.drawing.look
        self.drawing.look = replace(look, sort=SORTS[(SORTS.index(look.sort) + 1) % len(SORTS)])
        self.desk.flash(text("look.sorted", name=text(f"look.sort.{self.drawing.look.sort}")))
        self.draw()

    def do_narrow(self) -> None:
        """List places, levels and periods; choosing one narrows at once, the list stays."""
        if self.drawing is None:
            self.desk.flash(text("look.none"))
            return
        self._toggles = Toggles(text("look.title"), self._items(self.drawing), self._toggle, empty=text("look.none"))
        self.desk.app.push_screen(self._toggles)

    def _items(self, drawing: Drawing) -> list[Item]:
        items = []
        for facet in FACETS:
            values = [value_of(one, facet, drawing.levels) for one in drawing.comparison.rows]
            for value in dict.fromkeys(values):
                chosen = value in drawing.look.chosen.get(facet, ())
                count = text("look.rows", n=values.count(value))
                pieces = (("× " if chosen else "  ", "match"), (f"{text(f'look.{facet}')}  ", "dim"), value or text("look.unknown"))
                items.append(Item(f"{facet}\n{value}", (row(*pieces, (f" {count}", "dim"), hang=4),)))
        return items

    def _toggle(self, key: str) -> None:
        if self.drawing is not None:
            self.drawing.look = toggled(self.drawing.look, *key.split("\n", 1))
            if self._toggles is not None:
                self._toggles.renew(self._items(self.drawing))
            self.draw()

    def do_mark(self) -> None:
        """Mark the row under the cursor for export, or unmark it; and one row down."""
        number = self.number_here()
        if self.drawing is not None and number is not None:
            look = self.drawing.look
            self.drawing.look = replace(look, marked=look.marked ^ {number})
            self.draw()
            self.desk.comparison.do_down()

    def do_export(self) -> None:
        """Ask where to write the marked rows, or all on show."""
        comparison, marked = self.wanted(), len(self.drawing.look.marked) if self.drawing else 0
        if comparison is None:
            self.desk.flash(text("export.nothing"), warn=True)
            return
        library = self.desk.library
        title = text("look.export_marked", n=marked) if marked else text("export.title_comparison")
        export(self.desk, title, comparison.concept, lambda form: library.export_comparisons(comparison, format=form))

    def wanted(self) -> Comparison | None:
        """What an export holds: the marked rows, else all that are on show, in their order."""
        if self.drawing is None:
            return None
        numbers: Sequence[int] = self.drawing.groups.all
        marked = self.drawing.look.marked
        rows = self.drawing.comparison.rows
        return replace(self.drawing.comparison, rows=tuple(rows[number] for number in numbers if not marked or number in marked))
