"""Short forms and other names for the same thing (低保, 最低生活保障): a list that people can edit, in TOML."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from library.chinese import folded

FILE = "synonyms.toml"


@cache
def synonyms(library: Path | None = None) -> dict[str, tuple[str, ...]]:
    """For each folded word the other folded words of its groups: ours and those of the library's own file.

    What cannot be read in a library's own file is left out: a search must not fail for it.
    """
    out: dict[str, list[str]] = {}
    for path in (Path(__file__).with_name(FILE), *([library / FILE] if library else [])):
        for group in _groups(path):
            words = [folded(word) for word in group if isinstance(word, str) and folded(word)]
            for word in words:
                out.setdefault(word, []).extend(other for other in words if other != word)
    return {word: tuple(dict.fromkeys(others)) for word, others in out.items()}


def _groups(path: Path) -> list[list[object]]:
    try:
        groups = tomllib.loads(path.read_text(encoding="utf-8")).get("groups")
    except (OSError, ValueError):
        return []
    return [group for group in groups if isinstance(group, list)] if isinstance(groups, list) else []
