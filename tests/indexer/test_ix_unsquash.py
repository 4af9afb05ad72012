"""Documents that lost their line breaks."""

from __future__ import annotations

from indexer.unsquash import unsquash
from tests.indexer.ix_outlines import blocks, titles, tree

LOST = (
    "为保障灌区用水,制定本方案。一、现状“十三五”期间,灌区改造干渠120公里,灌溉保证率提高9.5个百分点。二、主要任务(一)渠系配套"
    "1.改造干渠。改造老旧干渠40公里,安装量水设施,比上年多4.7%。2.清淤支渠。每年清淤一次,费用由受益村分担。(二)泵站更新"
    "1.更换机组。更换老旧机组26台。2.改造线路。改造10千伏线路15公里。三、工作要求四、监督检查各乡镇要按月通报进度。"
)


def test_a_whole_document_on_one_line() -> None:
    assert tree(LOST) == [
        "<front>",
        "一、现状",
        "二、主要任务",
        "  (一)渠系配套",
        "    1.改造干渠",
        "    2.清淤支渠",
        "  (二)泵站更新",
        "    1.更换机组",
        "    2.改造线路",
        "三、工作要求",
        "四、监督检查",
    ]


def test_every_piece_keeps_its_place_in_the_file() -> None:
    pieces = unsquash(blocks("页眉\n" + LOST))
    raw = "页眉\n" + LOST
    assert len(pieces) > 10
    for piece in pieces:
        assert raw[piece.text.start : piece.text.end] == piece.text.text
        assert piece.line == (1 if piece.text.text == "页眉" else 2)
    assert "".join(piece.text.text for piece in pieces) == raw.replace("\n", "")


def test_an_enumeration_within_a_paragraph_is_left_alone() -> None:
    text = "一、渠系\n重点抓好三件事。1.改造干渠。2.清淤支渠。3.更新泵站。\n二、水库\n除险加固。"
    assert titles(text) == ["一、渠系", "二、水库"]
    assert len(unsquash(blocks(text))) == 4


def test_definitions_behind_a_table_are_no_headings() -> None:
    text = "一、渠系\n指标定义: 1.渠系水利用系数,指干渠与支渠之比;2.灌溉保证率,指满足用水的年份之比;3.亩均用水。\n二、水库\n除险。"
    assert titles(text) == ["一、渠系", "二、水库"]


def test_a_heading_glued_to_its_body_among_headings_on_lines_of_their_own() -> None:
    text = (
        "第一节 持续改善渠系配套条件\n改造干渠。\n第二节 加快推进泵站更新改造"
        "完善更新改造机制,更换老旧机组,安装监测设施,落实运行经费。\n第三节 全面完成水库除险任务\n加固。"
    )
    assert titles(text) == ["第一节持续改善渠系配套条件", "第二节加快推进泵站更新改造", "第三节全面完成水库除险任务"]


def test_two_headings_on_one_line() -> None:
    assert tree("一、渠系\n改造干渠。\n二、水库(一)除险\n加固。\n(二)扩容\n清淤。") == [
        "一、渠系",
        "二、水库",
        "  (一)除险",
        "  (二)扩容",
    ]


def test_an_annex_whose_title_is_repeated() -> None:
    body = "一、渠系" + "改造老旧干渠,安装量水设施。" * 60 + "二、水库" + "除险加固,清淤扩容。" * 40
    pieces = [block.text.text for block in unsquash(blocks(body + "附件:灌区改造项目表附件灌区改造项目表干渠改造,投资300万元"))]
    assert pieces[-3:] == ["附件:灌区改造项目表", "附件灌区改造项目表", "干渠改造,投资300万元"]


def test_lines_are_left_as_they_are() -> None:
    text = "一、渠系\n改造干渠。\n二、水库\n除险加固。"
    assert [block.text.text for block in unsquash(blocks(text))] == text.split("\n")
