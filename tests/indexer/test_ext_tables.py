"""One grid from every shape a table comes in. All tables here are invented."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import grid_squashed
from indexer.blocks import Block
from indexer.grid_align import Piece
from indexer.tables import find_tables
from indexer.touching import part
from indexer.trace import Traced
from tests.indexer.ext_blocks import blocks, rows

GRID = [
    ["序号", "类别", "指标名称", "单位", "2020年", "2025年", "属性"],
    ["1", "设施", "助餐点数", "个", "41", "65", "预期性"],
    ["2", "设施", "护理型床位占比", "%", "48.6", "≥68", "约束性"],
    ["3", "服务", "签约服务人数", "人", "1260", "2400", "预期性"],
    ["4", "服务", "每千名老人社工数", "人", "0.8", "不低于全市平均水平", "约束性"],
]
BEFORE = "三、发展目标\n到2025年，各项工作取得进展。\n专栏1 主要指标\n"
AFTER = "\n四、主要任务\n（一）完善体系。健全制度，建成2个中心，能力提高30%以上。"


def table_of(text: str) -> list[list[str]]:
    found = find_tables(blocks(BEFORE + text + AFTER))
    assert len(found) == 1
    assert found[0].caption == "专栏1 主要指标"
    assert found[0].first == 3
    return rows(found[0].grid)


def merged(grid: list[list[str]]) -> list[list[str]]:
    """The cells as printed when a category is printed once for its rows."""
    return [
        [cell for at, cell in enumerate(row) if at != 1 or not above or cell != above[1]]
        for above, row in zip([None, *grid], grid, strict=False)
    ]


@pytest.mark.parametrize("parter", [" | ", "\t", "   ", "｜"])
def test_rows_with_parted_cells(parter: str) -> None:
    assert table_of("\n".join(parter.join(row) for row in GRID)) == GRID


def test_trailing_and_leading_pipes_and_markdown() -> None:
    lines = ["| " + " | ".join(row) + " |" for row in GRID]
    assert table_of("\n".join(lines)) == GRID
    assert table_of("\n".join([lines[0], "|" + "---|" * 7, *lines[1:]])) == GRID


@pytest.mark.parametrize("glue", ["\n", "\n\n"])
def test_one_cell_a_line_with_merged_categories(glue: str) -> None:
    assert table_of(glue.join(cell for row in merged(GRID) for cell in row)) == GRID


def test_words_in_rows() -> None:
    assert table_of("\n".join(" ".join(row) for row in merged(GRID))) == GRID


@pytest.mark.parametrize(
    "order", [(0, 2, 6, 3, 4, 5), (0, 2, 3, 4, 5, 6), (0, 2, 4, 5, 3, 6), (2, 0, 3, 4, 5, 6), (0, 6, 2, 3, 4, 5)]
)
def test_columns_in_any_order_one_cell_a_line(order: tuple[int, ...]) -> None:
    grid = [[row[at] for at in order] for row in GRID]
    assert table_of("\n".join(cell for row in grid for cell in row)) == grid


def test_the_table_ends_before_the_next_heading_and_has_lines_and_spans() -> None:
    text = BEFORE + "\n".join(cell for row in merged(GRID) for cell in row) + AFTER
    table = find_tables(blocks(text))[0]
    assert blocks(text)[table.last + 1].text.text == "四、主要任务"
    start, end = table.spans[-1]
    assert text[start:end].startswith("4\n每千名老人社工数")
    assert text[start:end].endswith("约束性")
    assert text.split("\n")[table.lines[-1] - 1] == "4"


def test_sub_rows_wrapped_cells_and_a_head_over_two_lines() -> None:
    head = "序号\n类别\n指标名称\n单位\n2020年\n2023年\n目标值\n2025年\n目标值\n指标属性\n"
    one = "1\n救助\n照料护理标准\n全自理\n元/人/月\n40\n50\n60\n约束性\n"
    two = "半自理\n（半失能）\n元/人/月\n400\n500\n600\n"
    last = "2\n儿童\n工作站覆盖率\n%\n--\n80\n100\n预期性"
    table = find_tables(blocks(head + one + two + last + AFTER))[0]
    assert rows(table.grid) == [
        ["序号", "类别", "指标名称", "指标名称", "单位", "2020年", "2023年目标值", "2025年目标值", "指标属性"],
        ["1", "救助", "照料护理标准", "全自理", "元/人/月", "40", "50", "60", "约束性"],
        ["1", "救助", "照料护理标准", "半自理（半失能）", "元/人/月", "400", "500", "600", "约束性"],
        ["2", "儿童", "工作站覆盖率", "工作站覆盖率", "%", "--", "80", "100", "预期性"],
    ]
    assert {(2, 0), (2, 2), (2, 8)} <= table.inherited


def test_a_head_of_two_rows_and_a_value_merged_over_two_columns() -> None:
    head = "序号\n指标名称\n单位\n2025年实际\n目标值\n属性\n2028年\n2030年\n"
    body = (
        "1\n照护中心数\n处\n6\n11\n14\n约束性\n"
        "2\n每千名老人社工数\n人\n0.8\n不低于全市平均水平\n约束性\n"
        "3\n助餐点数\n个\n41\n58\n65\n预期性"
    )
    table = find_tables(blocks(head + body + AFTER))[0]
    assert table.header_rows == 2
    assert rows(table.grid)[:2] == [
        ["序号", "指标名称", "单位", "2025年实际", "目标值", "目标值", "属性"],
        ["序号", "指标名称", "单位", "2025年实际", "2028年", "2030年", "属性"],
    ]
    assert rows(table.grid)[3] == ["2", "每千名老人社工数", "人", "0.8", "不低于全市平均水平", "不低于全市平均水平", "约束性"]


def test_a_unit_is_inherited_only_by_the_same_kind_of_measure() -> None:
    body = "序号\n指标名称\n单位\n2020年\n2025年\n属性\n1\n每万人社工数\n人/万\n11\n18\n约束性\n2\n协会数量\n78\n140\n预期性\n"
    more = "3\n生活补贴\n元/月\n175\n200\n预期性\n4\n护理补贴\n235\n260\n预期性"
    grid = rows(find_tables(blocks(body + more + AFTER))[0].grid)
    assert [row[2] for row in grid[1:]] == ["人/万", "", "元/月", "元/月"]


def test_a_repeated_head_on_the_next_page_is_no_row() -> None:
    head = ["序号", "项目名称", "建设内容", "投资（万元）", "完成时限", "责任单位"]
    body = [
        [str(n), f"第{n}街道照护中心新建", f"建筑面积{800 + n}平方米，设床位{n}张", str(1000 + n), "2024年6月", "区民政局"]
        for n in range(1, 7)
    ]
    lines = [*head, *itertools.chain(*body[:3]), *head, *itertools.chain(*body[3:])]
    table = find_tables(blocks("表2 重点项目清单\n" + "\n".join(lines) + AFTER))[0]
    assert rows(table.grid) == [head, *body]


SQUASHED = (
    "到2025年取得进展。主要指标类别序号指标十三五现状十四五目标属性养老服务类"
    "1床位总数1820张2400张约束性2护理型床位数760张1500张约束性"
    "社会救助类3救助站评级未评级省级“示范站”约束性4接待满意率82%92%以上预期性5志愿者占比26%不低于33%预期性四、主要任务围绕目标，抓好以下工作。"
)


def test_a_squashed_table_inside_a_paragraph() -> None:
    (block,) = blocks(SQUASHED)
    table = find_tables([block])[0]
    assert rows(table.grid) == [
        ["类别", "序号", "指标", "十三五现状", "十四五目标", "属性"],
        ["养老服务类", "1", "床位总数", "1820张", "2400张", "约束性"],
        ["养老服务类", "2", "护理型床位数", "760张", "1500张", "约束性"],
        ["社会救助类", "3", "救助站评级", "未评级", "省级“示范站”", "约束性"],
        ["社会救助类", "4", "接待满意率", "82%", "92%以上", "预期性"],
        ["社会救助类", "5", "志愿者占比", "26%", "不低于33%", "预期性"],
    ]
    assert SQUASHED[: table.start].endswith("主要指标")
    assert SQUASHED[table.end :].startswith("四、主要任务")


def test_figures_that_touch_are_parted_where_one_way_makes_sense() -> None:
    text = "序号指标名称单位2020年2025年属性1床位总数张18202400约束性2助餐点数个3673预期性3护理型床位占比%2560约束性"
    table = find_tables(blocks("表1\n" + text + AFTER))[0]
    assert [row[3:5] for row in rows(table.grid)[1:]] == [["1820", "2400"], ["36", "73"], ["25", "60"]]
    assert (1, 3) in table.parted


@given(st.lists(st.integers(10, 99), min_size=2, max_size=3))
def test_parting_loses_no_digit(figures: list[int]) -> None:
    cells = [str(figure) for figure in figures]
    found, _ = part(cells)
    assert "".join(found) == "".join(cells)
    assert len(found) == len(cells)


def test_figures_that_can_be_parted_in_two_ways_are_doubtful() -> None:
    assert part(["11", "11"]) == (["11", "11"], True)
    assert part(["120", "123"]) == (["120", "123"], True)
    assert part(["111", "11"])[1] is False
    assert part(["甲", "乙"]) == (["甲", "乙"], False)


def test_a_squashed_project_table() -> None:
    text = (
        "附件重大项目表序号项目名称项目内容1新建北片养老机构为补齐短板，新建养老机构1家。"
        "2建设智慧养老平台完善数据归集，促进供需对接。3启动殡仪馆迁建项目选址西郊。"
    )
    (table,) = find_tables(blocks(text))
    assert rows(table.grid) == [
        ["序号", "项目名称", "项目内容"],
        ["1", "新建北片养老机构", "为补齐短板，新建养老机构1家。"],
        ["2", "建设智慧养老平台", "完善数据归集，促进供需对接。"],
        ["3", "启动殡仪馆迁建项目", "选址西郊。"],
    ]


def test_a_grid_of_the_reader_is_taken_as_it_is() -> None:
    grid = (
        ("序号", "指标", "2020年", "目标", "目标"),
        ("序号", "指标", "2020年", "2023年", "2025年"),
        ("1", "床位数", "10", "20", "30"),
    )
    (table,) = find_tables([Block(Traced.of(""), 7, 2, grid, (7, 8, 9))])
    assert table.grid == grid
    assert table.header_rows == 2
    assert table.lines == (7, 8, 9)


@pytest.mark.parametrize(
    "text",
    [
        "站点声明 | 常用网站 | 页面导航",
        "首页\n新闻\n专栏\n下载",
        "1.加强领导。\n2.落实责任。\n3.强化监督。",
        "指标体系不断完善，约束性指标全部完成，预期性指标进展顺利。",
        "序号\n说明",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert find_tables(blocks(text)) == []


@given(st.text(alphabet="序号指标名称单位属性约束性预期123456789.%|\t \n张个年—（）类20", max_size=120))
def test_any_text_gives_rectangular_grids_in_order(text: str) -> None:
    given_blocks = blocks(text)
    end = -1
    for table in find_tables(given_blocks):
        assert end < table.first <= table.last < len(given_blocks)
        end = table.last
        assert len({len(row) for row in table.grid}) == 1
        assert len(table.grid) == len(table.lines) == len(table.spans)
        assert len(table.grid[0]) == len(table.columns)


FIXTURES = Path(__file__).parents[3] / "shared" / "fixtures"


@pytest.mark.skipif(not FIXTURES.is_dir(), reason="the shared fixtures are not on this machine")
@pytest.mark.parametrize("name", ["t_pipes.txt", "c.md", "a_cell_per_line.txt"])
def test_the_shared_fixtures_cell_by_cell(name: str) -> None:
    expected = json.loads((FIXTURES / "EXPECTED.json").read_text(encoding="utf-8"))[name]["tables"]
    found = [rows(table.grid) for table in find_tables(blocks((FIXTURES / name).read_text(encoding="utf-8")))]
    assert found == [table["grid"] for table in expected]


@pytest.mark.parametrize(
    "head", ["序号指标名称单位2020年2025年属性", "序号项目名称项目内容", "序号 指标名称 单位 2020年 2025年 属性"]
)
def test_every_head_of_many_reads_no_further_than_the_next(head: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    bits = grid_squashed._bits

    def counted(text: str, block: int, offset: int) -> list[Piece]:
        read.append(block)
        return bits(text, block, offset)

    monkeypatch.setattr(grid_squashed, "_bits", counted)
    assert find_tables(blocks("\n".join([head, "一二三四"] * 100))) == []
    assert len(read) <= 200
