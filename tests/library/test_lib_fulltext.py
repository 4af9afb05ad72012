from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from library import fulltext
from library.fulltext import check, ensure
from library.reading import Reader
from tests.library.lib_index import ask, build, keys, text_plan

FIRST = text_plan("a-2021-0001", [("甲", "社区食堂"), ("乙", "日间照料")])
SECOND = text_plan("b-2021-0002", [("丙", "社区食堂与助浴")])


@pytest.fixture
def library(tmp_path: Path) -> tuple[Path, Reader]:
    return tmp_path, build(tmp_path, [FIRST, SECOND])


def folder_of(library: tuple[Path, Reader]) -> Path:
    return library[0] / "plans.index" / str(library[1].generation)


def test_a_whole_index_is_opened_as_it_is(library: tuple[Path, Reader]) -> None:
    assert check(library[0], 1) is None
    told: list[tuple[int, int]] = []
    index = ensure(*library, lambda done, total: told.append((done, total)))
    assert len(index.corpus) == 3
    assert told == []
    assert ensure(*library) is index


@pytest.mark.parametrize(
    "victim", ["stamp.json", "texts.bin", "texts.json", "frequent.json", "buckets.json", "_MAIN_1.toc", "*.seg"]
)
@pytest.mark.parametrize("harm", ["gone", "cut", "flipped", "empty"])
def test_a_damaged_index_is_built_again(library: tuple[Path, Reader], victim: str, harm: str) -> None:
    (path,) = folder_of(library).glob(victim)
    data = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        flipped = bytes([data[0] ^ 1]) + data[1:]
        path.write_bytes({"cut": data[:-1], "flipped": flipped, "empty": b""}[harm])
    assert check(library[0], 1)
    told: list[tuple[int, int]] = []
    ensure(*library, lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert check(library[0], 1) is None
    assert keys(ask(*library, "食堂")) == {"a-2021-0001.1", "b-2021-0002.1"}


def test_a_missing_index_is_built(library: tuple[Path, Reader]) -> None:
    shutil.rmtree(library[0] / "plans.index")
    assert check(library[0], 1) == "缺少全文索引"
    assert ask(*library, "食堂").total == 2


def test_another_users_or_librarys_or_versions_index_is_not_opened(
    library: tuple[Path, Reader], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    build(other, [SECOND])
    shutil.rmtree(folder_of(library))
    shutil.copytree(other / "plans.index" / "1", folder_of(library))
    assert check(library[0], 1)
    assert ask(*library, "照料").total == 1
    stamp = folder_of(library) / "stamp.json"
    told = json.loads(stamp.read_text("utf-8"))
    stamp.write_text(json.dumps(told | {"format": -1}), encoding="utf-8")
    assert check(library[0], 1) == "全文索引由其他版本写成"
    stamp.write_text(json.dumps(told), encoding="utf-8")
    assert check(library[0], 1) is None
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "somebody"))
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_args, **_options: str(tmp_path / "somebody"))
    assert check(library[0], 1)


def test_a_change_is_added_to_the_index_at_hand(tmp_path: Path) -> None:
    many = [text_plan(f"n-2021-{at:04x}", [(f"第{at}份", f"编号{at}的食堂"), ("余", "其他")]) for at in range(12)]
    build(tmp_path, many).close()
    new = text_plan(many[3].key, [("新", "改为助浴")])
    reader = build(tmp_path, [new], removed=[many[5].key])
    folder = tmp_path / "plans.index" / "2"
    assert len(list(folder.glob("*.seg"))) == 2, "one segment was added to the old one"
    left = {f"{plan.key}.1" for at, plan in enumerate(many) if at not in (3, 5)}
    assert keys(ask(tmp_path, reader, "食堂", limit=99)) == left
    assert keys(ask(tmp_path, reader, "助浴")) == {f"{new.key}.1"}
    assert keys(ask(tmp_path, reader, "编号11的")) == {f"{many[11].key}.1"}
    assert ask(tmp_path, reader, "编号5的").total == ask(tmp_path, reader, "编号3的").total == 0
    build(tmp_path, many).close()
    assert len(list((tmp_path / "plans.index" / "3").glob("*.seg"))) == 1, "too much changed: built afresh"
    assert ask(tmp_path, reader, "编号5的").total == 1


def test_the_index_of_a_new_generation_is_noticed(library: tuple[Path, Reader]) -> None:
    folder, reader = library
    assert ask(folder, reader, "新词").total == 0
    build(folder, [text_plan("c-2021-0003", [("丁", "新词")])]).close()
    assert ask(folder, reader, "新词").total == 1


def test_a_failed_build_leaves_nothing_behind(library: tuple[Path, Reader]) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    shutil.rmtree(folder_of(library))
    with pytest.raises(KeyboardInterrupt):
        ensure(*library, stop)
    assert list((library[0] / "plans.index").iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to this user")
def test_a_library_that_cannot_be_written_is_searched_all_the_same(library: tuple[Path, Reader]) -> None:
    shutil.rmtree(library[0] / "plans.index")
    library[0].chmod(0o500)
    try:
        assert ask(*library, "食堂").total == 2
    finally:
        library[0].chmod(0o700)


def test_no_place_for_the_index_is_no_reason_not_to_search(library: tuple[Path, Reader]) -> None:
    shutil.rmtree(library[0] / "plans.index")
    (library[0] / "plans.index").write_text("in the way", encoding="utf-8")
    assert ask(*library, "食堂").total == 2


def test_an_empty_library_has_an_index(tmp_path: Path) -> None:
    reader = build(tmp_path, [])
    assert ask(tmp_path, reader, "食堂").total == 0
    assert fulltext.check(tmp_path, 1) is None
