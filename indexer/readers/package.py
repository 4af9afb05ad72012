"""Zip packages of XML parts (docx, xlsx, ofd), opened with distrust: sizes are bounded, DTDs refused, nothing touches the disk.

The parts' names are keys of a dictionary and nothing else. Zip stands for APPNOTE 6.3 with the two methods that ECMA-376-2 and
GB/T 33190 allow, stored and deflated.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers import expat

from indexer.readers.failure import ReadFailure

MOST_PARTS = 20_000
"""Parts of a package; long OFD files hold some for every page."""
PART_LIMIT = 64 << 20
"""Largest part that is read, in bytes as unpacked. The XML of a plan of 300 pages takes a tenth of it."""
TOTAL_LIMIT = 192 << 20
"""Bytes unpacked from one package, all parts together, each reading counted."""
RATIO_LIMIT = 300
"""Unpacked bytes for one packed byte, in parts of over `_RATIO_FROM` bytes: Word's own XML stays below 100."""
MOST_TAGS = 4_000_000
"""Tags of an XML part, opening and closing: each element takes some 200 bytes of memory."""
DEEPEST = 200
"""Levels of elements in each other; Word refuses tables nested deeper than some 15, each of them 3 levels."""

_RATIO_FROM = 4 << 20
_ENCRYPTED_FLAG = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError)


class Package:
    """An open package. Part names are compared as OPC does: without regard to case, a backslash as a slash, no leading one."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """``archive`` is open for reading. Use `open_package`."""
        self._archive = archive
        self._parts = {_key(info.filename): info for info in archive.infolist()}
        self._left = TOTAL_LIMIT
        self.names: tuple[str, ...] = tuple(info.filename.replace("\\", "/").lstrip("/") for info in archive.infolist())
        """Names of the parts, in the order of the package."""

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises `ReadFailure`: damaged (no such part, too), encrypted or too-large."""
        info = self._parts.get(_key(name))
        if info is None or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _damaged("缺少必要的部分" if info is None else "用了不认识的压缩方法")
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise ReadFailure("encrypted", "文件有密码保护，无法读取其中的文字；请另存为无密码的文件后再导入。")
        if info.file_size > min(PART_LIMIT, self._left):
            raise _too_large(f"展开后超过 {PART_LIMIT >> 20} MB")
        if info.file_size > max(_RATIO_FROM, RATIO_LIMIT * info.compress_size):
            raise _too_large("压缩比异常，展开后会占满内存")
        self._left -= info.file_size
        try:
            # zipfile hands out no more than the size that the directory states.
            with self._archive.open(info) as part:
                return part.read()
        except _BROKEN as error:
            raise _damaged("其中的压缩数据有错") from error

    def xml(self, name: str) -> Element:
        """The root element of an XML part: no DTD, at most `MOST_TAGS` tags, at most `DEEPEST` levels deep.

        Raises `ReadFailure` as `read` does; damaged, too, where the part is no XML or brings a DTD.
        """
        return parsed(self.read(name))


def open_package(data: bytes) -> Package:
    """Open a package. Raises `ReadFailure`: damaged where it is no zip file, too-large where it holds more than `MOST_PARTS`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise _damaged("压缩目录读不出来") from error
    if len(archive.infolist()) > MOST_PARTS:
        raise _too_large(f"里面有 {len(archive.infolist())} 个部分")
    return Package(archive)


def parsed(data: bytes) -> Element:
    """The root element of an XML text of unknown origin, within the limits that `Package.xml` states."""
    if data.count(b"<") > MOST_TAGS:
        raise _too_large(f"里面有超过 {MOST_TAGS // 10_000} 万个标记")
    try:
        _refuse_dtd(data)
        root = fromstring(data)
    except (ParseError, expat.ExpatError, ValueError, LookupError) as error:
        raise _damaged("其中的 XML 不完整或有错") from error
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise _damaged(f"内容层层嵌套超过 {DEEPEST} 层")
        level = [child for element in level for child in element]
    return root


class _Root(Exception):  # noqa: N818 - no error: the prolog has been read
    """The root element has come."""


def _refuse_dtd(data: bytes) -> None:
    """A DTD could name files or swell up; no format of ours has one. It stands before the root element, or nowhere."""

    def doctype(*_: object) -> None:
        raise _damaged("其中有不允许的 DTD 声明")

    def root(*_: object) -> None:
        raise _Root

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    try:
        parser.Parse(data, True)
    except _Root:
        return


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _damaged(why: str) -> ReadFailure:
    return ReadFailure("damaged", f"文件已损坏（{why}），无法打开；请用原来的软件打开，另存一份后再导入。")


def _too_large(why: str) -> ReadFailure:
    return ReadFailure("too-large", f"文件内容过大（{why}），已停止读取；请用原来的软件打开，只保留规划正文，另存后再导入。")
