"""Pages as characters with places and ruled segments: lines, tables, columns and paragraphs out of them."""

from __future__ import annotations

import pytest

from indexer.readers.layout import Glyph, Line, Rule, lines
from indexer.readers.typeset import printed
from tests.indexer.print_pages import box, netted, sheet, typed, wrapped

LONG = "全镇现有水塘四十三口，其中淤积较重的十七口，三年内分批清淤，并在塘边栽种垂柳和香樟，方便村民纳凉散步。"
MORE = "清淤所得塘泥经检测合格后用于改良坡地，不合格的运往县填埋场；清淤期间由村委会设置围挡和警示牌，确保往来行人安全。"


def text_of(*pages: tuple[list[Glyph], list[Rule]]) -> list[str]:
    return "".join(printed([sheet(*page) for page in pages])[0].parts).splitlines()


def grid_of(*pages: tuple[list[Glyph], list[Rule]]) -> list[list[str]]:
    """The only table, merged cells filled."""
    out, _ = printed([sheet(*page) for page in pages])
    raw = "".join(out.parts)
    (table,) = out.tables
    return [[raw[cell[0] : cell[1]] if cell else "" for cell in row] for row in table.cells]


def filled(xs: list[float], y: float, *cells: str, size: float = 10.0) -> list[Glyph]:
    """Texts at the left of their columns."""
    return [glyph for x, cell in zip(xs, cells, strict=False) for glyph in typed(cell, x + 4, y, size)]


def only(glyphs: list[Glyph]) -> Line:
    (line,) = lines(glyphs)
    return line


def test_characters_in_any_order_make_lines() -> None:
    glyphs = typed("第一行", 80, 100) + typed("第二行", 80, 120)
    assert [line.text for line in lines(reversed(glyphs))] == ["第一行", "第二行"]


def test_a_raised_note_mark_stays_in_its_line() -> None:
    assert only(typed("清淤", 80, 100) + typed("①", 104, 95, 7) + typed("水塘", 111, 100)).text == "清淤①水塘"


def test_bold_print_by_drawing_twice_and_doubled_characters() -> None:
    assert only(typed("人人有责", 80, 100) + typed("人人有责", 80.4, 100.2)).text == "人人有责"
    assert only(typed("11111", 80, 100) + typed("11111", 80.3, 100)).text == "11111"


@pytest.mark.parametrize(
    ("before", "after", "gap", "text"),
    [
        ("投资", "36", 3.0, "投资36"),
        ("first", "word", 3.0, "first word"),
        ("一、", "目标", 6.0, "一、目标"),
        ("第一章", "总则", 3.0, "第一章 总则"),
        ("合计", "年末", 24.0, "合计 年末"),
        ("表1", "2030年目标", 3.0, "表1 2030年目标"),
        ("表1", "主要指标", 3.0, "表1 主要指标"),
    ],
)
def test_gaps_that_are_blanks_and_gaps_that_are_none(before: str, after: str, gap: float, text: str) -> None:
    first = typed(before, 80, 100)
    assert only(first + typed(after, first[-1].x1 + gap, 100)).text == text


def test_paragraphs_begin_with_an_indentation() -> None:
    assert text_of((wrapped(LONG) + wrapped(MORE, y=160), [])) == [LONG, MORE]


def test_a_paragraph_goes_on_over_the_page() -> None:
    glyphs = wrapped(LONG * 3, y=100)
    first = [glyph for glyph in glyphs if glyph.y < 150]
    second = [glyph._replace(y=glyph.y - 60) for glyph in glyphs if glyph.y > 150]
    assert text_of((first, []), (second, [])) == [LONG * 3]


def test_paragraphs_without_indentation_end_in_lines_that_are_not_full() -> None:
    glyphs = wrapped(LONG, indent=0) + wrapped(MORE, indent=0, y=160) + wrapped(LONG, indent=0, y=220)
    assert text_of((glyphs, [])) == [LONG, MORE, LONG]


