"""Markdown's inline marks taken off, so that the text is what a reader sees; the # of headings and the pipes of tables stay."""

from __future__ import annotations

import re

from indexer.trace import Traced

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![*\w])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![*\w])"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"^ {0,3}(?:> ?)+", re.M), ""),
    (re.compile(r"(?<=\S) +#+ *$", re.M), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])"), r"\1"),
)


def plain_markdown(text: Traced) -> Traced:
    """The text without emphasis, links, code marks, quote marks, comments and escapes. Newlines within a comment stay."""
    text = text.sub(_COMMENT, lambda match: "\n" * match[0].count("\n"))
    for pattern, new in _STEPS:
        text = text.sub(pattern, new)
    return text
