"""Automatic numbers of the binary Word format, rebuilt as Word prints them (lists and overrides, [MS-DOC] 2.9.131 on)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.readers.docx_formats import ordinal
from indexer.readers.word97_sprms import sprms

_LEVELS = 9
_FORMS = {
    **{
        0: "decimal",
        1: "upperRoman",
        2: "lowerRoman",
        3: "upperLetter",
        4: "lowerLetter",
        10: "chineseCounting",
        11: "chineseCounting",
    },
    **{14: "decimalFullWidth", 18: "decimalEnclosedCircle", 22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop"},
    **{27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese", 30: "ideographTraditional", 31: "ideographZodiac"},
    **{33: "chineseCounting", 34: "ideographLegalTraditional", 35: "chineseCounting", 37: "chineseCounting"},
    **{38: "chineseLegalSimplified", 39: "chineseCountingThousand", 255: "none"},
}
"""Formats of numbers by code ([MS-OSHARED] 2.2.1.3), as ECMA-376 calls them."""
_WORDS = re.compile(r"[^\W_]")
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    digits_only: bool


@dataclass(slots=True)
class Lists:
    """The lists of a document. `label` must be asked for every paragraph, in order: it counts."""

    levels: dict[int, list[_Level]] = field(default_factory=dict)
    """By the list's identity."""
    overrides: list[int] = field(default_factory=list)
    """Identity of the list that each override, from 1, stands for."""
    styles: dict[int, tuple[int | None, int | None]] = field(default_factory=dict)
    """Override and level of each style that numbers its paragraphs."""
    _counted: dict[int, dict[int, int]] = field(default_factory=dict)

    def label(self, style: int, override: int | None, level: int | None) -> str:
        """The number of the next paragraph; "" where it has none, or only a bullet."""
        if override is None:
            override, of_style = self.styles.get(style, (None, None))
            level = of_style if level is None else level
        if override is None or not 0 < override <= len(self.overrides):
            return ""
        identity = self.overrides[override - 1]
        levels = self.levels.get(identity, [])
        depth = level or 0
        if depth >= len(levels):
            return ""
        counted = self._counted.setdefault(identity, {})
        counted[depth] = counted[depth] + 1 if depth in counted else levels[depth].start
        for lower in [at for at in counted if at > depth]:
            del counted[lower]
        own = levels[depth]

        def put(char: str) -> str:
            at = ord(char)
            if at >= min(_LEVELS, len(levels)):
                return char
            of = levels[at]
            return ordinal(counted.get(at, of.start), "decimal" if own.digits_only and of.form != "none" else of.form)

        text = "".join(map(put, own.text)).strip()
        return text if (_HAN if own.form == "bullet" else _WORDS).search(text) else ""


def lists(heads: bytes, tables: bytes, start: int, overrides: bytes, styles: bytes) -> Lists:
    """The lists: their heads (PlfLst), whose levels stand right behind them in the stream of ``tables``; overrides and styles."""
    out = Lists()
    try:
        out.levels = dict(_read_levels(heads, tables, start + len(heads)))
        count = struct.unpack_from("<I", overrides)[0] if overrides else 0
        for number in range(min(count, (len(overrides) - 4) // 16)):
            out.overrides.append(struct.unpack_from("<i", overrides, 4 + 16 * number)[0])
        out.styles = dict(_read_styles(styles))
    except (struct.error, IndexError, UnicodeDecodeError):
        return Lists()  # damaged lists: no numbers rather than wrong ones
    return out


def _read_levels(heads: bytes, tables: bytes, at: int) -> Iterator[tuple[int, list[_Level]]]:
    count = struct.unpack_from("<H", heads)[0] if heads else 0
    for number in range(min(count, (len(heads) - 2) // 28)):
        (identity,) = struct.unpack_from("<i", heads, 2 + 28 * number)
        levels = []
        for _ in range(1 if heads[2 + 28 * number + 26] & 1 else _LEVELS):
            begin, form, info = struct.unpack_from("<iBB", tables, at)
            characters, paragraphs = tables[at + 24], tables[at + 25]
            at += 28 + characters + paragraphs
            (length,) = struct.unpack_from("<H", tables, at)
            text = tables[at + 2 : at + 2 + 2 * length].decode("utf-16-le")
            at += 2 + 2 * length
            levels.append(_Level(_FORMS.get(form, "decimal"), text, begin, bool(info & 4)))
        yield identity, levels


def _read_styles(sheet: bytes) -> Iterator[tuple[int, tuple[int | None, int | None]]]:
    """What the paragraph styles say of numbers, each with what it takes over from the one it is based on (STSH, 2.9.271)."""
    if len(sheet) < 6:
        return
    size, count, base = struct.unpack_from("<HHH", sheet)
    at = 2 + size
    own: dict[int, tuple[int, int | None, int | None]] = {}
    for number in range(min(count, 4096)):
        if at + 2 > len(sheet):
            break
        (length,) = struct.unpack_from("<H", sheet, at)
        style = sheet[at + 2 : at + 2 + length]
        at += 2 + length + length % 2
        if len(style) < base + 2 or struct.unpack_from("<H", style, 2)[0] & 15 != 1:
            continue
        parent = struct.unpack_from("<H", style, 2)[0] >> 4
        name = base + 2 + 2 * struct.unpack_from("<H", style, base)[0] + 2
        (papx,) = struct.unpack_from("<H", style, name) if name + 2 <= len(style) else (0,)
        override = level = None
        for code, operand in sprms(style[name + 4 : name + 2 + papx]):
            if code == 0x460B and len(operand) == 2:
                override = struct.unpack("<h", operand)[0]
            elif code == 0x260A and operand:
                level = operand[0]
        own[number] = (parent, override, level)
    for number in own:
        parent, override, level = own[number]
        for _ in range(12):
            if override is not None or parent not in own:
                break
            parent, override, above = own[parent]
            level = above if level is None else level
        if override:
            yield number, (override, level)
