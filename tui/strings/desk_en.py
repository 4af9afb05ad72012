"""English: basket, settings, reading aids."""

from __future__ import annotations

TEXTS: dict[str, str] = {}
