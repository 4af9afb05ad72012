"""The section tree: kinds, levels, what belongs to what, and that nothing is lost."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.blocks import Block
from indexer.outline import outline
from indexer.sections import sections
from indexer.trace import Traced
from tests.indexer.ix_outlines import blocks, nodes, read, titles, tree, written

BODY = "改造老旧干渠四十公里,安装量水设施,由受益村按亩分担日常管护费用,县水务局每季度检查一次。"


def test_front_is_what_stands_before_the_first_heading() -> None:
    sections_ = read(f"云溪灌区方案\n为保障用水,制定本方案。\n一、渠系\n{BODY}")
    assert [(s.kind, s.level, s.text) for s in sections_] == [
        ("front", 1, "云溪灌区方案\n为保障用水,制定本方案。"),
        ("heading", 1, BODY),
    ]


def test_a_preface_stands_beside_the_first_chapter() -> None:
    assert tree(f"前  言\n{BODY}\n第一章 渠系\n第一节 干渠\n{BODY}") == ["前 言", "第一章渠系", "  第一节干渠"]


def test_a_numbered_paragraph_opens_with_its_title() -> None:
    sections_ = read("一、渠系\n1.改造干渠。改造老旧干渠。\n2.清淤支渠。每年一次。")
    assert [(s.number, s.title, s.text) for s in sections_[1:]] == [
        ("1.", "改造干渠", "改造老旧干渠。"),
        ("2.", "清淤支渠", "每年一次。"),
    ]


def test_subheads_of_a_report_without_numbers() -> None:
    text = f"灌区通水记\n近日,云溪灌区通水,下游三个乡的群众用上了渠水。\n渠水进村\n{BODY}\n泵站换新\n{BODY}"
    assert tree(text) == ["<front>", "渠水进村", "泵站换新"]


def test_markdown_headings_and_the_document_title() -> None:
    text = f"# 云溪灌区规划\n\n## 第一章 渠系\n\n### 第一节 干渠\n\n{BODY}\n\n## 第二章 水库\n\n{BODY}"
    assert tree(text) == ["<front>", "第一章渠系", "  第一节干渠", "第二章水库"]
    assert read(text)[0].text == "云溪灌区规划"


def test_a_box_stands_under_the_heading_not_under_a_numbered_paragraph() -> None:
    text = (
        "一、目标\n1.渠系配套。改造干渠。\n2.泵站更新。更换机组。\n"
        "专栏1 灌区改造工程\n1.干渠工程。改造40公里。\n2.支渠工程。清淤。\n二、任务\n加固水库。"
    )
    assert tree(text) == [
        "一、目标",
        "  1.渠系配套",
        "  2.泵站更新",
        "  <box>专栏1灌区改造工程",
        "    1.干渠工程",
        "    2.支渠工程",
        "二、任务",
    ]


def test_a_box_whose_text_runs_on_behind_its_title() -> None:
    text = (
        "一、渠系\n改造干渠。\n专栏1 渠系改造重点工程加快改造老旧干渠,安装量水设施,落实管护经费。每年清淤一次。\n二、水库\n除险。"
    )
    box = next(section for section in read(text) if section.kind == "box")
    assert (box.title, box.text[:4]) == ("渠系改造重点工程", "加快改造")


def test_a_box_without_its_body_is_told() -> None:
    built = outline(
        blocks(
            "第一节 渠系\n改造干渠。\n专栏3 渠系工程\n第二节 水库\n除险。\n专栏4 水库工程\n2.扩容。清淤扩容。\n3.除险。加固大坝。"
        )
    )
    assert [(c.code, c.line) for c in built.cautions] == [("missing-box-body", 3), ("missing-box-body", 6)]
    assert [n.number for n in built.nodes if n.parent is not None and built.nodes[n.parent].title == "水库工程"] == ["2.", "3."]


def test_text_goes_on_behind_a_box_with_a_table() -> None:
    parts = blocks(f"一、目标\n{BODY}\n专栏1 主要指标\n注:按年末数。\n到二〇三〇年,灌区现代化水平显著提高。\n二、任务\n{BODY}")
    tree_ = outline([*parts[:3], 0, *parts[3:]]).nodes
    assert [(n.kind, n.title, [c if isinstance(c, int) else c.text.text[:4] for c in n.content]) for n in tree_] == [
        ("heading", "目标", [BODY[:4], "到二〇三"]),
        ("box", "主要指标", [0, "注:按年"]),
        ("heading", "任务", [BODY[:4]]),
    ]


def test_an_annex_and_the_line_that_names_it() -> None:
    text = f"一、渠系\n{BODY}\n附件:灌区项目表\n附件\n灌区项目表\n一、干渠\n改造。\n二、支渠\n清淤。"
    assert tree(text) == ["一、渠系", "<annex>附件灌区项目表", "  一、干渠", "  二、支渠"]


def test_a_colon_closes_a_title_too() -> None:
    text = "专栏1 灌区改造工程\n1.干渠改造项目：改造40公里。\n2.支渠清淤行动：每年一次，费用由受益村分担。"
    assert [(s.title, s.text) for s in read(text)[1:]] == [
        ("干渠改造项目", "改造40公里。"),
        ("支渠清淤行动", "每年一次，费用由受益村分担。"),
    ]


def test_an_annex_in_the_middle_does_not_end_the_body() -> None:
    text = f"1 渠系\n1.1 干渠\n{BODY}\n附表1 灌区项目\n干渠改造，投资300万元\n2 水库\n2.1 除险\n{BODY}"
    assert tree(text) == ["1渠系", "  1.1干渠", "<annex>附表1灌区项目", "2水库", "  2.1除险"]


def test_numbered_sentences_without_titles_are_text() -> None:
    text = "一、渠系\n1、组建用水户协会和管护小组，覆盖率由46%提高到90%。\n2、清淤支渠，每个乡镇不少于10公里。\n二、水库\n除险。"
    assert titles(text) == ["一、渠系", "二、水库"]


def test_a_list_is_text() -> None:
    text = "一、渠系\n重点抓好:\n(1)改造干渠;\n(2)清淤支渠;\n(3)更新泵站。\n二、水库\n除险。"
    assert titles(text) == ["一、渠系", "二、水库"]
    assert read(text)[0].text.count("\n") == 3


def test_sections_know_their_place_in_the_file() -> None:
    text = f"一、渠系\n\n　　{BODY}\n\n1.干渠。{BODY}\n"
    first, second = read(text)
    assert (first.source.line, first.source.end_line, first.source.start) == (1, 3, 0)
    assert text[first.source.start : first.source.end] == f"一、渠系\n\n　　{BODY}"
    assert text[second.source.start : second.source.end] == f"1.干渠。{BODY}"
    assert [(span.offset, span.line, text[span.start : span.start + 4]) for span in second.spans] == [(0, 5, BODY[:4])]
    assert second.parent == first.key
    assert second.key == "plan-2021-0000.1.1"


def test_repaired_places_are_marked() -> None:
    raw = "一、渠系\n改造?渠40公里。"
    head, body = blocks(raw)
    mended = Block(body.text.splice([(2, 3, "干")]), body.line)
    (section,), _ = sections("p-0000", outline([head, mended]).nodes, [(raw.index("?"), raw.index("?") + 1, "?")])
    assert (section.text, section.spans[0].repaired) == ("改造干渠40公里。", ((2, 3, "?"),))


def test_tables_have_a_place_in_the_text() -> None:
    head, body, tail = blocks(f"一、渠系\n{BODY}\n以上指标按年考核。")
    texts, placed = sections("p-0000", outline([head, body, 0, tail]).nodes)
    assert (placed[0].section, placed[0].at) == ("p-0000.1", len(BODY))
    assert texts[0].text == f"{BODY}\n以上指标按年考核。"


WORDS = st.sampled_from(["渠系", "水库", "泵站", "堤防", "机井", "灌区", "水厂", "河道", "湿地", "沟塘", "干渠", "支渠"])
VERBS = st.sampled_from(["改造", "清淤", "加固", "新建", "管护", "巡查"])
TITLE = st.builds(lambda verb, word, other: f"{verb}{word}和{other}", VERBS, WORDS, WORDS)
SENTENCE = st.builds(lambda a, b, c: f"每年组织群众{a}{b},并由乡镇{c}设施。", VERBS, WORDS, VERBS)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=4).map("".join)
NUMERALS = "一二三四五六七八九"
STYLES = st.sampled_from(
    [
        (lambda n: f"{NUMERALS[n]}、", lambda n: f"（{NUMERALS[n]}）", lambda n: f"{n + 1}."),
        (lambda n: f"第{NUMERALS[n]}章 ", lambda n: f"第{NUMERALS[n]}节 ", lambda n: f"{NUMERALS[n]}、"),
        (lambda n: f"{NUMERALS[n]}、", lambda n: f"{n + 1}.", lambda n: f"({n + 1})"),
    ]
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Lines of a document, and its numbered titles."""
    style = draw(STYLES)
    lines = [draw(PARAGRAPH)]
    heads = []
    for one in range(draw(st.integers(2, 4))):
        for depth, count in ((0, 1), (1, draw(st.integers(0, 3))), (2, draw(st.integers(0, 3)))):
            for number in range(count):
                head = style[depth](one if depth == 0 else number) + draw(TITLE)
                heads.append(head)
                lines += [head, *draw(st.lists(PARAGRAPH, min_size=1, max_size=2))]
    return lines, heads


