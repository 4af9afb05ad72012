"""The text of one paragraph of a Word document: what its runs print, and what hangs on it (text boxes, notes)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from indexer.numbering import leading
from indexer.readers.docx_formats import ordinal
from indexer.readers.docx_parts import chosen, value
from indexer.readers.docx_styles import Styles

OUT = frozenset(
    {
        *("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"),
        *("ctrlPr", "rubyPr", "fldData", "ffData", "textpath", "del", "delText", "delInstrText", "moveFrom", "rt"),
    }
)
"""Elements of which nothing is printed: properties, what is deleted or moved away, the reading over a word."""
_PLAIN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_ENCLOSED = re.compile(r"\s*eq\s*\\o\s*(?:\\a[clr]\s*)?[(（]\s*[○〇◯]\s*[,，;；]\s*(\d{1,2})\s*[)）]", re.I)
"""A number in a circle as Word's 带圈字符 writes it: a field that keeps no result."""
_DOCUMENTS = re.compile(r"(?:Excel|Word|PowerPoint|ET|WPS)\b", re.I)
_SPACE = re.compile(r"[\t\r\n]+")
# Signs of the symbol fonts that text of a plan may hold, by their code in the font.
_SYMBOL = dict(zip(b"\xa3\xb3\xb0\xb1\xb4\xb8\xb9\xbb\xa5\xb7\xae", "≤≥°±×÷≠≈∞·→", strict=True))
_WINGDINGS = dict(zip(b"\xfc\xfe\xa8\x6f\xfb\xfd\x6c\x6e\x9f", "✓☑□□✗☒●■·", strict=True))
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": {0x52: "☑", 0x50: "✓", 0xA3: "□"}}


@dataclass(slots=True)
class Line:
    """A paragraph as it comes in. ``notes`` are the parts (footnote or endnote) and ids of its notes."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is printed, without blanks at its ends. A tab that only parts a typed number from its words is a blank."""
        text = "".join(self.pieces).strip()
        mark = leading(text) if text.count("\t") == 1 else None
        return text.replace("\t", " ") if mark and "\t" in text[: mark.end] else text


@dataclass(slots=True)
class _Field:
    """An open field: its instruction until its result begins."""

    instruction: str = ""
    in_result: bool = False


class Runs:
    """Reads paragraphs, one after the other: a field may reach over many.

    ``hidden`` counts characters that are not printed, ``objects`` tables and documents of other programs that stand in the text as
    pictures (OLE).
    """

    def __init__(self, styles: Styles) -> None:
        """``styles`` say what is hidden."""
        self.hidden = self.objects = 0
        self._styles = styles
        self._fields: list[_Field] = []
        self._readers: dict[str, Callable[[Element, Element | None, Line], None]] = {
            "r": self._run,
            "t": self._text,
            "sym": self._symbol,
            "fldChar": self._field,
            "instrText": self._instruction,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "txbxContent": self._box,
            "OLEObject": self._object,
        }

    def read(self, paragraph: Element, line: Line) -> None:
        """Add what a paragraph (``w:p``) prints to a line."""
        self._children(paragraph, paragraph.find("pPr"), line)
        # An instruction ends with its paragraph; one that never ends would swallow the document.
        self._fields = [open_field for open_field in self._fields if open_field.in_result]

    def _children(self, node: Element, properties: Element | None, line: Line) -> None:
        for child in node:
            if child.tag in OUT:
                continue
            reader = self._readers.get(child.tag)
            if reader:
                reader(child, properties, line)
            elif child.tag in _PLAIN:
                self._put(_PLAIN[child.tag], line)
            else:
                self._children(chosen(child) if child.tag == "AlternateContent" else child, properties, line)

    def _run(self, node: Element, properties: Element | None, line: Line) -> None:
        own = node.find("rPr")
        if self._styles.hidden(own, properties):
            self.hidden += sum(len((text.text or "").strip()) for text in node.iter("t"))
            for sign in node.iter("fldChar"):
                self._field(sign, properties, line)
            return
        font = _font(own)
        if font is None:
            self._children(node, properties, line)
        else:
            inner = Line(boxes=line.boxes, notes=line.notes)
            self._children(node, properties, inner)
            line.pieces += (
                "".join(font.get(ord(sign) & 0xFF, sign) if "\uf000" <= sign <= "\uf0ff" else sign for sign in text)
                for text in inner.pieces
            )

    def _text(self, node: Element, properties: Element | None, line: Line) -> None:
        self._put(_SPACE.sub(" ", node.text or ""), line)
        self._children(node, properties, line)

    def _put(self, text: str, line: Line) -> None:
        if all(open_field.in_result for open_field in self._fields):
            line.pieces.append(text)

    def _symbol(self, node: Element, _: Element | None, line: Line) -> None:
        """``w:sym``: a sign by its code in a symbol font; what is not known is left out rather than printed wrong."""
        code, font = node.get("char", ""), _FONTS.get(node.get("font", "").lower(), {})
        if re.fullmatch("[0-9A-Fa-f]{1,4}", code):
            at = int(code, 16)
            plain = chr(at) if 0x20 < at < 0xD800 and at > 0xFF else ""
            self._put(font.get(at & 0xFF, plain), line)

    def _field(self, node: Element, _: Element | None, line: Line) -> None:
        kind = node.get("fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            enclosed = None if ended.in_result else _ENCLOSED.match(ended.instruction)
            if enclosed:
                self._put(ordinal(int(enclosed[1]), "decimalEnclosedCircle"), line)

    def _instruction(self, node: Element, _: Element | None, __: Line) -> None:
        if self._fields:
            self._fields[-1].instruction += (node.text or "")[:100]

    def _note(self, node: Element, _: Element | None, line: Line) -> None:
        line.notes.append((node.tag.removesuffix("Reference"), node.get("id", "")))

    def _box(self, node: Element, _: Element | None, line: Line) -> None:
        line.boxes.append(node)

    def _object(self, node: Element, _: Element | None, __: Line) -> None:
        self.objects += bool(_DOCUMENTS.match(node.get("ProgID", "")))


def _font(properties: Element | None) -> dict[int, str] | None:
    """The signs of the symbol font that a run is set in; None for a font of letters."""
    fonts = properties.find("rFonts") if properties is not None else None
    return _FONTS.get(fonts.get("ascii", "").lower()) if fonts is not None else None


def mark_is_gone(properties: Element | None) -> bool:
    """The paragraph with these properties runs on into the next one: its end is deleted, or hidden as a style separator."""
    mark = properties.find("rPr") if properties is not None else None
    return mark is not None and (mark.find("del") is not None or value(mark, "specVanish") is not None)
