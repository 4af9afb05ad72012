"""Which indicators of different plans measure the same thing.

First version: two indicators are the same concept when their normalised names agree *and* their units have the same dimension.
Everything that is merely alike (one name contains the other, or the units differ) is `related`: shown apart, never ranked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from library.chinese import fold
from library.model import Indicator
from library.quantity import unit_dimension

BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕|【[^【】]*】")
SCOPE = re.compile(r"^(全区|全市|全省|全县|全国|本区|本市|我区|我市|期末|年末)")
COUNT_TAIL = re.compile(r"(总数量|总数|数量|个数|总量|数)$")
SHARE_TAIL = re.compile(r"(所占比例|所占比重|占比|比例|比重|比率)$")


@dataclass(frozen=True, slots=True, order=True)
class Concept:
    """What an indicator measures: the normalised name and the dimension of its unit (None where no unit is printed)."""

    core: str
    dimension: str | None


def core(name: str, dimension: str | None) -> str:
    """The name without brackets, scope words and the tail that only says count or share: 全区养老床位总数 -> 养老床位."""
    text = SCOPE.sub("", BRACKETS.sub("", fold(name).text))
    if dimension == "比例":
        return SHARE_TAIL.sub("占比", text)
    return COUNT_TAIL.sub("", text) or text


def unit_of(indicator: Indicator) -> str | None:
    """The unit of the row, or the one that all its values print."""
    if indicator.unit:
        return indicator.unit
    units = {value.unit for value in indicator.values if value.unit}
    return units.pop() if len(units) == 1 else None


def concept_of(indicator: Indicator) -> Concept:
    """The concept of one indicator; a sub-row (城镇, 全自理) is a concept of its own."""
    unit = unit_of(indicator)
    dimension = unit_dimension(unit) if unit else None
    return Concept(core(indicator.name + (indicator.sub or ""), dimension), dimension)


def grouped(indicators: Iterable[Indicator]) -> dict[Concept, list[Indicator]]:
    """Indicators by concept, in the order in which they come."""
    groups: dict[Concept, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        groups[concept_of(indicator)].append(indicator)
    return dict(groups)


def display_name(indicators: Iterable[Indicator]) -> str:
    """The name most plans print; of equals the shortest."""
    names = Counter(i.name + (f"（{i.sub}）" if i.sub else "") for i in indicators)
    return min(names, key=lambda name: (-names[name], len(name), name))


def alike(one: Concept, other: Concept) -> str | None:
    """Why two different concepts are related, as a Chinese sentence; None where they are not."""
    if one == other:
        return None
    a, b = _bare(one.core), _bare(other.core)
    if a == b:
        return _units_differ(one, other)
    short, long = sorted((a, b), key=len)
    if len(short) >= 4 and short in long:
        extra = long.replace(short, "", 1)
        if one.dimension == other.dimension:
            return f"名称相差“{extra}”，口径或分母可能不同，请核对"
        return f"名称相差“{extra}”，且{_units_differ(one, other)}"
    return None


def _bare(text: str) -> str:
    return text.removesuffix("占比").removesuffix("率")


def _units_differ(one: Concept, other: Concept) -> str:
    if one.dimension is None or other.dimension is None:
        return "有一方未注明单位，不可直接比较"
    if one.dimension == other.dimension:
        return "名称不全相同，请核对口径"
    return "单位不同（数量与占比等），不可直接比较"
