"""Tags and text of a web page, in one pass whose time grows with the page's length and nothing else.

The standard library's parser takes quadratic time for pages of unclosed comments and declarations; this one follows the same rules
(HTML standard, 13.2.5) as far as text needs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_MARK = re.compile(r"<(?:(!--)|([!?])|(/?)([a-zA-Z][^\s/>]{0,60}))")
_ATTRIBUTE = re.compile(r"""[\s/]*+([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)))?""")
_NO_MARKUP = {tag: re.compile(f"</{tag}[\\s/>]", re.I) for tag in ("script", "style", "textarea", "xmp")}
"""Elements in which nothing is markup, and what ends them."""
_MOST_ATTRIBUTES = 200

Token = tuple[bool, str, dict[str, str], str]
"""Whether it is an end tag; the tag's name in lower case, "" for text; its attributes; the text."""


def tokens(source: str) -> Iterator[Token]:
    """The tags and texts of a page, in order. Comments, declarations and the contents of scripts and styles are left out."""
    at = 0
    last = source.rfind(">")
    last_comment = source.rfind("-->")
    while mark := _MARK.search(source, at):
        if mark.start() > last:
            break
        if mark.start() > at:
            yield False, "", {}, unescape(source[at : mark.start()])
        comment, other, closing, name = mark.groups()
        if comment:
            at = source.find("-->", mark.end()) + 3 if mark.end() <= last_comment else mark.end()
        elif other:
            at = mark.end() + 7 if source.startswith("[CDATA[", mark.end()) else source.find(">", mark.start()) + 1
        else:
            tag = name.lower()
            attributes, at = _attributes(source, mark.end())
            at = source.find(">", at, last + 1) + 1 or last + 1
            yield bool(closing), tag, attributes, ""
            if tag in _NO_MARKUP and not closing:
                end = _NO_MARKUP[tag].search(source, at)
                at = end.start() if end else len(source)
    if at < len(source):
        yield False, "", {}, unescape(source[at:])


def _attributes(source: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag and where they end; of one that is given twice the first counts."""
    out: dict[str, str] = {}
    while match := _ATTRIBUTE.match(source, at):
        name, double, single, bare = match.groups()
        if len(out) < _MOST_ATTRIBUTES:
            out.setdefault(name.lower(), unescape(double or single or bare or ""))
        at = match.end()
    return out, at
