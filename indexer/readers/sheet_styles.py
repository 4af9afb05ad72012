"""What a workbook's own parts say of its cells beside their values: number formats, errors, how far the cells reach.

xlsx after ECMA-376-1 18 (SpreadsheetML), xls after [MS-XLS] 2.4 (records of the stream Workbook).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.etree.ElementTree import Element

from indexer.readers.failure import ReadFailure
from indexer.readers.ole import Compound
from indexer.readers.package import Package
from indexer.readers.sheet_formats import BUILT_IN, GENERAL

MOST_PLACES = 2_000_000
"""Places of a sheet, from its first cell to its last: each takes memory whether it holds anything or not."""
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")

Place = tuple[int, int]
"""(row, column) of a cell, from 0."""


@dataclass(slots=True)
class Sheet:
    """A sheet's cells: the format of those that have one of their own, errors, formulas whose result was not saved."""

    formats: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    unsaved: int = 0
    hidden_rows: int = 0
    _last: Place = (0, 0)

    def reach(self, row: int, column: int) -> None:
        """A cell that holds something. Raises `ReadFailure` (too-large) where it stands too far out."""
        self._last = max(self._last[0], row), max(self._last[1], column)
        if (self._last[0] + 1) * (self._last[1] + 1) > MOST_PLACES:
            far = f"第 {self._last[0] + 1} 行、第 {self._last[1] + 1} 列"
            message = f"工作表一直延伸到{far}，范围过大；请删去远处的单元格，另存后再导入。"
            raise ReadFailure("too-large", message)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook's sheets by their place among the sheets; ``from_1904``: days are counted from 1904."""

    sheets: dict[str, Sheet]
    from_1904: bool = False


def of_package(package: Package) -> Book:
    """The styles of an xlsx workbook."""
    workbook = package.xml("xl/workbook.xml")
    targets = {}
    if "xl/_rels/workbook.xml.rels" in package:
        for relation in package.xml("xl/_rels/workbook.xml.rels"):
            targets[relation.get("Id", "")] = normpath(join("/xl", relation.get("Target", ""))).lstrip("/")
    codes = _codes(package.xml("xl/styles.xml")) if "xl/styles.xml" in package else []
    if "xl/sharedStrings.xml" in package:
        package.read("xl/sharedStrings.xml")  # only to be refused where it swells up
    sheets = {}
    for node in workbook.iter():
        if _tag(node) == "sheet":
            key = next((value for name, value in node.items() if name.endswith("}id")), "")
            part = targets.get(key, "")
            if part in package and "worksheets" in part:
                sheets[node.get("name", "")] = _sheet(package.xml(part), codes)
    properties = next((node for node in workbook.iter() if _tag(node) == "workbookPr"), None)
    return Book(sheets, properties is not None and properties.get("date1904") in ("1", "true"))


def of_compound(data: bytes) -> Book | None:
    """The styles of an xls workbook; None where it is too old to tell."""
    compound = Compound(data)
    if "Workbook" not in compound.names:
        return None
    names: list[str] = []
    formats: dict[int, str] = {}
    styles: list[int] = []
    sheets: list[Sheet] = []
    from_1904 = False
    depth = 0
    for kind, body in _records(compound.read("Workbook")):
        if kind == 0x2F:
            raise ReadFailure("encrypted", "文件有密码保护，无法读取其中的文字；请另存为无密码的文件后再导入。")
        if kind == 0x809:
            depth += 1
            if depth == 1:
                sheets.append(Sheet())
        elif kind == 0x0A:
            depth -= 1
        elif kind == 0x85 and len(body) > 8:
            names.append(_text(body[6:], 1))
        elif kind == 0x41E and len(body) > 5:
            formats[struct.unpack_from("<H", body)[0]] = _text(body[2:], 2)
        elif kind == 0xE0 and len(body) >= 4:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == 0x22 and len(body) >= 2:
            from_1904 = body[0] == 1
        elif depth == 1 and len(sheets) > 1:
            _cell(sheets[-1], kind, body, styles, formats)
    return Book(dict(zip(names, sheets[1:], strict=False)), from_1904)


def _cell(sheet: Sheet, kind: int, body: bytes, styles: list[int], formats: dict[int, str]) -> None:
    """Note the format and error of the cell or cells of a record."""
    if kind not in (0x203, 0x27E, 0x06, 0x205, 0xFD, 0x204, 0xBD) or len(body) < 6:
        if kind == 0x208 and len(body) >= 14:  # ROW: bit 5 of its flags hides it
            sheet.hidden_rows += bool(body[12] & 0x20)
        return
    row, column = struct.unpack_from("<HH", body)
    places = [(column, 4)]
    if kind == 0xBD:
        places = [(column + number, 4 + 6 * number) for number in range((len(body) - 6) // 6)]
    for at, offset in places:
        sheet.reach(row, at)
        (style,) = struct.unpack_from("<H", body, offset)
        number = styles[style] if style < len(styles) else 0
        code = formats.get(number, BUILT_IN.get(number, GENERAL))
        if code != GENERAL:
            sheet.formats[row, at] = code
    failed = kind == 0x205 and len(body) >= 8 and body[7] == 1
    computed = kind == 0x06 and len(body) >= 14 and body[6] == 2 and body[12:14] == b"\xff\xff"
    if failed or computed:
        sheet.errors[row, column] = _ERRORS.get(body[6] if failed else body[8], "#N/A")


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _text(data: bytes, size: int) -> str:
    """A text with its count of characters (of ``size`` bytes) and its flag for two bytes a character."""
    count = int.from_bytes(data[:size], "little")
    if len(data) > size and data[size] & 1:
        return data[size + 1 : size + 1 + 2 * count].decode("utf-16-le", "replace")
    return data[size + 1 : size + 1 + count].decode("latin-1")


def _codes(styles: Element) -> list[str]:
    """The number format of each cell style."""
    own = {node.get("numFmtId", ""): node.get("formatCode", GENERAL) for node in styles.iter() if _tag(node) == "numFmt"}
    cells = next((node for node in styles if _tag(node) == "cellXfs"), ())
    numbers = [node.get("numFmtId", "0") for node in cells if _tag(node) == "xf"]
    return [own.get(number, BUILT_IN.get(int(number), GENERAL) if number.isdecimal() else GENERAL) for number in numbers]


def _sheet(root: Element, codes: list[str]) -> Sheet:
    """The cells of a worksheet part."""
    out = Sheet()
    row = -1
    for node in root.iter():
        if _tag(node) != "row":
            continue
        stated = node.get("r", "")
        row = int(stated) - 1 if stated.isdecimal() and len(stated) < 8 and int(stated) else row + 1
        out.hidden_rows += node.get("hidden") in ("1", "true")
        column = -1
        for cell in node:
            match = _REFERENCE.fullmatch(cell.get("r", ""))
            column = _column(match[1]) if match else column + 1
            at = (int(match[2]) - 1 if match else row), column
            held = {_tag(child): child for child in cell}
            if not held:
                continue
            out.reach(*at)
            style = cell.get("s", "")
            if style.isdecimal() and int(style) < len(codes) and codes[int(style)] != GENERAL:
                out.formats[at] = codes[int(style)]
            if cell.get("t") == "e" and "v" in held:
                out.errors[at] = (held["v"].text or "#N/A")[:12]
            out.unsaved += "f" in held and "v" not in held
    return out


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _tag(node: Element) -> str:
    return node.tag.rpartition("}")[2]
