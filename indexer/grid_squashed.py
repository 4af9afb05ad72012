"""Tables that lost every border between their cells: …序号指标名称单位2020年2025年属性1护理型床位占比%48.668约束性2….

The text is taken apart at every place where a cell border may be (around numbers, units, operators, attribute words, after the
words that end an indicator's name); which of them are borders the alignment finds out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from indexer.blocks import Block
from indexer.grid import Header, with_sub
from indexer.grid_align import NEVER, Aligner, Layout, Piece, Row
from indexer.grid_cells import heads
from indexer.headers import HEADER_RUN, HEADER_WORD, column, kind_of, squeeze
from library.units import UNIT_PATTERN, UNITS

_MOST_TEXT = 6000
_SPAN = 60
_ATTRIBUTE = re.compile("约束性|预期性|指导性|引导性|导向性")
_RATE = rf"(?:万|亿)?(?:{'|'.join(map(re.escape, UNITS))})(?:/[每万亿千百]*[人月年天日户镇村个家床次万])+"
_KINDS_OF_BITS = {
    "space": r"\s+",
    "rate": _RATE,
    "attribute": "约束性|预期性|指导性|引导性|导向性",
    "digit": r"\d",
    "point": r"[.,](?=\d)",
    "unit": rf"(?<=\d)(?:{UNIT_PATTERN})",
    "operator": "[≥≤<>~≧≦]|不低于|不少于|不高于|不超过|不大于|达到|超过|参[照考]|高于|低于",
    "suffix": "(?:及|或)?以[上下内]|左右",
    "bracket": r"[(（][^()（）]*[)）]",
    "quote": "“[^”]*”",
    "none": r"[—\-/]{1,2}",
    "grade": "无级别|未评级|无等级|暂无",
    "mark": "[%‰]",
    "other": r"[^\s\d]",
}
_BITS = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS_OF_BITS.items()))
_TAIL_END = re.compile(
    r"(?:率|数|总数|数量|占比|比例|比重|面积|标准|水平|额|等级|评级|补贴|收入|总量|场所|密度|指数|类|产值|增加值|增速|"
    r"增长|容量|里程|长度|满意度|覆盖面)$"
)
_TRAILING_UNIT = re.compile(rf"(?:{'|'.join(map(re.escape, UNITS))})$")


def find_head(text: str) -> tuple[int, int, list[str]] | None:
    """(start, end, titles) of the first head without borders in ``text``, or None."""
    for match in HEADER_RUN.finditer(text):
        titles: list[str] = []
        end = match.start()
        for word in HEADER_WORD.finditer(match.group()):
            if squeeze(word.group()) in map(squeeze, titles):
                break
            titles.append(word.group())
            end = match.start() + word.end()
        start = match.start()
        while titles and kind_of(titles[0]) in ("name", "value") and _named_later(titles):
            start += len(titles.pop(0))
        kinds = [kind_of(title) for title in titles]
        if (
            len(titles) >= 4
            and ("name" in kinds or "text" in kinds)
            and ("no" in kinds or "attribute" in kinds or kinds.count("value") >= 2)
        ):
            return start, end, titles
    return None


def _named_later(titles: Sequence[str]) -> bool:
    """Whether the first title only ends the caption (…主要指标 | 类别 序号 指标名称): the name and its number follow."""
    later = [kind_of(title) for title in titles[1:]]
    return "name" in later and ("no" in later or "category" in later)


_PROJECT_HEAD = re.compile(
    r"(?:序号|编号)(?P<name>(?:重大|重点)?(?:项目|工程|任务)(?:名称)?)(?P<content>(?:主要|建设|项目|工作)?(?:建设)?(?:内容|目标)(?:及规模)?)(?=1\D)"
)
_NAME_END = re.compile(
    r"(?:工程|项目|建设|体系|机构|模式|平台|中心|基地|行动|计划|修缮|改造|试点|系统|机制|网络|制度|设施|场所|园区?|站|院|馆|库|品牌|服务)[”》)）]?"
)
_CONTENT_START = re.compile(
    r"为(?!老|民)|以|按照?|根据|持续|完善|通过|依托|对|在|到|做好|建设|新建|开展|推进|实施|加强|选址|位于|占地|总|计划|项目|围绕|[^，。；]{2,12}(?:始建|位于|占地)"
)


_MOST_PROJECTS = 1000


@lru_cache(maxsize=_MOST_PROJECTS)
def _numbered(number: int) -> re.Pattern[str]:
    return re.compile(rf"。{number}(?=[^\d.．、,，])")


def read_projects(blocks: Sequence[Block], first: int) -> tuple[int, Header, list[Piece], Layout] | None:
    """A squashed table of number, name and content (序号项目名称项目内容1……。2……。), as read_squashed gives one, or None.

    A row begins at the running number behind the 。 that ends the content before; a name ends at the first word that names of
    projects end in and that something like the beginning of a sentence follows.
    """
    text = blocks[first].text.text
    head = _PROJECT_HEAD.search(text)
    if head is None:
        return None
    starts = [head.end()]
    while len(starts) < _MOST_PROJECTS and (match := _numbered(len(starts) + 1).search(text, starts[-1])):
        starts.append(match.start() + 1)
    if len(starts) < 2:
        return None
    last = text.find("\n", starts[-1])
    stops = [*starts[1:], len(text) if last < 0 else last]
    pieces: list[Piece] = []
    rows: list[Row] = []
    for number, (start, stop) in enumerate(zip(starts, stops, strict=True), 1):
        begin = start + len(str(number))
        border = _name_ends(text, begin, stop)
        at = len(pieces)
        pieces += [Piece(text[one:other], first, one, other) for one, other in ((start, begin), (begin, border), (border, stop))]
        rows.append(Row(((at, at + 1), (at + 1, at + 2), (at + 2, at + 3)), at, at + 3))
    titles = [head.group()[: head.start("name") - head.start()], head["name"], head["content"]]
    return head.start(), Header((tuple(titles),), tuple(map(column, titles))), pieces, Layout(tuple(rows), len(pieces), 0.0)


def _name_ends(text: str, begin: int, stop: int) -> int:
    """Where the name of a project that begins at ``begin`` ends and its content starts."""
    window = text[begin : min(stop, begin + 40)]
    ends = [
        match.end()
        for match in _NAME_END.finditer(window)
        if match.end() >= 6 and window[: match.end()].count("“") == window[: match.end()].count("”")
    ]
    for end in ends:
        if _CONTENT_START.match(text, begin + end) and not _NAME_END.match(window, end):
            return begin + end
    return begin + ends[0] if ends else begin + min(len(window), 12)


def read_squashed(blocks: Sequence[Block], first: int) -> tuple[int, Header, list[Piece], Layout] | None:
    """(start of the head in the block's text, head, pieces, layout) of a squashed table in block ``first``, or None."""
    head = find_head(blocks[first].text.text)
    if head is None:
        return None
    start, end, titles = head
    kinds = [kind_of(title) for title in titles]
    if "no" not in kinds and kinds[-1] != "attribute":
        return None
    text = blocks[first].text.text
    if text[end:].strip():
        pieces = _bits(text[end : end + _reach(text[end:], titles)], first, end)
    else:
        pieces = []
        for index in range(first + 1, min(len(blocks), first + 300)):
            line = blocks[index].text.text
            if blocks[index].grid is not None or len(line) > 300 or HEADER_RUN.search(line):
                # The next head begins another table. Read on, every head of many would read all lines behind it again.
                break
            pieces += _bits(line, index, 0)
    if not pieces:
        return None
    found = [(header, Aligner(pieces, header.columns, span=_SPAN, loose=True).run()) for header in map(with_sub, heads(titles))]
    header, layout = min(found, key=lambda pair: pair[1].cost)
    if len(layout.rows) < 2 or layout.cost > -1.6 * len(layout.rows):
        return None
    return start, header, pieces, layout


def _reach(text: str, titles: Sequence[str]) -> int:
    """How far the table may go: the last attribute word that follows the one before at a row's distance, and a row more."""
    if "attribute" not in [kind_of(title) for title in titles]:
        return min(len(text), _MOST_TEXT // 2)
    last = 0
    for match in _ATTRIBUTE.finditer(text[: 3 * _MOST_TEXT]):
        if match.start() - last > 240:
            break
        last = match.end()
    return min(len(text), last + 80)


def _bits(text: str, block: int, offset: int) -> list[Piece]:
    """The pieces of ``text``, which begins at ``offset`` of its block's text."""
    out: list[Piece] = []
    before = "space"
    for match in _BITS.finditer(text):
        kind = str(match.lastgroup)
        if kind != "space":
            start = offset + match.start()
            follows_digit = out[-1].text[-1:].isdigit() if out else False
            cut = 0.0 if before == "space" else _cut(kind, before, out, match, text)
            join = 0.6 if before == "space" else 0.0
            if kind == "other" and before == "other" and cut >= NEVER and not follows_digit:
                last = out.pop()
                out.append(Piece(last.text + match.group(), block, last.start, offset + match.end(), last.join, last.cut))
            else:
                out.append(Piece(match.group(), block, start, offset + match.end(), join, cut))
        before = kind
    return out


def _cut(kind: str, before: str, out: Sequence[Piece], match: re.Match[str], text: str) -> float:
    """The cost of a cell border before a bit, after a bit of kind ``before``."""
    previous = out[-1].text if out else ""
    if "point" in (kind, before):
        return NEVER
    if kind == "digit" and before == "digit":
        return _digit_cut(match, text)
    if kind == "unit" or (kind == "rate" and before == "digit"):
        return 1.2
    if kind == "suffix" or (before == "operator" and kind != "operator"):
        return 3.0
    if kind == "bracket":
        return 2.0
    if kind == "other" and before == "other":
        return _han_cut(previous, match, text)
    if kind == "quote" or before == "quote":
        return 0.5
    return 0.0


def _digit_cut(match: re.Match[str], text: str) -> float:
    """Two figures may touch (4865), but a figure of more than one digit does not begin with a nought."""
    return NEVER if match.group() == "0" and text[match.end() : match.end() + 1].isdigit() else 0.5


def _han_cut(previous: str, match: re.Match[str], text: str) -> float:
    """Between two characters a border is likely after the end of a name or category, and before a unit."""
    at = match.start()
    if any(text[at - length : at] == text[at : at + length] for length in range(4, min(40, at) + 1)):
        return 0.1
    if _TAIL_END.search(previous):
        return 0.3
    rest = text[match.start() : match.start() + 8]
    unit = re.match(rf"(?:{UNIT_PATTERN})(?=[\d≥≤<>不]|约束性|预期性|—|-)", rest)
    if unit:
        return 0.3
    return 0.2 if _TRAILING_UNIT.fullmatch(previous) else NEVER
