"""The indicator table against the running text of the same plan: numbers, operators, units, starting points, additions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from library.checks.figures import Figure, Sentence
from library.checks.naming import NARROWING, OF_A_PART, Likeness, Name, all_words_in, likeness, name_of
from library.checks.places import row_place
from library.model import Evidence, Finding, Indicator, Plan, Value
from library.quantity import convert, unit_dimension

_ADDED = re.compile(r"新增|增加|增设|净增")
_MADE = re.compile(r"新建|建成|创建|建设|打造|培育|设立|完成|开设|累计|改造")
_PER = re.compile(r"每(?:百|千|万)|每(?![年月日])|人均|户均|平均(?!入住)")
_MONTHLY = re.compile(r"每人每[月年]|每[月年]每人")
_STARTS = re.compile(r"(?:[由从较]|(?<!占)比)(?:(?:19|20)\d\d年[底末]?的?)?(?:每人每[月年]|每[月年]每人)?(?:原来的|原先的)?$")
"""What a change starts from is neither where it stands now nor where it shall be."""
_FLOW = re.compile(r"年均|每年|同比|较上|比上|增长(?![到至])|增幅|提升(?![到至])|下降(?![到至])")
_LOWERED = re.compile(r"(?:缩短|压缩|缩减|减少|下降|降低|降|控制在?)[到至]?")
"""Reaching a limit from above: 缩短到8个工作日 is ≤8."""
_GENERIC = re.compile(r"(?:占比|比例|比重|达到?|占|为|约|有|均|已|率)*")
_PLAIN = 6
"""Characters of a name that is unlikely to be said of anything else."""
_PLACES = "家个处所间座点名人位户"
"""Counting words that plans use for one another: 家 and 个, 名 and 人."""
_MONEY = {"元/人/月": "月", "元/月·人": "月", "元/月": "月", "元/人/年": "年", "元/年": "年"}
"""Units of standards in tables, and the word that a sentence has for them: 每人每月…元."""
_EACH = re.compile(
    r"每(?:个|一)?(?:街道|街镇|乡镇|镇|乡|村居|村|社区|县|区)[^，,。；;]{0,8}?(?:至少|不少于)[^，,。；;]{0,4}?(?P<n>\d+|一)[个家处所]"
)
_COVER = re.compile(r"(?:街道|街镇|乡镇|村居|社区|行政村|镇|村|县|区|城乡)*覆盖率$")
OPS = {">=": "以上（不低于）", "<=": "以内（不高于）", ">": "超过", "<": "低于", "~": "约", "=": "正好"}


@dataclass(frozen=True, slots=True)
class _Row:
    indicator: Indicator
    name: Name
    baseline: Value | None
    target: Value | None


def findings(plan: Plan, said: Sequence[Sentence]) -> Iterator[Finding]:
    """Every figure of the text that names a row of an indicator table and does not agree with it."""
    rows = [_row(i) for i in plan.indicators if i.origin == "table"]
    if not rows:
        return
    for sentence in said:
        for n, figure in enumerate(sentence.figures):
            yield from _figure(plan, rows, sentence.figures, n, figure)
        yield from _wording(plan, rows, sentence)


def _row(indicator: Indicator) -> _Row:
    def of(role: str) -> Value | None:
        fitting = [v for v in indicator.values if v.role == role and v.number is not None and v.measure != "相对"]
        return max(fitting, key=lambda v: v.year or 0, default=None)

    return _Row(indicator, name_of(indicator.name + (indicator.sub or "")), of("baseline"), of("target"))


def _figure(plan: Plan, rows: Sequence[_Row], figures: Sequence[Figure], n: int, figure: Figure) -> Iterator[Finding]:
    if _STARTS.search(figure.lead):
        return
    names, per = _names(figures, n), _per(_MONTHLY.sub("", figure.lead))
    fitting = []
    for row in rows:
        if not _comparable(row, figure) or per != _per(row.name.full) or _foreign(_FLOW, figure.lead, row):
            continue
        found = [like for name in names if (like := likeness(row.name, name, figure.before + figure.tail))]
        if not found and _by_sentence(row, figure):
            found = ["named"]
        if found:
            fitting.append((min(found, key=("exact", "named", "alike").index), row))
    best = [(like, row) for like, row in fitting if like == min((f[0] for f in fitting), key=("exact", "named", "alike").index)]
    if len(best) != 1:
        return
    like, row = best[0]
    if _ADDED.search(figure.lead) and not figure.sentence.past:
        yield from _addition(plan, row, figure)
    elif not _ADDED.search(figure.lead):
        yield from _level(plan, row, figure, like)


def _per(text: str) -> str | None:
    """Per whom or what a text counts (每千, 人均); None where it counts the whole."""
    found = _PER.search(text)
    return found.group() if found else None


def _names(figures: Sequence[Figure], n: int) -> list[Name]:
    """What a figure may measure: the words before it or behind it; with few or none, those of the figure before."""
    figure = figures[n]
    names = [name_of(text) for text in (_lead(figure), re.split("[、和及与(（]", figure.tail)[0]) if len(text) > 1]
    if n and len(names) < 2 and figures[n - 1].dimension == figure.dimension:
        earlier = name_of(_lead(figures[n - 1]))
        if not names or earlier.core.endswith(names[0].core):
            names.append(earlier)
    return names


def _lead(figure: Figure) -> str:
    """The words before a figure without years, 新增, 每人每月 and 由."""
    text = re.sub(rf"^.*{_ADDED.pattern}", "", figure.lead)
    return re.sub(r"(?:到|至)?(?:19|20)\d\d年[底末]?前?|(?:[由从]|为)?每人每[月年]$|[由从]$|^[，,；;、]", "", text)


def _by_sentence(row: _Row, figure: Figure) -> bool:
    """A share without a name of its own (…的有 2566 人，占比 85%) is that of which the whole sentence speaks."""
    bare = _GENERIC.fullmatch(figure.lead) is not None
    return bare and figure.unit == "%" and all_words_in(row.name, figure.before)


def _unit(row: _Row, value: Value | None = None) -> str:
    """The unit of a value, or of the row."""
    value = value or row.target or row.baseline
    return (value.unit if value else None) or row.indicator.unit or ""


def _comparable(row: _Row, figure: Figure) -> bool:
    own, other = _unit(row), figure.unit
    if not own:
        return bool(other) and other not in ("%", "‰")
    if unit_dimension(own) == unit_dimension(other):
        return unit_dimension(own) is not None
    if other == "元" and own in _MONEY:
        return _MONTHLY.search(figure.before) is not None and _MONEY[own] in figure.before
    return own in _PLACES and other in _PLACES and bool(other)


def _number(row: _Row, value: Value, figure: Figure) -> float:
    """The figure in the unit of the row's value."""
    unit = _unit(row, value)
    same = unit and unit_dimension(unit) == figure.dimension
    return convert(figure.number, figure.unit, unit) if same else figure.number


