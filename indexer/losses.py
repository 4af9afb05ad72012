"""What a document announces and does not hold: the loss report, as cautions.

Two words are kept apart. 缺失 (missing): the document shows that something was there, a number in a row, an entry of its contents,
the end of a sentence. 没有 (not there): nothing says that it ever was; of that these cautions say nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from indexer.blocks import Block
from indexer.contents import entry_key
from indexer.nodes import Node
from indexer.numbering import leading, numeral
from library.model import Caution

_WORD = re.compile(r"#*\s*(?:目\s*[录錄次]|CONTENTS)\s*[:：]?", re.I)
_PAGE = re.compile(r"[.…·．・\s]+[(（]?\d{1,3}[)）]?$")
_BOX = re.compile(r"专\s*栏\s*(\d{1,3}|[一二三四五六七八九十]{1,3})")
_ENDED = re.compile(r"[。！？!?；;：:…）)》”」』】\]|]\s*$|[年月日号]$|\d{4}$")
_GOES_ON = re.compile(r"(?:[，,、（(“《〈的和与及或以为把将对在向从由于并且等是]|[\u4e00-\u9fff]{3})$")
_LONGEST_LIST = 5
_MOST = 600
"""Entries of a list of contents that are looked for: no plan has so many."""
_LEAST_END = 20
_GAP = 3
_SHARE = 0.4
"""Where fewer of the entries of a list of contents are found, it is another document's, or the headings were not understood."""


def losses(nodes: Sequence[Node], listed: Sequence[Block], body: Sequence[Block]) -> Iterator[Caution]:
    """Everything that is missing from a plan, in one sentence each. ``listed`` is its list of contents and ``body`` its blocks."""
    yield from _missing_boxes(nodes)
    yield from _missing_sections(nodes, listed, body)
    yield from _gaps(nodes)
    yield from _truncated(nodes)


def _missing_boxes(nodes: Sequence[Node]) -> Iterator[Caution]:
    """Numbers that the boxes skip: 专栏1, 专栏2 and 专栏4 are there, so 专栏3 was."""
    boxes = [(numeral(found[1]), node) for node in nodes if node.kind == "box" and (found := _BOX.fullmatch(node.number))]
    lost: list[int] = []
    before = 0
    where: Node | None = None
    for number, node in boxes:
        if before < number <= before + _GAP + 1:
            skipped = range(before + 1, number)
            where = where or (node if skipped else None)
            lost += skipped
        before = number if number > before else before
    if lost and where is not None and where.head is not None:
        names = "、".join(f"专栏{number}" for number in lost)
        message = f"专栏的编号不连续，{names}缺失（原文件中可能是图片，或在转换时丢失）；请对照原文件补看。"
        yield Caution("missing-box", message, where.head.line)


def _missing_sections(nodes: Sequence[Node], listed: Sequence[Block], body: Sequence[Block]) -> Iterator[Caution]:
    """Entries of the list of contents that the text does not hold."""
    entries = [block for block in listed if not _WORD.fullmatch(block.text.text) and len(entry_key(block.text.text)) > 1]
    if not entries or (len(entries) == 1 and leading(entries[0].text.text) is None):
        return
    titles = "\n".join(entry_key(node.number + node.title) for node in nodes)
    text = ""
    missing = []
    for block in entries[:_MOST]:
        key = entry_key(block.text.text)
        bare = _without_number(block.text.text)
        if key in titles or (bare and bare in titles):
            continue
        text = text or "\n".join(entry_key(part.text.text) for part in body)
        if key not in text and not (bare and bare in text):
            missing.append(block)
    if missing and len(missing) < (1 - _SHARE) * len(entries) + 1:
        names = "、".join(f"“{_PAGE.sub('', block.text.text)}”" for block in missing[:_LONGEST_LIST])
        more = f"等 {len(missing)} 节" if len(missing) > _LONGEST_LIST else ""
        yield Caution("missing-section", f"目录列有{names}{more}，正文中缺失；请对照原文件补看。", missing[0].line)


def _without_number(text: str) -> str:
    mark = leading(text)
    return entry_key(text[mark.end :]) if mark else ""


def _gaps(nodes: Sequence[Node]) -> Iterator[Caution]:
    """Numbers that brothers skip: 三、 behind 一、. A sequence that does not begin with one has lost its beginning.

    Chapters that run on from part to part begin where they like; of a box that lost its beginning the outline tells.
    """
    brothers: dict[tuple[int | None, str], list[tuple[int, Node, Block]]] = defaultdict(list)
    for node in nodes:
        mark = leading(node.number + " 甲") if node.kind == "heading" and node.number else None
        if mark is not None and node.head is not None:
            brothers[node.parent, mark.family].append((mark.number[-1], node, node.head))
    seen: dict[str, set[int]] = defaultdict(set)
    for (parent, family), row in brothers.items():
        first = row[0][0]
        anywhere = first - 1 in seen[family] or (parent is not None and nodes[parent].kind == "box")
        last = first - 1 if anywhere else 0
        seen[family].update(number for number, _, _ in row)
        for number, node, head in row:
            if last + 1 < number <= last + 1 + _GAP:
                yield Caution("numbering-gap", _gap_message(last, number, node), head.line)
            last = number


def _gap_message(last: int, number: int, node: Node) -> str:
    name = f"{node.number}{node.title}"
    lost = "、".join(str(n) for n in range(last + 1, number))
    return f"编号不连续：“{name}”之前第 {lost} 项缺失，可能是原文编号有误，也可能丢了一段；请对照原文件。"


def _truncated(nodes: Sequence[Node]) -> Iterator[Caution]:
    """A last paragraph that ends within a sentence, or a last heading without the text that its brothers have.

    A table, a signature, a short last line end without a mark by right.
    """
    last = nodes[-1] if nodes else None
    if last is None or last.kind == "front":
        return
    if not last.content:
        brother = next((node for node in reversed(nodes[:-1]) if node.parent == last.parent and node.kind == last.kind), None)
        if last.kind == "heading" and last.head is not None and brother is not None and brother.content:
            message = f"全文在标题“{last.number}{last.title}”处结束，这一节的正文缺失；请找到完整的原文件。"
            yield Caution("truncated", message, last.head.line)
        return
    end = last.content[-1]
    text = end.text.text.rstrip() if isinstance(end, Block) and end.grid is None else ""
    cut = len(text) >= _LEAST_END and re.search("[，。；,;]", text) and not _ENDED.search(text) and _GOES_ON.search(text)
    if cut and isinstance(end, Block):
        yield Caution("truncated", f"全文在句子中间结束（“…{text[-12:]}”），后面的内容缺失；请找到完整的原文件。", end.end_line)
