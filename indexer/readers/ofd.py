"""OFD files (GB/T 33190-2016): a zip package of XML parts. Names of parts are looked up in the package and nowhere else."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from indexer.blocks import Document
from indexer.readers.budget import Budget
from indexer.readers.drawn import Box
from indexer.readers.failure import ReadFailure
from indexer.readers.layout import Sheet
from indexer.readers.ofd_page import Content, child, local, physical_box, read_content
from indexer.readers.package import Package, open_package
from indexer.readers.told import cautions, no_text
from indexer.readers.typeset import printed
from library.model import Caution

MOST_PAGES = 2_000
MOST_CHARACTERS = 1_500_000
_ROOT = "OFD.xml"
_SEAL = "文件带有电子签章，签章和批注中的文字未读入。"
_LOST = Content(Sheet(0.0, 0.0), scanned=False)


class _Page(NamedTuple):
    """Where a page stands in the package, the templates of its document by number, and the usual size of its pages."""

    part: str
    templates: dict[str, str]
    usual: Box | None


def read(_path: Path, data: bytes, sha256: str) -> Document | None:
    """The document. Raises `ReadFailure`: damaged, encrypted, too-large, or no-text-layer for pages of pictures."""
    package = open_package(data)
    root = package.xml(_ROOT)
    pages = list(_pages(package, root))
    if not pages:
        raise _damaged("没有找到任何一页")
    if len(pages) > MOST_PAGES:
        raise ReadFailure("too-large", f"OFD 有 {len(pages)} 页，超过 {MOST_PAGES} 页的上限；请拆分后再导入。")
    contents, lost = _contents(package, pages)
    sheets = [content.sheet for content in contents]
    out, left = printed(sheets)
    left.heads += [(number, content.furniture) for number, content in enumerate(contents) if content.furniture]
    if not out.parts:
        raise no_text("OFD", len(pages))
    recognised = [number for number, content in enumerate(contents, 1) if content.scanned]
    said = list(cautions(out, left, lost=lost, recognised=recognised, unmapped=0))
    if any(local(element) == "Signatures" for element in root.iter()):
        said.append(Caution("seal", _SEAL))
    return out.document("ofd", sha256, tuple(said))


def _pages(package: Package, root: Element) -> Iterator[_Page]:
    """The pages of all documents of the file, in order."""
    roots = [element.text or "" for body in root if local(body) == "DocBody" for element in body if local(element) == "DocRoot"]
    for name in roots or [name for name in package.names if name.endswith("Document.xml")]:
        part = _located(_ROOT, name)
        document = package.xml(part)
        common = child(document, "CommonData")
        templates = {
            element.get("ID", ""): _located(part, element.get("BaseLoc", ""))
            for element in (common if common is not None else ())
            if local(element) == "TemplatePage"
        }
        usual = physical_box(child(common, "PageArea")) if common is not None else None
        listed = child(document, "Pages")
        for page in listed if listed is not None else ():
            if local(page) == "Page":
                yield _Page(_located(part, page.get("BaseLoc", "")), templates, usual)


def _located(base: str, name: str) -> str:
    """The name of a part that another one names: from the root of the package with a slash, else from the folder of the other."""
    name = name.strip().replace("\\", "/")
    path = name if name.startswith("/") else posixpath.join(posixpath.dirname(base), name)
    return posixpath.normpath(path).lstrip("/")


def _contents(package: Package, pages: list[_Page]) -> tuple[list[Content], list[int]]:
    """The pages' contents, and the numbers, from 1, of those that could not be read; these are left empty."""
    known: dict[str, Element | None] = {}
    out: list[Content] = []
    lost = []
    total = 0
    budget = Budget("OFD", len(pages))
    for number, page in enumerate(pages, 1):
        try:
            root = package.xml(page.part)
        except ReadFailure as failure:
            if failure.code != "damaged" or len(pages) == 1:
                raise
            lost.append(number)
            out.append(_LOST)
            continue
        named = [page.templates.get(element.get("TemplateID", "")) for element in root if local(element) == "Template"]
        templates = [found for name in named if name and (found := _template(package, name, known)) is not None]
        out.append(read_content(root, templates, page.usual))
        total += len(out[-1].sheet.glyphs)
        budget.check(number)
        if total > MOST_CHARACTERS:
            raise ReadFailure("too-large", f"OFD 的文字超过 {MOST_CHARACTERS // 10_000} 万字；请拆分后再导入。")
    if len(lost) == len(pages):
        raise _damaged("没有一页能够打开")
    return out, lost


def _template(package: Package, name: str, known: dict[str, Element | None]) -> Element | None:
    if name not in known:
        try:
            known[name] = package.xml(name)
        except ReadFailure as failure:
            if failure.code != "damaged":
                raise
            known[name] = None
    return known[name]


def _damaged(what: str) -> ReadFailure:
    return ReadFailure("damaged", f"OFD 文件已损坏，{what}；请重新下载，或在原来的软件中重新导出后再导入。")
