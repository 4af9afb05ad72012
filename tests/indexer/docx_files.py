"""Word documents for tests, written part by part: the body is given as XML, with few helpers for what comes often."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from indexer.blocks import Document
from indexer.readers import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    f'xmlns:r="{RELATIONS}"'
)


def part(root: str, inner: str, namespace: str = W) -> str:
    """A part of the document: its root element by its local name."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{namespace}" {_OTHERS}>{inner}</w:{root}>'


def docx(body: str, namespace: str = W, main: str = "word/document.xml", **parts: str) -> bytes:
    """The bytes of a document. ``parts`` by name: styles, numbering, footnotes … with the inner XML of each."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        target = f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="{main}"/>'
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("_rels/.rels", f"<Relationships>{target}</Relationships>")
        package.writestr(main, part("document", f"<w:body>{body}</w:body>", namespace))
        for name, inner in parts.items():
            package.writestr(f"word/{name}.xml", part(name, inner, namespace))
    return out.getvalue()


def opened(folder: Path, data: bytes, name: str = "规划.docx") -> Document:
    """Write a file and read it."""
    path = folder / name
    path.write_bytes(data)
    return read(path)


def p(text: str = "", properties: str = "", inner: str = "") -> str:
    """A paragraph of one run, and whatever else."""
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(num: int | str, level: int = 0, text: str = "条目") -> str:
    """A paragraph with an automatic number."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list in numbering.xml."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def tc(text: str = "", properties: str = "", inner: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def grids(document: Document) -> list[list[list[str]]]:
    """The cells of every table as text."""
    return [[[document.raw[slice(*cell)] if cell else "" for cell in row] for row in table.cells] for table in document.tables]
