"""Things to be built or done that a plan names: rows of project tables, items of boxes, and 工程/行动/平台/试点/品牌 in the text.

A name is kept only where a verb of doing leads to it and it says what it is; slogans, rules, and what is already done are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from indexer.grid import FoundTable
from indexer.headers import squeeze
from indexer.targets import place, quoted
from indexer.tense import past_sentence, tells_of_the_past
from library.model import Period, Project, ProjectKind, Section, Source

__all__ = ["distinct", "projects", "table_projects"]

_DO = (
    "建设|打造|搭建|建立|(?<!机)构建|实施|开展|推进|推动|深化|完善|落成|新建|筹建|设立|推广|创建|启动|推行|发展|开设|创办|建成|共建|改造|扩建|拓展|优化|升级|强化|"
    "健全|探索|规范|做实|做强|提升|创新|落实|培育|组织|支持|加强|编制|引进|形成|运营|承接|用好|办好|夯实|完成|总结|设置|实现|引入|试点|改扩建|改建|迁建|增设|投放"
)
_BUILD = "建设|打造|搭建|建立|新建|筹建|开发|研发|落成|共建|建成|开设|推进"
_HOW = (
    "大力|积极|持续|深入|全面|稳步|有序|加快|进一步|继续|着力|全力|逐步|不断|扎实|重点|统筹|鼓励|支持|引导|深度|高标准|高质量|"
    "分类|分步|探索|至少|并"
)
_TAILS: dict[str, ProjectKind] = {
    **dict.fromkeys(("专项行动", "行动", "行动计划", "计划"), "行动"),
    "工程": "工程",
    "试点": "试点",
    **dict.fromkeys(("平台", "调度中心", "指挥中心", "数据中心", "数据库", "解决方案库", "数据海", "系统", "模块"), "平台"),
    "品牌": "品牌",
    **dict.fromkeys(
        re.findall(
            r"\S+",
            "项目 基地 产业园 孵化园 公益园 驿站 综合体 骨灰堂 客厅 展示馆 福利院 敬老院 殡仪馆 公墓 友好社区 示范养老机构 "
            "标准化建设 适老化改造 可视化改造 社会工作站 服务中心 照护单元",
        ),
        "项目",
    ),
}
"""The last word of a project's name -> its kind."""
_BRAND = re.compile(
    "(?:之家|驿站|窗口|银行|客厅|课堂|学园|护照|益站|[^站]站|阁|云|工程|计划|行动|平台|系统|品牌|数据海|数据库|送爱)$"
)
"""How names end that plans put in quotes without saying what they are."""
_NEED_QUOTES = ("品牌", "项目", "计划")
_CARRIED_OUT = re.compile("实施|启动|打造|推出")
"""Verbs after which a project or plan needs no quotes: 实施护理员培训计划; not 落实年度计划, 申报项目."""
_NEED_BUILDING = ("系统", "服务中心")
_AFTER_QUOTES: dict[str, ProjectKind] = {
    "战略": "行动",
    "网络": "平台",
    "工作体系": "试点",
    "中心体系": "项目",
    "服务": "项目",
    "平台": "平台",
}
_TAIL = re.compile("|".join(sorted(_TAILS, key=len, reverse=True)))
_LEAD = re.compile(rf"(?:^|(?:{_HOW}){{0,9}})(?P<verb>(?:{_DO})+|^(?=\d+[个家处项]))(?P<rest>.+)")
_EMPTY = (
    "一批|重点|重要|品牌|重大|相关|各类|有关|各项|具体|示范性?|优质|特色|优秀|自主|知名|服务|便民|公益性?|志愿|惠民|民生|创新|建设|信息|信息化|统一的?|综合|管理|专项|规划|年度|工作|"
    "实施|社会|公共|基础|多元化?|的|等|政府|购买|活动|改革|本地|区域|国家|全国|省级?|市级?|区级?|县级?|全市|全区|新|一站式|多种|培训|应用|推广|整治|集成|线上|线下|"
    "支撑|治理|办公|运行|和|及|[一二三四五六七八九十\\d]+[个项类大]"
)
_GENERIC = re.compile(rf"(?:{_EMPTY})*(?:行动|工程|试点|平台|系统|模块|品牌|项目|基地|计划|数据库|驿站|综合体|服务中心|标准化建设)")
_NOT = re.compile(
    "国民经济|预算|系统性|系统治理|系统观念|民政系统|生态系统|计划生育|行动不便|行动能力|干部职工|规划计划|工作计划|行动指南|品牌化|平台化|项目化|项目制|工程师|系统化|等等|[两三四五六七八九十]大(?:模块|系统|平台)"
)
_BREAK = re.compile(r"[，,。；;：:！!？?\n]")
_MARKS = re.compile(r"[，,。；;：:！!？?\n“(（《”)）》]")
_JOINTS = re.compile("[、和与及“(（《”)）》]")
_SLOGAN_TITLE = re.compile("指导思想|基本原则|指导方针|总体要求|总体思路|工作原则|指导原则|组织实施|监测评估|资金保障")
_RULE = re.compile(
    r"[一二三四五六七八九十两双多0-9]+[个大]?[^”]{1,4}(?:[一二三四五六七八九十][^”]{1,3})+$|十[一二三四五六七八九]?五|放管服|一网通办|互联网\+$|以人民为中心"
)


