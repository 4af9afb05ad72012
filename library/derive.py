"""A share that a plan does not print, from two counts that it does: 护理型床位数 ÷ 养老机构床位总数."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from library import naming, vocabulary
from library.model import Cell, Indicator, Op, Role, Value
from library.naming import Signature
from library.quantity import UnitError, convert, parse_value

_INVERSE: dict[Op, Op] = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "~": "~", "=": "="}
_FIELD = re.compile(r"(?:(?:公办|民办)?养老(?:服务)?机构|社区养老|养老)?")
DIGITS = 1
"""Decimals of a computed share, in %; the operands stand beside it."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share computed from two counts of one plan. ``caution`` says what a reader must know, empty where nothing."""

    part: Indicator
    whole: Indicator
    cells: Mapping[Role, Cell | None]
    """The share in % by role; its number is None where the two counts allow none."""
    caution: str

    @property
    def formula(self) -> str:
        """Both names as the plan prints them."""
        return f"{self.part.name} ÷ {self.whole.name}"


def share_of(concept: Signature, rows: Sequence[Indicator], meant: Mapping[str, Signature]) -> Share | None:
    """The share that ``concept`` is, from the rows of a plan that prints none; None where it has not both counts.

    ``meant`` is the signature of each row by its key.
    """
    if concept.shape != "占比" or concept.kind != "比例" or concept.dimension != "比例":
        return None
    counts = [row for row in rows if meant[row.key].shape == "数量" and meant[row.key].kind == "存量" and not row.sub]
    part = next((row for row in counts if meant[row.key].subject == concept.subject), None)
    whole = _whole(concept, [row for row in counts if row is not part], meant)
    if part is None or whole is None or meant[part.key].dimension != meant[whole.key].dimension:
        return None
    cells: dict[Role, Cell | None] = {role: _cell(part, whole, role) for role in ("baseline", "interim", "target")}
    if not any(cells.values()):
        return None
    cautions = []
    if concept.whole is None and meant[whole.key].subject not in vocabulary.WHOLE_OF_THE_FIELD:
        cautions.append(f"以{whole.name}为分母，其他规划未注明分母")
    if any(cell and cell.number is None for cell in cells.values()):
        cautions.append("两个数不能相除得出确定的占比，只列原文")
    return Share(part, whole, cells, "；".join(cautions))


def _whole(concept: Signature, counts: Sequence[Indicator], meant: Mapping[str, Signature]) -> Indicator | None:
    """The count of the whole: the one that the concept names; where it names none, the only one that can be."""
    named = concept.whole
    if named is not None:
        return next((row for row in counts if meant[row.key].subject == named), None)
    head = concept.subject[-2:]
    fitting = [
        row
        for row in counts
        if (subject := meant[row.key].subject).endswith(head)
        and subject != concept.subject
        and (concept.subject.endswith(subject) or _FIELD.fullmatch(subject.removesuffix(head)))
    ]
    general = [row for row in fitting if meant[row.key].subject in vocabulary.WHOLE_OF_THE_FIELD]
    return next(iter(general or (fitting if len(fitting) == 1 else [])), None)


def _cell(part: Indicator, whole: Indicator, role: Role) -> Cell | None:
    """The share of one role: both counts of the same year, a bound kept as what it bounds."""
    above, below = _value(part, role), _value(whole, role)
    if above is None or below is None or above.year != below.year:
        return None
    text = f"{_printed(above, part)} / {_printed(below, whole)}"
    op = _quotient_op(above.op or "=", below.op or "=")
    number = _quotient(above, below, part, whole)
    if op is None or number is None or not 0 <= number <= 100:
        return Cell(above.year, None, None, text)
    return Cell(above.year, op, round(number, DIGITS), text)


def _value(indicator: Indicator, role: Role) -> Value | None:
    values = [v for v in indicator.values if v.role == role and v.measure in (None, "存量")]
    return max(values, key=lambda v: v.year or 0, default=None)


def _printed(value: Value, indicator: Indicator) -> str:
    unit = value.unit or naming.unit_of(indicator) or ""
    return value.text if unit in value.text or value.number is None else value.text + unit


def _quotient(above: Value, below: Value, part: Indicator, whole: Indicator) -> float | None:
    if above.number is None or not below.number or any(parse_value(v.text, v.unit).relative for v in (above, below)):
        return None
    have, want = (naming.measured_unit(i.name, v.unit or naming.unit_of(i)) for v, i in ((above, part), (below, whole)))
    try:
        return convert(above.number, have, want) / below.number * 100
    except UnitError:
        return None


def _quotient_op(above: Op, below: Op) -> Op | None:
    """The relation of a quotient: a lower bound over an exact number is one; two bounds that pull apart give none."""
    below = _INVERSE[below]
    if below == "=":
        return above
    if above == "=":
        return below
    return above if above == below else None
