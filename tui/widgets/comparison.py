"""A comparison as entries: a row for each plan, stacked where the pane is narrow, in columns where it is wide."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from library.model import Cell, Comparison, ComparisonRow, Verdict
from tui.cellwidth import drawn_now
from tui.doubts import DOUBT, SIGN
from tui.strings import text
from tui.text.bars import bar
from tui.text.look import Groups, Look, arranged
from tui.widgets.columns import Cell as Words
from tui.widgets.columns import fitted, table_row
from tui.widgets.entries import Entry
from tui.widgets.paint import Piece, Row, row

WIDE = 88
"""Cells from which the rows stand in columns."""
ROOMY = 124
"""Cells from which the bars stand in a column of their own."""
BAR = 24
"""Cells of the longest bar."""
MARK = "√ "
"""Stands before a row that is marked for export."""
OPS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "约"}
COLUMNS = ("place", "baseline", "interim", "target", "change", "attribute", "basis")
SHARES = (24, 14, 14, 16, 13, 9, 0)
"""The most that a column may take, in per cent; the last takes the rest."""


@dataclass(slots=True)
class Drawing:
    """What is drawn of one comparison. ``doubts`` says why the value of a row is uncertain, by its number."""

    comparison: Comparison
    doubts: Mapping[int, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    """Levels of the plans' places, by the plans' keys."""
    look: Look = field(default_factory=Look)
    _drawn: dict[tuple[object, ...], tuple[Row, ...]] = field(default_factory=dict)
    _measured: dict[tuple[object, ...], tuple[dict[int, str], list[int]]] = field(default_factory=dict)

    @property
    def groups(self) -> Groups:
        """The rows on show."""
        return arranged(self.comparison, self.look, self.levels)

    def entries(self, width: int) -> list[Entry]:
        """Everything the comparison says, for a pane of ``width`` cells; keys are the numbers of the rows."""
        groups, wide = self.groups, width >= WIDE
        measured = (width, drawn_now(), frozenset(self.look.chosen.items()))
        if measured not in self._measured:
            self._measured[measured] = _bars(self.comparison, groups.ranked), self._sizes(groups, width - 1)
        bars, sizes = self._measured[measured]
        found = [Entry("head:", tuple(self._head(groups)), heading=True)]
        if wide:
            titles = [text(f"compare.{name}") for name in _columns(width)]
            found.append(Entry("columns:", table_row([f"  {titles[0]}", *titles[1:]], sizes, "dim"), heading=True))
        for name, numbers in (("", groups.ranked), ("related", groups.related), ("missing", groups.missing)):
            if name and numbers:
                words = text(f"compare.{name}.heading", n=len(numbers))
                found.append(Entry(f"{name}:", (row(""), row((words, "head"))), heading=True))
            for number in numbers:
                drawn = bars.get(number, "")
                known = (number, *measured[:2], drawn, number in self.look.marked)
                if known not in self._drawn:
                    self._drawn[known] = self._row(number, sizes, drawn, width) if wide else self._stacked(number, drawn)
                found.append(Entry(str(number), self._drawn[known]))
        if not groups.all:
            found.append(Entry("none:", (row((text("compare.all_out"), "warn")),), heading=True))
        return found

    def _head(self, groups: Groups) -> list[Row]:
        rows, look = self.comparison.rows, self.look
        seen = [rows[number].comparable for number in groups.all]
        counts = {name: seen.count(verdict) for name, verdict in VERDICTS.items()}
        head = [row((self.comparison.concept, "head"), f" {self.comparison.unit or ''}")]
        head.append(row((text("compare.counts", **counts), "dim")))
        chips = [
            f"〔{text(f'look.{facet}')}：{value or text('look.unknown')} ×〕"
            for facet in look.chosen
            for value in sorted(look.chosen[facet])
        ]
        order = text("look.order", name=text(f"look.sort.{look.sort}"))
        marked = f"　{text('look.marked', n=len(look.marked))}" if look.marked else ""
        head.append(
            row(
                (order, "dim"),
                (f"　{text('look.narrow')} ", "dim"),
                ("".join(chips) or text("look.all"), "match" if chips else "dim"),
                marked,
                hang=2,
            )
        )
        return head + [row((note, "warn")) for note in self.comparison.notes]

    def _sizes(self, groups: Groups, width: int) -> list[int]:
        if width < WIDE - 1:
            return []
        names = _columns(width + 1)
        cells: list[list[Words]] = []
        for number in groups.all:
            one = self.comparison.rows[number]
            cells.append(self._cells(number) if one.missing is None else [f"  {place_of(one)}", *[""] * (len(COLUMNS) - 1)])
        cells.append([f"  {text(f'compare.{name}')}" for name in COLUMNS])
        if "bar" not in names:
            return fitted(cells, SHARES, width)
        sizes = fitted(cells, SHARES, width - BAR - 2)
        return [*sizes[:-1], BAR, sizes[-1]]

    def _renamed(self, one: ComparisonRow) -> bool:
        """Whether the plan calls it otherwise; a computed row is called by its formula, which its reason says."""
        return one.comparable != "derived" and one.name != self.comparison.concept

    def _sign(self, number: int) -> str:
        return MARK if number in self.look.marked else "  "

    def _cells(self, number: int) -> list[Words]:
        one = self.comparison.rows[number]
        unit = "" if one.unit == self.comparison.unit else f"（{one.unit}）" if one.unit else ""
        target = cell_words(one.target) + unit + (SIGN if number in self.doubts else "")
        return [
            self._sign(number) + place_of(one), cell_words(one.baseline), cell_words(one.interim), target, change_words(one),
            one.attribute or text("compare.no_attribute"), why(one),
        ]  # fmt: skip

    def _row(self, number: int, sizes: Sequence[int], drawn: str, width: int) -> tuple[Row, ...]:
        """A row in columns; every cell is wrapped inside its own, nothing is cut."""
        one = self.comparison.rows[number]
        if one.missing is not None:
            return table_row([self._sign(number) + place_of(one), why(one)], [sizes[0], sum(sizes[1:]) + 2 * (len(sizes) - 2)])
        cells = self._cells(number)
        inside = "bar" in _columns(width)
        if inside:
            cells.insert(-1, (drawn, "bar"))
        name = text("compare.name", name=one.name) if self._renamed(one) else ""
        doubt = f"{DOUBT} {self.doubts[number]}" if self.doubts.get(number) else ""
        parts = (("" if inside else drawn, "bar"), (name, "dim"), (doubt, "warn"))
        below = tuple(row((part, style), indent=2, hang=2) for part, style in parts if part)
        return table_row(cells, sizes) + below

    def _stacked(self, number: int, drawn: str) -> tuple[Row, ...]:
        one, doubt = self.comparison.rows[number], self.doubts.get(number)
        mark = MARK if number in self.look.marked else ""
        if one.missing is not None:
            return (row((mark + place_of(one), "head"), indent=1), row(why(one), indent=2))
        values = values_of(one, SIGN if doubt is not None else "")
        if one.change:
            values += [(f"{text('compare.change')} ", "dim"), f"{change_words(one)}  "]
        facts: list[Piece | str] = [
            (f"{text('compare.unit')} ", "dim"),
            f"{one.unit or text('compare.no_value')}  ",
            one.attribute or text("compare.no_attribute"),
        ]
        rows = [row((mark + place_of(one), "head"), indent=1), row(*values, indent=2), row(*facts, indent=2)]
        if drawn:
            rows.append(row((drawn, "bar"), indent=2))
        name = f"{text('compare.name', name=one.name)}　" if self._renamed(one) else ""
        sign = "" if doubt is None else f"{DOUBT} "
        rows.append(row((sign, "warn"), (name + why(one), "dim"), indent=2))
        if doubt:
            rows.append(row((doubt, "warn"), indent=2, hang=2))
        return tuple(rows)


VERDICTS: dict[str, Verdict | None] = {"same": "same", "derived": "derived", "related": "related", "missing": None}


def concept_entries(concepts: Sequence[Comparison]) -> list[Entry]:
    """The list to choose from, where nothing is chosen yet; keys are the concepts' numbers."""
    if not concepts:
        return [Entry("none:", (row((text("compare.nothing"), "dim")),), heading=True)]
    entries = [Entry("head:", (row((text("compare.concepts", n=len(concepts)), "head")),), heading=True)]
    for number, concept in enumerate(concepts):
        plans = len({one.plan for one in concept.rows})
        detail = text("compare.concept", plans=plans)
        entries.append(Entry(str(number), (row(concept.concept, f" {concept.unit or ''}", (f" {detail}", "dim"), hang=2),)))
    return entries


