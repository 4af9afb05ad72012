"""Web pages: what of a page is the document, and what its markup says that a copy of its text does not."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from indexer import pipeline, readers
from indexer.blocks import Document
from indexer.readers.html_tokens import tokens
from indexer.readers.html_tree import parse
from library.model import Plan

TITLE = "云溪区绿道建设规划（2026—2030年）"
BODY = """<p>一、总体要求</p><p>坚持先普查后建设，把绿道修到居民家门口，让老城片区出门见绿。</p>
<p>二、主要任务</p><p>到2030年新建绿道三十六公里，沿线补种乔木，由区城管局负责养护。</p>"""
CHROME = """<div class="top"><a href="/">网站首页</a> <a href="/zw">政务公开</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/gh">规划计划</a></div>"""
FOOT = """<div>上一篇：<a href="/1">关于防汛值班的安排</a></div>
<div class="footer">主办：云溪区人民政府办公室　网站标识码9901000017</div>"""
FACTS = """<table><tr><td>索引号：</td><td>990100/2026-7</td><td>发文字号：</td><td>云政办发〔2026〕7号</td></tr>
<tr><td>发文机关：</td><td>云溪区人民政府办公室</td><td>成文日期：</td><td>2026年5月6日</td></tr></table>"""
FIXTURES = Path(__file__).resolve().parents[3] / "shared" / "fixtures"


def page(body: str, *, before: str = CHROME + FACTS, title: str = TITLE) -> str:
    return f"<html><head><title>{title}_规划计划_云溪区</title></head><body>{before}<h1>{title}</h1>{body}{FOOT}</body></html>"


def put(folder: Path, source: str | bytes, name: str = "a.html") -> Path:
    path = folder / name
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    return path


def document(folder: Path, source: str | bytes) -> Document:
    return readers.read(put(folder, source))


def plan(folder: Path, source: str | bytes) -> Plan:
    return pipeline.extract(put(folder, source))


@pytest.mark.parametrize(
    "box",
    ['<div id="zoom">{}</div>', '<div class="q7">{}</div>', "<form><div>{}</div></form>", "<table><tr><td>{}</td></tr></table>"],
)
def test_the_document_is_found_in_any_container(tmp_path: Path, box: str) -> None:
    found = plan(tmp_path, page(box.format(BODY)))
    assert found.title == TITLE
    assert [section.title for section in found.sections if section.kind == "heading"] == ["总体要求", "主要任务"]
    words = "".join(section.text for section in found.sections)
    assert "三十六公里" in words
    assert not any(word in words for word in ("网站首页", "当前位置", "上一篇", "网站标识码", "索引号"))


@pytest.mark.parametrize(
    "facts",
    [
        FACTS,
        "<ul><li>索引号：990100/2026-7</li><li>发文字号：云政办发〔2026〕7号</li><li>成文日期：2026年5月6日</li></ul>",
        "<dl><dt>发文字号：</dt><dd>云政办发〔2026〕7号</dd><dt>成文日期：</dt><dd>2026年5月6日</dd></dl>",
    ],
)
def test_facts_about_the_page_are_evidence(tmp_path: Path, facts: str) -> None:
    found = plan(tmp_path, page(f'<div id="zoom">{BODY}</div>', before=CHROME + facts))
    assert found.doc_number == "云政办发〔2026〕7号"
    assert found.issued_date == "2026-05-06"
    assert not found.tables


def test_spans_and_heads_of_tables(tmp_path: Path) -> None:
    table = """<table><thead><tr><th rowspan=2>指标</th><th colspan=2>目标</th></tr><tr><th>2028年</th><th>2030年</th></tr></thead>
    <tr><td>绿道长度</td><td>12</td><td rowspan=99>36</td></tr><tr><td>乔木数<td>400</table>"""
    found = plan(tmp_path, page(f'<div id="zoom">{BODY}<p>表1 主要指标</p>{table}</div>'))
    assert found.tables[0].grid == (
        ("指标", "目标", "目标"),
        ("指标", "2028年", "2030年"),
        ("绿道长度", "12", "36"),
        ("乔木数", "400", "36"),
    )
    assert found.tables[0].header_rows == 2
    assert found.tables[0].caption == "表1 主要指标"


def test_tables_in_tables_come_behind_and_layout_is_no_table(tmp_path: Path) -> None:
    inner = "<table><tr><td>岗位</td><td>电话</td></tr><tr><td>绿化科</td><td>0900-1</td></tr></table>"
    data = f"<table><tr><td>阶段</td><td>单位</td></tr><tr><td>第一阶段</td><td>区城管局{inner}</td></tr></table>"
    layout = f"<table><tr><td><a href='/a'>机构</a></td><td><h2>一、总则</h2>{BODY}{data}</td></tr></table>"
    found = document(tmp_path, page(layout))
    assert [len(table.cells) for table in found.tables] == [2, 2]
    assert found.raw.count("绿化科") == 1
    assert found.raw.index("区城管局\n岗位") > 0


def test_headings_without_numbers_keep_their_level(tmp_path: Path) -> None:
    prose = "<p>坚持先普查后建设，把绿道修到居民家门口，让老城片区出门见绿。</p>"
    found = plan(tmp_path, page(f"<div><h2>总体要求</h2>{prose}<h3>工作思路</h3>{prose}<h2>主要任务</h2>{prose}{prose}</div>"))
    assert [(section.level, section.title) for section in found.sections if section.kind == "heading"] == [
        (1, "总体要求"),
        (2, "工作思路"),
        (1, "主要任务"),
    ]


