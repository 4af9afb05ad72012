"""Text that knows where it came from: every character of a repaired text keeps its offset in the file as it came."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Traced:
    """Clean text with an offset map.

    ``origin[i]`` is the offset, in characters of the decoded file, that ``text[i]`` came from; one more entry at the end says where
    the text ends, so ``len(origin) == len(text) + 1``. Offsets never fall.
    """

    text: str
    origin: array[int]

    @classmethod
    def of(cls, text: str, start: int = 0) -> Traced:
        """Trace ``text`` to itself, beginning at offset ``start``."""
        return cls(text, array("l", range(start, start + len(text) + 1)))

    def __len__(self) -> int:
        return len(self.text)

    @property
    def start(self) -> int:
        """Offset in the file of the first character."""
        return self.origin[0]

    @property
    def end(self) -> int:
        """Offset in the file where the text ends."""
        return self.origin[-1]

    def slice(self, start: int, end: int | None = None) -> Traced:
        """The part from ``start`` up to ``end`` (characters of the clean text, no negative offsets)."""
        end = len(self.text) if end is None else min(end, len(self.text))
        start = min(start, end)
        return Traced(self.text[start:end], self.origin[start : end + 1])

    def strip(self, chars: str | None = None) -> Traced:
        """Without ``chars`` (white space by default) at either end."""
        left = len(self.text) - len(self.text.lstrip(chars))
        return self.slice(left, max(left, len(self.text.rstrip(chars))))

    def splice(self, edits: Iterable[tuple[int, int, str]]) -> Traced:
        """Replace parts: each edit is (start, end, new), sorted and disjoint.

        New characters come from the start of what they replace, or one from one where the lengths are equal.
        """
        pieces: list[str] = []
        origin: array[int] = array("l")
        done = 0
        for start, end, new in edits:
            pieces += (self.text[done:start], new)
            origin += self.origin[done:start]
            if len(new) == end - start:
                origin += self.origin[start:end]
            else:
                origin.extend([self.origin[start]] * len(new))
            done = end
        if not pieces:
            return self
        pieces.append(self.text[done:])
        origin += self.origin[done:]
        return Traced("".join(pieces), origin)

    def sub(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> Traced:
        """``re.sub`` that keeps the map."""
        make = new if callable(new) else lambda match: match.expand(new)
        return self.splice((m.start(), m.end(), make(m)) for m in pattern.finditer(self.text))

    def lines(self) -> list[Traced]:
        """Split at newlines, which belong to no line."""
        out, at = [], 0
        for line in self.text.split("\n"):
            out.append(self.slice(at, at + len(line)))
            at += len(line) + 1
        return out


def join(parts: Iterable[Traced], glue: str = "") -> Traced:
    """Join parts, in file order, with ``glue`` between them; the glue is traced to the end of the part before it."""
    text: list[str] = []
    origin: array[int] = array("l")
    end = 0
    for number, part in enumerate(parts):
        if number and glue:
            text.append(glue)
            origin.extend([end] * len(glue))
        text.append(part.text)
        origin += part.origin[:-1]
        end = part.end
    origin.append(end)
    return Traced("".join(text), origin)
