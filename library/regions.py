"""Administrative divisions named in Chinese text: their units, level and parent.

Names are read by their suffix (省 市 区 县 …), so a place that no table knows still counts when a title says so. Only the units of
provincial level stand in a table, in the order of their codes in GB/T 2260. The four municipalities (直辖市) are of provincial rank
there; here their level is 市, the word that they bear and by which people look for a city's plan; they sort among the provinces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from library.model import Level

NATION = "全国"
"""The name of the whole country as a region."""

_PROVINCES = (
    *["北京市", "天津市", "河北省", "山西省", "内蒙古自治区", "辽宁省", "吉林省", "黑龙江省", "上海市", "江苏省"],
    *["浙江省", "安徽省", "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "广西壮族自治区"],
    *["海南省", "重庆市", "四川省", "贵州省", "云南省", "西藏自治区", "陕西省", "甘肃省", "青海省", "宁夏回族自治区"],
    *["新疆维吾尔自治区", "台湾省", "香港特别行政区", "澳门特别行政区"],
)
_SHORT = {re.sub(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$", "", full): full for full in _PROVINCES}
# A short name is none in 吉林市, 海南州, 江苏路街道.
_PROVINCE = re.compile("|".join([*_PROVINCES, rf"(?:{'|'.join(_SHORT)})(?![市州县镇乡路街]|..?族自治)"]))

# What may follow a suffix without making another word of it (市场, 区域, 镇街 …), and what a unit may not end with (社区, 城市 …).
_UNIT = re.compile(
    r"[^\W\d_a-zA-Z省市州县区]{2,16}?自治[州县旗]"
    r"|[\u4e00-\u9fff]{1,6}?(?:"
    r"经济技术开发区|高新技术产业开发区|(?:经济|产业|旅游)?开发区|工业园区|经开区|高新区|新区|林区|地区(?!生产)|街道"
    r"|省(?![级份])|市(?![场值容域级]|市(?![中北南]区)|区(?![域划块县级]))|州(?![市县区])|盟(?![友主约员])|区(?![域块划位间分级])|县(?![级乡市区])"
    r"|旗(?![舰帜下区街])|镇(?![街域化市区])|乡(?![村镇贤土亲情愁风市县区]))"
)
_NO_UNIT = re.compile(
    r"^(?:关于|印发|加快|推[进动]|促进|建设|实施|做好|开展|贯彻|落实|坚持)"
    r"|(?:(?:城|都|超|上|县|门|省|[全我本各外该])市|[全我本各外该节市]省|[全我本各该外]县|[城下家水老返同街全我本各]乡|[城乡村集小重街全我本各]镇"
    r"|(?:[全我本各该小景片校辖街社]|(?<!工业)园|灌|库|牧|疫|垦|汇水|枢纽|大湾|示范|试验|保护|保税|自贸|功能|集聚|先行)区|^(?:贫困|革命)?[市县城老山库湾灾牧]区"
    r"|(?:[全各本]|沿海|内陆|欠发达|三角|边境|民族|[东西南北中]部)地区|[各全本]街道)$"
)
_OWN_WORD = re.compile(r"(?:城|郊|矿)区|新市区|老城区")
_NATION = re.compile(r"中华人民共和国|全国|国家|中国|国务院|(?:民政|财政|教育|农业农村|生态环境|自然资源|交通运输)部")
_START = re.compile(r"^|[《“”\"〈、，,：:；;（(\s]|关于(?:印发)?|印发|发布|公布|通过|《")
_LEVELS: tuple[tuple[str, Level], ...] = (
    (r"(?:省|自治区|特别行政区)$", "省"),
    (r"(?:街道|镇|乡)$", "街镇"),
    (r"(?:区|县|旗)$", "区县"),
    (r"(?:市|州|盟)$", "市"),
)


@dataclass(frozen=True, slots=True)
class Region:
    """A division: its own name (云溪区), its level, and the division that it is named under, where one is."""

    name: str
    level: Level
    parent: Region | None = None

    @property
    def full(self) -> str:
        """The name with all parents as far as they are named: 示例市云溪区."""
        return (self.parent.full if self.parent else "") + self.name


def find_region(text: str) -> Region | None:
    """The division that a title or an issuer names, the first one where there are more; None where none is named.

    A name is looked for where one may begin: at the start, after a bracket or mark, after 关于 or 印发. A province may be named in
    short (上海). The whole country is named by 全国, 国家 or its organs.
    """
    for start in _START.finditer(text):
        at = start.end()
        chain = _chain(text, at)
        if chain:
            return _region(chain)
        if _NATION.match(text, at):
            return Region(NATION, "国家")
    known = _PROVINCE.search(text)
    return _region(_chain(text, known.start())) if known else None


def units(name: str) -> tuple[str, ...]:
    """The units of a full name, top first: 示例市云溪区 -> 示例市, 云溪区. A province named in short is written out."""
    return tuple(_chain(re.sub(r"\s", "", name), 0))


def level_of(name: str) -> Level | None:
    """The level of a division by its (full or own) name; None where the name is none."""
    if name == NATION:
        return "国家"
    chain = units(name)
    return _region(chain).level if chain else None


def normal(name: str) -> str:
    """The name in its full writing, for grouping: 上海云溪区 -> 上海市云溪区; a name that is no division stays as it is."""
    return "".join(units(name)) or name.strip()


def within(name: str, wanted: str) -> bool:
    """Whether ``name`` is ``wanted`` or lies in it as far as its name says: 示例市云溪区 is within 示例市, 示例 and 云溪区."""
    chain = units(name) or (name,)
    parts = units(wanted) or (wanted.strip(),)
    stems = [unit[: -len(_suffix(unit))] or unit for unit in chain]
    return any(
        all(part in (unit, stem) for part, unit, stem in zip(parts, chain[at:], stems[at:], strict=False))
        for at in range(len(chain) - len(parts) + 1)
    )


def order(name: str) -> tuple[int, tuple[str, ...]]:
    """A sort key: the country, then provinces by GB/T 2260 with what lies in them, then places whose province is not named."""
    chain = units(name)
    if name == NATION:
        return -1, ()
    if not chain:
        return len(_PROVINCES) + 1, (name,)
    rank = _PROVINCES.index(chain[0]) if chain[0] in _PROVINCES else len(_PROVINCES)
    return rank, chain


def _suffix(unit: str) -> str:
    match = re.search(r"自治[区州县旗]$|特别行政区$|(?:新|地|林)区$|街道$|[省市州盟区县旗镇乡]$", unit)
    return match[0] if match else ""


def _chain(text: str, at: int) -> list[str]:
    """The units that stand one after another from ``at``; empty where none begins there."""
    out: list[str] = []
    known = _PROVINCE.match(text, at)
    if known:
        out.append(_SHORT.get(known[0], known[0]))
        at = known.end()
    while match := _UNIT.match(text, at):
        if _NO_UNIT.search(match[0]) and not (out and _OWN_WORD.fullmatch(match[0])):
            break
        out.append(match[0])
        at = match.end()
    return out


def _region(chain: list[str] | tuple[str, ...]) -> Region:
    region: Region | None = None
    for unit in chain:
        level: Level = next((level for pattern, level in _LEVELS if re.search(pattern, unit)), "区县")
        if unit.endswith("地区"):
            level = "市"
        if level == "市" and region and region.name not in _PROVINCES:
            level = "区县"  # a city under a city is one of county level
        region = Region(unit, level, region)
    assert region is not None
    return region
