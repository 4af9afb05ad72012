"""Tables: nothing cut, nothing lost, merged cells once, aligned; bars."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text.bars import Bar, bar, chart
from tui.text.grid import ASCII, DITTO, Grid, GridLine, Span, spans

HEADER = ["类别", "序号", "指标名称", "指标名称", "单位", "2020年", "2025年", "属性"]
TABLE = [
    HEADER,
    ["养老服务", "1", "护理型床位占比", "护理型床位占比", "%", "25", "≥60", "约束性"],
    ["养老服务", "2", "照料护理标准", "全自理", "元/人/月", "1200", "1500（按当年标准的一定比例确定）", "约束性"],
    ["养老服务", "3", "照料护理标准", "半自理", "元/人/月", "1200", "1800", "约束性"],
    ["二、基本服务"] * 8,
    ["社会事务", "4", "火化率", "火化率", "%", "100", "100", "预期性"],
]
CELL = st.text(st.sampled_from("养老服务床位，。（）“”%0123456789 ≥-年ab\n"), max_size=40)
GRIDS = st.integers(1, 7).flatmap(
    lambda columns: st.lists(st.lists(CELL, min_size=columns, max_size=columns), min_size=1, max_size=6)
)


def rebuilt(table: Grid, lines: list[GridLine]) -> dict[tuple[int, int], str]:
    """What was drawn of each cell, without white space."""
    drawn: dict[tuple[int, int], str] = {}
    for line in lines:
        for bit in line.bits:
            if bit.cell:
                assert table.breaks[bit.cell[0]][bit.cell[1]].text.replace("\n", " ")[bit.start :].startswith(bit.text)
                drawn[bit.cell] = drawn.get(bit.cell, "") + "".join(bit.text.split())
    return drawn


@given(GRIDS, st.integers(0, 3), st.integers(8, 200))
@settings(max_examples=300, deadline=None)
def test_every_character_of_every_cell_is_drawn_inside_the_room(cells: list[list[str]], header_rows: int, room: int) -> None:
    table = Grid(cells, header_rows)
    lines = table.lines(room)
    assert all(cell_len("".join(bit.text for bit in line.bits)) <= room for line in lines)
    drawn = rebuilt(table, lines)
    in_columns = table.widths(room) is not None
    for row, line in enumerate(table.spans):
        for span in line:
            words = "".join(table.breaks[row][span.column].text.split())
            if words and not span.ditto and (in_columns or row >= table.header_rows):
                assert words in drawn[row, span.column]


@given(GRIDS, st.integers(0, 2))
@settings(max_examples=200, deadline=None)
def test_spans_cover_each_row_and_never_hide_other_words(cells: list[list[str]], header_rows: int) -> None:
    for row, line in enumerate(spans(cells, header_rows)):
        assert [span.column for span in line] == [0, *(span.end for span in line[:-1])]
        assert line[-1].end == len(cells[row])
        for span in line:
            assert len(set(cells[row][span.column : span.end])) == 1
            assert not span.ditto or cells[row - 1][span.column] == cells[row][span.column]


def test_merged_cells_are_drawn_once_and_equal_values_are_not_merged() -> None:
    drawn = spans(TABLE, 1)
    assert drawn[0][2] == Span(2, 4)
    assert drawn[1][2] == Span(2, 4)
    assert [span.ditto for span in drawn[2]][:3] == [True, False, False]
    assert [span.ditto for span in drawn[3]][:4] == [True, False, True, False]
    assert drawn[4] == [Span(0, 8)]
    assert drawn[5][4:6] == [Span(5, 6), Span(6, 7)]
    assert not any(span.ditto for line in drawn for span in line if span.end == 8)
    shared = spans([["序号", "子项", "数"], ["3", "全自理", "5"], ["3", "半自理", "5"]], 1)
    assert [span.ditto for span in shared[2]] == [True, False, False]
    text = "\n".join(line.text for line in Grid(TABLE, 1).lines(140))
    assert text.count("养老服务") == 1
    assert text.count(DITTO) == 3
    assert Counter(text.split())["100"] == 2
    assert text.count("约束性") == 3


@pytest.mark.parametrize("room", range(60, 150, 5))
def test_columns_stand_under_each_other(room: int) -> None:
    table = Grid(TABLE, 1)
    widths = table.widths(room)
    assert widths is not None
    column = sum(widths[:4]) + 2 * 4
    for line in table.lines(room):
        if not line.bits[0].role and line.row not in (0, 4):
            assert "".join(bit.text for bit in line.bits).strip()
            starts = [
                sum(cell_len(bit.text) for bit in line.bits[:at]) for at, bit in enumerate(line.bits) if bit.cell == (line.row, 4)
            ]
            assert starts in ([], [column])


def test_numbers_stand_right_and_short_words_are_not_wrapped() -> None:
    lines = [line.text for line in Grid([["名称", "数量"], ["养老床位", "5"], ["护理床位", "1200"]], 1).lines(60)]
    assert lines[3] == "养老床位     5"
    assert lines[4] == "护理床位  1200"
    assert any("约束性" in line.text for line in Grid(TABLE, 1).lines(72))


def test_a_narrow_pane_gets_records_with_the_headers_as_labels() -> None:
    lines = [line.text for line in Grid(TABLE, 1).lines(30)]
    assert "指标名称：护理型床位占比" in lines
    assert "2025年：≥60" in lines
    assert lines.count("类别：养老服务") == 3
    assert "二、基本服务" in lines
    assert max(map(cell_len, lines)) <= 30


def test_rules_part_only_rows_of_several_lines() -> None:
    lines = [line.text[:2] for line in Grid([["甲"], ["乙"], ["丙"], ["丁\n戊"], ["己"], ["庚"]], 1).lines(40)]
    assert lines == ["╍╍", "甲", "╌╌", "乙", "丙", "╌╌", "丁", "戊", "╌╌", "己", "庚", "╍╍"]


def test_rules_are_one_cell_in_every_terminal() -> None:
    drawn = "".join(bit.text for line in Grid(TABLE, 1).lines(90) for bit in line.bits if bit.role == "rule")
    assert set(drawn) == set("╍╌")
    plain = "".join(bit.text for line in Grid(TABLE, 1).lines(90, ASCII) for bit in line.bits if bit.role == "rule")
    assert set(plain) == set("=-")


def test_hostile_and_ragged_cells() -> None:
    table = Grid([["甲\x1b[31m", "乙\u202e丙"], ["[b]丁[/b]\x9b2J"], ["第一行\n第二行", ""]], 1)
    text = "\n".join(line.text for line in table.lines(60))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x9b" not in text
    assert "[b]丁[/b]" in text
    assert "第一行" in [line.text.strip() for line in table.lines(60)]
    assert Grid([], 0).lines(40) == []


def test_a_large_table_is_laid_out_in_time() -> None:
    grid = [
        HEADER,
        *(["养老服务", str(number), "指标" * 8, "子项" * 5, "%", "1", "内容，" * 20, "约束性"] for number in range(300)),
    ]
    begun = time.process_time()
    assert len(Grid(grid, 1).lines(78)) > 600
    assert time.process_time() - begun < 1.0


def test_bars_show_the_operator() -> None:
    exact, least, most, about = (bar(60, 100, 21, op) for op in ("=", ">=", "<=", "~"))
    assert exact == "█" * 12 + " " * 9
    assert least == "█" * 12 + "░" * 9
    assert most == "░" * 12 + " " * 9
    assert about == "█" * 11 + "░" + " " * 9
    assert bar(None, 100, 10) == " " * 10
    assert bar(-3, 100, 10) == " " * 10
    assert bar(100, 100, 10) == "█" * 9 + " "
    assert bar(100, 100, 10, ">=") == "█" * 9 + "░"
    assert bar(60, 100, 21, ">=", plain=True) == "#" * 12 + "." * 9


@given(st.floats(0, 1e6), st.floats(0.1, 1e6), st.integers(2, 60), st.sampled_from(["=", ">=", "<=", "~", None]))
@settings(deadline=None)
def test_a_bar_takes_exactly_its_cells(number: float, top: float, cells: int, op: str) -> None:
    assert cell_len(bar(number, top, cells, op)) == cells  # type: ignore[arg-type]


def test_a_chart_aligns_chinese_labels_and_keeps_every_word() -> None:
    rows = [
        Bar("柳湾区", 75, "=", "75"),
        Bar("青石经济技术开发区", 60, ">=", "≥60"),
        Bar("临川新区", None, None, "图表丢失（专栏2 正文缺失）"),
    ]
    lines = chart(rows, 50)
    assert all(cell_len(line) <= 50 for line in lines)
    assert {cell_len(line[: line.index("█")]) for line in lines if "█" in line} == {17}
    text = "".join("".join(lines).split())
    for words in ("柳湾区", "青石经济技术开发", "临川新区", "≥60", "图表丢失"):
        assert words in text
    assert chart([], 40) == []
