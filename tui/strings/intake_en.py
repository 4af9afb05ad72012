"""English: importing documents, and where in them something stands."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "place.line": "line {line}",
    "place.lines": "lines {line}–{end}",
    "place.paragraph": "paragraph {line}",
    "place.paragraphs": "paragraphs {line}–{end}",
    "place.page": "page {page}",
    "place.sheet": "sheet {page}, {lines} as read out",
}
