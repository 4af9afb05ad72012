from __future__ import annotations

import doctest
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import library.library
from library import GuilanError, Library, locate
from library.database import FILE, connect_to_write
from library.errors import LibraryBusy, LibraryMissing, NothingFound, UsageError
from library.lock import FolderLock
from library.store import Store
from tests.library.lib_plans import small_plan

PLAN = small_plan()


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("user")))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Library]:
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans([PLAN, small_plan("白石", "白石.txt")])
    with Library.open(tmp_path) as door:
        yield door


def test_the_example_in_the_docstring_runs() -> None:
    assert doctest.testmod(library.library) == doctest.TestResults(0, 3)


def test_opening_what_is_not_there_and_making_it(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing) as told:
        Library.open(tmp_path)
    assert isinstance(told.value, GuilanError)
    with Library.open(tmp_path / "a" / "b", create=True) as door:
        assert (door.plans(), door.generation, door.concepts()) == ([], 0, ())
    (tmp_path / FILE).touch()
    with Library.open(tmp_path, create=True) as door:
        assert door.plans() == []


def test_the_package_is_light_and_gives_what_it_names() -> None:
    code = (
        "import sys, library; print('library.model' in sys.modules); from library import *; print(Library.__name__, Plan.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "Library", "Plan"]
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        library.__getattr__("nothing")


def test_the_order_in_which_a_library_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUILAN_LIBRARY", raising=False)
    monkeypatch.chdir(tmp_path)
    user = locate()
    assert user.is_absolute()
    assert user.name == "guilan"
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "other"\n')
    assert locate() == user
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "guilan"\n')
    assert locate() == Path("data")
    (tmp_path / "pyproject.toml").unlink()
    (tmp_path / "data").mkdir()
    assert locate() == user
    (tmp_path / "data" / FILE).touch()
    assert locate() == Path("data")
    monkeypatch.setenv("GUILAN_LIBRARY", "elsewhere")
    assert locate() == Path("elsewhere")
    assert locate("here") == Path("here")


def test_the_dump_is_what_the_contract_prints(opened: Library) -> None:
    document = json.loads(json.dumps(opened.dump(PLAN.key), ensure_ascii=False))
    assert document["schema"] == 1
    (plan,) = document["plans"]
    assert plan["period"] == {"name": "十四五", "start": 2021, "end": 2025}
    assert plan["source"] == {"file": "青禾.txt", "format": "text", "encoding": "utf-8", "sha256": PLAN.source.sha256}
    assert plan["warnings"] == [{"code": "missing-box-body", "message": "专栏2只有标题，没有内容。", "line": 31}]
    assert plan["sections"][2] == {
        "key": f"{PLAN.key}.1.1",
        "parent": f"{PLAN.key}.1",
        "level": 2,
        "number": "（一）",
        "title": "主要成效",
        "kind": "heading",
        "text": "街道服务站全部建成。",
        "source": {"line": 5, "end_line": 6, "start": 50, "end": 60, "page": None},
    }
    assert plan["tables"][0]["grid"][1] == ["护理床位占比", "41%", "≥62%"]
    assert plan["indicators"][0]["values"][1] == {
        "year": 2025,
        "role": "target",
        "text": "≥62%",
        "op": ">=",
        "number": 62.0,
        "unit": "%",
        "measure": "比例",
    }
    assert set(plan["indicators"][0]) >= {
        "key",
        "section",
        "no",
        "name",
        "sub",
        "category",
        "attribute",
        "unit",
        "definition",
        "origin",
    }
    assert plan["projects"][0]["kind"] == "工程"
    assert [p["key"] for p in opened.dump()["plans"]] == [info.key for info in opened.plans()]
    with pytest.raises(NothingFound):
        opened.dump("nowhere-0000")


def test_bookmarks_say_what_they_mark(opened: Library) -> None:
    for record in (PLAN, PLAN.sections[0], PLAN.sections[1], PLAN.indicators[0], PLAN.projects[0]):
        opened.add_bookmark(record.key, "看")
    titles = {mark.title for mark in opened.bookmarks()}
    assert titles == {
        PLAN.title,
        f"卷首（{PLAN.title}）",
        f"一、发展基础（{PLAN.title}）",
        f"护理床位占比（{PLAN.title}）",
        f"社区食堂提升工程（{PLAN.title}）",
    }
    opened.add_bookmark(PLAN.key, "再看")
    assert [mark.note for mark in opened.bookmarks() if mark.key == PLAN.key] == ["再看"]
    assert opened.remove_bookmark(PLAN.key)
    assert not opened.remove_bookmark(PLAN.key)
    assert len(opened.bookmarks()) == 4
    with pytest.raises(NothingFound):
        opened.add_bookmark(f"{PLAN.key}.77")


def test_notes_and_decisions_come_and_go(opened: Library) -> None:
    opened.user.add_note(PLAN.key, "一")
    opened.user.add_note("other-0000", "二")
    assert [note.text for note in opened.user.notes(PLAN.key)] == ["一"]
    assert opened.user.remove_note(opened.user.notes()[0].id)
    assert [note.text for note in opened.user.notes()] == ["二"]
    key = PLAN.indicators[0].key
    opened.user.decide_match(key, "护理床位占比", "confirmed")
    opened.user.decide_match(key, "护理床位占比", "split")
    assert [(m.concept, m.decision) for m in opened.user.matches()] == [("护理床位占比", "split")]
    assert opened.user.forget_match(key, "护理床位占比")
    assert opened.user.matches() == []


def test_exports_have_two_formats(opened: Library) -> None:
    assert "街道服务站全部建成" in opened.export([PLAN.sections[2].key])
    assert json.loads(opened.export([PLAN.sections[2].key], format="json"))["items"]
    with pytest.raises(UsageError, match="md 和 json") as told:
        opened.export([PLAN.key], format="pdf")
    assert told.value.code == 2


def test_search_and_compare_answer_through_the_door(opened: Library) -> None:
    assert PLAN.sections[2].key in {hit.key for hit in opened.search("街道服务站").hits}
    comparison = opened.compare("护理床位占比")
    assert comparison is not None
    assert {row.plan for row in comparison.rows} >= {PLAN.key}


def test_the_doctor_tells_sick_from_well(opened: Library) -> None:
    assert [check["name"] for check in opened.doctor()["checks"] if not check["ok"]] == ["index"]
    steps: list[tuple[int, int]] = []
    opened.rebuild(lambda done, total: steps.append((done, total)))
    assert steps[-1] == (2, 2)
    report = opened.doctor()
    assert report["ok"]
    assert report["counts"]["plans"] == 2
    assert all(check["message"].endswith("。") for check in report["checks"])
    connection = connect_to_write(opened.path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM plans WHERE key = ?", (PLAN.key,))
    connection.close()
    sick = {check["name"]: check["message"] for check in opened.doctor()["checks"] if not check["ok"]}
    assert "references" in sick
    assert "sections" in sick["references"]


def test_the_doctor_survives_broken_pages(opened: Library) -> None:
    asked = "SELECT rootpage FROM sqlite_master WHERE name IN ('sections', 'projects', 'sections_in_order')"
    pages = [page for (page,) in opened.reader.connection.execute(asked)]
    opened.close()
    file = opened.path / FILE
    data = bytearray(file.read_bytes())
    for page in pages:
        data[(page - 1) * 4096 : page * 4096 - 4000] = b"\xff" * 96
    file.write_bytes(data)
    with Library.open(opened.path) as door:
        report = door.doctor()
    assert not report["ok"]
    assert [(check["name"], check["ok"]) for check in report["checks"]] == [("database", False)]
    assert "已损坏" in report["checks"][0]["message"]


def test_no_rebuild_while_somebody_writes(opened: Library) -> None:
    with FolderLock(opened.path), pytest.raises(LibraryBusy, match="另一个规览程序"):
        opened.rebuild()
