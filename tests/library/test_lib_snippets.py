from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from library.chinese import folded
from library.snippets import WIDTH, row_snippet, snippet

LONG = "头一句话在此。" * 20


def shown(text: str, *terms: str) -> tuple[str, list[str]]:
    cut = snippet(text, terms)
    return cut.text, [cut.text[start:end] for start, end in cut.matches]


def test_a_snippet_begins_at_the_sentence_and_marks_every_match() -> None:
    text = LONG + "建设社区食堂，社区食堂配餐。" + LONG
    line, matches = shown(text, "社区食堂")
    assert line.startswith("…建设社区食堂，社区食堂")
    assert line.endswith("…")
    assert matches == ["社区食堂", "社区食堂"]
    assert snippet(text, ["社区食堂"]).position == text.index("社区食堂")


def test_the_stretch_with_most_terms_is_shown() -> None:
    line, matches = shown("床位先说一次。" + LONG + "护理型“床\n位”占比。", "护理型", "床位")
    assert matches == ["护理型", "床 位"]
    assert "\n" not in line


def test_no_match_shows_the_beginning() -> None:
    cut = snippet("甲乙丙。" + LONG, ["没有"])
    assert cut.text.startswith("甲乙丙。头一句")
    assert (cut.matches, cut.position, cut.terms) == ((), None, 0)
    assert snippet("", ["没有"]).text == ""


def test_a_row_keeps_its_cells_apart() -> None:
    cut = row_snippet(["1", "床位", "占比"], ["床位", "位占"])
    assert cut.text == "1 | 床位 | 占比"
    assert (cut.matches, cut.terms, cut.position) == (((4, 6),), 1, None)


@given(st.text(alphabet="养老床位。；\n“ab", max_size=200), st.text(alphabet="养老床位ab", min_size=1, max_size=90))
def test_ranges_always_fit(text: str, term: str) -> None:
    cut = snippet(text, [term])
    assert len(cut.text) <= max(WIDTH, 3 * len(term)) + 2 or "“" in text or "\n" in text
    assert bool(cut.matches) == (term in folded(text))
    for start, end in cut.matches:
        assert 0 <= start < end <= len(cut.text)
        assert term in folded(cut.text[start:end])
