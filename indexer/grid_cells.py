"""Tables that come as one cell a line, merged cells printed once, with or without blank lines between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.blocks import Block
from indexer.grid import Header, with_sub
from indexer.grid_align import Aligner, Layout, Piece
from indexer.headers import Column, column, kind_of, squeeze

_LONGEST_TITLE = 24
_MOST_TITLES = 22
_MOST_PIECES = 20000
_LONGEST_CELL = 400
_WORD = re.compile(r"\S+")
_LINE = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_TRIAL = 60
"""Pieces on which the ways to read a head are tried against each other."""
_GROUP = re.compile(r"(?:规划|发展|预期|年度)?目标值?|(?:规划|目标)年|完成情况|数值|指标值")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d年?|[“\"]?十[一二三四五六七八九]?五[”\"]?(?:时期|期间|期末|末)?")


def read_cells(blocks: Sequence[Block], first: int) -> tuple[Header, list[Piece], Layout] | None:
    """The table whose head begins at block ``first``, or None where none does.

    A line is a cell; where the first line holds three titles or more parted by blanks, every word is one.
    """
    start = blocks[first].text.text.split()
    words = len(start) >= 3 and sum(kind_of(word) is not None for word in start) >= max(3, len(start) - 2)
    if not words and (len(squeeze(" ".join(start))) > 8 or kind_of(" ".join(start)) not in ("no", "category", "name")):
        return None
    stream = _pieces(blocks, first, words, _MOST_TITLES + _TRIAL)
    titles = _titles([piece.text for piece in stream[:_MOST_TITLES]])
    if titles is None or not any(char.isdigit() for piece in stream[len(titles) :] for char in piece.text):
        return None
    pieces = stream[len(titles) :]
    best: tuple[Header, Layout] | None = None
    for header in heads(titles):
        wide = with_sub(header)
        layout = Aligner(pieces, wide.columns, header=titles).run(most=_TRIAL)
        if layout.rows and (best is None or layout.cost < best[1].cost):
            best = wide, layout
    if best is None or not _convincing(*best):
        return None
    chosen = best[0]
    most = _MOST_PIECES // 64
    while True:  # a short table needs no look at all that stands behind it
        pieces = _pieces(blocks, first, words, most)[len(titles) :]
        aligner = Aligner(pieces, chosen.columns, header=titles)
        layout = aligner.run()
        if layout.end + aligner.sight < len(pieces) or len(pieces) + len(titles) < most or most >= _MOST_PIECES:
            break
        most *= 4
    return (chosen, pieces, layout) if _convincing(chosen, layout) else None


def _convincing(header: Header, layout: Layout) -> bool:
    """Two rows that fit, or one where the head is beyond doubt."""
    body = [row for row in layout.rows if not row.banner]
    return layout.cost < -0.8 * len(body) and (len(body) >= 2 or len(header.columns) >= 5)


def _titles(texts: Sequence[str]) -> list[str] | None:
    """The titles that a stream of cells begins with: up to the row numbered 1, else as long as titles are known."""
    titles: list[str] = []
    one = None
    for text in texts:
        if len(text) > _LONGEST_TITLE or "。" in text:
            break
        if text in titles and kind_of(text) != "value":
            break
        if re.fullmatch(r"0?1[.、．]?", squeeze(text)):
            one = len(titles)
            break
        titles.append(text)
    known = [kind_of(title) for title in titles]
    if "no" in known and one is not None:
        number = known.index("no")
        # Columns before the number's hold something in the first row before its 1.
        count = one - number if number and known[one - number : one].count(None) else one
        titles = titles[:count]
    else:
        titles = titles[: next((index for index, kind in enumerate(known) if kind is None), len(known))]
    kinds = [kind_of(title) for title in titles]
    named = any(kind in ("name", "text") for kind in kinds)
    return titles if len(titles) >= 3 and named and sum(kind is not None for kind in kinds) >= 3 else None


def _pieces(blocks: Sequence[Block], first: int, words: bool, most: int) -> list[Piece]:
    """The lines, or words, from a head on, as far as they may be cells; about ``most`` of them."""
    out: list[Piece] = []
    for index in range(first, len(blocks)):
        if len(out) >= most:
            break
        text = blocks[index].text.text
        if blocks[index].grid is not None or len(text) > _LONGEST_CELL:
            break
        spans = [match.span() for match in (_WORD if words else _LINE).finditer(text)]
        out += [Piece(text[start:end], index, start, end, 0.6 if number else 1.0) for number, (start, end) in enumerate(spans)]
    return out


def heads(titles: Sequence[str]) -> list[Header]:
    """The ways in which title lines may form a head; the body decides."""
    out = [_single(titles), _single(_joined(titles, pairs=False)), _single(_joined(titles, pairs=True))]
    out += _grouped(list(titles))
    unique: list[Header] = []
    for header in out:
        if header not in unique:
            unique.append(header)
    return unique


def _single(titles: Sequence[str]) -> Header:
    return Header((tuple(titles),), tuple(column(title) for title in titles))


def _joined(titles: Sequence[str], pairs: bool) -> list[str]:
    """Titles printed over two lines in one: 指标 + 名称, and where ``pairs`` 2023年 + 目标值."""
    out: list[str] = []
    for title in titles:
        before = out[-1] if out else ""
        broken = kind_of(before + title) is not None and (
            kind_of(title) is None or kind_of(before) is None or before + title in _BROKEN
        )
        if before and (broken or (pairs and _BARE_YEAR.fullmatch(before) and (_GROUP.fullmatch(title) or title in _STATES))):
            out[-1] = before + title
        else:
            out.append(title)
    return out


_BROKEN = (
    "指标名称",
    "指标属性",
    "指标类型",
    "指标性质",
    "指标单位",
    "计量单位",
    "项目名称",
    "建设内容",
    "建设规模",
    "责任单位",
    "牵头单位",
)
_STATES = ("实际值", "现状值", "基准值", "基期值", "实际", "现状", "基期", "完成值", "实际数", "预计值", "规划值")


def _grouped(titles: list[str]) -> list[Header]:
    """Heads of two rows: group titles, whose parts are printed after all titles of the first row (目标值 … 2028年 2030年)."""
    groups = [
        index for index, title in enumerate(titles) if _GROUP.fullmatch(squeeze(title)) or _BARE_YEAR.fullmatch(squeeze(title))
    ]
    out = []
    for parts in range(2, min(7, len(titles) - 2)):
        top, below = titles[:-parts], titles[-parts:]
        if any(kind_of(part) != "value" for part in below):
            break
        held = [index for index in groups if index < len(top)]
        for chosen in [held[-1:], held] if len(held) > 1 else [held]:
            if chosen and parts >= len(chosen) and parts % len(chosen) == 0:
                out.append(_two_rows(top, below, {index: parts // len(chosen) for index in chosen}))
    return out


def _two_rows(top: Sequence[str], below: Sequence[str], widths: dict[int, int]) -> Header:
    upper: list[str] = []
    lower: list[str] = []
    rest = list(below)
    for index, title in enumerate(top):
        width = widths.get(index, 0)
        upper += [title] * max(1, width)
        lower += rest[:width] if width else [title]
        rest = rest[width:]
    columns = tuple(Column(one if one == other else other + one, column(one).kind) for one, other in zip(upper, lower, strict=True))
    return Header((tuple(upper), tuple(lower)), columns)
