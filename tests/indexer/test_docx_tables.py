"""Tables of a Word document: every cell in its place, merged ones in all of theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers import ReadFailure
from tests.indexer.docx_files import docx, grids, opened, p, r, tbl, tc, tr

SPAN = '<w:gridSpan w:val="2"/>'
DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def grid(folder: Path, *rows: str) -> list[list[str]]:
    (only,) = grids(opened(folder, docx(tbl(*rows))))
    return only


def test_merged_cells_fill_their_places(tmp_path: Path) -> None:
    rows = (
        tr(tc("指标", DOWN), tc("目标值", SPAN), tc("属性", DOWN)),
        tr(tc("不打印", GOES_ON), tc("2028年"), tc("2030年"), tc("", '<w:vMerge w:val="continue"/>')),
        tr(tc("床位", DOWN), tc("1"), tc("2"), tc("约束性")),
        tr(tc("", GOES_ON), tc("3", SPAN), tc("预期性")),
    )
    assert grid(tmp_path, *rows) == [
        ["指标", "目标值", "目标值", "属性"],
        ["指标", "2028年", "2030年", "属性"],
        ["床位", "1", "2", "约束性"],
        ["床位", "3", "3", "预期性"],
    ]


def test_old_horizontal_merges_and_rows_that_begin_late(tmp_path: Path) -> None:
    rows = (
        tr(tc("头", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("尾")),
        tr(tc("乙"), tc("丙"), properties='<w:gridBefore w:val="1"/>'),
        tr(tc("丁"), tc("戊"), properties='<w:gridAfter w:val="1"/>'),
    )
    assert grid(tmp_path, *rows) == [["头", "头", "尾"], ["", "乙", "丙"], ["丁", "戊", ""]]


def test_a_merge_that_goes_on_from_nothing_is_a_cell(tmp_path: Path) -> None:
    assert grid(tmp_path, tr(tc("甲", GOES_ON), tc("乙")), tr(tc("丙"), tc("丁", GOES_ON))) == [["甲", "乙"], ["丙", "丁"]]


def test_rows_and_cells_within_controls(tmp_path: Path) -> None:
    cell = f"<w:sdt><w:sdtContent>{tc('乙')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtPr/><w:sdtContent>{tr(tc('甲'), cell)}</w:sdtContent></w:sdt>"
    held = tc(inner=f"<w:sdt><w:sdtContent>{p('丙')}</w:sdtContent></w:sdt>")
    assert grid(tmp_path, row, f"<w:customXml>{tr(held, tc('丁'))}</w:customXml>") == [["甲", "乙"], ["丙", "丁"]]


def test_paragraphs_of_a_cell_are_one_text(tmp_path: Path) -> None:
    assert grid(tmp_path, tr(tc(inner=p("新建") + p() + p("", "", r("中心") + "<w:r><w:br/></w:r>" + r("一处"))), tc("x"))) == [
        ["新建 中心 一处", "x"]
    ]


def test_a_table_in_a_cell_follows_its_host(tmp_path: Path) -> None:
    inner = tbl(tr(tc("岗位"), tc("电话")), tr(tc("甲"), tc("100")))
    document = opened(tmp_path, docx(tbl(tr(tc("联系"), tc(inner=p() + inner + p())), tr(tc("备注"), tc("无"))) + p("后文")))
    assert grids(document) == [[["联系", ""], ["备注", "无"]], [["岗位", "电话"], ["甲", "100"]]]
    assert document.raw.count("岗位") == 1
    assert document.raw.splitlines()[-1] == "后文"


def test_marked_heads(tmp_path: Path) -> None:
    head = "<w:tblHeader/>"
    rows = [tr(tc("甲"), tc("乙"), properties=head), tr(tc("丙"), tc("丁"), properties=head), tr(tc("1"), tc("2"))]
    off = [tr(tc("甲"), tc("乙"), properties='<w:tblHeader w:val="0"/>'), tr(tc("1"), tc("2"), properties=head)]
    document = opened(tmp_path, docx(tbl(*rows) + p() + tbl(*off)))
    assert [table.header_rows for table in document.tables] == [2, 0]


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    box = tbl(tr(tc("专栏1 框")), tr(tc(inner=p("1.甲。") + p("2.乙。") + tbl(tr(tc("a"), tc("b"))))))
    names = tbl(*(tr(tc(name)) for name in ("名称", "云溪", "临川")))
    document = opened(tmp_path, docx(box + names))
    assert document.raw.splitlines()[:3] == ["专栏1 框", "1.甲。", "2.乙。"]
    assert grids(document) == [[["a", "b"]], [["名称"], ["云溪"], ["临川"]]]


def test_spans_beyond_reason(tmp_path: Path) -> None:
    wide = tc("宽", '<w:gridSpan w:val="999999999"/>')
    document = opened(
        tmp_path, docx(tbl(tr(wide, tc("后")), tr(tc("甲"), tc("乙")), tr(tc("丙", '<w:gridSpan w:val="-4"/>'), tc("丁"))))
    )
    assert len(document.tables[0].cells[0]) <= 63
    many = tbl(*(tr(wide) for _ in range(4000)), tr(tc("x"), tc("y")))
    with pytest.raises(ReadFailure) as caught:
        opened(tmp_path, docx(many))
    assert caught.value.code == "too-large"


def test_a_caption_in_the_first_row_stands_before_the_table(tmp_path: Path) -> None:
    title = tr(tc("专栏2 主要指标", SPAN), properties="<w:tblHeader/>")
    head, row = tr(tc("指标"), tc("2025年"), properties="<w:tblHeader/>"), tr(tc("助餐点"), tc("65"))
    document = opened(tmp_path, docx(tbl(title, head, row)))
    assert document.raw == "专栏2 主要指标\n指标\t2025年\n助餐点\t65\n"
    assert [table.header_rows for table in document.tables] == [1]
    assert grid(tmp_path, tr(tc("全区合计", SPAN)), head, row)[0] == ["全区合计", "全区合计"]


def test_tables_in_tables_as_deep_as_a_package_may_be(tmp_path: Path) -> None:
    deep = "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * 64 + p("底") + "</w:tc></w:tr></w:tbl>" * 64
    assert opened(tmp_path, docx(deep)).raw == "底\n"
    boxes = "<w:p><w:r><w:txbxContent>" * 64 + p("底") + "</w:txbxContent></w:r></w:p>" * 64
    assert opened(tmp_path, docx(boxes)).raw == "底\n"
