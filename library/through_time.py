"""One concept in one place through its plans: 十三五 → 十四五 → 十五五."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from library import regions
from library.compare import choose, comparison
from library.comparing import every_cell
from library.growth import OPS
from library.material import Material, material
from library.model import Cell, ComparisonRow, PlanInfo, Role
from library.reading import Reader
from library.views import Meeting, Timeline, TimePoint


def through_time(reader: Reader, words: str, region: str) -> Timeline | None:
    """What the plans of ``region`` (its name, full or short) say of a concept, by period; None where no indicator answers.

    Only plans of the place itself: not those of places within it. Rows of every plan, also of one that has nothing, says why.
    """
    given = material(reader)
    concept = choose(given, words)
    if concept is None:
        return None
    place, plans = _of_the_place(given.plans.values(), region)
    found = comparison(given, concept, {plan.key for plan in plans})
    start = {plan.key: plan.period.start if plan.period else 0 for plan in plans}
    rows = tuple(sorted(found.rows, key=lambda row: start[row.plan]))
    points = tuple(sorted(_points(given, rows), key=lambda point: (point.year or 0, start[point.plan])))
    return Timeline(found.concept, found.unit, place, rows, points, tuple(_meetings(points, start)))


def _of_the_place(plans: Iterable[PlanInfo], region: str) -> tuple[str, list[PlanInfo]]:
    """The full name of the place meant and its plans; of two places of one short name (云溪市, 云溪区) that with more plans."""
    asked = (regions.units(region) or (region.strip(),))[-1]
    known = [plan for plan in plans if regions.units(plan.region)]
    meant = [
        plan
        for plan in known
        if regions.units(plan.region)[-1].startswith(asked)
        and (regions.within(plan.region, region) or regions.within(region, plan.region))
    ]
    names = [regions.normal(plan.region) for plan in meant]
    # One place may be named with the place above it in one plan and without in another.
    best = max(names, key=lambda name: (sum(name.endswith(other) for other in names), len(name), name), default=region)
    return best, [plan for plan, name in zip(meant, names, strict=True) if best.endswith(name)]


def _points(given: Material, rows: Sequence[ComparisonRow]) -> list[TimePoint]:
    """Every value of the rows that may be set side by side; a row of another kind has none."""
    out: list[TimePoint] = []
    for row in rows:
        if row.indicator is None or row.comparable not in ("same", "derived"):
            continue
        own: list[tuple[Role, Cell | None]] = [("baseline", row.baseline), ("interim", row.interim), ("target", row.target)]
        cells: Sequence[tuple[Role, Cell | None]] = own
        if row.comparable == "same":
            cells = every_cell(given.indicators[row.indicator], row.unit, given.groups.named[row.indicator].kind)
        out += [
            TimePoint(cell.year, role, cell.op, cell.number, cell.text, row.plan, row.period, row.indicator)
            for role, cell in cells
            if cell is not None
        ]
    return out


def _meetings(points: Sequence[TimePoint], start: dict[str, int]) -> list[Meeting]:
    """Where a later plan's baseline stands on the year of an earlier plan's target."""
    out = []
    for target in points:
        for baseline in points:
            later = start[baseline.plan] > start[target.plan]
            if (target.role, baseline.role) == ("target", "baseline") and later and target.year == baseline.year is not None:
                assert baseline.year is not None
                out.append(Meeting(baseline.year, target, baseline, _said(target, baseline)))
    return out


def _said(target: TimePoint, baseline: TimePoint) -> str:
    """Both as printed; whether they differ is said, not why: the later plan may count otherwise."""
    earlier, later = target.period or "前一规划", baseline.period or "后一规划"
    both = f"{earlier}目标 {target.text}，{later}基期 {baseline.text}（{baseline.year} 年）"
    if target.number is None or baseline.number is None or baseline.op not in (None, "="):
        return both
    gap = round(baseline.number - target.number, 6)
    if not gap:
        return f"{both}，两者一致"
    bound = f"目标为“{OPS[target.op]}”，" if target.op and target.op != "=" else ""
    return f"{both}，{bound}相差 {gap:+g}；口径可能调整过，请核对"
