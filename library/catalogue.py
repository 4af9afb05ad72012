"""Every line that an export of a plan may hold, with its place today: what `library.verify` looks exported words up in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from library.export import indicator_markdown, pieces, project_markdown
from library.model import Section, Table

if TYPE_CHECKING:
    from library.reading import Reader

_ESCAPE = re.compile(r"\\([\\`*_\[\]<>~|#+.)-])")
_BAR = re.compile(r"(?<!\\)\|")
_ALIKE = 0.6
_LEAST = 0.2
"""The share of pairs of characters that two lines much alike have in common, at the least."""
_AKIN, _MOST = 60, 5
"""Lines of a plan that may be the one that was not found, and how many of them are compared letter by letter."""
_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a line stands today: ``begins`` is the first line, in the file, of the section, indicator or project with ``key``."""

    key: str
    line: int
    begins: int


def cells(line: str) -> list[str]:
    """The cells of a row of a Markdown table, as the words that they show; empty where the line is none."""
    text = line.strip()
    if not (text.startswith("|") and text.endswith("|") and len(text) > 1):
        return []
    return [" ".join(_ESCAPE.sub(r"\1", cell.replace("<br>", " ")).split()) for cell in _BAR.split(text)[1:-1]]


def joined(parts: Iterable[str]) -> str:
    """Cells in one line, parted by a bar."""
    return " | ".join(" ".join(part.split()) for part in parts).strip()


def plain(line: str) -> str:
    """A line of Markdown as the words that it shows; cells of a table are parted by a bar."""
    if row := cells(line):
        return joined(row)
    text = re.sub(r"^#{1,6}\s+|^- ", "", line.strip())
    bold = re.fullmatch(r"\*\*(.*)\*\*", text)
    return " ".join(_ESCAPE.sub(r"\1", bold[1] if bold else text).split())


class Catalogue:
    """The lines of one plan of the library."""

    def __init__(self, reader: Reader, plan: str) -> None:
        self._reader = reader
        self.plan = plan
        self.spots: dict[str, list[Spot]] = defaultdict(list)
        self._bare: dict[str, tuple[str, ...]] = {}
        self._pairs_of: dict[str, frozenset[str]] = {}
        self._with: dict[str, list[str]] = defaultdict(list)
        """The lines that hold a pair of characters."""
        self._note(reader.plan_info(plan).title, Spot(plan, 1, 1))
        tables: dict[str, list[Table]] = defaultdict(list)
        for table in reader.tables(plan=plan):
            tables[table.section].append(table)
        for section in reader.sections(plan):
            self._section(section, tables[section.key])

    def with_record(self, key: str) -> None:
        """Take in the lines of an indicator's or a project's own export."""
        kind = self._reader.resolve(key)
        if kind not in ("indicator", "project"):
            return
        if kind == "indicator":
            source, text = self._reader.indicator(key).source, indicator_markdown(self._reader.indicator(key))
        else:
            source, text = self._reader.project(key).source, project_markdown(self._reader.project(key))
        for line in filter(str.strip, text.split("\n")):
            self._note(plain(line), Spot(key, source.line, source.line))

    def holding(self, text: str, *, run: bool = False) -> list[Spot]:
        """The places of the lines that words are part of, whatever blanks and bars part them; a number counts only as a whole.

        With ``run`` also where the words stand in one run without any: so do the rows of a table that lost its columns.
        """
        if not text.strip(" |"):
            return []
        if len(self._bare) != len(self.spots):
            self._bare = {words: _bare(words) for words in self.spots}
        wanted = [_part(words) for words in _bare(text)][: None if run else -1]
        held = [words for words, ways in self._bare.items() if any(one.search(way) for one, way in zip(wanted, ways, strict=False))]
        return [spot for words in held for spot in self.spots[words]]

    def like(self, text: str, key: str) -> tuple[str, Spot] | None:
        """The line that a line has probably become, first of all under ``key``: the same row of a table, or words much alike."""
        below = [one for one in self._akin(text) if _below(one[1].key, key)]
        first, *more = text.split(" | ")
        if len(more) > 1:
            heads = (f"{first} | {more[0]} | ", *([] if first.isdigit() else [f"{first} | "]))
            row = next((one for one in below if one[0].startswith(heads)), None)
            if row is not None:
                return row
        best, ratio = None, _ALIKE
        for words, spot in below[:_MOST]:
            found = SequenceMatcher(None, words[:_LONGEST], text[:_LONGEST], autojunk=False).ratio()
            if found > ratio:
                best, ratio = (words, spot), found
        return best

    def _akin(self, text: str) -> list[tuple[str, Spot]]:
        """The lines that share most pairs of characters with a text, the most akin first."""
        if len(self._pairs_of) != len(self.spots):
            self._pairs_of = {words: _pairs(words) for words in self.spots}
            self._with.clear()
            for words, pairs in self._pairs_of.items():
                for pair in pairs:
                    self._with[pair].append(words)
        own = _pairs(text)
        shared = Counter(words for pair in own for words in self._with.get(pair, ()))
        akin = {words: 2 * count / (len(own) + len(self._pairs_of[words])) for words, count in shared.items()}
        ranked = sorted((words for words in akin if akin[words] >= _LEAST), key=lambda words: -akin[words])
        return [(words, spot) for words in ranked[:_AKIN] for spot in self.spots[words]]

    def _section(self, section: Section, tables: list[Table]) -> None:
        begins = section.source.line
        self._note(f"{section.number}{section.title}" or "（正文）", Spot(section.key, begins, begins))
        for piece in pieces(section, tables):
            if isinstance(piece, Table):
                for words, line in _rows(piece):
                    self._note(words, Spot(section.key, line, begins))
            else:
                lines = [span.line for span in section.spans if span.offset <= piece[0]]
                self._note(piece[1], Spot(section.key, lines[-1] if lines else begins, begins))

    def _note(self, text: str, spot: Spot) -> None:
        self.spots[text if " | " in text else " ".join(text.split())].append(spot)


def _rows(table: Table) -> Iterator[tuple[str, int]]:
    if table.caption:
        yield table.caption, table.source.line
    for n, row in enumerate(table.grid):
        line = table.lines[n] if n < len(table.lines) else table.source.line
        yield joined(row), line


def _bare(text: str) -> tuple[str, ...]:
    """A line without blanks, with a bar for every blank or bar, and as one run without either."""
    return "".join(text.split()), re.sub(r"[\s|]+", "|", text), re.sub(r"[\s|]+", "", text)


def _part(words: str) -> re.Pattern[str]:
    return re.compile(
        (r"(?<![\d.])" if words[0].isdigit() else "") + re.escape(words) + (r"(?!\.?\d)" if words[-1].isdigit() else "")
    )


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[n : n + 2] for n in range(len(text) - 1))


def _below(key: str, top: str) -> bool:
    """Whether a key is ``top`` or stands under it."""
    return key == top or key.startswith(f"{top}.")