def projects(section: Section, above: Sequence[str], period: Period | None) -> list[Project]:
    """What a section's own text names as a project, in order; none where it tells of the past, of principles, or of no period.

    ``above`` holds the titles of the sections that it stands in. Items of a box are projects of kind 专栏 whatever they are called.
    """
    titles = [*above, section.title]
    slogans = any(_SLOGAN_TITLE.search(title) and "目标" not in title for title in titles)
    if period is None or section.kind == "front" or tells_of_the_past(titles, period) or slogans:
        return []
    if section.kind == "box":
        return list(_box_items(section))
    out = [_record(section, None, name, kind, section.title, 0) for _, name, kind in _named(section.title)]
    for sentence in re.finditer(r"[^。；;！!？?\n]+", section.text):
        if past_sentence(sentence.group(), period):
            continue
        for at, name, kind in _named(sentence.group()):
            content = quoted(sentence.group(), at, at + len(name))
            out.append(_record(section, None, name, kind, content, sentence.start() + at))
    return distinct(out)


def _record(section: Section, no: str | None, name: str, kind: ProjectKind, content: str, position: int) -> Project:
    line, offset = place(section, position)
    return Project("", "", no, name, kind, content, Source(line, line, offset, offset + len(name), section.source.page))


_ITEM = re.compile(
    r"(?m)^[ \t\u3000]*(?:(?P<no>\d{1,2})[.、．]\s*|[(（](?P<han>[一二三四五六七八九十\d]+)[)）]|——|●|◆|■)"
    r"(?P<name>[^。：:\n]{4,40})[。：:\n](?P<content>.*)"
)


def _box_items(section: Section) -> Iterator[Project]:
    """Numbered or titled items of a box: 1.…工程。…; ——…."""
    for match in _ITEM.finditer(section.text):
        name = match["name"].strip()
        if not re.search(r"[，,]", name) or len(name) <= 24:
            yield _record(section, match["no"] or match["han"], name, "专栏", match["content"].strip(), match.start("name"))


def _named(sentence: str) -> Iterator[tuple[int, str, ProjectKind]]:
    """(position, name, kind) of every project a sentence names."""
    for begin, clause in _clauses(sentence):
        yield from ((begin + start, *found) for start, found in _means(clause))
        lead = _LEAD.search(clause)
        if lead is None:
            continue
        for start, part in _parts(lead["rest"]):
            found = _name(part, lead["verb"])
            if found is not None:
                yield begin + lead.start("rest") + start, *found


_LONGEST_PART = 400
"""Characters: a phrase without any joint that is longer names nothing."""
_MEANS = re.compile(
    r"^(?:依托|通过|借助|运用)(?P<rest>.+)|^[^以“]{0,8}以(?P<carrier>.+?)(?:要求|经验|工作)?为(?:依托|载体|抓手|引领|示范|契机)"
)
_PROPER = re.compile(r".*[A-Za-z\d]|[\u4e00-\u9fff]{2,3}(?:省|市|区|县)(?![级域内民])")
"""How a name of its own begins that is not in quotes: with letters or figures in it, or with a place."""


