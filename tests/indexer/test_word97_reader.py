"""Word 97 documents: text, tables, notes, revisions, and what no reader takes."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from indexer import pipeline, readers
from indexer.blocks import Document, with_tables
from indexer.blocks import lines as lines_of
from indexer.readers import legacy
from indexer.readers.kinds import kind_of
from indexer.readers.word97_numbers import Lists, _Level
from tests.indexer.word97_files import IN_TABLE, Part, compound, row_end, sprm, word

FIXTURES = Path(__file__).resolve().parents[3] / "shared" / "fixtures"


def put(folder: Path, data: bytes) -> Path:
    path = folder / "a.wps"
    path.write_bytes(data)
    return path


def document(folder: Path, *parts: Part, notes: str = "") -> Document:
    return readers.read(put(folder, word(parts, notes=notes)))


def grids(found: Document) -> list[tuple[tuple[str, ...], ...]]:
    return [block.grid for block in with_tables(lines_of(found.text, found.raw), found) if block.grid is not None]


def test_paragraphs_fields_and_marks(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        Part("一、总体要求\r"),
        Part("见\x13 HYPERLINK x \x14本规划\x15第\x1e一章\x0b下一行\x1f\x01\r"),
        Part("\x13PAGE\x15完\x0c"),
        Part("末段\r"),
    )
    assert found.raw.split("\n")[:-1] == ["一、总体要求", "见本规划第-一章", "下一行", "完", "末段"]
    assert found.format == "doc"
    assert [caution.code for caution in found.cautions] == ["legacy-word"]


def test_what_a_revision_deleted_is_gone_and_joins_what_it_parted(tmp_path: Path) -> None:
    found = document(tmp_path, Part("新建绿道"), Part("若干，另行安排\r", gone=True), Part("三十六公里\r"))
    assert found.raw == "新建绿道三十六公里\n"


def test_notes_stand_behind_their_paragraph(tmp_path: Path) -> None:
    found = document(tmp_path, Part("绿道\x02连成一片\r"), Part("后一段\r"), notes="\x02 绿道指供人步行的道路。")
    assert found.raw.split("\n")[:-1] == ["绿道连成一片", "注1：绿道指供人步行的道路。", "后一段"]


def test_tables_with_merged_cells(tmp_path: Path) -> None:
    merged, goes_on, from_left = 3 << 5, 1 << 5, 1

    def cells(*texts: str) -> list[Part]:
        return [Part(f"{text}\x07", IN_TABLE) for text in texts]

    found = document(
        tmp_path,
        Part("表1 指标\r"),
        *cells("类别", "目标"),
        Part("\x07", row_end([0, 1000, 3000], [merged]) + sprm(0x3404, b"\x01")),
        *cells("", "2028年", "2030年"),
        Part("\x07", row_end([0, 1000, 2010, 3000], [goes_on])),
        *cells("设施", "", "36"),
        Part("\x07", row_end([0, 990, 2000, 3000], [0, from_left])),
        Part("后文\r"),
    )
    assert grids(found) == [(("类别", "目标", "目标"), ("类别", "2028年", "2030年"), ("设施", "设施", "36"))]
    assert found.tables[0].header_rows == 1
    assert found.raw.startswith("表1 指标\n")
    assert found.raw.endswith("后文\n")


def test_automatic_numbers_are_counted() -> None:
    levels = [_Level("chineseCounting", "\x00、", 1, digits_only=False), _Level("decimal", "\x00.\x01", 1, digits_only=True)]
    lists = Lists({7: levels}, [7], {3: (1, 1)})
    asked = [
        (0, 1, 0),
        (0, 1, None),
        (3, None, None),
        (3, None, None),
        (0, 1, 0),
        (3, None, None),
        (0, None, None),
        (0, 9, 0),
        (0, 1, 5),
    ]
    assert [lists.label(*args) for args in asked] == ["一、", "二、", "2.1", "2.2", "三、", "3.1", "", "", ""]


def test_what_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "_converters", lambda: iter(()))
    text = [Part("绿道\r")]
    for data, code in (
        (word(text, version=0x65), "unsupported"),
        (word(text, flags=0x0300), "encrypted"),
        (word(text)[:3000], "damaged"),
        (compound({"Other": bytes(600)}), "unsupported"),
    ):
        with pytest.raises(readers.ReadFailure) as refused:
            readers.read(put(tmp_path, data))
        assert refused.value.code == code
        assert "请" in refused.value.message


def test_a_converter_is_asked_for_what_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = FIXTURES / "b_plain_nested.docx"
    if not source.exists():
        pytest.skip("the shared fixtures are not here")

    def fails(_source: Path, _target: Path) -> None:
        raise RuntimeError

    def converts(given: Path, target: Path) -> None:
        assert given.read_bytes() == old
        target.write_bytes(source.read_bytes())

    old = word([Part("绿道\r")], version=0x65)
    monkeypatch.setattr(legacy, "_converters", lambda: iter([("甲", fails), ("乙", converts)]))
    found = readers.read(put(tmp_path, old))
    assert found.format == "doc"
    assert "由 乙 转换" in found.cautions[0].message


def test_libreoffice_runs_in_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []

    def run(command: list[str], **options: object) -> None:
        folder = Path(command[command.index("--outdir") + 1])
        asked.append(folder.parent)
        assert command[:2] == ["/x/soffice", "--headless"]
        assert f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}" in command
        assert "DisableMacrosExecution" in (folder.parent / "profile" / "user" / "registrymodifications.xcu").read_text("utf-8")
        assert options["timeout"]
        (folder / "document.docx").write_bytes(b"docx")

    monkeypatch.setattr(legacy, "find_spec", lambda _: None)
    monkeypatch.setattr(shutil, "which", lambda name: "/x/soffice" if name == "soffice" else None)
    monkeypatch.setattr(subprocess, "run", run)
    ((name, convert),) = legacy._converters()
    assert name == "LibreOffice"
    assert legacy._converted(b"doc", convert) == b"docx"
    assert not asked[0].exists()


def test_what_a_compound_file_is() -> None:
    assert kind_of(word([Part("绿道\r")])) == "doc"
    assert kind_of(compound({"WordDocument": bytes(600), "Workbook": bytes(600)})) == "doc"
    assert kind_of(compound({"Workbook": bytes(600)})) == "sheet"
    assert kind_of(compound({"EncryptedPackage": bytes(600)})) == "encrypted"


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_are_read_or_refused(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "_converters", lambda: iter(()))
    noise = random.Random(seed)
    cells = [Part("甲\x07", IN_TABLE), Part("乙\x07", IN_TABLE), Part("\x07", row_end([0, 1000, 3000]))]
    data = bytearray(word([Part("绿道\x02\r"), *cells, Part("后文\r")], notes="注"))
    for _ in range(noise.choice([1, 5, 30])):
        data[noise.randrange(len(data))] = noise.randrange(256)
    with suppress(readers.ReadFailure):
        assert readers.read(put(tmp_path, bytes(data))).format == "doc"


@pytest.mark.skipif(not (FIXTURES / "EXPECTED.json").exists(), reason="the shared fixtures are not here")
@pytest.mark.parametrize("name", ["a_plain.doc", "a_plain.wps", "b_plain_nested.doc"])
def test_shared_documents(name: str) -> None:
    wanted = json.loads((FIXTURES / "EXPECTED.json").read_text("utf-8"))[name]
    found = pipeline.extract(FIXTURES / name)
    assert found.title == wanted["title"]
    for table, expected in zip(found.tables, wanted["tables"], strict=False):
        assert [list(row) for row in table.grid][: len(expected["grid"])] == expected["grid"]
    words = "".join(section.number + section.title + section.text for section in found.sections)
    if "tracked" in wanted:
        assert wanted["tracked"]["final"] in words
        assert wanted["tracked"]["deleted_must_be_absent"] not in words
        assert wanted["footnote"] in words
        assert wanted["header"] not in words
