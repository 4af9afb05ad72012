"""Libraries with their index, for the tests of searching."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Sequence
from pathlib import Path

from library import fulltext
from library.model import Indicator, Period, Plan, Project, Results, Section, Source, SourceFile, Table, Value
from library.reading import Reader
from library.search import search
from library.store import Store

_PLACE = Source(1, 1, 0, 0)


def text_plan(key: str, sections: Sequence[tuple[str, str]], region: str = "样例市松岭区", period: str = "十四五") -> Plan:
    """A plan of sections without numbers, side by side: (title, text)."""
    return Plan(
        *(key, f"{region}养老事业{period}规划", region, "区县", None, None, None, "规划"),
        Period(period, 2016, 2020) if period == "十三五" else Period(period, 2021, 2025),
        SourceFile(f"{key}.txt", "text", "utf-8", "00"),
        (),
        tuple(Section(f"{key}.{at}", None, 1, "", title, "heading", text, _PLACE) for at, (title, text) in enumerate(sections, 1)),
    )


def rich_plan(key: str = "songling-2021-0a0a") -> Plan:
    """A small plan with a tree, a table, indicators and a project."""
    top = Section(f"{key}.1", None, 1, "一、", "重点任务", "heading", "", _PLACE)
    text = "推进“一刻钟”服务圈建设。\n到2025年，每千名老人床位达40张。"
    care = Section(f"{key}.1.1", top.key, 2, "(一)", "养老服务", "heading", text, _PLACE)
    box = Section(f"{key}.1.2", top.key, 2, "专栏1", "主要指标", "box", "", _PLACE)
    grid = (("序号", "指标", "2025年"), ("1", "护理型床位占比", "≥60%"), ("2", "社工站数量", "18个"))
    values = (Value(2025, "target", "≥60", ">=", 60.0, "%"),)
    indicator = Indicator(
        *(f"{key}.i1", box.key, "1", "护理型床位占比", None, "养老", "约束性", "%", None, "table", values, _PLACE)
    )
    project = Project(f"{key}.p1", care.key, "1", "银杏食堂工程", "工程", "为高龄老人送餐上门。", _PLACE)
    plan = text_plan(key, ())
    return Plan(
        *(plan.key, plan.title, plan.region, plan.region_level, None, None, None, plan.doc_type, plan.period, plan.source, ()),
        *((top, care, box), (Table(f"{key}.t1", box.key, "松岭指标表", 1, grid, _PLACE),), (indicator,), (project,)),
    )


def build(folder: Path, plans: Iterable[Plan], removed: Sequence[str] = ()) -> Reader:
    """Put plans into the library in ``folder`` with their index, and open it; it is closed when nobody holds it any more."""
    plans = list(plans)
    changed = {plan.key for plan in plans} | set(removed)
    with Store.open(folder, create_missing=True) as store:
        store.replace_plans(plans, removed, lambda connection, generation: fulltext.write(connection, folder, generation, changed))
    reader = Reader(folder)
    weakref.finalize(reader, reader.connection.close)
    return reader


def ask(folder: Path, reader: Reader, query: str, **options: object) -> Results:
    """Search through the index of the library."""
    return search(fulltext.ensure(folder, reader), reader, query, **options)  # type: ignore[arg-type]


def keys(results: Results) -> set[str]:
    """The keys of the hits."""
    return {hit.key for hit in results.hits}
