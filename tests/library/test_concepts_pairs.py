"""Which rows of two plans are one measure: pairs as table writers print them, of invented plans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library import concepts, naming
from library.model import Indicator
from tests.library.cmp_plans import Row, indicator

MONEY = "元/人/月"
SAME = [
    (Row("护理型床位占比", "%"), Row("护理型养老床位占比", "%")),
    (Row("养老护理型床位占比", "%"), Row("护理型床位占养老床位比例", "%")),
    (Row("养老床位中护理型床位占比", "%"), Row("护理型床位占养老床位的比重", "%")),
    (Row("养老机构护理型床位占比（%）", "%"), Row("护理型床位占养老机构床位总数的比例", "%")),
    (Row("全市养老机构床位总数", "张"), Row("机构养老床位数", "万张")),
    (Row("社区食堂数", "个"), Row("社区食堂数量", "家")),
    (Row("街镇康养中心覆盖率", "%"), Row("康养中心乡镇（街道）覆盖率", "%")),
    (Row("乡镇（街道）社工站覆盖率", "%"), Row("社会工作服务站街镇覆盖率", "%")),
    (Row("每千名老年人拥有养老床位数", "张"), Row("千名老年人口养老床位数", "张/千人")),
    (Row("每万常住人口拥有社区工作者", "人"), Row("常住人口拥有社区工作者", "人/万人")),
    (Row("养老护理员持等级证（不含上岗证）比例", "%"), Row("持职业技能等级证书的养老护理员占比", "%")),
    (Row("城乡居民最低生活保障标准", MONEY), Row("低保标准", "元/人/年")),
    (Row("低保标准", MONEY, sub="农村"), Row("农村低保标准", MONEY)),
    (Row("散居孤儿基本生活费标准", "元/月"), Row("散居孤儿基本生活保障标准", MONEY)),
    (Row("特困人员护理补贴标准", MONEY, sub="全护理（失能）"), Row("特困人员护理补贴", MONEY, sub="失能")),
    (Row("获得3A及以上等级的社会组织数量", "个"), Row("3A以上社会组织数", "家")),
    (Row("救助站等级评定", None, ("无级别", None, "二级")), Row("救助管理站评级", "级", ("三级", None, "一级"))),
    (Row("亲子活动室（馆）数", "间"), Row("亲子活动室数", "个")),
    (Row("街镇康养中心（颐养中心）数", "处"), Row("街镇康养中心数", "个")),
    (Row("年用水总量", "万立方米"), Row("用水总量", "亿立方米")),
    (Row("万元GDP用水量下降率", "%"), Row("单位地区生产总值用水量降幅", "%")),
    (Row("农田灌溉水有效利用系数", None), Row("灌溉水利用系数", None)),
    (Row("人均预期寿命", "岁"), Row("居民平均期望寿命", "岁")),
    (Row("孕产妇死亡率", "1/10万"), Row("孕产妇死亡率", "/10万")),
    (Row("学前三年毛入园率", "%"), Row("学前教育毛入园率", "%")),
    (Row("公办园在园幼儿占比", "%"), Row("公办幼儿园在园幼儿比例", "%")),
    (Row("小学专任教师本科及以上学历比例", "%"), Row("小学本科以上学历专任教师占比", "%")),
    (Row("高中阶段教育毛入学率", "%"), Row("高中阶段毛入学率", "%")),
    (Row("细颗粒物（PM2.5）年均浓度", "微克/立方米"), Row("PM2.5浓度", "微克/立方米")),
    (Row("地表水达到或好于Ⅲ类水体比例", "%"), Row("地表水水质优良比例", "%")),
    (Row("城市空气质量优良天数比率", "%"), Row("优良天数比例", "%")),
    (Row("补贴性职业技能培训人次", "万人次"), Row("开展补贴性职业技能培训", "万人次")),
    (Row("旅游接待人次", "万人次"), Row("接待游客总人次", "万人次")),
    (Row("经常参加体育锻炼人数比例", "%"), Row("经常参加体育锻炼人口占比", "%")),
]
NEVER = [
    (Row("高效节水灌溉面积", "万亩"), Row("新增高效节水灌溉面积", "万亩")),
    (Row("普惠性幼儿园覆盖率", "%"), Row("普惠性幼儿园在园幼儿占比", "%")),
    (Row("万元生产总值用水量", "立方米"), Row("万元生产总值用水量降幅", "%")),
    (Row("劳动年龄人口平均受教育年限", "年"), Row("新增劳动力平均受教育年限", "年")),
    (Row("每千常住人口执业医师数", "人"), Row("执业医师总数", "人")),
    (Row("优良天数比例", "%"), Row("优良天数", "天")),
    (Row("工伤保险参保人数", "万人"), Row("工伤保险参保率", "%")),
    (Row("接待游客人次", "万人次"), Row("接待游客人数", "万人")),
    (Row("旅游总收入", "亿元"), Row("旅游综合收入", "亿元")),
    (Row("人均公园绿地面积", "平方米"), Row("公园绿地面积", "公顷")),
    (Row("人均体育场地面积", "平方米"), Row("体育场地总面积", "万平方米")),
    (Row("护理型床位数", "张"), Row("护理型床位占比", "%")),
    (Row("护理型床位数", "张"), Row("新增护理型床位数", "张")),
    (Row("家庭养老床位数", "张"), Row("家庭养老床位数", "张", ("累计300", None, "累计900"))),
    (Row("街镇康养中心覆盖率", "%"), Row("街镇康养中心数", "个")),
    (Row("养老床位数", "张"), Row("每千名老年人拥有养老床位数", "张")),
    (Row("养老床位数", "张"), Row("家庭养老床位数", "张")),
    (Row("生态安葬率", "%"), Row("小型墓比例", "%")),
    (Row("困难残疾人生活补贴", MONEY), Row("重度残疾人护理补贴", MONEY)),
    (Row("城市低保标准", MONEY), Row("农村低保标准", MONEY)),
    (Row("特困人员护理标准", MONEY, sub="全自理"), Row("特困人员护理标准", MONEY, sub="全护理")),
    (Row("特困人员护理标准", MONEY, sub="半失能"), Row("特困人员护理标准", MONEY, sub="失能")),
    (Row("注册志愿者人数", "万人"), Row("注册志愿者占常住人口比例", "%")),
    (Row("持证社会工作者人数", "人"), Row("专业社会工作者人数", "人")),
    (Row("持证社会工作者人数", "人"), Row("社会工作专业人才总数", "人")),
    (Row("护理型床位占比", "%"), Row("养老机构护理型床位占比", "%")),
    (Row("公墓数", "处"), Row("公益性公墓数", "处")),
    (Row("低保标准年均增速", "%"), Row("低保标准年度增速", "%")),
    (Row("低保标准", MONEY), Row("低保标准年均增长率", "%")),
    (Row("每百户拥有社区用房面积", "平方米"), Row("每百人拥有社区用房面积", "平方米")),
    (Row("农村社区服务设施覆盖率", "%"), Row("城市社区服务设施覆盖率", "%")),
    (Row("社区服务中心（含驿站）数", "个"), Row("社区服务中心数", "个")),
    (Row("养老护理员持证率", "%"), Row("儿童主任持证率", "%")),
    (Row("事实孤儿生活保障标准", MONEY), Row("孤儿生活保障标准", MONEY)),
    (Row("标准化老年活动室数", "个"), Row("老年活动室数", "个")),
    (Row("社会组织数", "个"), Row("社区社会组织数", "个")),
    (Row("康养中心街镇覆盖率", "%"), Row("康养中心村居覆盖率", "%")),
    (Row("集中供养比例", "%"), Row("供养比例", "%")),
    (Row("邻里中心（农村邻里中心）数", "个"), Row("邻里中心数", "个")),
    (Row("养老床位（家庭养老床位）", "张"), Row("养老床位", "张")),
    (Row("受助人数", None), Row("受助户数", None)),
]
RELATED = [
    (Row("护理型床位数", "张"), Row("护理型床位占比", "%"), "单位不同（数量与占比）"),
    (Row("护理型床位占比", "%"), Row("养老机构护理型床位占比", "%"), "分母不同或一方未注明"),
    (Row("持证社会工作者人数", "人"), Row("专业社会工作者人数", "人"), "相近而不同"),
    (Row("社区食堂数", "个"), Row("社区食堂数", None), "未注明单位"),
    (Row("特困人员护理标准", MONEY, sub="全自理"), Row("特困人员护理标准", MONEY, sub="全护理"), "分项不同"),
    (Row("特困人员护理标准", MONEY, sub="全自理"), Row("特困人员护理标准", MONEY), "分项不同"),
    (Row("家庭养老床位数", "张"), Row("家庭养老床位数", "张", ("累计300", None, "累计900")), "一为存量，一为累计"),
    (Row("公墓数", "处"), Row("公益性公墓数", "处"), "相近而不同"),
]


def two(one: Row, other: Row) -> tuple[Indicator, Indicator]:
    return indicator("first-2021-aaaa.i1", "first-2021-aaaa.1", one), indicator("second-2021-bbbb.i1", "second-2021-bbbb.1", other)


def together(one: Row, other: Row) -> bool:
    groups = concepts.grouped(two(one, other))
    return len(set(groups.home.values())) == 1


def named(pair: object) -> str:
    return f"{pair.name}{pair.sub or ''}{pair.unit or ''}" if isinstance(pair, Row) else ""


@pytest.mark.parametrize(("one", "other"), SAME, ids=named)
def test_one_measure_under_two_names_is_one(one: Row, other: Row) -> None:
    assert together(one, other)


@pytest.mark.parametrize(("one", "other"), NEVER, ids=named)
def test_two_measures_are_never_merged(one: Row, other: Row) -> None:
    assert not together(one, other)


@pytest.mark.parametrize(("one", "other", "why"), RELATED, ids=named)
def test_what_is_alike_is_related_and_says_why(one: Row, other: Row, why: str) -> None:
    first, second = (naming.signature(i) for i in two(one, other))
    assert why in (concepts.alike(first, second) or "")
    assert why.split("（")[0] in (concepts.alike(second, first) or "") or "一为" in why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Row("困难残疾人生活补贴", MONEY), Row("重度残疾人护理补贴", MONEY)),
        (Row("孤儿生活保障标准", MONEY), Row("事实无人抚养儿童生活保障标准", MONEY)),
        (Row("生态安葬率", "%"), Row("小型墓比例", "%")),
        (Row("养老机构床位总数", "张"), Row("养老机构床位使用率", "%")),
    ],
    ids=named,
)
def test_two_things_of_one_field_are_not_even_related(one: Row, other: Row) -> None:
    first, second = (naming.signature(i) for i in two(one, other))
    assert concepts.alike(first, second) is None


def test_a_definition_says_which_beds_are_meant() -> None:
    defined = Row("养老床位数", "张", definition="养老服务机构中可供入住的床位总数")
    assert together(defined, Row("养老机构床位总数", "张"))
    assert not together(Row("养老床位数", "张"), Row("养老机构床位总数", "张"))
    wider = Row("养老床位数", "张", definition="养老机构床位与家庭养老床位之和")
    assert not together(wider, Row("养老机构床位总数", "张"))


def test_a_definition_says_the_denominator() -> None:
    explicit = Row("养老机构护理型床位占比", "%")
    assert together(Row("护理型床位占比", "%", definition="护理型床位数/养老机构床位总数"), explicit)
    assert together(Row("护理型床位占比", "%", definition="护理型床位数与养老机构床位总数之比"), explicit)
    assert not together(Row("护理型床位占比", "%", definition="护理型床位数/养老床位数"), explicit)


def test_a_denominator_is_defined_by_a_row_of_the_same_plan() -> None:
    rows = [
        Row("养老床位数", "张", definition="养老服务机构的床位总数"),
        Row("护理型床位占比", "%", definition="护理型床位数/养老床位数"),
    ]
    first = [indicator(f"first-2021-aaaa.i{n}", "first-2021-aaaa.1", row) for n, row in enumerate(rows, 1)]
    second = indicator("second-2021-bbbb.i1", "second-2021-bbbb.1", Row("养老机构护理型床位占比", "%"))
    home = concepts.grouped([*first, second]).home
    assert home[first[1].key] == home[second.key]


def test_one_plan_that_defines_does_not_speak_for_another_that_does_not() -> None:
    rows = {
        "silent": Row("护理型床位占比", "%"),
        "defined": Row("护理型床位占比", "%", definition="护理型床位数/养老机构床位总数"),
        "explicit": Row("养老机构护理型床位占比", "%"),
    }
    made = {name: indicator(f"{name}-2021-aaaa.i1", f"{name}-2021-aaaa.1", row) for name, row in rows.items()}
    groups = concepts.grouped(made.values())
    home = {name: groups.home[i.key] for name, i in made.items()}
    assert home["silent"] == home["defined"] != home["explicit"]
    assert [i.key for i in groups.guests[home["explicit"]]] == [made["defined"].key]


def test_two_definitions_part_what_one_name_holds_together() -> None:
    one = Row("康养中心覆盖率", "%", definition="建有中心的街镇数/街镇总数")
    other = Row("康养中心覆盖率", "%", definition="建有中心的村居数/村居总数")
    assert not together(one, other)


NAMES = st.sampled_from([row.name for pair in (*SAME, *NEVER) for row in pair[:2]])
UNITS = st.sampled_from(["%", "张", "个", "家", "人", "万人", MONEY, "张/千人", None])


@given(NAMES, UNITS, st.text(alphabet="（）()占比率数每万千中持证覆盖养老机构床位", max_size=12))
def test_any_name_has_one_signature(name: str, unit: str | None, noise: str) -> None:
    row = Row(name + noise, unit)
    first, second = two(row, row)
    assert naming.signature(first) == naming.signature(second)
    assert naming.signature(first).subject
    assert len(set(concepts.grouped([first, second]).home.values())) == 1
