"""One concept across plans: rows with baseline, target and change, what is missing said in words, nothing paired silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from library import concepts, gaps, naming, regions
from library.chinese import fold
from library.comparing import derived_row, row_of, unit_to_show
from library.derive import Share, share_of
from library.keys import plan_of
from library.material import Material, material
from library.model import Comparison, ComparisonRow, Indicator, PlanInfo, Verdict
from library.reading import Reader

ORDER: dict[Verdict | None, int] = {"same": 0, "derived": 1, "related": 2, None: 3}


def comparable_concepts(reader: Reader) -> tuple[Comparison, ...]:
    """Every concept of the indicator tables, those of most plans first; without related rows and plans that lack it."""
    given = material(reader)
    found = [comparison(given, concept, given.plans, whole=False) for concept in given.groups.members]
    return tuple(sorted(found, key=lambda c: (-len({row.plan for row in c.rows}), c.concept)))


def compare(
    reader: Reader, words: str, *, period: str | None = None, region: str | None = None, plans: Sequence[str] = ()
) -> Comparison | None:
    """Compare what ``words`` (a concept's name or key, words of it, or an indicator's key) means across the plans of the library.

    ``period`` (十四五 or a year in it), ``region`` and ``plans`` (keys) narrow the plans; what is asked for and not in the library
    has a row that says so. None where no indicator answers to the words.
    """
    given = material(reader)
    chosen = choose(given, words)
    if chosen is None:
        return None
    wanted = wanted_plans(given.plans.values(), period, region, plans)
    found = comparison(given, chosen, {plan.key for plan in wanted})
    absent = [gaps.not_here("", "", None, f"资料库里没有编号为“{key}”的规划", key) for key in plans if key not in given.plans]
    if (region or period) and not wanted:
        asked = "".join(filter(None, (region, period)))
        absent.append(gaps.not_here("", region or "", period, f"资料库里没有“{asked}”的规划"))
    return Comparison(found.concept, found.unit, (*found.rows, *absent), found.notes, found.key)


def comparison(given: Material, concept: str, plans: Collection[str], *, whole: bool = True) -> Comparison:
    """A concept by its key across ``plans`` (keys); with ``whole`` also related rows and why other plans have nothing."""
    groups = given.groups
    members = groups.members[concept]
    name, unit = concepts.display_name(members), unit_to_show(members)
    rows = _same(given, concept, plans, name, unit)
    answered = {row.plan for row in rows}
    shares = _shares(given, concept, [plan for plan in plans if plan not in answered])
    rows += [derived_row(given.plans[plan], share, unit, _notes_on(given, share, concept)) for plan, share in shares.items()]
    if whole:
        operands = {i.key for share in shares.values() for i in (share.part, share.whole)}
        rows += _related(given, concept, plans, {row.indicator for row in rows} | operands, answered | set(shares))
        answered = {row.plan for row in rows}
        rows += [gaps.missing(given, given.plans[plan]) for plan in plans if plan not in answered]
    rows.sort(key=lambda row: (ORDER[row.comparable], regions.order(row.region), _first_year(given.plans[row.plan]), row.plan))
    return Comparison(name, unit, tuple(rows), _notes(rows, unit), concept)


def _same(given: Material, concept: str, plans: Collection[str], name: str, unit: str | None) -> list[ComparisonRow]:
    """Those at home in the concept, and those of other concepts whose own definitions say that they measure it."""
    groups = given.groups
    members = list(groups.members[concept])
    defined = any(groups.meant[i.key].whole for i in members)
    for i in groups.guests.get(concept, ()):
        decision = groups.decision(i.key, concept)
        if decision is None or decision.decision == "confirmed":
            members.append(i)
    rows = []
    for i in members:
        if plan_of(i.key) in plans:
            reason = _why_same(given, i, concept, name, unit, defined=defined) + draft_note(given, plan_of(i.key))
            rows.append(row_of(given.plans[plan_of(i.key)], i, unit, groups.named[i.key].kind, "same", reason))
    return rows


def _shares(given: Material, concept: str, plans: Iterable[str]) -> dict[str, Share]:
    """The shares that these plans allow to compute, by plan; not where a person said that a count is none of it."""
    groups, out = given.groups, {}
    for plan in plans:
        share = share_of(groups.signatures[concept], given.tables[plan], groups.meant)
        decision = groups.decision(share.part.key, concept) if share else None
        if share and not (decision and decision.decision == "split"):
            out[plan] = share
    return out


def _notes_on(given: Material, share: Share, concept: str) -> str:
    decision = given.groups.decision(share.part.key, concept)
    confirmed = f"；人工确认 {decision.decided_at[:10]}" if decision else ""
    return confirmed + draft_note(given, plan_of(share.part.key))


def draft_note(given: Material, plan: str) -> str:
    """What a reader must know of the numbers of a plan that is not final; empty for one that is."""
    return "；该文件是征求意见稿，数字可能改动" if any(c.code == "draft" for c in given.cautions.get(plan, ())) else ""


def _why_same(given: Material, i: Indicator, concept: str, name: str, unit: str | None, *, defined: bool) -> str:
    groups = given.groups
    named, meant = groups.named[i.key], groups.meant[i.key]
    decision = groups.decision(i.key, concept)
    if decision and decision.decision == "confirmed":
        return f"人工确认 {decision.decided_at[:10]}"
    own = naming.unit_of(i)
    same_name = concepts.printed(i) == name
    reasons = ["名称与单位相同" if same_name else f"名称写法不同，规范后均为“{named.label}”"]
    if meant != named:
        said = f"口径说明为“{i.definition}”"
        reasons = [said] if named.key != concept and not same_name else [*reasons, said]
    elif named.shape == "占比" and defined and not named.whole:
        reasons.append("本规划未注明分母，请核对")
    if own and unit and own != unit:
        alike = naming.measured_unit(i.name, own) == naming.measured_unit(i.name, unit)
        reasons[0] = reasons[0].replace("名称与单位相同", "名称相同")
        reasons.append(f"单位写作“{own}”，与“{unit}”同义" if alike else f"单位由“{own}”换算为“{unit}”")
    return "；".join(reasons)


def _related(
    given: Material, concept: str, plans: Collection[str], shown: Collection[str | None], answered: Collection[str]
) -> list[ComparisonRow]:
    """What is alike but not the same: other concepts, and figures of the running text of plans that answer nothing else."""
    groups = given.groups
    sign = groups.signatures[concept]
    rows = []
    for other, members in groups.members.items():
        why = concepts.alike(sign, groups.signatures[other]) if other != concept else None
        for i in members if why else (i for i in members if i.key in groups.decided):
            plan = plan_of(i.key)
            decision = groups.decision(i.key, concept)
            split = f"人工拆分 {decision.decided_at[:10]}" if decision and decision.decision == "split" else None
            if plan in plans and i.key not in shown and (reason := split or why):
                rows.append(row_of(given.plans[plan], i, None, groups.named[i.key].kind, "related", reason))
    for plan in plans:
        for key in (sign.key, *_without_unit(given, sign)) if plan not in answered else ():
            why = "取自正文，不在指标表中，口径请核对" + ("" if key == sign.key else "；指标表未注明单位，不可直接比较")
            rows += [row_of(given.plans[plan], i, None, sign.kind, "related", why) for i in given.texts.get((plan, key), ())]
    return rows


def _without_unit(given: Material, sign: naming.Signature) -> list[str]:
    """What else figures of running text, which always have a unit, may be called where the rows of a table print none."""
    if sign.dimension is not None or sign.shape != "数量":
        return []
    stem = sign.key.removesuffix("无单位")
    return sorted({key for _, key in given.texts if key != sign.key and key.startswith(stem)})


def wanted_plans(plans: Iterable[PlanInfo], period: str | None, region: str | None, keys: Sequence[str] = ()) -> list[PlanInfo]:
    """The plans of a period (十四五, 2021-2025 or a year in it) and region, and of ``keys``; each where it is given."""
    return [plan for plan in plans if _in_period(plan, period) and _in_region(plan, region) and (not keys or plan.key in keys)]


def _in_period(plan: PlanInfo, period: str | None) -> bool:
    if not period:
        return True
    own = plan.period
    if own is None:
        return False
    year = int(period) if period.isascii() and period.isdigit() else None
    return period in (own.name, f"{own.start}-{own.end}") or (year is not None and own.start <= year <= own.end)


def _in_region(plan: PlanInfo, region: str | None) -> bool:
    place = plan.region or plan.title
    return not region or regions.within(place, region) or fold(region).text in fold(place).text


def choose(given: Material, words: str) -> str | None:
    """The concept meant: by its key or an indicator's, by equal name, else one with all the words: most plans, shortest name."""
    groups = given.groups
    if words in groups.home:
        return groups.home[words]
    if found := groups.concept(words):
        return found
    if of_text := next((sign for (_plan, sign), found in given.texts.items() if any(i.key == words for i in found)), None):
        return groups.concept(of_text)
    needles = [fold(word).text for word in words.split()]
    whole = "".join(needles)
    if not whole:
        return None
    names = {concept: {fold(concepts.printed(i)).text for i in members} for concept, members in groups.members.items()}

    def rank(concept: str) -> tuple[int, int, int, str]:
        label = groups.signatures[concept].label
        exact = 0 if whole in names[concept] or whole == label else 1
        return exact, -len({plan_of(i.key) for i in groups.members[concept]}), len(label), concept

    label = naming.normal(words)
    fitting = [
        concept
        for concept in groups.members
        if any(all(needle in name for needle in needles) for name in names[concept])
        or groups.signatures[concept].label in (whole, label)
    ]
    return min(fitting, key=rank, default=None)


def _first_year(plan: PlanInfo) -> int:
    return plan.period.start if plan.period else 0


def _notes(rows: Sequence[ComparisonRow], unit: str | None) -> tuple[str, ...]:
    same = [row for row in rows if row.comparable in ("same", "derived")]
    counted = Counter(row.plan for row in same)
    notes = []
    if unit is None and same:
        notes.append("原表没有注明单位")
    if any(row.target and row.target.number is None for row in same):
        notes.append("有的目标值是文字、期间累计或相对于其他标准的要求，不参与排序和计算")
    if any(row.target and row.target.op in (">=", "<=", ">", "<", "~") for row in same):
        notes.append("带“≥”“≤”的是上下限，不是确定值")
    if any(row.comparable == "derived" for row in rows):
        notes.append("“推算”的占比由同一规划的两个数相除得出，保留一位小数，不是原文数字")
    if any(count > 1 for count in counted.values()):
        notes.append("有的规划不止一行，请核对是否重复")
    if any(row.comparable == "related" for row in rows):
        notes.append("“相关”的行口径或单位不同，只供参考，不可直接比较")
    return tuple(notes)