def _means(clause: str) -> Iterator[tuple[int, tuple[str, ProjectKind]]]:
    """(position, (name, kind)) of what is there by name and carries the work: 依托…基地、“…学园”, 以“…”活动为载体."""
    match = _MEANS.search(clause)
    if match is None:
        return
    group = "rest" if match["rest"] else "carrier"
    for start, part in _parts(match[group]):
        if len(part) > _LONGEST_PART:
            continue
        text = re.sub(r"等.*$", "", part)
        quoted = re.search(r"^((?:(?!第|最)[^“]){0,2}“([^”]{2,20})”)(?:[^“]{0,4}(?:活动|品牌|工程|项目|平台|行动))?$", text)
        tail = next((found for found in reversed(list(_TAIL.finditer(text))) if found.end() == len(text)), None)
        if quoted and not _RULE.search(quoted[2]) and (match["carrier"] or _BRAND.search(quoted[2])):
            kind: ProjectKind = next((kind for word, kind in _TAILS.items() if text.strip("”").endswith(word)), "品牌")
            yield match.start(group) + start + quoted.start(1), (quoted[1], kind)
        elif tail and "“" not in text and _PROPER.match(text) and not _NOT.search(text):
            yield match.start(group) + start, (re.sub(r"^.*的", "", text), _TAILS[tail.group()])


def _clauses(sentence: str) -> Iterator[tuple[int, str]]:
    """(position, text) of the clauses parted by commas that stand outside quotes and brackets."""
    begin = depth = 0
    for match in _MARKS.finditer(sentence):
        depth += (match[0] in "“(（《") - (match[0] in "”)）》")
        if depth <= 0 and _BREAK.match(match[0]):
            if begin < match.start():
                yield begin, sentence[begin : match.start()]
            begin = match.end()
    if begin < len(sentence):
        yield begin, sentence[begin:]


