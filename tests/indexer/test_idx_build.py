from __future__ import annotations

import errno
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer import build as building
from indexer.build import build
from indexer.report import Report
from library import fulltext
from library.database import FILE, SCHEMA_VERSION, connect_to_write
from library.errors import DiskFull, LibraryBusy, LibraryNewer
from library.lock import FolderLock
from library.reading import Reader
from library.userdata import UserData
from tests.indexer import idx_extractor


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("user")))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with three documents."""
    folder = tmp_path / "desk"
    folder.mkdir()
    for name in ("青禾", "白石", "东岭"):
        (folder / f"{name}.txt").write_text(f"{name}\n{name}的文字")
    return folder


def run(library: Path, *paths: Path, **options: Any) -> Report:
    return build(library, paths, extractor=idx_extractor.NAME, **options)


def files(entries: list[Any]) -> list[str]:
    return [Path(entry.file).name for entry in entries]


def plans(library: Path) -> dict[str, str]:
    """Key of each plan by the name of its file."""
    reader = Reader(library)
    found = {Path(info.source.file).name: info.key for info in reader.plans()}
    reader.close()
    return found


def whole(library: Path) -> bool:
    """Whether database and full text are well and agree."""
    reader = Reader(library)
    connection = reader.connection
    fine = (
        connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        and not connection.execute("PRAGMA foreign_key_check").fetchall()
    )
    fine = fine and fulltext.check(library, reader.generation) is None
    stored = sum(
        connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("sections", "indicators", "projects")
    )
    fine = fine and len(fulltext.ensure(library, reader).corpus) == stored
    reader.close()
    return fine


def test_a_folder_becomes_a_library_and_again_is_nothing_to_do(desk: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    first = run(library, desk)
    assert files(first.added) == ["东岭.txt", "白石.txt", "青禾.txt"]
    assert all(entry.warnings == 1 and entry.plan for entry in first.added)
    assert (first.updated, first.unchanged, first.removed, first.failed, first.cancelled) == ([], [], [], [], False)
    assert whole(library)
    reader = Reader(library)
    generation = reader.generation
    again = run(library, desk)
    assert files(again.unchanged) == files(first.added)
    assert [entry.plan for entry in again.unchanged] == [entry.plan for entry in first.added]
    assert reader.generation == generation == 1
    reader.close()
    assert json.loads(json.dumps(again.as_dict()))["unchanged"][0]["file"].endswith("东岭.txt")


def test_a_changed_file_replaces_its_plan_and_keeps_its_key(desk: Path, tmp_path: Path) -> None:
    run(tmp_path, desk)
    before = plans(tmp_path)
    (desk / "青禾.txt").write_text("青禾\n新的文字")
    report = run(tmp_path, desk)
    assert (files(report.updated), len(report.unchanged)) == (["青禾.txt"], 2)
    assert plans(tmp_path) == before
    reader = Reader(tmp_path)
    assert reader.section(f"{before['青禾.txt']}.0").text == "新的文字"
    assert reader.generation == 2
    reader.close()
    assert whole(tmp_path)
    assert [folder.name for folder in (tmp_path / "plans.index").iterdir()] == ["2"]


def test_force_and_a_new_extractor_read_everything_again(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path, desk)
    assert len(run(tmp_path, desk, force=True).updated) == 3
    monkeypatch.setattr(building, "extractor_version", lambda: "newer")
    assert len(run(tmp_path, desk).updated) == 3
    assert len(run(tmp_path, desk).unchanged) == 3


def test_files_that_fail_spoil_nothing(desk: Path, tmp_path: Path) -> None:
    run(tmp_path, desk)
    (desk / "坏.txt").write_text("坏\nCRASH")
    (desk / "空.txt").write_text("")
    (desk / "空二.txt").write_text("")
    (desk / "青禾.txt").write_text("青禾\nRAISE")
    (desk / "新.txt").write_text("新\n文字")
    before = plans(tmp_path)
    report = run(tmp_path, desk, tmp_path / "没有这个路径")
    assert {Path(e.file).name: e.code for e in report.failed} == {
        "坏.txt": "damaged",
        "空.txt": "empty",
        "空二.txt": "empty",
        "青禾.txt": "damaged",
        "没有这个路径": "unreadable",
    }
    assert files(report.added) == ["新.txt"]
    assert plans(tmp_path) == {**before, "新.txt": report.added[0].plan}
    assert whole(tmp_path)


def test_a_file_that_takes_too_long_is_stopped(desk: Path, tmp_path: Path) -> None:
    (desk / "慢.txt").write_text("慢\nHANG")
    report = run(tmp_path, desk, seconds=2.0)
    assert [(entry.code, Path(entry.file).name) for entry in report.failed] == [("timeout", "慢.txt")]
    assert len(report.added) == 3


def test_a_plan_that_does_not_hang_together_is_refused(desk: Path, tmp_path: Path) -> None:
    report = build(tmp_path, [desk], extractor="tests.indexer.idx_extractor:loose")
    assert [entry.code for entry in report.failed] == ["damaged"] * 3
    assert "重复" in report.failed[0].message


def test_a_copy_in_another_folder_is_not_taken_in_again(desk: Path, tmp_path: Path) -> None:
    (desk / "旧").mkdir()
    (desk / "旧" / "青禾.txt").write_text((desk / "青禾.txt").read_text())
    report = run(tmp_path, desk)
    (copied,) = report.unchanged
    assert len(report.added) == 3
    assert "内容与" in (copied.message or "")
    assert copied.plan in {done.plan for done in report.added}
    (desk / "新").mkdir()
    (desk / "新" / "青禾.txt").write_text((desk / "青禾.txt").read_text())
    assert len(run(tmp_path, desk).unchanged) == 5


def test_a_copy_under_another_name_is_another_version(desk: Path, tmp_path: Path) -> None:
    (desk / "青禾副本.txt").write_text((desk / "青禾.txt").read_text())
    assert len(run(tmp_path, desk).added) == 4
    found = plans(tmp_path)
    assert len(set(found.values())) == 4
    assert len(run(tmp_path, desk).unchanged) == 4
    assert plans(tmp_path) == found


def test_a_file_that_moved_keeps_its_plan(desk: Path, tmp_path: Path) -> None:
    run(tmp_path, desk)
    key = plans(tmp_path)["青禾.txt"]
    (desk / "青禾.txt").rename(desk / "青禾区.txt")
    report = run(tmp_path, desk, prune=True)
    assert (len(report.unchanged), report.removed, report.added) == (3, [], [])
    assert "移到这里" in next(e.message or "" for e in report.unchanged if e.plan == key)
    assert plans(tmp_path)["青禾区.txt"] == key


def test_two_files_that_change_places_lose_nothing(desk: Path, tmp_path: Path) -> None:
    run(tmp_path, desk)
    one, other = desk / "青禾.txt", desk / "白石.txt"
    first, second = one.read_text(), other.read_text()
    one.write_text(second)
    other.write_text(first)
    report = run(tmp_path, desk)
    assert (len(report.updated), len(report.unchanged), report.removed) == (2, 1, [])
    assert set(plans(tmp_path)) == {"青禾.txt", "白石.txt", "东岭.txt"}


def test_a_copy_of_what_a_changed_file_held_is_a_plan_of_its_own(desk: Path, tmp_path: Path) -> None:
    run(tmp_path, desk)
    (desk / "旧版.txt").write_text((desk / "青禾.txt").read_text())
    (desk / "青禾.txt").write_text("青禾\n改过")
    report = run(tmp_path, desk)
    assert (files(report.added), files(report.updated)) == (["旧版.txt"], ["青禾.txt"])
    assert len(set(plans(tmp_path).values())) == 4


def test_a_file_that_became_a_copy_leaves_one_plan(desk: Path, tmp_path: Path) -> None:
    (desk / "旧").mkdir()
    (desk / "旧" / "青禾.txt").write_text("另一份文字")
    run(tmp_path, desk)
    (desk / "旧" / "青禾.txt").write_text((desk / "青禾.txt").read_text())
    report = run(tmp_path, desk)
    assert (len(report.removed), len(report.unchanged)) == (1, 4)
    assert set(plans(tmp_path)) == {"青禾.txt", "白石.txt", "东岭.txt"}
    assert whole(tmp_path)


def test_what_is_gone_goes_only_when_asked_and_only_from_there(desk: Path, tmp_path: Path) -> None:
    library, other = tmp_path / "library", tmp_path / "other"
    other.mkdir()
    (other / "南坪.txt").write_text("南坪\n文字")
    run(library, desk, other)
    (desk / "青禾.txt").unlink()
    (other / "南坪.txt").unlink()
    (other / "北岸.txt").write_text("北岸\n文字")
    assert run(library, desk).removed == []
    assert files(run(library, desk, prune=True).removed) == ["青禾.txt"]
    assert set(plans(library)) == {"白石.txt", "东岭.txt", "南坪.txt"}
    other.rename(tmp_path / "unplugged")
    gone = run(library, other, prune=True)
    assert (gone.removed, [entry.code for entry in gone.failed]) == ([], ["unreadable"])
    assert files(run(library, other / "南坪.txt", prune=True).removed) == ["南坪.txt"]
    assert whole(library)


def test_progress_is_told_for_each_file(desk: Path, tmp_path: Path) -> None:
    (desk / "空.txt").write_text("")
    seen: list[tuple[int, int, str, int, int]] = []
    run(tmp_path, desk, progress=lambda *step: seen.append(step))
    assert [step[:2] for step in seen] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert {Path(step[2]).name for step in seen} == {"东岭.txt", "白石.txt", "青禾.txt", "空.txt"}
    assert seen[-1][3:] == (3, 1)


def test_cancelling_keeps_what_is_done(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    for number in range(60):
        (desk / f"{number:02}.txt").write_text(f"区{number}\nSLOW {number}")
    done: list[int] = []
    report = run(tmp_path, desk, jobs=2, progress=lambda at, *_: done.append(at), cancelled=lambda: len(done) >= 5)
    assert report.cancelled
    assert 5 <= len(report.added) < 60
    assert len(plans(tmp_path)) == len(report.added)
    assert whole(tmp_path)
    rest = run(tmp_path, desk)
    assert len(rest.added) + len(report.added) == 60
    assert not rest.cancelled


def test_ctrl_c_keeps_what_is_done(desk: Path, tmp_path: Path) -> None:
    def interrupt(*_step: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, desk, progress=interrupt)
    assert len(plans(tmp_path)) == 1
    assert whole(tmp_path)


def test_a_long_run_is_written_in_whole_steps(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_STEP_FILES", 1)
    monkeypatch.setattr(building, "_WRITING_SHARE", 0)
    run(tmp_path, desk)
    reader = Reader(tmp_path)
    assert reader.generation == 3
    reader.close()
    assert whole(tmp_path)


def test_only_one_indexer_at_a_time(desk: Path, tmp_path: Path) -> None:
    with FolderLock(tmp_path), pytest.raises(LibraryBusy, match="另一个规览程序") as told:
        run(tmp_path, desk)
    assert told.value.code == 3
    (tmp_path / "plans.lock").write_text("left behind by a run that was killed")
    assert len(run(tmp_path, desk).added) == 3


def test_a_newer_library_is_left_alone(desk: Path, tmp_path: Path) -> None:
    run(tmp_path, desk)
    connection = connect_to_write(tmp_path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(LibraryNewer):
        run(tmp_path, desk, force=True)
    assert (tmp_path / FILE).read_bytes() == before


def test_a_full_disk_leaves_the_old_library_whole(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path, desk)
    before = plans(tmp_path)
    (desk / "新.txt").write_text("新\n文字")

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(fulltext, "write", full)
        with pytest.raises(DiskFull, match="磁盘空间不足") as told:
            run(tmp_path, desk)
    assert told.value.code == 3
    assert plans(tmp_path) == before
    assert whole(tmp_path)


def test_what_a_person_added_survives_every_run(desk: Path, tmp_path: Path) -> None:
    run(tmp_path, desk)
    user = UserData(tmp_path)
    user.add_bookmark(f"{plans(tmp_path)['青禾.txt']}.1", "发展基础", "要引用")
    before = user.bookmarks()
    (desk / "青禾.txt").unlink()
    run(tmp_path, desk, prune=True, force=True)
    assert user.bookmarks() == before


def lines_of(
    arguments: list[str], then: Callable[[subprocess.Popen[bytes]], None] | None = None
) -> tuple[int, list[dict[str, Any]]]:
    command = [sys.executable, "-m", "indexer", "--extractor", idx_extractor.NAME, *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        said = (line for line in map(json.loads, child.stdout) if line["event"] != "working")
        lines = [next(said)]
        if then is not None:
            then(child)
        lines += said
        return child.wait(), lines


def test_the_process_for_the_app_speaks_in_lines(desk: Path, tmp_path: Path) -> None:
    status, lines = lines_of(["--library", str(tmp_path), str(desk)])
    assert status == 0
    assert [line["event"] for line in lines] == ["progress"] * 3 + ["report"]
    assert len(lines[-1]["added"]) == 3
    with FolderLock(tmp_path):
        status, lines = lines_of(["--library", str(tmp_path), str(desk)])
    assert (status, lines[0]["event"], lines[0]["code"]) == (3, "error", 3)


@pytest.mark.parametrize("how", ["terminate", "stdin"])
def test_the_process_for_the_app_stops_when_told(how: str, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    for number in range(100):
        (desk / f"{number:02}.txt").write_text(f"区{number}\nSLOW {number}")

    def stop(child: subprocess.Popen[bytes]) -> None:
        if how == "terminate":
            child.terminate()
        elif child.stdin is not None:
            child.stdin.close()

    status, lines = lines_of(["--library", str(tmp_path), "--jobs", "1", "--until-stdin-closes", str(desk)], stop)
    assert status == 1
    assert lines[-1]["cancelled"]
    assert len(lines[-1]["added"]) == len(plans(tmp_path)) < 100
    assert whole(tmp_path)
