"""Comparison on real plans: what means the same is together, the computed share is right, nothing else is merged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.build import build
from library.compare import comparable_concepts, compare
from library.model import Comparison
from library.reading import Reader
from library.upper import uppers

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="no ../shared/seeds here")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("seeds")
    build(folder, [SEEDS], jobs=1)
    found = Reader(folder)
    yield found
    found.close()


def answers(reader: Reader, words: str) -> Comparison:
    found = compare(reader, words)
    assert found is not None
    return found


def test_the_share_of_nursing_beds_is_computed_from_two_counts(reader: Reader) -> None:
    found = answers(reader, "护理型床位占比")
    (row,) = [row for row in found.rows if row.comparable == "derived"]
    assert row.reason == "护理型床位数 ÷ 养老机构床位总数"
    assert row.baseline is not None
    assert row.target is not None
    assert (row.baseline.number, row.target.number, row.change) == (27.9, 60.0, "+32.1")
    assert (row.baseline.text, row.target.text) == ("4363张 / 15650张", "10200张 / 17000张")
    assert len([row for row in found.rows if row.comparable == "same"]) == 2


def test_groups_of_two_plans_are_those_of_a_careful_reader(reader: Reader) -> None:
    several = [c for c in comparable_concepts(reader) if len({row.plan for row in c.rows}) > 1]
    found = {re.sub(r"(?:数|总数)$", "", c.concept) for c in several}
    assert len(several) == 5
    assert any("认知障碍" in name for name in found) is False  # 标准化 ones are a part of all
    assert sum("床位" in name for name in found) == 2


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("持证社会工作者人数", "专业"),
        ("社会工作专业人才", "专业社会"),
        ("节地生态安葬率", "小型墓"),
        ("困难残疾人生活补贴", "重度"),
        ("护理型床位数", "占比"),
        ("综合为老服务中心", "覆盖率"),
        ("孤儿生活保障标准", "事实"),
    ],
)
def test_these_are_never_merged(reader: Reader, words: str, other: str) -> None:
    merged = [row.name for row in answers(reader, words).rows if row.comparable in ("same", "derived")]
    assert merged
    assert not [name for name in merged if other in name]


def test_every_upper_plan_is_one_that_the_text_rests_on(reader: Reader) -> None:
    found = [uppers(reader, plan.key) for plan in reader.plans() if plan.doc_type == "规划"]
    assert sorted(map(len, found)) == [0, 3, 3, 3]
    named = [upper for several in found for upper in several]
    assert {upper.missing for upper in named} == {"未导入"}
    assert all(upper.level and upper.line and upper.title in upper.quote for upper in named)


def test_a_plan_whose_boxes_are_lost_is_said_to_have_lost_them(reader: Reader) -> None:
    assert "图表丢失" in {row.missing for row in answers(reader, "护理型床位占比").rows}
