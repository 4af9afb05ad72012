"""How well a cell's text suits a column: what units, values, names, dates and offices look like."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from indexer.headers import ATTRIBUTE_WORDS, Kind
from library.quantity import parse_value
from library.units import is_unit

NAME_TAIL = re.compile(
    r"(?:率|数|数量|总数|人数|户数|家数|量|总量|占比|比例|比重|比|面积|标准|水平|额|值|度|指数|等级|评级|级别|补贴|收入|"
    r"支出|投入|增速|增幅|规模|能力|时间|寿命|年限|床位|覆盖面|强度|浓度|"
    r"场所|机构|个数|产值|增加值|里程|长度|容量|密度|满意度|年增长|增长|工作者|人才|学位|次数|天数|件数|"
    r"藏量)(?:[(（][^()（）]*[)）])?$"
)
_GRADE = re.compile(
    r"无级别|未评级|无等级|无评级|无|[一二三四五六七八九十]级|[1-5]?A+级?|(?:国家|省|市|区|"
    r"县)级?[“\"]?[一二三四五]级.?[”\"]?|优秀?|良好?|合格|达标|完成|建成|已建成|未建"
)
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[章节篇]|附件|专栏|表\d)"
)
_ORG = re.compile(
    r"(?:局|委|办|部|院|中心|街道|镇|乡|公司|单位|政府|处|所|站|厅|会|区|县|市|集团|学校|医院|银行|大队|街镇|部门)(?:等|"
    r"[(（].*[)）])?$"
)
_TIME = re.compile(r"(?:19|20)\d\d|年|月|季度|长期|持续")
_SUB = re.compile(
    r"(?:城镇|农村|城市|乡村|男|女|全自理|半自理|全护理|自理|失能|其中|低保|区级|市级|街镇级?|村级|社区|集中|分散|机构|"
    r"新增|累计|总量)"
)
_WORDS = re.compile(
    r"不[低高少多超小大]|≥|≤|参[照考]|按|依据|执行|同步|标准|水平|增速|稳|提升|提高|下降|完成|达到|全覆盖|持续|左右|"
    r"以上|以下|以内"
)


@lru_cache(maxsize=65536)
def misfit(kind: Kind, text: str) -> float:
    """How badly ``text`` suits a column of ``kind``: 0 as expected, above 3 hardly possible."""
    if text in ATTRIBUTE_WORDS:
        return 0.0 if kind == "attribute" else 8.0
    cost = _MISFITS[kind](text)
    if len(text) > 3 and _HEADING.match(text) and kind not in ("no", "category"):
        cost += 2.0
    return cost


def _value(text: str) -> float:
    if re.search(r"[。;；]|[一二三四五六七八九十]、|[(（][一二三四五六七八九十]+[)）]|[的于到至达为]$", text):
        return 5.0
    quantity = parse_value(text)
    if quantity.number is not None or quantity.low is not None:
        return 0.0 if len(text) < 40 else 0.8
    if quantity.empty:
        return 0.1
    if is_unit(text):
        return 4.0
    if quantity.relative or _GRADE.fullmatch(text):
        return 0.2
    if re.fullmatch(r"(?:达到|超过|高于|低于)[^\d]{0,6}", text):
        return 1.8
    if _WORDS.search(text):
        return 0.4 if len(text) < 60 else 1.0
    return 1.2 if len(text) <= 12 else 2.5


def _numberlike(text: str) -> bool:
    return bool(re.fullmatch(r"[≥≤<>~约]*[\d.,%‰/—\-]+", text))


def _category(text: str) -> float:
    if _numberlike(text) or is_unit(text) or "。" in text:
        return 6.0
    if text.endswith("类"):
        return -0.2
    return 0.2 + (1.5 if len(text) > 12 else 0.0) + (0.8 if NAME_TAIL.search(text) or re.search(r"\d", text) else 0.0)


def _name(text: str) -> float:
    if _numberlike(text):
        return 6.0
    if is_unit(text):
        return 3.0
    return (
        (0.0 if NAME_TAIL.search(text) else 0.4)
        + (0.5 if text[0].isdigit() else 0.0)
        + (1.5 if len(text) > 45 else 0.0)
        + (2.0 if "。" in text else 0.0)
    )


def _sub(text: str) -> float:
    if _numberlike(text) or is_unit(text) or len(text) > 14:
        return 6.0
    return 0.2 if _SUB.search(text) else 1.0


def _unit(text: str) -> float:
    if is_unit(text):
        return 0.0
    if parse_value(text).empty:
        return 0.4
    return 2.0 if len(text) <= 6 and not re.search(r"\d", text) else 5.0


def _text(text: str) -> float:
    return 1.2 if _numberlike(text) else 0.3


def _org(text: str) -> float:
    return 0.0 if _ORG.search(text) else 3.0 if _numberlike(text) else 0.9


def _money(text: str) -> float:
    if re.search(r"\d", text) and len(text) < 20:
        return 0.0
    return 0.2 if parse_value(text).empty else 2.0


_MISFITS: dict[Kind, Callable[[str], float]] = {
    "no": lambda text: 0.0 if text.isdigit() else 6.0,
    "category": _category,
    "name": _name,
    "sub": _sub,
    "unit": _unit,
    "attribute": lambda _: 6.0,
    "value": _value,
    "text": _text,
    "org": _org,
    "money": _money,
    "time": lambda text: 0.0 if _TIME.search(text) and len(text) < 24 else 1.5,
    "remark": lambda _: 0.4,
}
