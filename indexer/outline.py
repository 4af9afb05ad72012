"""The section tree of a document: which paragraphs are headings, how deep they stand, and what belongs to them.

Numbered headings come from :mod:`indexer.sequence`; beside them stand Markdown headings, short lines of their own (前言, the
subheads of a report), boxes (专栏), annexes (附件) and run-in headings (段首小标题, :mod:`indexer.runins`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.blocks import Block
from indexer.nodes import Content, Node, Outline
from indexer.numbering import UNNUMBERED, Mark, leading
from indexer.runins import with_run_ins
from indexer.seams import Habits
from indexer.sequence import Candidate, Place, Where, sequence
from indexer.titles import endings
from indexer.unsquash import ENUMERABLE, heading_candidate
from library.model import Caution, SectionKind


@dataclass(slots=True)
class _Draft:
    """A node while its content is still coming in."""

    kind: SectionKind
    number: str
    title: str
    parent: int | None
    head: Block | None
    content: list[Content] = field(default_factory=list)
    in_line: bool = False


_PREFACE = re.compile(r"(?:前\s*言|引\s*言|序\s*言|序|绪\s*论|导\s*言|结\s*语|结束语|后\s*记|附\s*则|名词解释|术语解释|编制说明)")
_SENTENCE_END = re.compile(r"[。！？!?…；;][”’）)]*$")
_NO_SUBHEAD = re.compile(
    r"[。；;：:，,！？!?]|^(?:图|表|注|附|来源|时间|作者|编辑)|(?:办公室|政府|委员会|局|厅|部|院|公司|协会|日|\d|人)[)）]?$"
)
_CLAUSE = re.compile("[。；;：:]")
_NOTE = re.compile(
    r"[(（]?(?:注|备注|说明|资料来源|数据来源|指标(?:定义|解释|说明)|名词解释)[\s)）]*[:：\d①]|\*|※|\d+[.．、]|[(（]\d"
)
_SUBHEAD_LONGEST = 30
_TITLE_LONGEST = 60
_BODY_LEAST = 40
_TOP, _SUBHEAD = 8, 55
"""Ranks of subheads in a document without numbers, and below the numbers of one that has some."""
_LEADERS = "#*【】[] \u3000"
_KINDS: dict[str, SectionKind] = {"box": "box", "annex": "annex"}
_HIGHER = frozenset({"part", "chapter", "section", "cn", "cn-paren", "hash"})


def outline(items: Sequence[Content], front: int = 0, habits: Habits | None = None) -> Outline:
    """Build the tree from a document's paragraphs and tables, in order. The first ``front`` of them hold no headings.

    ``habits`` are the document's, where the caller has counted them.
    """
    found = [candidate for candidate in _candidates(items) if candidate.block >= front]
    places = sequence(found)
    drafts = _grow(items, found, places, _title_lengths(items, found, places, habits or Habits([_text(item) for item in items])))
    nodes = [Node(d.kind, d.number, d.title, d.parent, d.head, tuple(d.content), d.in_line) for d in drafts]
    return Outline(tuple(with_run_ins(nodes)), tuple(_lost_boxes(nodes)))


def _candidates(items: Sequence[Content]) -> list[Candidate]:
    numbered = {at: c for at, item in enumerate(items) if isinstance(item, Block) and (c := heading_candidate(item, at))}
    decimals = any(c.mark.family == "decimal" for c in numbered.values())
    numbered = {at: c for at, c in numbered.items() if decimals or not re.fullmatch("[0-9]+", c.mark.label)}
    annexes = {at for at, c in numbered.items() if c.mark.family == "annex" and not _is_annex(items, at, c)}
    titles = [at for at, c in numbered.items() if c.mark.family == "hash" and c.mark.rank == 1]
    left_out = annexes | (set(titles) if len(titles) == 1 < len(numbered) else set())
    higher = [at for at, c in numbered.items() if c.mark.family in _HIGHER | {"arabic"} and at not in left_out]
    preface = min((numbered[at].mark.rank for at in higher), default=_TOP)
    out = []
    for at, item in enumerate(items):
        if at in numbered and at not in left_out:
            out.append(numbered[at])
        elif (
            at not in left_out
            and isinstance(item, Block)
            and (rank := _plain_rank(items, at, higher[0] if higher else None, preface))
        ):
            text = item.text.text
            start = len(text) - len(text.lstrip(_LEADERS))
            out.append(Candidate(Mark("plain", rank, (1,), "", 0, start), at, Where.START, bare=True))
    return out


def _is_annex(items: Sequence[Content], at: int, candidate: Candidate) -> bool:
    """An annex itself, not the line behind the text that lists the annexes (附件：…), nor a site's empty field."""
    item = items[at]
    text = item.text.text if isinstance(item, Block) else ""
    if len(text) > 80 or at + 1 == len(items) or _CLAUSE.search(text[candidate.mark.end :]):
        return False
    pointer = re.match(r"\s*[【\[]?附\s*[件表录]\s*[^\s:：】]{0,3}\s*[:：]", text)
    following = items[at + 1]
    after = following.text.text if isinstance(following, Block) else ""
    return not pointer and (bool(text[candidate.mark.end :].strip()) or isinstance(following, int) or len(after) <= 60)


