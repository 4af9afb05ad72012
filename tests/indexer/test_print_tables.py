"""Tables whose lines mislead or lack: rules through merged cells, heads without rules, rows cut by the page, no rules at all."""

from __future__ import annotations

import pytest

from indexer.readers.layout import Glyph, Rule
from indexer.readers.typeset import printed
from tests.indexer.print_pages import netted, sheet, typed, wrapped

LONG = "全镇现有水塘四十三口，其中淤积较重的十七口，三年内分批清淤，并在塘边栽种垂柳和香樟，方便村民纳凉散步。"
XS = [80.0, 115.0, 260.0, 310.0, 380.0, 450.0]
HEAD = ["序号", "指标名称", "单位", "2025年", "2030年"]
ROWS = [["1", "清淤口数", "口", "8", "17"], ["2", "植树棵数", "棵", "900", "2400"], ["3", "达标率", "%", "76.5", "95"]]
MORE_ROWS = [["4", "巡查次数", "次", "12", "24"], ["5", "护坡长度", "米", "1300", "5200"]]

Page = tuple[list[Glyph], list[Rule]]


def middle(text: str, x0: float, x1: float, y: float) -> list[Glyph]:
    width = sum(5.0 if char < "\u2000" else 10.0 for char in text)
    return typed(text, (x0 + x1 - width) / 2, y, 10)


def row(y: float, *cells: str) -> list[Glyph]:
    """Names at the left of their column, everything else in the middle."""
    out: list[Glyph] = []
    for at, cell in enumerate(cells):
        out += typed(cell, XS[at] + 4, y, 10) if at == 1 else middle(cell, XS[at], XS[at + 1], y)
    return out


def rows(y: float, *texts: list[str]) -> list[Glyph]:
    return [glyph for at, cells in enumerate(texts) for glyph in row(y + 20 * at, *cells)]


def grid_of(*pages: Page) -> tuple[list[list[str]], int]:
    """The only table, merged cells filled, and how many rows its head has. Nothing may be lost."""
    out, left = printed([sheet(*page) for page in pages])
    assert left.missing == 0
    raw = "".join(out.parts)
    (table,) = out.tables
    return [[raw[cell[0] : cell[1]] if cell else "" for cell in row] for row in table.cells], table.header_rows


@pytest.mark.parametrize("again", [True, False])
def test_a_head_alone_at_the_foot_of_a_page(again: bool) -> None:
    first = wrapped(LONG) + row(754, *HEAD), netted(XS, [740, 760])
    texts = [HEAD, *ROWS] if again else ROWS
    second = rows(94, *texts), netted(XS, [80 + 20 * at for at in range(len(texts) + 1)])
    assert grid_of(first, second) == ([HEAD, *ROWS], int(again))


@pytest.mark.parametrize("through", ["level", "upright"])
def test_a_rule_that_runs_through_merged_names(through: str) -> None:
    rules = netted(XS, [100, 120, 140, 160, 180, 200])
    if through == "upright":
        rules[1] = Rule(XS[3], 120, XS[5], 120)
    glyphs = [glyph for at in (0, 1, 2) for glyph in middle(HEAD[at], XS[at], XS[at + 1], 123.6)]
    glyphs += middle("目标", XS[3], XS[5], 114) + middle("2025年", XS[3], XS[4], 134) + middle("2030年", XS[4], XS[5], 134)
    grid, _ = grid_of((glyphs + rows(154, *ROWS), rules))
    assert grid == [["序号", "指标名称", "单位", "目标", "目标"], HEAD, *ROWS]


def test_full_cells_beside_each_other_stay_two() -> None:
    rules = netted([80, 120, 160, 240], [100, 120, 140])
    glyphs = typed("淤积口数", 80.5, 114, 9.8) + typed("清淤口数", 120.5, 114, 9.8) + typed("水塘", 170, 114, 10)
    glyphs += typed("12", 90, 134, 10) + typed("34", 130, 134, 10) + typed("上柳", 170, 134, 10)
    assert grid_of((glyphs, rules))[0][0] == ["淤积口数", "清淤口数", "水塘"]


def test_a_head_without_a_rule_below_it() -> None:
    rules = [rule for rule in netted(XS, [100, 140, 160, 180]) if rule.y0 != 120]
    assert grid_of((rows(114, HEAD, *ROWS), rules))[0] == [HEAD, *ROWS]


def test_a_head_of_two_lines_stays_one_row() -> None:
    rules = netted([80, 140, 200, 260], [100, 140, 160])
    glyphs = [
        glyph
        for x, above, below in ((80, "现状", "2025"), (140, "目标", "2030"), (200, "指标", "性质"))
        for glyph in typed(above, x + 4, 114, 10) + typed(below, x + 4, 130, 10)
    ]
    glyphs += typed("8", 84, 154, 10) + typed("17", 144, 154, 10) + typed("约束", 204, 154, 10)
    assert len(grid_of((glyphs, rules))[0]) == 2


@pytest.mark.parametrize("levels", [(100, 180), (120, 180), ()])
def test_a_table_of_two_rules_or_none(levels: tuple[float, ...]) -> None:
    rules = [Rule(80, y, 450, y) for y in levels]
    glyphs = wrapped(LONG, y=40) + rows(114, HEAD, *ROWS) + wrapped(LONG, y=220)
    assert grid_of((glyphs, rules)) == ([HEAD, *ROWS], 1)