def _columns(width: int) -> tuple[str, ...]:
    return (*COLUMNS[:-1], "bar", COLUMNS[-1]) if width >= ROOMY else COLUMNS


def _bars(comparison: Comparison, numbers: Sequence[int]) -> dict[int, str]:
    """A bar for each row whose target is a number in the comparison's own unit; the others would mislead."""
    targets = {
        number: target for number in numbers if (target := comparison.rows[number].target) is not None and target.number is not None
    }
    top = max((target.number or 0.0 for target in targets.values()), default=0.0)
    if len(targets) < 2:
        return {}
    size = BAR - max(len(_short(target)) for target in targets.values()) - 1
    return {
        number: f"{bar(target.number, top, max(6, size), target.op).rstrip()} {_short(target)}"
        for number, target in targets.items()
    }


def _short(target: Cell) -> str:
    """The number that the bar is as long as, in the comparison's unit."""
    return f"{OPS.get(target.op or '', '')}{target.number:.10g}"


def cell_words(cell: Cell | None) -> str:
    """A value as the table says it, with its year."""
    if cell is None:
        return text("compare.no_value")
    year = f"（{text('compare.year', year=cell.year)}）" if cell.year else ""
    return f"{_figure(cell)}{year}"


def _figure(cell: Cell) -> str:
    """The value in the row's unit; where that is not as printed (1.6 万张 -> 16000 张) both."""
    digits = re.sub(r"[^0-9.]", "", cell.text)
    if cell.number is None or digits in (f"{abs(cell.number):.10g}", "") or _number(digits) == abs(cell.number):
        return cell.text
    return text("compare.converted", value=f"{OPS.get(cell.op or '', '')}{cell.number:.10g}", printed=cell.text)


