"""The records everything speaks in: plans, sections, tables, indicators, projects, comparisons. Frozen, no I/O.

Those of answers to a search (`library.answers`) and of checks (`library.findings`) are named here, too.

All text here is *clean*: Simplified Chinese in the document's own punctuation. ``Source`` points into the file as it came, so that
any word can be checked against the original.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from library.answers import Difference as Difference
    from library.answers import Facet as Facet
    from library.answers import FacetName as FacetName
    from library.answers import FacetValue as FacetValue
    from library.answers import Help as Help
    from library.answers import Hit as Hit
    from library.answers import HitKind as HitKind
    from library.answers import Place as Place
    from library.answers import Results as Results
    from library.answers import Similar as Similar
    from library.findings import Evidence as Evidence
    from library.findings import Finding as Finding
    from library.findings import Standing as Standing
    from library.findings import Verification as Verification
    from library.findings import Verified as Verified


_ELSEWHERE = {
    **dict.fromkeys(("Difference", "Facet", "FacetName", "FacetValue", "Help"), "library.answers"),
    **dict.fromkeys(("Hit", "HitKind", "Place", "Results", "Similar"), "library.answers"),
    **dict.fromkeys(("Evidence", "Finding", "Standing", "Verification", "Verified"), "library.findings"),
}
"""Records that are loaded when they are asked for: the first frame needs none of them."""


def __getattr__(name: str) -> Any:
    if name in _ELSEWHERE:
        return getattr(import_module(_ELSEWHERE[name]), name)
    raise AttributeError(name)


Level = Literal["国家", "省", "市", "区县", "街镇"]
DocType = Literal["规划", "通知", "解读", "新闻报道", "其他"]
SectionKind = Literal["heading", "run_in", "box", "annex", "front"]
Attribute = Literal["预期性", "约束性"]
Role = Literal["baseline", "interim", "target"]
Measure = Literal["存量", "新增", "累计", "比例", "增速", "密度", "相对", "等级", "达标"]
Op = Literal["=", ">=", "<=", ">", "<", "~"]
ProjectKind = Literal["专栏", "工程", "项目", "行动", "平台", "试点", "品牌"]


@dataclass(frozen=True, slots=True)
class Source:
    """A place in the file as it came.

    ``line`` and ``end_line`` are 1-based and inclusive; ``start`` and ``end`` are offsets, in characters, into the decoded text
    (half-open); ``page`` is 1-based for paged formats, else None.
    """

    line: int
    end_line: int
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """One paragraph of a section's text: clean text from ``offset`` (characters into ``Section.text``) came from ``line``."""

    offset: int
    line: int
    start: int
    """Offset of the paragraph's first character in the decoded file."""
    repaired: tuple[tuple[int, int, str], ...] = ()
    """Marked repairs of damaged text: (start, end) in ``Section.text`` and the text as it came."""


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the outline. ``text`` is its own text, paragraphs joined by a newline; children and tables are not in it."""

    key: str
    parent: str | None
    level: int
    """Depth in the tree, 1 for the top."""
    number: str
    """The printed number with its mark: 一、 (二) 3. 第一章 专栏1; empty where none is printed."""
    title: str
    kind: SectionKind
    text: str
    source: Source
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a rectangular grid; a merged cell is repeated in every place that it covers."""

    key: str
    section: str
    """Key of the section that holds it."""
    caption: str
    header_rows: int
    grid: tuple[tuple[str, ...], ...]
    source: Source
    at: int = 0
    """Where it stands: characters into the section's text."""
    lines: tuple[int, ...] = ()
    """Source line of each grid row (1-based)."""
    text: str = ""
    """What is printed, in reading order: every cell once, merged cells not repeated."""

    def caption_below(self, text: str) -> str:
        """The caption to print above the grid: empty where a line just above it, in ``text`` of its section, says it already."""
        above = ["".join(line.split()) for line in text[: self.at].split("\n") if line.strip()]
        return "" if "".join(self.caption.split()) in above[-2:] else self.caption


@dataclass(frozen=True, slots=True)
class Value:
    """One printed value of an indicator.

    ``text`` is as printed; ``number`` is None where the cell says words. ``year`` is None where none is printed or follows from the
    header.
    """

    year: int | None
    role: Role
    text: str
    op: Op | None
    number: float | None
    unit: str | None
    measure: Measure | None = None
    """What kind of figure it is; values of different kinds may not be set side by side. None where the text leaves it open."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of an indicator table (``origin`` table) or a quantified target of the running text (``origin`` text)."""

    key: str
    section: str
    no: str | None
    name: str
    sub: str | None
    category: str | None
    attribute: Attribute | None
    unit: str | None
    definition: str | None
    origin: Literal["table", "text"]
    values: tuple[Value, ...]
    source: Source
    confidence: float = 1.0
    note: str | None = None
    """What a reader must know: a cell inherited from a merge, a value in another column; for ``origin`` text the sentence."""


