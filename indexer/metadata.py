"""What a document says about itself: title, region, issuer, number, date, period, and what kind of document it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from indexer.dates import iso_date, period_of
from indexer.furniture import Sorted
from indexer.notice import DATE, OPERATIVE, ORGAN, bare, is_plan_title, is_title, named_plans
from indexer.numbering import leading
from indexer.provenance import draft_caution, draft_mark, with_draft_mark
from indexer.site import FACT
from library import regions
from library.model import Caution, DocType, Level, Period


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of `library.model.Plan` of the same names, and what a reader must know about how they were found."""

    title: str
    region: str
    region_level: Level | None
    issuer: str | None
    issued_date: str | None
    doc_number: str | None
    doc_type: DocType
    period: Period | None
    cautions: tuple[Caution, ...] = ()


_KEY_VALUE = re.compile(rf"({FACT})\s*[:：]\s*(.*?)(?=[\s】\])）]+{FACT}\s*[:：]|$)")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,14}[〔\[(（【]\s*20\d\d\s*[〕\])）】]\s*(?:第\s*)?\d{1,4}\s*号")
_OF_NOTICE = re.compile(r"^(?P<issuer>.{2,60}?)(?:关于)?(?:印发|发布|公布|转发|下达)(?P<what>.+?)的?(?:通知|公告|决定)$")
_ABOUT = re.compile(r"^(?P<issuer>.{2,40}?(?:政府|办公室|办公厅|委员会|局|厅|部|院|中心))关于.+(?:通知|公告|通告|意见)$")
_SIGNED = re.compile(rf"(?P<issuer>[^。；，,:：]{{3,40}}?(?:办公室|办公厅|人民政府|委员会|局|厅|部))\s*(?P<date>{DATE})\s*印发")
_OFFICE = re.compile(
    r"[\u4e00-\u9fff、]{2,40}(?:人民政府|政府|办公室|办公厅|委员会|管委会|局|厅|部|院|中心|街道办事处|党组|领导小组)|国务院"
)
_COVER = re.compile(rf"((?:{_OFFICE.pattern})(?:\s+(?:{_OFFICE.pattern}))*)(?:\s+(?:19|20)\d\d\s*年.*)?")
_EXPLAINS = re.compile(r"解读|问答|图解|一图|编制说明|起草说明|答记者问")
_PRESS = re.compile(r"[报网社台刊]$|日报|晚报|晨报|新闻|融媒|客户端|在线|电视|记者|通讯员")
_NEWS_PATH = re.compile(r"新闻|媒体|要闻|动态|报道|资讯中心|时政")
_REPORTS = re.compile(
    r"(?:本报|本网|记者|通讯员).{0,12}(?:讯|报道|从|获悉|了解到)|(?:近日|昨日|日前)[,，].{0,40}(?:印发|出台|发布|召开|举行)"
)
_EVENT = re.compile(r"出台|召开|举行|审议|部署|推进会|启动|通过|亮点|发布会|来了")
_RANGE_LINE = re.compile(r"[（(]?\s*((?:19|20)\d\d)\s*年?\s*[—–\-~～至到]+\s*((?:19|20)\d\d)\s*年?\s*[)）]?")
_TERM = re.compile(r"规划期(?:限)?(?:为|是|从|[:：])?\s*([^。；]{6,24})")
_PARENTS_BEGIN = re.compile(r"^|[《“（(，,、。：:；;\s]|关于|印发")
_PARENT_ENDS = re.compile(r"(?:省|自治区|市|州|盟|地区)$")
_PARENTS = 40
"""Characters that the names of a place's parents take at most."""
_SHORT = 60
_OPENING = 20
"""Blocks of the body in which a preface says whose plan it is and for which years."""
_SIGNATURE = 6
"""Blocks at the end of the body among which a document may be signed and dated."""
_NOTICE_ONLY = 3
_NOTICE_LENGTH = 2000
"""A notice with fewer headings and characters behind it transmits nothing that is in the file."""


def metadata(parts: Sorted, name: str) -> Metadata:
    """Read the fields from the sorted blocks; ``name`` is the file's name, the last resort for a title.

    The date is the one the document was issued on. Only where it prints none is the page's date taken, with a caution. The region's
    parents are named as far as the document does so.
    """
    facts = _facts(parts)
    front = [block.text.text.strip("# ") for block in parts.front]
    title = with_draft_mark(_title(front, parts, facts) or PurePath(name).stem, front)
    doc_type = _doc_type(title, front, parts, facts)
    issuer = _issuer(front, parts, facts)
    region = _region(title, issuer, front, parts, facts)
    issued, line = _issued(front, parts, facts)
    period = _period(title, front, parts) if doc_type != "新闻报道" else period_of(title)
    cautions = []
    if issued is None and doc_type != "其他":
        published = _published(facts)
        if published is not None:
            issued, line = published
            if doc_type in {"规划", "通知"}:
                cautions.append(Caution("site-date", f"原文没有印发日期，{issued} 是网页的发布日期。", line))
    draft = draft_mark(title, front)
    cautions += draft_caution(draft, next((block.line for block in parts.front if draft and draft in block.text.text), None))
    if doc_type != "规划":
        cautions.append(Caution("not-a-plan", f"这份文件不是规划，而是{_KINDS[doc_type]}，不参与指标对比。"))
    elif period is None:
        cautions.append(Caution("no-period", "没有找到规划期。"))
    return Metadata(
        title,
        region.full if region else "",
        region.level if region else None,
        issuer,
        issued,
        _number(front, facts),
        doc_type,
        period,
        tuple(cautions),
    )


