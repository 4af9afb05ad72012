from __future__ import annotations

import errno
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from sqlite_utils import Database

from library import schema
from library.database import FILE, SCHEMA_VERSION, connect_to_write, create
from library.errors import DiskFull, LibraryBusy, LibraryDamaged, LibraryMissing, LibraryNewer
from library.model import Indicator, Plan, Section, Source, Span, Value
from library.reading import Reader
from library.store import Known, Origin, Store, defect_of
from library.userdata import UserData
from tests.library.lib_plans import any_plan, small_plan


def fill(folder: Path, *plans: Plan) -> None:
    with Store.open(folder, create_missing=True) as store:
        store.replace_plans(plans)


def rows_in(folder: Path, table: str) -> int:
    with Database(folder / FILE) as database:
        return int(database.table(table).count)


@settings(max_examples=40, deadline=None)
@given(any_plan())
def test_what_is_stored_is_read_back(plan: Plan) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder, plan)
        reader = Reader(folder)
        assert reader.plan(plan.key) == plan
        info = reader.plan_info(plan.key)
        assert (info.sections, info.indicators, info.projects, info.warnings) == tuple(
            map(len, (plan.sections, plan.indicators, plan.projects, plan.warnings))
        )
        reader.close()


def test_replacing_and_removing_leave_no_row_behind(tmp_path: Path) -> None:
    first, second = small_plan(), small_plan("白石")
    fill(tmp_path, first, second)
    with Store.open(tmp_path) as store:
        assert (
            store.replace_plans([replace(second, sections=second.sections[:1], tables=(), indicators=(), projects=())], [first.key])
            == 2
        )
    assert [rows_in(tmp_path, t) for t in ("plans", "sections", "plan_tables", "indicators", "indicator_values", "projects")] == [
        1,
        1,
        0,
        0,
        0,
        0,
    ]


def test_the_hook_sees_the_new_state_and_its_error_undoes_all(tmp_path: Path) -> None:
    fill(tmp_path, small_plan())
    seen: list[tuple[int, int]] = []

    def refuse(connection: sqlite3.Connection, generation: int) -> None:
        seen.append((generation, connection.execute("SELECT count(*) FROM plans").fetchone()[0]))
        raise RuntimeError("no")

    with Store.open(tmp_path) as store:
        with pytest.raises(RuntimeError, match="no"):
            store.replace_plans([small_plan("白石")], (), refuse)
        assert seen == [(2, 2)]
        assert store.generation == 1
        assert len(store.known()) == 1
        assert store.replace_plans([small_plan("白石")]) == 2


def test_where_files_lie_is_remembered_and_may_change(tmp_path: Path) -> None:
    plan = small_plan()
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans([plan], origins={plan.key: Origin("/there/青禾.txt", "v1")})
        assert store.known() == [Known(plan.key, "青禾.txt", plan.source.sha256, Origin("/there/青禾.txt", "v1"))]
        store.moved(plan.key, "新/青禾.txt", Origin("/here/青禾.txt", "v1"))
        assert store.known()[0].origin.path == "/here/青禾.txt"
        assert store.generation == 1


def test_indexing_never_touches_what_a_person_added(tmp_path: Path) -> None:
    plan = small_plan()
    fill(tmp_path, plan)
    user = UserData(tmp_path)
    mark = user.add_bookmark(plan.sections[1].key, "一、发展基础", "记得引用", at="2026-01-02T03:04:05+00:00")
    user.add_note(plan.key, "核对过", at="2026-01-02T03:04:06+00:00")
    user.decide_match(plan.indicators[0].key, "护理床位占比", "confirmed", at="2026-01-02T03:04:07+00:00")
    before = (user.bookmarks(), user.notes(), user.matches())
    with Store.open(tmp_path) as store:
        store.replace_plans([], [plan.key])
    assert (user.bookmarks(), user.notes(), user.matches()) == before
    assert before[0] == [mark]


def test_every_string_passes_the_gate_and_offsets_follow(tmp_path: Path) -> None:
    bad = "\x1b[2J甲\u202e乙\u200b"
    plan = small_plan()
    place = Source(1, 1, 0, 9)
    text = bad + "丙丁"
    section = Section(
        plan.sections[0].key, None, 1, bad, bad, "front", text, place, (Span(len(bad), 2, 7, ((len(bad), len(text), bad),)),)
    )
    indicator = replace(plan.indicators[0], section=section.key, name=bad, note=bad, unit=bad)
    hostile = replace(
        plan,
        title=bad,
        issuer=bad,
        sections=(section,),
        tables=(replace(plan.tables[0], section=section.key, caption=bad, grid=((bad,),)),),
        indicators=(replace(indicator, values=(replace(indicator.values[0], text=bad, unit=bad),)),),
        projects=(replace(plan.projects[0], section=section.key, name=bad, content=bad),),
        warnings=(replace(plan.warnings[0], message=bad),),
    )
    fill(tmp_path, hostile)
    reader = Reader(tmp_path)
    stored = reader.plan(plan.key)
    reader.close()
    assert not set("\x1b\u202e\u200b") & set(repr(stored))
    assert "\\x1b" not in repr(stored)
    span = stored.sections[0].spans[0]
    assert stored.sections[0].text[span.offset :] == "丙丁"
    assert [stored.sections[0].text[a:b] for a, b, _ in span.repaired] == ["丙丁"]