def test_a_heading_is_never_joined_to_its_text() -> None:
    full = "（一）" + "清" * 25
    glyphs = typed(full, 104, 80, font=2) + wrapped(LONG) + wrapped(MORE, y=160)
    assert text_of((glyphs, [])) == [full, LONG, MORE]
    unset = typed("（一）" + "清" * 27, 80, 80, font=2) + wrapped(LONG, indent=0)
    assert text_of((unset, [])) == ["（一）" + "清" * 27, LONG]


def test_a_long_title_in_two_lines_is_one() -> None:
    title = typed("柳河镇人民政府关于印发水塘", 125, 60, 24) + typed("整治方案的通知", 176, 95, 24)
    assert text_of((title + wrapped(LONG, y=150) + wrapped(MORE, y=210), []))[0] == "柳河镇人民政府关于印发水塘整治方案的通知"


def test_lines_of_a_contents_list_stay_apart() -> None:
    entries = [f"{number}、整治目标{'.' * 40}{number}" for number in "一二三"]
    glyphs = [glyph for at, entry in enumerate(entries) for glyph in typed(entry, 80, 100 + 20 * at)]
    assert text_of((glyphs, [])) == entries


def test_two_columns_are_read_one_after_the_other() -> None:
    title = typed("柳河镇水塘整治方案", 220, 60, 18)
    left, right = wrapped(LONG * 3, left=60, width=18), wrapped(MORE * 3, left=310, width=18)
    assert text_of((title + left + right, [])) == ["柳河镇水塘整治方案", LONG * 3, MORE * 3]


def test_heads_and_feet_of_left_and_right_pages() -> None:
    pages = []
    for number in range(1, 7):
        at = 80 if number % 2 == 0 else 420
        furniture = typed("柳河镇水塘整治方案", at, 50, 9) + typed(f"{number}", at, 800, 9)
        pages.append((furniture + wrapped(LONG if at == 80 else MORE, y=90 + 5 * number), list[Rule]()))
    assert text_of(*pages) == [MORE, LONG] * 3


def test_the_first_line_of_the_text_is_no_head_for_standing_at_one_height() -> None:
    assert text_of((wrapped(LONG), []), (wrapped(MORE), [])) == [LONG, MORE]


XS = [80.0, 140.0, 260.0, 360.0, 460.0]


def test_merged_cells_over_rows_and_columns() -> None:
    rules = [rule for rule in netted(XS, [100, 120, 140, 160]) if rule not in (Rule(360, 100, 360, 160), Rule(80, 140, 460, 140))]
    rules += [Rule(360, 120, 360, 160), Rule(140, 140, 460, 140)]
    glyphs = filled(XS, 114, "片区", "村", "目标值") + filled(XS, 134, "", "上柳", "3", "5") + filled(XS, 154, "", "下柳", "4", "6")
    glyphs += typed("东片", 84, 144, 10)
    assert grid_of((glyphs, rules)) == [["片区", "村", "目标值", "目标值"], ["东片", "上柳", "3", "5"], ["东片", "下柳", "4", "6"]]


def test_a_table_that_is_open_at_its_sides() -> None:
    rules = [Rule(80, y, 460, y) for y in (100, 120, 140)] + [Rule(x, 100, x, 140) for x in XS[1:-1]]
    glyphs = filled(XS, 114, "片区", "村", "面积", "口数") + filled(XS, 134, "东片", "上柳", "12", "5")
    assert grid_of((glyphs, rules)) == [["片区", "村", "面积", "口数"], ["东片", "上柳", "12", "5"]]


def test_double_rules_and_broken_ones_are_one() -> None:
    rules = [Rule(80, y + step, 460, y + step) for y in (100, 120, 140) for step in (0, 1.5)]
    rules += [Rule(x, y, x, y + 10) for x in XS for y in (100, 110, 121, 131)]
    glyphs = filled(XS, 114, "片区", "村", "面积", "口数") + filled(XS, 134, "东片", "上柳", "12", "5")
    assert len(grid_of((glyphs, rules))) == 2


