"""A page of a PDF file as PDFium sees it: its visible characters and ruled lines, turned so that most text is upright."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from ctypes import c_double, c_float, c_int, c_uint, c_void_p, cast, create_string_buffer
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple
from zlib import crc32

import pypdfium2.raw as pdfium

from indexer.readers.drawn import THIN, Box, Point, bounds, ruled
from indexer.readers.layout import Glyph, Rule, Sheet, Turned

MOST_PATHS = 30_000
"""Drawn paths of a page; what has more is a map, and its lines are no tables."""
_MOST_POINTS = 2_000
_DEEPEST = 6
"""Levels of form objects in each other that are looked into."""
_PICTURED = 0.3
"""Share of a page that pictures cover."""
_UPRIGHT = 0.09
"""Radians off the level: beyond that, text is a stamp or a watermark across the page."""
_WHITE, _DARK = 250, 3 * 200
_SMALLEST = 0.5
"""Points: smaller print is none."""
_HIDDEN_MODES = frozenset({3, 7})
"""Text rendering modes that paint nothing (ISO 32000-1, 9.3.6)."""

_Matrix = tuple[float, float, float, float, float, float]
_SUBSET = re.compile(rb"^[A-Z]{6}\+")
_LONGEST_NAME = 128
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)


class Raw(NamedTuple):
    """A character in the page's own coordinates: its code point, its box along the line, its origin and what sets it."""

    char: str
    box: Box
    x: float
    y: float
    setting: Setting


class Setting(NamedTuple):
    """How a text object is set: size in points, quarter turns counter-clockwise (None at a slant) and the rest.

    ``invisible``: painted with nothing at all, as the text under a scanned page is; ``white``: painted white.
    """

    size: float
    turns: int | None
    font: int
    invisible: bool
    white: bool


class Drawn(NamedTuple):
    """What a page draws besides text: lines, areas that white text shows on, and the share of the page that pictures cover."""

    rules: list[Box]
    dark: list[Box]
    pictured: float


class Page(NamedTuple):
    """A sheet, and what is to be known of its text: characters that the file gives no meaning, and whether it lies under a scan."""

    sheet: Sheet
    unmapped: int
    scanned: bool

    @classmethod
    def empty(cls) -> Page:
        """A page that could not be read."""
        return cls(Sheet(0.0, 0.0), 0, False)


def read_page(page: Any, text: Any) -> Page:
    """Read an open page; ``page`` and ``text`` are PDFium's handles of it and of its text."""
    box = _page_box(page)
    chars, unmapped = _chars(text)
    drawn = _drawn(page, box)
    seen = [raw for raw in chars if not raw.setting.invisible and not (raw.setting.white and not _on_dark(raw, drawn.dark))]
    painted = [raw for raw in chars if not raw.setting.invisible]
    scanned = len(chars) > 2 * len(painted) and drawn.pictured >= _PICTURED
    if scanned:
        seen = chars
    inside = [raw for raw in seen if box[0] <= raw.x <= box[2] and box[1] <= raw.y <= box[3]]
    directions = Counter(raw.setting.turns for raw in inside if raw.setting.turns is not None)
    turn = directions.most_common(1)[0][0] if directions else pdfium.FPDFPage_GetRotation(page)
    place = _placer(box, turn)
    sheet = Sheet(*((box[2] - box[0], box[3] - box[1]) if turn % 2 == 0 else (box[3] - box[1], box[2] - box[0])))
    sheet.pictured = drawn.pictured >= _PICTURED
    sheet.hidden = sum(not raw.char.isspace() for raw in chars) - sum(not raw.char.isspace() for raw in inside)
    sheet.slanted = "".join(raw.char for raw in inside if raw.setting.turns is None and not raw.char.isspace())
    others = {turns: _placer(box, turns) for turns in range(4)}
    downwards = _downwards(inside)
    for raw in inside:
        own = raw.setting.turns
        if id(raw) in downwards:
            left, top, right, bottom = place(raw.box)
            x0, _, x1, y = others[3](raw.box)
            glyph = Glyph(raw.char, x0, x1, y, raw.setting.size, raw.setting.font)
            sheet.turned.append(Turned(3, (left + right) / 2, (top + bottom) / 2, glyph))
        elif own == turn:
            sheet.glyphs.append(_glyph(raw, place))
        elif own is not None:
            left, top, right, bottom = place(raw.box)
            sheet.turned.append(Turned(own, (left + right) / 2, (top + bottom) / 2, _glyph(raw, others[own])))
    sheet.rules = [Rule(*place(rule)) for rule in drawn.rules]
    return Page(sheet, unmapped, scanned)


