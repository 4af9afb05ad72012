"""What is said of paged files: pages that could not be read, that are pictures, that were recognised; files without any text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.readers.failure import ReadFailure
from indexer.readers.left import Left
from indexer.readers.printed import Printed
from library.model import Caution

_OCR = "请先用文字识别（OCR）软件转成有文字的 PDF 或 .txt 后再导入。"
_MOST_RUNS = 8
_MOST_QUOTED, _LONGEST_QUOTE = 3, 24
_MANY_HIDDEN = 20
"""Hidden characters, beyond which these may be more than marks of the printer."""


def no_text(name: str, pages: int) -> ReadFailure:
    """The failure of a file of pictures. ``name``: PDF or OFD."""
    return ReadFailure("no-text-layer", f"{name} 共 {pages} 页，都没有文字，可能是扫描件或图片；{_OCR}")


def no_meaning(name: str, pages: int) -> ReadFailure:
    """The failure of a file whose fonts do not say which characters they print."""
    return ReadFailure("no-text-layer", f"{name} 的字体没有编码表，{pages} 页的文字都无法复制出来；{_OCR}")


def cautions(out: Printed, left: Left, *, lost: Sequence[int], recognised: Sequence[int], unmapped: int) -> Iterator[Caution]:
    """What a person must know of pages, numbered from 1: damaged, mere pictures, scans with recognised text; and of characters.

    ``out`` is the document, ``left`` what its pages print besides.
    """
    if lost:
        yield Caution("damaged", f"{_named(lost)}已损坏，没有读出；请对照原文件。")
    if left.pictures:
        yield Caution("pages-without-text", f"{_named([page + 1 for page in left.pictures])}是图片，没有文字，内容未读入；{_OCR}")
    if recognised:
        yield Caution("recognised-text", f"{_named(recognised)}是扫描页，文字由识别软件生成，可能有错字；引用前请对照原文件。")
    if unmapped:
        yield Caution("undecodable", f"有 {unmapped} 个字符没有编码，已略去；请对照原文件。")
    if left.turned:
        yield Caution("turned-text", f"{_quoted(left.turned)}是横排页面上竖放的文字，不在表格的格子里，已单独成段；请对照原文件。")
    if doubtful := left.doubtful("".join(out.parts)):
        yield Caution(
            "running-heads", f"{_quoted(doubtful)}在若干页的同一位置重复，已作为页眉页脚略去；如是正文，请对照原文件补上。"
        )
    if left.slanted:
        yield Caution("slanted-text", f"{_quoted(left.slanted)}是斜放的文字（水印或印章），没有读入。")
    if left.hidden > _MANY_HIDDEN:
        yield Caution("hidden-text", f"有 {left.hidden} 个白色、透明或在页面之外的字符没有读入；如在原文件中能够看到，请对照补上。")
    if left.missing:
        yield Caution("characters-missing", f"有 {left.missing} 个字符没有排进正文或表格；请对照原文件。")


def _quoted(texts: Sequence[tuple[int, str]]) -> str:
    """Texts, each once, with the page (counted from 0) on which it stands first; many or long ones cut short."""
    first: dict[str, int] = {}
    for page, text in texts:
        first.setdefault(text, page)
    shown = "、".join(
        f"“{text[:_LONGEST_QUOTE]}{'…' * (len(text) > _LONGEST_QUOTE)}”（第 {page + 1} 页）"
        for text, page in [*first.items()][:_MOST_QUOTED]
    )
    return shown + (f"等 {len(first)} 处" if len(first) > _MOST_QUOTED else "")


def _named(numbers: Sequence[int]) -> str:
    """Pages in words: runs of them as such, many of them cut short."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = "、".join(f"{run[0]}" if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs[:_MOST_RUNS])
    return f"第 {words} 页" + (f"等 {len(numbers)} 页" if len(runs) > _MOST_RUNS else "")
