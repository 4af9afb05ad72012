"""Numbers as printed, and which of them carry on a sequence."""

from __future__ import annotations

import pytest

from indexer.numbering import inside, leading, numeral
from indexer.sequence import Candidate, Where, sequence
from tests.indexer.ix_outlines import tree


@pytest.mark.parametrize(
    ("text", "value"), [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("一百零三", 103), ("7", 7), ("甲", 0)]
)
def test_numerals(text: str, value: int) -> None:
    assert numeral(text) == value


@pytest.mark.parametrize(
    ("text", "family", "number", "label"),
    [
        ("第十二章　水网", "chapter", (12,), "第十二章"),
        ("第 2 节 管护", "section", (2,), "第2节"),
        ("三、渠系", "cn", (3,), "三、"),
        ("（四）渠系", "cn-paren", (4,), "（四）"),
        ("(四)、渠系", "cn-paren", (4,), "(四)、"),
        ("5.渠系", "arabic", (5,), "5."),
        ("5．渠系", "arabic", (5,), "5．"),
        ("5、渠系", "arabic", (5,), "5、"),
        ("5.2026年起", "arabic", (5,), "5."),
        ("1.2 渠系", "decimal", (1, 2), "1.2"),
        ("1.2.3渠系", "decimal", (1, 2, 3), "1.2.3"),
        ("（6）渠系", "paren", (6,), "（6）"),
        ("6）渠系", "half-paren", (6,), "6）"),
        ("③渠系", "circled", (3,), "③"),
        ("⑶渠系", "paren", (3,), "⑶"),
        ("㈢渠系", "cn-paren", (3,), "㈢"),
        ("⒊渠系", "arabic", (3,), "⒊"),
        ("3 、渠系", "arabic", (3,), "3、"),
        ("三 “渠系”", "cn", (3,), "三"),
        ("专栏3-2 渠系", "box", (3, 2), "专栏3-2"),
        ("专栏 2：渠系", "box", (2,), "专栏2"),
        ("【专栏】渠系", "box", (0,), "专栏"),
        ("附件3 渠系", "annex", (3,), "附件3"),
        ("## 渠系", "hash", (1,), ""),
    ],
)
def test_numbers_that_open_a_paragraph(text: str, family: str, number: tuple[int, ...], label: str) -> None:
    mark = leading(text)
    assert mark is not None
    assert (mark.family, mark.number, mark.label) == (family, number, label)
    assert text[mark.end] in "渠水管起2“"


@pytest.mark.parametrize(
    "text", ["渠系", "5.35亿元", "12.5%", "2026年", "第三、四批渠系", "专栏1所列工程", "第二章的渠系", "2.3万亩"]
)
def test_text_that_only_looks_numbered(text: str) -> None:
    assert leading(text) is None


def test_numbers_inside_a_paragraph() -> None:
    text = "渠系比上年多4.7%。3.水库除险。第一、二批渠系共5.35亿亩,一、二、三产业相融。(二)管护"
    assert [mark.label for mark in inside(text)] == ["3.", "(二)"]


def taken(labels: str, where: Where = Where.START) -> list[str]:
    found = []
    for index, label in enumerate(labels.split()):
        mark = leading(label + "渠系")
        assert mark is not None
        found.append(Candidate(mark, index, where, bare=True))
    return [found[place.candidate].mark.label for place in sequence(found)]


def test_a_sequence_is_followed_and_its_children_restart() -> None:
    assert taken("一、 (一) 1. 2. (二) 1. 2. 二、 (一)") == ["一、", "(一)", "1.", "2.", "(二)", "1.", "2.", "二、", "(一)"]


def test_a_number_that_follows_nothing_is_text() -> None:
    assert taken("一、 (一) (二) 五、 (三) 二、", Where.SENTENCE) == ["一、", "(一)", "(二)", "(三)", "二、"]


def test_slips_of_the_author_are_forgiven_on_lines_of_their_own() -> None:
    assert taken("一、 二、 二、 四、") == ["一、", "二、", "二、", "四、"]


def test_sections_may_be_counted_through_the_chapters() -> None:
    assert tree("第一章 渠系\n第一节 干渠\n第二节 支渠\n第二章 水库\n第三节 除险\n第四节 扩容") == [
        "第一章渠系",
        "  第一节干渠",
        "  第二节支渠",
        "第二章水库",
        "  第三节除险",
        "  第四节扩容",
    ]


def test_a_document_may_nest_its_families_in_an_order_of_its_own() -> None:
    text = "1.渠系\n(一)干渠\n(二)支渠\n2.水库\n(一)除险\n(二)扩容\n3.机井"
    assert tree(text) == ["1.渠系", "  (一)干渠", "  (二)支渠", "2.水库", "  (一)除险", "  (二)扩容", "3.机井"]


def test_decimal_numbers_stand_below_the_number_they_begin_with() -> None:
    text = "1 总则\n1.1 依据\n1.2 范围\n1.2.1 干渠\n1.2.2 支渠\n2 布局\n2.1 水源"
    assert tree(text) == ["1总则", "  1.1依据", "  1.2范围", "    1.2.1干渠", "    1.2.2支渠", "2布局", "  2.1水源"]
