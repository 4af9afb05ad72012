"""Small Word 97 files for tests: a text, formatting by runs, a compound file around them."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

SECTOR = 512
TEXT_AT = 0x800
END, FREE = 0xFFFFFFFE, 0xFFFFFFFF


@dataclass(frozen=True)
class Part:
    """A paragraph with its mark; ``sprms`` of the paragraph, ``gone`` for one that a revision deleted."""

    text: str
    sprms: bytes = b""
    gone: bool = False


def sprm(code: int, operand: bytes) -> bytes:
    return struct.pack("<H", code) + operand


IN_TABLE = sprm(0x2416, b"\x01")


def row_end(borders: Sequence[int], flags: Sequence[int] = ()) -> bytes:
    """The sprms of a row's last mark: its borders, and for each cell the flags of merging (TC80)."""
    count = len(borders) - 1
    cells = b"".join(struct.pack("<H", flag) + bytes(18) for flag in (*flags, *[0] * (count - len(flags))))
    operand = bytes([count]) + struct.pack(f"<{count + 1}h", *borders) + cells
    return IN_TABLE + sprm(0x2417, b"\x01") + sprm(0xD608, struct.pack("<H", len(operand) + 1) + operand)


def page(bounds: Sequence[int], values: Sequence[bytes], *, paragraphs: bool) -> bytes:
    """A page of formatting (FKP)."""
    width = 13 if paragraphs else 1
    out = bytearray(SECTOR)
    struct.pack_into(f"<{len(bounds)}I", out, 0, *bounds)
    at = SECTOR - 2
    for number, value in enumerate(values):
        if paragraphs:
            body = b"\x00\x00" + value + b"\x00" * (len(value) % 2)
            stored = b"\x00" + bytes([len(body) // 2]) + body
        else:
            stored = bytes([len(value)]) + value
        at = (at - len(stored)) & ~1
        out[at : at + len(stored)] = stored
        out[4 * len(bounds) + width * number] = at // 2
    out[-1] = len(values)
    return bytes(out)


def word(parts: Sequence[Part], *, notes: str = "", version: int = 0xC1, flags: int = 0x0200) -> bytes:
    """A Word document. ``notes``: the text of one footnote, which hangs on the first U+0002 of the parts."""
    text = "".join(part.text for part in parts)
    whole = text + (notes + "\r" if notes else "")
    raw = whole.encode("utf-16-le")
    bounds = [TEXT_AT]
    for part in parts:
        bounds.append(bounds[-1] + 2 * len(part.text))
    if notes:
        bounds.append(TEXT_AT + len(raw))
    values = [part.sprms for part in parts] + [b""] * bool(notes)
    gone = [sprm(0x0800, b"\x01") if part.gone else b"" for part in parts] + [b""] * bool(notes)
    first = (TEXT_AT + len(raw) + SECTOR - 1) // SECTOR
    stream = bytearray(TEXT_AT) + raw + bytes(first * SECTOR - TEXT_AT - len(raw))
    plcs: list[bytes] = []
    number = first
    for kind, own in ((True, values), (False, gone)):
        starts, numbers = [], []
        for at in range(0, len(own), 4):  # few runs on a page: row definitions are long
            stream += page(bounds[at : at + 5], own[at : at + 4], paragraphs=kind)
            starts.append(bounds[at])
            numbers.append(number)
            number += 1
        plcs.append(struct.pack(f"<{len(starts) + 1}I{len(numbers)}I", *starts, bounds[-1], *numbers))
    pieces = struct.pack("<2I", 0, len(whole)) + struct.pack("<HIH", 0, TEXT_AT, 0)
    tables = {13: plcs[0], 12: plcs[1], 33: b"\x02" + struct.pack("<I", len(pieces)) + pieces}
    if notes:
        tables[2] = struct.pack("<2IH", text.index("\x02"), len(text), 0)
        tables[3] = struct.pack("<2I", 0, len(notes) + 1)
    table = b""
    struct.pack_into("<HH", stream, 0, 0xA5EC, version)
    struct.pack_into("<H", stream, 10, flags)
    struct.pack_into("<2i", stream, 0x4C, len(text), len(notes) + 1 if notes else 0)
    struct.pack_into("<H", stream, 0x98, 93)
    for place, body in tables.items():
        struct.pack_into("<2I", stream, 0x9A + 8 * place, len(table), len(body))
        table += body
    return compound({"WordDocument": bytes(stream), "1Table": table})


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file without a mini stream."""
    fat = [0xFFFFFFFD]  # sector 0 holds the table itself
    body = b""
    starts = []
    for data in streams.values():
        count = max(1, -(-len(data) // SECTOR))
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + count), END]
        body += data.ljust(count * SECTOR, b"\x00")
    entries = [entry("Root Entry", 5, FREE, 1, END, 0)]
    entries += [
        entry(name, 2, at + 2 if at + 1 < len(streams) else FREE, FREE, starts[at], len(data))
        for at, (name, data) in enumerate(streams.items())
    ]
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * SECTOR, b"\x00")
    directory_at = len(fat)
    fat += [*range(len(fat) + 1, len(fat) + len(directory) // SECTOR), END]
    assert len(fat) <= SECTOR // 4
    head = bytearray(SECTOR)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<5H", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", head, 44, 1)
    struct.pack_into("<I", head, 48, directory_at)
    struct.pack_into("<5I", head, 56, 0, END, 0, END, 0)
    struct.pack_into("<109I", head, 76, 0, *[FREE] * 108)
    table = struct.pack(f"<{SECTOR // 4}I", *fat, *[FREE] * (SECTOR // 4 - len(fat)))
    return bytes(head) + table + body + directory


def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    """An entry of the directory; siblings hang on each other to the right."""
    raw = name.encode("utf-16-le")
    out = bytearray(raw.ljust(128, b"\x00"))
    struct.pack_into("<HBB3I", out, 64, len(raw) + 2, kind, 1, FREE, right, child)
    struct.pack_into("<2I", out, 116, start, size)
    return bytes(out)
