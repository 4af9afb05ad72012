"""What a check finds, in a plan or in a file that was exported: evidence, findings, quotes verified. Frozen, no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Evidence:
    """One of the places that a finding sets side by side.

    ``quote`` stands there as printed (clean text, a line break as one blank); ``number`` and ``unit`` are what it says, None where
    it says none. ``key`` is the section or indicator that holds it, ``line`` and ``end_line`` lines of the file as it came.
    """

    line: int
    end_line: int
    quote: str
    number: float | None
    unit: str | None
    key: str
    what: str = ""
    """The kind of place in Chinese: 指标表, 正文, 回顾, 标题."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Two places of one plan that do not agree, or a loss: ``message`` is a Chinese sentence that asks, never corrects."""

    plan: str
    code: str
    """For machines; ``library.check.CODES`` lists them."""
    message: str
    places: tuple[Evidence, ...] = ()
    """Those that disagree, in document order of the first; one where something is lost."""


Standing = Literal["unchanged", "moved", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Verified:
    """One quote or number of an exported file, looked for in the library of today. ``line`` is its line there (1-based).

    ``text`` is what the file says; ``key`` and ``source_line`` are its place today, None where it has none; ``now`` is what stands
    there where that is something else, ``why`` says in Chinese what is different.
    """

    state: Standing
    line: int
    text: str
    key: str | None = None
    source_line: int | None = None
    now: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer about an exported file. ``notes`` concern all of it: another library, a later state, files that have changed."""

    verified: tuple[Verified, ...]
    notes: tuple[str, ...] = ()

    def count(self, state: Standing) -> int:
        """How many quotes and numbers stand so."""
        return sum(one.state == state for one in self.verified)

    @property
    def good(self) -> bool:
        """Whether everything still stands in the library, wherever."""
        return all(one.state in ("unchanged", "moved") for one in self.verified)
