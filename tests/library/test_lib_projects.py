"""Projects of a kind: which are listed, and that place, scale and years are what is printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from library.library import Library
from library.model import Project, Source, Table
from library.tabular import dumps
from library.views import ProjectList, ProjectRow
from library.viewtables import exported, table_of
from tests.tui.app_library import make_plan, write_library

GRID = (
    ("序号", "项目名称", "建设地点", "主要内容", "建设期限", "总投资（万元）"),
    ("1", "云溪殡仪馆迁建工程", "江北片区", "占地120亩，火化炉8台", "2021—2024年", "3200"),
    ("2", "老街食堂", "老街", "每处不少于200平方米", "2022—2023", "—"),
)
TEXTS = (
    ("湖湾照护中心", "专栏", "建筑面积1.8万平方米，床位1,200张，2022年开工、2024年投用，总投资1.9亿元。"),
    ("童伴之家", "项目", "按照每2万至3万人一个片区建设，给予2000元奖补，覆盖率达到80%，新增3A级组织18家"),
    ("智慧平台", "平台", "建设数据底座"),
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    plan = make_plan("yunxi-2021-aaaa", "示例省云溪市", "云溪市养老服务“十四五”规划", None)
    key = f"{plan.key}.3"
    table = Table(f"{plan.key}.t1", key, "附表", 1, GRID, Source(42, 44, 0, 9), 10, (42, 43, 44))
    named = [
        Project(f"{plan.key}.p{n}", f"{plan.key}.2", None, name, kind, said, Source(30 + n, 30 + n, 0, 9))  # type: ignore[arg-type]
        for n, (name, kind, said) in enumerate(TEXTS, 1)
    ]
    listed = [
        Project(f"{plan.key}.p{3 + n}", key, str(n), row[1], "工程", row[2], Source(42 + n, 42 + n, 0, 9))
        for n, row in enumerate(GRID[1:], 1)
    ]
    other = make_plan("qingshi-2021-bbbb", "示例省云溪市青石区", "青石区养老服务“十四五”规划", None)
    alike = Project(f"{other.key}.p1", f"{other.key}.2", None, "护理院", "项目", "改造6所", Source(9, 9, 0, 9))
    plans = [replace(plan, projects=(*named, *listed), tables=(table,)), replace(other, projects=(alike,))]
    return Library.open(write_library(tmp_path / "library", plans))


def one(found: ProjectList, name: str) -> ProjectRow:
    (row,) = (row for row in found.rows if row.name == name)
    return row


def test_place_scale_and_years_are_what_is_printed(library: Library) -> None:
    found = library.list_projects()
    assert len(found.rows) == 6
    home = one(found, "湖湾照护中心")
    assert [(scale.kind, scale.text) for scale in home.scales] == [
        ("面积", "建筑面积1.8万平方米"),
        ("床位", "床位1,200张"),
        ("投资", "总投资1.9亿元"),
    ]
    assert [(scale.number, scale.unit) for scale in home.scales] == [(1.8, "万平方米"), (1200, "张"), (1.9, "亿元")]
    assert (home.years, home.place) == ("2022年、2024年", "")


def test_a_row_of_a_project_table_gives_place_time_and_money(library: Library) -> None:
    found = library.list_projects()
    hall = one(found, "云溪殡仪馆迁建工程")
    assert (hall.place, hall.years, hall.content) == ("江北片区", "2021—2024年", "占地120亩，火化炉8台")
    assert [scale.text for scale in hall.scales] == ["占地120亩", "火化炉8台", "总投资3200万元"]
    kitchen = one(found, "老街食堂")
    assert (kitchen.years, [scale.text for scale in kitchen.scales]) == ("2022—2023", ["每处不少于200平方米"])


def test_ranges_shares_and_sums_are_no_years_and_no_scale(library: Library) -> None:
    home = one(library.list_projects(), "童伴之家")
    assert home.years == ""
    assert [scale.text for scale in home.scales] == ["给予2000元", "组织18家"]
    assert one(library.list_projects(), "智慧平台").scales == ()


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("殡葬", ["云溪殡仪馆迁建工程"]),
        ("儿童", ["童伴之家"]),
        ("数据 平台", ["智慧平台"]),
        ("數據平台", []),
        ("没有这种", []),
    ],
)
def test_words_name_a_kind_in_whatever_words_the_plan_has(library: Library, words: str, names: list[str]) -> None:
    assert [row.name for row in library.list_projects(words).rows] == names


def test_kinds_and_places_narrow(library: Library) -> None:
    assert {row.name for row in library.list_projects(kinds=["工程"]).rows} == {"云溪殡仪馆迁建工程", "老街食堂"}
    assert [row.name for row in library.list_projects(region="青石区").rows] == ["护理院"]


def test_the_list_leaves_as_a_table(library: Library) -> None:
    found = library.list_projects("殡葬")
    table = table_of(found)
    assert table.title == "殡葬项目"
    (row,) = table.rows
    said = dict(zip(table.header, row, strict=True))
    assert said["投资"] == "总投资3200万元"
    assert said["面积"] == "占地120亩"
    assert (said["建设地点"], said["编号"]) == ("江北片区", "yunxi-2021-aaaa.p4")
    for form in ("md", "csv", "json"):
        assert "总投资3200万元" in exported(library.reader, found, form).decode("utf-8-sig")
    assert exported(library.reader, found, "xlsx").startswith(b"PK")
    assert '"殡葬"' in dumps(table.data)
