"""Contradictions inside one plan: every finding shows both places and asks; nothing is corrected. Pure: a Plan in, findings out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from library.checks import structure
from library.model import Finding, Plan


def check(plan: Plan) -> tuple[Finding, ...]:
    """All findings in a plan, whether it stands in a library or comes straight from a file, in the order of the document."""
    found = dict.fromkeys(structure.findings(plan))
    return tuple(sorted(found, key=lambda f: (f.places[0].line if f.places else 0, f.code)))


def as_json(findings: Iterable[Finding]) -> dict[str, Any]:
    """The JSON of the contract: ``{"findings": [{"plan", "code", "message", "places": [...]}]}``, with all of `Evidence`."""
    return {"findings": [asdict(finding) for finding in findings]}
