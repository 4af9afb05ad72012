"""How far a text may be relied on: whether it is final or a draft, and whether its issuer's own site printed it or another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.furniture import Left, Sorted
from library.model import Caution

_STAGE = r"(?:公开)?征求意见(?:稿|的?版)?|草案(?:稿|.{0,4}稿)?|(?:送审|讨论|审议|代拟|评审|报批|论证|公示|专家|建议|修改)稿|初稿"
_STAGE_MARK = re.compile(rf"[（(〔\[【]\s*((?:{_STAGE})[^()（）]{{0,12}})\s*[)）〕\]】]")
_STAGE_LINE = re.compile(rf"[（(〔\[【]?\s*((?:{_STAGE})[^()（）。，；]{{0,12}})\s*[)）〕\]】]?")
_ASKS = re.compile(r"(?:公开)?征求.{0,60}意见的?(?:公告|通知|函|启事)")
_ADVISES = re.compile(r"关于制定.{2,60}规划(?:和.{2,24})?的建议$")
_SHORT = 40

_PARKS = re.compile(
    r"招商|产业园|厂房|选址|租赁|出租|注册公司|公司注册|优惠政策|土地招拍|投资流程|文库|下载(?:券|积分)|会员|VIP", re.I
)
_UNSURE = re.compile(r"有效(?:性|期)|时效")
_UNSURE_SAYS = re.compile(r"未知|慎用|为准|不详|仅供参考")
_SOURCE = re.compile(r"(?:来源|转自|转载自?)\s*[:：]\s*(\S{2,20})")
_FOREIGN = re.compile(r"(?:文库|资讯|招商|产业|投资|学习|百科|网站?|平台|公众号|论坛|图书馆|研究院)$")
_OFFICIAL = re.compile(r"政府|委员会|管委会|局|厅|部|办公?室|办|政务|新闻办|中国政府网")
_ON_SITE = re.compile(r"网站标识码|政府网站找错|(?:主办|承办)(?:单位)?\s*[:：].{0,30}(?:政府|委员会|局|厅)")
_MENU_LEAST = 2
_NOTES = 10


def draft_mark(title: str, front: Sequence[str]) -> str | None:
    """What a document calls its stage before it is final (征求意见稿 …): in its title, on a line of its own, in its notice."""
    marked = _STAGE_MARK.search(title)
    if marked:
        return marked[1]
    if _ADVISES.search(title):
        return "规划建议"
    for text in front:
        found = _STAGE_LINE.fullmatch(text) if len(text) <= _SHORT else None
        if found:
            return found[1]
    return "征求意见稿" if any(_ASKS.search(text) for text in front) else None


def with_draft_mark(title: str, front: Sequence[str]) -> str:
    """The title, with the mark of a draft that stands bracketed on the line below it."""
    if _STAGE_MARK.search(title):
        return title
    below = next((text for text in front if _STAGE_MARK.fullmatch(text)), "")
    return title + below


def draft_caution(mark: str | None, line: int | None) -> Iterator[Caution]:
    """A draft may not be cited as the plan."""
    if mark == "规划建议":
        message = "这是关于制定规划的建议，不是规划本身，不能作为规划引用；请以随后批准印发的规划为准。"
        yield Caution("draft", message, line)
    elif mark:
        message = f"这是“{mark}”，不是定稿，目标和数字可能改动，不能作为正式规划引用；请以正式印发的文本为准。"
        yield Caution("draft", message, line)


def repost_caution(parts: Sorted, notes: int = 0) -> Iterator[Caution]:
    """A text that another site than its issuer's printed. ``notes`` is how many pinyin notes stood in it: no office writes them."""
    signs = list(_signs(parts.furniture))
    if notes >= _NOTES:
        signs.append(("夹有注音", None))
    if not signs or any(_ON_SITE.search(left.block.text.text) for left in parts.furniture):
        return
    names = "、".join(dict.fromkeys(name for name, _ in signs))
    line = next((line for _, line in signs if line), None)
    message = f"这份文本像是转载网站的（{names}），不是发布机关自己公布的页面，可能有删改；引用前请与发布机关公布的文本核对。"
    yield Caution("repost", message, line)


def _signs(furniture: Sequence[Left]) -> Iterator[tuple[str, int | None]]:
    """What no issuer's site prints, with its line: a copyright statement, a doubt about validity, menus of trade, spam."""
    menus = [
        left for left in furniture if left.reason in {"navigation", "related", "breadcrumb"} and _PARKS.search(left.block.text.text)
    ]
    for left in furniture:
        text, line = left.block.text.text, left.block.line
        if left.reason == "statement":
            yield "有版权或转载说明", line
        elif left.reason == "spam":
            yield "夹有广告", line
        elif _UNSURE.match(text) and _UNSURE_SAYS.search(text):
            yield "不保证文件有效性", line
        elif left.reason in {"facts", "credit"} and _from_elsewhere(text):
            yield "来源是其他网站", line
    if len(menus) >= _MENU_LEAST:
        yield "带有招商或资料网站的栏目", menus[0].block.line


def _from_elsewhere(text: str) -> bool:
    source = _SOURCE.search(text)
    return source is not None and _FOREIGN.search(source[1]) is not None and not _OFFICIAL.search(source[1])
