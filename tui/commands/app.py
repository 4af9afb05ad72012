"""``guilan`` alone: the full-screen app, or reading line by line, with the samples as the first library."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from library.errors import UsageError
from tui.cellwidth import heard
from tui.cli import library_folder
from tui.compat.probe import Probe
from tui.settings import load
from tui.strings import text


def open_app(option: str | None, lang: str) -> int:
    """Open the app; with no library yet, build one from the samples first. Needs a terminal on both ends, or a browser."""
    served = "TEXTUAL_DRIVER" in os.environ
    if not served and (not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb"):
        raise UsageError(text("error.terminal"))
    folder = first_library(option)
    # Nothing made while the app is imported and mounted is garbage, so the collector would look in vain. The app turns it on again.
    gc.disable()
    settings, troubles = load()
    with Probe(ask=settings.width == "auto") as asked:
        from tui.app import run

        heard(asked.take())
    return run(folder, lang, settings, troubles, asked.typed)


def open_plain(option: str | None) -> int:
    """Read line by line, on any standard input and output; with no library yet, build one from the samples first."""
    from library.library import Library
    from tui.plain import read_aloud

    with Library.open(first_library(option), create=True) as library:
        return read_aloud(library)


def first_library(option: str | None) -> Path:
    """The library's folder; where it holds none yet, one of the samples."""
    folder = library_folder(option)
    if not (folder / "plans.db").exists() and (samples := samples_folder()):
        from tui.commands.index import run_index

        run_index(folder, [samples], title=text("index.samples"))
    return folder


def samples_folder() -> Path | None:
    """The bundled samples: beside the code in a wheel, at the top of a checkout."""
    here = Path(__file__).resolve().parents[1]
    return next((folder for folder in (here / "samples", here.parent / "samples") if folder.is_dir()), None)
