"""What of a file is the document and what the web site or the office printed around it; the latter is kept aside as evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.blocks import Block
from indexer.contents import contents
from indexer.notice import DATE_LINE, OPERATIVE, ORGAN, bare, is_address, is_plan_title, is_title, named_plans, split_notice
from indexer.numbering import leading
from indexer.site import Reason, edge_line, site_line
from library import regions


@dataclass(frozen=True, slots=True)
class Left:
    """A block that is not the document's, and why."""

    block: Block
    reason: Reason


@dataclass(frozen=True, slots=True)
class Sorted:
    """A file's blocks, each in one of four places, in file order.

    ``front`` is what stands before the plan proper: the notice that transmits it, the plan's own title, its period. ``body`` is the
    plan from its preface on (of a news report, all but the headline). ``contents`` is the list of contents with its title.
    """

    front: tuple[Block, ...]
    body: tuple[Block, ...]
    contents: tuple[Block, ...]
    furniture: tuple[Left, ...]


_OPENING = re.compile(r"#*\s*(?:前\s*言|序\s*言|引\s*言|导\s*言|序|摘\s*要|编者按)")
_HEAD_PAPER = re.compile(
    r".{2,40}(?:文件|公报)|[\u4e00-\u9fff]{1,12}[〔\[(（]\s*20\d\d\s*[〕\])）]\s*\d+\s*号|附\s*[件录]\s*\d*\s*[:：]?|内部资料.*"
)
_BRACKETED = re.compile(r"[（(〔\[][^()（）]{2,40}[)）〕\]]|(?:19|20)\d\d\s*[—–\-~～至]+\s*(?:19|20)\d\d\s*年?")
_CONTACT = re.compile(r"[（(]?\s*(?:联\s*系\s*人|联系电话|咨询电话)\s*[:：].{0,80}")
_SENTENCE = re.compile(r"[。！？!?；;]")
_ENDED = re.compile(r".{15}[。；;]$")
_TABLE = re.compile(r".*(?:[|｜].*[|｜]|\t.*\t).*|序\s*号|(?:表|专\s*栏)\s*[\d一二三四五六七八九十]+.*")
_MARK = re.compile(r"[，,。；;：:！!？?]")
_NO_ATTACHMENT = re.compile(r"(?:相关)?附\s*件(?:下载)?\s*[:：]?")
_DASH = re.compile(r"[-–—·•|]+")
_NUMERIC_DATE = re.compile(r"[\[(（]?\s*20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d\d:\d\d(?::\d\d)?)?\s*[\])）]?")
_IMPRINT = re.compile(
    r"(?<=[。！”）)\u4e00-\u9fff])\s*(?:信息)?公开(?:属性|方式)\s*[:：]|(?<=[。！”）)])\s*抄\s*[送报]\s*[:：]|(?<=。)\s*[（(]此件.{0,8}公开"
)
_LABEL = 6
"""A line of so few characters between the facts about a page is the label of one of them."""
_MENU = 40
"""No entry of a menu and no slogan is longer, in characters."""
_NEAR = 60
"""A document begins within so many blocks; menus are no longer."""
_LINKS = 2
_TAIL_PROSE = 300
_TAIL_SHARE = 0.1
"""Running text behind a document's end: at most so many characters, and so large a share of all."""


def split_furniture(blocks: Sequence[Block]) -> Sorted:
    """Sort the blocks of a file. Every block is in the answer once; paragraphs that hold a notice or an imprint are split."""
    blocks = _split_imprint(split_notice(blocks))
    texts = [block.text.text if block.grid is None else "" for block in blocks]
    listed = contents(blocks)
    left: dict[int, Reason] = {}
    begin, head = _head(texts, listed, left)
    _tail(texts, left, head)
    for at, text in enumerate(texts):
        if at not in left and at not in listed and text and (reason := site_line(text)):
            left[at] = reason
    kept = [at for at in range(begin, len(blocks)) if at not in left and at not in listed]
    front = _front(texts, kept, head)
    _repeated(texts, [at for at in kept if at < head or at in front], left)
    return Sorted(
        tuple(blocks[at] for at in kept if at in front and at not in left),
        tuple(blocks[at] for at in kept if at not in front and at not in left),
        tuple(blocks[at] for at in listed),
        tuple(Left(blocks[at], reason) for at, reason in sorted(left.items()) if at not in listed),
    )


