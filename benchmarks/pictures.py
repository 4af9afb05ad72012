"""``make pictures``: the app drawn from the samples into SVG, and into PNG where Chromium is installed; some at three sizes.

Rich's SVG gives Chinese half its width (Textualize/rich issue 2742): the text lengths are put right here, in terminal cells.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

if TYPE_CHECKING:
    from textual.pilot import Pilot

ROOT = Path(__file__).resolve().parents[1]
SIZES = ((80, 24), (120, 40), (200, 50))
"""Columns and rows of the terminal."""
MIDDLE = SIZES[1:2]
CELL = 12.2
FONTS = "'Noto Sans Mono CJK SC','Sarasa Mono SC','DejaVu Sans Mono',monospace"
WORDS = "护理型床位占比"

Steps = Callable[["Pilot[Any]"], Awaitable[None]]


async def _typed(pilot: Pilot[Any]) -> None:
    await pilot.press("ctrl+f", *WORDS)
    await _settled(pilot)


async def _search(pilot: Pilot[Any]) -> None:
    await _typed(pilot)
    await pilot.press("down", "enter")
    await _settled(pilot)


async def _compare(pilot: Pilot[Any]) -> None:
    await _typed(pilot)
    await pilot.press("down", "enter", "f4")
    await _settled(pilot)
    await pilot.press("f10")
    await _settled(pilot)


async def _export(pilot: Pilot[Any]) -> None:
    await _search(pilot)
    await pilot.press("ctrl+e")
    await _settled(pilot)
    await pilot.press("ctrl+u", *"文稿/摘录.md")  # no folder of this machine
    await _settled(pilot)


async def _help(pilot: Pilot[Any]) -> None:
    await pilot.press("f1")
    await _settled(pilot)


async def _matrix(pilot: Pilot[Any]) -> None:
    await pilot.press("f8")
    await _settled(pilot)
    await pilot.press("down", "down", "right", "right")
    await _settled(pilot)


async def _opened(pilot: Pilot[Any], words: str) -> None:
    """Quick-open what these words name."""
    await pilot.press("f2", *words)
    await _settled(pilot)
    await pilot.press("enter")
    await _settled(pilot)


async def _basket(pilot: Pilot[Any]) -> None:
    await _search(pilot)
    await pilot.press("ctrl+f", "down", "down", "shift+f5", "down", "shift+f5")
    await _settled(pilot)
    await _opened(pilot, "养老床位和站点成倍增加")
    await pilot.press("shift+f5")
    await _settled(pilot)
    await pilot.press("shift+f6")
    await _settled(pilot)
    await pilot.press("ctrl+t", *"与本区基期核对", "enter")
    await _settled(pilot)


async def _import(pilot: Pilot[Any]) -> None:
    await pilot.press("f7")
    await _settled(pilot)
    await pilot.press(*"samples")
    await _settled(pilot)
    await pilot.press("enter")
    await _settled(pilot)


async def _findings(pilot: Pilot[Any]) -> None:
    await _opened(pilot, "柳湾区民政")
    await pilot.press("shift+f9")
    await _settled(pilot)
    await pilot.press("enter")
    await _settled(pilot)


async def _pair(pilot: Pilot[Any]) -> None:
    await _opened(pilot, "养老床位和站点成倍增加")
    await pilot.press("ctrl+n")
    await _settled(pilot)
    await pilot.press("shift+f4")
    await _settled(pilot)


async def _upper(pilot: Pilot[Any]) -> None:
    await _opened(pilot, "云溪市民政事业发展“十四五”规划")
    await pilot.press("shift+f7")
    await _settled(pilot)
    await pilot.press("enter")
    await _settled(pilot)


UNFINISHED: dict[str, tuple[Steps, Sequence[tuple[int, int]]]] = {"import": (_import, MIDDLE)}
"""Scenes of a library that some of the samples are not in yet."""
SCENES: dict[str, tuple[Steps, Sequence[tuple[int, int]]]] = {
    "search": (_search, SIZES),
    "compare": (_compare, SIZES),
    "export": (_export, SIZES),
    "help": (_help, SIZES),
    "matrix": (_matrix, MIDDLE),
    "upper": (_upper, MIDDLE),
    "findings": (_findings, MIDDLE),
    "pair": (_pair, MIDDLE),
    "basket": (_basket, MIDDLE),
}


async def _settled(pilot: Pilot[Any]) -> None:
    """Until the workers of the app have answered and the screen is painted."""
    for _ in range(12):
        await pilot.pause(0.1)


def mended(svg: str) -> str:
    """The SVG with text lengths in cells, fonts that hold Chinese, and no font from a network."""

    def length(match: re.Match[str]) -> str:
        cells = cell_len(html.unescape(match[3]))
        return f'{match[1]}textLength="{round(cells * CELL, 2)}" lengthAdjust="spacingAndGlyphs"{match[2]}>{match[3]}</text>'

    svg = re.sub(r'(<text [^>]*?)textLength="[^"]*"([^>]*)>([^<]*)</text>', length, svg)
    svg = re.sub(r"@font-face\s*{.*?}\s*", " ", svg, flags=re.S)
    svg = svg.replace("font-variant-east-asian: full-width;", "")
    return re.sub(r"font-family: (?:Fira Code, monospace|arial)", f"font-family: {FONTS}", svg)


async def picture(library: Path, state: Path, size: tuple[int, int], steps: Steps) -> str:
    """The screen after some keys, as SVG."""
    from library.library import Library
    from tui.app import Guilan

    with Library.open(library) as opened:
        app = Guilan(opened, state)
        async with app.run_test(size=size) as pilot:
            await _settled(pilot)
            await pilot.press("escape")
            await _settled(pilot)
            await steps(pilot)
            return mended(app.export_screenshot(title="规览"))


def to_png(svg: Path) -> None:
    """Beside the SVG, with Chromium; nothing happens where there is none."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg.read_text("utf-8"))
    if not browser or not box:
        return
    width, height = (int(float(side)) + 1 for side in box.groups())
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking")
    png = svg.with_suffix(".png")
    command = [browser, *flags, f"--window-size={width},{height}", f"--screenshot={png}", svg.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def draw(svg: str, target: Path) -> None:
    """Write a picture: as PNG where there is a browser."""
    target.write_text(svg, "utf-8")
    to_png(target)
    if target.with_suffix(".png").exists():
        target.unlink()
    print(target.stem, file=sys.stderr)


def main(folder: Path) -> int:
    """Draw every scene at every size into ``folder``."""
    from indexer.build import build

    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    # From the project's folder, so that the names of files are its own, not those of this machine.
    with contextlib.chdir(ROOT), tempfile.TemporaryDirectory() as scratch:
        library = Path(scratch) / "library"
        samples = sorted(Path("samples").iterdir())
        for files, scenes in ((samples[::2], UNFINISHED), (samples, SCENES)):
            build(library, files)
            for name, (steps, sizes) in scenes.items():
                for columns, rows in sizes:
                    svg = asyncio.run(picture(library, Path(scratch) / f"{name}{columns}", (columns, rows), steps))
                    draw(svg, folder / f"{name}-{columns}x{rows}.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
