"""What the focus points at, for the views of comparison: a plan, an indicator; and the explanation of a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from library.errors import NothingFound
from library.growth import growth
from library.model import ComparisonRow, Indicator
from tui.doubts import doubt
from tui.screens.dialogs import Message
from tui.strings import text
from tui.view import place_of as place_in_file
from tui.view import plan_of
from tui.widgets.comparison import place_of, why
from tui.widgets.tree import REGION

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Pointed:
    """Asks the view that has the focus what its cursor stands on."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk

    def indicators(self) -> Sequence[Indicator]:
        """The indicators that are pointed at: none, one, or those of a section."""
        desk = self.desk
        key: str | None = None
        if desk.active == "side":
            match desk.side.id:
                case "matrix":
                    here = desk.grid.here()
                    key = here[2].indicator if here else None
                case "timeline":
                    key = desk.times.indicator_here()
                case "upper":
                    one = desk.uppers.here()
                    key = (one.own or one.upper).indicator if one else None
                case _:
                    return desk.weigher.meant()
            return [desk.library.indicator(key)] if key else []
        return desk.weigher.meant()

    def plan(self) -> str | None:
        """Key of the plan that is pointed at; None on a place of the tree, and where nothing is open."""
        desk = self.desk
        if desk.active == "side" and desk.focused is desk.side:
            match desk.side.id:
                case "comparison":
                    return one.plan if (one := desk.weigher.row_here()) else None
                case "matrix":
                    return here[1].plan if (here := desk.grid.here()) else None
                case "projects":
                    return project.plan if (project := desk.projects.here()) else None
                case "upper":
                    return desk.uppers.found.plan if desk.uppers.found else None
        key = desk.deliverer.meant()
        return plan_of(key) if key else None

    def plans(self) -> list[str]:
        """Keys of the plan that is pointed at, or of all plans of the place that the tree's cursor stands on."""
        desk = self.desk
        chosen = desk.tree_pane.chosen or ""
        if desk.active == "tree" and chosen.startswith(REGION):
            region = chosen.removeprefix(REGION)
            return [plan.key for plan in desk.library.plans() if plan.region.startswith(region) and plan.superseded_by is None]
        key = self.plan()
        return [key] if key else [plan.key for plan in desk.library.plans() if plan.superseded_by is None]

    def source_of(self, one: ComparisonRow) -> str:
        """Plan, file and line of a row; for one that has nothing, why."""
        parts = [one.plan_title]
        if one.missing is not None:
            parts.append(why(one))
        elif one.sources:
            info = self.desk.library.plan_info(one.plan)
            place = place_in_file(info.source.format, one.sources[0][1])
            parts.append(f"{text('where.source')} {text('where.at', file=self._file(one.plan), place=place)}")
        return " · ".join(parts)

    def _file(self, plan: str) -> str:
        return self.desk.library.plan_info(plan).source.file.replace("\\", "/").rsplit("/", 1)[-1]

    def explain(self, *rows: ComparisonRow, said: str = "") -> None:
        """Say how these rows came about: reason, definition, change and growth with their formula, sources."""
        words = [said] if said else []
        for one in rows:
            words.append("\n".join(self._lines(one)))
        self.desk.app.push_screen(Message(text("explain.title"), "\n\n".join(words)))

    def _lines(self, one: ComparisonRow) -> list[str]:
        lines = [f"{place_of(one)}　{one.plan_title}", f"  {why(one)}"]
        if one.name:
            lines.insert(1, f"  {text('compare.name', name=one.name)}")
        if (grown := growth(one)) is not None:
            lines.append(f"  {text('why.growth', formula=grown.formula)}")
        elif one.missing is None:
            lines.append(f"  {text('why.no_growth')}")
        for key, line in one.sources:
            try:
                lines += self._source(key, line)
            except NothingFound:
                lines.append(f"  {text('why.gone')}")
        return lines

    def _source(self, key: str, line: int) -> list[str]:
        indicator = self.desk.library.indicator(key)
        file = self._file(plan_of(key))
        place = place_in_file(self.desk.library.plan_info(plan_of(key)).source.format, line)
        lines = [f"  {text('why.source', name=indicator.name, file=file, place=place, origin=text(f'why.{indicator.origin}'))}"]
        if indicator.definition:
            lines.append(f"  {text('why.definition', words=indicator.definition)}")
        if why_not := doubt(indicator):
            lines.append(f"  {why_not}")
        return lines
