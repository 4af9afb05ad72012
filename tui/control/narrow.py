"""Narrowing and ordering a search: facets that combine, the order of results, ways out where nothing was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from library.model import Facet, Help, Results
from tui.screens.dialogs import Item, Toggles
from tui.strings import text
from tui.widgets.paint import row
from tui.widgets.results import CHOSEN, Narrowed, label_of

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

SORTS = ("relevance", "plan", "region", "target")
"""Orders of results, in the order in which the key goes through them."""
FACETS = ("region", "period", "kind", "attribute", "plan")
"""The order in which facets are listed."""
OPEN = "  "
"""Stands where the sign of a chosen value would be."""


class Narrower:
    """What a search is narrowed to: values of facets, of which one of each facet must hold; and its order."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk
        self.chosen: dict[str, dict[str, str]] = {}
        """Chosen values of each facet, with their labels."""
        self.sort = SORTS[0]
        self._whole: tuple[Facet, ...] = ()
        self._dialog: Toggles | None = None

    def options(self) -> dict[str, Any]:
        """The options of the search."""
        narrowed = {name: list(values) for name, values in self.chosen.items() if values}
        return {**narrowed, **({"sort": self.sort} if self.sort != SORTS[0] else {})}

    def restore(self, options: dict[str, Any]) -> None:
        """Narrow and order as the options of an earlier search say."""
        self.sort = str(options.get("sort", SORTS[0]))
        self.sort = self.sort if self.sort in SORTS else SORTS[0]
        self.chosen = {name: {value: self._named(name, value) for value in _values(options.get(name))} for name in FACETS}

    def words(self, options: dict[str, Any]) -> list[str]:
        """The options of a search as people read them."""
        chips = [f"{self._label(name)}：{self._named(name, value)}" for name in FACETS for value in _values(options.get(name))]
        return [*chips, text(f"sort.{options['sort']}")] if options.get("sort") in SORTS[1:] else chips

    def _named(self, name: str, value: str) -> str:
        library = self.desk.library
        if name == "plan" and library.resolve(value) == "plan":
            return library.plan_info(value).title
        return text(f"results.{value}") if name == "kind" and value in ("section", "indicator", "project") else value

    def clear(self) -> bool:
        """Give up all of it but the order; whether there was anything."""
        had = any(self.chosen.values())
        self.chosen = {}
        return had

    def found(self, results: Results) -> None:
        """An answer: remember how the whole divides, and tell the list of facets that is open."""
        if not any(self.chosen.values()):
            self._whole = results.facets
        if self._dialog is not None and self._dialog.is_attached:
            self._dialog.renew(self._items())

    def shown(self) -> Narrowed:
        """What the results say above themselves."""
        chips = [f"{self._label(name)}：{label}" for name, values in self.chosen.items() for label in values.values()]
        return Narrowed(tuple(chips), "" if self.sort == SORTS[0] else text(f"sort.{self.sort}"))

    def _label(self, name: str) -> str:
        return text(f"facet.{name}")

    def do_narrow(self) -> None:
        """List the facets; choosing one narrows the search at once, the list stays."""
        finder = self.desk.finder
        if finder.results is None:
            self.desk.flash(text("walk.none"))
            return
        self._dialog = Toggles(text("facets.title"), self._items(), self._toggle, empty=text("facets.none"))
        self.desk.app.push_screen(self._dialog)

    def _facets(self) -> dict[str, dict[str, tuple[str, int | None]]]:
        """Label and count of every value that may be chosen: of the whole answer, and of the narrowed one where they differ."""
        results = self.desk.finder.results
        now = results.facets if results else ()
        found: dict[str, dict[str, tuple[str, int | None]]] = {}
        for facet in self._whole:
            found[facet.name] = {value.value: (label_of(facet.name, value), None) for value in facet.values}
        for name, values in self.chosen.items():
            for value, label in values.items():
                found.setdefault(name, {}).setdefault(value, (label, None))
        for facet in now:
            own = found.setdefault(facet.name, {})
            own.update({value.value: (label_of(facet.name, value), value.count) for value in facet.values})
        return found

    def _items(self) -> list[Item]:
        items = []
        for name, values in sorted(self._facets().items(), key=lambda one: FACETS.index(one[0])):
            for value, (label, count) in values.items():
                chosen = value in self.chosen.get(name, {})
                words = (text("facets.count", n=count) if count is not None else "", "dim")
                pieces = ((f"{CHOSEN} " if chosen else OPEN, "match"), (f"{self._label(name)}  ", "dim"), label, (" ", ""), words)
                items.append(Item(f"{name}\n{value}", (row(*pieces, hang=4),)))
        return items

    def _toggle(self, key: str) -> None:
        name, value = key.split("\n", 1)
        label = self._facets().get(name, {}).get(value, (value, None))[0]
        values = self.chosen.setdefault(name, {})
        if values.pop(value, None) is None:
            values[value] = label
        self.desk.finder.again()

    def do_sort(self) -> None:
        """The next order."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self.desk.flash(text("sort.now", name=text(f"sort.{self.sort}")))
        self.desk.finder.again()

    def take(self, way: Help) -> None:
        """A way out: another query, filters lifted."""
        for name in way.lift:
            self.chosen.pop(name, None)
        if way.query is not None and way.query != self.desk.box.value:
            self.desk.box.value = way.query
        else:
            self.desk.finder.again()


def _values(choice: object) -> list[str]:
    return [choice] if isinstance(choice, str) else [str(one) for one in choice] if isinstance(choice, list | tuple) else []
