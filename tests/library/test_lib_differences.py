"""Two sections side by side: counterparts wherever they stand, and the words and figures in which they differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from library import differences
from library.errors import NothingFound, UsageError
from library.library import Library
from library.model import Plan
from library.store import Store
from tests.library.lib_plans import small_plan


def saying(name: str, upper: str, lower: str) -> Plan:
    """The small plan with other words in its first section and in the one below."""
    plan = small_plan(name, f"{name}.txt")
    front, first, below, *rest = plan.sections
    return replace(plan, sections=(front, replace(first, text=upper), replace(below, text=lower), *rest))


ONE = saying("青禾", "到2025年建成助餐点60个。推动养老机构设置护理型床位，占比不低于55%！", "开展适老化改造。")
OTHER = saying("白石", "引导养老机构设置护理型床位，占比不低于60%！", "到2025年建成助餐点60个。")
HERE, THERE = ONE.sections[1].key, OTHER.sections[1].key


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans([ONE, OTHER])
    with Library.open(tmp_path) as library:
        yield library


def test_sentences_find_their_counterparts_wherever_they_stand(library: Library) -> None:
    found = library.side_by_side(HERE, THERE)
    assert ("到2025年建成助餐点60个。",) * 2 in [(one.here, one.there) for one in found if one.kind == "same"]
    (changed,) = (one for one in found if one.kind == "changed")
    assert [changed.here[a:b] for a, b in changed.here_marks] == ["推动", "55%"]
    assert [changed.there[a:b] for a, b in changed.there_marks] == ["引导", "60%"]


def test_places_lead_back_to_the_sections(library: Library) -> None:
    for one in library.side_by_side(HERE, THERE):
        for words, key, at in ((one.here, one.here_section, one.here_at), (one.there, one.there_section, one.there_at)):
            assert (library.section(key).text[at : at + len(words)] if words else key) == words


def test_what_stands_on_one_side_only_is_said(library: Library) -> None:
    assert "开展适老化改造。" in [one.here for one in library.side_by_side(HERE, THERE) if one.kind == "here"]
    assert "开展适老化改造。" in [one.there for one in library.side_by_side(THERE, HERE) if one.kind == "there"]


def test_an_unknown_section_and_a_text_too_long_are_refused(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NothingFound):
        library.side_by_side(HERE, f"{HERE}.77")
    monkeypatch.setattr(differences, "_MOST", 1)
    with pytest.raises(UsageError, match="下一级"):
        library.side_by_side(HERE, THERE)
