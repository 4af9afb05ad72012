from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.chinese import folded
from library.query import Query, Term, parse


def groups(typed: str) -> list[list[str]]:
    return [[term.text for term in group] for group in parse(typed).groups]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("养老 床位", [["养老"], ["床位"]]),
        ("養老　床位", [["养老"], ["床位"]]),
        ("推进“十四五”期间工作", [["推进十四五期间工作"]]),
        ("“十四五”期间", [["十四五期间"]]),
        ("甲 或 乙 丙", [["甲", "乙"], ["丙"]]),
        ("甲 OR 乙 or 丙", [["甲", "乙", "丙"]]),
        ("或", [["或"]]),
        ("或 甲", [["或"], ["甲"]]),
        ("甲 或", [["甲"]]),
        ("养老*", [["养老"]]),
        ("养老 -", [["养老"]]),
        ("-5%", [["-5%"]]),
        ("2021-2025", [["2021-2025"]]),
        ("标题:", [["标题:"]]),
        ("别的:词", [["别的:词"]]),
        ("(", [["("]]),
        ("", []),
        ("“”", []),
    ],
)
def test_what_was_typed_is_what_is_looked_for(typed: str, read: list[list[str]]) -> None:
    assert groups(typed) == read


def test_quotation_marks_ask_for_the_words_as_they_stand() -> None:
    for typed in ("“智慧 养老”", '"智慧 养老"', "「智慧 养老」", "＂智慧 养老＂"):
        assert parse(typed).groups == ((Term("智慧养老", "智慧 养老", exact=True),),)


def test_fields_and_exclusions() -> None:
    typed = "标题:养老 地区：云溪 时期:十四五 指标:床位 項目：食堂 层级:区 单位:张 属性：约束性 年:2025年"
    read = parse(f"{typed} -社区 －“机构 养老” -地区:松岭")
    assert read.groups == (
        (Term("养老", "养老", title=True),),
        (Term("云溪", "云溪", filter="region"),),
        (Term("十四五", "十四五", filter="period"),),
        (Term("床位", "床位", title=True, kind="indicator"),),
        (Term("食堂", "食堂", title=True, kind="project"),),
        (Term("区县", "区", filter="level"),),
        (Term("张", "张", filter="unit"),),
        (Term("约束性", "约束性", filter="attribute"),),
        (Term("2025", "2025年", filter="year"),),
    )
    assert [(term.text, term.filter) for term in read.excluded] == [("社区", None), ("机构养老", None), ("松岭", "region")]


@pytest.mark.parametrize("typed", ["养老 排除:机构", "养老 排除 机构", "养老 不含 机构", "养老 NOT 机构", "养老 -机构"])
def test_what_must_not_stand(typed: str) -> None:
    assert groups(typed) == [["养老"]]
    assert [term.text for term in parse(typed).excluded] == ["机构"]


@pytest.mark.parametrize("typed", ["排除 隐患", "养老 排除", "年:近期 养老"])
def test_what_does_not_parse_is_plain_words(typed: str) -> None:
    assert groups(typed) == [[word] for word in typed.split()]


def test_a_query_can_be_typed_again() -> None:
    typed = "标题:养老 甲 或 地区:云溪 “智慧 养老” -机构"
    assert parse(parse(typed).typed) == parse(typed)


@given(st.text())
def test_nothing_is_an_error_and_nothing_empty_is_looked_for(typed: str) -> None:
    read = parse(typed)
    assert isinstance(read, Query)
    assert all(term.text and folded(term.text) == term.text for term in (*read.terms, *read.excluded))
    assert all(term.filter is None for term in read.terms)
