from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.chinese import fold, folded, match_spans


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("“十四五” 期间", "十四五期间"),
        ("雲溪區養老服務", "云溪区养老服务"),
        ("ＰＭ２．５", "pm2.5"),
        ("云府发〔2021〕８号", "云府发(2021)8号"),
        ("【示例】［甲］", "(示例)(甲)"),
        ("2021—2025年", "2021-2025年"),
        ("９＋１", "9+1"),
        ("著力、着力", "着力、着力"),
        ("㎡", "m2"),
        ("a\u200bb\u3000c\n", "abc"),
    ],
)
def test_what_reads_the_same_folds_to_the_same(written: str, read: str) -> None:
    assert folded(written) == read


def test_spans_point_into_the_text_as_written() -> None:
    text = "推进“十四五”\n期間，十四五期间"
    assert [text[start:end] for start, end in match_spans(text, "十四五期间")] == ["十四五”\n期間", "十四五期间"]
    assert match_spans("ab…c", "..c") == [(2, 4)]
    assert match_spans("养老", "") == match_spans("养老", "“”") == []


@given(st.text())
def test_folding_twice_is_folding_once_and_keeps_the_way_back(text: str) -> None:
    once = fold(text)
    assert folded(once.text) == once.text
    assert len(once.origin) == len(once.text)
    assert all(folded(text[at]) for at in once.origin)


@given(st.text(alphabet="养老服務“” \n０1aA。…", max_size=40), st.data())
def test_any_piece_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : data.draw(st.integers(start, len(text)))]
    spans = match_spans(text, piece)
    assert bool(spans) == bool(folded(piece))
    assert all(folded(piece) in folded(text[a:b]) for a, b in spans)


def test_it_is_light() -> None:
    code = "import sys, library.chinese as c; c.fold('養老'); print({'opencc', 'jieba', 'whoosh'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "set()"
