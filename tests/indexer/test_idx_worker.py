from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.pool import extract_all
from indexer.report import Refusal
from indexer.walk import Found
from indexer.worker import Worker
from library.model import Plan
from tests.indexer import idx_extractor


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(idx_extractor.NAME)
    yield worker
    worker.close()


def ask(worker: Worker, folder: Path, text: str, seconds: float = 30) -> Plan | Refusal:
    path = folder / "规划.txt"
    path.write_text(text)
    return worker.extract(path, "规划.txt", seconds)


def test_a_crash_a_hang_and_a_bug_fail_alone(worker: Worker, tmp_path: Path) -> None:
    fine = ask(worker, tmp_path, "青禾\n好")
    assert isinstance(fine, Plan)
    codes = {}
    for text in ("青禾\nCRASH", "青禾\nRAISE", "", "青禾\nHANG", "青禾\nSPIN"):
        answer = ask(worker, tmp_path, text, 1.5 if "HANG" in text or "SPIN" in text else 30)
        assert isinstance(answer, Refusal)
        assert answer.message.endswith("。")
        codes[text.partition("\n")[2]] = answer.code
        assert ask(worker, tmp_path, "青禾\n好") == fine
    assert codes == {"CRASH": "damaged", "RAISE": "damaged", "": "empty", "HANG": "timeout", "SPIN": "timeout"}


def test_a_file_that_went_away_is_unreadable(worker: Worker, tmp_path: Path) -> None:
    answer = worker.extract(tmp_path / "没有.txt", "没有.txt", 30)
    assert isinstance(answer, Refusal)
    assert answer.code == "unreadable"


def test_what_a_library_prints_spoils_nothing(worker: Worker, tmp_path: Path) -> None:
    assert isinstance(ask(worker, tmp_path, "青禾\nPRINT"), Plan)
    assert isinstance(ask(worker, tmp_path, "青禾\n好"), Plan)


def test_closing_ends_a_hanging_child_at_once(tmp_path: Path) -> None:
    worker = Worker(idx_extractor.NAME)
    assert isinstance(ask(worker, tmp_path, "青禾\n好"), Plan)
    answers: list[Plan | Refusal] = []
    thread = threading.Thread(target=lambda: answers.append(ask(worker, tmp_path, "青禾\nHANG", 50)))
    thread.start()
    worker.close()
    thread.join(10)
    assert not thread.is_alive()
    assert isinstance(answers[0], Refusal)
    assert answers[0] == ask(worker, tmp_path, "青禾\n好")


def test_all_files_come_back_and_cancelling_stops(tmp_path: Path) -> None:
    files = []
    for number in range(30):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"青禾\n{number} SLOW")
        files.append(Found(path, path.name))
    everything = list(extract_all(files, 2, idx_extractor.NAME, 30, lambda: False))
    assert {file for file, _ in everything} == set(files)
    assert all(isinstance(result, Plan) and result.source.file == file.shown_as for file, result in everything)
    assert len(list(extract_all(files, 2, idx_extractor.NAME, 30, lambda: True))) < 30
    assert list(extract_all([], 2, idx_extractor.NAME, 30, lambda: False)) == []