def _prose(text: str) -> bool:
    """Running text, an addressee's line or a heading of the document: what no page prints above it."""
    if site_line(text) or edge_line(text):
        return False
    sentence = (len(text) >= _MENU and (_SENTENCE.search(text) is not None or len(text) > 2 * _MENU)) or _ENDED.search(text)
    notice = OPERATIVE.search(text) and len(text) > _MENU // 2
    return bool(sentence or notice or is_address(text) or _TABLE.fullmatch(text) or _heading(text))


def _heading(text: str) -> bool:
    bare_text = text.lstrip("# ")
    numbered = leading(bare_text) is not None and not text.startswith("附") and not is_title(bare_text)
    return bool(_OPENING.fullmatch(text)) or numbered or text.startswith("##")


def _head(texts: Sequence[str], listed: range, left: dict[int, Reason]) -> tuple[int, int]:
    """Where the document begins, and where its first running text or heading stands; what is not its own is put to ``left``."""
    limit = min(len(texts), _NEAR)
    stop = listed.start if listed else limit
    head = next((at for at in range(min(stop, limit)) if not texts[at] or _prose(texts[at])), min(stop, limit))
    edges = {at: reason for at in range(head) if (reason := edge_line(texts[at]))}
    begin = _begin(texts, head, edges)
    if begin is None:
        left.update(edges)
        return 0, head
    for at in range(begin):
        left[at] = edges.get(at, "navigation")
    for at in range(begin + 1, head):
        if at in edges:
            left[at] = edges[at]
        elif len(texts[at]) <= _LABEL and (at + 1 in edges or at - 1 in edges) and not _of_cover(texts[at]):
            left[at] = "navigation"
    return begin, head


def _begin(texts: Sequence[str], head: int, edges: dict[int, Reason]) -> int | None:
    """The first line of the document before its running text: its title, or what stands on its cover above that."""
    free = [at for at in range(head) if at not in edges]
    title = next((at for at in free if is_title(texts[at].lstrip("# "))), None)
    if title is None:
        title = next((at for at in free if is_plan_title(texts[at]) and not regions.units(texts[at])), None) if not edges else None
    if title is None and edges:
        facts = [at for at in edges if edges[at] == "facts"]
        title = next((at for at in reversed(free) if not facts or at < facts[-1]), None)
    if title is None:
        return None
    while title and title - 1 not in edges and (_of_cover(texts[title - 1]) or _first_half(texts[title - 1], texts[title])):
        title -= 1
    long = [at for at in range(title) if at not in edges and len(texts[at]) > _MENU]
    return min(long, default=title)


def _of_cover(text: str) -> bool:
    return bool(_HEAD_PAPER.fullmatch(text) or DATE_LINE.fullmatch(text) or ORGAN.fullmatch(text) or _BRACKETED.fullmatch(text))


def _first_half(before: str, title: str) -> bool:
    """Whether a title is printed on two lines: the place stands on the first, the genre on the second."""
    if _heading(title) or len(before) > _MENU or _MARK.search(before) or is_title(before):
        return False
    return not regions.units(title.lstrip("# ")) and bool(regions.units(before))


def _front(texts: Sequence[str], kept: Sequence[int], head: int) -> set[int]:
    """The blocks before the plan proper: up to the plan's title behind the notice, or up to the end of the title lines."""
    notice = [at for at in kept if at < head + _NEAR and OPERATIVE.search(texts[at]) and len(texts[at]) < 600]
    if not notice:
        return {at for at in kept if at < head}
    at = position = kept.index(notice[0]) + 1
    names = {bare(name) for index in kept[:at] for name in named_plans(texts[index])}
    while position < len(kept):
        text = texts[kept[position]]
        half = position + 1 < len(kept) and _first_half(text, texts[kept[position + 1]])
        if not (half or bare(text) in names or is_plan_title(text) or (_closing(text) and not _heading(text))):
            break
        position += 1
    return set(kept[:position])


