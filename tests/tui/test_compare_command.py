"""``guilan compare``: formulas, plans that are not there, and a person's word on what measures the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from library.store import Store
from tests.library.cmp_plans import Row, plan
from tui.cli import main

SHARE = "护理型床位占比"


class Asked:
    """Runs commands on a small library."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self._folder, self._capfd = folder, capfd

    def __call__(self, *arguments: str, status: int = 0) -> tuple[str, str]:
        self._capfd.readouterr()
        assert main(["--library", str(self._folder), "compare", *arguments]) == status
        said = self._capfd.readouterr()
        return said.out, said.err

    def rows(self, *arguments: str) -> dict[str, Any]:
        data = json.loads(self(*arguments, "--format", "json")[0])
        return {row["indicator"] or row["plan"]: row for row in data["rows"]}


@pytest.fixture
def asked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Asked:
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans(
            [
                plan("a", "示例市甲区", [Row(SHARE, "%", ("40", None, "≥60")), Row("社区食堂数", "个", ("10", None, "20"))]),
                plan("b", "示例市乙区", [Row(f"养老机构{SHARE}", "%"), Row("长者食堂数", "家", ("5", None, "9"))]),
                plan("c", "示例市丙区", [Row("护理型床位数", "张", ("1", None, "3")), Row("养老床位数", "张", ("4", None, "4"))]),
            ]
        )
    return Asked(tmp_path, capfd)


def test_a_computed_share_shows_its_number_and_its_counts(asked: Asked) -> None:
    out, err = asked(SHARE, "--formula", "--plan", "c-2021-aaaa", "--plan", "a-2021-aaaa")
    assert "25%（" in out
    assert "60 − 40 = ≥+20百分点" in err
    assert "3张 / 4张 = 75%；1张 / 4张 = 25%；75 − 25 = +50百分点" in err
    assert "乙区" not in out


def test_a_plan_that_is_not_there_is_said_to_be_not_imported(asked: Asked) -> None:
    assert asked.rows(SHARE, "--plan", "d-2021-ffff")["d-2021-ffff"]["missing"] == "未导入"


def test_a_persons_word_is_kept_shown_and_taken_back(asked: Asked) -> None:
    key = "b-2021-aaaa.i1"
    assert asked.rows(SHARE)[key]["comparable"] == "related"
    _out, err = asked(SHARE, "--confirm", key)
    assert f"{key} 归入“{SHARE}”" in err
    joined = asked.rows(SHARE)[key]
    assert (joined["comparable"], joined["reason"][:4]) == ("same", "人工确认")
    asked("--split", key)
    assert asked.rows(SHARE)[key]["reason"].startswith("人工拆分")
    _out, err = asked("--forget", key)
    assert "已取消" in err
    assert asked.rows(SHARE)[key]["comparable"] == "related"
    assert not asked.rows(SHARE)[key]["reason"].startswith("人工")


def test_rows_of_other_names_join_by_key(asked: Asked) -> None:
    asked("a-2021-aaaa.i2", "--join", "b-2021-aaaa.i2")
    rows = asked.rows("社区食堂数")
    assert {key for key, row in rows.items() if row["comparable"] == "same"} == {"a-2021-aaaa.i2", "b-2021-aaaa.i2"}


def test_what_cannot_be_decided_is_one_sentence(asked: Asked) -> None:
    _out, err = asked("--confirm", "a-2021-aaaa.i1", status=2)
    assert "请给出要归入哪个指标" in err
    _out, err = asked(SHARE, "--confirm", "x-2021-aaaa.i1", status=1)
    assert "没有可以比较的指标" in err
    assert "Traceback" not in err