@dataclass(frozen=True, slots=True)
class Project:
    """A named project, action, platform … of a box, an annex table or the text."""

    key: str
    section: str
    no: str | None
    name: str
    kind: ProjectKind
    content: str
    source: Source


@dataclass(frozen=True, slots=True)
class Caution:
    """Something a reader must be told about a file: ``code`` for machines, ``message`` a Chinese sentence, ``line`` 1-based."""

    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A planning period, both years inclusive: 十四五, 2021, 2025."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file a plan came from. ``file`` is its path as given, ``sha256`` of its bytes in hex."""

    file: str
    format: str
    encoding: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One document with everything a careful reader found in it."""

    key: str
    title: str
    region: str
    """Full name as far as the document says it, e.g. 示例市云溪区; empty where none is named."""
    region_level: Level | None
    issuer: str | None
    issued_date: str | None
    """ISO date."""
    doc_number: str | None
    doc_type: DocType
    period: Period | None
    source: SourceFile
    warnings: tuple[Caution, ...] = ()
    sections: tuple[Section, ...] = ()
    """In document order, parents before children."""
    tables: tuple[Table, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    projects: tuple[Project, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanInfo:
    """A plan without its contents, for lists and trees."""

    key: str
    title: str
    region: str
    region_level: Level | None
    issuer: str | None
    issued_date: str | None
    doc_number: str | None
    doc_type: DocType
    period: Period | None
    source: SourceFile
    sections: int
    indicators: int
    projects: int
    warnings: int
    superseded_by: str | None = None
    """Key of the version of this document that counts instead, in comparisons and checks; None where this one counts."""
    version: str | None = None
    """How it stands to that version: 草案与正式稿, 转载, 同文（格式不同） …"""

    @property
    def marked_title(self) -> str:
        """The title, marked where another version counts."""
        return f"{self.title}〔{self.version}〕" if self.version else self.title


@dataclass(frozen=True, slots=True)
class SectionNode:
    """A section without its text, for trees."""

    key: str
    parent: str | None
    level: int
    number: str
    title: str
    kind: SectionKind
    has_children: bool
    indicators: int
    """Indicators in this section itself."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence in which a plan speaks of a measure, and how strongly it commits itself (see ``library.wording``).

    ``at`` is where the sentence begins, in characters of the section's text; ``matches`` are the ranges of the measure in the
    sentence, ``verb`` that of the word which tells the strength.
    """

    plan: str
    plan_title: str
    region: str
    section: str
    path: tuple[str, ...]
    sentence: str
    at: int
    matches: tuple[tuple[int, int], ...]
    strength: str
    verb: tuple[int, int] | None


Verdict = Literal["same", "derived", "related"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a comparison row: the value as computed and as printed."""

    year: int | None
    op: Op | None
    number: float | None
    text: str


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One plan's answer to a concept. ``missing`` is set (and the cells are None) where the plan has none: says why in words."""

    plan: str
    plan_title: str
    region: str
    period: str | None
    indicator: str | None
    """Key of the indicator; None where missing."""
    name: str
    unit: str | None
    attribute: Attribute | None
    comparable: Verdict | None
    reason: str
    baseline: Cell | None
    interim: Cell | None
    target: Cell | None
    change: str
    """Target minus baseline in the row's unit, signed and with the operator kept ("≥+35"); empty where it may not be computed."""
    section: str | None
    sources: tuple[tuple[str, int], ...] = ()
    """(indicator key, source line) of each number."""
    missing: str | None = None
    """未提出 · 无指标表 · 图表丢失 · 未导入."""
    change_unit: str | None = None
    """Unit of ``change``: 百分点 for shares, else the row's."""
    places: tuple[str, ...] = ()
    """Where each of ``sources`` stands in its file, in words (第 3 页（全文第 34 段）); empty where only lines are known."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One concept across plans. ``concept`` is the name most plans use; every row has the same ``unit`` or says otherwise."""

    concept: str
    unit: str | None
    rows: tuple[ComparisonRow, ...] = ()
    notes: tuple[str, ...] = field(default=())
    """What a reader must know before quoting: units that were kept apart, operators, relative targets."""
    key: str = ""
    """The concept's own name, which no new plan changes: `compare` takes it, decisions about matches are kept by it."""