def test_a_table_without_rules_and_numbers_of_rows() -> None:
    texts = [[*cells[1:], "约束性"] for cells in (HEAD, *ROWS)]
    xs = [80.0, 200.0, 250.0, 320.0, 390.0, 460.0]
    glyphs = [
        glyph
        for at, cells in enumerate(texts)
        for column, cell in enumerate(cells)
        for glyph in middle(cell, xs[column], xs[column + 1], 114 + 20 * at)
    ]
    assert grid_of((wrapped(LONG, y=40) + glyphs + wrapped(LONG, y=220), [])) == (texts, 1)


def test_wrapped_names_around_the_numbers_of_rows_without_rules() -> None:
    glyphs = row(104, *HEAD) + row(130, "1", "", "口", "8", "17") + typed("清淤和", 119, 123, 10) + typed("加固口数", 119, 137, 10)
    glyphs += rows(160, ROWS[1], ROWS[2]) + wrapped(LONG, y=240)
    assert grid_of((glyphs, []))[0] == [HEAD, ["1", "清淤和加固口数", "口", "8", "17"], *ROWS[1:]]


def test_a_table_without_rules_over_two_pages() -> None:
    first = wrapped(LONG, y=600) + rows(714, HEAD, *ROWS)
    second = rows(80, *MORE_ROWS) + wrapped(LONG, y=160)
    assert grid_of((first, []), (second, [])) == ([HEAD, *ROWS, *MORE_ROWS], 1)


def test_numbered_paragraphs_and_contents_are_no_tables() -> None:
    items = [glyph for at in (1, 2, 3, 4) for glyph in typed(f"{at}.清淤任务完成{at}处，由水利站牵头。", 104, 100 + 20 * at)]
    contents = [
        glyph
        for at, name in enumerate(["总则", "任务", "保障"], 1)
        for glyph in typed(f"{at}", 80, 300 + 20 * at) + typed(name, 110, 300 + 20 * at) + typed(f"{at * 3}", 500, 300 + 20 * at)
    ]
    assert printed([sheet(wrapped(LONG, y=40) + items + contents)])[0].tables == []


TASKS = [["1", "清淤并栽种垂柳", "水利站"], ["2", "疏通进水渠并加固", "村委会"], ["3", "护坡修补和种草", "村委会"]]
TASKS += [["4", "塘边道路硬化压实", "交管所"], ["5", "安装护栏和警示牌", "派出所"]]
TX = [80.0, 120.0, 200.0, 300.0]


def task(y: float, cells: list[str], serial: int, lines: range = range(2)) -> list[Glyph]:
    """A row whose task is wrapped at five characters, the other cells beside its line ``serial``; only some of its lines."""
    out: list[Glyph] = []
    for line in lines:
        out += typed(cells[1][5 * line : 5 * line + 5], 124, y + 15 * (line - lines[0]), 10)
        if line == serial:
            at = y + 15 * (line - lines[0])
            out += middle(cells[0], TX[0], TX[1], at) + middle(cells[2], TX[2], TX[3], at)
    return out


@pytest.mark.parametrize("serial", [0, 1])
def test_a_row_of_a_table_of_three_lines_that_the_page_cuts(serial: int) -> None:
    head = ["序号", "主要任务", "牵头单位"]
    names = [glyph for at, name in enumerate(head) for glyph in middle(name, TX[at], TX[at + 1], 714)]
    first = names + task(735, TASKS[0], serial) + task(775, TASKS[1], serial) + task(815, TASKS[2], serial, range(1))
    second = task(80, TASKS[2], serial, range(1, 2)) + task(105, TASKS[3], serial) + task(145, TASKS[4], serial)
    rules = [Rule(80, 700, 300, 700), Rule(80, 720, 300, 720)]
    grid, heads = grid_of((wrapped(LONG) + first, rules), (second + wrapped(LONG, y=240), [Rule(80, 170, 300, 170)]))
    assert grid == [head, *TASKS]
    assert heads == 1


def test_a_total_at_the_head_of_a_page_is_no_rest_of_the_row_before_it() -> None:
    first = wrapped(LONG) + rows(714, HEAD, *ROWS), netted(XS, [700, 720, 740, 760, 780])
    second = row(94, "", "合计", "", "12", "24"), netted(XS, [80, 100])
    assert grid_of(first, second)[0] == [HEAD, *ROWS, ["", "合计", "", "12", "24"]]


@pytest.mark.parametrize("again", [True, False])
def test_the_head_of_a_table_of_three_lines_alone_at_the_foot_of_a_page(again: bool) -> None:
    first = wrapped(LONG) + row(754, *HEAD), [Rule(80, 740, 450, 740), Rule(80, 760, 450, 760)]
    texts = [HEAD, *ROWS] if again else ROWS
    levels = [80, 100, 80 + 20 * len(texts)] if again else [80 + 20 * len(texts)]
    second = rows(94, *texts) + wrapped(LONG, y=240), [Rule(80, y, 450, y) for y in levels]
    assert grid_of(first, second) == ([HEAD, *ROWS], 1)
    out, _ = printed([sheet(*first), sheet(*second)])
    assert "".join(out.parts).count("指标名称") == 1


def test_rules_below_every_row_over_three_pages() -> None:
    """Columns that text makes are not quite the same on each page."""
    parts = [[HEAD, *ROWS], MORE_ROWS, [["6", "水位下降的塘的口数", "口", "3", "1"], ["7", "塘长人数", "人", "9", "17"]]]
    pages = [(rows(94, *texts), [Rule(80, 80 + 20 * at, 450, 80 + 20 * at) for at in range(len(texts) + 1)]) for texts in parts]
    assert grid_of(*pages)[0] == [cells for texts in parts for cells in texts]
