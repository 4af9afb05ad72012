"""Projects of a kind across plans, with place, scale and years: from the text of each and from its row of a project table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from library import regions
from library.chinese import folded
from library.model import PlanInfo, Project, Table
from library.reading import Reader
from library.synonyms import synonyms
from library.units import UNIT_PATTERN, fold, normal_unit, unit_dimension
from library.views import ProjectList, ProjectRow, Scale, ScaleKind

_AMOUNT = re.compile(
    rf"(?P<before>[^\d\s,;，。；、：:()（）]{{0,12}})(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:余|多)?"
    rf"(?P<unit>{UNIT_PATTERN})(?P<after>以上|以下|左右)?"
)
"""A figure with its unit, and the words before it in its clause."""
_NO_SCALE = ("比例", "百分点", "倍", "年月", "日数", "时长", "工作日", "岁", "无量纲")
"""Kinds of unit that say how much or how long, not how large."""
_YEARS = re.compile(r"(?<!\d)20\d\d(?:年?[—–\-~～至]20\d\d年?|年|$)")
_RANGE = re.compile(r"[至到~～—–-]")
_GRADE = re.compile(r"[A-Za-z]+(?:级|类)?(?:及以上)?")
_PLACE = re.compile(r"地点|地址|位置|选址|区域|所在地")
_TIME = re.compile(r"年限|期限|时间|周期|进度|年度|起止")
_CONTENT = re.compile(r"内容|规模|任务")
_MONEY = re.compile(r"投资|资金|经费|金额")
_MATTERS = {
    "养老": ("敬老", "老年", "老人", "长者", "护理型床位", "照护", "适老", "助老"),
    "殡葬": ("殡仪", "公墓", "骨灰", "安葬", "火化"),
    "儿童": ("未成年人", "孤儿", "童伴", "童趣"),
    "残疾": ("助残", "精神障碍", "康复"),
    "救助": ("特困", "低保", "低收入"),
}
"""Words by which projects of a field are known that do not name it."""
_BRACKET = re.compile(r"[(（]([^()（）]+)[)）]")


def list_projects(
    reader: Reader, words: str = "", *, kinds: Sequence[str] = (), region: str | None = None, folder: Path | None = None
) -> ProjectList:
    """The projects whose name, content or headings hold every one of ``words`` (or another name for it).

    ``kinds`` are those of `library.model.ProjectKind`; ``region`` a place name, in full or not; ``folder`` is that of the library,
    for its own synonyms. Plans that another version stands for are left out.
    """
    wanted = _wanted(words, folder)
    rows: list[ProjectRow] = []
    with reader.one_state():
        plans = [plan for plan in reader.plans() if plan.superseded_by is None and plan.projects]
        plans.sort(key=lambda plan: (regions.order(plan.region), plan.period.start if plan.period else 0, plan.key))
        for plan in plans:
            if region is not None and not regions.within(plan.region, region):
                continue
            tables = reader.tables(plan=plan.key)
            for project in reader.projects(plan.key):
                if kinds and project.kind not in kinds:
                    continue
                row = _row(plan, project, reader.path_of(project.section), _cells(project, tables))
                if _answers(row, wanted):
                    rows.append(row)
    return ProjectList(words.strip(), tuple(rows))


def _wanted(words: str, folder: Path | None) -> list[tuple[str, ...]]:
    """For each word the ways to write it, folded."""
    known = synonyms(folder)
    return [(word, *known.get(word, ()), *_MATTERS.get(word, ())) for word in map(folded, words.split()) if word]


def _answers(row: ProjectRow, wanted: Iterable[tuple[str, ...]]) -> bool:
    held = folded("\n".join((row.name, row.content, *row.path)))
    return all(any(way in held for way in ways) for ways in wanted)


def _cells(project: Project, tables: Iterable[Table]) -> list[tuple[str, str]]:
    """Header and cell of the row of a table that the project stands in; nothing where it stands in none."""
    for table in tables:
        if table.section == project.section and table.header_rows:
            rows = table.grid[table.header_rows :]
            for cells, line in zip(rows, table.lines[table.header_rows :], strict=False):
                if line == project.source.line and project.name in cells:
                    return list(zip(table.grid[table.header_rows - 1], cells, strict=True))
    return []


def _row(plan: PlanInfo, project: Project, path: tuple[str, ...], cells: list[tuple[str, str]]) -> ProjectRow:
    place = next((cell for head, cell in cells if _PLACE.search(head)), "")
    times = [cell for head, cell in cells if _TIME.search(head)]
    described = [cell for head, cell in cells if _CONTENT.search(head)]
    content = "；".join(dict.fromkeys(filter(None, (project.content if project.content != place else "", *described))))
    scales = dict.fromkeys([*_scales(content), *_invested(cells)])
    return ProjectRow(
        project.key,
        project.name,
        project.kind,
        content,
        plan.key,
        plan.title,
        plan.region,
        plan.period.name if plan.period else None,
        project.section,
        path,
        project.source.line,
        place,
        _years(times or [project.content]),
        tuple(scales),
    )


def _scales(text: str) -> Iterator[Scale]:
    """The figures of a text, each with the words of its clause before it; years, shares and ranges are none."""
    plain = fold(text)
    for found in _AMOUNT.finditer(plain):
        unit = normal_unit(found["unit"])
        dimension = unit_dimension(unit)
        after_digit = re.match(r"[\d万亿]", plain[found.start() - 1 : found.start()]) is not None
        if not dimension or dimension.split("/")[0] in _NO_SCALE or (after_digit and _RANGE.match(found["before"])):
            continue
        said = found[0].removeprefix(graded[0]) if after_digit and (graded := _GRADE.match(found["before"])) else found[0]
        yield Scale(_kind(dimension, found["before"]), said, float(found["number"].replace(",", "")), unit)


def _kind(dimension: str, before: str) -> ScaleKind:
    match dimension.split("/")[0]:
        case "货币" | "美元":
            return "投资" if "投资" in before else "资金"
        case "面积":
            return "面积"
        case "张" | "床位" | "床":
            return "床位"
    return "数量"


def _invested(cells: Iterable[tuple[str, str]]) -> Iterator[Scale]:
    """Money of a table: a bare number whose unit stands in the header (总投资（万元）)."""
    for head, cell in cells:
        unit = _BRACKET.search(head)
        number = fold(cell).replace(",", "")
        if _MONEY.search(head) and unit and unit_dimension(unit[1]) == "货币" and re.fullmatch(r"\d+(?:\.\d+)?", number):
            name = _BRACKET.sub("", head)
            yield Scale("投资" if "投资" in name else "资金", f"{name}{number}{normal_unit(unit[1])}", float(number), unit[1])


def _years(texts: Iterable[str]) -> str:
    """The years that are printed, each once: 2022年、2024年 or 2023—2025年."""
    return "、".join(dict.fromkeys(found[0] for text in texts for found in _YEARS.finditer(text)))


def sizes(row: ProjectRow, kind: ScaleKind) -> str:
    """The printed figures of one kind; empty where there are none."""
    return "；".join(scale.text for scale in row.scales if scale.kind == kind)
