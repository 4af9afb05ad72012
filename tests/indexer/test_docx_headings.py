"""Heading styles: marks where the outline needs them, none where numbers say all or the styles are not to be trusted."""

from __future__ import annotations

from pathlib import Path

from indexer.pipeline import extract
from tests.indexer.docx_files import docx, opened, p

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{level}"><w:name w:val="heading {level}"/></w:style>' for level in (1, 2, 3)
)
BODY = "过去五年，云溪区新建助餐点和照护中心，老年人就近用餐、就近照护的需要得到满足，服务质量稳步提高。"


def h(level: int, text: str) -> str:
    return p(text, f'<w:pStyle w:val="{level}"/>')


def outline(folder: Path, body: str) -> list[tuple[int, str, str]]:
    path = folder / "规划.docx"
    path.write_bytes(docx(body, styles=STYLES))
    return [(section.level, section.number, section.title) for section in extract(path).sections if section.kind != "front"]


def test_headings_without_numbers_stand_by_their_styles(tmp_path: Path) -> None:
    body = (
        p("云溪区养老服务规划")
        + h(1, "发展基础")
        + h(2, "主要成效")
        + p(BODY)
        + h(2, "短板弱项")
        + p(BODY)
        + h(1, "重点任务")
        + h(2, "照护网络")
        + p("1.建设中心。" + BODY)
        + p("2.改造站点。" + BODY)
    )
    assert outline(tmp_path, body) == [
        (1, "", "发展基础"),
        (2, "", "主要成效"),
        (2, "", "短板弱项"),
        (1, "", "重点任务"),
        (2, "", "照护网络"),
        (3, "1.", "建设中心"),
        (3, "2.", "改造站点"),
    ]


def test_numbered_headings_among_them_keep_number_and_place(tmp_path: Path) -> None:
    body = (
        h(1, "一、基础") + h(2, "（一）成效") + h(3, "助餐") + p(BODY) + h(3, "照护") + p(BODY) + h(2, "（二）短板") + p(BODY)
    ) + (h(1, "二、目标") + p(BODY))
    expected = [
        (1, "一、", "基础"),
        (2, "（一）", "成效"),
        (3, "", "助餐"),
        (3, "", "照护"),
        (2, "（二）", "短板"),
        (1, "二、", "目标"),
    ]
    assert outline(tmp_path, body) == expected


def raw(folder: Path, body: str) -> str:
    return opened(folder, docx(body, styles=STYLES)).raw


def test_no_marks_where_numbers_say_all(tmp_path: Path) -> None:
    body = h(1, "一、基础") + p(BODY) + p(BODY) + h(1, "二、目标") + p(BODY)
    assert "#" not in raw(tmp_path, body)
    assert "#" not in raw(tmp_path, h(1, "云溪区养老服务发展规划") + body)


def test_no_marks_where_styles_are_used_here_and_there(tmp_path: Path) -> None:
    body = p("一、基础") + h(2, "成效") + p(BODY) + p("二、目标") + h(2, "指标") + p(BODY)
    assert "#" not in raw(tmp_path, body)
    assert "#" not in raw(tmp_path, "".join(h(2, f"第{number}个条目") for number in range(9)) + p(BODY))


def test_a_single_heading_above_all_is_the_title(tmp_path: Path) -> None:
    body = h(1, "云溪区养老服务规划") + h(2, "基础") + p(BODY) * 2 + h(2, "目标") + p(BODY)
    assert [line for line in raw(tmp_path, body).splitlines() if line.startswith("#")] == ["## 基础", "## 目标"]
    assert outline(tmp_path, body) == [(1, "", "基础"), (1, "", "目标")]


def test_a_styled_paragraph_with_its_text_is_no_heading(tmp_path: Path) -> None:
    body = h(1, "基础") + h(3, "1.新建。" + BODY) + p(BODY) + p(BODY) + h(1, "目标") + p(BODY)
    assert [line for line in raw(tmp_path, body).splitlines() if line.startswith("#")] == ["## 基础", "## 目标"]


def test_levels_may_come_from_the_paragraph_or_be_switched_off(tmp_path: Path) -> None:
    own = p("成效", '<w:outlineLvl w:val="1"/>')
    off = p("不是标题", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')
    text = raw(
        tmp_path, h(1, "基础") + own + p(BODY) * 3 + off + p("手动", '<w:pStyle w:val="1"/>', "<w:r><w:br/><w:t>换行</w:t></w:r>")
    )
    assert [line for line in text.splitlines() if line.startswith("#")] == ["## 基础", "### 成效", "## 手动换行"]
    assert "不是标题" in text.splitlines()


def test_names_of_heading_styles(tmp_path: Path) -> None:
    names = ("heading 1", "标题 2", "标题二", "公文二级标题", "Heading 3")
    styles = "".join(f'<w:style w:styleId="n{at}"><w:name w:val="{name}"/></w:style>' for at, name in enumerate(names))
    body = "".join(p("甲乙丙丁", f'<w:pStyle w:val="n{at}"/>') + p(BODY) for at in (0, 0, 1, 2, 3, 4))
    found = opened(tmp_path, docx(body, styles=styles)).raw.splitlines()[::2]
    assert [line.partition(" ")[0] for line in found] == ["##", "##", "###", "###", "###", "####"]
