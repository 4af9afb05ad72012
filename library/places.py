"""A place in a file in words, as the file's readers count: lines of a text, pages of a printed one, paragraphs, sheets.

Other formats than text are read out as a line for each paragraph and each row of a table (`indexer.readers.printed`), so that the
line of a source is the number of the paragraph. Of a paged file the page says where to look; a line would say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from library.model import Source

PARAGRAPHS = frozenset({"docx", "doc", "html", "rtf"})
PAGED = frozenset({"pdf", "ofd"})
SHEETS = frozenset({"xlsx", "xls"})
WORDS = {
    "line": "第 {line} 行",
    "lines": "第 {line}–{end} 行",
    "paragraph": "第 {line} 段",
    "paragraphs": "第 {line}–{end} 段",
    "page": "第 {page} 页",
    "pages": "第 {page}–{end} 页",
    "sheet": "第 {page} 张工作表，读出文字的{lines}",
}
"""The words by name; the face has them in both languages."""


def place_words(
    form: str,
    line: int,
    end_line: int | None = None,
    page: int | None = None,
    words: Mapping[str, str] = WORDS,
    *,
    end_page: int | None = None,
) -> str:
    """Where something stands in a file of format ``form`` (``SourceFile.format``).

    ``line`` and ``end_line`` are 1-based and inclusive, and so are ``page`` and ``end_page`` where the format has pages or sheets.
    ``words`` are the templates, those of `WORDS` unless another language is wanted.
    """
    if page is not None and form in PAGED:
        return words["pages" if end_page is not None and end_page > page else "page"].format(page=page, end=end_page)
    unit = "paragraph" if form in PARAGRAPHS or form in PAGED else "line"
    several = end_line is not None and end_line > line
    lines = words[f"{unit}s" if several else f"{unit}"].format(line=line, end=end_line)
    return words["sheet"].format(page=page, lines=lines) if page is not None and form in SHEETS else lines


def cited(form: str, source: Source) -> str:
    """The place of a number in an export: its line or paragraph, which ``library.verify`` reads again, behind its page."""
    place = place_words(form, source.line, page=source.page)
    return f"{place}（全文{place_words(form, source.line)}）" if source.page is not None and form in PAGED else place
