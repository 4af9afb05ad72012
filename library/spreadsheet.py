"""A workbook (Office Open XML, ISO/IEC 29500) of plain tables: numbers as numbers, text as text, no formula, no style.

Read again only for `library.verify`: what was exported, within limits.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Container, Iterable, Mapping, Sequence
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from library.cleaning import clean, clean_line
from library.errors import UsageError

Field = str | float | int | None
_NAME_LIMIT = 31
_CELL_LIMIT = 32_767
"""Characters that a spreadsheet takes in one cell."""
_UNPACKED = 100_000_000
"""Bytes that a workbook may unpack to."""
_NO_WORKBOOK = "这不是规览导出的表格文件，或者已经损坏；Word 版摘编不能核对，请给出同时导出的 .md、.csv、.json 或 .xlsx 文件。"


def workbook(sheets: Mapping[str, Sequence[Sequence[Field]]]) -> bytes:
    """The bytes of an .xlsx file with these tables, by the names of their sheets (from `sheet_name`)."""
    out = io.BytesIO()
    names = list(sheets)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{RELATION_TYPE}"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPES}.worksheet+xml"/>'
            for n in range(1, len(names) + 1)
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(names) + 1)
        )
        + "</Relationships>",
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": _sheet(table) for n, table in enumerate(sheets.values(), 1)}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            # A date of its own, so that the same table is the same file.
            book.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), XML + text)
    return out.getvalue()


def read(data: bytes) -> dict[str, list[list[object]]]:
    """The rows of the sheets of a workbook by name, from its first row and column. Raises `UsageError` for anything else."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _UNPACKED:
                raise UsageError(_NO_WORKBOOK)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = ((name, book.get_sheet_by_name(name)) for name in book.sheet_names)
        return {name: [[*row] for row in sheet.to_python(skip_empty_area=False)] for name, sheet in sheets}
    except (zipfile.BadZipFile, CalamineError, OSError, ValueError):
        raise UsageError(_NO_WORKBOOK) from None


def sheet_name(title: str, taken: Container[str] = ()) -> str:
    """A name for a sheet: at most 31 characters, none of those that a spreadsheet refuses, another one than those ``taken``."""
    plain = re.sub(r"[\\/?*:\[\]]", "_", clean_line(title)).strip("' ")[:_NAME_LIMIT] or "指标对比"
    name, number = plain, 1
    while name in taken:
        number += 1
        tail = f"~{number}"
        name = plain[: _NAME_LIMIT - len(tail)] + tail
    return name


def _sheet(table: Iterable[Sequence[Field]]) -> str:
    lines = []
    for number, line in enumerate(table, 1):
        cells = "".join(_cell(f"{_column(n)}{number}", field) for n, field in enumerate(line) if field not in (None, ""))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _cell(place: str, field: Field) -> str:
    if isinstance(field, (int, float)):
        return f'<c r="{place}"><v>{field!r}</v></c>'
    text = xml_escape(clean(str(field))[:_CELL_LIMIT])
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _column(number: int) -> str:
    return chr(65 + number) if number < 26 else _column(number // 26 - 1) + chr(65 + number % 26)


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATION_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