_KINDS: dict[DocType, str] = {"通知": "通知", "解读": "解读或说明", "新闻报道": "新闻报道", "其他": "其他文件"}


@dataclass(frozen=True, slots=True)
class _Fact:
    key: str
    value: str
    line: int


def _facts(parts: Sorted) -> list[_Fact]:
    """What the page says about its document: 发布日期, 来源, 文号 … with their values."""
    out = []
    for left in parts.furniture:
        text, line = left.block.text.text, left.block.line
        if left.reason in {"facts", "imprint", "credit"}:
            dated = [_Fact("日期", text, line)] if left.reason == "facts" and re.match(r"20\d\d[-/.]", text) else []
            found = dated + [_Fact(match[1], match[2].strip(" -【】[]"), line) for match in _KEY_VALUE.finditer(text)]
            out += found
    return out


def _title(front: Sequence[str], parts: Sorted, facts: Sequence[_Fact]) -> str | None:
    """The plan's own title: its line behind the notice, else as the notice names it, else the document's headline."""
    notice = next((at for at, text in enumerate(front) if OPERATIVE.search(text)), None)
    own = [_joined(front, at) for at, text in enumerate(front) if is_plan_title(text)]
    if own:
        return own[-1] if notice is not None else own[0]
    for text in front:
        match = _OF_NOTICE.match(text)
        if match or OPERATIVE.search(text):
            named = named_plans(text)
            if named:
                return named[0]
            if match and is_plan_title(match["what"]):
                return match["what"]
    headline = next((_joined(front, at) for at, text in enumerate(front) if is_title(text)), None)
    stated = next((fact.value for fact in facts if re.search(r"名称|标题", fact.key) and fact.value), None)
    first = next((text for text in front if not OPERATIVE.search(text) and len(text) <= 60), None)
    opening = parts.body[0].text.text if parts.body else ""
    opening = "" if opening.startswith("##") else opening.strip("# ")
    return (
        headline
        or stated
        or first
        or (opening if len(opening) <= 60 and leading(opening) is None and not _tabular(opening) else None)
    )


def _tabular(text: str) -> bool:
    return "|" in text or "\t" in text or bool(re.match(r"表\s*\d|专\s*栏|附", text))


def _joined(front: Sequence[str], at: int) -> str:
    """A title with its first half, where that stands on the line before: the place alone, or the place and the subject."""
    title = re.sub(r"(?<=[^\x00-\xff])\s+(?=[^\x00-\xff])", "", front[at])
    if at and not regions.units(title) and regions.units(front[at - 1]) and len(front[at - 1]) <= 40:
        before = front[at - 1]
        if not is_title(before) and not ORGAN.fullmatch(before):
            return re.sub(r"\s+", "", before) + title
    return title


def _doc_type(title: str, front: Sequence[str], parts: Sorted, facts: Sequence[_Fact]) -> DocType:
    headings = sum(1 for block in parts.body if leading(block.text.text.strip("# ")) is not None)
    notice = any(OPERATIVE.search(text) for text in front) or any(_OF_NOTICE.match(text) for text in front)
    if _EXPLAINS.search(title):
        return "解读"
    if is_plan_title(title) and not _is_news(title, parts, facts):
        body = sum(len(block.text) for block in parts.body)
        return "规划" if headings >= _NOTICE_ONLY or body >= _NOTICE_LENGTH or not notice else "通知"
    if _is_news(title, parts, facts):
        return "新闻报道"
    if notice or re.search(r"通知|通告|公告$", title):
        return "通知"
    return "其他"


def _is_news(title: str, parts: Sorted, facts: Sequence[_Fact]) -> bool:
    """Whether the page says that it is news, the text tells of an event, or the headline does."""
    if is_plan_title(title) and not _EVENT.search(title) and regions.find_region(title):
        return False
    source = any(re.search("来源|稿源|作者", fact.key) and _PRESS.search(fact.value) for fact in facts)
    path = any(left.reason == "breadcrumb" and _NEWS_PATH.search(left.block.text.text) for left in parts.furniture)
    start = "".join(block.text.text for block in parts.body[:4])[:400]
    tells = bool(_REPORTS.search(start)) or bool(_EVENT.search(title))
    return source + path + tells > (1 if is_title(title) else 0)


