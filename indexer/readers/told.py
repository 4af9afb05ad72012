"""What is said of paged files: pages that could not be read, that are pictures, that were recognised; files without any text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.readers.failure import ReadFailure
from library.model import Caution

_OCR = "请先用文字识别（OCR）软件转成有文字的 PDF 或 .txt 后再导入。"
_MOST_RUNS = 8


def no_text(name: str, pages: int) -> ReadFailure:
    """The failure of a file of pictures. ``name``: PDF or OFD."""
    return ReadFailure("no-text-layer", f"{name} 共 {pages} 页，都没有文字，可能是扫描件或图片；{_OCR}")


def no_meaning(name: str, pages: int) -> ReadFailure:
    """The failure of a file whose fonts do not say which characters they print."""
    return ReadFailure("no-text-layer", f"{name} 的字体没有编码表，{pages} 页的文字都无法复制出来；{_OCR}")


def cautions(*, lost: Sequence[int], pictures: Sequence[int], recognised: Sequence[int], unmapped: int) -> Iterator[Caution]:
    """What a person must know of pages, numbered from 1: damaged, mere pictures, scans with recognised text; and of characters."""
    if lost:
        yield Caution("damaged", f"{_named(lost)}已损坏，没有读出；请对照原文件。")
    if pictures:
        yield Caution("pages-without-text", f"{_named(pictures)}是图片，没有文字，内容未读入；{_OCR}")
    if recognised:
        yield Caution("recognised-text", f"{_named(recognised)}是扫描页，文字由识别软件生成，可能有错字；引用前请对照原文件。")
    if unmapped:
        yield Caution("undecodable", f"有 {unmapped} 个字符没有编码，已略去；请对照原文件。")


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
