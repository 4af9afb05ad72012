"""What kind of figure a value is. All names and figures are invented."""

from __future__ import annotations

import pytest

from library.measures import measure_of
from library.quantity import parse_value


@pytest.mark.parametrize(
    ("name", "text", "unit", "column", "expected"),
    [
        ("助餐点数", "65", "个", "2025年", "存量"),
        ("新增助餐点数", "65", "个", "2025年", "新增"),
        ("助餐点数", "〔65〕", "个", "2025年", "累计"),
        ("助餐点数", "65", "个", "五年累计", "累计"),
        ("护理型床位占比", "≥60", "%", "2025年", "比例"),
        ("护理型床位占比", "〔12〕", "%", "年均增长〔累计〕", "累计"),
        ("持证社工人数", "15.3%", "人", "年均增长〔累计〕", "增速"),
        ("低保标准年均增速", "8", "%", "2025年", "增速"),
        ("低保标准", "年均增长8%以上", "元/人/年", "2025年", "增速"),
        ("低保标准", "1200", "元/人/月", "2025年", "存量"),
        ("每千名老年人床位数", "48", "张", "2025年", "密度"),
        ("床位密度", "4.8", "张/千人", "2025年", "密度"),
        ("护理标准", "不低于最低工资标准的3%", "%", "2025年", "相对"),
        ("低保标准增速", "不低于全市平均增速", "%", "2025年", "相对"),
        ("救助站等级", "三级", None, "2025年", "等级"),
        ("获得3A等级的社会组织数", "60", "家", "2025年", "存量"),
        ("幸福院建设", "完成市定任务", "个", "2025年", "达标"),
        ("志愿者人数", "稳中有升", "人", "2025年", None),
    ],
)
def test_of_a_table(name: str, text: str, unit: str | None, column: str, expected: str | None) -> None:
    assert measure_of(name, parse_value(text, unit), unit, column) == expected


@pytest.mark.parametrize(
    ("lead", "text", "name", "expected"),
    [
        ("新建乡镇公墓", "9处", "乡镇公墓", "新增"),
        ("到2025年，床位总量", "达到800张", "床位总量", "存量"),
        ("每个镇街配备", "2名", "救助专干", "密度"),
        ("每年培训护理员", "900人次", "护理员", None),
        ("五年培训护理员", "900人次", "护理员", "累计"),
        ("完成困难家庭改造", "300户", "困难家庭改造", "累计"),
        ("慈善捐赠年均增长", "8%", "慈善捐赠", "增速"),
        ("新增点位5个，到2025年总数", "达到90个", "新增点位（总数）", "存量"),
    ],
)
def test_of_running_text(lead: str, text: str, name: str, expected: str | None) -> None:
    assert measure_of(name, parse_value(text), None, lead=lead) == expected
