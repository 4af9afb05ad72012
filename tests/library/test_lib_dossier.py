"""Dossiers: what was collected in its order, every piece with its reference; the same as Markdown and as a Word file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from library.dossier import Item, as_markdown, dossier
from library.errors import UsageError
from library.quoting import plain
from library.reading import Reader
from library.references import reference
from library.store import Store
from library.wordfile import as_docx
from tests.library.lib_plans import small_plan

ONE, OTHER = small_plan(), replace(small_plan("白石", "白石.txt"), issuer=None, doc_number=None, issued_date=None)
SECTION, INDICATOR, PROJECT = ONE.sections[1].key, ONE.indicators[0].key, ONE.projects[0].key
DAY = date(2026, 11, 22)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans([ONE, OTHER])
    reader = Reader(tmp_path)
    yield reader
    reader.close()


def test_a_reference_says_what_the_document_does_not(reader: Reader) -> None:
    assert (
        reference(reader.plan_info(ONE.key)) == "青禾区人民政府. 云山市青禾区民政事业“十四五”规划: 云府〔2021〕8号[Z]. 2021-08-06."
    )
    assert reference(reader.plan_info(OTHER.key)) == "[责任者不详]. 云山市白石区民政事业“十四五”规划[Z]. [日期不详]."


def test_everything_collected_is_there_with_its_number_and_place(reader: Reader) -> None:
    items = [Item(SECTION, note="可参考"), Item(INDICATOR), Item(OTHER.indicators[0].key), Item(PROJECT)]
    text = as_markdown(dossier(reader, items, on=DAY))
    assert "2026-11-22" in text
    assert "> 五年来，全区新建社区食堂十二处。" in text
    assert "批注：可参考" in text
    assert "## 2–3\\. 护理床位占比" in text or "## 2–3. 护理床位占比" in text
    assert "| 云山市白石区 | 护理床位占比 | % | 41%（2020） | ≥62%（2025） | 约束性 | \\[2\\] |" in text
    assert "改造老旧食堂二十处。" in text
    assert all(key in text for key in (SECTION, INDICATOR, PROJECT))
    assert [plan.source.sha256 in text for plan in (ONE, OTHER)] == [True, True]
    assert text.index("\\[1\\] 青禾区人民政府") < text.index("\\[2\\] \\[责任者不详\\]")


def test_a_quote_that_is_no_longer_there_is_said(reader: Reader) -> None:
    kept, gone = (
        as_markdown(dossier(reader, [Item(SECTION, quote=words)], on=DAY)) for words in ("社区食堂十二处", "社区食堂十三处")
    )
    assert "请核对" not in kept
    assert "请核对" in gone
    assert "已经没有编号" in as_markdown(dossier(reader, [Item("no-such-key.1")], on=DAY))


def test_words_of_a_document_are_no_markup(tmp_path: Path) -> None:
    evil = replace(ONE, sections=(ONE.sections[0], replace(ONE.sections[1], text="<b>[x](y)</b> | # 标题"), *ONE.sections[2:]))
    with Store.open(tmp_path, create_missing=True) as store:
        store.replace_plans([evil])
    reader = Reader(tmp_path)
    text = as_markdown(dossier(reader, [Item(SECTION)], on=DAY))
    assert "\\<b\\>\\[x\\](y)\\</b\\> \\| # 标题" in text
    word = zipfile.ZipFile(io.BytesIO(as_docx(dossier(reader, [Item(SECTION)], on=DAY)))).read("word/document.xml").decode()
    assert "&lt;b&gt;" in word
    reader.close()


def test_the_word_file_says_the_same(reader: Reader) -> None:
    parts = dossier(reader, [Item(SECTION, note="可参考"), Item(INDICATOR)], on=DAY)
    data = as_docx(parts)
    assert data == as_docx(parts)
    package = zipfile.ZipFile(io.BytesIO(data))
    assert package.testzip() is None
    for name in package.namelist():
        ElementTree.fromstring(package.read(name))
    words = "".join(ElementTree.fromstring(package.read("word/document.xml")).itertext())
    for part in parts:
        for said in (part.text, *(cell for row in part.rows for cell in row)):
            assert re.sub(r"\s", "", said) in re.sub(r"\s", "", words)


def test_plain_text_has_the_title_the_words_and_if_wanted_the_place(reader: Reader) -> None:
    assert plain(reader, SECTION) == "一、发展基础\n五年来，全区新建社区食堂十二处。\n"
    cited = plain(reader, INDICATOR, cited=True)
    assert "2025年目标：≥62%" in cited
    assert "出处：《云山市青禾区民政事业“十四五”规划》" in cited
    assert plain(reader, PROJECT).startswith("社区食堂提升工程\n")
    with pytest.raises(UsageError):
        plain(reader, ONE.key)
