"""Copying: the system's clipboard, else the terminal's, else a file; each with the bytes that it can read."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

import pytest

from tui.clipboard import OSC52_LIMIT, copy, native_commands, osc52

WORDS = "到2025年护理型床位占比≥60%\n第二行"
PROGRAMS = pytest.mark.skipif(sys.platform == "win32", reason="stands in for the clipboard programs with shell scripts")


def program(folder: Path, name: str, status: int = 0) -> Path:
    """A stand-in for a clipboard program that keeps what it is given."""
    kept = folder / f"{name}.kept"
    path = folder / name
    path.write_text(f'#!/bin/sh\n/bin/cat > "{kept}"\nexit {status}\n')
    path.chmod(0o755)
    return kept


@PROGRAMS
@pytest.mark.parametrize(
    ("name", "extra", "encoding"),
    [
        ("wl-copy", {"WAYLAND_DISPLAY": "w"}, "utf-8"),
        ("xclip", {"DISPLAY": ":0"}, "utf-8"),
        ("clip.exe", {"WSL_DISTRO_NAME": "u"}, "utf-16"),
    ],
)
def test_the_systems_clipboard_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, extra: dict[str, str], encoding: str
) -> None:
    kept = program(tmp_path, name)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    copied = copy(WORDS, tmp_path, {"PATH": str(tmp_path), **extra})
    assert copied.way == "native"
    assert kept.read_bytes().decode(encoding).replace("\r\n", "\n") == WORDS


@PROGRAMS
def test_a_clipboard_program_that_fails_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "xclip", status=1)
    monkeypatch.setenv("PATH", str(tmp_path))
    copied = copy(WORDS, tmp_path, {"PATH": str(tmp_path), "DISPLAY": ":0"})
    assert copied.way == "terminal"


def test_over_ssh_the_far_machines_clipboard_is_of_no_use(tmp_path: Path) -> None:
    copied = copy(WORDS, tmp_path, {"PATH": os.environ.get("PATH", ""), "DISPLAY": ":0", "SSH_CONNECTION": "x"})
    assert copied.way == "terminal"
    assert base64.b64decode(copied.sequence.removeprefix("\x1b]52;c;").removesuffix("\x07")).decode() == WORDS


@pytest.mark.parametrize(("env", "words"), [({"TERM_PROGRAM": "Apple_Terminal"}, WORDS), ({}, "长" * OSC52_LIMIT)])
def test_where_no_terminal_would_take_it_it_becomes_a_file(tmp_path: Path, env: dict[str, str], words: str) -> None:
    copied = copy(words, tmp_path / "state", {"PATH": "", **env})
    assert copied.way == "file"
    assert copied.path is not None
    assert copied.path.read_text("utf-8") == words


def test_multiplexers_get_the_sequence_wrapped() -> None:
    plain = osc52(WORDS, {})
    assert osc52(WORDS, {"TMUX": "x"}) == plain + "\x1bPtmux;\x1b" + plain + "\x1b\\"
    assert osc52(WORDS, {"STY": "x"}) == f"\x1bP{plain}\x1b\\"


def test_each_system_has_its_programs(tmp_path: Path) -> None:
    for name in ("clip.exe", "pbcopy", "wl-copy", "xclip", "xsel"):
        program(tmp_path, name)
    path = {"PATH": str(tmp_path)}
    assert native_commands(path, "darwin") == [("pbcopy",)]
    assert native_commands(path, "linux") == []
    assert [one[0] for one in native_commands({**path, "WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux")] == [
        "wl-copy",
        "xclip",
        "xsel",
    ]
