"""The indicator table against itself: targets below their start, mid-term values beyond the end, shares of two counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from library.checks.naming import name_of
from library.checks.places import row_place
from library.model import Finding, Indicator, Plan, Role, Value
from library.quantity import UnitError, convert

_RISES = re.compile(
    r"覆盖率|达标率|合格率|满意[率度]|知晓率|签约率|持证|床位|建筑面积|设施|站点?数|公园|绿地|志愿者|社会工作|拥有|入住率|安葬率"
)
_FALLS = re.compile(r"死亡|发生|降低|下降|减少|时限|空置|未|不合格|投诉|能耗|排放|抚养")
_SHARE = re.compile(r"(?:占比|比例|比重)$")


def findings(plan: Plan) -> Iterator[Finding]:
    """What does not agree within the rows of the tables of a plan."""
    rows = [i for i in plan.indicators if i.origin == "table"]
    for row in rows:
        yield from _direction(plan, row)
        yield from _interim(plan, row)
        yield from _units(plan, row)
    yield from _shares(plan, rows)


def _value(row: Indicator, role: Role) -> Value | None:
    """The one value of a role that is a plain number."""
    found = [v for v in row.values if v.role == role and v.number is not None and v.measure not in ("相对", "新增", "累计", "增速")]
    return max(found, key=lambda v: v.year or 0, default=None)


def _in(value: Value, row: Indicator, unit: str | None) -> float | None:
    """A value in another unit; None where it cannot be converted."""
    try:
        return convert(value.number or 0.0, value.unit or row.unit, unit)
    except UnitError:
        return None


def _direction(plan: Plan, row: Indicator) -> Iterator[Finding]:
    start, end = _value(row, "baseline"), _value(row, "target")
    if start is None or end is None or end.op in ("<=", "<") or not _RISES.search(row.name) or _FALLS.search(row.name):
        return
    reached = _in(end, row, start.unit or row.unit)
    if reached is not None and start.number is not None and reached < start.number:
        message = f"“{row.name}”的目标 {end.text} 低于现状 {start.text}，请核对。"
        yield Finding(plan.key, "target-below", message, (row_place(plan, row, start), row_place(plan, row, end)))


def _interim(plan: Plan, row: Indicator) -> Iterator[Finding]:
    """A mid-term value that does not lie between the start and the end."""
    start, middle, end = (_value(row, role) for role in ("baseline", "interim", "target"))
    if middle is None or end is None or middle.number is None or end.number is None:
        return
    if {middle.op, end.op} - {"=", end.op}:
        return
    low = start.number if start and start.number is not None else middle.number
    if min(low, end.number) <= middle.number <= max(low, end.number):
        return
    message = f"“{row.name}”的中期值 {middle.text} 不在现状与期末目标 {end.text} 之间，请核对。"
    yield Finding(plan.key, "interim", message, (row_place(plan, row, middle), row_place(plan, row, end)))


def _units(plan: Plan, row: Indicator) -> Iterator[Finding]:
    """Values of one row whose units cannot be converted into each other."""
    values = [v for v in row.values if v.unit and v.number is not None and v.measure not in ("相对", "增速", "新增", "累计")]
    for one, other in pairwise(values):
        if _in(one, row, other.unit) is None and one.measure == other.measure:
            message = f"“{row.name}”同一行的单位不同（“{one.text}”与“{other.text}”），请核对并统一。"
            yield Finding(plan.key, "unit", message, (row_place(plan, row, one), row_place(plan, row, other)))


def _shares(plan: Plan, rows: Sequence[Indicator]) -> Iterator[Finding]:
    """甲占比 where the table also has 甲数 and the whole that contains it: the share that follows from the two."""
    counts = {name_of(row.name).core: row for row in rows if not _SHARE.search(row.name) and row.unit not in ("%", "‰")}
    for share in rows:
        core = name_of(share.name).core
        part = counts.get(core)
        wholes = [row for name, row in counts.items() if name != core and _SHARE.search(share.name) and core.endswith(name[-2:])]
        wholes = [row for row in wholes if re.search(r"总[数量]", row.name)]
        if part is None or len(wholes) != 1:
            continue
        roles: tuple[Role, ...] = ("baseline", "target")
        for role in roles:
            stated, a, b = _value(share, role), _value(part, role), _value(wholes[0], role)
            if stated is None or a is None or b is None or stated.number is None or not b.number:
                continue
            number = _in(a, part, b.unit or wholes[0].unit)
            if number is None or abs(number / b.number * 100 - stated.number) < _step(stated.text):
                continue
            if stated.op in (">=", ">") and number / b.number * 100 >= stated.number:
                continue
            message = (
                f"“{part.name}”{a.text} 除以“{wholes[0].name}”{b.text} 得 {number / b.number * 100:.1f}%，"
                f"而“{share.name}”是 {stated.text}，请核对。"
            )
            places = (row_place(plan, share, stated), row_place(plan, part, a), row_place(plan, wholes[0], b))
            yield Finding(plan.key, "share", message, places)


def _step(text: str) -> float:
    """A unit of the last digit that is printed: some cut off what others round."""
    decimals = re.search(r"\.(\d+)", text)
    return 10.0 ** -len(decimals[1]) if decimals else 1.0
