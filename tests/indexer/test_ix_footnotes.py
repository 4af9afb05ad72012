"""Footnote numbers behind words: gone where a note explains the word, kept everywhere else."""

from __future__ import annotations

import pytest

from indexer.blocks import lines
from indexer.footnotes import without_footnote_marks
from indexer.trace import Traced


def read(*rows: str) -> list[str]:
    text = "\n".join(rows)
    return [block.text.text for block in without_footnote_marks(lines(Traced.of(text), text))[0]]


@pytest.mark.parametrize(
    ("printed", "clean", "note"),
    [
        ("推进海绵城市1建设，新增绿地。", "推进海绵城市建设，新增绿地。", "1 海绵城市：指能够蓄水、渗水的城市。"),
        ("推进“海绵城市”1建设。", "推进“海绵城市”建设。", "1.“海绵城市”是指能够蓄水、渗水的城市。"),
        ("推进海绵城市[3]建设。", "推进海绵城市建设。", "[3] 海绵城市：能够蓄水、渗水的城市。"),
        ("推进海绵城市②建设。", "推进海绵城市建设。", "②海绵城市，指能够蓄水、渗水的城市。"),
        ("推进海绵城市²建设。", "推进海绵城市建设。", "2 海绵城市：指能够蓄水、渗水的城市。"),
    ],
)
def test_a_number_goes_where_its_note_explains_the_word(printed: str, clean: str, note: str) -> None:
    assert read(printed, note) == [clean, note]


@pytest.mark.parametrize(
    ("printed", "note"),
    [
        ("推进海绵城市2建设。", "1 海绵城市：指能够蓄水、渗水的城市。"),
        ("建成海绵城市1个，推进海绵城市12处。", "1 海绵城市：指能够蓄水、渗水的城市。"),
        ("推进海绵城市1建设。", "海绵城市建设任务见附表。"),
        ("推进海绵城市1期建设。", "1 海绵城市：指能够蓄水、渗水的城市。"),
        ("推进海绵城市1建设。", "1.海绵城市：新建绿地三处。"),
        ("任务1和任务2完成。", "1 海绵城市：指能够蓄水、渗水的城市。"),
    ],
)
def test_other_figures_stay(printed: str, note: str) -> None:
    assert read(printed, note) == [printed, note]


def test_every_character_that_is_left_knows_its_place() -> None:
    text = "推进海绵城市1建设。\n1 海绵城市：指能够蓄水的城市。"
    blocks, cautions = without_footnote_marks(lines(Traced.of(text), text))
    traced = blocks[0].text
    assert all(text[at] == char for at, char in zip(traced.origin, traced.text, strict=False))
    assert [caution.code for caution in cautions] == ["footnote-marks"]
