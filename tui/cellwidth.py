"""How many cells an ambiguous character takes in this run, how that is known, and what lines are drawn with because of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tui.settings import Settings
from tui.strings import text
from tui.text import glyphs


@dataclass(frozen=True, slots=True)
class Width:
    """``how``: set by the person, ``asked`` of the terminal, or ``silent``: it did not answer and 1 is assumed."""

    cells: int = 1
    how: Literal["set", "asked", "silent"] = "silent"

    @property
    def words(self) -> str:
        """One sentence."""
        return text(f"probe.{self.how}", cells=text(f"probe.cells.{self.cells}"))


_now = Width()
_answer: int | None = None


def now() -> Width:
    """What holds in this run."""
    return _now


def drawn_now() -> tuple[Width, glyphs.Glyphs]:
    """What lines that were laid out depend on beside their room: to be kept with them where they are kept."""
    return _now, glyphs.now()


def heard(answer: int | None) -> None:
    """The terminal's answer: 1 or 2, None where there was none."""
    global _answer
    _answer = answer


def decided(settings: Settings) -> Width:
    """What the settings and the terminal's answer come to."""
    if settings.width != "auto":
        return Width(int(settings.width), "set")
    return Width(_answer, "asked") if _answer else Width()


def use(settings: Settings) -> bool:
    """Measure and draw by the settings from now on; whether what was laid out before has to be laid out again."""
    global _now
    _now = decided(settings)
    before = glyphs.now()
    glyphs.use("ascii" if settings.ascii(_now.cells) else "box")
    from tui.compat.ambiguous import measure

    measured = measure(_now.cells, 1 if glyphs.now() is glyphs.BOX else _now.cells)
    return measured or glyphs.now() is not before
