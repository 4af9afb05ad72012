"""The export dialog: what will be written, where to; it never overwrites without being told to."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from library.errors import reason
from library.library import Library
from library.model import Comparison
from tui.screens.dialogs import Choice, Dialog
from tui.strings import text
from tui.widgets.entries import Entries, Entry
from tui.widgets.field import Field
from tui.widgets.paint import row
from tui.widgets.prose import Prose

Depth = Literal["section", "subtree"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something to write. ``data`` gives the bytes for a file name's suffix and a depth: the command's own bytes."""

    title: str
    name: str
    data: Callable[[str, Depth], bytes]
    deep: bool
    """Whether it has parts below it that may be left out."""

    @classmethod
    def of_key(cls, library: Library, key: str) -> Wanted:
        """A plan, section, indicator or project as Markdown, or JSON where the name ends in .json."""
        from library.export import safe_name

        def data(suffix: str, depth: Depth) -> bytes:
            return library.export([key], format="json" if suffix == ".json" else "md", depth=depth).encode()

        kind = library.resolve(key)
        plan = library.plan_info(key.split(".", 1)[0])
        title = plan.title
        if kind == "section":
            title = f"{plan.region} {library.path_of(key)[-1]}".strip()
        elif kind == "indicator":
            title = library.indicator(key).name
        elif kind == "project":
            title = library.project(key).name
        return cls(text("export.title"), safe_name(title), data, kind in ("plan", "section"))

    @classmethod
    def of_comparison(cls, library: Library, comparison: Comparison) -> Wanted:
        """A comparison as Markdown, CSV, XLSX or JSON, by the name's suffix, with its sources."""
        from library.export import safe_name

        def data(suffix: str, _depth: Depth) -> bytes:
            form = suffix.removeprefix(".") if suffix in (".csv", ".xlsx", ".json") else "md"
            return library.export_comparisons(comparison, format=form)

        return cls(text("export.title_comparison"), safe_name(comparison.concept), data, False)


class ExportDialog(Dialog):
    """Dismissed with "folder, newline, message" once the file is written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "depth", show=False, priority=True),
        Binding("tab,shift+tab,f6", "swap", show=False, priority=True),
    ]

    def __init__(self, wanted: Wanted, folder: str) -> None:
        super().__init__()
        self._wanted = wanted
        self._depth: Depth = "subtree"
        self._folder = Path(folder) if folder and Path(folder).is_dir() else Path.cwd()
        self._previewed = ""

    def compose(self) -> ComposeResult:
        """Where to, what, keys."""
        with Vertical(classes="box tall"):
            yield Prose(row((self._wanted.title, "head")), classes="title")
            yield Prose(text("export.path"))
            yield Field(str(self._folder / self._wanted.name), id="path")
            yield Prose("", id="trouble")
            yield Prose("", id="depth")
            yield Entries(id="preview")
            yield Prose(text("export.keys"), classes="keys")

    def on_mount(self) -> None:
        """Preview, then wait for the path."""
        self._preview()
        self.query_one(Field).focus()

    def _suffix(self) -> str:
        return Path(self.query_one(Field).value).suffix.lower()

    def _preview(self) -> None:
        state = f"{self._suffix()} {self._depth}"
        if state == self._previewed:
            return
        self._previewed = state
        depth = self.query_one("#depth", Prose)
        depth.say(text(f"export.depth.{self._depth}") if self._wanted.deep else text("export.formats"))
        if self._suffix() in (".xlsx", ".docx"):
            lines = [text("export.binary")]
        else:
            lines = self._wanted.data(self._suffix(), self._depth).decode("utf-8-sig").split("\n")
        head = Entry("head:", (row((text("export.preview", lines=len(lines)), "dim")),), heading=True)
        body = [Entry(str(number), (row(line or " "),), heading=True) for number, line in enumerate(lines)]
        self.query_one(Entries).show([head, *body])

    def on_input_changed(self) -> None:
        """Another suffix may mean another format."""
        self.query_one("#trouble", Prose).say("")
        self._preview()

    def on_input_submitted(self) -> None:
        """Enter writes."""
        self._write(overwrite=False)

    def on_field_away(self, event: Field.Away) -> None:
        """Arrows in the path scroll the preview."""
        page = max(1, self.query_one(Entries).size.height - 2) if abs(event.step) > 1 else 1
        self.query_one(Entries).scroll_relative(y=page if event.step > 0 else -page, animate=False)

    def action_depth(self) -> None:
        """With or without what stands below."""
        if self._wanted.deep:
            self._depth = "section" if self._depth == "subtree" else "subtree"
            self._preview()

    def action_swap(self) -> None:
        """Between the path and the preview."""
        field = self.query_one(Field)
        (self.query_one(Entries) if field.has_focus else field).focus()

    def _path(self) -> Path | None:
        typed = self.query_one(Field).value.strip().strip("'\"")
        if not typed:
            self._trouble(text("export.no_path"))
            return None
        path = Path(typed).expanduser()
        path = path if path.is_absolute() else Path.cwd() / path
        if path.is_dir():
            self._trouble(text("export.is_folder", path=path))
        elif not path.parent.is_dir():
            self._trouble(text("export.no_folder", folder=path.parent))
        else:
            return path
        return None

    def _trouble(self, words: str) -> None:
        self.query_one("#trouble", Prose).say(row((words, "warn")))

    def _write(self, *, overwrite: bool) -> None:
        from library.export import write_file

        path = self._path()
        if path is None:
            return
        data = self._wanted.data(path.suffix.lower(), self._depth)
        try:
            write_file(path, data, overwrite=overwrite)
        except FileExistsError:
            self._ask(path)
            return
        except OSError as error:
            self._trouble(explain(error, path))
            return
        size = text("size.bytes", n=len(data)) if len(data) < 2048 else text("size.kb", n=f"{len(data) / 1024:.0f}")
        self.dismiss(f"{path.parent}\n{text('export.saved', path=path, size=size)}")

    def _ask(self, path: Path) -> None:
        free = free_name(path)
        answers = [
            ("rename", text("export.rename", name=free.name)),
            ("overwrite", text("export.replace")),
            ("", text("export.cancel")),
        ]

        def answered(answer: str | None) -> None:
            if answer == "rename":
                self.query_one(Field).value = str(free)
                self._write(overwrite=False)
            elif answer == "overwrite":
                self._write(overwrite=True)

        self.app.push_screen(Choice(text("export.taken", name=path.name), answers), answered)


def free_name(path: Path) -> Path:
    """A name beside ``path`` that is not taken: 名字-2.md, 名字-3.md, …"""
    number = 2
    while (found := path.with_name(f"{path.stem}-{number}{path.suffix}")).exists():
        number += 1
    return found


def explain(error: OSError, path: Path) -> str:
    """Why a file could not be written, and what to do."""
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return text("export.denied", path=path)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return text("export.full")
    return text("export.os", path=path, why=reason(error))