def _level(plan: Plan, row: _Row, figure: Figure, like: Likeness) -> Iterator[Finding]:
    """A level that the text states: of the end of the period, or where it reports, of its beginning."""
    value = row.baseline if figure.sentence.past else row.target
    if value is None or value.number is None:
        return
    if figure.year is not None and value.year is not None and figure.year != value.year:
        return
    number = _number(row, value, figure)
    # A report rounds, and so does who writes 1.5万; a target in % is what it is.
    slack = figure.slack * (number / figure.number if figure.number else 1) if figure.sentence.past or number > figure.number else 0
    if abs(number - value.number) <= max(slack, 1e-9):
        yield from _same_number(plan, row, value, figure)
        return
    other_column = figure.year is None and any(v.number == number for v in row.indicator.values)
    if other_column or _satisfies(figure, number, value.number):
        return
    part = _MADE.search(figure.lead) and number < value.number and figure.unit not in ("%", "‰")
    if part or _of_a_part(row, figure, like) or not _sure(row, figure, like):
        return
    code, what = ("baseline", "现状值") if figure.sentence.past else ("table-text", "目标值")
    message = (
        f"“{row.indicator.name}”的{what}，表中是 {_shown(value, row)}，正文是 {_printed(figure)}，两处不一致，"
        "请核对是数字有误，还是口径、时点不同。"
    )
    yield Finding(plan.key, code, message, (row_place(plan, row.indicator, value), figure.place()))


def _of_a_part(row: _Row, figure: Figure, like: Likeness) -> bool:
    """Whether the words before a figure narrow it to less than the row counts; words that the row has itself narrow nothing.

    A name that is printed in full, and long enough to be nothing else, needs no look at the clauses before it.
    """
    near, far = (figure.before if like == "named" else figure.lead), figure.before
    if like == "exact" and len(row.name.core) >= _PLAIN:
        far = figure.lead
    return _foreign(NARROWING, near.replace("其中", ""), row) or _foreign(OF_A_PART, far, row)


