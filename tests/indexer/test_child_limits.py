"""A child takes no more memory than it may, and its parent no longer answer than it can hold; the next file finds both well."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.build import SECONDS_PER_FILE
from indexer.child import ANSWER_LIMIT, HEADER, packed
from indexer.report import Refusal
from indexer.worker import Worker
from library.model import Plan
from tests.indexer import limits_extractor


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker(limits_extractor.NAME)
    yield worker
    worker.close()


def ask(worker: Worker, folder: Path, word: str) -> Plan | Refusal:
    path = folder / "规划.txt"
    path.write_text(f"青禾\n{word}", "utf-8")
    return worker.extract(path, "规划.txt", 60)


@pytest.mark.parametrize(("word", "code"), [("LONG", "too-large"), ("DEEP", "damaged"), ("LIE", "damaged")])
def test_what_no_parent_should_take_is_refused(worker: Worker, tmp_path: Path, word: str, code: str) -> None:
    answer = ask(worker, tmp_path, word)
    assert isinstance(answer, Refusal)
    assert answer.code == code
    assert answer.message.endswith("。")
    assert isinstance(ask(worker, tmp_path, "好"), Plan)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is known to hold a process to its address space")
@pytest.mark.parametrize("word", ["MEMORY", "GROW"])
def test_memory_has_a_limit(worker: Worker, tmp_path: Path, word: str) -> None:
    answer = ask(worker, tmp_path, word)
    assert isinstance(answer, Refusal)
    assert answer.code == "too-large"
    assert isinstance(ask(worker, tmp_path, "好"), Plan)


def test_a_long_answer_becomes_a_short_refusal() -> None:
    data = packed(Refusal("damaged", "长" * ANSWER_LIMIT))
    assert HEADER.unpack(data[: HEADER.size]) == (len(data) - HEADER.size,)
    assert len(data) < 1000
    assert b"too-large" in data


def test_a_file_and_the_start_of_a_child_fit_into_half_a_minute() -> None:
    assert SECONDS_PER_FILE <= 25