def test_a_table_within_a_cell_is_one_of_its_own() -> None:
    rules = netted([80, 260, 460], [100, 120, 200]) + netted([266, 340, 460], [140, 158, 194])
    glyphs = filled([80, 260], 114, "事项", "安排") + filled([80, 260], 134, "联系", "电话如下")
    glyphs += filled([266, 340], 152, "水利站", "12") + filled([266, 340], 180, "村委会", "34")
    assert text_of((glyphs, rules)) == ["事项\t安排", "联系\t电话如下", "水利站\t12", "村委会\t34"]
    down = [glyph._replace(y=glyph.y + 560) for glyph in glyphs], [Rule(r.x0, r.y0 + 560, r.x1, r.y1 + 560) for r in rules]
    after = filled([80, 260], 84, "资金", "二十万元"), netted([80, 260, 460], [70, 90])
    assert text_of(down, after) == ["事项\t安排", "联系\t电话如下", "资金\t二十万元", "水利站\t12", "村委会\t34"]


def test_a_frame_around_text_is_no_table() -> None:
    assert text_of((wrapped(LONG, left=90) + wrapped(MORE, left=90, y=160), box(80, 80, 460, 230))) == [LONG, MORE]


@pytest.mark.parametrize("turn", [0, 3])
def test_a_table_over_two_pages(turn: int) -> None:
    """The head is printed again, the merged cell and the last row are cut; margins differ."""
    head = ("序号", "片区", "任务", "口数")
    top = netted(XS, [700, 720, 740, 780]) + typed("", 0, 0)
    first = filled(XS, 714, *head) + filled(XS, 734, "1", "东片", "清淤", "3") + filled(XS, 760, "2", "西片", "清淤并栽种", "4")
    xs = [x + turn for x in XS]
    second = filled(xs, 84, *head) + filled(xs, 104, "", "", "垂柳") + filled(xs, 124, "3", "南片", "栽树", "5")
    rules = [rule for rule in top if isinstance(rule, Rule)]
    grid = grid_of((first, rules), (second, netted(xs, [70, 90, 110, 130])))
    assert grid == [list(head), ["1", "东片", "清淤", "3"], ["2", "西片", "清淤并栽种垂柳", "4"], ["3", "南片", "栽树", "5"]]


def test_a_merged_cell_that_the_page_cuts() -> None:
    def ruled(ys: list[float]) -> list[Rule]:
        return [rule for rule in netted(XS, ys) if not rule.level or rule.y0 in (ys[0], ys[-1])] + [
            Rule(x0, y, x1, y) for y in ys[1:-1] for x0, x1 in ((80, 140), (260, 460))
        ]

    first = filled(XS, 714, "1", "", "上柳", "3") + filled(XS, 734, "2", "", "下柳", "4") + typed("东片", 150, 724, 10)
    second = filled(XS, 84, "3", "", "北柳", "5") + filled(XS, 104, "4", "", "南柳", "6")
    grid = grid_of((first, ruled([700, 720, 740])), (second, ruled([70, 90, 110])))
    assert [row[1] for row in grid] == ["东片"] * 4
    assert [row[0] for row in grid] == ["1", "2", "3", "4"]


def test_a_line_that_says_that_the_table_goes_on() -> None:
    first = wrapped(LONG, y=600) + filled(XS, 714, "1", "东片", "上柳", "3"), netted(XS, [700, 720])
    second = typed("续表2", 250, 70) + filled(XS, 94, "2", "西片", "北柳", "5") + wrapped(MORE, y=140), netted(XS, [80, 100])
    assert text_of(first, second) == [LONG, "1\t东片\t上柳\t3", "2\t西片\t北柳\t5", MORE]


def test_notes_at_the_foot_stand_behind_the_paragraph_that_goes_on() -> None:
    glyphs = wrapped(LONG * 3, y=100)
    note = typed("①淤积较重指塘泥厚度超过半米。", 80, 700, 9) + typed("②以", 80, 715, 9)
    first = [glyph for glyph in glyphs if glyph.y < 150] + note
    second = [glyph._replace(y=glyph.y - 60) for glyph in glyphs if glyph.y > 150]
    assert text_of((first, []), (second, [])) == [LONG * 3, "①淤积较重指塘泥厚度超过半米。", "②以"]


