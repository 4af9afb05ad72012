"""Spaces that typesetting leaves between Han and figures or Latin letters (到 2030 年), taken out of prose that sets them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.blocks import Block

_HAN = r"[\u4e00-\u9fff，。；：、（）《》“”]"
_FIGURE = r"[\dA-Za-z%％‰.~+≥≤<>-]"
_SPACED = re.compile(rf"(?<={_HAN}) (?={_FIGURE})|(?<={_FIGURE}) (?={_HAN})")
_BORDER = re.compile(rf"(?<={_HAN}) ?(?=\d)|(?<=\d) ?(?=[\u4e00-\u9fff])")
_PROSE = re.compile("。|，.*，")
_LEAST, _SHARE = 6, 0.6
"""A habit: so many borders between Han and digits in the prose, and the share of them that is set with a space."""


def without_spacing(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the prose of a document that sets such spaces closed up; rows of tables keep theirs."""
    prose = [
        at for at, block in enumerate(blocks) if block.grid is None and " " in block.text.text and _PROSE.search(block.text.text)
    ]
    spaced = {at: _borders(blocks[at].text.text) for at in prose}
    wide, all_ = (sum(pair[way] for pair in spaced.values()) for way in (0, 1))
    if wide < _LEAST or wide < _SHARE * all_:
        return list(blocks)
    out = list(blocks)
    for at, (own, borders) in spaced.items():
        if own >= _SHARE * borders:
            out[at] = replace(blocks[at], text=blocks[at].text.sub(_SPACED, ""))
    return out


def _borders(text: str) -> tuple[int, int]:
    found = _BORDER.findall(text)
    return found.count(" "), len(found)
