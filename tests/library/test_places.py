from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from library.library import Library
from library.model import Source
from library.places import cited, place_words
from library.store import Store
from library.tabular import said_sources
from library.verifyrows import sources_in
from tests.library.lib_plans import small_plan
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


def test_a_section_may_reach_over_pages(tmp_path: Path) -> None:
    assert place_words("pdf", 12, 40, 3, end_page=5) == "第 3–5 页"
    assert place_words("pdf", 12, 40, 3, end_page=3) == "第 3 页"
    plan = small_plan()
    sections = [
        replace(one, source=replace(one.source, page=page)) for one, page in zip(plan.sections, (1, 1, 2, 4, 4, 6), strict=True)
    ]
    with Store.open(tmp_path, create_missing=True) as store:
        tables = tuple(replace(one, source=replace(one.source, page=6)) for one in plan.tables)
        store.replace_plans([replace(plan, sections=tuple(sections), tables=tables, source=replace(plan.source, format="pdf"))])
    with Library.open(tmp_path) as library:
        ends = [library.reader.end_page(plan.key, section.source) for section in sections]
        assert ends == [1, 2, 4, 4, 6, 6]
        assert library.reader.end_page(plan.key, Source(1, 2, 0, 1)) is None
        assert "第 1–2 页" in library.export([sections[1].key], depth="section")


@pytest.mark.parametrize(
    ("form", "page", "words"),
    [
        ("text", None, "第 12 行"),
        ("docx", None, "第 12 段"),
        ("pdf", 3, "第 3 页（全文第 12 段）"),
        ("pdf", None, "第 12 段"),
        ("xlsx", 2, "第 2 张工作表，读出文字的第 12 行"),
    ],
)
def test_a_number_is_cited_so_that_it_can_be_read_again(form: str, page: int | None, words: str) -> None:
    place = cited(form, Source(12, 12, 0, 1, page))
    assert place == words
    sources = (("p-2021-aaaa.i1", 12), ("p-2021-aaaa.i2", 12))
    printed = said_sources(sources, (place, place))
    assert printed[0] == f"p-2021-aaaa.i1 {words}"
    assert sources_in("；".join(printed)) == list(sources)
    assert sources_in("；".join(said_sources(sources, ()))) == list(sources)
