"""The notice (通知) that transmits a plan, and the titles around it: what is a title, where the notice ends and the plan begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.blocks import Block
from indexer.trace import Traced

_YEAR = r"(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})\s*年"
DATE = _YEAR + r"\s*(?:\d{1,2}|[元正]|[一二三四五六七八九十]{1,2})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
"""A printed date with its day."""
DATE_LINE = re.compile(rf"[(（]?\s*(?:{DATE}|(?:19|20)\d\d\s*年\s*\d{{1,2}}\s*月)\s*[)）]?")
ORGAN = re.compile(
    r"国务院|[\u4e00-\u9fff、“”\s]{2,40}?(?:人民政府|办公室|办公厅|委员会|管委会|管理局|[\u4e00-\u9fff](?:局|厅|部|院|委|会)|党组|街道办事处|领导小组|中心|协会)"
)
"""The name of an office, as a whole line."""
OPERATIVE = re.compile(
    r"印发给你们|[转印]发你们|现(?:将|予以?).{0,120}?(?:印发|发布|公布|转发)|现(?:予)?(?:印发|发布|公布)|请(?:认真|遵照|各|结合|按照).{0,30}(?:执行|落实|实施)|特此通知"
)
"""What a notice says that makes it one."""
_GENRE = "规划(?:纲要)?|纲要|计划|方案|意见|办法|通知|决定|公告|通告|解读|说明|报告|工作要点|条例|规定|批复|复函|细则|蓝图|远景目标"
_TITLE = re.compile(rf"#*\s*[^。；;！!？?]{{2,90}}?(?:{_GENRE})[》”\"]?\s*(?:[（(][^()（）]{{1,30}}[)）]\s*)?")
_PLAN = re.compile(
    r"#*\s*[^。；;！!？?：:]{2,80}?(?:规划(?:纲要)?|纲要|计划|方案|蓝图|远景目标)[》]?\s*(?:[（(][^()（）]{1,30}[)）]\s*)?"
)
_ABOUT = re.compile(r"关于|转发|印发|通知$")
_WEIGHTY = re.compile(r"关于|印发|[省市区县旗州镇乡]|十[一二三四五六七]五|第十[一二三四五六七]个五年|(?:20|19)\d\d|五年")
_NAMED = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_ADDRESS = re.compile(r"(?:各|有关|市|区|县|省|直属).{0,160}(?:政府|单位|部门|机构|办事处|委员会|企业|局|办|组织)\s*[:：]")
_CLOSING = re.compile(rf"特此通知[。.]?|{DATE}")


def is_title(text: str) -> bool:
    """Whether a line may be the title of an official document: ends in a genre (规划, 通知 …) and says whose or which."""
    return (
        8 <= len(text) <= 100 and bool(_TITLE.fullmatch(text)) and bool(_WEIGHTY.search(text)) and not text.startswith(("本", "《"))
    )


def is_plan_title(text: str) -> bool:
    """Whether a line may be the title of a plan itself, not of the notice that transmits it."""
    return (
        6 <= len(text) <= 90
        and bool(_PLAN.fullmatch(text))
        and not _ABOUT.search(text)
        and not text.startswith(("本", "《", "制定"))
    )


def is_address(text: str) -> bool:
    """Whether a line names those whom a notice is sent to: 各街道办事处，区政府各部门："""
    return len(text) <= 200 and bool(_ADDRESS.fullmatch(text))


def named_plans(text: str) -> list[str]:
    """Plans named in 《》, in order of their place, without the marks; those inside a longer name are part of it."""
    return [match[1] for match in _NAMED.finditer(text) if re.search(r"规划|纲要|计划|方案", match[1])]


def bare(text: str) -> str:
    """A title for comparing: without marks and white space."""
    return re.sub(r"[\s#《》“”\"'‘’]+", "", text)


def split_notice(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with a paragraph that holds a whole notice split into addressees, text, closing, date, title and what follows.

    Only a paragraph in which a notice runs on without line breaks is split; nothing but white space at the seams is lost.
    """
    out: list[Block] = []
    for index, block in enumerate(blocks):
        text = block.text.text
        if index < _NEAR and block.grid is None and len(text) > _SHORT and OPERATIVE.search(text[:_HEAD]):
            out += [replace(block, text=piece) for piece in _pieces(block.text)]
        else:
            out.append(block)
    return out


_NEAR = 60
_SHORT = 60
_HEAD = 1200


def _pieces(text: Traced) -> Iterator[Traced]:
    bounds = [0, *sorted(set(_seams(text.text))), len(text)]
    for start, end in pairwise(bounds):
        piece = text.slice(start, end).strip()
        if piece.text:
            yield piece


def _seams(text: str) -> Iterator[int]:
    head = text[:_HEAD]
    operative = OPERATIVE.search(head)
    if operative is None:
        return
    address = _ADDRESS.match(head)
    if address and address.end() <= operative.start():
        yield address.end()
    at = operative.end()
    for match in _CLOSING.finditer(head, at):
        if match.start() - at > _SHORT:
            break
        sentence = head.rfind("。", at, match.start())
        if sentence >= 0:
            yield sentence + 1
        yield match.start()
        yield match.end()
        at = match.end()
    for name in named_plans(head[: operative.end()]):
        again = head.find(name, at)
        if 0 <= again - at <= _SHORT:
            yield again
            yield again + len(name)
            return
