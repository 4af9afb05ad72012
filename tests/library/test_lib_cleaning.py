from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.cleaning import clean, clean_line, unwanted


@pytest.mark.parametrize(
    ("dirty", "wanted"),
    [
        ("\x1b[31m红\x1b[0m", "[31m红[0m"),
        ("\x9b2J\x85\x7f\x00字", "2J字"),
        ("左\u202e右\u2066\u2069\u200f\u061c", "左右"),
        ("零\u200b宽\u200d\ufeff\u00ad\u2060", "零宽"),
        ("行\u2028段\u2029", "行段"),
        ("\U0001f44d\U0001f3fd\ufe0f", "\U0001f44d"),
        ("半\ud800个", "半个"),
        ("\uffff\U0010ffff\u0378", ""),
        ("一\r\n二\t三", "一\n二\t三"),
        ("、。“”‘’（）《》〔〕…—·①㎡％\u3000𠀀\U00031350\ue000", "、。“”‘’（）《》〔〕…—·①㎡％\u3000𠀀\U00031350\ue000"),
    ],
)
def test_what_passes_the_gate(dirty: str, wanted: str) -> None:
    assert clean(dirty) == wanted


@given(st.text(st.characters(codec=None)))
def test_nothing_dangerous_passes_and_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not [c for c in once if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in "\n\t"]
    once.encode("utf-8")


@given(st.text(st.characters(codec=None)))
def test_the_ranges_say_exactly_what_is_dropped(text: str) -> None:
    dropped = {at for start, end in unwanted(text) for at in range(start, end)}
    assert "".join(c for at, c in enumerate(text) if at not in dropped) == clean(text)


def test_a_line_stays_a_line() -> None:
    assert clean_line("一\n二\t三\x07") == "一 二 三"
