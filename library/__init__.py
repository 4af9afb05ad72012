"""The ground floor: records, store, full text, search, comparison, export. ``from library import Library`` is the door.

The records come with it (``from library import Plan, Section``). Importing the package itself loads nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from library.errors import GuilanError
    from library.library import Library, locate
    from library.model import (
        Caution,
        Comparison,
        Hit,
        Indicator,
        Period,
        Plan,
        PlanInfo,
        Project,
        Results,
        Section,
        SectionNode,
        Source,
        Table,
        Value,
    )

__all__ = [
    "Caution",
    "Comparison",
    "GuilanError",
    "Hit",
    "Indicator",
    "Library",
    "Period",
    "Plan",
    "PlanInfo",
    "Project",
    "Results",
    "Section",
    "SectionNode",
    "Source",
    "Table",
    "Value",
    "locate",
]

_ELSEWHERE = {"Library": "library.library", "locate": "library.library", "GuilanError": "library.errors"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ELSEWHERE.get(name, "library.model")), name)
