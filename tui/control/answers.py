"""Answers of the search process, brought from its thread to the screen's."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from textual.message import Message

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

T = TypeVar("T")


class Answered(Message):
    """A question was answered: ``take`` is to be called with the answer, or ``failed`` with what went wrong in words."""

    def __init__(self, future: Future[Any], take: Callable[[Any], None], failed: Callable[[str], None]) -> None:
        super().__init__()
        self.future = future
        self.take = take
        self.failed = failed

    def deliver(self, words: Callable[[BaseException], str]) -> None:
        """Hand the answer over; ``words`` says what an error means. Nothing is done where the question was given up."""
        if self.future.cancelled():
            return
        error = self.future.exception()
        if error is None:
            self.take(self.future.result())
        else:
            self.failed(words(error))


def when_answered(desk: MainScreen, future: Future[T], take: Callable[[T], None], failed: Callable[[str], None]) -> None:
    """Have ``take`` called with the answer, or ``failed`` with a sentence, on the screen's own thread."""
    future.add_done_callback(lambda done: desk.post_message(Answered(done, take, failed)))
