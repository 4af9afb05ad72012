"""What the name, unit and definition of an indicator say that it measures: its signature.

A name is taken apart into its subject (护理型床位), its shape (占比) and the whole that a share, a coverage or a density refers to
(养老机构床位, 街镇, 城镇常住人口), so that 护理型床位占养老床位比例 and 养老护理型床位占比 come out alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from library import vocabulary as words
from library.chinese import fold
from library.model import Indicator, Measure, Value
from library.quantity import is_unit, unit_dimension
from library.units import normal_unit

Shape = Literal["数量", "占比", "率", "覆盖率", "每"]

_BRACKET = re.compile(r"[(\[〔【]([^()\[\]〔〕【】]*)[)\]〕】]")
_NO_CERTIFICATE = re.compile(r"不含.*上岗证书?")
_COUNT_TAIL = re.compile(r"(?:总数量|总数|数量|个数|(?<![水放耗])总量|人数|人次|户数|(?<![系指分参天])数)$")
_TALLY_TAIL = re.compile(r"(?:总数量|总数|数量|个数|(?<![水放耗])总量|(?<![系指分参天])数)$")
_SHARE = re.compile(r"(?:所占|占)?(?:比例|比重|比率|百分比|占比)$|(?<=床位)率$")
_PART_OF = re.compile(r"(?P<part>.+?)占(?!地)(?P<whole>.+?)(?:比例|比重|比率|百分比|比)$")
_AMONG = re.compile(r"(?P<whole>.+?[^集其初高之])中(?![心学医央期年等])(?P<part>.+?)(?:所占)?(?:比例|比重|占比)$")
_HOLDERS = re.compile(r"(?P<who>.+?)持(?P<what>.*?)证书?(?:人数|人员)?(?:率|占比|所占比例|比例|比重)$")
_HOLDING = re.compile(r"持(?P<what>[^占]*?)证书?(?P<who>[^占]{2,}?)(?:所?占(?P=who)?)?(?:比例|占比|比重|比)$")
_COVERAGE = re.compile(rf"(?P<thing>.+?)(?P<level>{'|'.join(words.LEVELS)})?覆盖率$")
_SCALE = "十万|百|千|万"
_PER = re.compile(
    rf"每(?P<scale>{_SCALE})?(?P<of>[名人户位])?(?P<whole>[^每]*?)(?:拥有|配备|配有|配置|享有)(?P<thing>.+)"
    rf"|每(?P<scale2>{_SCALE})(?P<of2>[名人户位])?(?P<whole2>[^每]*?(?:人口|居民|老年|儿童))(?P<thing2>.+)"
    rf"|(?P<whole3>.+?)每(?P<scale3>{_SCALE})(?P<of3>[名人户位])(?:拥有|配备)?(?P<thing3>.+)"
    rf"|每(?P<scale4>{_SCALE})(?P<of4>[名人户位])(?P<thing4>.+)"
    r"|(?P<whole5>.*人口)(?:拥有|配备)(?P<thing5>.+)"
)
_DEFINED = re.compile(
    r"(?:.{2,30}?(?:是指|指|为|=|等于))?(?P<part>[^/÷,，;；。]{2,60})(?:/|÷|与)(?P<whole>[^/÷,，;；。]{2,40}?)(?:之比)?(?:[×*]100%?)?$"
)
_INSTITUTION = re.compile(r"养老(?:服务)?机构")


@dataclass(frozen=True, slots=True, order=True)
class Signature:
    """What an indicator measures.

    ``whole`` is the denominator (占比), what is covered (覆盖率) or the population (每), None where it is not said;
    ``dimension`` that of the unit, None where none is printed.
    """

    subject: str
    shape: Shape
    whole: str | None
    kind: Measure
    dimension: str | None

    @property
    def label(self) -> str:
        """The name in its normal form: 护理型床位占养老机构床位比例."""
        match self.shape:
            case "占比":
                return f"{self.subject}占{self.whole}比例" if self.whole else f"{self.subject}占比"
            case "覆盖率":
                return f"{self.subject}{self.whole or ''}覆盖率"
            case "每":
                return f"每{self.whole or ''}拥有{self.subject}"
        return self.subject

    @property
    def key(self) -> str:
        """The label with kind and dimension: the same for the same measure, whatever else the library holds."""
        return "·".join((self.label, self.kind, self.dimension or "无单位"))


def normal(name: str) -> str:
    """A name without blanks, quotation marks, scope words and telling brackets, its synonyms in one writing."""
    text = re.sub(r"[\s“”\"'‘’《》、·的]", "", fold(name).text)
    for pattern, other in words.SAME:
        text = re.sub(pattern, other, text)
    text = re.sub(words.NEUTRAL, "", _BRACKET.sub(_bracket, text))
    return re.sub(words.OLD_AGE, "", text)


def _bracket(match: re.Match[str]) -> str:
    """Nothing for a unit, another name of the same kind of place, an exclusion without effect; else the bracket as it is."""
    inner, before = match[1], match.string[: match.start()]
    idle = (
        not inner
        or is_unit(inner)
        or re.fullmatch(words.KINDS_OF_PLACES, inner)
        or (
            re.search(rf"(?:{words.KINDS_OF_PLACES})$", inner)
            and before.endswith(inner[-2:])
            and not re.search(words.NARROWER, inner)
        )
        or ("等级证" in before and _NO_CERTIFICATE.fullmatch(inner))
    )
    return "" if idle else f"({inner})"


def unit_of(indicator: Indicator) -> str | None:
    """The unit of the row, or the one that all its values print."""
    if indicator.unit:
        return indicator.unit
    units = {value.unit for value in indicator.values if value.unit}
    return units.pop() if len(units) == 1 else None


@lru_cache(maxsize=8192)
def measured_unit(name: str, unit: str | None) -> str | None:
    """The unit of the figure: 人 in a row 每万…拥有… is 人/万, as is 人/万人; a standard in 元/月 is one in 元/人/月.

    Words for counting places are all 个.
    """
    if not unit:
        return None
    plain = re.sub(rf"/每?({_SCALE})(?:名|人|户|位)?$", r"/\1", normal_unit(unit)).replace("/人月", "/人/月")
    plain = re.sub(words.CLASSIFIERS, "个", plain)
    if "/" in plain:
        per_person = re.fullmatch(r"(万?元)(/[年月日天])", plain) if re.search(words.PER_PERSON, name) else None
        return f"{per_person[1]}/人{per_person[2]}" if per_person else plain
    scale = re.search(rf"每({_SCALE})|^([百千万])[名人户]", fold(name).text)
    if plain in ("%", "‰") or not (scale or re.search("人均(?!预期|期望)", name)):
        return plain
    return f"{plain}/{scale[1] or scale[2]}" if scale else f"{plain}/人"


def kind_of(indicator: Indicator, dimension: str | None) -> Measure:
    """The kind of the indicator's figures: that of its baseline, else of the first value that is a figure of its own."""
    plain: Measure = "比例" if dimension == "比例" else "存量"
    values = sorted(indicator.values, key=_baseline_first)
    own: list[Measure] = [v.measure or plain for v in values if v.measure or v.number is not None]
    firm = [measure for measure in own if measure not in ("相对", "达标")]
    if firm:
        return firm[0]
    return "相对" if "相对" in own and dimension == "比例" else plain


