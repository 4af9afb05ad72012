"""Legacy Word and WPS documents (.doc, .wps): read directly; where that cannot be, through a converter that is installed.

A converter is asked only for what `word97` refuses (Word 95, damaged tables), so that a file gives the same plan on every machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from indexer.blocks import Document
from indexer.readers import word97
from indexer.readers.failure import ReadFailure
from indexer.readers.ole import compound_names
from library.model import Caution

_SECONDS = 20
"""How long LibreOffice may take; less than a whole file may (`indexer.worker`), so that it does not outlive its file."""
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""
"""A fresh profile of LibreOffice: no macros, nothing fetched for a document."""

_OF_WORD = frozenset({"WordDocument", "0Table", "1Table"})
"""Streams of a Word document: one of them is left in a file that was cut."""

Converter = Callable[[Path, Path], None]
"""Writes the docx (second path) of a document (first path)."""


def read(path: Path, data: bytes, sha256: str) -> Document | None:
    """The document. Raises `indexer.readers.ReadFailure`; where a converter could help, its message says how to get one."""
    try:
        return word97.document(data, sha256)
    except ReadFailure as refusal:
        if (names := compound_names(data)) and not names & _OF_WORD:
            message = "这是旧版 Office 的文件，但里面没有 Word 文档；请用创建它的软件打开，另存为 .docx 或 .xlsx 后再导入。"
            raise ReadFailure("unsupported", message) from refusal
        if refusal.code not in ("unsupported", "damaged"):
            raise
        for name, convert in _converters():
            docx = _converted(data, convert)
            if docx is not None:
                document = import_module("indexer.readers.docx").read(path, docx, sha256)
                return _said(document, name)
        raise


def _said(document: Document, name: str) -> Document:
    """The converted document, with a caution that says what it went through."""
    message = f"这份旧版文档由 {name} 转换后读入，转换可能有出入，引用前请对照原文件。"
    return replace(document, format="doc", cautions=(Caution("legacy-word", message), *document.cautions))


def _converters() -> Iterator[tuple[str, Converter]]:
    """The converters that are installed, by name."""
    if find_spec("doc2docx"):
        yield "msdoc2docx", _by_msdoc2docx
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office:
        yield "LibreOffice", lambda source, target: _by_libreoffice(office, source, target)


def _converted(data: bytes, convert: Converter) -> bytes | None:
    """The docx of a document, made in a private folder; None where the converter fails."""
    with TemporaryDirectory(prefix="guilan-") as folder:
        source, target = Path(folder, "document.doc"), Path(folder, "out", "document.docx")
        source.write_bytes(data)
        target.parent.mkdir()
        try:
            convert(source, target)
            return target.read_bytes()
        except Exception:  # whatever a converter meets in a broken file: the first refusal stands
            return None


def _by_msdoc2docx(source: Path, target: Path) -> None:
    import_module("doc2docx").convert(str(source), str(target))


def _by_libreoffice(office: str, source: Path, target: Path) -> None:
    profile = source.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [office, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile.as_uri()}"]
    subprocess.run(
        [*command, "--convert-to", "docx", "--outdir", str(target.parent), str(source)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=_SECONDS,
        check=True,
        env={**os.environ, "HOME": str(source.parent)},
    )
