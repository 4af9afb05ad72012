"""A document laid out: places, matches, nothing lost at any width."""

from __future__ import annotations

import time

import pytest
from rich.cells import cell_len

from library.model import Source, Table
from tests.tui.reader_samples import FIRST, GRID, HOSTILE, PATH, SECOND, TEXT, sample, section
from tui.text.cells import shown
from tui.text.document import Heading, Paragraph, ReaderDocument, TableBlock, document
from tui.text.layout import Line, Look, Prepared, find_line, first_line, line_at, text_lines
from tui.text.selected import selected_text


def test_a_section_becomes_blocks_in_document_order() -> None:
    blocks = sample().blocks
    assert [type(block).__name__ for block in blocks] == [
        "Heading",
        *["Paragraph"] * 3,
        "TableBlock",
        "Heading",
        *["Paragraph"] * 2,
    ]
    assert blocks[0] == Heading("（二）扩大床位供给", 1, "p.3", 54, 0)
    assert blocks[5] == Heading("1.补贴护理型床位", 2, "p.3.1", 90, 0)
    assert isinstance(blocks[1], Paragraph)
    assert (blocks[1].line, blocks[1].offset, blocks[1].repaired) == (55, 0, ((0, 2, "推功"),))
    assert isinstance(blocks[2], Paragraph)
    assert (blocks[2].line, blocks[2].offset) == (56, len(FIRST) + 1)
    with pytest.raises(ValueError, match="needs a section"):
        document(PATH, [])


def test_a_caption_that_repeats_the_heading_is_left_out() -> None:
    tables = [
        Table(f"p.t{at}", "p.3", caption, 1, GRID, Source(70, 72, 0, 0)) for at, caption in enumerate(["（四）主要指标", "表1"])
    ]
    blocks = document((), [(section("p.3", 1, "（四）", "主要指标", "", 1), tables)]).blocks
    assert [block.caption for block in blocks if isinstance(block, TableBlock)] == ["", "表1"]


@pytest.mark.parametrize("at", [0, 7, len(FIRST), len(FIRST) + 1, len(FIRST) + 9, len(TEXT)])
def test_a_table_stands_where_it_stood_and_no_word_is_lost(at: int) -> None:
    table = Table("p.t1", "p.3", "", 1, GRID, Source(70, 72, 0, 0), at)
    blocks = document((), [(section("p.3", 1, "", "", TEXT, 1), [table])]).blocks
    before = blocks[: next(number for number, block in enumerate(blocks) if isinstance(block, TableBlock))]
    words = "".join(block.text for block in before if isinstance(block, Paragraph))
    assert words == TEXT[:at].replace("\n", "")
    assert "".join(block.text for block in blocks if isinstance(block, Paragraph)) == TEXT.replace("\n", "")
    for block in blocks:
        if isinstance(block, Paragraph):
            assert TEXT[block.offset :].startswith(block.text)


@pytest.mark.parametrize("room", [8, 20, 37, 60, 84, 130, 200, 240])
def test_every_word_is_on_the_page_and_no_line_too_wide(room: int) -> None:
    lines = Prepared(sample()).lay(Look(room, repaired="下划线处有损", damaged="缺字"))
    assert all(cell_len(line.text) <= room for line in lines)
    drawn = "".join("".join(piece.text for piece in line.pieces if piece.part == 0) for line in lines)
    for words in (FIRST, SECOND, HOSTILE, "扩大床位供给", "专栏1主要指标"):
        assert "".join(shown(words).split()) in "".join(drawn.split())
    whole = "".join("".join(line.text for line in lines).split())
    for words in (*PATH, "≥60", "预期性", "下划线处有损", "缺字"):
        assert words in whole
    assert [line.block for line in lines] == sorted(line.block for line in lines)


def test_the_page_is_a_column_of_comfortable_width_in_the_middle() -> None:
    lines = Prepared(sample()).lay(Look(140))
    text = [line for line in lines if line.block == 2]
    assert {line.left for line in text} == {30}
    assert text[0].text.startswith(" " * 34 + "完善")
    assert max(cell_len(line.text) for line in text) <= 110
    assert [line.text.strip() for line in lines[:3]] == [" › ".join(PATH), "", "（二）扩大床位供给"]


