"""Markdown's inline marks taken off, so that the text is what a reader sees; the # of headings and the pipes of tables stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.trace import Traced

_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,1000}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,500})\]\([^)\n]{0,1000}\)"), r"\1"),
    (re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![*\w])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![*\w])"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"^ {0,3}(?:> ?)+", re.M), ""),
    (re.compile(r"(?<=\S) +#+ *$", re.M), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])"), r"\1"),
)


def plain_markdown(text: Traced) -> Traced:
    """The text without emphasis, links, code marks, quote marks, comments and escapes. Newlines within a comment stay."""
    text = text.splice(_comments(text.text))
    for pattern, new in _STEPS:
        text = text.sub(pattern, new)
    return text


def _comments(text: str) -> Iterator[tuple[int, int, str]]:
    """Every comment that is closed, and its newlines in its place."""
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        at = end + 3
        yield start, at, "\n" * text.count("\n", start, at)
