"""A page of an OFD file (GB/T 33190-2016, chapter 7 onwards): its characters and ruled lines. OFD counts in millimetres."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from indexer.readers.drawn import Box, Point, ruled
from indexer.readers.layout import Glyph, Rule, Sheet, Turned

_POINT = 72 / 25.4
"""Points in a millimetre."""
_A4: Box = (0.0, 0.0, 210.0, 297.0)
_UPRIGHT = 0.09
_PICTURED = 0.3
_EDGE = 0.17
_WHITE = 250
_MOST_TOKENS = 20_000
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TAKES = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""How many numbers follow each command of a path (table 34 of the standard); the last two are where the pen goes."""

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Char(NamedTuple):
    """A character in millimetres from the page's corner: origin, direction and length of its advance, size."""

    text: str
    x: float
    y: float
    advance: float
    angle: float
    size: float
    font: int
    hidden: bool
    template: bool


class Content(NamedTuple):
    """A page's sheet; ``scanned``: its text lies invisible over pictures; the head and foot that its template prints."""

    sheet: Sheet
    scanned: bool
    furniture: str = ""


def local(element: Element) -> str:
    """The name of an element without its namespace: writers disagree about that."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Element, name: str) -> Element | None:
    """The first child of that name."""
    return next((one for one in element if local(one) == name), None)


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; what is none is left out, and so is what no page could hold."""
    out = []
    for word in (text or "").split():
        try:
            value = float(word)
        except ValueError:
            continue
        if math.isfinite(value) and abs(value) < 1e6:
            out.append(value)
    return out


def physical_box(area: Element | None) -> Box | None:
    """The size of a page that an area states."""
    stated = child(area, "PhysicalBox") if area is not None else None
    values = numbers(stated.text) if stated is not None else []
    return (values[0], values[1], values[2], values[3]) if len(values) == 4 and values[2] > 0 and values[3] > 0 else None


def read_content(page: Element, templates: Sequence[Element], usual: Box | None) -> Content:
    """The sheet of a page with its templates; ``usual`` is the size of pages that state none."""
    box = physical_box(child(page, "Area")) or usual or _A4
    chars: list[_Char] = []
    rules: list[Rule] = []
    pictured = 0.0
    for root in (*templates, page):
        for element in _objects(root):
            kind = local(element)
            if kind == "TextObject":
                chars += _chars(element, template=root is not page)
            elif kind == "PathObject":
                rules += _rules(element)
            elif kind == "ImageObject":
                place = numbers(element.get("Boundary"))
                pictured += place[2] * place[3] if len(place) == 4 else 0.0
    seen = [char for char in chars if not char.hidden]
    covered = pictured >= _PICTURED * box[2] * box[3]
    scanned = not seen and bool(chars) and covered
    shown, furniture = _without_furniture(chars if scanned else seen, box)
    sheet = _sheet(shown, rules, box, covered)
    sheet.hidden = 0 if scanned else sum(char.hidden and not char.text.isspace() for char in chars)
    return Content(sheet, scanned, furniture)


def _objects(root: Element) -> Iterator[Element]:
    """The objects of a page's layers in the order of drawing; blocks are opened, what is switched off is left out."""
    content = child(root, "Content")
    stack = list(reversed(content)) if content is not None else []
    while stack:
        element = stack.pop()
        if element.get("Visible") == "false":
            continue
        if local(element) in {"Layer", "PageBlock"}:
            stack += reversed(element)
        else:
            yield element


def _sheet(chars: Sequence[_Char], rules: Sequence[Rule], box: Box, pictured: bool) -> Sheet:
    """The sheet, turned so that most of its text is upright."""
    turns = Counter(turn for char in chars if (turn := _turns(char.angle)) is not None)
    turn = turns.most_common(1)[0][0] if turns else 0
    width, height = box[2] * _POINT, box[3] * _POINT
    sheet = Sheet(*((width, height) if turn % 2 == 0 else (height, width)), pictured=pictured)
    for char in chars:
        own = _turns(char.angle)
        glyph = _glyph(char, own or 0, box, width, height)
        if own == turn:
            sheet.glyphs.append(glyph)
        elif own is None:
            sheet.slanted += char.text.strip()
        else:
            middle = _turned(*glyph.middle, -own % 4, *((width, height) if own % 2 == 0 else (height, width)))
            sheet.turned.append(Turned(own, *_turned(*middle, turn, width, height), glyph))
    for rule in rules:
        a = _turned(rule.x0 - box[0] * _POINT, rule.y0 - box[1] * _POINT, turn, width, height)
        b = _turned(rule.x1 - box[0] * _POINT, rule.y1 - box[1] * _POINT, turn, width, height)
        sheet.rules.append(Rule(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))
    return sheet


def _glyph(char: _Char, turn: int, box: Box, width: float, height: float) -> Glyph:
    """A character on a page that is turned back by quarter turns."""
    x, y = _turned((char.x - box[0]) * _POINT, (char.y - box[1]) * _POINT, turn, width, height)
    return Glyph(char.text, x, x + char.advance * _POINT, y, char.size * _POINT, char.font)


def _turns(angle: float) -> int | None:
    """Quarter turns clockwise of a direction; None for a slant, as stamps have."""
    quarters = angle / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) * math.pi / 2 < _UPRIGHT else None


