from __future__ import annotations

import pytest

from library.places import place_words
from tui.strings import intake_en


@pytest.mark.parametrize(
    ("form", "end", "page", "words", "english"),
    [
        ("text", 12, None, "第 12 行", "line 12"),
        ("markdown", 15, None, "第 12–15 行", "lines 12–15"),
        ("docx", None, None, "第 12 段", "paragraph 12"),
        ("html", 13, None, "第 12–13 段", "paragraphs 12–13"),
        ("pdf", 15, 3, "第 3 页", "page 3"),
        ("ofd", 12, None, "第 12 段", "paragraph 12"),
        ("xlsx", 12, 2, "第 2 张工作表，读出文字的第 12 行", "sheet 2, line 12 as read out"),
    ],
)
def test_every_format_counts_as_its_readers_do(form: str, end: int | None, page: int | None, words: str, english: str) -> None:
    assert place_words(form, 12, end, page) == words
    said = {key.removeprefix("place."): template for key, template in intake_en.TEXTS.items()}
    assert place_words(form, 12, end, page, said) == english
