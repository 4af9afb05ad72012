"""Contradictions inside a plan: each kind is found with both places, and what only looks like one is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.pipeline import extract
from library.check import CODES, as_json, check
from library.checks.naming import likeness, name_of
from library.model import Finding

ROOT = Path(__file__).resolve().parents[2]
TABLE = """专栏1 主要指标
序号 | 指标名称 | 单位 | 2020年 | 2025年 | 属性 |
1 | 养老机构床位总数 | 张 | 3000 | 4000 | 约束性 |
2 | 护理型床位占比 | % | 40 | ≥60 | 约束性 |
3 | 持证养老护理员比例 | % | 55 | 75 | 预期性 |
4 | 公益基地数 | 个 | 80 | 150 | 预期性 |
5 | 节地生态安葬率 | % | 45 | 60 | 预期性 |
6 | 街镇综合养老服务中心覆盖率 | % | 30 | 100 | 约束性 |
7 | 专业社会工作者人数 | 人 | 300 | 500 | 预期性 |
8 | 社区助餐点数 | 个 | 40 | 90 | 预期性 |
"""
DRAFT = """望山县民政事业发展“十四五”规划

一、发展基础
{past}

二、发展目标
（一）主要指标
{table}
三、主要任务
{tasks}
"""


def found(
    tmp_path: Path, past: str = "工作扎实推进。", tasks: str = "各项工作有序开展。", table: str = TABLE
) -> tuple[Finding, ...]:
    path = tmp_path / "望山县.txt"
    path.write_text(DRAFT.format(past=past, tasks=tasks, table=table), encoding="utf-8")
    return check(extract(path))


def test_a_plan_that_agrees_with_itself_is_left_alone(tmp_path: Path) -> None:
    past = (
        "全县养老机构床位总数达到 3000 张，护理型床位占比为 40%；低保标准由 500 元提高到 800 元，增幅为 60%。"
        "全县登记社会组织 300 家，其中社团 120 家、社会服务机构 180 家。2020年建成社区食堂 12 处。"
    )
    tasks = (
        "新增养老床位 1000 张，养老机构床位总数达到 4000 张。护理型床位占比不低于 60%。新城新增社区助餐点 5 个。"
        "新建用地 2 公顷，合 30 亩。围绕组织引领、活动联办、阵地共享等三个方面开展合作。"
    )
    assert found(tmp_path, past, tasks) == ()


@pytest.mark.parametrize(
    ("code", "past", "tasks", "numbers"),
    [
        ("table-text", "", "持证养老护理员比例达到 70%以上。", {75, 70}),
        ("operator", "", "推动节地生态安葬率达到 60%以上。", {60}),
        ("operator", "", "护理型床位占比达到 60%。", {60}),
        ("baseline", "全县创建公益基地 95 家。", "", {80, 95}),
        ("baseline", "全县共有专业社会工作人才 280 名。", "", {300, 280}),
        ("baseline", "全县 400 名养老护理员中，持证的有 240 人，占比 60%。", "", {55, 60}),
        ("increment", "", "新增养老床位 1500 张，补齐短板。", {4000, 1500}),
        ("unit", "", "建成社区助餐点 90 处。", {90}),
        ("wording", "", "每个街道建设至少1个综合养老服务中心。", {100, 1}),
        ("growth", "老年人高龄津贴由 100 元提高到 150 元，增幅为 60%。", "", {60, 100}),
        ("growth", "床位从 1.2 万张增长到 1.5 万多张，增长 18%。", "", {18, 1.2}),
        ("growth", "社工机构由8家增至15家，增幅67.5%。", "", {67.5, 8}),
        ("growth", "慈善捐赠由300万元增长到1200万元，增长7倍。", "", {7, 300}),
        ("share", "全县 200 家养老机构中，有 50 家内设医务室，占 35%。", "", {200, 50, 35}),
        ("sum", "全县共有村居 120 个，其中社区 50 个、行政村 65 个。", "", {120, 50}),
        ("sum", "全县共有养老护理员 130 名。其中，高级 50 名，中级 95 名。", "", {130, 50}),
        ("conversion", "", "新建公园用地 2 公顷，合 40 亩。", {2, 40}),
        ("direction", "办理时限由 10 个工作日压缩到 15 个工作日。", "", {10, 15}),
        ("table-text", "", "公益基地2023年达到 100 个，2025年达到 160 个。", {150, 160}),
        ("count", "", "围绕党建共抓、活动共办、阵地共享和人才共育等三个方面开展合作。", {3}),
    ],
)
def test_each_kind_is_found_with_its_places(tmp_path: Path, code: str, past: str, tasks: str, numbers: set[float]) -> None:
    findings = [f for f in found(tmp_path, past or "工作扎实推进。", tasks or "各项工作有序开展。") if f.code == code]
    assert len(findings) == 1
    (finding,) = findings
    assert finding.message.endswith(("请核对。", "请核对并统一。", "是否一个意思。", "没有列全或有重复。", "口径、时点不同。"))
    assert {place.number for place in finding.places} == numbers
    text = (tmp_path / "望山县.txt").read_text("utf-8").replace(" ", "").split("\n")
    for place in finding.places:
        assert place.quote.replace(" ", "") in text[place.line - 1]


@pytest.mark.parametrize(
    ("past", "tasks"),
    [
        ("全县共有社区社会工作服务站 20 个。", ""),
        ("五年来新增公益基地 30 个。", ""),
        ("全县养老床位超过 2900 张。", ""),
        ("", "农村公益基地达到 40 个。"),
        ("", "每年新增公益基地 10 个。"),
        ("", "到2023年，公益基地达到 120 个，逐年推进。"),
        ("全县共有养老机构 20 家，其中公办 5 家、民办 8 家。", ""),
        ("全县低保标准年均增长 8%，由 500 元提高到 735 元。", ""),
        ("", "聚焦党建、服务、人才等五个方面。"),
        ("", "财政出资新建的养老院护理型床位占比不低于 80%。"),
        ("农村敬老院床位600张，护理型床位占比35%。", ""),
        ("社区助餐点由12个增加到40个，增长2.3倍。", ""),
        ("办结时限由15个工作日压缩到7个工作日，压缩53%。", ""),
        ("", "每年新增养老床位200张，五年新增1000张。"),
        ("截至2018年底，公益基地 60 个。", ""),
    ],
)
def test_what_only_looks_like_a_contradiction(tmp_path: Path, past: str, tasks: str) -> None:
    assert found(tmp_path, past or "工作扎实推进。", tasks or "各项工作有序开展。") == ()


def test_rows_of_the_table_against_each_other(tmp_path: Path) -> None:
    table = """专栏1 主要指标