def _turned(x: float, y: float, turn: int, width: float, height: float) -> Point:
    """A point of the page on a page turned back by quarter turns."""
    return ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[turn]


def _without_furniture(chars: Sequence[_Char], box: Box) -> tuple[list[_Char], str]:
    """Without a template's text at the head and foot of the page, outside of the page's own text: no part of the document."""
    own = [char.y - box[1] for char in chars if not char.template]
    if not own:
        return list(chars), ""
    top, bottom = min(min(own), _EDGE * box[3]), max(max(own), (1 - _EDGE) * box[3])
    outside = [char for char in chars if char.template and not top <= char.y - box[1] <= bottom]
    left = set(map(id, outside))
    return [char for char in chars if id(char) not in left], "".join(char.text for char in outside)


def _placed(element: Element) -> tuple[_Matrix, Point] | None:
    """An object's matrix and its corner; None where it has no place."""
    boundary, matrix = numbers(element.get("Boundary")), numbers(element.get("CTM"))
    if len(boundary) != 4:
        return None
    a, b, c, d, e, f = matrix if len(matrix) == 6 else _IDENTITY
    return (a, b, c, d, e, f), (boundary[0], boundary[1])


def _chars(element: Element, *, template: bool) -> Iterator[_Char]:
    placed = _placed(element)
    size = numbers(element.get("Size"))
    if placed is None or not size or size[0] <= 0:
        return
    (a, b, c, d, e, f), (left, top) = placed
    stretch = (numbers(element.get("HScale")) or [1.0])[0] or 1.0
    along, across = math.hypot(a, b) or 1.0, math.hypot(c, d) or 1.0
    font = int((numbers(element.get("Font")) or [0])[0])
    hidden = _is_hidden(element)
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode":
            continue
        text = code.text or ""
        x, y = (numbers(code.get("X")) or [x])[0], (numbers(code.get("Y")) or [y])[0]
        at_x, at_y = x, y
        steps = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
        for index, char in enumerate(text):
            natural = size[0] * stretch * (0.5 if char < "\u2000" else 1.0)
            step = steps[0][index] if index < len(steps[0]) else (0.0 if steps[1] else natural)
            advance = step if 0.2 * natural < step <= 1.05 * size[0] * stretch else natural
            if char >= " ":
                place = a * at_x + c * at_y + e + left, b * at_x + d * at_y + f + top
                yield _Char(char, *place, advance * along, math.atan2(b, a), size[0] * across, font, hidden, template)
            at_x += step
            at_y += steps[1][index] if index < len(steps[1]) else 0.0


def _deltas(text: str | None, most: int) -> list[float]:
    """The distances of characters: ``g 3 5.6`` stands for 5.6 three times (11.3). No more than ``most``."""
    out: list[float] = []
    words = (text or "").split()
    at = 0
    while at < len(words) and len(out) < most:
        times, skip = 1, 0
        if words[at] == "g":
            repeat = numbers(words[at + 1]) if at + 1 < len(words) else []
            times, skip = int(min(repeat[0], most)) if repeat else 0, 2
        value = numbers(words[at + skip]) if at + skip < len(words) else []
        out += (value or [0.0]) * max(0, times)
        at += skip + 1
    return out[:most]


def _is_hidden(element: Element) -> bool:
    """Painted with nothing, or white."""
    painted = element.get("Fill") != "false" or element.get("Stroke") == "true"
    return not painted or element.get("Alpha") == "0" or _is_blank(child(element, "FillColor"))


def _is_blank(colour: Element | None) -> bool:
    if colour is None:
        return False
    values = numbers(colour.get("Value"))
    return colour.get("Alpha") == "0" or (len(values) == 3 and min(values) >= _WHITE)


def _rules(element: Element) -> Iterator[Rule]:
    placed = _placed(element)
    data = child(element, "AbbreviatedData")
    stroked = element.get("Stroke") != "false" and not _is_blank(child(element, "StrokeColor"))
    filled = element.get("Fill") == "true" and not _is_blank(child(element, "FillColor"))
    if placed is None or data is None or not (stroked or filled) or element.get("Alpha") == "0":
        return
    (a, b, c, d, e, f), (left, top) = placed
    for path in _subpaths(data.text or ""):
        points = [((a * x + c * y + e + left) * _POINT, (b * x + d * y + f + top) * _POINT) for x, y in path]
        yield from (Rule(*box) for box in ruled(points, stroked=stroked))


def _subpaths(text: str) -> Iterator[list[Point]]:
    words = [match[0] for match, _ in zip(_TOKEN.finditer(text), range(_MOST_TOKENS), strict=False)]
    points: list[Point] = []
    at = 0
    while at < len(words):
        command = words[at]
        takes = _TAKES.get(command)
        at += 1
        if takes is None:
            continue
        values = numbers(" ".join(words[at : at + takes]))
        at += len(values)
        if len(values) < takes:
            continue
        if command in "SM":
            if len(points) > 1:
                yield points
            points = []
        if takes:
            points.append((values[-2], values[-1]))
        elif points:
            points.append(points[0])
    if len(points) > 1:
        yield points
