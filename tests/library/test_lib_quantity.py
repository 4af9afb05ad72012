"""Numbers as plans print them, and units that convert or refuse."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.quantity import (
    UNITS,
    UnitError,
    chinese_number,
    convert,
    is_unit,
    parse_value,
    parse_year,
    period_years,
    unit_dimension,
)
from library.units import normal_unit


@pytest.mark.parametrize(
    ("text", "unit", "op", "number", "read_unit"),
    [
        ("≥60", "%", ">=", 60, "%"),
        ("不低于30%", None, ">=", 30, "%"),
        ("不超过8", "工作日", "<=", 8, "工作日"),
        ("7以内", "工作日", "<=", 7, "工作日"),
        ("突破70", "%", ">", 70, "%"),
        ("1200左右", "个", "~", 1200, "个"),
        ("约3.5", "%", "~", 3.5, "%"),
        ("力争达到95%", None, "=", 95, "%"),
        ("60.00", "%", "=", 60, "%"),
        ("1,234", "个", "=", 1234, "个"),
        ("１２．５％", None, "=", 12.5, "%"),
        ("8.4万张", "张", "=", 8.4, "万张"),
        ("2.2万", "人", "=", 2.2, "万人"),
        ("1200(常住老年人口的2.8%)", "张", "=", 1200, "张"),
        ("85%→95%以上", None, ">=", 95, "%"),
        ("由62%提高到90%", None, "=", 90, "%"),
        ("2025年达到90%", None, "=", 90, "%"),
        ("1080元以上", "元/人/月", ">=", 1080, "元/人/月"),
        ("一处", None, "=", 1, "处"),
        ("百分之九十五", None, "=", 95, "%"),
        ("〔20〕", "%", "=", 20, "%"),
        ("-1.5", "%", "=", -1.5, "%"),
        ("不低于最低工资标准的2%(42元/人/月),另按规定补助(400元/人/月)", "%", ">=", 2, "%"),
    ],
)
def test_reads_a_number(text: str, unit: str | None, op: str, number: float, read_unit: str) -> None:
    quantity = parse_value(text, unit)
    assert (quantity.op, quantity.number, quantity.unit, quantity.text) == (op, number, read_unit, text)


@pytest.mark.parametrize(
    "text", ["无级别", "省级“示范站”", "三级", "稳中有升", "完成省定目标", "3A级", "新建3家、改建2家", "全覆盖", "1:0.81", "9+1"]
)
def test_words_and_doubtful_readings_have_no_number(text: str) -> None:
    assert parse_value(text).number is None


@pytest.mark.parametrize("text", ["", " ", "--", "—", "/", "－", "无"])
def test_no_value(text: str) -> None:
    quantity = parse_value(text, "%")
    assert quantity.empty
    assert quantity.number is None
    assert quantity.op is None


@pytest.mark.parametrize(
    ("text", "unit", "op", "number"),
    [
        ("不低于全市保障标准的1.5倍", "元/人/月", ">=", None),
        ("达到常住人口2‰", "人", "=", None),
        ("不低于全市平均增速", "%", ">=", None),
        ("参照孤儿保障标准发放", "元/人/月", None, None),
        ("不低于最低工资标准的30%", "%", ">=", 30),
    ],
)
def test_relative_targets_keep_the_relation(text: str, unit: str, op: str | None, number: float | None) -> None:
    quantity = parse_value(text, unit)
    assert quantity.relative
    assert (quantity.op, quantity.number) == (op, number)


def test_a_zero_is_a_value() -> None:
    assert parse_value("0", "%").number == 0
    assert not parse_value("0", "%").empty


def test_a_range_keeps_its_ends() -> None:
    quantity = parse_value("7~8家")
    assert (quantity.number, quantity.low, quantity.high, quantity.unit) == (None, 7, 8, "家")


def test_a_total_over_the_period_says_so() -> None:
    assert parse_value("〔3100〕", "张").cumulative
    assert parse_value("累计12000", "户").cumulative
    assert not parse_value("12000", "户").cumulative


@given(st.integers(0, 10**9), st.sampled_from(["%", "张", "万元", "元/人/月", None]))
def test_a_bare_number_is_read_as_it_is(number: int, unit: str | None) -> None:
    assert parse_value(str(number), unit).number == number


@given(st.floats(0.01, 1e6).map(lambda value: round(value, 2)), st.sampled_from(UNITS))
def test_a_number_with_any_unit_keeps_both(number: float, unit: str) -> None:
    quantity = parse_value(f"{number:.2f}{unit}")
    assert quantity.number == pytest.approx(number)
    assert quantity.unit == unit


@given(st.text(max_size=40), st.sampled_from([None, "%", "张"]))
def test_any_text_is_read_without_an_error_and_kept(text: str, unit: str | None) -> None:
    quantity = parse_value(text, unit)
    assert quantity.text == text
    assert quantity.number is None or math.isfinite(quantity.number)


@pytest.mark.parametrize(
    ("number", "source", "target", "expected"),
    [
        (8.4, "万张", "张", 84000),
        (5, "‰", "%", 0.5),
        (9000, "元", "万元", 0.9),
        (1.3, "亿元/年", "万元/年", 13000),
        (600, "元/月", "元/年", 7200),
        (30, "张/万人", "张/千人", 3),
        (3, "公顷", "平方米", 30000),
        (5, "名", "人", 5),
    ],
)
def test_units_of_one_dimension_convert(number: float, source: str, target: str, expected: float) -> None:
    assert convert(number, source, target) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("source", "target"),
    [("张", "家"), ("%", "张"), ("元", "元/月"), ("人/万", "人"), ("工作日", "天"), ("岁", "年"), ("某物", "张")],
)
def test_units_of_different_things_refuse(source: str, target: str) -> None:
    with pytest.raises(UnitError):
        convert(1, source, target)


@given(st.floats(0.001, 1e9), st.sampled_from(["元", "万元", "亿元"]), st.sampled_from(["元", "万元", "亿元"]))
def test_converting_there_and_back_changes_nothing(number: float, one: str, other: str) -> None:
    assert convert(convert(number, one, other), other, one) == pytest.approx(number)


@given(st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_conversion_and_dimension_agree(one: str, other: str) -> None:
    if unit_dimension(one) == unit_dimension(other):
        assert convert(1, one, other) > 0
    else:
        with pytest.raises(UnitError):
            convert(1, one, other)


def test_units_are_told_from_words() -> None:
    assert all(is_unit(text) for text in ("%", "张", "万平方米", "元/人/月", "人/万"))
    assert not any(is_unit(text) for text in ("约束性", "养老床位", "60", ""))


def test_years_and_periods() -> None:
    assert parse_year("基准值（2020年）") == 2020
    assert parse_year("二〇二五年") == 2025
    assert parse_year("“十四五”目标") == 2025
    assert parse_year("目标值") is None
    assert period_years("十五五") == (2026, 2030)
    assert period_years("十三五现状") == (2016, 2020)
    assert period_years("十五个街道") is None


def test_chinese_numbers() -> None:
    assert [chinese_number(text) for text in ("十", "二十五", "两百", "一百零三", "二〇二五")] == [10, 25, 200, 103, 2025]
    assert chinese_number("一网通办") is None
    assert chinese_number("") is None


def test_a_digit_of_a_unit_never_runs_into_the_number() -> None:
    assert normal_unit("1/10万") == normal_unit("/10万") == "/十万"
    assert unit_dimension("1/10万") == unit_dimension("/10万") is not None
    assert convert(6.8, "1/10万", "/10万") == 6.8
