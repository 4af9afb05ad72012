"""The matrix of concepts and plans in the side pane, which takes the whole screen for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from library.errors import NothingFound
from library.views import Matrix, MatrixCell, MatrixColumn, MatrixRow
from tui.control.tables import TableView, open_indicator, open_source
from tui.screens.dialogs import Item, Message, Toggles
from tui.strings import text
from tui.text.look import Look, toggled
from tui.widgets.matrix import FACETS, Grid, legend, narrowed, said, value_of
from tui.widgets.paint import row

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class GridView(TableView):
    """Which plan has which indicator."""

    name = "matrix"
    wide = True

    def __init__(self, desk: MainScreen) -> None:
        super().__init__(desk)
        self.grid: Grid | None = None
        self._whole = Matrix((), ())
        self._look = Look()
        self._toggles: Toggles | None = None
        self._generation = -1

    def do_matrix(self) -> None:
        """Ask for it, or bring the one that is still true to the front."""
        if self.grid is not None and self._generation == self.desk.library.generation:
            self.desk.run_worker(self.open(), group=self.name, exit_on_error=False)
            return
        self._generation = self.desk.library.generation
        self.desk.run_worker(self.ask(self.desk.finder.client.call("matrix")), group=self.name, exit_on_error=False)

    def take(self, answer: object) -> None:
        """Show it, the cursor in the first column."""
        self._whole, self._look = cast("Matrix", answer), Look()
        self._arrange()

    def _arrange(self) -> None:
        """Show what the look lets through, the cursor in the first column."""
        look = self._look
        chips = [
            f"{text(f'look.{facet}')}：{value or text('look.unknown')}" for facet in look.chosen for value in look.chosen[facet]
        ]
        self.grid = Grid(narrowed(self._whole, look.chosen, by_name=look.sort == "name"), sorted(chips))
        self._draw()

    def do_sort(self) -> None:
        """By how many plans have it, or by name."""
        self._look = replace(self._look, sort="name" if self._look.sort != "name" else "region")
        self._arrange()
        self.desk.flash(text("matrix.by_name" if self._look.sort == "name" else "matrix.by_cover"))

    def do_narrow(self) -> None:
        """Plans of some periods, levels, places alone."""
        self._toggles = Toggles(text("look.title"), self._items(), self._toggle, empty=text("look.none"))
        self.desk.app.push_screen(self._toggles)

    def _items(self) -> list[Item]:
        items = []
        for facet in FACETS:
            values = [value_of(one, facet) for one in self._whole.columns]
            for value in dict.fromkeys(values):
                sign = "× " if value in self._look.chosen.get(facet, ()) else "  "
                count = (f" {text('compare.concept', plans=values.count(value))}", "dim")
                name = (f"{text(f'look.{facet}')}  ", "dim")
                items.append(Item(f"{facet}\n{value}", (row((sign, "match"), name, value or text("look.unknown"), count, hang=4),)))
        return items

    def _toggle(self, key: str) -> None:
        self._look = toggled(self._look, *key.split("\n", 1))
        if self._toggles is not None:
            self._toggles.renew(self._items())
        self._arrange()

    def _draw(self) -> None:
        if self.pane is not None and self.grid is not None:
            self.pane.frozen = 2
            self.pane.show(self.grid.entries, self.pane.chosen)
            self.tell()

    def here(self) -> tuple[MatrixRow, MatrixColumn, MatrixCell] | None:
        """Row, plan and cell under the cursor."""
        chosen = (self.pane.chosen if self.pane else None) or ""
        return self.grid.cell(int(chosen)) if self.grid and chosen.isdigit() and self.grid.matrix.columns else None

    def moved(self, _key: str) -> None:
        """The cursor stands in another row."""
        self.tell()

    def tell(self) -> None:
        """Say in words what stands under the cursor."""
        if (here := self.here()) is not None:
            self.desk.where(said(*here))

    def do_column_left(self) -> None:
        """One plan to the left."""
        self._step(-1)

    def do_column_right(self) -> None:
        """One plan to the right."""
        self._step(+1)

    def _step(self, by: int) -> None:
        if self.grid is not None and self.grid.step(by):
            self._draw()

    def view(self) -> Matrix | None:
        """What an export holds."""
        return self.grid.matrix if self.grid else None

    def choose(self, key: str) -> None:
        """Enter: the source of the cell; where there is none, why."""
        if self.grid is None or not self.grid.matrix.columns:
            return
        one, column, cell = self.grid.cell(int(key))
        if cell.section is None:
            self.desk.flash(said(one, column, cell))
            return
        if cell.indicator is None:
            open_source(self.desk, cell.section, terms=(one.concept,))
        else:
            open_indicator(self.desk, cell.indicator)

    def do_compare(self) -> None:
        """The comparison of the row."""
        here = self.here()
        if here is None:
            raise NothingFound(text("matrix.none"))
        self.desk.weigher.compare(here[0].key, here[0].concept)

    def do_explain(self) -> None:
        """What the cell and the signs say."""
        here = self.here()
        words = [said(*here)] if here else []
        self.desk.app.push_screen(Message(text("explain.title"), "\n\n".join([*words, text("matrix.legend", signs=legend())])))
