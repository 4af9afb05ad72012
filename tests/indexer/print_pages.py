"""For tests: characters as a page prints them, and small PDF and OFD files written by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from indexer.readers.layout import Glyph, Rule, Sheet


def typed(text: str, x: float, y: float, size: float = 12.0, font: int = 1) -> list[Glyph]:
    """A line of print that begins at ``x``: Han one size wide, Latin half."""
    out = []
    for char in text:
        width = size / 2 if char < "\u2000" else size
        out.append(Glyph(char, x, x + width, y, size, font))
        x += width
    return out


def wrapped(
    text: str, *, left: float = 80.0, width: int = 30, y: float = 100.0, indent: int = 2, size: float = 12.0
) -> list[Glyph]:
    """A paragraph of Han characters: ``indent`` and ``width`` in characters, a line every 1.6 sizes."""
    out = typed(text[: width - indent], left + indent * size, y, size)
    for number, at in enumerate(range(width - indent, len(text), width), 1):
        out += typed(text[at : at + width], left, y + 1.6 * size * number, size)
    return out


def box(x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    """The four sides of a rectangle."""
    return [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]


def netted(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """All the lines of a table."""
    return [Rule(xs[0], y, xs[-1], y) for y in ys] + [Rule(x, ys[0], x, ys[-1]) for x in xs]


def sheet(glyphs: Iterable[Glyph], rules: Iterable[Rule] = ()) -> Sheet:
    return Sheet(595.0, 842.0, list(glyphs), list(rules))


def shown(text: str, x: float, y: float, size: float = 12.0) -> str:
    """A PDF content stream that prints a line, ``y`` from the lower edge of the page."""
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


_DOWNWARDS = "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-V/DescendantFonts[4 0 R]>>"


def pdf(pages: Sequence[str], *, page: str = "", trailer: str = "", count: int | None = None) -> bytes:
    """A PDF of content streams, set in the standard CID font STSong-Light, F1, or F2 for vertical writing.

    ``page`` and ``trailer`` are added to these objects.
    """
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    image = b"\xff" * 8
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages) if count is None else count}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        b"/DW 1000/W[1 95 500 814 939 500]>>",
        b"<</Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 1/Length 8>>stream\n"
        + image
        + b"\nendstream",
    ]
    for number, content in enumerate(pages):
        resources = f"/Resources<</Font<</F1 3 0 R/F2{_DOWNWARDS}>>/XObject<</I1 5 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{resources}/Contents {7 + 2 * number} 0 R{page}>>".encode())
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream".encode())
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj".encode() + body + b"endobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(f"{place:010d} 00000 n \n".encode() for place in places))
    out.write(f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def ofd_text(text: str, x: float, y: float, size: float = 4.0, attributes: str = "", delta: str | None = None) -> str:
    """A text object whose first character stands at ``x``, its baseline at ``y``, in millimetres."""
    steps = f"g {len(text) - 1} {size}" if delta is None else delta
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} 100 {size}" Size="{size}" Font="1" {attributes}>'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_path(x: float, y: float, data: str, attributes: str = "") -> str:
    """A path object with its corner at a place in millimetres."""
    inner = f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject ID="2" Boundary="{x} {y} 200 200" {attributes}>{inner}</ofd:PathObject>'


def ofd_page(content: str, before: str = "") -> str:
    inner = f"<ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content>"
    return f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">{before}{inner}</ofd:Page>'


def ofd(pages: Sequence[str], parts: Mapping[str, str] | None = None, common: str = "", bodies: int = 1, more: str = "") -> bytes:
    """An OFD file of page parts; ``parts`` are added, ``common`` goes into the document, ``more`` into each body."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(f'<ofd:Page ID="{number}" BaseLoc="Pages/{number}.xml"/>' for number in range(len(pages)))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    body = f"<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{more}</ofd:DocBody>"
    files = {
        "OFD.xml": f"<ofd:OFD {space}>{body * bodies}</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData>{area}{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        **{f"Doc_0/Pages/{number}.xml": page for number, page in enumerate(pages)},
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in files.items():
            package.writestr(name, text)
    return out.getvalue()