def _baseline_first(value: Value) -> int:
    return ("baseline", "interim", "target").index(value.role)


def signature(indicator: Indicator) -> Signature:
    """What the name and the unit of an indicator say, its definition left aside."""
    unit = measured_unit(indicator.name, unit_of(indicator))
    dimension = unit_dimension(unit) if unit else None
    return _signature(indicator.name, indicator.sub or "", kind_of(indicator, dimension), dimension)


@lru_cache(maxsize=8192)
def _signature(name: str, sub: str, kind: Measure, dimension: str | None) -> Signature:
    below = _sub(sub)
    if below in words.TERRITORIES:
        name, below = below + name, ""
    text = normal(name)
    subject, shape, whole = _taken_apart(text, dimension)
    kind = "密度" if shape == "每" else kind
    return Signature(subject + (f"（{below}）" if below else ""), shape, whole, kind, None if kind == "等级" else dimension)


def _sub(sub: str) -> str:
    text = _BRACKET.sub("", fold(sub).text).strip() or fold(sub).text.strip("() ")
    return next((other for pattern, other in words.SUBS if re.fullmatch(pattern, text)), text)


def _taken_apart(text: str, dimension: str | None) -> tuple[str, Shape, str | None]:
    """Subject, shape and whole of a normal name."""
    if match := _HOLDERS.fullmatch(text) or _HOLDING.fullmatch(text):
        return f"{match['who']}持{match['what']}证率", "率", None
    if match := _PER.fullmatch(text):
        found = {name.rstrip("2345"): value for name, value in match.groupdict().items() if value is not None}
        whole = ("户" if found.get("of") == "户" else "") + re.sub("(?:人口|居民)$", "", found.get("whole", ""))
        return _counted(found["thing"]), "每", whole or None
    if match := _COVERAGE.fullmatch(text):
        return _covered(match["thing"], match["level"])
    if match := _PART_OF.fullmatch(text) or _AMONG.fullmatch(text):
        return _share(_counted(match["part"]), _counted(match["whole"]))
    if tail := _SHARE.search(text):
        return _share(_counted(text[: tail.start()]), None)
    if dimension == "比例":
        return text, "率", None
    # 低保人数 and 低保户数 are told apart by their units; without one the names have to do it.
    return (_counted(text) if dimension else _TALLY_TAIL.sub("", text)), "数量", None


