"""Rows of a comparison: shares computed from counts, units, operators, growth, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library import concepts
from library.compare import comparable_concepts, compare
from library.derive import DIGITS, share_of
from library.growth import OPS, growth
from library.model import Cell, Comparison, ComparisonRow, Op, Plan
from library.reading import Reader
from library.store import Store
from tests.library.cmp_plans import Row, plan

SHARE, MONEY = "护理型床位占比", "元/人/月"
Open = Callable[..., Reader]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Open]:
    readers = []

    def opened(*plans: Plan) -> Reader:
        with Store.open(tmp_path, create_missing=True) as store:
            store.replace_plans(list(plans))
        readers.append(Reader(tmp_path))
        return readers[-1]

    yield opened
    for reader in readers:
        reader.close()


def beds(
    part: tuple[str | None, str | None, str | None], whole: tuple[str | None, str | None, str | None], unit: str = "张"
) -> Plan:
    rows = [Row("护理型床位数", "张", part, attribute="约束性"), Row("养老机构床位总数", unit, whole, attribute="约束性")]
    return plan("songyuan", "示例市松原区", rows)


def asked(reader: Reader, words: str, **narrowed: str) -> Comparison:
    found = compare(reader, words, **narrowed)
    assert found is not None
    return found


def row_of(found: Comparison, name: str) -> ComparisonRow:
    return next(row for row in found.rows if row.plan.startswith(name))


def derived(
    library: Open,
    part: tuple[str | None, str | None, str | None],
    whole: tuple[str | None, str | None, str | None],
    unit: str = "张",
) -> ComparisonRow:
    printed = plan("qingshi", "示例市青石区", [Row(f"养老机构{SHARE}", "%")])
    return row_of(asked(library(printed, beds(part, whole, unit)), SHARE), "songyuan")


def test_a_share_is_computed_where_another_plan_prints_it(library: Open) -> None:
    row = derived(library, ("620张", "900", "1760张"), ("2480张", None, "3200张"))
    assert (row.comparable, row.reason, row.name) == ("derived", *["护理型床位数 ÷ 养老机构床位总数"] * 2)
    assert row.baseline == Cell(2020, "=", 25.0, "620张 / 2480张")
    assert row.interim is None
    assert row.target == Cell(2025, "=", 55.0, "1760张 / 3200张")
    assert (row.change, row.change_unit, row.unit, row.attribute) == ("+30", "百分点", "%", "约束性")
    assert [key for key, _line in row.sources] == ["songyuan-2021-aaaa.i1", "songyuan-2021-aaaa.i2"]


def test_counts_in_other_multiples_divide(library: Open) -> None:
    row = derived(library, ("6200", None, "7000"), ("2.48", None, "2.8"), "万张")
    assert (row.baseline and row.baseline.number, row.target and row.target.number) == (25.0, 25.0)
    assert row.baseline is not None
    assert row.baseline.text == "6200张 / 2.48万张"


@pytest.mark.parametrize(
    ("part", "whole", "op", "number"),
    [
        ("≥500", "1000", ">=", 50.0),
        ("500", "≥1000", "<=", 50.0),
        ("≤500", "1000", "<=", 50.0),
        ("≥500", "≤1000", ">=", 50.0),
        ("≥500", "≥1000", None, None),
        ("稳中有升", "1000", None, None),
        ("1200", "1000", None, None),
        ("累计500", "1000", None, None),
    ],
)
def test_bounds_stay_bounds_and_words_give_no_number(
    library: Open, part: str, whole: str, op: Op | None, number: float | None
) -> None:
    row = derived(library, ("400", None, part), ("1000", None, whole))
    cell = row.target or Cell(None, None, None, "")
    assert (cell.op, cell.number) == (op, number)
    if number is None:
        assert row.change == ""


def test_no_share_without_both_counts_of_one_year(library: Open) -> None:
    printed = plan("qingshi", "示例市青石区", [Row(f"养老机构{SHARE}", "%")])
    only = plan("songyuan", "示例市松原区", [Row("护理型床位数", "张")])
    row = row_of(asked(library(printed, only), SHARE), "songyuan")
    assert row.comparable == "related"
    apart = plan(
        "beiyuan",
        "示例市北塬区",
        [Row("护理型床位数", "张", ("40", None, None)), Row("养老机构床位总数", "张", (None, None, "90"))],
    )
    assert row_of(asked(library(printed, apart), SHARE), "beiyuan").comparable == "related"


def test_a_share_of_all_beds_is_not_one_of_institutions(library: Open) -> None:
    printed = plan("qingshi", "示例市青石区", [Row(f"养老机构{SHARE}", "%")])
    general = plan("songyuan", "示例市松原区", [Row("护理型床位数", "张"), Row("养老床位总数", "张", ("80", None, "90"))])
    assert row_of(asked(library(printed, general), SHARE), "songyuan").comparable == "related"


def test_a_share_that_names_no_whole_says_which_was_taken(library: Open) -> None:
    printed = plan("qingshi", "示例市青石区", [Row(SHARE, "%")])
    row = row_of(asked(library(printed, beds(("1", None, "2"), ("4", None, "4"))), SHARE), "songyuan")
    assert row.comparable == "derived"
    assert "以养老机构床位总数为分母" in row.reason


def test_a_printed_share_is_never_computed(library: Open) -> None:
    both = plan("songyuan", "示例市松原区", [Row(SHARE, "%"), Row("护理型床位数", "张"), Row("养老床位总数", "张")])
    found = asked(library(both), SHARE)
    assert [row.comparable for row in found.rows].count("derived") == 0
    assert row_of(found, "songyuan").comparable == "same"


OPS_OF_COUNTS = st.sampled_from(["", "≥", "≤"])
WHOLE = st.integers(min_value=1, max_value=10**6)


@given(OPS_OF_COUNTS, WHOLE, OPS_OF_COUNTS, WHOLE, st.integers(0, 10**6), st.integers(0, 10**6))
def test_what_a_computed_bound_says_is_true(op: str, part: int, other: str, whole: int, more: int, less: int) -> None:
    """Any two counts that obey the printed bounds have a share that obeys the computed one."""
    real_part = {"": part, "≥": part + more, "≤": max(part - more, 0)}[op]
    real_whole = {"": whole, "≥": whole + less, "≤": max(whole - less, 1)}[other]
    made = beds((None, None, f"{op}{part}"), (None, None, f"{other}{whole}"))
    printed = plan("qingshi", "示例市青石区", [Row(f"养老机构{SHARE}", "%")])
    groups = concepts.grouped([*made.indicators, *printed.indicators])
    sign = groups.meant[printed.indicators[0].key]
    share = share_of(sign, made.indicators, groups.meant)
    cell = share.cells["target"] if share else None
    if cell is None or cell.number is None:
        return
    real, slack = real_part / real_whole * 100, 0.5 * 10**-DIGITS + 1e-9
    assert {"=": abs(real - cell.number) <= slack, ">=": real >= cell.number - slack, "<=": real <= cell.number + slack}[
        cell.op or "="
    ]


def numbers(found: Comparison, verdict: str = "same") -> dict[str, float | None]:
    return {row.plan.split("-")[0]: row.target.number for row in found.rows if row.comparable == verdict and row.target}


def test_units_convert_where_they_may(library: Open) -> None:
    reader = library(
        plan(
            "a",
            "示例市甲区",
            [
                Row("养老机构床位总数", "张", ("1", None, "1200")),
                Row("低保标准", MONEY, ("1", None, "600")),
                Row("死亡率", "‰", ("1", None, "5")),
            ],
        ),
        plan(
            "b",
            "示例市乙区",
            [
                Row("养老机构床位总数", "万张", ("1", None, "0.3")),
                Row("低保标准", "元/人/年", ("1", None, "6000")),
                Row("死亡率", "%", ("1", None, "0.4")),
            ],
        ),
        plan(
            "c", "示例市丙区", [Row("养老机构床位总数", "张", ("1", None, "2.5万")), Row("低保标准", "元/月", ("1", None, "640"))]
        ),
    )
    assert numbers(asked(reader, "养老机构床位总数")) == {"a": 1200, "b": 3000, "c": 25000}
    assert numbers(asked(reader, "低保标准")) in ({"a": 600, "b": 500, "c": 640}, {"a": 7200, "b": 6000, "c": 7680})
    assert numbers(asked(reader, "死亡率")) in ({"a": 0.5, "b": 0.4}, {"a": 5, "b": 4})
    row = row_of(asked(reader, "养老机构床位总数"), "b")
    assert "单位由“万张”换算为“张”" in row.reason
    assert row.target is not None
    assert row.target.text == "0.3万张"


def test_money_converts_and_other_things_do_not(library: Open) -> None:
    rows = [("a", "亿元", "1.2"), ("b", "万元", "9000"), ("c", "人次", "300")]
    reader = library(
        *(plan(name, f"示例市{name}区", [Row("福彩公益金投入", unit, ("1", None, text))]) for name, unit, text in rows)
    )
    found = asked(reader, "a-2021-aaaa.i1")
    assert numbers(found) in ({"a": 1.2, "b": 0.9}, {"a": 12000, "b": 9000})
    assert row_of(found, "c").comparable == "related"
    assert "单位不同" in row_of(found, "c").reason


def test_per_thousand_and_per_ten_thousand_convert(library: Open) -> None:
    reader = library(
        plan("a", "示例市甲区", [Row("每千名老年人拥有养老床位数", "张", ("1", None, "40"))]),
        plan("b", "示例市乙区", [Row("每万名老年人拥有养老床位数", "张", ("1", None, "300"))]),
    )
    found = asked(reader, "老年人拥有养老床位")
    assert found.unit in ("张/千", "张/万")
    assert numbers(found) in ({"a": 40, "b": 30}, {"a": 400, "b": 300})


def test_relative_and_verbal_targets_stay_words(library: Open) -> None:
    values = [
        ("40", None, "不低于全市平均水平的1.2倍"),
        ("40", None, "稳中有升"),
        ("40", None, "累计90"),
        ("40", None, "年均增长8%"),
    ]
    reader = library(*(plan(f"p{n}", f"示例市第{n}区", [Row("家庭养老床位数", "张", v)]) for n, v in enumerate(values)))
    found = asked(reader, "家庭养老床位数")
    assert set(numbers(found).values()) == {None}
    assert {row.target.text for row in found.rows if row.target} == {value[2] for value in values}
    assert {row.change for row in found.rows} == {""}
    assert all(growth(row) is None for row in found.rows)


def test_the_mid_term_value_has_its_own_column(library: Open) -> None:
    row = row_of(asked(library(plan("a", "示例市甲区", [Row("社区食堂数", "个", ("10", "20", "30"))])), "社区食堂数"), "a")
    assert row.interim == Cell(2023, "=", 20.0, "20")
    assert row.change == "+20"


def test_growth_shows_its_formula(library: Open) -> None:
    rows = [
        Row("社区食堂数", "个", ("100", None, "200")),
        Row("登记率", "%", ("40", None, "≥75")),
        Row("空白数", "个", ("0", None, "9")),
    ]
    reader = library(plan("a", "示例市甲区", rows))
    grown = growth(row_of(asked(reader, "社区食堂数"), "a"))
    assert grown is not None
    assert (grown.change, grown.unit, grown.percent, grown.yearly, grown.years) == (100, "个", 100.0, 14.9, 5)
    assert grown.formula == "200 − 100 = +100个；100 ÷ 100 = +100%；年均增长 (200 ÷ 100)^(1/5) − 1 = +14.9%"
    share = growth(row_of(asked(reader, "登记率"), "a"))
    assert share is not None
    assert (share.change, share.unit, share.percent, share.yearly, share.op) == (35, "百分点", None, None, ">=")
    assert share.formula == "75 − 40 = ≥+35百分点"
    nothing = growth(row_of(asked(reader, "空白数"), "a"))
    assert nothing is not None
    assert (nothing.percent, nothing.yearly) == (None, None)


@given(st.sampled_from(sorted(OPS)), st.floats(0.1, 1e6), st.floats(0.1, 1e6), st.sampled_from(["张", "%", "元/人/月"]))
def test_growth_is_what_compound_growth_gives(op: Op, first: float, last: float, unit: str) -> None:
    row = ComparisonRow(
        "p", "", "", None, "p.i1", "", unit, None, "same", "", Cell(2020, "=", first, ""), None, Cell(2025, op, last, ""),
        "x", None, change_unit=unit,
    )  # fmt: skip
    found = growth(row)
    assert found is not None
    assert found.change == pytest.approx(last - first, abs=1e-5)
    assert OPS[op] in found.formula
    if found.yearly is not None:
        assert first * (1 + found.yearly / 100) ** 5 == pytest.approx(last, rel=0.01 + abs(found.yearly) / 100)


LOST_TITLE = ("missing-box-body", "“专栏1 主要指标”只有标题，内容缺失。")
LOST_WORK = ("missing-box-body", "“专栏2 养老服务提升工程”只有标题，内容缺失。")
LOST_NUMBER = ("missing-box", "专栏的编号不连续，专栏1缺失。")


@pytest.mark.parametrize(
    ("rows", "lost", "word", "said"),
    [
        ([Row("社区食堂数", "个")], [], "未提出", "没有列出"),
        ([Row("社区食堂数", "个")], [LOST_WORK], "未提出", "另有 1 处"),
        ([Row("社区食堂数", "个")], [LOST_TITLE], "图表丢失", "专栏1 主要指标"),
        ([], [], "无指标表", "没有指标表"),
        ([], [LOST_WORK], "无指标表", "工程"),
        ([], [LOST_TITLE], "图表丢失", "专栏1 主要指标"),
        ([], [LOST_NUMBER], "图表丢失", "核对原件"),
        ([Row("登记率", "%", in_text=True)], [], "无指标表", "没有指标表"),
    ],
)
def test_missing_has_its_words(library: Open, rows: list[Row], lost: list[tuple[str, str]], word: str, said: str) -> None:
    reader = library(plan("a", "示例市甲区", [Row(SHARE, "%")]), plan("b", "示例市乙区", rows, lost=lost))
    row = row_of(asked(reader, SHARE), "b")
    assert row.missing == word
    assert said in row.reason


def test_what_is_asked_for_and_not_here_is_not_imported(library: Open) -> None:
    reader = library(plan("a", "示例市甲区", [Row(SHARE, "%")]))
    found = compare(reader, SHARE, plans=["a-2021-aaaa", "nowhere-2021-ffff"])
    assert found is not None
    assert [(row.plan, row.missing) for row in found.rows] == [("a-2021-aaaa", None), ("nowhere-2021-ffff", "未导入")]
    (row,) = asked(reader, SHARE, region="丁县").rows
    assert (row.region, row.missing) == ("丁县", "未导入")
    assert "丁县十五五" in asked(reader, SHARE, region="丁县", period="十五五").rows[0].reason


def test_a_figure_of_the_text_is_shown_apart_instead_of_silence(library: Open) -> None:
    reader = library(plan("a", "示例市甲区", [Row(SHARE, "%")]), plan("b", "示例市乙区", [Row(SHARE, "%", in_text=True)]))
    row = row_of(asked(reader, SHARE), "b")
    assert (row.comparable, row.missing) == ("related", None)
    assert "正文" in row.reason
    by_key = compare(reader, "b-2021-aaaa.i1")
    assert by_key is not None
    assert by_key.concept == SHARE


@pytest.mark.parametrize(("period", "plans"), [("十四五", {"a"}), ("2021-2025", {"a"}), ("2028", {"b"}), (None, {"a", "b"})])
def test_a_period_is_a_name_or_years(library: Open, period: str | None, plans: set[str]) -> None:
    later = plan("b", "示例市乙区", [Row(SHARE, "%", years=(2025, 2028, 2030))], period="十五五")
    found = compare(library(plan("a", "示例市甲区", [Row(SHARE, "%")]), later), SHARE, period=period)
    assert found is not None
    assert {row.plan.split("-")[0] for row in found.rows} == plans


def test_concepts_hold_computed_shares_and_answer_by_their_key(library: Open) -> None:
    printed = plan("qingshi", "示例市青石区", [Row(SHARE, "%")])
    reader = library(printed, beds(("1", None, "2"), ("4", None, "4")))
    first = comparable_concepts(reader)[0]
    assert (first.concept, {row.comparable for row in first.rows}) == (SHARE, {"same", "derived"})
    again = compare(reader, first.key)
    assert again is not None
    assert again.key == first.key


def test_a_draft_is_said_to_be_one(library: Open) -> None:
    draft = plan("a", "示例市甲区", [Row(SHARE, "%")], lost=[("draft", "这是“征求意见稿”，不是定稿。")])
    row = row_of(asked(library(draft), SHARE), "a")
    assert row.reason.endswith("该文件是征求意见稿，数字可能改动")


def test_new_documents_are_seen_at_once(tmp_path: Path) -> None:
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans([plan("a", "示例市甲区", [Row(SHARE, "%")])])
        reader = Reader(tmp_path)
        assert len(asked(reader, SHARE).rows) == 1
        store.replace_plans([plan("b", "示例市乙区", [Row(SHARE, "%")])])
        assert len(asked(reader, SHARE).rows) == 2
    reader.close()
