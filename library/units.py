"""Units of measure of Chinese plans: their kinds (dimensions), how they convert, and when they must not.

A unit has an optional multiplier (万, 亿), a name (张, 元, 平方米) and any number of denominators (元/人/月, 张/千人). Counting
words of different things (张, 家, 处) are different dimensions: 15 家 and 15 处 are never the same figure.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MULTIPLIERS = {"百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}

_MEASURES: dict[str, dict[str, float]] = {
    "比例": {"%": 1e-2, "‰": 1e-3, "‱": 1e-4},
    "百分点": {"百分点": 1.0, "个百分点": 1.0},
    "倍": {"倍": 1.0},
    "货币": {"元": 1.0},
    "美元": {"美元": 1.0},
    "面积": {"平方米": 1.0, "m2": 1.0, "公顷": 1e4, "平方公里": 1e6, "km2": 1e6, "亩": 2000 / 3},
    "长度": {"厘米": 0.01, "米": 1.0, "千米": 1e3, "公里": 1e3, "km": 1e3},
    "体积": {"立方米": 1.0, "m3": 1.0, "升": 1e-3},
    "质量": {"微克": 1e-9, "μg": 1e-9, "毫克": 1e-6, "mg": 1e-6, "克": 1e-3, "千克": 1.0, "公斤": 1.0, "斤": 0.5, "吨": 1e3},
    "标准煤": {"吨标准煤": 1.0, "千克标准煤": 1e-3, "吨标煤": 1.0},
    "电量": {"千瓦时": 1.0, "度": 1.0, "kWh": 1.0},
    "功率": {"瓦": 1e-3, "千瓦": 1.0, "兆瓦": 1e3, "kW": 1.0, "MW": 1e3},
    "算力": {"PFLOPS": 1.0, "EFLOPS": 1e3},
    "带宽": {"Mbps": 1.0, "Gbps": 1e3, "兆": 1.0},
    "时长": {"秒": 1 / 3600, "分钟": 1 / 60, "小时": 1.0, "学时": 1.0},
    "日数": {"天": 1.0, "日": 1.0},
    "工作日": {"工作日": 1.0, "个工作日": 1.0},
    "年月": {"月": 1 / 12, "个月": 1 / 12, "季度": 0.25, "年": 1.0},
    "岁": {"岁": 1.0, "周岁": 1.0},
    "人": {"人": 1.0, "名": 1.0, "位": 1.0},
    "分贝": {"分贝": 1.0, "dB": 1.0},
}
_COUNTERS = re.findall(
    r"\S+",
    """
    张 家 个 处 户 所 座 件 项 次 对 支 辆 台 套 条 间 床 例 人次 户次 家次 件次 场 场次 门 种 类 期 份 幅 宗 株 头 只 村 镇 街道
    乡镇 街镇 社区 村居 居村 站 点 园 片 栋 幢 层 本 册 篇 部 级 分 批 届 岗 段 块 架 艘 班 队 支队 团 组 群 孔 宽 盏 把 批次 人月
    标段 品牌 品种 班次 车次 航次 架次 机构 单位 企业 项目 学位 床位 泊位 车位 席位 岗位 名次 位次 标箱 TEU 页 客 餐
    个点 个社区 个街道
    """,
)

_TABLE: dict[str, tuple[str, float]] = {name: (kind, factor) for kind, names in _MEASURES.items() for name, factor in names.items()}
_TABLE |= {word: (word, 1.0) for word in _COUNTERS}
_TABLE |= {"": ("无量纲", 1.0)}

UNITS: tuple[str, ...] = tuple(sorted((name for name in _TABLE if name), key=lambda name: (-len(name), name)))
"""Every unit name that is known, without multiplier and denominators, longest first."""

_NAME = "|".join(map(re.escape, UNITS))
_FACTOR = "万亿|十万|百万|千万|百|千|万|亿"
_DENOMINATOR = rf"(?:每)?(?:(?:{_FACTOR})(?!分)(?:{_NAME})?|(?:{_NAME}))"
UNIT_PATTERN = rf"(?:(?:{_NAME})|(?:{_FACTOR})(?:{_NAME})?)(?:[/·]{_DENOMINATOR}){{0,3}}"
"""A regular expression, without groups, for a unit as it follows a number in NFKC-folded text."""
_UNIT = re.compile(UNIT_PATTERN)
_PART = re.compile(rf"({_FACTOR})?({_NAME})?")


class UnitError(ValueError):
    """A number may not be carried from one unit to another: they measure different things, or one of them is not known."""


def fold(text: str) -> str:
    """Width-folded (NFKC) and trimmed; per mille, ranges and operators as plans print them are kept."""
    return unicodedata.normalize("NFKC", text).strip()


def normal_unit(unit: str | None) -> str:
    """The plain spelling of a unit: folded, without brackets and blanks, ``·`` and ``.`` between denominators as ``/``.

    1/10万 and /10万 are /十万: a digit of a unit must never run into a number before it.
    """
    text = re.sub(r"\s", "", fold(unit or "")).strip("()[]〔〕【】")
    text = re.sub(r"^1/(?=\d|十|百|千|万)", "/", text).replace("/10万", "/十万")
    return re.sub(r"(?<=[^\d/])[.·、](?=[人月年天日户])", "/", text)


def is_unit(text: str) -> bool:
    """Whether ``text`` as a whole is a known unit, such as 张, 万平方米, 元/人/月 or %."""
    plain = normal_unit(text)
    return bool(plain) and all(bool(_UNIT.fullmatch(choice)) for choice in re.split(r"[,,]|(?<=\w)、", plain))


@lru_cache(maxsize=1024)
def _resolve(unit: str) -> tuple[str, float] | None:
    """(dimension, factor to the dimension's base unit) of a plain unit, or None where it is not known."""
    head, *rest = unit.split("/")
    kinds: list[str] = []
    total = 1.0
    for position, word in enumerate((head, *rest)):
        match = _PART.fullmatch(word.removeprefix("每") if position else word)
        if match is None or not (word or not position):
            return None
        name = match.group(2) or ""
        kind, factor = _TABLE[name]
        factor *= MULTIPLIERS[match.group(1)] if match.group(1) else 1.0
        total = total / factor if position else factor
        kinds.append(kind)
    return "/".join([kinds[0], *sorted(kinds[1:])]), total


def unit_dimension(unit: str | None) -> str | None:
    """What a unit measures, as a word that is equal for units that convert into each other; None for an unknown unit.

    % and ‰ share 比例; 元 and 亿元 share 货币; 张 is a dimension of its own. No unit at all is 无量纲.
    """
    found = _resolve(normal_unit(unit))
    return found[0] if found else None


def convert(number: float, unit_from: str | None, unit_to: str | None) -> float:
    """``number`` in another unit of the same dimension.

    Raises UnitError where the dimensions differ or a unit is not known (unless both are spelt alike).
    """
    one, other = normal_unit(unit_from), normal_unit(unit_to)
    if one == other:
        return number
    source, target = _resolve(one), _resolve(other)
    if source is None or target is None or source[0] != target[0]:
        raise UnitError(f"“{unit_from or '无单位'}”不能换算成“{unit_to or '无单位'}”")
    ratio = source[1] / target[1]
    inverse = target[1] / source[1]
    # Dividing by a whole number loses less than multiplying by its inverse: 9000 元 is 0.9 万元, not 0.9000000000000001.
    return number * ratio if ratio >= 1 else number / inverse
