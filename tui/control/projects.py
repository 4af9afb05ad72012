"""Projects of a kind across plans, in the side pane: with place, scale and years."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from library.views import ProjectList, ProjectRow
from tui.control.tables import TableView, open_source
from tui.screens.dialogs import Ask, Item, Toggles
from tui.strings import text
from tui.widgets.paint import row
from tui.widgets.projects import project_entries

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

FACETS = ("kind", "region")
"""What the list is narrowed by: one of the values chosen of each must hold."""


class Projects(TableView):
    """The list of projects that some words ask for."""

    name = "projects"
    wide = True

    def __init__(self, desk: MainScreen) -> None:
        super().__init__(desk)
        self.found: ProjectList | None = None
        self._chosen: dict[str, set[str]] = {}
        self._toggles: Toggles | None = None

    def do_projects(self) -> None:
        """Ask for which."""
        self.desk.app.push_screen(Ask(text("projects.title"), text("projects.ask")), self._list)

    def _list(self, words: str | None) -> None:
        if words is not None:
            self.found, self._chosen = None, {facet: set() for facet in FACETS}
            future = self.desk.finder.client.call("list_projects", words)
            self.desk.run_worker(self.ask(future), group=self.name, exit_on_error=False)

    def take(self, answer: object) -> None:
        """Show it."""
        self.found = cast("ProjectList", answer)
        self._draw()

    def _shown(self) -> list[tuple[int, ProjectRow]]:
        rows = enumerate(self.found.rows if self.found else ())
        wanted = [(facet, values) for facet, values in self._chosen.items() if values]
        return [(number, one) for number, one in rows if all(getattr(one, facet) in values for facet, values in wanted)]

    def _draw(self) -> None:
        if self.pane is None or self.found is None:
            return
        rows, head = self._shown(), self._head()
        self.pane.frozen = 2 if rows else 1
        self.pane.show(lambda room: project_entries(rows, head, room), self.pane.chosen)
        self.moved("")

    def _head(self) -> str:
        assert self.found is not None
        rows = self.found.rows
        if not rows:
            return text("projects.none", words=self.found.words)
        plans = len({one.plan for one in rows})
        head = text("projects.head", words=self.found.words or text("projects.all"), n=len(rows), plans=plans)
        if values := [value for facet in FACETS for value in sorted(self._chosen[facet])]:
            head += text("projects.part", n=len(self._shown()), values="、".join(values))
        return head

    def here(self) -> ProjectRow | None:
        """The project under the cursor."""
        chosen = (self.pane.chosen if self.on_show and self.pane else None) or ""
        return self.found.rows[int(chosen)] if self.found and chosen.isdigit() else None

    def moved(self, _key: str) -> None:
        """Say where the project under the cursor stands."""
        if (one := self.here()) is not None:
            self.desk.where(" › ".join((one.plan_title, *one.path)))

    def view(self) -> ProjectList | None:
        """What an export holds: the rows on show."""
        rows = tuple(one for _, one in self._shown())
        return ProjectList(self.found.words, rows) if self.found and rows else None

    def choose(self, key: str) -> None:
        """Enter: the place in the plan."""
        if self.found is not None:
            one = self.found.rows[int(key)]
            open_source(self.desk, one.section, terms=(one.name,), line=one.line)

    def do_narrow(self) -> None:
        """Some kinds and places alone."""
        self._toggles = Toggles(text("look.title"), self._items(), self._toggle, empty=text("look.none"))
        self.desk.app.push_screen(self._toggles)

    def _items(self) -> list[Item]:
        items = []
        for facet in FACETS:
            values = [getattr(one, facet) for one in (self.found.rows if self.found else ())]
            for value in dict.fromkeys(values):
                sign = ("× " if value in self._chosen[facet] else "  ", "match")
                name = (f"{text(f'projects.facet.{facet}')}  ", "dim")
                count = (f" {text('projects.count', n=values.count(value))}", "dim")
                items.append(Item(f"{facet}\n{value}", (row(sign, name, value or text("look.unknown"), count, hang=4),)))
        return items

    def _toggle(self, key: str) -> None:
        facet, value = key.split("\n", 1)
        self._chosen[facet] ^= {value}
        if self._toggles is not None:
            self._toggles.renew(self._items())
        self._draw()
