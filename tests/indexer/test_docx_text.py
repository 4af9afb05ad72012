"""The words of a Word document: each once, in reading order, as printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers import ReadFailure
from tests.indexer.docx_files import STRICT, docx, grids, opened, p, r, tbl, tc, tr


def lines(folder: Path, body: str, **parts: str) -> list[str]:
    return opened(folder, docx(body, **parts)).raw.splitlines()


def test_runs_links_controls_and_tags_are_transparent(tmp_path: Path) -> None:
    body = (
        p("", "", r("云溪") + f'<w:hyperlink r:id="x">{r("区")}</w:hyperlink><w:smartTag>{r("养老")}</w:smartTag>')
        + f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{p('控件里的段落')}</w:sdtContent></w:sdt>"
        + "<w:customXml>"
        + p("", "", f"<w:sdt><w:sdtContent>{r('行内控件')}</w:sdtContent></w:sdt>")
        + "</w:customXml>"
        + p("", "", "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>")
    )
    assert lines(tmp_path, body) == ["云溪区养老", "控件里的段落", "行内控件", "x=1"]


def test_strict_documents_and_odd_names_of_the_main_part(tmp_path: Path) -> None:
    assert opened(tmp_path, docx(p("严格格式"), STRICT)).raw == "严格格式\n"
    document = opened(tmp_path, docx(p("另一个名字"), main="word/document2.xml"), "规划.docm")
    assert (document.raw, document.format, document.encoding) == ("另一个名字\n", "docx", None)


def test_insertions_stand_and_deletions_do_not(tmp_path: Path) -> None:
    body = (
        p("", "", r("每年公开") + "<w:del><w:r><w:delText>两次</w:delText></w:r></w:del>" + f"<w:ins>{r('四次')}</w:ins>" + r("。"))
        + f"<w:moveFrom>{p('搬走的段落')}</w:moveFrom>"
        + p("", "", f"<w:moveFrom>{r('旧处')}</w:moveFrom><w:moveTo>{r('新处')}</w:moveTo>")
        + p("段尾被删，", "<w:rPr><w:del/></w:rPr>")
        + p("与下一段相连。")
        + tbl(tr(tc("留"), tc("甲")), tr(tc("删"), tc("乙"), properties="<w:del/>"), tr(tc("增"), tc("丙"), properties="<w:ins/>"))
        + p("末段的段尾也被删", "<w:rPr><w:del/></w:rPr>")
    )
    document = opened(tmp_path, docx(body))
    assert document.raw.splitlines() == [
        *("每年公开四次。", "新处", "段尾被删，与下一段相连。", "留\t甲", "增\t丙", "末段的段尾也被删")
    ]


def test_tabs_breaks_hyphens_and_symbols(tmp_path: Path) -> None:
    run = (
        "<w:r><w:tab/><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t><w:softHyphen/></w:r>"
        '<w:r><w:br w:type="page"/><w:t>戊</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F0FE"/>'
        '<w:sym w:font="无" w:char="F041"/><w:sym w:font="宋体" w:char="2460"/></w:r>'
        '<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>\uf0a3</w:t></w:r>' + r("5\n个")
    )
    assert lines(tmp_path, p("", "", run)) == ["甲\t乙", "丙-丁", "戊≥☑①≤5 个"]


def test_fields_show_their_results(tmp_path: Path) -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    body = (
        p("", "", r("见第") + sign("begin") + code(" REF x ") + sign("separate") + r("三") + sign("end") + r("章"))
        + p(
            "",
            "",
            sign("begin") + code(" IF ") + sign("begin") + r("内") + sign("end") + sign("separate") + r("结果") + sign("end"),
        )
        + p("", "", sign("begin") + code(r" eq \o\ac(○,12) ") + sign("end") + r("带圈字符"))
        + p("", "", f'<w:fldSimple w:instr="PAGE">{r("简单域")}</w:fldSimple>')
        + p("", "", sign("begin") + code("没有结束的域"))
        + p("后面的正文还在", "", sign("end"))
    )
    assert lines(tmp_path, body) == ["见第三章", "结果", "⑫带圈字符", "简单域", "后面的正文还在"]


def test_readings_over_words_and_comments_are_left_out(tmp_path: Path) -> None:
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>yún</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>云</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    body = p("", "", ruby + r("溪") + '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>')
    assert lines(tmp_path, body, comments="<w:comment>批注</w:comment>") == ["云溪"]


def test_hidden_text_is_left_out_and_said(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:name w:val="底稿"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="z"><w:name w:val="窗体顶端"/><w:basedOn w:val="y"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="y"><w:rPr><w:vanish w:val="true"/></w:rPr></w:style>'
    )
    body = (
        p("", "", r("明") + r("暗", "<w:vanish/>") + r("底", '<w:rStyle w:val="h"/>') + r("亮", '<w:vanish w:val="0"/>'))
        + p("窗体", '<w:pStyle w:val="z"/>')
        + tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc("丁"), properties="<w:hidden/>"))
    )
    document = opened(tmp_path, docx(body, styles=styles))
    assert document.raw.splitlines() == ["明亮", "甲\t乙"]
    (caution,) = document.cautions
    assert caution.code == "hidden-text"
    assert "4 字、1 个表格行" in caution.message


@pytest.mark.parametrize("fallback", [True, False])
def test_text_boxes_come_once_behind_their_paragraph(tmp_path: Path, fallback: bool) -> None:
    box = f"<w:txbxContent>{p('专栏1 框内标题')}{tbl(tr(tc('甲'), tc('乙')), tr(tc('1'), tc('2')))}</w:txbxContent>"
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    new = f"<mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
    run = f"<w:r><mc:AlternateContent>{new if fallback else ''}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    document = opened(tmp_path, docx(p("前半句", "", run + r("，后半句。")) + p("下一段")))
    assert document.raw.splitlines() == ["前半句，后半句。", "专栏1 框内标题", "甲\t乙", "1\t2", "下一段"]
    assert len(document.tables) == 1


def test_notes_follow_their_paragraph_and_split_no_sentence(tmp_path: Path) -> None:
    def note(kind: str, number: int, text: str, of: str = "normal") -> str:
        inner = p("", "", f"<w:r><w:{kind}Ref/></w:r>" + r(text))
        return f'<w:{kind} w:id="{number}" w:type="{of}">{inner}</w:{kind}>'

    def mark(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    body = (
        p("", "", r("可达率") + mark("footnote", 7) + r("升至八成。"))
        + tbl(tr(tc(inner=p("", "", r("覆盖率") + mark("footnote", 9))), tc("甲")), tr(tc("乙"), tc("丙")))
        + p("", "", r("完。") + mark("endnote", 2) + mark("footnote", 99) + mark("footnote", 0))
    )
    footnotes = note("footnote", 0, "分隔", "separator") + note("footnote", 9, "指覆盖比例。") + note("footnote", 7, "指可达比例。")
    text = lines(tmp_path, body, footnotes=footnotes, endnotes=note("endnote", 2, "来源：统计。"))
    expected = ["可达率升至八成。", "注1：指可达比例。", "覆盖率\t甲", "乙\t丙", "注2：指覆盖比例。", "完。", "尾注1：来源：统计。"]
    assert text == expected


def test_the_list_of_contents_is_left_out_with_its_title(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    entry = '<w:pStyle w:val="11"/>'
    body = (
        p("规划") + p("目　录") + p("一、基础\t1", entry) + p("二、目标\t2", entry) + p("一、基础") + p("正文用错了样式。", entry)
    )
    assert lines(tmp_path, body, styles=styles) == ["规划", "一、基础", "正文用错了样式。"]
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('目录')}{p('一、基础 1')}</w:sdtContent></w:sdt>"
    )
    assert lines(tmp_path, control + p("一、基础")) == ["一、基础"]
    assert lines(tmp_path, p("目录") + p("手打的条目 1")) == ["目录", "手打的条目 1"]


def test_an_embedded_document_is_missed_aloud(tmp_path: Path) -> None:
    document = opened(tmp_path, docx(p("正文") + '<w:altChunk r:id="rId9"/>'))
    assert [caution.code for caution in document.cautions] == ["embedded-part"]
    with pytest.raises(ReadFailure) as caught:
        opened(tmp_path, docx('<w:altChunk r:id="rId9"/>'))
    assert (caught.value.code, "altChunk" in caught.value.message) == ("unsupported", True)


def test_a_document_without_words_is_empty_and_one_without_a_body_damaged(tmp_path: Path) -> None:
    for data, code in ((docx(p()), "empty"), (docx(p("好")).replace(b"word/document.xml", b"word/document.xmm"), "damaged")):
        with pytest.raises(ReadFailure) as caught:
            opened(tmp_path, data)
        assert caught.value.code == code


def test_text_is_text_whatever_it_looks_like(tmp_path: Path) -> None:
    document = opened(tmp_path, docx(p("&lt;b&gt;[red]=1+1&#x202E;") + tbl(tr(tc("=cmd()"), tc("a\tb")))))
    assert document.raw == "<b>[red]=1+1\u202e\n=cmd()\ta b\n"
    assert grids(document) == [[["=cmd()", "a b"]]]


def test_a_tab_behind_a_typed_number_is_a_blank(tmp_path: Path) -> None:
    body = "".join(p("", "", f"<w:r><w:t>{a}</w:t><w:tab/><w:t>{b}</w:t></w:r>") for a, b in (("1.", "助餐"), ("（一）", "照护")))
    row = p("", "", "<w:r><w:t>1</w:t><w:tab/><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>")
    assert lines(tmp_path, body + row) == ["1. 助餐", "（一） 照护", "1\t甲\t乙"]


def test_tables_of_other_programs_are_missed_aloud(tmp_path: Path) -> None:
    objects = '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="{}"/></w:object></w:r>'
    body = p("正文", "", objects.format("Excel.Sheet.12") + objects.format("Equation.3"))
    (caution,) = opened(tmp_path, docx(body)).cautions
    assert (caution.code, "1 个" in caution.message) == ("embedded-part", True)
