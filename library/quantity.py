"""Numbers as plans print them: operators, ranges, units and references to other figures, read into a Quantity.

The rule above all: a wrong number is worse than none. What cannot be read as one number with certainty keeps its words only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from library.model import Op
from library.units import MULTIPLIERS, UNIT_PATTERN, UNITS, UnitError, convert, fold, is_unit, normal_unit, unit_dimension

__all__ = [
    "UNITS",
    "Quantity",
    "UnitError",
    "chinese_number",
    "convert",
    "is_unit",
    "parse_value",
    "parse_year",
    "period_years",
    "unit_dimension",
]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed value. ``number`` is None where the text says words, gives no value, or cannot be read with certainty."""

    op: Op | None
    number: float | None
    unit: str | None
    """The unit printed with the number, else the unit given with it; multipliers (万张) stay in the unit."""
    text: str
    """As printed."""
    relative: bool = False
    """Measured against another figure (不低于全市平均水平, 常住人口的2‰), so that the number alone says little."""
    low: float | None = None
    high: float | None = None
    """The ends of a range such as 7~8; None otherwise."""
    cumulative: bool = False
    """A total over the whole period: printed in brackets of its own, 〔20〕, or with 累计."""

    @property
    def empty(self) -> bool:
        """Whether the text gives no value at all: blank, a dash, a slash."""
        return not self.text.strip(NO_VALUE_MARKS) or bool(_NOTHING.fullmatch(fold(self.text)))


NO_VALUE_MARKS = " \t\n\u3000-—–－―一_/／\\~～*＊·…."
_NOTHING = re.compile(r"(?:无|暂无|空白|空|无数据|N/?A|n/?a|缺)")
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_SIGNED = rf"[-+−]?{_NUMBER}"
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})(?P<unit1>{UNIT_PATTERN})?(?:[~～〜∼\-—–−]{{1,2}}|至|到)(?P<high>{_NUMBER})(?P<unit>{UNIT_PATTERN})?"
)
_PLAIN = re.compile(rf"(?P<number>{_SIGNED})(?:余|多|几)?(?P<unit>{UNIT_PATTERN})?")
_HAN_NUMBER = re.compile(rf"(?P<number>[一二两三四五六七八九十百千]+)(?P<unit>(?![级类等层]){UNIT_PATTERN})")
_PER_CENT = re.compile(r"百分之(?P<number>[零〇一二三四五六七八九十百]+|百)")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)年?(?:末|底|前|以前)?")

_BEFORE: tuple[tuple[re.Pattern[str], Op], ...] = (
    (re.compile(r"≥|≧|⩾|>=|不低于|不少于|不小于|不得低于|不得少于|不短于|至少|最低"), ">="),
    (re.compile(r"≤|≦|⩽|<=|不高于|不超过|不超|不大于|不多于|不得高于|不得超过|控制在|至多|最多"), "<="),
    (re.compile(r">|﹥|超过|突破|大于|高于|多于|优于"), ">"),
    (re.compile(r"<|﹤|低于|小于|少于|不足|不到"), "<"),
    (re.compile(r"大约|约|接近|力争达到约|≈"), "~"),
)
_AFTER: tuple[tuple[re.Pattern[str], Op], ...] = (
    (re.compile(r"(?:及|或)?以上|及以上|\+$|起$"), ">="),
    (re.compile(r"(?:及|或)?以[下内]|之内|内$"), "<="),
    (re.compile(r"左右|上下"), "~"),
)
_FILLER = re.compile(
    r"力争|争取|努力|确保|保持(?:在)?|稳定(?:在)?|维持(?:在)?|达到?|实现|提高到?|提升到?|提升至|提高至|增加到|增至|"
    r"增长到|上升到|上升至|降至|降到|"
    r"下降到|下降至|压缩至|为|至|到|在|每年|年均(?:增长|下降|增速)?|年增长|增长|下降|降低|减少|增加|累计|总量|新增|共|"
    r"平均|逐年|水平|[:：]|“十[一二三四五六七八]五”(?:时期|期间|期末|末)?|\s"
)
_RELATIVE = re.compile(
    r"[的]?(?:标准|水平|增速|增幅|增长幅度|增长率|平均|人口|人数|总数|户数|工资|收入|支出|床位数?)|的$|[^\d]的|基数|"
    r"同期|上年|同比|较"
)
_REFERENCE = re.compile(
    r"参[照考]|按照?|依据|根据|完成.{0,6}(?:目标|任务)|执行|达到.{0,8}(?:要求|标准|水平)|同步|平均|增速|增幅|增长幅度|水平|标准"
)
_NOTE = re.compile(r"[(（][^()（）]*[)）]")
_ARROW = re.compile(r"→|➔|⟶|—>|->|⇒")
_FROM_TO = re.compile(r"(?:由|从)[^由从]*?(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压缩|缩短)(?:到|至)")
_WRAPPED = re.compile(r"[\[〔【﹝](?P<inner>[^\]〕】﹞]+)[\]〕】﹞](?P<tail>.*)")


_LONGEST = 1000
"""Characters: a text that is longer says no one value."""


