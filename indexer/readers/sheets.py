"""Spreadsheets (.xlsx, .xlsm, .xls, .et): each sheet a page, its tables with the titles above and the notes below them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from indexer.blocks import Document
from indexer.readers.failure import ReadFailure
from indexer.readers.package import open_package
from indexer.readers.printed import MOST_CELLS, Cell, Printed
from indexer.readers.sheet_formats import GENERAL, shown
from indexer.readers.sheet_styles import Book, Sheet, of_compound, of_package
from library.model import Caution

_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.I)
"""Names that the program gives a sheet by itself."""
_NOTE = re.compile(r"[(（]?(?:注|备注|说明|附注|资料来源|数据来源|来源|填报?单位|填报人|制表)\s*\d*\s*[:：]|注\s*\d*[.．、 ]|[*※]")
_TITLE = re.compile(
    r"(?:附?表|专栏|附件|图表)\s*[\d一二三四五六七八九十]+(?![、.．]).{0,60}|[(（]?(?:计量)?单位\s*[:：].{1,16}|(?:续|附)表.{0,4}"
)
_MOST_NAMED = 5

Region = tuple[int, int]
"""First row and the one behind the last."""


def read(_path: Path, data: bytes, sha256: str) -> Document | None:
    """The document. Raises `ReadFailure`; cells that stand too far out are found before any memory is given to them."""
    packed = data.startswith(b"PK")
    book = of_package(open_package(data)) if packed else of_compound(data)
    printed = Printed()
    cautions: list[Caution] = []
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        listed = [about for about in workbook.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
        for about in listed:
            sheet = workbook.get_sheet_by_name(about.name)
            cautions += _sheet(printed, sheet, book, alone=len(listed) == 1, hidden=about.visible != SheetVisibleEnum.Visible)
    except PasswordError:
        raise ReadFailure("encrypted", "文件有密码保护，无法读取其中的文字；请另存为无密码的文件后再导入。") from None
    except (CalamineError, ValueError, OSError) as error:
        raise _damaged() from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged() from error
    if book is None:
        cautions.append(
            Caution("number-formats", "这是很旧的表格文件，读不出单元格的数字格式；百分数可能显示成小数，请对照原文件。")
        )
    return printed.document("xlsx" if packed else "xls", sha256, tuple(cautions))


def _damaged() -> ReadFailure:
    return ReadFailure("damaged", "电子表格已损坏，无法读取；请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。")


@dataclass(frozen=True, slots=True)
class _Filled:
    """A sheet's texts, row by row, and for each merged cell the place of its first one and how far it reaches."""

    rows: list[list[str]]
    owner: dict[tuple[int, int], tuple[int, int]]
    spans: dict[tuple[int, int], tuple[int, int]]

    def held(self, row: int) -> list[tuple[int, int]]:
        """The places of the cells with text that the row shows, each once."""
        places = (self.owner.get((row, column), (row, column)) for column in range(len(self.rows[row])))
        return list(dict.fromkeys(place for place in places if self.rows[place[0]][place[1]]))

    def lone(self, row: int) -> str:
        """The text of a row that holds but one cell, which begins there; empty for any other row."""
        held = self.held(row)
        return self.rows[row][held[0][1]] if len(held) == 1 and held[0][0] == row and self._single(held[0]) else ""

    def wide(self, row: int) -> bool:
        """Whether the one cell of a row is merged over most of the columns."""
        held = self.held(row)
        return bool(held) and self.spans.get(held[0], (1, 1))[1] * 2 > len(self.rows[row])

    def _single(self, place: tuple[int, int]) -> bool:
        return self.spans.get(place, (1, 1))[0] == 1


