"""PDF files (ISO 32000) through PDFium; text is read as it is printed, never recognised from pictures."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium

from indexer.blocks import Document
from indexer.readers.budget import Budget
from indexer.readers.failure import ReadFailure
from indexer.readers.pdf_page import Page, read_page
from indexer.readers.told import cautions, no_meaning, no_text
from indexer.readers.typeset import printed

MOST_PAGES = 2_000
MOST_CHARACTERS = 1_500_000
"""Of a whole document; the longest plans have half a million."""
_UNMAPPED = 0.3
"""Share of characters without a meaning beyond which a text is none."""
_AGAIN = "请重新下载，或在原来的软件中重新导出后再导入。"


def read(_path: Path, data: bytes, sha256: str) -> Document | None:
    """The document. Raises `ReadFailure`: encrypted, damaged, too-large, or no-text-layer for a scan."""
    pages, lost = _pages(data)
    text = sum(len(page.sheet.glyphs) for page in pages)
    unmapped = sum(page.unmapped for page in pages)
    if unmapped > _UNMAPPED * (text + unmapped):
        raise no_meaning("PDF", len(pages))
    out, left = printed([page.sheet for page in pages])
    if not out.parts:
        raise no_text("PDF", len(pages))
    recognised = [number for number, page in enumerate(pages, 1) if page.scanned]
    return out.document("pdf", sha256, tuple(cautions(out, left, lost=lost, recognised=recognised, unmapped=unmapped)))


def _pages(data: bytes) -> tuple[list[Page], list[int]]:
    """The pages, and the numbers, from 1, of those that could not be read; these are left empty."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _failure(error) from error
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise ReadFailure("too-large", f"PDF 有 {count} 页，超过 {MOST_PAGES} 页的上限；请拆分后再导入。")
        pages: list[Page] = []
        lost = []
        total = 0
        budget = Budget("PDF", count)
        for number in range(count):
            page = _page(document, number)
            if page is None:
                lost.append(number + 1)
            pages.append(page or Page.empty())
            total += len(pages[-1].sheet.glyphs)
            budget.check(number + 1)
            if total > MOST_CHARACTERS:
                raise ReadFailure("too-large", f"PDF 的文字超过 {MOST_CHARACTERS // 10_000} 万字；请拆分后再导入。")
    finally:
        document.close()
    if len(lost) == len(pages):
        raise ReadFailure("damaged", f"PDF 已损坏，没有一页能够打开；{_AGAIN}")
    return pages, lost


def _page(document: pdfium.PdfDocument, number: int) -> Page | None:
    try:
        page = document[number]
        text = page.get_textpage()
    except pdfium.PdfiumError:
        return None
    try:
        return read_page(page.raw, text.raw)
    finally:
        text.close()
        page.close()


def _failure(error: pdfium.PdfiumError) -> ReadFailure:
    if error.err_code in (pdfium.raw.FPDF_ERR_PASSWORD, pdfium.raw.FPDF_ERR_SECURITY):
        return ReadFailure("encrypted", "PDF 有密码保护，无法读取其中的文字；请另存为无密码的 PDF 后再导入。")
    return ReadFailure("damaged", f"PDF 已损坏或内容不完整，无法打开；{_AGAIN}")