def _number(digits: str) -> float | None:
    try:
        return float(digits)
    except ValueError:
        return None


def change_words(one: ComparisonRow) -> str:
    """The change with its unit where that is another one than the row's."""
    unit = one.change_unit if one.change_unit and one.change_unit != one.unit else ""
    return f"{one.change}{unit}" if one.change else text("compare.no_value")


def values_of(one: ComparisonRow, sign: str = "") -> list[Piece | str]:
    """Baseline, mid-term value and target with their names; ``sign`` stands behind the target."""
    values: list[Piece | str] = []
    for name, cell in (("baseline", one.baseline), ("interim", one.interim), ("target", one.target)):
        if cell is not None or name != "interim":
            values += [(f"{text(f'compare.{name}')} ", "dim"), cell_words(cell), (sign if name == "target" else "", "warn"), "  "]
    return values


def place_of(one: ComparisonRow) -> str:
    """Whose row it is: place and period."""
    return f"{one.region or one.plan_title} {one.period or text('period.none')}"


def why(one: ComparisonRow) -> str:
    """How the row came to stand here: same, derived, related, with the reason; or why there is none."""
    if one.missing is not None:
        return text("compare.missing", why=_joined(one.missing, one.reason))
    return _joined(text(f"compare.{one.comparable or 'related'}"), one.reason)


def _joined(*parts: str) -> str:
    return "：".join(part for part in parts if part)