def test_matches_are_found_however_written_and_across_lines() -> None:
    page = Prepared(sample())
    found = page.matches(["護理型床位"])
    assert [(match.block, match.part) for match in found] == [(1, 0), (2, 0), (4, 8), (5, 0), (7, 0)]
    assert page.matches(["护理型床位", "型床位占比"])[0].end - page.matches(["护理型床位"])[0].start == 7
    assert page.matches([]) == page.matches(["“”"]) == []
    for room in range(12, 90):
        lines = page.lay(Look(room))
        for match in found:
            number = find_line(lines, match.block, match.part, match.start)
            assert number is not None
            pieces = [piece for line in lines for piece in line.pieces if (line.block, piece.part) == (match.block, match.part)]
            drawn = "".join(piece.text[max(0, match.start - piece.start) : max(0, match.end - piece.start)] for piece in pieces)
            assert drawn == "护理型床位"


def test_a_merged_cell_counts_as_one_match() -> None:
    grid = (("类别", "指标"), ("养老服务", "床位"), ("养老服务", "食堂"))
    page = Prepared(ReaderDocument("k", (), (TableBlock("t", "k", "", 1, grid),)))
    assert len(page.matches(["养老服务"])) == 1


def test_places_and_lines_lead_to_each_other() -> None:
    lines = Prepared(sample()).lay(Look(60))
    for number, line in enumerate(lines):
        if line.pieces and 0 <= line.block < 4:
            assert line_at(lines, line.block, line.at) == number
    second = [number for number, line in enumerate(lines) if line.block == 2]
    assert line_at(lines, 2, 40) in second
    assert line_at(lines, -1, 0) == 0
    assert first_line(lines, 99) == len(lines)
    row = line_at(lines, 4, 2)
    assert lines[row].at == 2
    assert "社区食堂数量" in lines[row].text
    assert find_line(lines, 2, 0, 9999) is None


def test_repairs_survive_the_gate() -> None:
    block = Paragraph("甲\x1b乙丙\x9b丁", "k", 0, 1, ((2, 4, "损"),))
    page = Prepared(ReaderDocument("k", (), (block,)))
    assert page.texts[0][0].text == "甲乙丙丁"
    assert page.repaired == {0: [(1, 3)]}


def test_selected_words_come_back_as_the_document_has_them() -> None:
    lines = Prepared(sample()).lay(Look(40))
    everything = selected_text(lines, range(len(lines)), lambda _: (0, -1), 0)
    assert FIRST in everything
    assert SECOND in everything
    assert "1\t护理型床位占比\t%\t25\t≥60\t约束性\n2\t社区食堂数量" in everything
    assert "╌" not in everything
    first = line_at(lines, 1, 0)
    spans = {first: (4, -1), first + 1: (0, 6)}
    part = selected_text(lines, range(first, first + 2), lambda number: spans[number], 0)
    assert part == FIRST[: lines[first + 1].at + 6]


def test_a_long_section_is_prepared_and_laid_out_in_time() -> None:
    text = "\n".join([FIRST * 4] * (60_000 // (4 * len(FIRST))))
    blocks = document(PATH, [(section("p", 1, "一、", "长", text, 1), [])])
    begun = time.process_time()
    page = Prepared(blocks)
    page.matches(["护理型床位"])
    lines = page.lay(Look(90))
    assert time.process_time() - begun < 0.3
    begun = time.process_time()
    assert len(page.lay(Look(60))) > len(lines) > 1000
    assert time.process_time() - begun < 0.1


def test_plain_text_for_help_and_previews() -> None:
    lines = text_lines("# 标题\n\n" + FIRST, 30)
    assert [line.text for line in lines[:2]] == ["# 标题", ""]
    assert "".join(line.text for line in lines[2:]) == FIRST
    assert isinstance(lines[0], Line)
