"""Copying so that it arrives: the system's own clipboard, else the terminal's (OSC 52), else a file; and saying which it was.

A program on the far side of SSH has no clipboard of its own that the person could paste from, so there the terminal is asked first.
No terminal acknowledges OSC 52, some cut it off, and Apple's Terminal ignores it: what goes that way is said with a doubt.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Way = Literal["native", "terminal", "file"]

OSC52_LIMIT = 74_994
"""Characters of base64 that terminals take; longer ones are cut off or dropped (xterm, tmux)."""
_SECONDS = 3.0
"""A clipboard program that hangs (Wayland without a compositor) is given up after that."""


@dataclass(frozen=True, slots=True)
class Copied:
    """Which way the words go: ``sequence`` has still to be sent to the terminal, ``path`` is the file that holds them."""

    way: Way
    sequence: str = ""
    path: Path | None = None


def copy(words: str, folder: Path, env: Mapping[str, str] = os.environ) -> Copied:
    """Put ``words`` where they can be pasted from; call it in a thread. ``folder`` takes the file, OSError if it cannot."""
    remote = _remote(env)
    if not remote and any(_run(command, words) for command in native_commands(env)):
        return Copied("native")
    sequence = osc52(words, env)
    if sequence and (remote or env.get("TERM_PROGRAM") != "Apple_Terminal"):
        return Copied("terminal", sequence)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "clipboard.txt"
    path.write_text(words, encoding="utf-8")
    return Copied("file", path=path)


def likely(env: Mapping[str, str]) -> tuple[Way, str]:
    """Which way `copy` will go first here, and by which program; nothing is run."""
    remote = _remote(env)
    if not remote and (commands := native_commands(env)):
        return "native", commands[0][0]
    return ("terminal" if remote or env.get("TERM_PROGRAM") != "Apple_Terminal" else "file"), ""


def _remote(env: Mapping[str, str]) -> bool:
    return bool(env.get("SSH_CONNECTION") or env.get("SSH_TTY"))


def native_commands(env: Mapping[str, str], platform: str = sys.platform) -> list[tuple[str, ...]]:
    """The clipboard programs of this system that are there, best first."""
    if platform == "win32":
        names: list[tuple[str, ...]] = [("clip.exe",)]
    elif platform == "darwin":
        names = [("pbcopy",)]
    else:
        names = [("clip.exe",)] if env.get("WSL_DISTRO_NAME") else []
        if env.get("WAYLAND_DISPLAY"):
            names.append(("wl-copy",))
        if env.get("DISPLAY"):
            names += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    return [name for name in names if shutil.which(name[0], path=env.get("PATH"))]


def _run(command: tuple[str, ...], words: str) -> bool:
    # clip.exe reads its code page (GBK on Chinese Windows) unless a byte order mark says UTF-16; pbcopy goes by the locale.
    windows = command[0] == "clip.exe"
    data = words.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-16") if windows else words.encode()
    nowhere = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=nowhere,
            stderr=nowhere,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "LC_CTYPE": "UTF-8"},
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def osc52(words: str, env: Mapping[str, str]) -> str:
    """The control sequence that asks a terminal to take the words, wrapped for tmux or screen; empty where they are too many."""
    data = base64.b64encode(words.encode()).decode()
    if len(data) > OSC52_LIMIT:
        return ""
    plain = f"\x1b]52;c;{data}\x07"
    if env.get("TMUX"):
        # tmux takes the plain one where set-clipboard is on, and passes the wrapped one on where allow-passthrough is.
        return plain + "\x1bPtmux;\x1b" + plain + "\x1b\\"
    return f"\x1bP{plain}\x1b\\" if env.get("STY") else plain
