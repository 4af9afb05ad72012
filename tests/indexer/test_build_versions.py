"""Every fixture is one of few documents: they end as one group each, and F9 shows each as read out, with offsets that fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.build import build
from indexer.original import Original, answer, original
from library.library import Library

SHARED = Path(__file__).resolve().parents[3] / "shared" / "fixtures"
needs_fixtures = pytest.mark.skipif(not SHARED.is_dir(), reason="the fixtures lie beside the checkout, not in it")
HEADS = {"a_": "a_plain.docx", "b_": "b_plain_nested.docx", "c": "c_gov_p.html"}
UNREADABLE = {"b_encrypted.docx", "b_encrypted.pdf", "b_scanned.pdf"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the fixtures that are documents in several formats."""
    folder = tmp_path_factory.mktemp("versions")
    files = sorted(path for path in SHARED.iterdir() if path.name.startswith(("a_", "b_", "c.", "c_")))
    report = build(folder, files)
    assert {Path(entry.file).name for entry in report.failed} == UNREADABLE
    return folder


@needs_fixtures
def test_every_document_is_one_group(library: Path) -> None:
    with Library.open(library) as opened:
        groups = opened.reader.versions()
        grouped = sorted(sorted(Path(version.file).name for version in group) for group in groups)
        names = sorted(Path(info.source.file).name for info in opened.plans())
        assert grouped == [[name for name in names if name.startswith(head)] for head in ("a_", "b_", "c")]
        assert sum(info.superseded_by is None for info in opened.plans()) == len(groups) == 3


@needs_fixtures
@pytest.mark.parametrize("name", ["a_plain.docx", "a_text.pdf", "a_plain.doc", "b_lines.ofd", "b_plain_nested.rtf", "c_gov_h.html"])
def test_what_is_read_out_is_where_the_plan_says(library: Path, name: str) -> None:
    with Library.open(library) as opened:
        info = next(info for info in opened.plans() if Path(info.source.file).name == name)
        plan = opened.plan(info.key)
        found = original(opened.path_of_file(info.key), info.source.sha256)
        assert found.same
        headings = [section for section in plan.sections if section.kind == "heading" and section.title]
        assert len(headings) > 3
        for section in headings:
            printed = found.text[section.source.start :].lstrip("# \u3000")
            assert "".join(printed.split()).startswith("".join((section.number + section.title).split())[:6])
            assert found.line_of(section.source.start) == section.source.line
        assert bool(found.pages) == (name.endswith((".pdf", ".ofd")))
        if found.pages:
            assert max(section.source.page or 0 for section in headings) <= len(found.pages)


def test_pages_begin_where_they_are_said_to(tmp_path: Path) -> None:
    found = Original.of("甲\n乙\n丙\n", True, (0, 2))
    assert [found.page_begun(at) for at in (0, 1, 2, 4)] == [1, None, 2, None]
    (tmp_path / "甲.txt").write_text("第一行\n第二行", "utf-8")
    assert '"pages": []' in answer(str(tmp_path / "甲.txt"), "")