def _plain_rank(items: Sequence[Content], at: int, first: int | None, preface: int) -> int:
    """Rank of an unnumbered heading on a line of its own; 0 where the line is none.

    ``first`` is where the numbered parts begin (None where there are none) and ``preface`` the rank of the highest.
    """
    item = items[at]
    text = item.text.text.strip(_LEADERS) if isinstance(item, Block) else ""
    if _PREFACE.fullmatch(text):
        return preface
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if not isinstance(before, Block) or not isinstance(after, Block) or len(after.text) < _BODY_LEAST:
        return 0
    fits = 4 <= len(text) <= _SUBHEAD_LONGEST and not _NO_SUBHEAD.search(text)
    if not fits or (first is not None and at < first) or not re.search("[。！？!?…]", after.text.text):
        return 0
    return (_TOP if first is None else _SUBHEAD) if _SENTENCE_END.search(before.text.text) else 0


def _title_lengths(items: Sequence[Content], found: Sequence[Candidate], places: Sequence[Place], habits: Habits) -> list[int]:
    """Length of each place's title in its paragraph; -1 where the place is an item of a list and no heading."""
    groups: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    rests: list[str] = []
    inner: list[int] = []
    for number, place in enumerate(places):
        mark = found[place.candidate].mark
        text = _text(items[found[place.candidate].block])[mark.end :].rstrip()
        within = leading(text) if mark.family == "hash" else None
        inner.append(within.end if within else 0)
        rests.append(text[inner[-1] :])
        groups[place.parent, mark.family].append(number)
    out = [at + len(rest) for at, rest in zip(inner, rests, strict=True)]
    for (_, family), numbers in groups.items():
        if family == "plain":
            continue
        found_endings = endings([rests[n] for n in numbers], habits, enumerable=family in ENUMERABLE)
        for number, ending in zip(numbers, found_endings, strict=True):
            if ending.length:
                out[number] = inner[number] + ending.length
            elif family in ENUMERABLE:
                out[number] = -1
    return out


def _text(item: Content) -> str:
    return item.text.text if isinstance(item, Block) else ""


def _grow(items: Sequence[Content], found: Sequence[Candidate], places: Sequence[Place], lengths: Sequence[int]) -> list[_Draft]:
    """Hang every paragraph and table under the heading that holds it."""
    drafts: list[_Draft] = []
    draft_of: dict[int | None, int | None] = {None: None}
    opening = {found[place.candidate].block: number for number, place in enumerate(places)}
    current: int | None = None
    for at, item in enumerate(items):
        number = opening.get(at)
        if number is not None and lengths[number] < 0:
            draft_of[number] = draft_of[places[number].parent]
        if number is not None and lengths[number] >= 0 and isinstance(item, Block):
            parent = _holder(drafts, draft_of[places[number].parent], found[places[number].candidate].mark)
            drafts.append(_draft(item, found[places[number].candidate].mark, lengths[number], parent))
            current = draft_of[number] = len(drafts) - 1
            continue
        if current is not None and _names(drafts[current], item):
            drafts[current].title = _text(item)
            continue
        if current is None:
            drafts.append(_Draft("front", "", "", None, None))
            current = 0
        if isinstance(item, Block) and item.text.text.startswith("#"):
            item = replace(item, text=item.text.strip(_LEADERS))
        current = _after_box(drafts, current, item)
        drafts[current].content.append(item)
    return drafts


def _names(draft: _Draft, item: Content) -> bool:
    """The line below a bare 附件1 or 专栏1 is its title."""
    text = _text(item)
    waits = draft.kind in ("annex", "box") and not draft.title and not draft.content
    return waits and 0 < len(text) <= _TITLE_LONGEST and not _CLAUSE.search(text)


def _holder(drafts: Sequence[_Draft], parent: int | None, mark: Mark) -> int | None:
    """A box stands under the nearest heading on a line of its own, not under a paragraph that opens with its title."""
    while mark.family == "box" and parent is not None and drafts[parent].in_line:
        parent = drafts[parent].parent
    return parent


def _draft(item: Block, mark: Mark, length: int, parent: int | None) -> _Draft:
    text, end = item.text.text, mark.end + length
    inner = leading(text[mark.end : end]) if mark.family in UNNUMBERED else None
    title = re.sub(r"\s+", " ", text[mark.end + (inner.end if inner else 0) : end].strip(_LEADERS)).rstrip("。：:")
    body = item.text.slice(end + 1 if text[end : end + 1] in tuple("。！!：:") else end).strip()
    kind = _KINDS.get((inner or mark).family, "heading")
    head = replace(item, text=item.text.slice(mark.start, end).strip())
    draft = _Draft(kind, (inner or mark).label, title, parent, head, in_line=bool(body.text))
    if body.text:
        draft.content.append(replace(item, text=body))
    return draft


def _after_box(drafts: Sequence[_Draft], current: int, item: Content) -> int:
    """Behind the table of a box its section goes on; notes to the table and further tables stay in the box."""
    box = drafts[current]
    full = box.kind == "box" and any(isinstance(part, int) for part in box.content)
    if full and box.parent is not None and isinstance(item, Block) and not _NOTE.match(item.text.text):
        return box.parent
    return current


def _lost_boxes(nodes: Sequence[Node]) -> Iterator[Caution]:
    """Boxes whose contents did not survive, wholly or at their beginning."""
    below: dict[int | None, list[Node]] = defaultdict(list)
    for node in nodes:
        below[node.parent].append(node)
    for index, node in enumerate(nodes):
        if node.kind != "box" or node.head is None:
            continue
        name = f"{node.number} {node.title}".strip()
        children = below[index]
        if not node.content and not children:
            yield Caution("missing-box-body", f"“{name}”只有标题，内容缺失（原文件中可能是图片或表格）。", node.head.line)
        elif children and not node.content and (begins := re.search(r"\d+", children[0].number)) and int(begins[0]) > 1:
            yield Caution("missing-box-body", f"“{name}”从第 {begins[0]} 项开始，前面的内容缺失。", node.head.line)
