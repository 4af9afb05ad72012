"""No text takes much longer to read than its length says, whatever it repeats.

Each is read as the indexer reads a file, in a child that is ended when it has computed for so long: no clock is looked at. Before
they were bounded most of these took minutes at this length; a plan of this length takes a third of a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import pipeline
from indexer.build import EXTRACTOR
from indexer.pipeline import extract
from indexer.readers import ReadFailure
from indexer.worker import Worker
from library.model import Plan
from tests.indexer.hostile_texts import HEAD, TEXTS

LENGTH = 40_000
COMPUTING = 8.0


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    child = Worker(EXTRACTOR)
    yield child
    child.close()


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_repeats_one_thing_is_read(name: str, worker: Worker, tmp_path: Path) -> None:
    file = tmp_path / ("云溪.md" if name in {"links", "comments"} else "云溪.txt")
    file.write_text(TEXTS[name](LENGTH), encoding="utf-8")
    plan = worker.extract(file, file.name, COMPUTING)
    assert isinstance(plan, Plan), plan
    assert plan.period is not None
    assert plan.period.name == "十四五"


def test_a_text_of_more_characters_than_a_plan_has_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "云溪.txt"
    file.write_text(HEAD + "建设\n" * 100, encoding="utf-8")
    monkeypatch.setattr(pipeline, "MOST_CHARACTERS", 300)
    with pytest.raises(ReadFailure) as failure:
        extract(file)
    assert failure.value.code == "too-large"
    assert failure.value.message.endswith("。")