def test_as_many_migrations_as_the_light_modules_believe() -> None:
    with Database(memory=True) as database:
        schema.migrations.apply(database)
        assert len(schema.migrations.applied(database)) == SCHEMA_VERSION
        assert database.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_an_older_file_becomes_a_newer_one_and_keeps_its_plans(tmp_path: Path) -> None:
    database = Database(create(tmp_path), execute_plugins=False)
    schema.migrations.apply(database, stop_before="002_what_a_person_adds")
    database.table("meta").insert({"name": "marker", "value": "kept"})
    database.close()
    with Store.open(tmp_path) as store:
        store.replace_plans([small_plan()])
    reader = Reader(tmp_path)
    assert reader.schema_version == SCHEMA_VERSION
    assert reader.meta("marker") == "kept"
    reader.close()


def test_a_file_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    fill(tmp_path, small_plan())
    connection = connect_to_write(tmp_path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = (tmp_path / FILE).read_bytes()
    for opening in (Store.open, Reader):
        with pytest.raises(LibraryNewer, match="更新版本") as told:
            opening(tmp_path)
        assert told.value.code == 3
    assert (tmp_path / FILE).read_bytes() == before


def test_another_programs_database_is_not_taken_for_ours(tmp_path: Path) -> None:
    with Database(tmp_path / FILE) as database:
        database.table("recipes").insert({"name": "soup"})
    with pytest.raises(LibraryDamaged, match="不是规览的资料库"):
        Store.open(tmp_path, create_missing=True)


def test_garbage_is_damaged_and_nothing_is_missing(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing):
        Store.open(tmp_path)
    (tmp_path / FILE).write_bytes(b"not a database, " * 500)
    for opening in (Store.open, Reader):
        with pytest.raises(LibraryDamaged, match="已损坏"):
            opening(tmp_path)


def test_broken_pages_are_damaged(tmp_path: Path) -> None:
    fill(tmp_path, *(small_plan(name) for name in "甲乙丙丁戊己"))
    data = bytearray((tmp_path / FILE).read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(LibraryDamaged, match="已损坏") as told:
        Reader(tmp_path)
    assert told.value.code == 3


def test_an_empty_file_that_a_killed_first_run_left_is_no_library_yet(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    with pytest.raises(LibraryMissing):
        Reader(tmp_path)
    fill(tmp_path, small_plan())
    assert rows_in(tmp_path, "plans") == 1


def test_two_writers_do_not_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("library.database.BUSY_SECONDS", 0.05)
    fill(tmp_path, small_plan())
    other = connect_to_write(tmp_path)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(tmp_path) as store, pytest.raises(LibraryBusy, match="另一个规览程序"):
        store.replace_plans([small_plan("白石")])
    other.execute("ROLLBACK")
    other.close()


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    fill(tmp_path, small_plan())
    connection = create(tmp_path)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    store = Store(tmp_path / FILE, connection)
    with pytest.raises(DiskFull, match="磁盘空间不足") as told:
        store.replace_plans([small_plan(name) for name in "甲乙丙丁戊己庚辛壬癸"])
    assert told.value.code == 3
    assert [known.file for known in store.known()] == ["青禾.txt"]
    store.close()


def test_a_full_disk_while_the_index_is_written_undoes_the_step(tmp_path: Path) -> None:
    def full(_connection: sqlite3.Connection, _generation: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Store.open(tmp_path, create_missing=True) as store:
        with pytest.raises(DiskFull):
            store.replace_plans([small_plan()], (), full)
        assert store.known() == []


def test_plans_that_do_not_hang_together_are_found_out() -> None:
    plan = small_plan()
    loose: Indicator = replace(plan.indicators[0], section=f"{plan.key}.9")
    assert defect_of(plan) is None
    assert "重复" in (defect_of(replace(plan, projects=plan.projects * 2)) or "")
    assert "重复" in (defect_of(replace(plan, sections=plan.sections[:1] * 2)) or "")
    assert "不存在" in (defect_of(replace(plan, indicators=(loose,))) or "")
    assert "上级" in (defect_of(replace(plan, sections=plan.sections[::-1])) or "")


def test_the_views_answer_for_people(tmp_path: Path) -> None:
    fill(tmp_path, small_plan())
    with Database(tmp_path / FILE) as database:
        overview = next(iter(database.query("SELECT * FROM indicator_overview")))
        paths = [row["path"] for row in database.query("SELECT path FROM section_paths")]
        project = next(iter(database.query("SELECT * FROM project_overview")))
        plan = next(iter(database.query("SELECT * FROM plan_overview")))
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert (overview["region"], overview["baseline"], overview["target"], overview["target_year"]) == (
        "云山市青禾区",
        "41%",
        "≥62%",
        2025,
    )
    assert "一、发展基础 > （二）存在不足" in paths
    assert "二、主要目标 > 专栏1 主要指标" in paths
    assert project["section_title"] == "主要指标"
    assert (plan["sections"], plan["indicators"], plan["cautions"]) == (6, 1, 1)


def test_the_kind_of_a_figure_is_kept_and_an_overview_shows_the_target_of_a_date(tmp_path: Path) -> None:
    plan = small_plan()
    dated = (Value(2025, "target", "62", "=", 62.0, "个", "存量"), Value(None, "target", "〔31〕", "=", 31.0, "个", "累计"))
    indicator = replace(plan.indicators[0], values=dated)
    fill(tmp_path, replace(plan, indicators=(indicator,)))
    reader = Reader(tmp_path)
    assert reader.plan(plan.key).indicators[0].values == dated
    reader.close()
    with Database(tmp_path / FILE) as database:
        (row,) = database.query("SELECT target, target_year, measure FROM indicator_overview")
    assert row == {"target": "62", "target_year": 2025, "measure": "存量"}


def test_a_library_without_kinds_of_figures_gets_the_column(tmp_path: Path) -> None:
    database = Database(create(tmp_path), execute_plugins=False)
    schema.migrations.apply(database, stop_before="005_measures")
    database.close()
    Store.open(tmp_path).close()
    with Database(tmp_path / FILE) as database:
        assert "measure" in database.table("indicator_values").columns_dict