def _issuer(front: Sequence[str], parts: Sorted, facts: Sequence[_Fact]) -> str | None:
    """Who signed the notice, else who issues it by its title, its imprint, the page's facts, the cover."""
    notice = next((at for at, text in enumerate(front) if OPERATIVE.search(text)), None)
    after = front[notice + 1 :] if notice is not None else []
    for text in after:
        match = re.fullmatch(rf"({_OFFICE.pattern})\s*(?:{DATE})?", text)
        if match and not is_plan_title(text):
            return match[1]
    for text in front:
        match = _OF_NOTICE.match(text) or _ABOUT.match(text)
        if match:
            return match["issuer"].strip()
    for text, _ in _signable(parts):
        signed = _SIGNED.search(text)
        if signed:
            return re.split(r"[。\s]", signed["issuer"])[-1]
    for keys in (r"发文|成文|印发", r"发布|公开", r"来源"):
        for fact in facts:
            if re.match(f"(?:文件|信息)?(?:{keys})", fact.key) and _OFFICE.fullmatch(fact.value):
                return fact.value
    return next((re.sub(r"\s+", "、", match[1]) for text in front if (match := _COVER.fullmatch(text))), None)


def _signable(parts: Sorted) -> Iterator[tuple[str, int]]:
    """The imprint and the short lines of the front, with their lines in the file: where an office and its date stand together."""
    for left in parts.furniture:
        if left.reason == "imprint":
            yield left.block.text.text, left.block.line
    for block in parts.front:
        if len(block.text) <= _SHORT:
            yield block.text.text, block.line


def _region(title: str, issuer: str | None, front: Sequence[str], parts: Sorted, facts: Sequence[_Fact]) -> regions.Region | None:
    """The place in the title, with the parents that the document names it under; else the issuer's place."""
    region = regions.find_region(title) or (regions.find_region(issuer) if issuer else None)
    if region is None or region.level in {"国家", "省"} or region.parent is not None:
        return region
    texts = [*(fact.value for fact in facts), *front, *(block.text.text for block in parts.body)]
    for full in _fuller(region.name, texts):
        return full
    return region


def _fuller(name: str, texts: Sequence[str]) -> Iterator[regions.Region]:
    """The place under its parent, wherever one is printed right before its name and a name may begin there."""
    for text in texts:
        at = text.find(name)
        while at >= 0:
            for begin in _PARENTS_BEGIN.finditer(text, max(0, at - _PARENTS), at):
                whole = text[begin.end() : at] + name
                found = regions.find_region(whole) if _PARENT_ENDS.search(text, begin.end(), at) else None
                if found and found.full == whole and found.parent:
                    yield found
            at = text.find(name, at + len(name))


def _issued(front: Sequence[str], parts: Sorted, facts: Sequence[_Fact]) -> tuple[str | None, int | None]:
    """The date under the notice, on the imprint, that the page gives as the document's, at the text's end; else the cover's."""
    notice = next((at for at, text in enumerate(front) if OPERATIVE.search(text)), None)
    own = [
        (at, match[0]) for at, text in enumerate(front) if (match := re.search(rf"{DATE}(?=[\s)）]*$)", text)) and len(text) <= 60
    ]
    for at, text in own:
        if notice is not None and at > notice:
            return iso_date(text), parts.front[at].line
    for text, line in _signable(parts):
        signed = _SIGNED.search(text)
        if signed:
            return iso_date(signed["date"]), line
    for fact in facts:
        if re.match(r"(?:文件|信息)?(?:成文|发文|印发|生成)(?:日期|时间)", fact.key) and iso_date(fact.value):
            return iso_date(fact.value), fact.line
    for block in parts.body[: -_SIGNATURE - 1 : -1]:
        if re.fullmatch(DATE, block.text.text):
            return iso_date(block.text.text), block.line
    return (iso_date(own[0][1]), parts.front[own[0][0]].line) if own else (None, None)


def _published(facts: Sequence[_Fact]) -> tuple[str, int] | None:
    """The date that the page was put up."""
    for fact in facts:
        date = iso_date(fact.value)
        if date and re.search(r"日期|时间", fact.key) and not re.match(r"失效|废止|更新|生效|施行", fact.key):
            return date, fact.line
    return None


def _number(front: Sequence[str], facts: Sequence[_Fact]) -> str | None:
    """发文字号: in a short line of the front, or among the page's facts."""
    for text in front:
        match = _NUMBER.search(text) if len(text) <= _SHORT and not is_title(text) else None
        if match:
            return re.sub(r"\s", "", match[0])
    for fact in facts:
        match = _NUMBER.search(fact.value)
        if match and re.search(r"号$|文号", fact.key):
            return re.sub(r"\s", "", match[0])
    return None


def _period(title: str, front: Sequence[str], parts: Sorted) -> Period | None:
    """The years that the title prints, the line under it, the preface; else those that the name of the five years stands for."""
    for text in [title, *(text for text in front if _RANGE_LINE.fullmatch(text) or bare(text) == bare(title))]:
        found = period_of(text)
        if found and _RANGE_LINE.search(text):
            return found
    named = period_of(title)
    if named:
        return named
    opening = " ".join(block.text.text for block in parts.body[:_OPENING])
    term = _TERM.search(opening)
    return (period_of(term[1]) if term else None) or next((found for text in front if (found := period_of(text))), None)
