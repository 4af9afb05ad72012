"""The examples of docs/library-format.md run, and the page names every table, view and column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from library.database import FILE, connect_to_read
from library.store import Store
from tests.library.lib_plans import small_plan

PAGE = Path(__file__).resolve().parents[2].joinpath("docs", "library-format.md").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans([small_plan()])
    return tmp_path


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.*?);\n```", PAGE, re.S))
def test_the_questions_are_answered(query: str, folder: Path) -> None:
    plan = small_plan()
    query = query.replace("yunxi-2021-3f2a", plan.key).replace("智慧养老", "社区食堂")
    connection = connect_to_read(folder)
    assert connection.execute(query).fetchall()
    connection.close()


def test_every_table_view_and_column_is_explained(folder: Path) -> None:
    connection = connect_to_read(folder)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    ours = "t.type = 'table' AND t.name != '_sqlite_migrations'"
    asked = f"SELECT DISTINCT c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE {ours} ORDER BY 1"
    columns = [column for (column,) in connection.execute(asked)]
    connection.close()
    assert [name for name in names if f"`{name}`" not in PAGE] == []
    assert [column for column in columns if f"`{column}`" not in PAGE] == []


def test_the_python_example_runs(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert (folder / FILE).is_file()
    folder.rename(folder.parent / "data")
    monkeypatch.chdir(folder.parent)
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    exec(code, {})
    assert "护理床位占比 2025 target ≥62%" in capsys.readouterr().out
