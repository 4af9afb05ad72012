"""Simplified Chinese: importing documents, and where in them something stands."""

from __future__ import annotations

from library.places import WORDS

TEXTS: dict[str, str] = {f"place.{name}": words for name, words in WORDS.items()}
