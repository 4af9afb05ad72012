"""The part of the door that sets plans side by side: indicators, time, upper plans, projects, people's word on them, checks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from library.reading import Reader

if TYPE_CHECKING:
    from library.model import Comparison, Finding
    from library.userdata import Match, UserData
    from library.views import Matrix, ProjectList, Timeline, UpperCheck, UpperPlan


class Comparing:
    """Questions of `Library` about indicators. Each loads what it needs when it is asked."""

    path: Path
    reader: Reader

    @cached_property
    def user(self) -> UserData:
        """What the person added."""
        from library.userdata import UserData

        return UserData(self.path)

    def compare(
        self, words_or_key: str, *, period: str | None = None, region: str | None = None, plans: Sequence[str] = ()
    ) -> Comparison | None:
        """One indicator across plans: by words (护理型床位占比) or by the key of an indicator; None where no plan has it."""
        from library import compare

        return compare.compare(self.reader, words_or_key, period=period, region=region, plans=plans)

    def concepts(self) -> tuple[Comparison, ...]:
        """Everything that more than one plan measures."""
        from library import compare

        return compare.comparable_concepts(self.reader)

    def matrix(self, concepts: Sequence[str] = (), **narrowed: Any) -> Matrix:
        """Concepts × plans; see ``library.matrix.matrix`` (period, region, plans, limit)."""
        from library.matrix import matrix

        return matrix(self.reader, concepts, **narrowed)

    def through_time(self, words_or_key: str, region: str) -> Timeline | None:
        """One concept in one place through its plans; None where no indicator answers to the words."""
        from library.through_time import through_time

        return through_time(self.reader, words_or_key, region)

    def list_projects(self, words: str = "", *, kinds: Sequence[str] = (), region: str | None = None) -> ProjectList:
        """The projects of a kind across plans, with place, scale and years; see ``library.projects``."""
        from library.projects import list_projects

        return list_projects(self.reader, words, kinds=kinds, region=region, folder=self.path)

    def uppers(self, plan_key: str) -> tuple[UpperPlan, ...]:
        """The plans that a plan has to follow, those that are not in the library among them."""
        from library.upper import uppers

        return uppers(self.reader, plan_key)

    def against_upper(self, plan_key: str, upper_key: str) -> UpperCheck:
        """What a plan says to each indicator of a plan above it."""
        from library.upper import against_upper

        return against_upper(self.reader, plan_key, upper_key)

    def confirm_match(self, indicator: str, words_or_key: str) -> Match:
        """Say that an indicator (key) measures a concept, or the same as another indicator (key): joins and confirms."""
        from library import decisions

        return decisions.confirm(self.reader, self.user, indicator, words_or_key)

    def split_match(self, indicator: str, words_or_key: str | None = None) -> Match:
        """Say that an indicator (key) does not measure a concept, by default the one it stands in."""
        from library import decisions

        return decisions.split(self.reader, self.user, indicator, words_or_key)

    def forget_match(self, indicator: str) -> int:
        """Take back what was decided about an indicator (key); how many decisions."""
        from library import decisions

        return decisions.forget(self.user, indicator)

    def check(self, plan_key: str) -> tuple[Finding, ...]:
        """What does not agree inside one plan; see ``library.check.check``."""
        from library.check import check

        return check(self.reader.plan(plan_key))
