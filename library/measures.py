"""What kind of figure a value is: a level, an addition, a total over the years, a share, a growth rate, a density …

Two values of one thing may only be set side by side where their kinds agree: 床位 3000 in stock and 床位 3000 added are different
figures. The kind follows from what is printed with the value, then from its column, its unit, and last from its name.
"""

from __future__ import annotations

import re

from library.model import Measure
from library.quantity import Quantity
from library.units import normal_unit, unit_dimension

_TOTAL = re.compile(r"累计|五年(?:共|合计|总)|期间(?:共|总)")
_RATE = re.compile(r"年均|增长|增速|增幅|变化|年增")
_GROWTH = re.compile(r"增长率|增速|增幅|降幅|年均增长|年增长|(?:增长|下降|降低|减少|提高)(?:率|幅度|比例)?$")
_PER = re.compile(r"每(?:百|千|万|十万)?[名户人个张床村站处所街镇乡社居县区市]|每[百千万]|人均(?!预期|期望)|户均|床均|密度")
_PER_PEOPLE = re.compile(r"/(?:每)?(?:百|千|万|十万)*(?:人|户|名|村|平方公里|km2)|/[百千万]")
_FLOW_OF_MONEY = re.compile(r"元.*/[年月日天]")
_ADDED = re.compile(
    r"^(?:全区|全市|全县|全省|年|每年|年度|当年|五年|净)*(?:新增|新建|新改建|净增|增加|增设|新培育|新创建)(?!劳动力)(?!.*总[数量计][）)]$)|"
    r"新增.{0,12}(?:数|量|人数)$"
)
_RATIO = re.compile(r"\d+(?:\.\d+)?[:：]\d+(?:\.\d+)?")
_SHARE = re.compile(r"(?:率|比例|占比|比重|百分比)$")
_GRADE_NAME = re.compile(r"(?:等级|级别|星级|评级|评定|定级)(?:[(（][^()（）]*[)）])?$")
_GRADE_TEXT = re.compile(
    r"(?:[1-5]?A{1,5}|[一二三四五六七八九十甲乙丙特]|[1-5])[级等]|[一二三四五]星级?|[1-5]A|(?:无|未评)(?:级别|等级|级)?|未定级"
)
_MET = re.compile(r"达标|合格|完成|建成|实现|全覆盖|达到?.{0,8}(?:要求|标准|目标|任务)|^是$|^√$")
_COMPARED = re.compile(r"平均|水平|增速|增幅")

_REACHED = re.compile(r"达|[到至]\d|突破|超过|保持|稳定|控制")
_MAKING = re.compile(
    r"(?:新建|新增|建设|打造|建成|改建|扩建|设立|设置|建立|培育|创建|开办|增设|增加|布局|引进|共建|开设|搭建|投放)[^，,；;。：:]*$"
)
_DOING = re.compile(r"(?:完成|改造|开展|举办|培训|实施|招募|募集|修缮|轮训|安排)[^，,；;。：:]*$")
_OVER_YEARS = re.compile(r"(?:五年|规划期内|期间)[^，,；;。：:]*$")
_YEARLY = re.compile(r"(?:每年|年度|每月|每季度?|每周|(?:^|[，,；;。：:])年(?![均末底初前]))[^，,；;。：:\d]*$")
_KEPT = re.compile(r"(?:配备|储备)[^，,；;。：:]*$")
_AT_LEAST = re.compile(r"不[低少高多]于|不得|至少|不超过|[≥≤><]")


def measure_of(name: str, quantity: Quantity, unit: str | None, column: str = "", lead: str = "") -> Measure | None:
    """The kind of a value, or None where it is open: words of no kind, a figure of every year.

    ``name`` is the indicator's (with its sub-row), ``unit`` the row's, ``column`` the title of a table's column, ``lead`` what
    stands before the value in its sentence of running text.
    """
    text = re.sub(r"\s", "", quantity.text)
    unit = normal_unit(quantity.unit or unit)
    dimension = unit_dimension(unit) if unit else None
    share = dimension == "比例"
    if quantity.cumulative or (_TOTAL.search(column) and not (_RATE.search(column) and share)) or _TOTAL.search(name):
        return "累计"
    if (_GRADE_NAME.search(name) and (quantity.number is None or unit in ("", "级", "星"))) or _GRADE_TEXT.fullmatch(text):
        return "等级"
    if quantity.number is None and quantity.low is None:
        if _SHARE.search(name) and _RATIO.fullmatch(text):
            return "比例"
        met = _MET.search(text) and not _COMPARED.search(text)
        return "达标" if met else "相对" if quantity.relative else None
    if quantity.relative or dimension == "倍":
        return "相对"
    if share:
        return "增速" if _grows(name, text, column, lead) else "比例"
    if dimension == "百分点":
        return "增速"
    if _RATE.search(column) or _ADDED.search(name):
        return "新增"
    if not unit and _SHARE.search(name):
        return "比例"
    if _PER.search(name) or (_PER_PEOPLE.search(unit) and not _FLOW_OF_MONEY.search(unit)):
        return "密度"
    return "存量" if not lead or _REACHED.search(text) else _done(lead, text)


def _grows(name: str, text: str, column: str, lead: str) -> bool:
    """Whether a share is a rate of growth."""
    return bool(
        _RATE.search(column)
        or _GROWTH.search(name)
        or re.search(r"(?:年均|同比)|增长(?![到至])", text)
        or re.search(r"(?:年均|同比|增长)[^，,；;。]{0,4}$", lead)
    )


def _done(lead: str, text: str) -> Measure | None:
    """The kind of a figure in running text that is not said to be reached: what is made adds up, what is done is a total."""
    if _PER.search(re.split("[，,；;。：:]", lead)[-1]):
        return "密度"
    if _YEARLY.search(lead):
        return None
    if _OVER_YEARS.search(lead) or _TOTAL.search(lead) or _DOING.search(lead):
        return "累计"
    if _MAKING.search(lead):
        return "新增"
    # The further items of a list have the verb of its first: 打造1个基地，1个平台.
    return "存量" if _KEPT.search(lead) or _AT_LEAST.search(text) else "新增"
