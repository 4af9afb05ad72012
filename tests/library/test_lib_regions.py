"""Administrative divisions as titles and issuers name them."""

from __future__ import annotations

import pytest

from library import regions


@pytest.mark.parametrize(
    ("text", "full", "level"),
    [
        ("示例市云溪区养老服务体系建设规划（2026—2030年）", "示例市云溪区", "区县"),
        ("临川新区口袋公园实施方案", "临川新区", "区县"),
        ("关于印发《云溪县民政规划》的通知", "云溪县", "区县"),
        ("关于印发云溪县“十五五”规划的通知", "云溪县", "区县"),
        ("“十四五”云溪市老龄规划", "云溪市", "市"),
        ("为上海这座大城市增添温度", "上海市", "市"),
        ("云溪区柳湾街道助餐规划", "云溪区柳湾街道", "街镇"),
        ("北渡镇规划", "北渡镇", "街镇"),
        ("内蒙古示例盟云溪旗规划", "内蒙古自治区示例盟云溪旗", "区县"),
        ("示例市市中区规划", "示例市市中区", "区县"),
        ("津市市规划", "津市市", "市"),
        ("示例市城区规划", "示例市城区", "区县"),
        ("示例市云溪市规划", "示例市云溪市", "区县"),
        ("柳湾区规划", "柳湾区", "区县"),
        ("青山区规划", "青山区", "区县"),
        ("示例市沙市区规划", "示例市沙市区", "区县"),
        ("景德镇市规划", "景德镇市", "市"),
        ("新乡市规划", "新乡市", "市"),
        ("吉林市规划", "吉林市", "市"),
        ("江苏路街道规划", "江苏路街道", "街镇"),
        ("示例族自治州云溪藏族自治县规划", "示例族自治州云溪藏族自治县", "区县"),
        ("“十四五”国家老龄规划", "全国", "国家"),
        ("广西“十五五”规划", "广西壮族自治区", "省"),
        ("云溪区乡村振兴规划", "云溪区", "区县"),
        ("云溪县新型城镇化规划", "云溪县", "区县"),
    ],
)
def test_a_title_names_its_region(text: str, full: str, level: str) -> None:
    region = regions.find_region(text)
    assert region is not None
    assert (region.full, region.level) == (full, level)
    assert regions.level_of(full) == level


@pytest.mark.parametrize(
    "text",
    [
        *("城市社区治理规划", "养老服务市场规划", "“十四五”城乡社区规划", "全市养老规划", "示例社区要点", "民政规划", ""),
        *("云溪灌区节水规划", "云溪水库库区后扶规划", "云三角地区交通规划", "西部地区养老规划"),
    ],
)
def test_words_that_end_like_a_division_are_none(text: str) -> None:
    assert regions.find_region(text) is None


def test_parents_come_from_the_name() -> None:
    region = regions.find_region("示例市云溪区规划")
    assert region is not None
    assert region.parent is not None
    assert region.parent.name == "示例市"


def test_a_short_province_is_written_out() -> None:
    assert regions.normal("上海云溪区") == "上海市云溪区"
    assert regions.normal("沪上某处") == "沪上某处"


@pytest.mark.parametrize(
    ("wanted", "inside"),
    [("示例市", True), ("示例", True), ("云溪区", True), ("云溪", True), ("示例市云溪", True), ("北渡", False), ("云", False)],
)
def test_a_place_lies_in_its_parents(wanted: str, inside: bool) -> None:
    assert regions.within("示例市云溪区", wanted) is inside


def test_order_follows_the_codes_then_names() -> None:
    names = ["云溪区", "广东省云溪市", "某处", "上海市", "全国", "上海市云溪区", "北京市", "广东省"]
    placed = ["全国", "北京市", "上海市", "上海市云溪区", "广东省", "广东省云溪市", "云溪区", "某处"]
    assert sorted(names, key=regions.order) == placed
