"""A dossier as a Word file (.docx, Office Open XML, ISO/IEC 29500): headings, quotations, tables with a head that repeats.

Fonts and sizes follow GB/T 9704 as far as an excerpt is concerned: 仿宋 of size 三号 (16 pt), headings in 黑体.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from library.cleaning import clean
from library.dossier import Kind, Part

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="r1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_STYLE_OF: dict[Kind, str] = {
    "title": "Title", "heading": "Heading1", "quote": "Quote", "remark": "Remark", "source": "Source", "reference": "Source",
}  # fmt: skip
_STYLES = (
    # id, name, properties of the paragraph, font, half points, further run properties
    ("Normal", "Normal", '<w:ind w:firstLineChars="200"/>', "仿宋", 32, ""),
    ("Title", "Title", '<w:jc w:val="center"/><w:spacing w:after="240"/>', "黑体", 44, ""),
    ("Heading1", "heading 1", '<w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="0"/>', "黑体", 32, ""),
    ("Quote", "Quote", '<w:ind w:left="420" w:firstLineChars="200"/>', "仿宋", 32, ""),
    ("Remark", "Remark", '<w:ind w:left="420"/>', "楷体", 28, ""),
    ("Source", "Source", '<w:ind w:left="420"/>', "宋体", 21, ""),
    ("Cell", "Cell", "", "宋体", 21, ""),
    ("HeadCell", "Head Cell", '<w:jc w:val="center"/>', "宋体", 21, "<w:b/>"),
)
_EDGES = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))


def as_docx(parts: Iterable[Part]) -> bytes:
    """The bytes of the file; the same dossier gives the same bytes."""
    body = "".join(
        _table(part.rows) if part.kind == "table" else _paragraph(part.text, _STYLE_OF.get(part.kind, "Normal")) for part in parts
    )
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588"/></w:sectPr>'
    )
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {_W}><w:body>{body}{page}</w:body></w:document>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/_rels/document.xml.rels", _DOCUMENT_RELATIONS),
            ("word/styles.xml", _styles()),
            ("word/document.xml", document),
        ):
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _paragraph(text: str, style: str) -> str:
    words = escape(clean(text)).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">').replace("\t", " ")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    lines = []
    for number, row in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if number == 0 else ""
        cells = "".join(f"<w:tc>{_paragraph(cell, 'Cell' if number else 'HeadCell')}</w:tc>" for cell in row)
        lines.append(f"<w:tr>{head}{cells}</w:tr>")
    columns = "<w:gridCol/>" * len(rows[0])
    shape = f'<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{shape}<w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _styles() -> str:
    made = []
    for key, name, paragraph, font, size, run in _STYLES:
        based = "" if key == "Normal" else '<w:basedOn w:val="Normal"/>'
        default = ' w:default="1"' if key == "Normal" else ""
        fonts = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}"/>'
        made.append(
            f'<w:style w:type="paragraph" w:styleId="{key}"{default}><w:name w:val="{name}"/>{based}<w:pPr>{paragraph}</w:pPr>'
            f'<w:rPr>{fonts}{run}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {_W}>{"".join(made)}</w:styles>'
