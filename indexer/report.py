"""What an indexing run did, as CONTRACT's ``guilan index --json`` prints it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from library.versions import Version


@dataclass(frozen=True, slots=True)
class Done:
    """A file that is in the library: ``plan`` its key, ``warnings`` how many; ``message`` what a person should know, or None."""

    file: str
    plan: str
    warnings: int
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that is not: ``code`` of CONTRACT, ``message`` a Chinese sentence."""

    file: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file gave no plan: ``code`` of CONTRACT and a Chinese sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder that is passed over; ``message`` says why, in Chinese."""

    file: str
    message: str


@dataclass(frozen=True, slots=True)
class Versions:
    """A document of this run that is here in several versions: ``preferred`` is the key of the one that counts, listed first."""

    preferred: str
    plans: tuple[Version, ...]


@dataclass(slots=True)
class Report:
    """The files of a run by what became of them, each list in the order in which the files were found. ``took_ms`` is wall time."""

    added: list[Done] = field(default_factory=list)
    updated: list[Done] = field(default_factory=list)
    unchanged: list[Done] = field(default_factory=list)
    removed: list[Done] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    versions: list[Versions] = field(default_factory=list)
    took_ms: int = 0
    cancelled: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The same as plain dicts and lists."""
        return asdict(self)
