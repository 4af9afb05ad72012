"""The report of the doctor: terminal, colours, clipboard, fonts, library, versions, places. It holds no word of a document.

Used by ``guilan doctor`` and by the doctor's screen; imports nothing of the screen, so that it works where no screen does.
"""

from __future__ import annotations

import locale
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from library.cleaning import clean_line
from tui import cellwidth, clipboard
from tui.settings import load, settings_file
from tui.state import state_file
from tui.strings import text

PACKAGES = ("guilan", "textual", "rich", "click", "platformdirs", "opencc", "pypinyin", "pypdfium2", "python-calamine")
"""Whose versions are told, beside those that the library tells of itself."""
Part = tuple[str, tuple[str, ...]]
"""A heading and its lines."""


def parts(
    report: Mapping[str, Any] | None,
    library: Path,
    size: tuple[int, int] | None,
    *,
    trouble: str = "",
    env: Mapping[str, str] = os.environ,
    state: Path | None = None,
) -> list[Part]:
    """The whole report, part by part, every line cleaned.

    ``report`` is that of ``Library.doctor``, None where the library cannot be used and ``trouble`` says why; ``size`` is columns
    and lines of the terminal, None where there is none; ``state`` the folder of the session where it is not the usual one.
    """
    checks = _checks(report) if report else (trouble or text("doctor.no_report"),)
    told: list[tuple[str, Sequence[str]]] = [
        ("library", checks),
        ("terminal", terminal(env, size)),
        ("colours", (colours(env),)),
        ("clipboard", (_clipboard(env),)),
        ("fonts", text("doctor.font_advice").split("\n")),
        ("versions", versions(report)),
        ("places", places(library, state)),
    ]
    return [(text(f"doctor.{name}"), tuple(map(clean_line, lines))) for name, lines in told]


def written(found: Sequence[Part]) -> str:
    """The report as plain text, to be read or sent to somebody."""
    return "\n\n".join("\n".join([title, *(f"  {line}" for line in lines)]) for title, lines in found)


def _checks(report: Mapping[str, Any]) -> list[str]:
    lines = [f"{text('doctor.good' if one['ok'] else 'doctor.bad')}　{one['message']}" for one in report["checks"]]
    if counts := report.get("counts"):
        lines.append(text("doctor.counts", **{name: counts[name] for name in ("plans", "sections", "indicators", "projects")}))
    return lines


def terminal(env: Mapping[str, str], size: tuple[int, int] | None) -> list[str]:
    """What the terminal says of itself, and what stands between it and this program."""
    between = [
        name
        for name, sign in (("tmux", "TMUX"), ("GNU screen", "STY"), ("SSH", "SSH_CONNECTION"), ("WSL", "WSL_DISTRO_NAME"))
        if env.get(sign)
    ]
    program = " ".join(filter(None, (env.get("TERM_PROGRAM"), env.get("TERM_PROGRAM_VERSION"))))
    if env.get("WT_SESSION"):
        program = program or "Windows Terminal"
    words = next((env[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if env.get(name)), "")
    unknown = text("doctor.unknown")
    return [
        text("doctor.term", term=env.get("TERM") or unknown, program=program or unknown),
        text("doctor.size", columns=size[0], lines=size[1]) if size else text("doctor.no_size"),
        text("doctor.between", names="、".join(between)) if between else text("doctor.direct"),
        text("doctor.locale", locale=words or unknown, encoding=locale.getpreferredencoding(False)),
        cellwidth.now().words,
    ]


def colours(env: Mapping[str, str]) -> str:
    """How many colours there will be, and by what one knows."""
    if env.get("NO_COLOR"):
        return text("doctor.no_colour", said="NO_COLOR")
    if env.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return text("doctor.true_colour", said=f"COLORTERM={env['COLORTERM']}")
    term = env.get("TERM", "")
    if sys.platform == "win32":
        return text("doctor.true_colour", said="Windows")
    return text("doctor.some_colours", n=256 if "256color" in term else 16, said=f"TERM={term}", better="COLORTERM=truecolor")


def _clipboard(env: Mapping[str, str]) -> str:
    way, program = clipboard.likely(env)
    return text(f"doctor.copy_{way}", name=program or "OSC 52")


def versions(report: Mapping[str, Any] | None) -> list[str]:
    """Of this program, of Python, of what it stands on, of the system."""
    known = {name: _version(name) for name in PACKAGES}
    known |= (report or {}).get("versions", {})
    known.setdefault("python", platform.python_version())
    head = [text("doctor.system", system=platform.platform(terse=True))]
    return head + [f"{name} {number}" for name, number in known.items()]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "?"


def places(library: Path, state: Path | None = None) -> list[str]:
    """Where the files of this person are."""
    own = [text("settings.file", path=settings_file()), *(trouble.words for trouble in load()[1])]
    return [text("doctor.at_library", path=library.resolve()), text("doctor.at_state", path=state_file(library, state)), *own]


def as_data(library: Path, env: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """What the report says beside the library's own, for machines."""
    way, name = clipboard.likely(env)
    named = ("TERM", "TERM_PROGRAM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL")
    between = {sign.lower(): bool(env.get(sign)) for sign in ("TMUX", "STY", "SSH_CONNECTION", "WSL_DISTRO_NAME")}
    return {
        "packages": {name: _version(name) for name in PACKAGES},
        "terminal": {**{name.lower(): env.get(name) for name in named}, **between},
        "clipboard": {"way": way, "program": name or None},
        "width": {"cells": cellwidth.now().cells, "how": cellwidth.now().how},
        "settings": [trouble.words for trouble in load()[1]],
        "places": {"library": str(library.resolve()), "state": str(state_file(library)), "settings": str(settings_file())},
    }
