"""Readers: a file becomes a `Document`. Its bytes decide what it is, not its name; what cannot be read is refused in a sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from indexer.blocks import Document
from indexer.readers.failure import FailureCode, ReadFailure
from indexer.readers.kinds import kind_of
from library.errors import reason

__all__ = ["LIMIT", "FailureCode", "ReadFailure", "look", "read"]

LIMIT = 16 << 20
"""Largest file that is read, in bytes. The longest plans are under a fiftieth of it as text."""
PICTURES_LIMIT = 64 << 20
"""The same for files that bring maps and photographs along: PDF, Office and OFD files."""
_WITH_PICTURES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

_HEAD = 8

_UNREAD = {
    "slides": ("演示文稿", "请用 PowerPoint 或 WPS 打开，把其中的文字存为 .docx 或 .txt 后再导入"),
    "odf": (" OpenDocument 文档", "请用 LibreOffice 或 WPS 打开，另存为 .docx 或 .xlsx 后再导入"),
    "zip": ("压缩包", "请先解压，再导入里面的文件"),
    "image": ("图片", "请先用文字识别（OCR）软件转成文字，存为 .docx 或 .txt 后再导入"),
    "binary": ("程序或数据文件", "请换成规划的文档再导入"),
}
"""What kinds no reader takes are called, and how to bring in what they hold."""
_READ = "Word、WPS、PDF、OFD、网页、电子表格、RTF、纯文本和 Markdown"

_READERS = {
    "text": "text",
    "pdf": "pdf",
    "ofd": "ofd",
    "docx": "docx",
    "html": "webpage",
    "doc": "legacy",
    "sheet": "sheets",
    "rtf": "rtf",
}
"""Module of the reader of each kind of file, loaded when one comes: its ``read(path, bytes, sha256)`` gives the document, or None
where the bytes are no such file after all."""


def read(path: Path) -> Document:
    """Read a file. Raises `ReadFailure` for whatever cannot be read as text of a plan."""
    data, kind = look(path)
    module = _READERS[kind]
    reader = cast(Callable[[Path, bytes, str], Document | None], import_module(f"indexer.readers.{module}").read)
    document = reader(path, data, hashlib.sha256(data).hexdigest())
    if document is None:
        raise ReadFailure(
            "damaged", "读不出文字：按 UTF-8、GB18030、UTF-16 解码都是乱码，文件可能已损坏；请在原来的软件中另存为 UTF-8 文本。"
        )
    if not document.raw.strip("\ufeff\x00 \t\r\n\f\v\u3000\xa0"):
        raise ReadFailure("empty", "文件里没有文字，只有空白；请检查文件是否保存完整。")
    return document


def look(path: Path) -> tuple[bytes, str]:
    """The bytes of a file and its kind. Raises `ReadFailure` for what no reader takes, as far as that shows without reading it."""
    data = _bytes(path)
    kind = kind_of(data)
    if kind == "encrypted":
        raise ReadFailure("encrypted", "文件有密码保护，无法读取其中的文字；请另存为无密码的文件后再导入。")
    if kind == "damaged":
        raise ReadFailure("damaged", "文件已损坏，内容不完整，无法打开；请重新下载或从原来的软件重新导出后再导入。")
    if kind not in _READERS:
        name, advice = _UNREAD[kind]
        raise ReadFailure("unsupported", f"这是{name}，不能读取（能读取的有 {_READ}）；{advice}。")
    return data, kind


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReadFailure("unreadable", "这是文件夹而不是文件；请指定其中的文件，或对整个文件夹执行导入。")
        with path.open("rb") as file:
            data = file.read(_HEAD)
            limit = PICTURES_LIMIT if data.startswith(_WITH_PICTURES) else LIMIT
            size = path.stat().st_size
            if size > limit:
                message = (
                    f"文件有 {size / (1 << 20):.0f} MB，超过 {limit >> 20} MB 的上限；请删去图片、拆分后或只保留规划正文再导入。"
                )
                raise ReadFailure("too-large", message)
            data += file.read(limit)
    except FileNotFoundError:
        raise ReadFailure("unreadable", "找不到文件，可能已被移动或删除；请核对路径。") from None
    except PermissionError:
        raise ReadFailure("unreadable", "没有读取这个文件的权限；请修改文件权限，或复制到自己的文件夹后再导入。") from None
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "路径不合规定"
        raise ReadFailure("unreadable", f"读取文件时出错（{why}）；请检查磁盘或网络位置后再试。") from error
    if not data:
        raise ReadFailure("empty", "文件是空的（0 字节）；请检查文件是否保存完整。")
    return data
