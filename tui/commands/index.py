"""``guilan index PATH...``: files and folders into the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from library.cleaning import clean_line
from library.errors import UsageError
from tui.cli import Argument, Command, Option, library_folder
from tui.commands.common import json_option, print_json, say
from tui.strings import text

SKIPPED = 10
"""So many files that are passed over are named; ``--json`` names all."""


@click.command(cls=Command, help="index.help")
@click.argument("paths", cls=Argument, nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--jobs", cls=Option, type=click.IntRange(1, 64), help="index.jobs")
@click.option("--force", cls=Option, is_flag=True, help="index.force")
@click.option("--prune", cls=Option, is_flag=True, help="index.prune")
@json_option
@click.pass_obj
def command(option: str | None, paths: tuple[Path, ...], jobs: int | None, force: bool, prune: bool, as_json: bool) -> int:
    """Index; exit status 1 where a file failed or nothing was found."""
    for path in paths:
        if not path.exists():
            raise UsageError(text("error.path", path=clean_line(str(path))))
    report = run_index(library_folder(option), paths, jobs=jobs, force=force, prune=prune)
    if as_json:
        print_json(asdict(report))
    say_report(report)
    return 1 if report.failed or not (report.added or report.updated or report.unchanged or report.removed) else 0


def run_index(folder: Path, paths: Sequence[Path], *, title: str | None = None, **options: Any) -> Any:
    """Index with a progress bar on stderr: count, files a second, time left, the file in work."""
    from indexer.build import build

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[file]}", markup=False),
    )
    if title:
        say(title)
    with Progress(*columns, console=Console(stderr=True, highlight=False), transient=True) as bar:
        task = bar.add_task(text("index.progress"), total=None, file="", rate="")

        def progress(done: int, total: int, _file: str, *_rest: object) -> None:
            speed = bar.tasks[task].speed
            bar.update(task, completed=done, total=total, rate=text("index.rate", rate=speed) if speed else "")

        def working(file: str) -> None:
            bar.update(task, file=clean_line(file))

        return build(folder, paths, progress=progress, working=working, **options)


def say_report(report: Any) -> None:
    """The report in words, on stderr."""
    counts = {name: len(getattr(report, name)) for name in ("added", "updated", "unchanged", "removed", "failed")}
    for entry in report.failed:
        say(text("index.failed", file=clean_line(entry.file), message=clean_line(entry.message)))
    for entry in (*report.added, *report.updated):
        if entry.warnings:
            say(text("index.warned", file=clean_line(entry.file), count=entry.warnings, plan=entry.plan))
    for group in report.versions:
        best, *others = group.plans
        names = "、".join(f"{clean_line(other.file)}（{other.kind}）" for other in others)
        say(text("index.versions", file=clean_line(best.file), others=names, plan=best.plan))
    if report.skipped:
        say(text("index.skipped", count=len(report.skipped)))
        for entry in report.skipped[:SKIPPED]:
            say(f"  {clean_line(entry.file)}：{entry.message}")
    if not any(counts.values()):
        say(text("index.nothing"))
    say(text("index.done", seconds=report.took_ms / 1000, **counts))
