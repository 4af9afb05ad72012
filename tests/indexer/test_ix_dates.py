"""Printed dates and planning periods."""

from __future__ import annotations

import pytest

from indexer.dates import iso_date, period_of


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026年3月18日", "2026-03-18"),
        ("2026年03月08日印发", "2026-03-08"),
        ("2026-3-18 09:12", "2026-03-18"),
        ("2026.3.18", "2026-03-18"),
        ("二〇二六年十二月二十一日", "2026-12-21"),
        ("二○二六年元月十日", "2026-01-10"),
        ("2026年13月1日，即2027年1月1日", "2027-01-01"),
        ("2026年3月", None),
        ("第18号", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert iso_date(text) == iso


@pytest.mark.parametrize(
    ("text", "name", "start", "end"),
    [
        ("云溪区“十四五”规划", "十四五", 2021, 2025),
        ("云溪区十五五规划", "十五五", 2026, 2030),
        ("第十三个五年规划纲要", "十三五", 2016, 2020),
        ("规划（2026—2030年）", "十五五", 2026, 2030),
        ("规划(2021年至2025年)", "十四五", 2021, 2025),
        ("“十四五”规划（2021-2035年）", "十四五", 2021, 2035),
        ("布局规划（2022-2030）", "2022—2030年", 2022, 2030),
    ],
)
def test_periods(text: str, name: str, start: int, end: int) -> None:
    period = period_of(text)
    assert period is not None
    assert (period.name, period.start, period.end) == (name, start, end)


@pytest.mark.parametrize("text", ["二十五年来", "养老服务规划", "2030—2026年", "十五年免费教育", "电话2021-20259999"])
def test_no_periods(text: str) -> None:
    assert period_of(text) is None