def _downwards(chars: Sequence[Raw]) -> set[int]:
    """The ids of the upright characters that are set below each other, in vertical writing (竖排)."""
    out: set[int] = set()
    for one, after in pairwise(chars):
        size = one.setting.size
        same = one.setting is after.setting and one.setting.turns == 0
        if same and abs(one.x - after.x) < 0.2 * size and 0.5 * size < one.y - after.y < 2 * size:
            out |= {id(one), id(after)}
    return out


def _glyph(raw: Raw, place: Callable[[Box], Box]) -> Glyph:
    left, bottom, right, top = raw.box
    own = raw.setting.turns or 0
    x0, y, x1, _ = place((left, raw.y, right, raw.y) if own % 2 == 0 else (raw.x, bottom, raw.x, top))
    return Glyph(raw.char, x0, x1, y, raw.setting.size, raw.setting.font)


def _page_box(page: Any) -> Box:
    values = [c_float() for _ in range(4)]
    for read in (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox):
        if read(page, *values):
            left, bottom, right, top = (value.value for value in values)
            return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
    return 0.0, 0.0, 612.0, 792.0


def _placer(box: Box, turn: int) -> Callable[[Box], Box]:
    """What turns boxes of the page's coordinates, y upwards, into those of a sheet on which text of so many turns is upright."""
    left, bottom, right, top = box
    if turn == 1:
        return lambda b: (b[1] - bottom, b[0] - left, b[3] - bottom, b[2] - left)
    if turn == 2:
        return lambda b: (right - b[2], b[1] - bottom, right - b[0], b[3] - bottom)
    if turn == 3:
        return lambda b: (top - b[3], right - b[2], top - b[1], right - b[0])
    return lambda b: (b[0] - left, top - b[3], b[2] - left, top - b[1])


def _chars(text: Any) -> tuple[list[Raw], int]:
    """The characters of a page that stand in its file (not those that PDFium adds), and how many of them mean nothing."""
    out: list[Raw] = []
    settings: dict[int, Setting] = {}
    unmapped = 0
    x, y, loose = c_double(), c_double(), pdfium.FS_RECTF()
    high = 0
    last, bottom, baseline = 0, 0.0, 0.0
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code <= 0x20 and pdfium.FPDFText_IsGenerated(text, index):
            continue
        if 0xD800 <= code < 0xDC00:  # Windows hands out code points above U+FFFF in halves
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        handle = pdfium.FPDFText_GetTextObject(text, index)
        address = cast(handle, c_void_p).value or 0
        setting = settings.get(address)
        if setting is None:
            setting = settings[address] = _setting(text, index, handle)
        if code == 2:  # a hyphen at the end of a line
            code = 0x2D
        if code in (0, 0xFFFD) or (code < 0x20 and code not in (9, 10, 13)):
            unmapped += 1
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, loose)
        box = (loose.left, loose.bottom, loose.right, loose.top)
        if address == last and setting.turns == 0 and box[1] == bottom:
            out.append(Raw(chr(code), box, box[0], baseline, setting))
            continue
        # Upright characters of one text object that stand level have one baseline: asking for each takes as long as all the rest.
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        last, bottom, baseline = address, box[1], y.value
        out.append(Raw(chr(code), box, x.value, baseline, setting))
    return out, unmapped


def _setting(text: Any, index: int, handle: Any) -> Setting:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    angle = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    turns = round(angle)
    level = abs(angle - turns) * math.pi / 2 < _UPRIGHT
    mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
    colour, alpha = _colour(pdfium.FPDFPageObj_GetFillColor, handle)
    if mode in (1, 5):
        colour, alpha = _colour(pdfium.FPDFPageObj_GetStrokeColor, handle)
    font = _type_face(pdfium.FPDFTextObj_GetFont(handle))
    size = pdfium.FPDFText_GetFontSize(text, index) * scale
    invisible = mode in _HIDDEN_MODES or alpha == 0 or size < _SMALLEST
    return Setting(size, turns % 4 if level else None, font, invisible, min(colour) >= _WHITE)