def test_tables_with_other_columns_are_two() -> None:
    first = filled(XS, 714, "1", "东片", "上柳", "3"), netted(XS, [700, 720])
    others = [80.0, 200.0, 460.0]
    second = filled(others, 84, "合计", "十七口"), netted(others, [70, 90])
    assert len(printed([sheet(*first), sheet(*second)])[0].tables) == 2


def test_rows_stand_on_their_own_pages() -> None:
    first = filled(XS, 714, "1", "东片", "上柳", "3") + filled(XS, 734, "2", "东片", "下柳", "4"), netted(XS, [700, 720, 740])
    second = filled(XS, 84, "3", "西片", "北柳", "5"), netted(XS, [70, 90])
    document = printed([sheet(*first), sheet(*second)])[0].document("pdf", "")
    assert [document.page_at(document.raw.index(village)) for village in ("上柳", "下柳", "北柳")] == [1, 1, 2]


WIDE = [80.0, 120.0, 180.0, 290.0, 370.0, 450.0]
HEAD = [Rule(80, y, 520, y) for y in (100, 140)]


def three_lines(y: float) -> list[Glyph]:
    """The head of a table whose name 目标值 stands over two columns."""
    return (
        filled(WIDE, y, "", "", "", "", "目标值")
        + filled(WIDE, y + 7, "序号", "类别", "指标", "单位")
        + filled(WIDE, y + 16, "", "", "", "", "2028年", "2030年")
    )


def test_a_table_of_three_lines() -> None:
    rows = [
        ("1", "", "清淤口数", "口", "8", "17"),
        ("2", "", "栽树棵数", "棵", "900", "2400"),
        ("3", "管护", "巡查次数", "次", "12", "24"),
    ]
    glyphs = three_lines(114) + [glyph for at, row in enumerate(rows) for glyph in filled(WIDE, 155 + 20 * at, *row)]
    glyphs += typed("整治", 124, 165, 10)
    grid = grid_of((glyphs, [*HEAD, Rule(80, 205, 520, 205)]))
    assert grid == [
        ["序号", "类别", "指标", "单位", "目标值", "目标值"],
        ["序号", "类别", "指标", "单位", "2028年", "2030年"],
        ["1", "整治", "清淤口数", "口", "8", "17"],
        ["2", "整治", "栽树棵数", "棵", "900", "2400"],
        ["3", "管护", "巡查次数", "次", "12", "24"],
    ]


def test_a_table_of_three_lines_with_wrapped_cells_over_two_pages() -> None:
    def row(number: int, y: float) -> list[Glyph]:
        """Two lines of text beside a number that stands in their middle."""
        return (
            filled(WIDE, y + 6, str(number), "", "", "口", str(number * 3))
            + typed("清淤并栽种", 184, y, 10)
            + typed("垂柳", 184, y + 12, 10)
        )

    head = filled(WIDE, 714, "序号", "", "任务", "单位", "数量")
    first = head + row(1, 735) + row(2, 765)
    second = row(3, 80) + row(4, 110)
    lead, tail = [Rule(80, 700, 520, 700), Rule(80, 720, 520, 720)], [Rule(80, 130, 520, 130)]
    grid = grid_of((wrapped(LONG) + first, lead), (second + wrapped(MORE, y=160), tail))
    assert grid == [["序号", "任务", "单位", "数量"]] + [[str(n), "清淤并栽种垂柳", "口", str(n * 3)] for n in (1, 2, 3, 4)]


def test_rules_around_running_text_make_no_table() -> None:
    rules = [Rule(80, y, 440, y) for y in (90, 150, 210)]
    assert text_of((wrapped(LONG, y=110) + wrapped(MORE, y=165), rules)) == [LONG, MORE]


def test_pages_without_anything() -> None:
    empty = sheet([])
    empty.pictured = True
    out, left = printed([sheet(wrapped(LONG)), empty, sheet(wrapped(MORE))])
    assert left.pictures == [1]
    assert len(out.pages) == 3
