"""Matrix, timeline, the check against the upper plan, and people's decisions, on invented plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from library import Library
from library.decisions import confirm, forget, split
from library.errors import NothingFound, UsageError
from library.model import Cell, Comparison, ComparisonRow, Op, Plan
from library.service import ServiceClient
from library.store import Store
from library.upper import stand
from library.views import Standing
from tests.library.cmp_plans import Row, plan

SHARE = "护理型床位占比"
UPPER_TEXT = (
    "本规划依据《示例市民政事业发展“十四五”规划》《示例省国民经济“十四五”规划纲要》编制。\n参见《云溪区殡葬设施专项规划》。"
)
LATER = (2025, 2028, 2030)


def plans() -> list[Plan]:
    city = plan(
        "shili",
        "示例市",
        [
            Row(SHARE, "%", ("30", None, "≥55")),
            Row("街镇康养中心覆盖率", "%", ("40", None, "95")),
            Row("养老机构床位总数", "万张", ("2", None, "3")),
            Row("办理时限", "工作日", ("15", None, "≤10")),
            Row("登记失业率", "%", ("4", None, "3")),
            Row("儿童主任持证率", "%", ("10", None, "80")),
            Row("低保标准年均增速", "%", ("5", None, "不低于居民收入增速")),
            Row("每万常住人口拥有社区工作者", "人", ("10", None, "18")),
        ],
        level="市",
    )
    district = plan(
        "yunxi",
        "示例市云溪区",
        [
            Row("护理型床位数", "张", ("400", None, "1200")),
            Row("养老机构床位总数", "张", ("1000", None, "2000")),
            Row("街镇康养中心覆盖率", "%", ("40", None, "95")),
            Row("办理时限", "工作日", ("15", None, "≤8")),
            Row("登记失业率", "%", ("4", None, "2")),
            Row("低保标准年均增速", "%", ("5", None, "不低于居民收入增速")),
            Row("常住人口拥有社区工作者", "人/万人", ("10", None, "16")),
        ],
        text=UPPER_TEXT,
    )
    next_one = plan(
        "yunxi", "示例市云溪区", [Row("养老机构床位总数", "张", ("1900", "2500", "0.3万"), years=LATER)], period="十五五"
    )
    lost = plan("beiyuan", "示例市北塬区", [], lost=[("missing-box", "专栏的编号不连续，专栏1缺失。")])
    return [city, district, next_one, lost]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans(plans())
    with Library.open(tmp_path) as found:
        yield found


def asked(library: Library, words: str) -> Comparison:
    found = library.compare(words)
    assert found is not None
    return found


def test_matrix_says_who_has_what(library: Library) -> None:
    found = library.matrix([SHARE, "养老机构床位总数", "没有的指标"])
    assert [(c.region, c.period) for c in found.columns] == [
        ("示例市", "十四五"),
        ("示例市云溪区", "十四五"),
        ("示例市云溪区", "十五五"),
        ("示例市北塬区", "十四五"),
    ]
    states = {row.concept: [cell.state for cell in row.cells] for row in found.rows}
    assert states == {SHARE: ["有", "推算", "未提出", "图表丢失"], "养老机构床位总数": ["有", "有", "有", "图表丢失"]}
    share, stock = found.rows
    assert [cell.text for cell in share.cells] == ["30 → ≥55", "40 → 60", "", ""]
    assert (share.cells[1].indicator, share.cells[1].number, share.covered) == ("yunxi-2021-aaaa.i1", 60.0, 2)
    assert [cell.number for cell in stock.cells] == [30000, 2000, 3000, None]
    assert all(cell.reason for row in found.rows for cell in row.cells)


def test_matrix_of_everything_narrows_and_ends(library: Library) -> None:
    whole = library.matrix()
    assert [row.covered for row in whole.rows] == sorted((row.covered for row in whole.rows), reverse=True)
    assert len(library.matrix(limit=3).rows) == 3
    assert {c.period for c in library.matrix(period="十五五").columns} == {"十五五"}
    assert [c.plan for c in library.matrix(plans=["yunxi-2021-aaaa"]).columns] == ["yunxi-2021-aaaa"]
    again = library.matrix([row.key for row in whole.rows])
    assert [row.key for row in again.rows] == [row.key for row in whole.rows]


def test_through_time_only_shows_where_plans_disagree(library: Library) -> None:
    found = library.through_time("养老机构床位总数", "云溪")
    assert found is not None
    assert found.region == "示例市云溪区"
    assert [(p.year, p.role, p.number, p.period) for p in found.points] == [
        (2020, "baseline", 1000, "十四五"),
        (2025, "target", 2000, "十四五"),
        (2025, "baseline", 1900, "十五五"),
        (2028, "interim", 2500, "十五五"),
        (2030, "target", 3000, "十五五"),
    ]
    (meeting,) = found.meetings
    assert (meeting.year, meeting.target.number, meeting.baseline.number) == (2025, 2000, 1900)
    assert "相差 -100" in meeting.note
    assert "请核对" in meeting.note


def test_through_time_is_of_the_place_itself(library: Library) -> None:
    found = library.through_time("养老机构床位总数", "示例市")
    assert found is not None
    assert {row.plan for row in found.rows} == {"shili-2021-aaaa"}
    nowhere = library.through_time("养老机构床位总数", "柳湾区")
    assert nowhere is not None
    assert (nowhere.rows, nowhere.points) == ((), ())
    assert library.through_time("没有的指标", "示例市") is None


def test_one_place_under_two_names_and_two_places_under_one(tmp_path: Path) -> None:
    rows = [Row(SHARE, "%")]
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans(
            [
                plan("a", "示例市云溪区", rows),
                plan("b", "云溪区", rows, period="十五五"),
                plan("c", "云溪县", rows),
            ]
        )
    with Library.open(tmp_path) as library:
        for name in ("云溪", "云溪区", "示例市云溪区"):
            found = library.through_time(SHARE, name)
            assert found is not None
            assert [row.plan.split("-")[0] for row in found.rows] == ["a", "b"]
        county = library.through_time(SHARE, "云溪县")
        assert county is not None
        assert [row.plan.split("-")[0] for row in county.rows] == ["c"]


def test_upper_plans_are_named_in_the_text_or_lie_above(library: Library) -> None:
    found = library.uppers("yunxi-2021-aaaa")
    assert [(u.region, u.plan, u.basis, u.missing) for u in found] == [
        ("示例市", "shili-2021-aaaa", "依据", None),
        ("示例省", None, "依据", "未导入"),
    ]
    assert found[1].level == "省"
    assert found[0].quote.startswith("本规划依据")
    (by_place,) = library.uppers("beiyuan-2021-aaaa")
    assert (by_place.plan, by_place.basis) == ("shili-2021-aaaa", "层级")
    assert library.uppers("shili-2021-aaaa") == ()
    with pytest.raises(NothingFound):
        library.uppers("nowhere-2021-aaaa")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("根据民政部、示例省《民政事业发展“十四五”规划》，制定本规划。", [("全国", "国家"), ("示例省", "省")]),
        ("为贯彻落实《示例省养老服务“十四五”规划》，制定本规划。", [("示例省", "省")]),
        ("依据国家和省有关规划，编制《示例省云溪殡葬设施专项规划》。", []),
        ("我区认真贯彻《示例省养老服务条例》。落实《示例省养老服务行动计划》。", []),
        ("根据《示例省民政事业发展第十三个五年规划》，五年来各项工作推进有力。", []),
        ("根据《示例市云溪区清水镇养老服务规划》和《示例省养老规划》，编制本规划。", [("示例省", "省")]),
        ("按照《养老服务体系规划》，推进建设。又按照《养老服务体系规划》做好衔接。", [("", None)]),
    ],
)
def test_a_basis_is_no_task_and_no_review(tmp_path: Path, text: str, found: list[tuple[str, str | None]]) -> None:
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans([plan("liuwan", "示例市柳湾区", [], text=text)])
    with Library.open(tmp_path) as library:
        assert [(u.region, u.level) for u in library.uppers("liuwan-2021-aaaa")] == found


def test_every_upper_indicator_has_a_standing(library: Library) -> None:
    found = library.against_upper("yunxi-2021-aaaa", "shili-2021-aaaa")
    standing = {row.name: row.standing for row in found.rows}
    assert standing == {
        SHARE: "更高",
        "街镇康养中心覆盖率": "持平",
        "养老机构床位总数": "已承接",
        "办理时限": "更高",
        "登记失业率": "不可比",
        "儿童主任持证率": "未承接",
        "低保标准年均增速": "已承接",
        "每万常住人口拥有社区工作者": "更低",
    }
    assert dict(found.counts) == {"已承接": 2, "更高": 2, "持平": 1, "更低": 1, "未承接": 1, "不可比": 1}
    assert all(row.reason for row in found.rows)
    assert "方向需人工判断" in next(row.reason for row in found.rows if row.name == "登记失业率")
    assert [row.own is None for row in found.rows].count(True) == 1


def test_a_lost_table_is_no_refusal(library: Library) -> None:
    found = library.against_upper("beiyuan-2021-aaaa", "shili-2021-aaaa")
    assert {row.standing for row in found.rows} == {"不可比"}
    assert library.against_upper("shili-2021-aaaa", "beiyuan-2021-aaaa").notes
    with pytest.raises(NothingFound):
        library.against_upper("nowhere-2021-aaaa", "shili-2021-aaaa")


@pytest.mark.parametrize(
    ("own", "upper", "standing"),
    [
        ((60, "="), (60, ">="), "持平"),
        ((60, "="), (60, ">"), "更低"),
        ((60, ">="), (60, ">="), "持平"),
        ((60, "~"), (60, ">="), "不可比"),
        ((61, "="), (60, ">="), "更高"),
        ((60, "<="), (60, ">="), "不可比"),
        ((60, "="), (60, "<="), "持平"),
        ((50, "<="), (60, ">="), "不可比"),
        ((50, "<="), (60, "<="), "更高"),
        ((70, "<="), (60, "<="), "更低"),
    ],
)
def test_bounds_are_weighed_as_bounds(own: tuple[float, Op], upper: tuple[float, Op], standing: Standing) -> None:
    def row(number: float, op: Op) -> ComparisonRow:
        cell = Cell(2025, op, number, f"{number:g}")
        return ComparisonRow("p", "", "", None, "p.i1", "登记率", "%", None, "same", "", None, None, cell, "", None)

    assert stand(row(*upper), row(*own))[0] == standing
    other_year = replace(row(*own), target=Cell(2030, own[1], own[0], ""))
    assert stand(row(*upper), other_year)[0] == "不可比"


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("PM2.5浓度", "不可比"),
        ("管网漏损率", "不可比"),
        ("万元GDP用水量降幅", "更高"),
        ("优良天数比例", "更高"),
        ("登记率", "更高"),
    ],
)
def test_where_lower_is_better_nothing_is_called_higher(name: str, standing: Standing) -> None:
    def row(number: float) -> ComparisonRow:
        cell = Cell(2025, "=", number, f"{number:g}")
        return ComparisonRow("p", "", "", None, "p.i1", name, "%", None, "same", "", None, None, cell, "", None)

    assert stand(row(30), row(33))[0] == standing


KEY, STOCK = "yunxi-2021-aaaa.i2", "养老机构床位总数"


def verdicts(library: Library, words: str) -> dict[str | None, tuple[str | None, str]]:
    return {row.indicator: (row.comparable, row.reason) for row in asked(library, words).rows if row.indicator}


def test_a_split_row_stands_alone_until_it_is_forgotten(library: Library) -> None:
    split(library.reader, library.user, KEY, at="2026-11-22T08:00:00+00:00")
    found = verdicts(library, "shili-2021-aaaa.i3")
    assert found[KEY] == ("related", "人工拆分 2026-11-22")
    assert found["yunxi-2026-aaaa.i1"][0] == "same"
    assert [row.comparable for row in asked(library, KEY).rows if row.indicator == KEY] == ["same"]
    assert forget(library.user, KEY) == 1
    assert verdicts(library, "shili-2021-aaaa.i3")[KEY][0] == "same"


def test_a_joined_row_says_who_joined_it_and_ranks_only_if_its_unit_does(library: Library) -> None:
    joined = "yunxi-2021-aaaa.i1"
    confirm(library.reader, library.user, joined, STOCK, at="2026-11-22T08:00:00+00:00")
    assert verdicts(library, STOCK)[joined] == ("same", "人工确认 2026-11-22")
    confirm(library.reader, library.user, joined, "街镇康养中心覆盖率", at="2026-11-22T09:00:00+00:00")
    row = next(row for row in asked(library, "街镇康养中心覆盖率").rows if row.indicator == joined)
    assert row.comparable == "same"
    assert "不能换算" in row.reason
    assert row.target is not None
    assert row.target.number is None
    assert len([m for m in library.user.matches() if m.indicator == joined]) == 1


def test_a_computed_share_may_be_confirmed_or_refused(library: Library) -> None:
    part = "yunxi-2021-aaaa.i1"
    confirm(library.reader, library.user, part, SHARE, at="2026-11-22T08:00:00+00:00")
    confirmed = verdicts(library, SHARE)[part]
    assert (confirmed[0], confirmed[1].split("；")[-1]) == ("derived", "人工确认 2026-11-22")
    assert verdicts(library, part)[part][0] == "same"
    split(library.reader, library.user, part, SHARE, at="2026-11-22T09:00:00+00:00")
    assert verdicts(library, SHARE)[part] == ("related", "人工拆分 2026-11-22")
    with pytest.raises(UsageError, match="是数量"):
        confirm(library.reader, library.user, "yunxi-2026-aaaa.i1", SHARE)


def test_a_confirmed_row_stays_when_the_library_is_indexed_again(library: Library, tmp_path: Path) -> None:
    library.confirm_match("yunxi-2021-aaaa.i1", STOCK)
    with Store.open(tmp_path) as store:
        store.replace_plans(plans())
    assert verdicts(library, STOCK)["yunxi-2021-aaaa.i1"][1].startswith("人工确认 ")


def test_a_decision_outlives_the_name_of_its_concept(library: Library, tmp_path: Path) -> None:
    """A concept of undefined names moves when its only plan prints a definition; what was decided moves with it."""
    silent = plan("a", "示例市甲区", [Row("养老床位数", "张"), Row("托养床位数", "张")])
    with Store.open(tmp_path) as store:
        store.replace_plans([silent])
        library.confirm_match("a-2021-aaaa.i2", "a-2021-aaaa.i1")
        defined = plan("a", "示例市甲区", [Row("养老床位数", "张", definition="养老机构的床位总数"), Row("托养床位数", "张")])
        store.replace_plans([defined])
    assert verdicts(library, STOCK)["a-2021-aaaa.i2"][1].startswith("人工确认 ")


def test_what_cannot_be_decided_is_said(library: Library) -> None:
    with pytest.raises(NothingFound, match="没有可以比较的指标"):
        library.confirm_match("nowhere-2021-aaaa.i1", STOCK)
    with pytest.raises(NothingFound, match="没有与"):
        library.confirm_match(KEY, "没有的指标")
    assert library.forget_match(KEY) == 0


def test_the_search_process_answers_the_same(library: Library, tmp_path: Path) -> None:
    client = ServiceClient(tmp_path)
    try:
        assert client.matrix([SHARE]).result(30) == library.matrix([SHARE])
        assert client.through_time(STOCK, "云溪").result(30) == library.through_time(STOCK, "云溪")
        assert client.uppers("yunxi-2021-aaaa").result(30) == library.uppers("yunxi-2021-aaaa")
        upper = ("yunxi-2021-aaaa", "shili-2021-aaaa")
        assert client.against_upper(*upper).result(30) == library.against_upper(*upper)
        library.split_match(KEY)
        found = client.compare("shili-2021-aaaa.i3").result(30)
        assert found is not None
        assert next(row.comparable for row in found.rows if row.indicator == KEY) == "related"
    finally:
        client.close()
