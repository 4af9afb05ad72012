"""Short forms and other names for the same thing (低保, 最低生活保障): a list that people can edit, in TOML."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path

from library.chinese import folded
from library.cleaning import clean_line
from library.errors import UsageError

FILE = "synonyms.toml"
_HEAD = "# 同一事物的不同说法，一行一组；检索时某个说法找不到，就试同组的其他说法。\n"


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


def add_pair(library: Path, word: str, other: str) -> None:
    """Write two names for the same thing into the library's own file. OSError where it cannot be written.

    What stands in the file is kept; one that cannot be read is kept beside as ``synonyms.toml.bak``.
    """
    word, other = (clean_line(name).strip() for name in (word, other))
    if not folded(word) or not folded(other) or folded(word) == folded(other):
        raise UsageError("请给出两个不同的说法，例如：低保 最低生活保障。")
    path = library / FILE
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    groups = [[name for name in group if isinstance(name, str)] for group in _groups(path)]
    if old and not groups:
        path.with_suffix(".toml.bak").write_text(old, encoding="utf-8")
    for group in groups:
        if word in group or other in group:
            group += [name for name in (word, other) if name not in group]
            break
    else:
        groups.append([word, other])
    head = "".join(line + "\n" for line in old.splitlines() if line.startswith("#")) or _HEAD
    lines = [f"  {json.dumps(group, ensure_ascii=False)}," for group in groups]  # a JSON list of strings is one of TOML
    fresh = path.with_suffix(".toml.new")
    fresh.write_text("\n".join([f"{head}groups = [", *lines, "]", ""]), encoding="utf-8")
    fresh.replace(path)
    synonyms.cache_clear()


def _groups(path: Path) -> list[list[object]]:
    try:
        groups = tomllib.loads(path.read_text(encoding="utf-8")).get("groups")
    except (OSError, ValueError):
        return []
    return [group for group in groups if isinstance(group, list)] if isinstance(groups, list) else []
