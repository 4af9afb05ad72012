"""Invented plans for benchmarks, any number of them and always the same: their sentences are drawn from short lists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from library.model import Indicator, Period, Plan, Project, Section, Source, SourceFile, Table, Value

_PLACE = Source(1, 1, 0, 0)
_FIRST = "云青白松柳石金玉龙凤临安平永新清南北东西"
_SECOND = "溪山河湖泉桥台坪岭浦沙塘阳宁川丘海滩洲峰"
_LISTS = """
各街道|区民政局|养老机构|社区居委会|社会组织|慈善组织|村委会|专业社工|志愿者队伍|家庭医生|社区食堂|救助管理站|殡仪服务站|儿童福利院|残联
推进|完善|加强|深化|拓展|健全|培育|优化|落实|探索|规范|提升|统筹|支持|引导|扩大
居家养老服务|护理型床位建设|老年助餐点布局|社区议事协商|最低生活保障|临时救助|困境儿童关爱|残疾人补贴发放|社会组织评估|慈善项目孵化|志愿服务记录\
|生态安葬宣传|婚俗改革试点|区划地名管理|智慧养老平台|认知障碍友好社区|家庭适老化改造|流浪救助回访|社工站运行|儿童督导员培训|孤儿基本生活保障\
|应急物资储备|康复辅具租赁|时间银行|村级互助点|银龄课堂|低收入家庭核对|信用监管|人才评价|数据共享
按季通报|列入年度考核|由专人负责|与街镇联动|按户建档|分批验收|公开结果|接受监督|保持稳定|逐年增长|形成清单|签订责任书
到2025年|2021年起|规划期内|每年|前三年|后两年|2023年底前|全面
工作思路|基本情况|主要做法|重点任务|实施步骤|服务供给|队伍建设|保障措施|监督评估|组织领导
"""
_WHO, _DO, _WHAT, _HOW, _WHEN, _TITLES = (line.split("|") for line in _LISTS.split())


def plans(sections: int, seed: int = 1, each: int = 60) -> Iterator[Plan]:
    """Invented plans with ``sections`` sections in all, ``each`` in one plan, about 700 characters to a section."""
    dice = random.Random(seed)
    for number in range(0, sections, each):
        yield _plan(dice, number // each, min(each, sections - number))


def long_plan(characters: int = 60_000, seed: int = 2) -> Plan:
    """A plan of one section with so many characters, in paragraphs of seven sentences."""
    dice = random.Random(seed)
    plan = _plan(dice, 0, 1)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < characters:
        paragraphs.append("".join(sentence(dice) for _ in range(7)))
    return replace(plan, sections=(replace(plan.sections[0], text="\n".join(paragraphs)[:characters]),))


def sentence(dice: random.Random) -> str:
    """One invented sentence; the first entries of each list are drawn far more often than the last, as words are."""

    def draw(options: list[str]) -> str:
        return options[min(int(dice.expovariate(3 / len(options))), len(options) - 1)]

    parts = [f"{draw(_WHEN)}{draw(_WHO)}{draw(_DO)}{draw(_WHAT)}"]
    parts += [f"{draw(_DO)}{draw(_WHAT)}" for _ in range(dice.randrange(3))]
    parts.append(
        dice.choice(
            [draw(_HOW), f"覆盖率达到{dice.randrange(30, 100)}%", f"新增{dice.randrange(2, 900)}处", f"设{_name(dice)}服务点"]
        )
    )
    return "，".join(parts) + "。"


def _name(dice: random.Random) -> str:
    return dice.choice(_FIRST) + dice.choice(_SECOND)


def _plan(dice: random.Random, number: int, count: int) -> Plan:
    region = f"样例市{_name(dice)}区"
    key = f"p{number}-2021-{number:04x}"
    sections: list[Section] = []
    for at in range(count):
        top = at - at % 6
        parent = None if at == top else sections[top].key
        title = f"{dice.choice(_DO)}{dice.choice(_WHAT)}" if parent else dice.choice(_TITLES)
        text = "\n".join("".join(sentence(dice) for _ in range(7)) for _ in range(3))
        number_text = f"({'一二三四五'[at - top - 1]})" if parent else f"{at // 6 + 1}、"
        section_key = f"{parent}.{at - top}" if parent else f"{key}.{at // 6 + 1}"
        sections.append(Section(section_key, parent, 2 if parent else 1, number_text, title, "heading", text, _PLACE))
    holder = sections[-1].key
    names = [f"{what}{dice.choice(['覆盖率', '人数', '数量'])}" for what in dice.sample(_WHAT, 8)]
    indicators = tuple(
        Indicator(
            *(f"{key}.i{at}", holder, str(at), name, None, "民生", None, "%", None, "table"),
            (Value(2025, "target", f"≥{dice.randrange(20, 99)}", ">=", None, "%"),),
            _PLACE,
        )
        for at, name in enumerate(names, 1)
    )
    grid = (("序号", "指标", "2025年"), *((i.no or "", i.name, i.values[0].text) for i in indicators))
    table = Table(f"{key}.t1", holder, "专栏1 主要指标", 1, grid, _PLACE)
    project = Project(f"{key}.p1", holder, "1", f"{_name(dice)}{dice.choice(_WHAT)}工程", "工程", sentence(dice), _PLACE)
    source = SourceFile(f"{key}.txt", "text", "utf-8", f"{number:064x}")
    return Plan(
        *(key, f"{region}民政事业发展规划", region, "区县", None, None, None, "规划", Period("十四五", 2021, 2025), source, ()),
        *(tuple(sections), (table,), indicators, (project,)),
    )