def _closing(text: str) -> bool:
    """Signature, date, contact, annex line, period: what stands between a notice's text and the plan."""
    return _of_cover(text) or bool(_CONTACT.fullmatch(text) or OPERATIVE.search(text)) or text.startswith(("附件", "附：", "附:"))


def _repeated(texts: Sequence[str], front: Sequence[int], left: dict[int, Reason]) -> None:
    """Leave out a title that the page prints above the document's own."""
    last: dict[str, int] = {}
    for at in front:
        key = bare(texts[at])
        if key in last and is_plan_title(texts[at]):
            left[last[key]] = "repeated"
        last[key] = at


def _tail(texts: Sequence[str], left: dict[int, Reason], head: int) -> None:
    """Put to ``left`` what stands behind the document's end."""
    edges = {at: edge_line(texts[at]) for at in range(head, len(texts))}
    cut = _end(texts, edges, head)
    if cut < len(texts) and texts[cut].startswith(("更多", "查看更多")) and _widget_title(texts[cut - 1]):
        cut -= 1
    while cut > head and (edges[cut - 1] or _NO_ATTACHMENT.fullmatch(texts[cut - 1])):
        cut -= 1
    for at in range(cut, len(texts)):
        left[at] = edges[at] or ("attachment" if _NO_ATTACHMENT.fullmatch(texts[at]) else "related")


def _end(texts: Sequence[str], edges: dict[int, Reason | None], head: int) -> int:
    """The first line that says that the document has ended, with nothing numbered and hardly any prose behind it."""
    most = min(_TAIL_PROSE, _TAIL_SHARE * sum(map(len, texts)))
    prose = told = 0
    end = len(texts)
    for at in range(len(texts) - 1, head - 1, -1):
        text, edge = texts[at], edges[at]
        told += edge is not None
        if edge is None:
            prose += len(text) * text.endswith(("。", "；", ";"))
            if prose > most or _heading(text):
                break
        sure = edge in {"footer", "statement", "breadcrumb", "spam"} or _link_list(texts, at)
        if sure or (edge == "related" and (told > 1 or len(texts) - at <= _LABEL)):
            end = at
    return end


def _link_list(texts: Sequence[str], at: int) -> bool:
    """Whether links begin here: short lines, each followed by a date, at least twice, or by a lone dash, three times."""
    dates = dashes = 0
    while at + 1 < len(texts) and _LABEL < len(texts[at]) + 3 <= 2 * _MENU and not _SENTENCE.search(texts[at]):
        if _DASH.fullmatch(texts[at + 1]):
            dashes += 1
        elif _NUMERIC_DATE.fullmatch(texts[at + 1]) and len(texts[at]) > _LABEL:
            dates += 1
        else:
            break
        if dates >= _LINKS or dashes > _LINKS:
            return True
        at += 2
    return dates + dashes >= _LINKS and at >= len(texts) - 1


def _widget_title(text: str) -> bool:
    return len(text) <= _MENU // 2 and not _SENTENCE.search(text) and leading(text) is None and not edge_line(text)


def _split_imprint(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with an imprint (版记) that runs on behind the last paragraph parted from it."""
    out = []
    for block in blocks:
        match = (
            _IMPRINT.search(block.text.text)
            if (block.grid is None and "公开" in block.text.text) or "抄" in block.text.text
            else None
        )
        if match and len(block.text) - match.start() <= 2 * _TAIL_PROSE and _is_imprint(block.text.text[match.start() :]):
            out.append(replace(block, text=block.text.slice(0, match.start()).strip()))
            out.append(replace(block, text=block.text.slice(match.start()).strip()))
        else:
            out.append(block)
    return out


def _is_imprint(text: str) -> bool:
    return site_line(text.strip()) == "imprint" and (len(text) < _MENU or "印发" in text or "抄" in text)
