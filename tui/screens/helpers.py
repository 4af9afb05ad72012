"""The main screen's helpers, each made when it is first needed: what does not show in the first frame is not loaded for it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from tui.control.aids import Aids
    from tui.control.basket import Basket
    from tui.control.deliver import Deliverer
    from tui.control.doctor import Doctor
    from tui.control.explain import Explainer
    from tui.control.findings import Checker
    from tui.control.intake import Intake
    from tui.control.kin import Kin
    from tui.control.matrix import GridView
    from tui.control.menus import Menus
    from tui.control.narrow import Narrower
    from tui.control.notes import Notes
    from tui.control.originals import Originals
    from tui.control.pair import Pair
    from tui.control.phrase import Phrases
    from tui.control.pointed import Pointed
    from tui.control.projects import Projects
    from tui.control.recall import Recall
    from tui.control.settings import Tuner
    from tui.control.timeline import Times
    from tui.control.upper import Uppers
    from tui.control.verified import Verifier
    from tui.control.versions import Versions
    from tui.control.weigh import Weigher
    from tui.screens.main import MainScreen

HOMES = {
    **dict.fromkeys(("back", "forward", "previous_section", "next_section"), "browser"),
    **dict.fromkeys(("next_match", "previous_match", "results"), "finder"),
    **dict.fromkeys(("export", "copy"), "deliverer"),
    **dict.fromkeys(("bookmark", "bookmarks", "note"), "notes"),
    **dict.fromkeys(("help", "palette", "jump"), "menus"),
    "compare": "weigher",
    "import": "intake",
    "versions": "versions",
    "explain": "explainer",
    "raw": "originals",
    **dict.fromkeys(("narrow", "sort"), "narrower"),
    "searches": "recall",
    "recall": "recall",
    "similar": "kin",
    "matrix": "grid",
    "timeline": "times",
    "upper": "uppers",
    "check": "checker",
    "pair": "pair",
    "synonym": "recall",
    **dict.fromkeys(("collect", "basket"), "basket"),
    "wording": "phrases",
    "settings": "tuner",
    "doctor": "doctor",
    **dict.fromkeys(("outline", "figures", "previous_indicator", "next_indicator"), "aids"),
    "projects": "projects",
    "verify": "verifier",
}
"""The helper that does an action; the others are done by the screen or by the focused pane."""

SIDES = {"results": "finder", "comparison": "weigher", "similar": "kin", "pair": "pair", "basket": "basket", "wording": "phrases",
         "matrix": "grid", "timeline": "times", "upper": "uppers", "findings": "checker", "projects": "projects",
         "verified": "verifier"}  # fmt: skip
"""The helper that knows what Enter means in each view of the side pane."""


class Helpers(Screen[None]):
    """Where the work behind the main screen is done; see ``tui.control``."""

    @property
    def _desk(self) -> MainScreen:
        return cast("MainScreen", self)

    @cached_property
    def weigher(self) -> Weigher:
        """Comparison."""
        from tui.control.weigh import Weigher

        return Weigher(self._desk)

    @cached_property
    def pointed(self) -> Pointed:
        """What the focus points at."""
        from tui.control.pointed import Pointed

        return Pointed(self._desk)

    @cached_property
    def grid(self) -> GridView:
        """Matrix."""
        from tui.control.matrix import GridView

        return GridView(self._desk)

    @cached_property
    def times(self) -> Times:
        """One place through time."""
        from tui.control.timeline import Times

        return Times(self._desk)

    @cached_property
    def uppers(self) -> Uppers:
        """A plan against its upper plan."""
        from tui.control.upper import Uppers

        return Uppers(self._desk)

    @cached_property
    def checker(self) -> Checker:
        """Findings."""
        from tui.control.findings import Checker

        return Checker(self._desk)

    @cached_property
    def deliverer(self) -> Deliverer:
        """Export and copy."""
        from tui.control.deliver import Deliverer

        return Deliverer(self._desk)

    @cached_property
    def aids(self) -> Aids:
        """Reading aids."""
        from tui.control.aids import Aids

        return Aids(self._desk)

    @cached_property
    def doctor(self) -> Doctor:
        """The report on terminal and library."""
        from tui.control.doctor import Doctor

        return Doctor(self._desk)

    @cached_property
    def notes(self) -> Notes:
        """Bookmarks and notes."""
        from tui.control.notes import Notes

        return Notes(self._desk)

    @cached_property
    def intake(self) -> Intake:
        """Import."""
        from tui.control.intake import Intake

        return Intake(self._desk)

    @cached_property
    def versions(self) -> Versions:
        """Versions of a document."""
        from tui.control.versions import Versions

        return Versions(self._desk)

    @cached_property
    def menus(self) -> Menus:
        """Help, palette, quick-open."""
        from tui.control.menus import Menus

        return Menus(self._desk)

    @cached_property
    def explainer(self) -> Explainer:
        """What the signs mean."""
        from tui.control.explain import Explainer

        return Explainer(self._desk)

    @cached_property
    def narrower(self) -> Narrower:
        """Facets and order of the results."""
        from tui.control.narrow import Narrower

        return Narrower(self._desk)

    @cached_property
    def recall(self) -> Recall:
        """Searches of before."""
        from tui.control.recall import Recall

        return Recall(self._desk)

    @cached_property
    def kin(self) -> Kin:
        """Similar sections."""
        from tui.control.kin import Kin

        return Kin(self._desk)

    @cached_property
    def basket(self) -> Basket:
        """What is collected."""
        from tui.control.basket import Basket

        return Basket(self._desk)

    @cached_property
    def phrases(self) -> Phrases:
        """How plans word a measure."""
        from tui.control.phrase import Phrases

        return Phrases(self._desk)

    @cached_property
    def pair(self) -> Pair:
        """Two sections beside each other."""
        from tui.control.pair import Pair

        return Pair(self._desk)

    @cached_property
    def projects(self) -> Projects:
        """Lists of projects."""
        from tui.control.projects import Projects

        return Projects(self._desk)

    @cached_property
    def verifier(self) -> Verifier:
        """Files that were exported."""
        from tui.control.verified import Verifier

        return Verifier(self._desk)

    @cached_property
    def tuner(self) -> Tuner:
        """Settings."""
        from tui.control.settings import Tuner

        return Tuner(self._desk)

    @cached_property
    def originals(self) -> Originals:
        """The file as it came."""
        from tui.control.originals import Originals

        return Originals(self._desk)
