"""A small library of invented plans, and a search client that answers in this process: for what tests the app."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from textual.app import App

from library.fulltext import ensure
from library.library import Library
from library.model import (
    Caution,
    Indicator,
    Period,
    Place,
    Plan,
    Results,
    Section,
    Source,
    SourceFile,
    Span,
    Table,
    Value,
)  # fmt: skip
from library.search import search
from library.store import Store


def _section(plan: str, name: str, number: str, title: str, text: str, line: int, parent: str | None = None) -> Section:
    key = f"{plan}.{name}"
    spans = []
    offset = 0
    for at, paragraph in enumerate(text.split("\n")):
        spans.append(Span(offset, line + 1 + at, offset))
        offset += len(paragraph) + 1
    level = name.count(".") + 1
    return Section(
        key,
        f"{plan}.{parent}" if parent else None,
        level,
        number,
        title,
        "heading",
        text,
        Source(line, line + 5, 0, 9),
        tuple(spans),
    )


def make_plan(
    key: str, region: str, title: str, beds: tuple[str, str] | None, *, said: str = "推进养老机构改造提升", file: str = ""
) -> Plan:
    """A plan with three sections, one of them with a child, and, where ``beds`` is given, a table with two indicators."""
    sections = (
        _section(
            key, "1", "一、", "发展基础", f"{region}在册老人增多，{said}。\n" + "养老服务网络逐步织密，社区食堂开到家门口。" * 12, 3
        ),
        _section(key, "2", "二、", "主要任务", "", 20),
        _section(key, "2.1", "（一）", "扩大床位供给", f"新增护理型床位，{said}，到2025年每个街道都有一处照护之家。", 22, "2"),
        _section(key, "3", "三、", "主要指标", "本规划的指标见下表。", 40),
    )
    tables: tuple[Table, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    if beds is not None:
        grid = (
            ("序号", "指标名称", "单位", "2020年", "2025年", "属性"),
            ("1", "护理型床位占比", "%", beds[0], beds[1], "约束性"),
            ("2", "社区食堂数量", "个", "12", "40", "预期性"),
        )
        tables = (Table(f"{key}.t1", f"{key}.3", "专栏1 主要指标", 1, grid, Source(42, 44, 0, 9), 10, (42, 43, 44)),)
        names = (("护理型床位占比", "%", beds, "约束性", 43), ("社区食堂数量", "个", ("12", "40"), "预期性", 44))
        indicators = tuple(
            Indicator(
                f"{key}.i{at + 1}", f"{key}.3", str(at + 1), name, None, None, attribute, unit, None, "table",  # type: ignore[arg-type]
                (_value(2020, "baseline", pair[0], unit), _value(2025, "target", pair[1], unit)), Source(line, line, 0, 9),
            )
            for at, (name, unit, pair, attribute, line) in enumerate(names)
        )  # fmt: skip
    return Plan(
        key, title, region, "区县", f"{region}人民政府", "2021-08-06", None, "规划", Period("十四五", 2021, 2025),
        SourceFile(file or f"{key}.txt", "txt", "utf-8", key.encode().hex().ljust(64, "0")),
        (Caution("note", "测试用", 1),), sections, tables, indicators, (),
    )  # fmt: skip


def _value(year: int, role: Any, printed: str, unit: str) -> Value:
    return Value(year, role, printed, ">=" if printed.startswith("≥") else "=", float(printed.lstrip("≥")), unit)


def write_library(folder: Path, plans: list[Plan]) -> Path:
    """A library that holds these plans."""
    with Store.open(folder, create_missing=True) as store:
        store.replace_plans(plans, ())
    return folder


PLANS = [
    make_plan("yunxi-2021-aaaa", "示例省云溪市", "云溪市养老服务“十四五”规划", ("25", "≥60")),
    make_plan("qingshi-2021-bbbb", "示例省云溪市青石区", "青石区养老服务“十四五”规划", ("30", "55"), said="支持嵌入式小微机构"),
    make_plan("liuwan-2021-cccc", "示例省云溪市柳湾区", "柳湾区养老服务“十四五”规划", None),
]


class NearClient:
    """A stand-in for ``ServiceClient`` that answers at once, in this process."""

    def __init__(self, path: Path, _on_progress: object = None) -> None:
        self.library = Library.open(path)
        self.asked: list[str] = []

    def search(self, query: str, **options: Any) -> Future[Results]:
        self.asked.append(query)
        library = self.library
        return _done(lambda: search(ensure(library.path, library.reader), library.reader, query, **options))

    def quick_open(self, text: str, recent: Sequence[str] = ()) -> Future[list[Place]]:
        return _done(lambda: self.library.quick_open(text, recent))

    def call(self, method: str, *args: Any, **options: Any) -> Future[Any]:
        return _done(lambda: getattr(self.library, method)(*args, **options))

    def close(self) -> None:
        self.library.close()


def _done(work: Callable[[], Any]) -> Future[Any]:
    future: Future[Any] = Future()
    try:
        future.set_result(work())
    except Exception as error:
        future.set_exception(error)
    return future


def screen_text(app: App[int]) -> str:
    """What is on the screen, row by row, as plain text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)