def _sheet(printed: Printed, sheet: CalamineSheet, book: Book | None, *, alone: bool, hidden: bool) -> Iterator[Caution]:
    """Write a sheet; say what a reader must know about it."""
    about = (book.sheets.get(sheet.name) if book else None) or Sheet()
    filled = _filled(sheet, about, book is not None and book.from_1904)
    if not any(any(row) for row in filled.rows):
        return
    printed.page()
    line = sum(part.count("\n") for part in printed.parts) + 1
    if not alone and not _UNNAMED.fullmatch(sheet.name.strip()):
        printed.paragraph(f"## {sheet.name.strip()}")
    for region in _regions(filled):
        _write(printed, filled, region)
    name = f"工作表“{sheet.name}”"
    if hidden:
        yield Caution("hidden-sheet", f"{name}在原文件中是隐藏的，已一并读入；引用前请确认它可以公开。", line)
    if about.hidden_rows:
        yield Caution("hidden-rows", f"{name}有 {about.hidden_rows} 行是隐藏的，已一并读入。", line)
    if about.errors:
        names = "、".join(sorted(set(about.errors.values()))[:_MOST_NAMED])
        yield Caution("cell-errors", f"{name}有 {len(about.errors)} 个单元格是公式错误（{names}），不能当作数值。", line)
    if about.unsaved:
        yield Caution(
            "unsaved-formulas",
            f"{name}有 {about.unsaved} 个公式没有保存结果，读不出数值；请用 Excel 或 WPS 打开并保存后再导入。",
            line,
        )


def _filled(sheet: CalamineSheet, about: Sheet, from_1904: bool) -> _Filled:
    """The texts of a sheet as it shows them."""
    values = sheet.to_python(skip_empty_area=False)
    rows = []
    for number, row in enumerate(values):
        cells = []
        for column, value in enumerate(row):
            at = (number, column)
            text = about.errors.get(at) or ("" if value == "" else shown(value, about.formats.get(at, GENERAL), from_1904))
            cells.append(text.strip())
        rows.append(cells)
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered = 0
    for first, last in sheet.merged_cell_ranges or ():
        bottom, right = min(last[0], len(rows) - 1), min(last[1], len(rows[0]) - 1 if rows else 0)
        height, width = bottom - first[0] + 1, right - first[1] + 1
        covered += max(height, 0) * max(width, 0)
        if height > 0 and width > 0 and covered <= 10 * MOST_CELLS and first not in owner:
            spans[first] = height, width
            owner.update(((row, column), first) for row in range(first[0], bottom + 1) for column in range(first[1], right + 1))
    return _Filled(rows, owner, spans)


def _regions(filled: _Filled) -> Iterator[Region]:
    """Runs of rows without a blank one between them."""
    start = None
    for row in range(len(filled.rows) + 1):
        blank = row == len(filled.rows) or not filled.held(row)
        if blank and start is not None:
            yield start, row
            start = None
        elif not blank and start is None:
            start = row


def _write(printed: Printed, filled: _Filled, region: Region) -> None:
    """A run of rows: titles above a table, the table, notes below it; perhaps several times."""
    first, last = region
    start = first
    for row in range(first, last):
        text = filled.lone(row)
        if text and (row == start or _parts(filled, row, last, text)):
            _table(printed, filled, (start, row))
            printed.paragraph(text)
            start = row + 1
    _table(printed, filled, (start, last))


def _parts(filled: _Filled, row: int, last: int, text: str) -> bool:
    """Whether a row that holds but one text stands outside the table: a note, the title of the next table, a sentence below."""
    if _NOTE.match(text) or _TITLE.fullmatch(text):
        return True
    ends = all(filled.lone(below) for below in range(row + 1, last))
    return ends and (filled.wide(row) or text.endswith("。")) and len(text) > 12


def _table(printed: Printed, filled: _Filled, region: Region) -> None:
    """The table of some rows; rows of one column are paragraphs."""
    first, last = region
    cells = []
    for row in range(first, last):
        for place in filled.held(row):
            at = max(place[0], first)
            if at == row:
                height, width = filled.spans.get(place, (1, 1))
                reach = min(place[0] + height, last) - at
                cells.append(Cell(filled.rows[place[0]][place[1]], at - first, place[1], reach, width))
    if len({cell.column for cell in cells}) < 2:
        for cell in cells:
            printed.paragraph(cell.text)
    elif cells:
        for part in _portions(cells, last - first):
            printed.table(part)


def _portions(cells: Sequence[Cell], rows: int) -> Iterator[Sequence[Cell]]:
    """The cells of a table; of one that is too long for a single one, in portions of rows."""
    width = max(cell.column + cell.columns for cell in cells)
    most = max(1, MOST_CELLS // width)
    if rows <= most:
        yield cells
        return
    for start in range(0, rows, most):
        yield [
            Cell(cell.text, cell.row - start, cell.column, min(cell.rows, start + most - cell.row), cell.columns)
            for cell in cells
            if start <= cell.row < start + most
        ]