def _foreign(words: re.Pattern[str], text: str, row: _Row) -> bool:
    """Whether a text has one of the ``words`` that the name of the row has not itself."""
    return any(found.group() not in row.name.full for found in words.finditer(text))


def _satisfies(figure: Figure, number: float, printed: float) -> bool:
    """Where the text gives only a bound that the report keeps to: 超过15600 and 15650."""
    if not figure.sentence.past:
        return False
    return (figure.op in (">", ">=") or figure.more) and number <= printed <= number * 1.05


def _sure(row: _Row, figure: Figure, like: Likeness) -> bool:
    """Whether the words suffice to say that two different numbers ought to be one."""
    if like == "alike":
        return figure.unit == "%" and not figure.sentence.past and "率" not in row.name.core
    return True


def _same_number(plan: Plan, row: _Row, value: Value, figure: Figure) -> Iterator[Finding]:
    """The number is the same: the operator or the unit may not be."""
    own, other = _unit(row, value), figure.unit
    if own and other and unit_dimension(own) != unit_dimension(other) and own not in _MONEY:
        message = f"“{row.indicator.name}”的单位，表中是“{own}”，正文是“{other}”，请核对并统一。"
        yield Finding(plan.key, "unit", message, (row_place(plan, row.indicator, value), figure.place()))
        return
    ops = {value.op or "=", figure.op}
    if ops == {"=", "<="} and _LOWERED.match(figure.sentence.plain[figure.start : figure.at]):
        return
    if figure.sentence.past or len(ops) == 1 or value.number == 100 or _foreign(NARROWING, figure.lead, row):
        return
    message = (
        f"“{row.indicator.name}”的目标，表中是 {_shown(value, row)}，正文是 {_printed(figure)}，"
        f"一处是“{OPS[value.op or '=']}”，一处是“{OPS[figure.op]}”，请核对并统一。"
    )
    yield Finding(plan.key, "operator", message, (row_place(plan, row.indicator, value), figure.place()))


def _addition(plan: Plan, row: _Row, figure: Figure) -> Iterator[Finding]:
    """More is to be added than lies between the start and the target; less may be a part of it."""
    if row.baseline is None or row.target is None or row.baseline.number is None or row.target.number is None:
        return
    number, start, end = _number(row, row.target, figure), row.baseline.number, row.target.number
    if _unit(row, row.baseline) != _unit(row, row.target):
        return
    if row.target.op in (">=", ">") or start + number <= end or _foreign(NARROWING, _ADDED.sub("", figure.before), row):
        return
    message = (
        f"“{row.indicator.name}”表中由 {start:g} 到 {end:g}，相差 {end - start:g}；正文说新增 {number:g}，"
        f"{start:g} + {number:g} = {start + number:g}，与目标不等，请核对。"
    )
    yield Finding(plan.key, "increment", message, (row_place(plan, row.indicator, row.target), figure.place()))


def _wording(plan: Plan, rows: Sequence[_Row], sentence: Sentence) -> Iterator[Finding]:
    """The table sets a coverage (覆盖率), the text a number for each place (每个街道至少1个)."""
    each = None if sentence.past else _EACH.search(sentence.plain)
    if each is None:
        return
    object_ = name_of(re.split("[，,。；;]", sentence.plain[each.end() :])[0])
    for row in rows:
        core = re.sub(r"^(?:街道|街镇|乡镇|镇|村居|社区|城乡)", "", _COVER.sub("", row.name.core))
        if row.target is not None and _COVER.search(row.name.core) and len(core) >= 4 and core in object_.core:
            message = (
                f"“{row.indicator.name}”表中是覆盖率 {_shown(row.target, row)}，正文是“{each.group()}”，"
                "说法不同，请核对两处是否一个意思。"
            )
            line = sentence.line
            quote = re.split("[，,。；;]", sentence.text[each.start() :])[0]
            number = 1.0 if each["n"] == "一" else float(each["n"])
            place = Evidence(line, line, quote, number, "个", sentence.section.key, "正文")
            yield Finding(plan.key, "wording", message, (row_place(plan, row.indicator, row.target), place))


def _shown(value: Value, row: _Row) -> str:
    unit = _unit(row, value)
    if not unit or unit in value.text:
        return value.text
    bound = re.fullmatch(r"(.*\d)\s*((?:及|或)?以[上下内]|左右)", value.text)
    return f"{bound[1]}{unit}{bound[2]}" if bound else f"{value.text}{unit}"


def _printed(figure: Figure) -> str:
    return re.sub(r"^(?:为|达到?|有)", "", figure.sentence.text[figure.start : figure.end].strip())
