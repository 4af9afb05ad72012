from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from library.database import FILE
from library.errors import LibraryDamaged, LibraryMissing, NothingFound
from library.reading import Reader, heading
from library.store import Store
from tests.library.lib_plans import small_plan

PLAN, OTHER = small_plan(), small_plan("白石", "白石.txt")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    with Store.open(folder, create_missing=True) as store:
        store.replace_plans([PLAN, OTHER])
    return folder


@pytest.fixture
def reader(folder: Path) -> Iterator[Reader]:
    reader = Reader(folder)
    yield reader
    reader.close()


@pytest.mark.parametrize(
    ("number", "title", "wanted"),
    [
        ("一、", "总体要求", "一、总体要求"),
        ("（二）", "目标", "（二）目标"),
        ("第一章", "总则", "第一章 总则"),
        ("", "前言", "前言"),
        ("1.2", "目标", "1.2 目标"),
    ],
)
def test_a_heading_is_set_as_chinese_sets_it(number: str, title: str, wanted: str) -> None:
    assert heading(number, title) == wanted


def test_plans_come_by_region(reader: Reader) -> None:
    assert [info.region for info in reader.plans()] == sorted([PLAN.region, OTHER.region])
    assert {info.key for info in reader.plans()} == {PLAN.key, OTHER.key}


def test_the_outline_is_in_document_order_and_counts(reader: Reader) -> None:
    nodes = reader.outline(PLAN.key)
    assert [node.key for node in nodes] == [section.key for section in PLAN.sections]
    assert [node.has_children for node in nodes] == [False, True, False, False, True, False]
    assert [node.indicators for node in nodes] == [0, 0, 0, 0, 0, 1]


def test_from_the_first_section_to_the_last_and_back(reader: Reader) -> None:
    forward = [PLAN.sections[0].key]
    while (following := reader.next_section(forward[-1])) is not None:
        forward.append(following)
    assert forward == [section.key for section in PLAN.sections]
    assert [reader.previous_section(key) for key in forward] == [None, *forward[:-1]]


def test_a_sections_way_from_the_top(reader: Reader) -> None:
    key = PLAN.sections[2].key
    assert reader.path_of(key) == ("一、发展基础", "（一）主要成效")
    assert [node.key for node in reader.parents(key)] == [PLAN.sections[1].key]


def test_what_stands_in_a_section_in_a_plan_and_everywhere(reader: Reader) -> None:
    box = PLAN.sections[-1].key
    assert reader.tables(box) == list(PLAN.tables)
    assert reader.indicators(section=box) == list(PLAN.indicators)
    assert reader.projects(PLAN.key) == list(PLAN.projects)
    assert reader.indicators(PLAN.key, PLAN.sections[0].key) == []
    assert {i.key for i in reader.indicators()} == {PLAN.indicators[0].key, OTHER.indicators[0].key}
    assert reader.indicator(PLAN.indicators[0].key) == PLAN.indicators[0]
    assert reader.project(PLAN.projects[0].key) == PLAN.projects[0]
    assert reader.cautions(PLAN.key) == PLAN.warnings


def test_keys_are_resolved(reader: Reader) -> None:
    asked = (PLAN, PLAN.sections[0], PLAN.indicators[0], PLAN.projects[0])
    assert [reader.resolve(record.key) for record in asked] == ["plan", "section", "indicator", "project"]
    assert [reader.resolve(key) for key in ("", "护理", f"{PLAN.key}.9", f"{PLAN.key}.t1", "'; DROP TABLE plans")] == [None] * 5


def test_an_unknown_key_is_told(reader: Reader) -> None:
    for ask in (
        reader.plan,
        reader.plan_info,
        reader.section,
        reader.indicator,
        reader.project,
        reader.path_of,
        reader.next_section,
    ):
        with pytest.raises(NothingFound, match="没有“nowhere-0000”") as told:
            ask("nowhere-0000")
        assert told.value.code == 1


def test_many_threads_may_share_a_reader(reader: Reader) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(reader.plan, [PLAN.key, OTHER.key] * 40))
    assert answers == [PLAN, OTHER] * 40


def test_a_reader_sees_what_was_written_after_it_opened(tmp_path: Path) -> None:
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans([PLAN])
        reader = Reader(tmp_path)
        with reader.one_state():
            before = reader.generation
            store.replace_plans([OTHER])
            assert reader.generation == before
            assert len(reader.plans()) == 1
        assert reader.generation == before + 1
        assert len(reader.plans()) == 2
        reader.close()


def test_no_library_here(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="guilan index"):
        Reader(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


class ReadOnlyMedium:
    """``sqlite3.connect`` as it behaves where no ``-shm`` file can be made: only an immutable database opens."""

    def __init__(self) -> None:
        self._connect = sqlite3.connect

    def __call__(self, name: str, **options: Any) -> sqlite3.Connection:
        if "immutable=1" not in name:
            name = name.replace(FILE, "no-such-file")
        connection: sqlite3.Connection = self._connect(name, **options)
        return connection


def test_a_read_only_medium_is_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(folder / FILE, tmp_path)
    monkeypatch.setattr("library.database.sqlite3.connect", ReadOnlyMedium())
    reader = Reader(tmp_path)
    assert reader.plan(PLAN.key) == PLAN
    reader.close()


def test_a_read_only_medium_with_unfinished_business_says_so(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(folder / FILE, tmp_path)
    (tmp_path / f"{FILE}-wal").write_bytes(b"frames")
    monkeypatch.setattr("library.database.sqlite3.connect", ReadOnlyMedium())
    with pytest.raises(LibraryDamaged, match="复制到可写的位置"):
        Reader(tmp_path)