def _type_face(font: Any) -> int:
    """A number for the name of a font, whichever of its subsets this is; 0 for fonts without one."""
    name = create_string_buffer(_LONGEST_NAME)
    if pdfium.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME) <= 1:
        return 0
    return crc32(_SUBSET.sub(b"", name.value))


def _colour(read: Any, handle: Any) -> tuple[tuple[int, int, int], int]:
    red, green, blue, alpha = (c_uint() for _ in range(4))
    if not read(handle, red, green, blue, alpha):
        return (0, 0, 0), 255
    return (red.value, green.value, blue.value), alpha.value


def _on_dark(raw: Raw, areas: list[Box]) -> bool:
    x, y = (raw.box[0] + raw.box[2]) / 2, raw.y + 0.3 * raw.setting.size
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in areas)


def _drawn(page: Any, box: Box) -> Drawn:
    drawn = Drawn([], [], 0.0)
    covered = 0.0
    paths = 0
    for handle, matrix, kind in _objects(pdfium.FPDFPage_CountObjects(page), partial(pdfium.FPDFPage_GetObject, page)):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            placed = _times(_matrix(handle), matrix)
            covered += abs(_det(placed))
            # White text on a picture is there to be seen.
            drawn.dark.append(bounds([_at(placed, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]))
        elif paths <= MOST_PATHS:
            paths += 1
            _path(handle, matrix, drawn)
    area = (box[2] - box[0]) * (box[3] - box[1])
    return Drawn([] if paths > MOST_PATHS else drawn.rules, drawn.dark, covered / area if area else 0.0)


def _objects(
    count: int, get: Callable[[int], Any], matrix: _Matrix = _IDENTITY, depth: int = 0
) -> Iterator[tuple[Any, _Matrix, int]]:
    """Paths and pictures, those within forms too, with the matrix of the form."""
    for at in range(count):
        handle = get(at)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield handle, matrix, kind
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _times(_matrix(handle), matrix)
            inside = partial(pdfium.FPDFFormObj_GetObject, handle)
            yield from _objects(pdfium.FPDFFormObj_CountObjects(handle), inside, inner, depth + 1)


def _matrix(handle: Any) -> _Matrix:
    m = pdfium.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if pdfium.FPDFPageObj_GetMatrix(handle, m) else _IDENTITY


def _times(m: _Matrix, n: _Matrix) -> _Matrix:
    """First ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _at(m: _Matrix, x: float, y: float) -> Point:
    """Where a matrix brings a point."""
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def _det(m: _Matrix) -> float:
    return m[0] * m[3] - m[1] * m[2]


def _path(handle: Any, matrix: _Matrix, drawn: Drawn) -> None:
    """Add the level and upright lines of a path, and the dark areas that it fills."""
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(handle)
    if not (fill.value or stroke.value) or count > _MOST_POINTS:
        return
    stroked = stroke.value and _inked(_colour(pdfium.FPDFPageObj_GetStrokeColor, handle))
    colour = _colour(pdfium.FPDFPageObj_GetFillColor, handle)
    for points in _subpaths(handle, count, _times(_matrix(handle), matrix)):
        box = bounds(points)
        if stroked or (fill.value and _inked(colour)):
            drawn.rules.extend(ruled(points, stroked=bool(stroked)))
        if fill.value and min(box[2] - box[0], box[3] - box[1]) > THIN and sum(colour[0]) < _DARK and colour[1]:
            drawn.dark.append(box)


def _inked(colour: tuple[tuple[int, int, int], int]) -> bool:
    return colour[1] > 0 and min(colour[0]) < _WHITE


def _subpaths(handle: Any, count: int, matrix: _Matrix) -> Iterator[list[Point]]:
    points: list[Point] = []
    x, y = c_float(), c_float()
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(_at(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points
