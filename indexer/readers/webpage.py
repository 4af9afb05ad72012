"""Web pages (HTML, also saved as MHTML), as government sites print their documents."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from pathlib import Path

from indexer import encoding
from indexer.blocks import Document
from indexer.numbering import leading
from indexer.readers.failure import ReadFailure
from indexer.readers.html_lines import lines_of
from indexer.readers.html_main import document_lines, headings_count
from indexer.readers.html_tree import parse
from indexer.readers.kinds import SAVED_PAGE
from indexer.readers.printed import Printed
from library.model import Caution

_OPENED, _CLOSED = re.compile("<(?:html|body)[ >]", re.I), re.compile("</(?:html|body)", re.I)
_HEAD = 4096


def read(_path: Path, data: bytes, sha256: str) -> Document | None:
    """The document of a page without what the site prints around it; None where its bytes make no readable text.

    Lines that tell about the document (发布日期, 来源, 发文字号 …) come before it, those of the site's imprint behind it, as
    in a copy of the page's text. Where headings without numbers are marked as such, all marked ones begin with #, as in Markdown.
    """
    source = _saved_page(data) if SAVED_PAGE.match(data[:_HEAD]) else data
    decoded = encoding.decode(source)
    if decoded is None:
        return None
    page = parse(decoded.text)
    lines = document_lines(page, lines_of(page.root))
    if not any(line.text for line in lines):
        raise ReadFailure("empty", "网页里没有文字，正文可能由脚本载入或是图片；请在浏览器中打开，复制正文存为 .txt 后再导入。")
    marked = headings_count(lines) and any(line.heading > 1 and leading(line.text) is None for line in lines)
    printed = Printed()
    for line in lines:
        if line.grid is not None:
            printed.table(line.grid.cells, header_rows=line.grid.header_rows)
        else:
            printed.paragraph("#" * line.heading + " " + line.text if marked and line.heading > 1 else line.text)
    cautions: tuple[Caution, ...] = ()
    if _OPENED.search(decoded.text) and not _CLOSED.search(decoded.text):
        cautions = (Caution("truncated", "网页在中途结束，后面的内容可能缺失；请重新保存网页，或对照原网页。"),)
    if decoded.lost:
        message = f"有 {decoded.lost} 处字节无法解码（{decoded.encoding}），已用“\ufffd”代替，请对照原网页。"
        cautions += (Caution("undecodable", message),)
    return printed.document("html", sha256, cautions, decoded.encoding)


def _saved_page(data: bytes) -> bytes:
    """The page within a page that a browser saved with its pictures (MHTML, RFC 2557)."""
    try:
        for part in message_from_bytes(data).walk():
            if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes) and payload.strip():
                    return payload
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise ReadFailure("damaged", "网页存档已损坏，读不出其中的页面；请重新保存网页后再导入。") from error
    raise ReadFailure("empty", "网页存档里没有页面文字；请在浏览器中重新保存网页后再导入。")
