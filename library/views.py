"""The answers beyond one table: matrix, timeline, check against the upper plan, growth, lists of projects. Frozen, no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from library.model import ComparisonRow, Level, Op, ProjectKind, Role

CellState = Literal["有", "推算", "相关", "未提出", "无指标表", "图表丢失", "未导入"]
"""What a plan has of a concept: the indicator itself, a share computed from two counts, something alike that may not be set beside
it, or why there is nothing."""
Standing = Literal["已承接", "更高", "持平", "更低", "未承接", "不可比"]
"""How a plan stands to an indicator of its upper plan. 已承接 is taken up where heights say nothing: totals of a larger place."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One plan's answer to one concept. ``text`` is its target as printed (``25 → ≥60``), empty where it has none.

    ``indicator`` is the key to open, ``section`` where it stands; ``reason`` says in Chinese why the state is what it is.
    """

    state: CellState
    text: str = ""
    indicator: str | None = None
    section: str | None = None
    reason: str = ""
    number: float | None = None
    """The target in the row's unit where it may be ranked; None otherwise."""
    sources: tuple[tuple[str, int], ...] = ()
    """(key, line in the file) of every indicator that the text comes from."""
    places: tuple[str, ...] = ()
    """Where each of them stands, in words; see `ComparisonRow.places`."""


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A plan as a column; ``plan`` is its key."""

    plan: str
    plan_title: str
    region: str
    level: Level | None
    period: str | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A concept as a row; ``key`` asks for it alone (`compare` takes it), ``cells`` stand in the order of the columns."""

    concept: str
    unit: str | None
    key: str
    cells: tuple[MatrixCell, ...]
    covered: int
    """How many plans have it or allow to compute it."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Concepts (rows) by plans (columns)."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class TimePoint:
    """A value of a place in a year, as one of its plans prints it. Two plans may both speak of a year."""

    year: int | None
    role: Role
    op: Op | None
    number: float | None
    """In the timeline's unit; None for words, relative targets, totals over a period."""
    text: str
    plan: str
    period: str | None
    indicator: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where a later plan's baseline falls on the year of an earlier plan's target: both as printed, and what that says."""

    year: int
    target: TimePoint
    baseline: TimePoint
    note: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """One concept in one place through its plans: ``rows`` by period (also those that have nothing), ``points`` by year."""

    concept: str
    unit: str | None
    region: str
    rows: tuple[ComparisonRow, ...]
    points: tuple[TimePoint, ...]
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class UpperPlan:
    """A plan that another one has to follow. ``plan`` is None where it is named but not in the library (未导入).

    ``basis`` is 依据 (named in a sentence: ``quote``, in section ``section`` at ``line`` of the file) or 层级 (a plan of the same
    matter and period of a higher place).
    """

    title: str
    region: str
    level: Level | None
    plan: str | None
    basis: Literal["依据", "层级"]
    quote: str = ""
    section: str | None = None
    line: int | None = None

    @property
    def missing(self) -> str | None:
        """未导入 where it is not in the library."""
        return None if self.plan else "未导入"


@dataclass(frozen=True, slots=True)
class UpperRow:
    """One indicator of the upper plan and what the plan says to it; ``own`` is None where it says nothing."""

    name: str
    unit: str | None
    standing: Standing
    reason: str
    upper: ComparisonRow
    own: ComparisonRow | None


@dataclass(frozen=True, slots=True)
class UpperCheck:
    """A plan against its upper plan, in the order of the upper plan's table. ``counts`` has every standing, also those with 0."""

    plan: str
    upper: str
    plan_title: str
    upper_title: str
    rows: tuple[UpperRow, ...]
    counts: tuple[tuple[Standing, int], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Growth:
    """What lies between baseline and target of a row. ``formula`` shows every step with its numbers, as a Chinese sentence.

    ``change`` is in ``unit`` (百分点 for shares); ``percent`` is the whole growth, ``yearly`` the mean yearly growth, in %, both
    None where they say nothing (shares, a baseline that is not above zero). ``op`` is the target's: a bound stays one.
    """

    change: float
    unit: str | None
    percent: float | None
    yearly: float | None
    years: int | None
    op: Op
    formula: str


ScaleKind = Literal["投资", "资金", "床位", "面积", "数量"]
"""What a figure of a project measures: 投资 where the words before say so, 资金 any other money; 数量 a count of anything else."""


@dataclass(frozen=True, slots=True)
class Scale:
    """One figure of a project: ``text`` is printed so (总投资1.9亿元), ``number`` is in ``unit``. Nothing is computed."""

    kind: ScaleKind
    text: str
    number: float
    unit: str


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project with where it is, how large and when, as far as its plan says so.

    ``place`` is the printed place of building (empty where none is), ``region`` that of the plan; ``years`` are printed years;
    ``path`` are the headings down to its section; ``line`` is the line of the file (1-based).
    """

    key: str
    name: str
    kind: ProjectKind
    content: str
    plan: str
    plan_title: str
    region: str
    period: str | None
    section: str
    path: tuple[str, ...]
    line: int
    place: str
    years: str
    scales: tuple[Scale, ...]


@dataclass(frozen=True, slots=True)
class ProjectList:
    """The projects that answer to ``words`` (all projects where they are empty), by region and plan, in document order."""

    words: str
    rows: tuple[ProjectRow, ...]
