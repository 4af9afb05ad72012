"""The same document in two files: noticed, one preferred, and what a person says about it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from library import fulltext, keys
from library.library import Library
from library.model import Caution, Plan, SourceFile
from library.sketch import Sketch, held, likeness, sketch
from library.store import Store
from tests.library.lib_plans import small_plan

WORDS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥东南西北中上下左右前后"


def prose(seed: int, length: int = 3000) -> str:
    """Text that no other seed gives."""
    return "".join(random.Random(seed).choices(WORDS, k=length))


def plan(name: str, text: str, file: str, *codes: str, place: str = "青禾", title: str = "", encoding: str | None = None) -> Plan:
    """A plan of a district with a text, called after its file; ``codes`` are those of its cautions."""
    made = small_plan(place, file)
    made = keys.rekey(made, keys.plan_key(f"云山市{place}区", 2021, f"{name:0>4}" + made.source.sha256[4:]))
    first, *rest = made.sections
    return replace(
        made,
        title=title or made.title,
        source=SourceFile(file, file.rpartition(".")[2], encoding, made.source.sha256),
        sections=(replace(first, text=text), *rest),
        warnings=tuple(Caution(code, "一句话。") for code in codes),
    )


def filled(folder: Path, *steps: Sequence[Plan]) -> Path:
    """A library into which these came, step by step."""
    with Store.open(folder, create_missing=True) as store:
        for plans in steps:
            store.replace_plans(plans, (), lambda connection, at: fulltext.write(connection, folder, at, None, None))
    return folder


def found(folder: Path) -> list[list[tuple[str, str | None]]]:
    """File and kind of every version, the preferred one first."""
    with Library.open(folder) as library:
        return [[(version.file, version.kind) for version in group] for group in library.reader.versions()]


def test_a_sketch_tells_how_much_two_texts_share() -> None:
    text = prose(1)
    same, half, other = sketch("，\n".join(text)), sketch(text[:1500]), sketch(prose(2))
    assert likeness(sketch(text), same) == 1.0
    assert 0.4 < likeness(sketch(text), half) < 0.6
    assert held(sketch(text), half) > 0.9
    assert likeness(sketch(text), other) < 0.05
    assert Sketch.of_bytes(same.shingles, same.to_bytes()) == same
    assert (likeness(sketch(""), sketch("")), held(sketch(""), same)) == (0.0, 0.0)


def test_two_formats_of_one_text_are_one_document(tmp_path: Path) -> None:
    text = prose(3)
    filled(tmp_path, [plan("a", text, "a.txt"), plan("b", text, "b.docx"), plan("c", prose(4), "c.pdf")])
    assert found(tmp_path) == [[("b.docx", None), ("a.txt", "同文（格式不同）")]]


@pytest.mark.parametrize("together", [True, False])
def test_final_goes_before_repost_before_draft(tmp_path: Path, together: bool) -> None:
    text = prose(5)
    several = [
        plan("a", text[:1800] + prose(6, 900), "a.docx", "draft", title="规划（征求意见稿）"),
        plan("b", text, "b.docx", "repost", title="规划"),
        plan("c", text, "c.txt", title="规划"),
    ]
    filled(tmp_path, *([several] if together else [[one] for one in several]))
    assert found(tmp_path) == [[("c.txt", None), ("a.docx", "草案与正式稿"), ("b.docx", "转载")]]


def test_whole_goes_before_torn(tmp_path: Path) -> None:
    text = prose(7)
    filled(tmp_path, [plan("a", text, "a.txt"), plan("b", text[:1500], "b.docx", "truncated")])
    assert found(tmp_path)[0][0] == ("a.txt", None)


def test_another_place_or_too_little_text_is_no_version(tmp_path: Path) -> None:
    text = prose(8)
    short = prose(9, 60)
    filled(tmp_path, [plan("a", text, "a.txt"), plan("b", text, "b.txt", place="白石")])
    filled(tmp_path, [plan("c", short, "c.txt", place="东岭"), plan("d", short[:-2], "d.txt", place="东岭")])
    assert found(tmp_path) == []
    filled(tmp_path, [plan("e", short, "e.txt", place="东岭")])
    assert found(tmp_path) == [[("c.txt", None), ("e.txt", "同文（另一份）")]]


def test_both_are_warned_about_and_marked(tmp_path: Path) -> None:
    text = "银杏林养老院" + prose(10)
    filled(tmp_path, [plan("a", text, "a.txt"), plan("b", text, "b.docx")])
    with Library.open(tmp_path) as library:
        infos = {info.source.file: info for info in library.plans()}
        best, other = infos["b.docx"], infos["a.txt"]
        assert (best.superseded_by, best.version, best.marked_title) == (None, None, best.title)
        assert (other.superseded_by, other.version) == (best.key, "同文（格式不同）")
        for info in (best, other):
            cautions = library.warnings(info.key)
            assert info.warnings == len(cautions) == 1
            assert cautions[0].code == "versions"
        assert "b.docx" in library.warnings(other.key)[0].message
        assert "a.txt" in library.warnings(best.key)[0].message
        results = library.search("银杏林养老院")
        assert results.total == 2
        assert sorted(hit.plan_title for hit in results.hits) == sorted([best.title, other.marked_title])
        assert {value.label: value.count for value in results.facets[0].values} == {best.title: 1, other.marked_title: 1}


def test_a_person_chooses_and_takes_apart(tmp_path: Path) -> None:
    text = "银杏林养老院" + prose(11)
    filled(tmp_path, [plan("a", text, "a.txt"), plan("b", text, "b.docx")])
    with Library.open(tmp_path) as library:
        txt, docx = (next(i.key for i in library.plans() if i.source.file == name) for name in ("a.txt", "b.docx"))
        assert len(library.search("银杏林养老院").hits) == 2
        library.user.prefer_version(txt)
        assert found(tmp_path) == [[("a.txt", None), ("b.docx", "同文（格式不同）")]]
        marked = {hit.plan: hit.plan_title for hit in library.search("银杏林养老院").hits}
        assert "〔" in marked[docx]
        assert "〔" not in marked[txt]
        library.user.prefer_version(docx)
        assert found(tmp_path)[0][0] == ("b.docx", None)
        library.user.part_versions(docx, txt)
        assert found(tmp_path) == []
        assert library.user.join_versions(txt, docx)
        assert not library.user.join_versions(txt, docx)
        assert found(tmp_path)[0][0] == ("b.docx", None)


def test_what_was_decided_outlives_the_next_import(tmp_path: Path) -> None:
    text = prose(12)
    several = [plan("a", text, "a.txt"), plan("b", text, "b.docx"), plan("c", text, "c.pdf")]
    filled(tmp_path, several)
    with Library.open(tmp_path) as library:
        library.user.prefer_version(several[0].key)
        library.user.part_versions(several[1].key, several[2].key)
    filled(tmp_path, several[1:], several[:1])
    (group,) = found(tmp_path)
    assert group[0] == ("a.txt", None)
    assert len(group) == 2


def test_the_others_stay_together_when_the_one_between_them_goes(tmp_path: Path) -> None:
    text = prose(13)
    several = [plan(name, text, f"{name}.txt") for name in "abcd"]
    filled(tmp_path, several)
    for gone in "ab":
        with Store.open(tmp_path) as store:
            store.replace_plans([], [one.key for one in several if one.source.file == f"{gone}.txt"])
    assert found(tmp_path) == [[("c.txt", None), ("d.txt", "同文（另一份）")]]
