"""What a file is, by its first bytes and, for containers, by the names of its parts. Nothing is unpacked."""

from __future__ import annotations

import io
import re
import zipfile

from indexer.readers.ole import compound_names

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!", "zip"),
    (b"7z\xbc\xaf\x27\x1c", "zip"),
    (b"\x1f\x8b", "zip"),
    (b"\x7fELF", "binary"),
    (b"MZ", "binary"),
    (b"SQLite format 3\x00", "binary"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("PowerPoint Document", "slides"),
    ("WordDocument", "doc"),
    ("Workbook", "sheet"),
    ("Book", "sheet"),
)
"""What a compound file holds, by a stream of its root: a workbook within a document is a picture of it."""
_PARTS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "sheet"),
    ("ppt/presentation.xml", "slides"),
    ("OFD.xml", "ofd"),
    ("content.xml", "odf"),
)
_FOLDERS = (("word/", "docx"), ("xl/", "sheet"), ("ppt/", "slides"))
"""Where an Office package keeps its parts, whatever its program calls the main one."""
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b", re.I | re.S)
SAVED_PAGE = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*mime-version:", re.I)
"""The head of a page that a browser saved as one file (MHTML)."""
_TAG = re.compile(rb"</?(?:div|p|span|table|tr|td|br|a|font)\b", re.I)
_TAGS = 20
"""So many tags in its head make a page of what begins with one, even without <html>."""
_TEXT_MAGIC = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]*")
_HEAD = 4096


def kind_of(data: bytes) -> str:
    """The kind of a file: text, docx, doc, sheet, slides, odf, pdf, ofd, html, rtf, zip, image, binary, encrypted or damaged.

    ``text`` is said of everything that nothing else was recognised in; whether it is readable its reader must find out.
    """
    head = data[:_HEAD]
    for magic, kind in _MAGIC:
        if head.startswith(magic) and (len(magic) > 2 or not _TEXT_MAGIC.fullmatch(head)):
            return kind
    if head.startswith(_OLE):
        return _compound(data)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data)
    if SAVED_PAGE.match(head) and b"multipart/related" in head.lower():
        return "html"
    marked = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(marked) or _HTML.match(head.replace(b"\x00", b"").lstrip(b"\xff\xfe")):
        return "html"
    return "html" if marked.lstrip().startswith(b"<") and len(_TAG.findall(head)) >= _TAGS else "text"


def _compound(data: bytes) -> str:
    names = compound_names(data)
    held = next((kind for name, kind in _STREAMS if name in names), None)
    return held or next((kind for name, kind in _STREAMS[:-1] if name.encode("utf-16-le") in data), "doc")


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.replace("\\", "/").lstrip("/") for name in package.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "damaged"
    office = "[Content_Types].xml" in names
    folders = (kind for folder, kind in _FOLDERS if office and any(name.startswith(folder) for name in names))
    return next((kind for part, kind in _PARTS if part in names), None) or next(folders, "zip")