@settings(max_examples=60, deadline=None)
@given(documents())
def test_every_character_is_kept_once_and_every_heading_found(document: tuple[list[str], list[str]]) -> None:
    lines, heads = document
    found = read("\n".join(lines))
    assert written(found) == "".join("".join(lines).split()).replace("。", "")
    assert [s.number + s.title for s in found if s.kind == "heading"] == ["".join(head.split()) for head in heads]


@settings(max_examples=60, deadline=None)
@given(documents())
def test_no_character_is_lost_on_one_line(document: tuple[list[str], list[str]]) -> None:
    text = "".join(line.strip() for line in document[0])
    assert written(read(text)) == "".join(text.split()).replace("。", "")


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="一二三、.．12(（)）。;；：专栏附件第章节#| 　渠系\n", max_size=200))
def test_any_text_gives_a_tree_and_keeps_its_characters(text: str) -> None:
    built = nodes(text)
    assert all(node.parent is None or node.parent < index for index, node in enumerate(built))
    assert without_seams(written(sections("p-0000", built)[0])) == without_seams(text)


def without_seams(text: str) -> str:
    """Without white space, and without the marks that part a number from its title or a title from its text."""
    bare = re.sub(r"[。：#|\s]", "", text)
    return re.sub(r"(专栏|附件)([一二三12]*)[、.．]+", r"\1\2", bare)


def test_a_grid_is_no_heading() -> None:
    grid = Block(Traced.of("一、渠系"), 1, grid=(("一、渠系", "1"),))
    assert [node.kind for node in outline([grid]).nodes] == ["front"]


def test_nodes_are_in_document_order() -> None:
    heads = [node.head.line for node in nodes(f"一、渠系\n{BODY}\n(一)干渠\n{BODY}\n二、水库\n{BODY}") if node.head]
    assert heads == [1, 3, 5]


def test_notes_and_glossary_entries_are_no_headings() -> None:
    rows = [
        *("一、供水", "管网改造三年完成，建成智慧水务平台，老城区先行，分片推进。"),
        *("1 智慧水务：指用传感器调度供水的办法。", "2.分质供水是指按用途供水。", "二、排水", "先老街后新城。"),
    ]
    text = "\n".join(rows)
    assert titles(text) == ["一、供水", "二、排水"]
