"""Plans for tests: one written by hand about an invented place, and any plan at all (Hypothesis)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import get_args

from hypothesis import strategies as st

from library import keys
from library.model import (
    Attribute,
    Caution,
    DocType,
    Indicator,
    Level,
    Measure,
    Op,
    Period,
    Plan,
    Project,
    ProjectKind,
    Role,
    Section,
    SectionKind,
    Source,
    SourceFile,
    Span,
    Table,
    Value,
)


def small_plan(name: str = "青禾", file: str = "青禾.txt", beds: str = "62") -> Plan:
    """A plan with one of everything; ``name`` is a district of the invented city 云山市."""
    sha256 = hashlib.sha256(f"{name}{file}{beds}".encode()).hexdigest()
    key = keys.plan_key(f"云山市{name}区", 2021, sha256)

    def section(ordinals: tuple[int, ...], number: str, title: str, text: str, line: int, kind: SectionKind = "heading") -> Section:
        parent = keys.section_key(key, ordinals[:-1]) if len(ordinals) > 1 else None
        spans = (Span(0, line + 1, line * 10, ((0, 1, "Ａ"),)),) if text else ()
        place = Source(line, line + 1, line * 10, line * 10 + len(text))
        return Section(keys.section_key(key, ordinals), parent, len(ordinals), number, title, kind, text, place, spans)

    sections = (
        section((0,), "", "", "本规划由区政府印发。", 1, "front"),
        section((1,), "一、", "发展基础", "五年来，全区新建社区食堂十二处。", 3),
        section((1, 1), "（一）", "主要成效", "街道服务站全部建成。", 5),
        section((1, 2), "（二）", "存在不足", "床位结构有待优化。", 7),
        section((2,), "二、", "主要目标", f"到2025年护理床位占比达到{beds}%。", 9),
        section((2, 1), "专栏1", "主要指标", "", 11, "box"),
    )
    held = keys.section_key(key, (2, 1))
    place = Source(12, 14, 120, 180, 2)
    table = Table(
        keys.table_key(key, 1),
        held,
        "专栏1 主要指标",
        1,
        (("指标", "2020年", "2025年"), ("护理床位占比", "41%", f"≥{beds}%")),
        place,
        0,
        (12, 13),
    )
    values = (
        Value(2020, "baseline", "41%", "=", 41.0, "%", "比例"),
        Value(2025, "target", f"≥{beds}%", ">=", float(beds), "%", "比例"),
    )
    indicator = Indicator(
        keys.indicator_key(key, 1), held, "1", "护理床位占比", None, "养老", "约束性", "%", None, "table", values, place, 0.98
    )
    project = Project(keys.project_key(key, 1), held, "1", "社区食堂提升工程", "工程", "改造老旧食堂二十处。", place)
    return Plan(
        key,
        f"云山市{name}区民政事业“十四五”规划",
        f"云山市{name}区",
        "区县",
        f"{name}区人民政府",
        "2021-08-06",
        "云府〔2021〕8号",
        "规划",
        Period("十四五", 2021, 2025),
        SourceFile(file, "text", "utf-8", sha256),
        (Caution("missing-box-body", "专栏2只有标题，没有内容。", 31),),
        sections,
        (table,),
        (indicator,),
        (project,),
    )


clean_text = st.text(st.sampled_from("青禾云山，。“”（一）12.%≥ab'\"\\;\n\t[]{}<>&\U00020000"), max_size=30)
line_text = st.text(st.sampled_from("青禾云山，。“”（一）12.%≥ab'\"\\;[]{}<>&"), max_size=12)
numbers = st.integers(0, 10**6)
places = st.builds(Source, numbers, numbers, numbers, numbers, st.none() | numbers)
figures = st.none() | st.floats(allow_nan=False, allow_infinity=False)
values = st.builds(
    Value,
    st.none() | numbers,
    st.sampled_from(get_args(Role)),
    line_text,
    st.none() | st.sampled_from(get_args(Op)),
    figures,
    st.none() | line_text,
    st.none() | st.sampled_from(get_args(Measure)),
)


def _maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | strategy


@st.composite
def any_plan(draw: st.DrawFn) -> Plan:
    """Any plan whose text is clean and whose keys hang together."""
    sha256 = hashlib.sha256(draw(st.binary(max_size=4))).hexdigest()
    key = keys.plan_key("", draw(st.none() | st.integers(1949, 2099)), sha256)
    sections: list[Section] = []
    ordinals: list[tuple[int, ...]] = []
    for _ in range(draw(st.integers(1, 6))):
        parent = draw(st.sampled_from([(), *ordinals]))
        mine = (*parent, 1 + sum(1 for o in ordinals if o[:-1] == parent))
        ordinals.append(mine)
        marks = st.lists(st.tuples(numbers, numbers, clean_text), max_size=2).map(tuple)
        spans = st.lists(st.builds(Span, numbers, numbers, numbers, marks), max_size=2).map(tuple)
        sections.append(
            Section(
                keys.section_key(key, mine),
                keys.section_key(key, parent) if parent else None,
                len(mine),
                draw(line_text),
                draw(line_text),
                draw(st.sampled_from(get_args(SectionKind))),
                draw(clean_text),
                draw(places),
                draw(spans),
            )
        )
    held = st.sampled_from([section.key for section in sections])
    grids = st.lists(st.lists(clean_text, min_size=2, max_size=2).map(tuple), max_size=3).map(tuple)
    lines = st.lists(numbers, max_size=3).map(tuple)
    table = st.builds(Table, st.just(""), held, line_text, numbers, grids, places, numbers, lines)
    indicator = st.builds(
        Indicator,
        st.just(""),
        held,
        _maybe(line_text),
        line_text,
        _maybe(line_text),
        _maybe(line_text),
        st.none() | st.sampled_from(get_args(Attribute)),
        _maybe(line_text),
        _maybe(clean_text),
        st.sampled_from(["table", "text"]),
        st.lists(values, max_size=3).map(tuple),
        places,
        st.floats(0, 1),
        _maybe(clean_text),
    )
    project = st.builds(
        Project, st.just(""), held, _maybe(line_text), line_text, st.sampled_from(get_args(ProjectKind)), clean_text, places
    )
    caution = st.builds(Caution, line_text, line_text, st.none() | numbers)
    period = st.builds(Period, line_text, numbers, numbers)
    return Plan(
        key,
        draw(line_text),
        draw(line_text),
        draw(st.none() | st.sampled_from(get_args(Level))),
        draw(_maybe(line_text)),
        draw(_maybe(line_text)),
        draw(_maybe(line_text)),
        draw(st.sampled_from(get_args(DocType))),
        draw(st.none() | period),
        SourceFile(draw(line_text), draw(line_text), draw(_maybe(line_text)), sha256),
        tuple(draw(st.lists(caution, max_size=2))),
        tuple(sections),
        tuple(replace(t, key=keys.table_key(key, n)) for n, t in enumerate(draw(st.lists(table, max_size=2)), 1)),
        tuple(replace(i, key=keys.indicator_key(key, n)) for n, i in enumerate(draw(st.lists(indicator, max_size=3)), 1)),
        tuple(replace(p, key=keys.project_key(key, n)) for n, p in enumerate(draw(st.lists(project, max_size=2)), 1)),
    )
