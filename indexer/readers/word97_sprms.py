"""Formatting of the binary Word format: which characters are deleted or hidden, what a paragraph is in its table and its list.

After [MS-DOC] 2.4.6 (looking formatting up), 2.6 (sprms) and 2.9.38, 2.9.328 (tables).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.readers.word_rows import RowCell

_PAGE = 512
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of an operand by its kind; 0 where a count stands before it."""
_TABLE_DEFINITION, _TABS = 0xD608, 0xC615
_WIDEST = 64
"""Cells of a row."""
_DEEPEST = 20
"""Tables in tables; Word allows no more."""
_SWITCHES = {0x2417: "ends_row", 0x244B: "ends_inner_cell", 0x244C: "ends_inner_row", 0x3404: "header"}


@dataclass(slots=True)
class Properties:
    """What the sprms of a paragraph say. ``depth`` is that of its table, 0 outside; ``numbered`` is its list (LFO), from 1."""

    style: int = 0
    depth: int = 0
    ends_row: bool = False
    ends_inner_cell: bool = False
    ends_inner_row: bool = False
    header: bool = False
    numbered: int | None = None
    level: int | None = None
    cells: list[RowCell] = field(default_factory=list)


def sprms(grpprl: bytes) -> Iterator[tuple[int, bytes]]:
    """The single properties of a list of them, each with its operand."""
    at = 0
    while at + 2 <= len(grpprl):
        (code,) = struct.unpack_from("<H", grpprl, at)
        at += 2
        size = _SIZES[code >> 13]
        if code == _TABLE_DEFINITION and at + 2 <= len(grpprl):
            size = struct.unpack_from("<H", grpprl, at)[0] + 1
        elif not size and at < len(grpprl):
            size = grpprl[at] + 1
            if code == _TABS and size == 256:
                return  # its length would have to be counted from its contents; nothing that is read here follows it
        yield code, grpprl[at : at + size]
        at += size


def switched_out(grpprl: bytes) -> bool | None:
    """Whether characters are out of the text: deleted by a revision or hidden; None where nothing says so."""
    out: bool | None = None
    for code, operand in sprms(grpprl):
        if code in (0x0800, 0x083C) and operand:
            out = bool(out) or operand[0] in (1, 129)
    return out


def paragraph(papx: bytes, data: bytes) -> Properties:
    """The properties of a paragraph: its style and the sprms of its own. ``data`` is the stream Data, which keeps long lists."""
    out = Properties()
    if len(papx) >= 2:
        out.style = struct.unpack_from("<H", papx)[0]
    grpprl = papx[2:]
    for code, operand in sprms(grpprl):
        if code in (0x6645, 0x6646) and len(operand) == 4:
            (at,) = struct.unpack("<I", operand)
            if at + 2 <= len(data):
                grpprl = data[at + 2 : at + 2 + struct.unpack_from("<H", data, at)[0]]
    inside = False
    for code, operand in sprms(grpprl):
        if code in _SWITCHES and operand:
            setattr(out, _SWITCHES[code], bool(operand[0]))
        elif code == 0x2416 and operand:
            inside = bool(operand[0])
        elif code == 0x6649 and len(operand) == 4:
            out.depth = min(struct.unpack("<I", operand)[0], _DEEPEST)
        elif code == 0x260A and operand:
            out.level = operand[0]
        elif code == 0x460B and len(operand) == 2:
            out.numbered = struct.unpack("<h", operand)[0]
        else:
            _of_row(out, code, operand)
    out.depth = max(out.depth, 1) if inside else out.depth
    return out


def _of_row(out: Properties, code: int, operand: bytes) -> None:
    """What the paragraph that ends a row says of the row's cells."""
    if code == _TABLE_DEFINITION and len(operand) > 2:
        out.cells = _cells(operand)
    elif code == 0xD62B and len(operand) >= 3 and operand[1] < len(out.cells):
        out.cells[operand[1]].from_above = operand[2] == 1
    elif code == 0x5624 and len(operand) == 2:
        for cell in out.cells[operand[0] + 1 : operand[1]]:
            cell.from_left = True


def _cells(operand: bytes) -> list[RowCell]:
    """The cells of a row definition (TDefTableOperand): borders, then a descriptor (TC80) of 20 bytes for each."""
    count = min(operand[2], _WIDEST)
    if len(operand) < 3 + 2 * (count + 1):
        return []
    borders = struct.unpack_from(f"<{count + 1}h", operand, 3)
    out = []
    for number in range(count):
        at = 3 + 2 * (operand[2] + 1) + 20 * number
        flags = struct.unpack_from("<H", operand, at)[0] if at + 2 <= len(operand) else 0
        left, right = borders[number], max(borders[number + 1], borders[number])
        out.append(RowCell([], left, right, flags & 3 == 1, flags >> 5 & 3 == 1))
    return out


@dataclass(frozen=True, slots=True)
class Runs:
    """Formatting by place: ``starts`` are offsets in the stream WordDocument, sorted; each run reaches to the next."""

    starts: tuple[int, ...]
    values: tuple[bytes, ...]

    def at(self, offset: int) -> bytes:
        """The formatting of the character at an offset."""
        number = bisect_right(self.starts, offset) - 1
        return self.values[number] if number >= 0 else b""


def runs(plc: bytes, stream: bytes, *, paragraphs: bool) -> Runs:
    """The formatting that a table of pages (PlcBteChpx, PlcBtePapx) leads to."""
    count = max(0, (len(plc) - 4) // 8)
    found: dict[int, bytes] = {}
    for (number,) in struct.iter_unpack("<I", plc[4 * (count + 1) : 4 * (count + 1) + 4 * count]):
        start = (number & 0x3FFFFF) * _PAGE
        page = stream[start : start + _PAGE]
        if len(page) == _PAGE:
            found.update(_page(page, paragraphs=paragraphs))
    starts = sorted(found)
    return Runs(tuple(starts), tuple(found[start] for start in starts))


def _page(page: bytes, *, paragraphs: bool) -> Iterator[tuple[int, bytes]]:
    """The runs of one page of formatting (FKP); a gap behind the last has none."""
    count = page[-1]
    width = 13 if paragraphs else 1
    if 4 * (count + 1) + width * count > _PAGE - 1:
        return
    bounds = struct.unpack_from(f"<{count + 1}I", page)
    for number in range(count):
        at = page[4 * (count + 1) + width * number] * 2
        value = b""
        if at and at < _PAGE - 1:
            if not paragraphs:
                value = page[at + 1 : at + 1 + page[at]]
            elif page[at]:
                value = page[at + 1 : at + 2 * page[at]]
            else:
                value = page[at + 2 : at + 2 + 2 * page[at + 1]]
        yield bounds[number], value
