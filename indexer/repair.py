"""The text of a document put right, whole text in and whole text out, with the way back to the file kept for every character."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.blocks import Document
from indexer.characters import normal_characters
from indexer.damage import damage_caution
from indexer.markup import plain_markdown
from indexer.pinyin_notes import without_notes
from indexer.punctuation import single_marks
from indexer.script import simplified
from indexer.trace import Traced
from library.model import Caution

if TYPE_CHECKING:
    from indexer.mojibake import Repair


@dataclass(frozen=True, slots=True)
class Repaired:
    """``text`` is clean simplified Chinese in the document's own punctuation; ``repairs`` are what was read into damaged places."""

    text: Traced
    repairs: tuple[Repair, ...]
    cautions: tuple[Caution, ...]
    notes: int = 0
    """Pinyin notes that were removed."""


def repair(document: Document) -> Repaired:
    """Repair a document's text.

    Shifted bytes come first, for they are read from the text exactly as the site left it; notes are checked on the characters that
    they were made for, before these become simplified; marks come after notes, which may stand between two of them.
    """
    cautions = list(document.cautions)
    text, repairs = _shifted_bytes(document.text)
    left = damage_caution(text, document.raw, replaced=any(caution.code == "undecodable" for caution in cautions))
    if left:
        cautions.append(left)
    text = normal_characters(text)
    if document.format == "markdown":
        text = plain_markdown(text)
    text, notes = without_notes(text)
    if notes:
        cautions.append(Caution("pinyin-notes", f"原文夹有 {notes} 处注音，已逐一核对后删去。"))
    text, runs = single_marks(text)
    if runs:
        cautions.append(Caution("doubled-punctuation", f"原文有 {runs} 处重叠的标点，已各留一个。"))
    text, converted = simplified(text)
    if converted:
        cautions.append(Caution("traditional", "原文用繁体字，已转为简体；引用时请对照原文件。"))
    return Repaired(text, repairs, tuple(cautions), notes)


def _shifted_bytes(text: Traced) -> tuple[Traced, tuple[Repair, ...]]:
    try:
        from indexer.mojibake import repair_mojibake
    except ImportError:
        return text, ()
    return repair_mojibake(text)
