"""Simplified Chinese: the views of comparison: matrix, time, upper plan, findings."""

from __future__ import annotations

TEXTS: dict[str, str] = {}
