"""Whoosh's side of the full-text index: its fields. Apart from everything else, because it takes a while to import."""

from __future__ import annotations

from collections.abc import Iterator

from library.lightly import without

with without("urllib.request", having=("urlretrieve",)):  # takes as long to import as all of Whoosh, which never calls it
    from whoosh.fields import ID, FieldType, Schema
    from whoosh.formats import Existence


class Pairs(FieldType):  # type: ignore[misc]  # Whoosh has no type information
    """A field of Whoosh that takes ready terms: says only that one occurs in a document."""

    def __init__(self) -> None:
        super().__init__(Existence(), None)

    def index(self, value: set[bytes], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The postings of one document."""
        return ((term, 1, 1.0, b"") for term in value)


def schema() -> Schema:
    """The fields of an indexed document: buckets of its pairs, and its plan's key to take it out again."""
    return Schema(pairs=Pairs(), plan=ID())
