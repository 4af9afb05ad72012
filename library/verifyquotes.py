"""The quotes of an exported file, line by line, looked up in the plans of today."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from library.catalogue import Catalogue, Spot, joined, plain
from library.keys import kind_of, plan_of
from library.model import Verified

if TYPE_CHECKING:
    from library.reading import Reader

_CITED = re.compile(r"编号：(?P<key>[a-z0-9.-]+)\s+SHA-256：(?P<sha256>[0-9a-f]{64})")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
Quote = tuple[int, str]
"""Its line in the exported file (0 where it has none) and its words."""


@dataclass(slots=True)
class Quotes:
    """Looks quotes up; ``places`` are the lines at which keys stood when the file was written, where it says so."""

    reader: Reader
    places: Mapping[str, int] = field(default_factory=dict)
    parts: bool = False
    """Whether a quote may be a part of a line."""
    _catalogues: dict[str, Catalogue | None] = field(default_factory=dict)

    def check(self, key: str, sha256: str, quotes: Iterable[Quote]) -> Iterator[Verified]:
        """What became of the quotes of one citation."""
        catalogue = self.catalogue(key, sha256)
        for line, words in quotes:
            yield self._one(catalogue, key, line, words) if catalogue else Verified("gone", line, words, why="资料库里没有这部规划")

    def _one(self, catalogue: Catalogue, cited: str, line: int, words: str) -> Verified:
        key = catalogue.plan + cited.removeprefix(plan_of(cited))
        spots = catalogue.spots.get(words, [])
        here = _under(spots, key)
        if here is None and self.parts:
            spots = catalogue.holding(words)
            here = _under(spots, key)
        if here is not None:
            was = self.places.get(plan_of(cited) + here.key.removeprefix(catalogue.plan))
            if catalogue.plan != plan_of(cited):
                return _found("moved", line, words, here, f"现在在 {catalogue.plan}")
            if was not in (None, here.begins):
                return _found("moved", line, words, here, f"所在部分由第 {was} 行移到第 {here.begins} 行")
            return _found("unchanged", line, words, here)
        if spots:
            return _found("moved", line, words, spots[0], f"现在在 {spots[0].key}")
        like = catalogue.like(words, key) or catalogue.like(words, catalogue.plan)
        if like is not None:
            now, spot = like
            return Verified("changed", line, words, spot.key, spot.line, now, "文字或数字与资料库不同")
        return Verified("gone", line, words, why="这部规划里查不到这句话")

    def catalogue(self, key: str, sha256: str = "") -> Catalogue | None:
        """The lines of the plan that a key is of, or of the same file under another key; None where it is not in the library."""
        plan = plan_of(key)
        if plan not in self._catalogues:
            plans = {info.key: info for info in self.reader.plans()}
            twin = next((info.key for info in plans.values() if info.source.sha256 == sha256), None)
            today = plan if plan in plans else twin
            self._catalogues[plan] = Catalogue(self.reader, today) if today else None
        catalogue = self._catalogues[plan]
        if catalogue is not None:
            catalogue.with_record(catalogue.plan + key.removeprefix(plan))
        return catalogue


def of_markdown(reader: Reader, text: str, stamp: Mapping[str, Any]) -> Iterator[Verified]:
    """The quotes above each citation block of a Markdown file; what stands behind the last one is nobody's quote."""
    places = stamp.get("places")
    quotes = Quotes(reader, places if isinstance(places, dict) else {})
    block: list[Quote] = []
    for number, line in enumerate(text.split("\n"), 1):
        words = plain(line)
        cited = _CITED.search(words) if line.startswith(">") else None
        if cited and kind_of(cited["key"]):
            yield from quotes.check(cited["key"], cited["sha256"], block)
            block = []
        elif words and not line.startswith((">", "<!--")) and not _RULE.fullmatch(line.strip()):
            block.append((number, words))


def of_items(reader: Reader, items: object) -> Iterator[Verified]:
    """The quotes of the ``items`` of exported JSON."""
    quotes = Quotes(reader)
    waiting = list(reversed(items)) if isinstance(items, list) else []
    while waiting:
        item = waiting.pop()
        if not isinstance(item, dict):
            continue
        children = item.get("children")
        waiting += reversed(children) if isinstance(children, list) else []
        cited = item.get("citation")
        cited = cited if isinstance(cited, dict) else {}
        key = str(item.get("key"))
        if kind_of(key):
            yield from quotes.check(key, str(cited.get("sha256")), [(0, words) for words in _words(item) if words])


def _words(item: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one item, as `Catalogue` writes them."""
    if item.get("type") in ("indicator", "project"):
        sub = f"（{item['sub']}）" if item.get("sub") else ""
        yield f"{item.get('name')}{sub}"
    elif item.get("type") == "plan":
        yield str(item.get("title"))
    else:
        yield f"{item.get('number', '')}{item.get('title', '')}"
    for paragraph in str(item.get("text") or item.get("content") or "").split("\n"):
        yield " ".join(paragraph.split())
    for value in _list(item.get("values")):
        unit = value.get("unit") or item.get("unit") or ""
        printed = str(value.get("text"))
        role = {"baseline": "基期", "interim": "中期", "target": "目标"}.get(str(value.get("role")), "")
        yield f"{value.get('year') or '—'} | {role} | {printed if not unit or printed.endswith(unit) else f'{printed} {unit}'}"
    for table in _list(item.get("tables")):
        yield str(table.get("caption") or "")
        grid = table.get("grid")
        for row in grid if isinstance(grid, list) else ():
            if isinstance(row, list):
                yield joined(map(str, row))


def _list(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _under(spots: Iterable[Spot], key: str) -> Spot | None:
    return next((spot for spot in spots if spot.key == key or spot.key.startswith(f"{key}.")), None)


def _found(state: Any, line: int, words: str, spot: Spot, why: str = "") -> Verified:
    return Verified(state, line, words, spot.key, spot.line, "", why)