序号 | 指标名称 | 单位 | 2020年 | 2023年 | 2025年 | 属性 |
1 | 养老机构床位总数 | 张 | 3000 | 3500 | 4000 | 约束性 |
2 | 护理型床位数 | 张 | 1200 | 1600 | 2000 | 约束性 |
3 | 护理型床位占比 | % | 40 | 45 | 60 | 约束性 |
4 | 社区助餐点覆盖率 | % | 80 | 85 | 70 | 预期性 |
6 | 公益基地数 | 个 | 80 | 200 | 150 | 预期性 |
"""
    codes = [finding.code for finding in found(tmp_path, table=table)]
    assert sorted(codes) == ["interim", "interim", "serial-gap", "share", "target-below"]


def test_the_same_target_twice(tmp_path: Path) -> None:
    tasks = "到2025年，老年人家庭适老化改造完成率达到90%。\n（一）细化措施\n推动家庭养老床位签约率达到50%。\n"
    again = tasks + "（二）强化保障\n家庭养老床位签约率达到55%。"
    (finding,) = found(tmp_path, tasks=again)
    assert finding.code == "text-text"
    assert [place.number for place in finding.places] == [50, 55]


def test_losses_and_gaps_become_findings(tmp_path: Path) -> None:
    text = (
        "望山县养老服务规划（2021—2025年）\n\n一、总体要求\n要求明确。\n\n三、主要任务\n任务清楚。\n专栏2 重点工程\n"
        "四、保障\n落实到位。\n"
    )
    path = tmp_path / "规划.txt"
    path.write_text(text, encoding="utf-8")
    findings = check(extract(path))
    assert {"numbering-gap", "missing-box"} <= {finding.code for finding in findings}
    gap = next(finding for finding in findings if finding.code == "numbering-gap")
    assert [place.quote for place in gap.places] == ["一、总体要求", "三、主要任务"]


def test_json_is_what_the_contract_says(tmp_path: Path) -> None:
    data = json.loads(json.dumps(as_json(found(tmp_path, "全县创建公益基地 95 家。"))))
    (finding,) = data["findings"]
    assert set(finding) >= {"plan", "code", "message", "places"}
    assert all(set(place) >= {"line", "quote", "number", "unit"} for place in finding["places"])


def test_the_planted_contradiction_of_the_samples_and_no_other() -> None:
    numbers = ("table-text", "operator", "baseline", "increment", "unit", "wording", "growth", "share", "sum", "count", "text-text")
    findings = [f for path in sorted((ROOT / "samples").iterdir()) for f in check(extract(path)) if f.code in numbers]
    assert [(f.code, [place.number for place in f.places]) for f in findings] == [("baseline", [60.0, 58.0])]
    assert set(numbers) <= set(CODES)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=60))
def test_names_of_any_kind_are_compared_without_an_error(one: str, other: str, context: str) -> None:
    assert likeness(name_of(one), name_of(other), context) in ("exact", "named", "alike", None)


@given(st.integers(2, 500), st.integers(2, 500), st.integers(0, 3))
def test_a_growth_rate_that_was_computed_is_never_asked_about(
    tmp_path_factory: pytest.TempPathFactory, a: int, b: int, digits: int
) -> None:
    low, high = sorted((a, a + b))
    rate = f"{(high / low - 1) * 100:.{digits}f}"
    folder = tmp_path_factory.mktemp("growth")
    assert found(folder, f"补贴标准由 {low} 元提高到 {high} 元，增幅为 {rate}%。") == ()


SCHOOLS = """专栏1 主要指标
序号 | 指标名称 | 单位 | 2020年 | 2025年 | 属性 |
1 | 农村学生营养餐覆盖率 | % | 70 | 90 | 约束性 |
2 | 公办幼儿园在园幼儿占比 | % | 48 | >55 | 约束性 |
3 | 每千名学生拥有校医数 | 人 | 1.2 | 1.8 | 预期性 |
4 | 转学手续平均办理时限 | 个工作日 | 9 | ≤5 | 预期性 |
"""


def said(tmp_path: Path, tasks: str, past: str = "工作扎实推进。") -> list[str]:
    return [f.code for f in found(tmp_path, past=past, tasks=tasks, table=SCHOOLS)]


def test_a_word_that_the_row_has_itself_narrows_nothing(tmp_path: Path) -> None:
    assert said(tmp_path, "到2025年，农村学生营养餐覆盖率达到 95%以上。") == ["table-text"]
    assert said(tmp_path, "新增公办学位 300 个，农村学生营养餐覆盖率达到 95%。") == ["table-text"]
    assert said(tmp_path, "到2025年，公办幼儿园在园幼儿占比超过 48%。") == ["table-text"], "the start of the table is no target"
    assert said(tmp_path, "示范片区农村学生营养餐覆盖率达到 95%。") == []
    assert said(tmp_path, "各项工作有序开展。", past="2020年农村学生营养餐覆盖率为 68%。") == ["baseline"]


def test_a_figure_per_head_speaks_of_rows_per_head_only(tmp_path: Path) -> None:
    assert said(tmp_path, "到2025年，每千名学生拥有校医数达到 2 人。") == ["table-text"]
    assert said(tmp_path, "到2025年，新增校医 60 人，校医数达到 200 人。") == []
    assert said(tmp_path, "到2025年，每万名学生拥有校医数达到 20 人。") == []


def test_reaching_a_limit_from_above_is_keeping_it(tmp_path: Path) -> None:
    assert said(tmp_path, "转学手续平均办理时限缩短到 5 个工作日。") == []


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("新建管网 36 公里，改造管网 24 公里，合计 65 公里。", ["sum"]),
        ("新建管网 36 公里，改造管网 24 公里，合计 60 公里。", []),
        ("改造管网 180 公里，其中城区 110 公里、镇区 80 公里。", ["sum"]),
        ("改造管网 180 公里，其中城区 110 公里、镇区 60 公里。", []),
        ("入学率由 90% 提高到 95.5%，提高 8 个百分点。", ["growth"]),
        ("公园绿地由 62 公顷扩大到 80 公顷，增加 20 公顷。", ["growth"]),
        ("公园绿地由 62 公顷扩大到 80 公顷，增加 18 公顷。", []),
        ("公园绿地由 62 公顷扩大到 80 公顷，其中新增湿地 9 公顷。", []),
        ("入学率由 90.2% 提高到 95.5%，提高 5.3 个百分点。", []),
    ],
)
def test_sums_and_points(tmp_path: Path, words: str, codes: list[str]) -> None:
    assert said(tmp_path, words) == codes


def test_what_the_whole_place_makes_is_said_once(tmp_path: Path) -> None:
    tasks = "到2025年，全县设立托育机构60家。\n（一）加强保障\n到2025年，全县设立托育机构80家。"
    assert said(tmp_path, tasks) == ["text-text"]
    assert said(tmp_path, tasks.replace("到2025年，全县设立托育机构80", "到2025年，镇区设立托育机构80")) == []


AIR = """专栏1 主要指标
序号 | 指标名称 | 单位 | 2020年 | 2025年 | 属性 |
1 | 细颗粒物（PM2.5）年均浓度 | 微克/立方米 | 36 | ≤30 | 约束性 |
2 | 单位GDP二氧化碳排放下降 | % | — | [18] | 约束性 |
3 | 森林覆盖率 | % | 41 | 43.5 | 约束性 |
4 | AAA级以上旅游景区数量 | 个 | 4 | 6 | 预期性 |
5 | 接待游客人次 | 万人次 | 310 | 460 | 预期性 |
"""


@pytest.mark.parametrize(
    ("past", "tasks", "codes"),
    [
        ("", "到2025年，细颗粒物（PM2.5）年均浓度控制在32微克/立方米以下。", ["table-text"]),
        ("", "到2025年，细颗粒物（PM2.5）年均浓度控制在30微克/立方米以内。", []),
        ("", "到2025年，单位GDP二氧化碳排放累计下降17%。", ["table-text"]),
        ("", "森林覆盖率达到43%以上。", ["table-text"]),
        ("2020年森林覆盖率为41.0%。", "", []),
        ("", "AAA级以上旅游景区数量达到6个，新增4个。", ["increment"]),
        ("2020年，全年接待游客330万人次。", "", ["baseline"]),
    ],
)
def test_words_of_the_rows_own_are_no_reason_to_look_away(tmp_path: Path, past: str, tasks: str, codes: list[str]) -> None:
    assert [f.code for f in found(tmp_path, past or "工作扎实推进。", tasks or "工作有序开展。", AIR)] == codes


def test_what_the_table_contradicts_is_not_told_twice(tmp_path: Path) -> None:
    tasks = "到2025年，养老机构床位总数达到4000张。\n（一）加强保障\n到2025年，养老机构床位总数达到4500张。"
    assert [f.code for f in found(tmp_path, tasks=tasks)] == ["table-text"]
