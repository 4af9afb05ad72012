"""Compound files (OLE 2), in which Office 97 to 2003 and WPS keep a document's streams: read only, whatever the tables claim.

After [MS-CFB] 2. Streams of the root storage are reached by name; chains of sectors that loop or lead out of the file are damage.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from indexer.readers.failure import ReadFailure

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA
"""Sector numbers from here on are marks (end of chain, free …)."""
_ENTRY = 128
_MOST_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """An open compound file."""

    def __init__(self, data: bytes) -> None:
        """``data`` is the whole file. Raises `ReadFailure` (damaged) where its tables cannot be followed."""
        if not data.startswith(_MAGIC) or len(data) < 512:
            raise damaged()
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise damaged()
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        (directory,) = struct.unpack_from("<I", data, 48)
        self._cutoff, mini_fat, _, difat, difats = struct.unpack_from("<5I", data, 56)
        self._fat = self._table(self._fat_sectors(difat, difats))
        self._mini_fat = self._table(self._chain(mini_fat, self._fat)) if mini_fat < _LAST else ()
        self._entries = self._directory(b"".join(map(self._sector, self._chain(directory, self._fat))))
        if not self._entries or self._entries[0].kind != 5:
            raise damaged()
        root = self._entries[0]
        self._mini = b"".join(map(self._sector, self._chain(root.start, self._fat))) if root.start < _LAST else b""
        self._streams = {entry.name: entry for entry in self._of_root(root.child)}

    @property
    def names(self) -> frozenset[str]:
        """Names of the streams and storages of the root."""
        return frozenset(self._streams)

    def read(self, name: str) -> bytes:
        """A stream's bytes. Raises `ReadFailure` (damaged) where there is none, or not all of it."""
        entry = self._streams.get(name)
        if entry is None or entry.kind != 2:
            raise damaged()
        if entry.size < self._cutoff:
            whole = b"".join(map(self._mini_sector, self._chain(entry.start, self._mini_fat)))
        else:
            whole = b"".join(map(self._sector, self._chain(entry.start, self._fat)))
        if len(whole) < entry.size:
            raise damaged()
        return whole[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _mini_sector(self, number: int) -> bytes:
        return self._mini[number * self._mini_size : (number + 1) * self._mini_size]

    def _fat_sectors(self, difat: int, count: int) -> list[int]:
        """The sectors that hold the FAT: 109 named in the header, the others in sectors of their own."""
        most = len(self._data) // self._size + 1
        out = [number for number in struct.unpack_from("<109I", self._data, 76) if number < _LAST]
        for _ in range(min(count, most)):
            numbers = _numbers(self._sector(difat))
            if difat >= _LAST or len(numbers) * 4 < self._size:
                break
            out += [number for number in numbers[:-1] if number < _LAST]
            difat = numbers[-1]
        return out[:most]

    def _table(self, sectors: list[int]) -> tuple[int, ...]:
        return _numbers(b"".join(map(self._sector, sectors)))

    def _chain(self, start: int, table: tuple[int, ...]) -> list[int]:
        out: list[int] = []
        while start < _LAST:
            if start >= len(table) or len(out) > len(table):
                raise damaged()
            out.append(start)
            start = table[start]
        return out

    def _directory(self, data: bytes) -> list[_Entry]:
        out = []
        for at in range(0, min(len(data), _MOST_ENTRIES * _ENTRY) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", data, at + 64)
            name = data[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            left, right, child = struct.unpack_from("<III", data, at + 68)
            out.append(_Entry(name, kind, left, right, child, *struct.unpack_from("<II", data, at + 116)))
        return out

    def _of_root(self, first: int) -> list[_Entry]:
        """The entries of the root storage; its tree of siblings is walked without trusting it."""
        out, stack, seen = [], [first], set[int]()
        while stack:
            number = stack.pop()
            if number < len(self._entries) and number not in seen:
                seen.add(number)
                entry = self._entries[number]
                out.append(entry)
                stack += (entry.left, entry.right)
        return out


def compound_names(data: bytes) -> frozenset[str]:
    """Names of the streams and storages of a compound file's root; none where its tables are damaged."""
    try:
        return Compound(data).names
    except ReadFailure:
        return frozenset()


def damaged() -> ReadFailure:
    """The refusal of a compound file whose tables or streams do not hold together."""
    return ReadFailure("damaged", "文件已损坏，内容不完整，无法打开；请重新下载，或用原来的软件打开后另存一份再导入。")


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