_ONE_THING = re.compile(r"[^、和与及，]{2,6}(?:系统|平台|数据库|模块)")
_MODIFIER = re.compile(r"(?:管理|服务|监测|治理|评估|审批|核对|查询|预警|监督)$")


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The members of an enumeration: parted by 、 和 与 及 outside quotes, but for two words before one thing (管理和运行系统)."""
    start = depth = 0
    for match in _JOINTS.finditer(text):
        index, char = match.start(), match[0]
        depth += (char in "“(（《") - (char in "”)）》")
        if depth or char not in "、和与及":
            continue
        if char == "、" or not (_MODIFIER.search(text, max(start, index - 2), index) and _ONE_THING.match(text, index + 1)):
            yield start, text[start:index]
            start = index + 1
    yield start, text[start:]


def _name(part: str, verb: str) -> tuple[str, ProjectKind] | None:
    """The project that a noun phrase names, if it does."""
    if len(part) > _LONGEST_PART:
        return None
    text = _TRIM.sub("", re.sub(rf"^(?:(?:{_HOW})*(?:{_DO}))*(?=.{{4,}})", "", part.strip()))
    plan = re.match(r"《[^》]{4,40}(?:规划|方案)》", text)
    if plan and "编制" in verb:
        return plan.group(), "项目"
    ends = [match for match in _TAIL.finditer(text) if not _inside_quotes(text, match.start())]
    quoted = re.search(r"“([^”]{2,20})”", text)
    if quoted and _RULE.search(quoted.group(1)):
        quoted = None
    found = None
    if ends and not (quoted and quoted.end() > ends[-1].end()):
        if _USED.match(text, ends[-1].end()):
            return None
        found = _with_tail(text[: ends[-1].end()], ends[-1].group(), verb, quoted)
        if found is not None or ends[-1].group() not in _NEED_BUILDING:
            return found
    return _quoted(text, quoted) if quoted else None


_USED = re.compile(r"(?:建设|搭建|打造|建立|开展|实施|提供|推进)[^，]{2}")
"""What follows a thing that only helps to make another: 社工站建设便民点位."""
_TRIM = re.compile(
    r"^(?:以|为|对|将|在|通过|面向|从|的|等|全区|全市|一批|[一二两三四五六七八九十\d]++[~\-]?+\d*+[个项家处所座张间](?:以上)?(?:的)?|"
    r"[省市区县镇乡村街道（）]{1,6}[两二三四五多各]级)+"
)
_INNER_VERB = re.compile(
    r"(?:(?<=组织|机构|单位|企业|街道|社区)建设|打造成|建立|形成|打造|完善|搭建|(?<!机)构建|为|成为|作为|提供|拥有|开展|依托|参与|承接)"
)


_KINDS = re.compile(r"”.*[两二三四五六七八九十几多][类种].*品牌$")
"""Sorts of brands, not brands: “…”“…”两类治理品牌."""


def _with_tail(name: str, tail: str, verb: str, quoted: re.Match[str] | None) -> tuple[str, ProjectKind] | None:
    """A phrase that ends in a word of building (工程, 平台, 试点 …), unless it says too little to be a name."""
    if tail == "品牌" and quoted and _KINDS.search(name):
        return None
    if tail == "品牌" and quoted:
        return quoted.group(), "品牌"
    bare = re.sub(r"^[^“]*的(?=[^的]*“)" if quoted else r"^.*的", "", name)
    if quoted is None and (inner := list(_INNER_VERB.finditer(bare))):
        verb += inner[-1].group()
        bare = _TRIM.sub("", bare[inner[-1].end() :])
    if tail in _NEED_QUOTES and quoted is None and (tail == "品牌" or not _CARRIED_OUT.search(verb)):
        return None
    if tail in _NEED_BUILDING and not re.search(_BUILD, verb):
        return None
    if (
        "等" in bare
        or _NOT.search(bare)
        or _GENERIC.fullmatch(re.sub("[“”]", "", bare))
        or not len(tail) + (0 if len(tail) > 4 else 3) <= len(squeeze(bare)) <= 36
    ):
        return None
    return bare.strip(), _TAILS[tail]


_CARRYING = "(?:的?(?:实体化|常态化|规范化)?(?:实施|运作|落地|运行|建设|推广|应用))"


def _quoted(text: str, quoted: re.Match[str]) -> tuple[str, ProjectKind] | None:
    """A name in quotes whose kind stands inside or right behind them, or before them (品牌“绝境送爱”)."""
    inner, behind, before = quoted.group(1), text[quoted.end() :], text[: quoted.start()]
    if before.endswith("品牌"):
        return text[: quoted.end()], "品牌"
    for word, kind in _AFTER_QUOTES.items():
        match = re.match(rf"[^，。；、式]{{0,6}}?{word}(?=(?:{_CARRYING})?$)", behind)
        if match and quoted.start() <= 16 and not (word == "服务" and "+" in inner):
            return text[: quoted.end() + match.end()].strip(), kind
    if _BRAND.search(inner) and len(inner) >= 3:
        kind = next((kind for word, kind in _TAILS.items() if inner.endswith(word)), "品牌")
        return quoted.group(), kind
    return None


def _inside_quotes(text: str, at: int) -> bool:
    return text[:at].count("“") > text[:at].count("”") or text[:at].count("《") > text[:at].count("》")


def table_projects(table: FoundTable) -> list[Project]:
    """The rows of a table of projects (项目名称 with 建设内容, 投资, 时限 …); none for any other table."""
    kinds = [column.kind for column in table.columns]
    titles = [squeeze(column.title) for column in table.columns]
    named = next(
        (at for at, kind in enumerate(kinds) if kind == "name" and re.search(r"项目|工程|名称|行动|试点", titles[at])), None
    )
    if named is None or "attribute" in kinds or "value" in kinds or not {"text", "money", "time", "org", "remark"} & set(kinds):
        return []
    if "指标" in titles[named]:
        return []
    content = next((at for at, kind in enumerate(kinds) if kind == "text" and at != named), None)
    number = kinds.index("no") if "no" in kinds else None
    out = []
    for row in range(table.header_rows, len(table.grid)):
        cells = table.grid[row]
        if len(set(cells)) == 1 or not cells[named].strip() or re.fullmatch(r"合\s*计|总\s*计|小\s*计", cells[named].strip()):
            continue
        start, end = table.spans[row]
        source = Source(table.lines[row], table.lines[row], start, end)
        no = cells[number] or None if number is not None else None
        out.append(
            Project("", "", no, cells[named].strip(), _kind_of(cells[named]), cells[content] if content is not None else "", source)
        )
    return out


def _kind_of(name: str) -> ProjectKind:
    """By the last word of a name; 项目 where it says nothing."""
    plain = squeeze(name).strip('“”"')
    return next((_TAILS[word] for word in sorted(_TAILS, key=len, reverse=True) if plain.endswith(word)), "项目")


_TELLING, _MOST = 4, 2000
"""Characters of a name that a longer one may hold; how many names are looked at so; of more, only equal ones are one."""


def distinct(found: Iterable[Project]) -> list[Project]:
    """Each project once, at its first place: names that are equal, or of which one holds the other, are one.

    What the text of a box's item names is part of that item.
    """
    out: list[Project] = []
    known: dict[str, None] = {}
    items: set[str] = set()
    for item in found:
        if item.kind == "专栏":
            items.add(item.section)
        elif item.section and item.section in items:
            continue
        plain = re.sub(r"[“”\"'（）()\s]", "", item.name)
        if plain in known or (
            len(plain) >= _TELLING
            and any(plain in other or other in plain for other in islice(known, _MOST) if len(other) >= _TELLING)
        ):
            continue
        out.append(item)
        known[plain] = None
    return out
