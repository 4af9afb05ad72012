"""Legacy Word and WPS documents (.doc, .wps): read directly; where that cannot be, through a converter that is installed."""

from __future__ import annotations

from pathlib import Path

from indexer.blocks import Document
from indexer.readers import word97


def read(_path: Path, data: bytes, sha256: str) -> Document | None:
    """The document. Raises `indexer.readers.ReadFailure`."""
    return word97.document(data, sha256)