def test_what_a_browser_prints_and_what_not(tmp_path: Path) -> None:
    body = """<div id="zoom"><script>var a="<p>脚本</p>";</script><style>p{}</style><p style="display:none">藏起</p>
    <!-- 注释 <p>也藏</p> -->
    <p>步行<ruby>一刻钟<rt>分</rt></ruby>可达，&ldquo;十五五&rdquo;期间绿道连成一片，<del>删去</del>沿线
    补种乔木。</p><p>第一行<br>第二行&nbsp;&amp;</p><ol start=3><li>甲项任务由区城管局承担。</li><li>乙项任务由街道承担。</li></ol>
    <select><option>选项</option></select><![if !supportLists]>（一）<![endif]>照护</div>"""
    lines = document(tmp_path, page(body)).raw.split("\n")
    assert "步行一刻钟可达，“十五五”期间绿道连成一片，沿线补种乔木。" in lines
    assert {"第一行", "第二行\xa0&", "3. 甲项任务由区城管局承担。", "4. 乙项任务由街道承担。", "（一）照护"} <= set(lines)
    assert not any(word in "".join(lines) for word in ("脚本", "藏", "选项", "删去"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("claim", ["utf-8", "gb2312"])
def test_bytes_decide_the_encoding_not_the_meta(tmp_path: Path, encoding: str, claim: str) -> None:
    source = page(f'<div id="zoom">{BODY}</div>').replace("<head>", f'<head><meta charset="{claim}">')
    assert "三十六公里" in document(tmp_path, source.encode(encoding)).raw


def test_saved_pages_are_unpacked(tmp_path: Path) -> None:
    inner = base64.encodebytes(page(f'<div id="zoom">{BODY}</div>').encode())
    head = b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n--B\r\n'
    part = b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    found = document(tmp_path, head + part + inner + b"\r\n--B--\r\n")
    assert found.format == "html"
    assert "三十六公里" in found.raw


def test_a_page_without_text_and_one_cut_off(tmp_path: Path) -> None:
    with pytest.raises(readers.ReadFailure) as refused:
        document(tmp_path, "<html><body><script>load()</script><div id=app></div></body></html>")
    assert refused.value.code == "empty"
    whole = page(f'<div id="zoom">{BODY}</div>')
    assert [caution.code for caution in document(tmp_path, whole[: whole.index("由区城管局")]).cautions] == ["truncated"]
    assert not document(tmp_path, whole).cautions


def test_content_misplaced_between_cells_is_kept(tmp_path: Path) -> None:
    broken = page(f'<div id="zoom">{BODY}</div>').replace("</table>", "</tabel>")
    assert "三十六公里" in document(tmp_path, broken).raw


@pytest.mark.parametrize(
    "piece", ["<div>", "<!--", "<a ", "<![CDATA[", "<table><tr><td>", '<a href="', "<b></i>", "&#x110000;", "<!x "]
)
def test_endless_markup_ends(piece: str) -> None:
    built = parse("规划" + piece * 20_000)
    assert "规划" in "".join(child for child in built.root.children if isinstance(child, str))


def test_tokens_of_tags() -> None:
    found = list(tokens("""<P Class='a b' id=x checked>甲 &lt; 乙<br/><script>"<p>"</SCRIPT></p>1 < 2"""))
    assert found == [
        (False, "p", {"class": "a b", "id": "x", "checked": ""}, ""),
        (False, "", {}, "甲 < 乙"),
        (False, "br", {}, ""),
        (False, "script", {}, ""),
        (True, "script", {}, ""),
        (True, "p", {}, ""),
        (False, "", {}, "1 < 2"),
    ]


@pytest.mark.skipif(not (FIXTURES / "EXPECTED.json").exists(), reason="the shared fixtures are not here")
@pytest.mark.parametrize("name", ["c_gov_h.html", "c_gov_p.html", "c_gov_br.htm"])
def test_shared_pages(name: str) -> None:
    wanted = json.loads((FIXTURES / "EXPECTED.json").read_text("utf-8"))[name]
    found = pipeline.extract(FIXTURES / name)
    assert found.title == wanted["title"]
    assert found.doc_number == wanted["meta"]["发文字号"]
    assert [list(row) for row in found.tables[0].grid] == wanted["tables"][0]["grid"]
    words = "".join(section.number + section.title + section.text for section in found.sections)
    assert not [word for word in wanted["absent"] if word in words]


def test_a_title_on_two_lines_is_one(tmp_path: Path) -> None:
    notice = f"云溪区人民政府关于印发{TITLE}的通知"
    body = f'<div id="zoom"><p>云溪区人民政府关于印发<br>{TITLE}的通知</p><p>现将规划印发给你们，请认真贯彻执行。</p>{BODY}</div>'
    lines = document(
        tmp_path, f"<html><head><title>{notice}（云政发〔2026〕3号）_云溪区</title></head><body>{body}</body></html>"
    ).raw.split("\n")
    assert lines[0] == notice


@pytest.mark.parametrize(
    ("start", "marks"),
    [
        ("<ol>", ["1. ", "2. "]),
        ('<ol type="a" start="3">', ["c. ", "d. "]),
        ('<ol type="I">', ["I. ", "II. "]),
        ('<ol style="list-style-type:cjk-ideographic" start="10">', ["十、", "十一、"]),
        ('<ol style="list-style:none">', ["", ""]),
        ("<ul>", ["", ""]),
    ],
)
def test_numbers_of_lists(tmp_path: Path, start: str, marks: list[str]) -> None:
    items = ["甲项任务由区城管局承担。", "乙项任务由街道承担。"]
    listed = start + "".join(f"<li>{item}</li>" for item in items) + start[:3].replace("<", "</") + ">"
    lines = document(tmp_path, page(f'<div id="zoom">{BODY}{listed}</div>')).raw.split("\n")
    assert [mark + item for mark, item in zip(marks, items, strict=True)] == [line for line in lines if "项任务由" in line]