@lru_cache(maxsize=4096)
def parse_value(text: str, unit: str | None = None) -> Quantity:
    """Read a value cell or a quantity phrase; ``unit`` is the unit its column or row gives, used where the text prints none.

    '≥60' -> (>=, 60); '1200(常住老年人口的2.8%)' -> 1200, the note in brackets ignored; '85%→95%以上' -> (>=, 95 %);
    '不低于全市标准的1.6倍' in a row in 元 -> (>=, None, relative). Words, blanks and doubtful readings give ``number`` None.
    """
    given = normal_unit(unit) or None
    if len(text) > _LONGEST:
        return Quantity(None, None, given, text)
    plain = re.sub(r"\s+", "", fold(text))
    wrapped = _WRAPPED.fullmatch(plain)
    if wrapped:
        plain = wrapped["inner"] + wrapped["tail"]
    blank = Quantity(None, None, given, text, cumulative=wrapped is not None or "累计" in plain)
    if blank.empty:
        return blank
    plain = _ARROW.split(plain)[-1]
    plain = _FROM_TO.sub("到", plain)
    head = _main_clause(plain)
    found = _RANGE.search(_YEAR.sub("", head)) or _single(head)
    op = _operator(head, found)
    if found is None:
        relative = bool(_REFERENCE.search(head))
        return Quantity(op if relative else None, None, given, text, relative, cumulative=blank.cumulative)
    return _quantity(text, found, op, given, blank.cumulative)


def _main_clause(plain: str) -> str:
    """The part that holds the value, without notes in brackets and what follows a comma."""
    head = _NOTE.sub("", plain)
    if not re.search(r"\d", head) and re.fullmatch(r"[(（].*[)）]", plain):
        head = plain[1:-1]
    first = re.split(r"[,，;；。](?!\d{3}(?!\d))", head)[0]
    return first if re.search(r"\d", first) or not re.search(r"\d", head) else head


def _single(head: str) -> re.Match[str] | None:
    """The one number of a clause, or None where it has none or more than one."""
    bare = _YEAR.sub(lambda match: "年" * len(match.group()), head)
    found = list(_PLAIN.finditer(bare))
    if len(found) == 1:
        match = found[0]
        # A digit inside a name (3A级, A4, “9+1”体系) is no value.
        before, after = bare[: match.start()], bare[match.end() :]
        return (
            None if re.search(r"[A-Za-z+“第]$", before) or re.match(r"[A-Za-z+”]", after.replace("+", "", after == "+")) else match
        )
    if found:
        return None
    return _PER_CENT.search(bare) or _HAN_NUMBER.fullmatch(re.sub(_FILLER, "", _strip_operators(bare)))


def _strip_operators(text: str) -> str:
    for pattern, _ in (*_BEFORE, *_AFTER):
        text = pattern.sub("", text)
    return text


def _operator(head: str, found: re.Match[str] | None) -> Op | None:
    """The relation a clause states; '=' for a bare number, None for words without a comparison."""
    before = head if found is None else head[: head.find(found.group())]
    after = "" if found is None else head[head.find(found.group()) + len(found.group()) :]
    for pattern, op in _AFTER:
        if pattern.match(after):
            return op
    for pattern, op in _BEFORE:
        if pattern.search(before):
            return op
    return None if found is None else "="


def _quantity(text: str, found: re.Match[str], op: Op | None, given: str | None, cumulative: bool) -> Quantity:
    head = found.string
    groups = found.groupdict()
    own = groups.get("unit")
    before = head[: found.start()]
    after = _strip_operators(head[found.end() :])
    rest = _FILLER.sub("", _strip_operators(before))
    relative = bool(_RELATIVE.search(rest)) if rest else False
    unit = own or given
    number: float | None
    low = high = None
    if "low" in groups:
        low, high, number = _float(found["low"]), _float(found["high"]), None
        own = own or groups.get("unit1")
        unit = own or given
        if low > high:
            low = high = None
    elif own is None and found.re is _PER_CENT:
        number, own = float(chinese_number(found["number"]) or 0), "%"
        unit = own
    else:
        han = chinese_number(found["number"])
        number = float(han) if han is not None else _float(found["number"])
    foreign = own is not None and given is not None and unit_dimension(own) != unit_dimension(given)
    if own in MULTIPLIERS and given is not None:
        # 8.4万 in a column of 张 is 8.4 万张.
        unit, foreign = own + given, False
    elif own is not None and given is not None and given.startswith(own + "/"):
        unit, foreign = given, False
    if (relative and foreign) or re.search(rf"{_NUMBER}|的[^\d]*$", after) or (rest and after and not relative):
        number = low = high = None
    return Quantity(op, number, unit, text, relative, low, high, cumulative)


def _float(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-"))


_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}


def chinese_number(text: str) -> int | None:
    """A whole number below 10,000 written in Chinese (二十五, 两百, 二〇二五), or None where ``text`` is anything else."""
    if not text or any(char not in _DIGITS and char not in _POWERS for char in text):
        return None
    if not any(char in _POWERS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, None
    for char in text:
        if char in _POWERS:
            total += (1 if digit is None else digit) * _POWERS[char]
            digit = None
        elif char not in "零〇":
            if digit is not None:
                return None
            digit = _DIGITS[char]
    return total + (digit or 0)


_PERIOD = re.compile(r"(?<![一二三四五六七八九])(十[一二三四五六七八九]?)五(?![个年项大章节条岁种类家人十百千万〇零%‰])")


def period_years(text: str) -> tuple[int, int] | None:
    """First and last year of the first five-year period named in ``text`` (十四五 -> 2021, 2025), or None.

    The count begins with the first plan of 1953 and steps five years; 十五 (2001) is the first one plans still name.
    """
    match = _PERIOD.search(text)
    if match is None:
        return None
    ordinal = chinese_number(match.group(1)) or 0
    return 1951 + 5 * ordinal, 1955 + 5 * ordinal


def parse_year(text: str) -> int | None:
    """The year a title or phrase names (2025年, 二〇二五年), else the last year of a period it names (十四五目标 -> 2025)."""
    plain = fold(text)
    match = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", plain)
    if match:
        return int(match.group(1))
    match = re.search(r"二[〇零][〇零一二三四五六七八九]{2}(?=年)", plain)
    if match:
        return chinese_number(match.group())
    period = period_years(plain)
    return period[1] if period else None
