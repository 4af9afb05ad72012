"""An invented section with everything that a reader meets: subsections, a table, a repaired word, hostile text."""

from __future__ import annotations

from library.model import Section, Source, Span, Table
from tui.text.document import ReaderDocument, document

FIRST = "推动养老机构改造，到2025年，护理型床位占比不低于60%；支持社区嵌入式机构（含“一老一小”服务点）建设。"
SECOND = "完善“护理\n型床位”补贴办法，".replace("\n", "") + "引导各类主体参与——" * 12 + "形成合力……"
TEXT = f"{FIRST}\n{SECOND}\n本区主要指标见下表。"
GRID = (
    ("序号", "指标名称", "单位", "2020年", "2025年", "属性"),
    ("1", "护理型床位占比", "%", "25", "≥60", "约束性"),
    ("2", "社区食堂数量", "个", "12", "40", "预期性"),
)
HOSTILE = "坏\x1b[2J\x1b]0;题\x07字\x9b31m[b]粗[/b][@click=app.quit]点[/]\u202e反\u2066向\u200d\r\ufffd尾[/x]"
PATH = ("示例市云溪区养老服务“十四五”规划", "三、主要任务")


def section(
    key: str, level: int, number: str, title: str, text: str, line: int, repaired: tuple[tuple[int, int, str], ...] = ()
) -> Section:
    """A section whose paragraphs come from consecutive source lines."""
    spans, offset = [], 0
    for at, paragraph in enumerate(text.split("\n")):
        own = tuple(span for span in repaired if offset <= span[0] < offset + len(paragraph))
        spans.append(Span(offset, line + 1 + at, offset, own))
        offset += len(paragraph) + 1
    return Section(key, None, level, number, title, "heading", text, Source(line, line + 9, 0, 0), tuple(spans))


def sample() -> ReaderDocument:
    """A subtree of two sections, the first with a table after its last paragraph."""
    top = section("p.3", 2, "（二）", "扩大床位供给", TEXT, 54, ((0, 2, "推功"),))
    below = section("p.3.1", 3, "1.", "补贴护理型床位", HOSTILE + "\n护理型床位运营补贴按月发放。", 90)
    table = Table("p.t1", "p.3", "专栏1 主要指标", 1, GRID, Source(70, 72, 0, 0), len(TEXT), (70, 71, 72))
    return document(PATH, [(top, [table]), (below, [])])
