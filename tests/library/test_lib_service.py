from __future__ import annotations

import subprocess
import sys
from concurrent.futures import wait
from pathlib import Path

import pytest

from library.errors import LibraryMissing, NothingFound
from library.service import Broken, ServiceClient
from tests.library.lib_index import build, text_plan

LONG = 60  # seconds: only a hang takes that long


@pytest.fixture
def library(tmp_path: Path) -> Path:
    build(tmp_path, [text_plan("a-2021-0001", [("甲", "社区食堂"), ("乙", "日间照料")])]).close()
    return tmp_path


@pytest.fixture
def client(library: Path) -> object:
    client = ServiceClient(library)
    yield client
    client.close()


def test_it_searches_and_calls_what_the_library_can(client: ServiceClient) -> None:
    assert client.search("食堂").result(LONG).hits[0].key == "a-2021-0001.1"
    assert client.search("食堂", kind="indicator").result(LONG).total == 0
    assert client.concepts().result(LONG) == ()
    assert client.call("plans").result(LONG)[0].key == "a-2021-0001"
    with pytest.raises(NothingFound):
        client.call("section", "a-2021-0001.9").result(LONG)


def test_a_newer_search_overtakes_the_older(client: ServiceClient) -> None:
    futures = [client.search(query) for query in ["食", "食堂", "照", "照料"] * 25]
    assert futures[-1].result(LONG).query == "照料"
    assert wait(futures, LONG).not_done == set()
    assert all(future.cancelled() or future.result().query for future in futures)
    assert sum(future.cancelled() for future in futures) >= 90


def test_a_crash_is_survived_once(client: ServiceClient) -> None:
    assert client.search("食堂").result(LONG).total == 1
    first = client._process
    assert first is not None
    first.kill()
    assert client.search("照料").result(LONG).total == 1
    assert client._process is not first


def test_a_question_that_kills_is_given_up(client: ServiceClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(_library: Path) -> subprocess.Popen[bytes]:
        code = "import os; os.read(0, 1)"
        return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    client.search("食堂").result(LONG)
    monkeypatch.setattr("library.service._spawn", dying)
    assert client._process is not None
    client._process.kill()
    with pytest.raises(Broken):
        client.search("食堂").result(LONG)
    monkeypatch.undo()
    assert client.search("食堂").result(LONG).total == 1, "the next question gets a new process"


def test_a_new_generation_is_seen(client: ServiceClient, library: Path) -> None:
    assert client.search("新词").result(LONG).total == 0
    build(library, [text_plan("b-2021-0002", [("丙", "新词")])]).close()
    assert client.search("新词").result(LONG).total == 1


def test_a_missing_index_is_built_and_told_of(library: Path) -> None:
    next((library / "plans.index" / "1").glob("*.seg")).unlink()
    told: list[tuple[int, int]] = []
    client = ServiceClient(library, lambda done, total: told.append((done, total)))
    assert client.search("食堂").result(LONG).total == 1
    client.close()
    assert told == [(0, 1), (1, 1)]


def test_closing_ends_the_process(client: ServiceClient) -> None:
    client.search("食堂").result(LONG)
    process = client._process
    assert process is not None
    client.close()
    assert process.poll() is not None
    with pytest.raises(Broken):
        client.search("食堂").result(LONG)
    client.close()


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    client = ServiceClient(tmp_path / "nowhere")
    with pytest.raises(LibraryMissing):
        client.search("食堂").result(LONG)
    build(tmp_path / "nowhere", [text_plan("a-2021-0001", [("甲", "食堂")])]).close()
    assert client.search("食堂").result(LONG).total == 1
    client.close()


def test_the_parents_side_is_light() -> None:
    code = "import sys, library.service; print({'whoosh', 'jieba', 'sqlite_utils', 'opencc', 'pypinyin'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "set()"