def _counted(text: str) -> str:
    return _COUNT_TAIL.sub("", text) or text


def _share(part: str, whole: str | None) -> tuple[str, Shape, str | None]:
    """A part and its whole; a whole at the front of the part (养老机构护理型床位) is taken off it."""
    if match := re.match(words.UNIVERSES, part):
        whole = whole if whole and whole not in words.WHOLE_OF_THE_FIELD else match["universe"] + match["head"]
        part = match["rest"]
    return part, "占比", None if whole in words.WHOLE_OF_THE_FIELD else whole


def _covered(thing: str, level: str | None) -> tuple[str, Shape, str | None]:
    front = next((word for word in words.BELONGS if thing.startswith(word) and len(thing) > len(word) + 2), None)
    if front and level in (None, front):
        return thing.removeprefix(front), "覆盖率", front
    return thing, "覆盖率", level


def meant(indicator: Indicator, named: Signature) -> Signature:
    """``named`` with what the indicator's own definition adds: the denominator, what is covered, the beds of institutions only."""
    text = re.sub(r"\s", "", fold(indicator.definition or "").text)
    if not text:
        return named
    if named.shape == "数量":
        whole_field = named.subject in words.WHOLE_OF_THE_FIELD
        narrow = whole_field and _INSTITUTION.search(text) and not re.search(words.BEYOND_INSTITUTIONS, text)
        return replace(named, subject="养老机构" + named.subject.removeprefix("养老")) if narrow else named
    match = _DEFINED.fullmatch(text)
    if match is None:
        return named
    if named.shape == "率" and named.subject.endswith("持证率") and "等级证" in match["part"]:
        return replace(named, subject=named.subject.replace("持证率", "持等级证率"))
    whole = _counted(normal(match["whole"])).removesuffix("总")
    if named.shape == "占比" and named.whole is None and whole[-2:] == named.subject[-2:]:
        return replace(named, whole=whole)
    if named.shape == "覆盖率" and named.whole is None and whole in words.LEVELS:
        return replace(named, whole=whole)
    return named
