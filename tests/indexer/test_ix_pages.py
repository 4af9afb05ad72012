"""Page marks of paged files, and lines broken at a steady width, on an invented plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.blocks import Block, lines
from indexer.pages import without_page_marks
from indexer.trace import Traced
from indexer.wrapping import rejoined

SENTENCES = (
    "湖东片区的雨水管网分三年改造，先老街后新城，工程避开汛期施工。",
    "每条河道设一名河长，巡河记录当天上传，问题在七个工作日内办结。",
    "园区企业自建的污水站接入统一平台，数据异常时自动提醒属地网格员。",
    "村里的垃圾由保洁员上门收取，厨余就地堆肥，积分可以换日用品。",
)
PARTS = [
    line
    for part in range(1, 9)
    for line in (
        f"（{'一二三四五六七八'[part - 1]}）第{part}片区的治理",
        "".join(SENTENCES[(part + n) % 4] for n in range(12)),
        "".join(SENTENCES[(part * 3 + n) % 4] for n in range(9)),
    )
]
WIDTH = 34


def broken(paragraphs: list[str], indent: str = "　　", width: int = WIDTH) -> list[str]:
    out = []
    for paragraph in paragraphs:
        text = indent + paragraph
        while text:
            end = min(width, len(text))
            while end < len(text) and text[end] in "，。）":
                end += 1
            out.append(text[:end])
            text = text[end:]
    return out


def paged(rows: list[str], mark: str, *, glued: bool = False, height: int = 30) -> str:
    out: list[str] = []
    for at, row in enumerate(rows):
        page = at // height
        if page and at % height == 0 and glued:
            out.append(mark.format(page) + row.lstrip("　"))
        elif page and at % height == 0:
            out += [mark.format(page), row]
        else:
            out.append(row)
    return "\n".join(out)


def blocks(text: str) -> list[Block]:
    return lines(Traced.of(text), text)


def paragraphs(text: str) -> list[str]:
    return [block.text.text for block in rejoined(without_page_marks(blocks(text))[0], text)]


@pytest.mark.parametrize("mark", ["— {} —", "- {} -", "－{}－", "第 {} 页", "第{}页 共9页", "{}", "\n{}\n"])
def test_marks_on_their_own_lines_go_and_paragraphs_close_over_them(mark: str) -> None:
    assert paragraphs(paged(broken(PARTS), mark)) == PARTS


@pytest.mark.parametrize("mark", ["{}", "— {} —"])
def test_marks_glued_to_the_next_line_go(mark: str) -> None:
    assert paragraphs(paged(broken(PARTS), mark, glued=True)) == PARTS


def test_a_running_head_beside_the_marks_goes_and_stays_elsewhere() -> None:
    text = "湖东区水环境治理规划\n" + paged(broken(PARTS), "— {} —\n湖东区水环境治理规划")
    assert paragraphs(text) == ["湖东区水环境治理规划", *PARTS]


def test_the_numbers_of_headings_and_rows_are_no_pages() -> None:
    headings = "\n".join(f"{n}治理第{n}片区\n{SENTENCES[n % 4] * 20}" for n in range(1, 9))
    assert [b.text.text for b in without_page_marks(blocks(headings))[0]] == headings.split("\n")
    cells = "\n".join(f"{n}\n管网长度\n公里\n{n}0\n{n}5\n预期性" for n in range(1, 12))
    assert [b.text.text for b in without_page_marks(blocks(cells))[0]] == cells.split("\n")


def test_numbered_paragraphs_of_a_broken_text_keep_their_numbers() -> None:
    rows = [f"{n}、{part}" for n, part in enumerate((part for part in PARTS if len(part) > 40), 1)]
    assert paragraphs("\n".join(broken(rows))) == rows


def test_glued_numbers_that_are_missing_are_told() -> None:
    rows = paged(broken(PARTS), "{}", glued=True).split("\n")
    at = next(at for at, row in enumerate(rows) if row.startswith("3"))
    rows[at] = "3120.5"
    _, cautions = without_page_marks(blocks("\n".join(rows)))
    assert [caution.code for caution in cautions] == ["page-numbers"]


def test_joined_lines_know_their_places_in_the_file() -> None:
    text = "\n".join(broken(PARTS))
    for block in rejoined(blocks(text), text):
        assert block.line == block.lines[0] if block.lines else block.line
        assert text[block.text.start : block.text.end].replace("\n", "").replace("　", "") == block.text.text
        assert text.count("\n", 0, block.text.end) + 1 == block.end_line


def test_without_indentation_headings_still_begin_anew() -> None:
    assert paragraphs("\n".join(broken(PARTS, indent=""))) == PARTS


def test_a_heading_as_wide_as_the_line_and_one_over_two_lines() -> None:
    rows = [*PARTS, "（九）" + "水" * (WIDTH - 5), SENTENCES[0], "（十）统筹" + "上下游" * 12 + "治理", SENTENCES[1] * 3]
    assert paragraphs("\n".join(broken(rows))) == rows


def test_rows_lists_of_contents_and_unbroken_texts_stay() -> None:
    rows = ["序号\t指标\t单位\t2025年", "1\t污水处理率\t%\t95", "2\t管网长度\t公里\t120"]
    assert paragraphs("\n".join([*broken(PARTS), *rows])) == [*PARTS, *rows]
    assert paragraphs("\n".join(PARTS)) == PARTS
    menu = [f"第{n}章 治理的任务和措施{'.' * 40}{n}" for n in "123456789"]
    assert paragraphs("\n".join([*menu, *broken(PARTS)])) == [*menu, *PARTS]


def test_latin_words_keep_their_space() -> None:
    rows = [*broken(PARTS), "　　平台接入" + "数据" * 13 + " Smart", "Water系统，" + SENTENCES[2][:4]]
    assert "Smart Water系统" in paragraphs("\n".join(rows))[-1]


@given(st.lists(st.text("水网河道治理，。；一二（）1230\n— 表|\t", max_size=60), max_size=40))
def test_nothing_but_marks_and_white_space_is_lost(rows: list[str]) -> None:
    text = "\n".join(rows)
    kept, _ = without_page_marks(blocks(text))
    assert "".join("".join(b.text.text.split()) for b in rejoined(kept, text)) == "".join(
        "".join(b.text.text.split()) for b in kept
    )
