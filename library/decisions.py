"""A person's word on what measures the same: confirmed, split, joined, taken back. Kept by key: indexing never touches it."""

from __future__ import annotations

from library import concepts
from library.compare import choose, comparison
from library.errors import NothingFound, UsageError
from library.keys import plan_of
from library.material import Material, material
from library.reading import Reader
from library.userdata import Decision, Match, UserData


def confirm(reader: Reader, user: UserData, indicator: str, words: str, *, at: str | None = None) -> Match:
    """Say that ``indicator`` (a key) measures what ``words`` name: a concept, or another indicator's key to join it.

    Of several confirmed concepts of one indicator the last counts, the others are forgotten. On a computed
    share it is said of the count that it is a part of. Raises `NothingFound`, and `UsageError` for a count and a share.
    """
    given = material(reader)
    concept = _concept(given, indicator, words)
    if concepts.part_of_a_share(given.groups.named[indicator], given.groups.signatures[concept]) and not _computed(
        given, indicator, concept
    ):
        raise UsageError("这一行是数量，所选的指标是占比，不能归为同一指标；可归入单位相同的指标。")
    for match in user.matches():
        if match.indicator == indicator and match.decision == "confirmed" and match.concept != concept:
            user.forget_match(indicator, match.concept)
    return _decide(user, indicator, concept, "confirmed", at)


def split(reader: Reader, user: UserData, indicator: str, words: str | None = None, *, at: str | None = None) -> Match:
    """Say that ``indicator`` does not measure what ``words`` name, by default what it now stands with. Raises `NothingFound`."""
    given = material(reader)
    concept = _concept(given, indicator, words or indicator)
    return _decide(user, indicator, concept, "split", at)


def forget(user: UserData, indicator: str) -> int:
    """Take back everything that was decided about ``indicator``; how many decisions."""
    return sum(user.forget_match(indicator, match.concept) for match in user.matches() if match.indicator == indicator)


def _concept(given: Material, indicator: str, words: str) -> str:
    if indicator not in given.indicators:
        raise NothingFound(f"资料库里没有可以比较的指标“{indicator}”；请用 guilan compare 查看各行的编号。")
    concept = choose(given, words)
    if concept is None:
        raise NothingFound(f"没有与“{words}”对应的指标；不带参数运行 guilan compare 可看全部。")
    return concept


def _computed(given: Material, indicator: str, concept: str) -> bool:
    """Whether the share that ``concept`` is, is computed from this count."""
    rows = comparison(given, concept, {plan_of(indicator)}, whole=False).rows
    return any(row.comparable == "derived" and row.indicator == indicator for row in rows)


def _decide(user: UserData, indicator: str, concept: str, decision: Decision, at: str | None) -> Match:
    user.decide_match(indicator, concept, decision, at=at)
    return next(m for m in user.matches() if (m.indicator, m.concept) == (indicator, concept))
