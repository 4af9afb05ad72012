"""Folding for matching: what a reader takes for the same writing becomes the same characters. Light: imports nothing heavy.

Folded away: full and half width, letter case, traditional characters, kinds of bracket and dash, white space and quotation marks.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_QUOTES = "“”‘’„‟‚‛「」『』﹁﹂﹃﹄〝〞〟\"'＂＇`´′″"
_SAME = {
    "(": "〔〕【】〖〗［］[]〈〉⟨⟩｛｝{}",  # every kind of bracket reads as a round one; even places open, odd ones close
    "-": "‐‑‒–—―−﹘﹣－",
    "~": "～〜∼",
    "·": "•‧・･∙",
    "着": "著",  # the two are one character in traditional writing; OpenCC leaves the choice to the phrase
    "昵": "暱",
    "余": "馀",
    "咨": "谘",
    "径": "迳",
    "钟": "锺",
}


def _traditional() -> dict[str, str]:
    """Traditional character -> simplified one, from the table shipped beside this module."""
    lines = Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8").splitlines()
    old, new = [line for line in lines if not line.startswith("#")]
    return dict(zip(old, new, strict=True))


class _Table(dict[int, str]):
    """A table for ``str.translate`` that works out a character when it is first met."""

    def __init__(self) -> None:
        super().__init__({ord(quote): "" for quote in _QUOTES})
        for same, others in _SAME.items():
            self.update((ord(char), same if same != "(" else "()"[at % 2]) for at, char in enumerate(others))
        self._simple: dict[str, str] | None = None

    def __missing__(self, code: int) -> str:
        if self._simple is None:
            self._simple = _traditional()
        out = []
        for char in unicodedata.normalize("NFKC", chr(code)).lower():
            known = self.get(ord(char))
            if known is not None:
                out.append(known)
            elif not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf"}:
                out.append(self._simple.get(char, char))
        self[code] = folded = "".join(out)
        return folded


_TABLE = _Table()
_EVEN: set[str] = set()  # characters known to become one character


@dataclass(frozen=True)
class Folded:
    """Folded text and where it came from: folded character ``i`` stands at ``origin[i]`` of ``raw``."""

    text: str
    raw: str

    @cached_property
    def origin(self) -> array[int]:
        """Offset in ``raw`` of each folded character."""
        out = array("l")
        odd = set(self.raw) - _EVEN
        uneven = "".join(char for char in odd if len(_TABLE[ord(char)]) != 1)
        _EVEN.update(odd.difference(uneven))
        done = 0
        for match in re.finditer(f"[{re.escape(uneven)}]", self.raw) if uneven else ():
            at = match.start()
            out.extend(range(done, at))
            out.extend([at] * len(_TABLE[ord(match[0])]))
            done = at + 1
        out.extend(range(done, len(self.raw)))
        return out

    def spans(self, needle: str) -> list[tuple[int, int]]:
        """Half-open ranges of ``raw`` where the folded ``needle`` stands, left to right, none overlapping."""
        found = []
        at = self.text.find(needle) if needle else -1
        while at >= 0:
            end = at + len(needle)
            found.append((self.origin[at], self.origin[end - 1] + 1))
            at = self.text.find(needle, end)
        return found


def folded(text: str) -> str:
    """The folded text alone, where nobody needs the way back."""
    return text.translate(_TABLE)


def fold(text: str) -> Folded:
    """Fold ``text``: 云府發〔２０２１〕8号 -> 云府发(2021)8号, “十四五” 期间 -> 十四五期间."""
    return Folded(folded(text), text)


def match_spans(text: str, needle: str) -> list[tuple[int, int]]:
    """Half-open character ranges of ``text`` where ``needle`` stands, however either is written; empty for an empty needle."""
    return fold(text).spans(folded(needle))
