"""The versions of a document: which one counts, and what a person says about it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from library.errors import GuilanError
from tui.control.imported import name_of
from tui.screens.dialogs import Choice, Item, Picker
from tui.strings import text
from tui.view import plan_of
from tui.widgets.paint import row

if TYPE_CHECKING:
    from library.versions import Version
    from tui.screens.main import MainScreen

KEEP, APART, OPEN = "keep:", "apart:", "open:"


class Versions:
    """Documents that are in the library more than once."""

    def __init__(self, desk: MainScreen) -> None:
        self.desk = desk

    def do_versions(self) -> None:
        """The versions of the plan at hand; where it has none, all documents that have some."""
        page = self.desk.browser.page
        plan = plan_of(page.key) if page is not None else ""
        if plan and self.desk.library.reader.versions(plan):
            self.offer(plan)
            return
        groups = self.desk.library.reader.versions()
        if not groups:
            self.desk.flash(text("version.none"))
            return
        items = [
            Item(group[0].plan, (row(group[0].title), row((_files(group), "dim"), indent=2)), _files(group)) for group in groups
        ]
        self.desk.app.push_screen(Picker(text("version.title"), items), lambda key: self.offer(key) if key else None)

    def offer(self, plan: str) -> None:
        """Ask what is to be done with the versions of a plan."""
        found = self.desk.library.reader.versions(plan)
        if not found:
            self.desk.flash(text("version.none"))
            return
        best, *others = found[0]
        answers = [(f"{OPEN}{best.plan}", text("version.current", file=name_of(best.file), format=best.format))]
        for one in others:
            about = {"file": name_of(one.file), "format": one.format, "kind": one.kind}
            answers += [
                (f"{KEEP}{one.plan}", text("version.keep", **about)),
                (f"{APART}{one.plan}", text("version.apart", **about)),
                (f"{OPEN}{one.plan}", text("version.open", **about)),
            ]
        question = text("version.question", title=best.title, n=len(found[0]))
        self.desk.app.push_screen(Choice(question, answers), partial(self._answered, best.plan))

    def _answered(self, best: str, answer: str | None) -> None:
        user = self.desk.library.user
        key = (answer or "").partition(":")[2]
        if answer and answer.startswith(OPEN):
            self.desk.browser.open(key)
        elif answer and answer.startswith(KEEP):
            self._do(partial(user.prefer_version, key), text("version.kept"))
        elif answer:
            self._do(partial(user.part_versions, best, key), text("version.parted"))

    def _do(self, decide: Callable[[], None], words: str) -> None:
        self.desk.run_worker(self._decide(decide, words), name="versions", exit_on_error=False)

    async def _decide(self, decide: Callable[[], None], words: str) -> None:
        """Write the word down, in a thread: an indexer may be writing; then show what follows from it."""
        try:
            await asyncio.to_thread(decide)
        except GuilanError as error:
            self.desk.flash(error.message, warn=True)
            return
        self.desk.flash(words)
        self.desk.browser.replant()


def _files(group: Sequence[Version]) -> str:
    return "、".join(name_of(one.file) for one in group)
