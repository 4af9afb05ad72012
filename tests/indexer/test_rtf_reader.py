"""RTF: text in code pages and by number, tables, notes, printed numbers, and what is left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer import pipeline, readers
from indexer.blocks import Document, with_tables
from indexer.blocks import lines as lines_of

FIXTURES = Path(__file__).resolve().parents[3] / "shared" / "fixtures"
HEAD = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}{\f2\fcharset136 MingLiU;}}"


def escaped(text: str, codec: str = "gb18030") -> bytes:
    return b"".join(b"\\'%02x" % byte for byte in text.encode(codec))


def document(folder: Path, body: bytes, head: bytes = HEAD, end: bytes = b"}") -> Document:
    path = folder / "a.rtf"
    path.write_bytes(head + body + end)
    return readers.read(path)


def raw(folder: Path, body: bytes, head: bytes = HEAD) -> list[str]:
    return document(folder, body, head).raw.split("\n")[:-1]


def grids(found: Document) -> list[tuple[tuple[str, ...], ...]]:
    return [block.grid for block in with_tables(lines_of(found.text, found.raw), found) if block.grid is not None]


def test_text_in_code_pages_and_by_number(tmp_path: Path) -> None:
    body = (
        b"\\f0 "
        + escaped("绿道")
        + rb"\par \f2 "
        + escaped("綠道", "big5")
        + rb"\par \u32511 ?\u-28783 ??{\uc2\u36947\'b5\'c0}A\par \uc0\u32511 B"
    )
    assert raw(tmp_path, body) == ["绿道", "綠道", "绿辑?道A", "绿B"]


def test_bytes_of_a_western_font_that_are_chinese(tmp_path: Path) -> None:
    head = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}"
    assert raw(tmp_path, b"\\f0 " + escaped("绿道") + rb" caf\'e9 \ldblquote a\rdblquote", head) == ["绿道 café “a”"]


def test_characters_beyond_the_first_plane(tmp_path: Path) -> None:
    assert raw(tmp_path, rb"\u-10178?\u-8199?") == ["\U0001fbf9"]


def test_what_is_left_out(tmp_path: Path) -> None:
    body = (
        rb"{\header head}{\footer foot}{\pict\wmetafile8 0102}{\*\unknown secret}a{\v hidden}{\deleted gone\par }b"
        rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}{\annotation note}\bin3 xyzc\par {\info{\title t}}"
    )
    assert raw(tmp_path, body) == ["ablinkc"]


def test_printed_numbers_and_notes(tmp_path: Path) -> None:
    body = (
        rb"{\listtext\pard\plain 1.\tab}first{\footnote{\pard\plain \chftn note\par}} more\par {\pntext\f3\'b7\tab}point\par last"
    )
    assert raw(tmp_path, body) == ["1.first more", "注1：note", "point", "last"]


def test_text_boxes_stand_behind_their_paragraph(tmp_path: Path) -> None:
    body = rb"before{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt \pard box one\par box two\par}}{\shprslt old}} after\par next"
    assert raw(tmp_path, body) == ["before after", "box one", "box two", "next"]


def test_tables_with_merged_cells(tmp_path: Path) -> None:
    body = (
        rb"\trowd\trhdr\clvmgf\cellx1000\cellx3000\pard\intbl a\cell b\cell\row"
        rb"\trowd\clvmrg\cellx1000\cellx2000\cellx3010\pard\intbl\cell c\cell d\cell\row"
        rb"\trowd\clmgf\cellx1000\clmrg\cellx2000\cellx3000\pard\intbl e\par f\cell\cell g\cell\row\pard after\par"
    )
    found = document(tmp_path, body)
    assert grids(found) == [(("a", "b", "b"), ("a", "c", "d"), ("e f", "e f", "g"))]
    assert found.tables[0].header_rows == 1
    assert found.raw.endswith("after\n")


def test_tables_in_tables_come_behind_in_order(tmp_path: Path) -> None:
    def inner(word: bytes) -> bytes:
        cells = rb"\pard\intbl\itap2 " + word + rb"1\nestcell " + word + rb"2\nestcell"
        return cells + rb"{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}"

    outer = rb"\trowd\cellx1000\cellx2000" + inner(b"x") + rb"\pard\intbl a\cell" + inner(b"y") + rb"\pard\intbl b\cell\row\pard"
    found = document(tmp_path, outer)
    assert grids(found) == [(("a", "b"),), (("x1", "x2"),), (("y1", "y2"),)]


def test_a_frame_of_one_cell_is_text(tmp_path: Path) -> None:
    found = document(tmp_path, rb"\trowd\cellx5000\pard\intbl one\par two\cell\row\pard end")
    assert not found.tables
    assert found.raw == "one\ntwo\nend\n"


def test_a_file_that_ends_too_soon_says_so(tmp_path: Path) -> None:
    found = document(tmp_path, rb"{\b text \trowd\cellx100\cellx200\pard\intbl a\cell b", end=b"")
    assert [caution.code for caution in found.cautions] == ["truncated"]
    assert "a\tb" in found.raw


def test_a_file_whose_groups_are_out_of_step_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(readers.ReadFailure) as refused:
        document(tmp_path, rb"text\par " * 30, head=rb"{\rtf1{\fonttbl{\f0 SimSun;}")
    assert refused.value.code == "damaged"


@pytest.mark.parametrize(
    "piece",
    [
        rb"{",
        rb"{\b}",
        rb"}",
        rb"\trowd\cellx9\intbl x\cell\row ",
        rb"\bin-5 ",
        rb"\bin99999999 ",
        rb"{\footnote ",
        rb"\itap9\nestcell ",
    ],
)
def test_endless_groups_end(tmp_path: Path, piece: bytes) -> None:
    assert "start" in document(tmp_path, b"start\\par " + piece * 3000).raw


@pytest.mark.skipif(not (FIXTURES / "EXPECTED.json").exists(), reason="the shared fixtures are not here")
def test_shared_file() -> None:
    wanted = json.loads((FIXTURES / "EXPECTED.json").read_text("utf-8"))["b_plain_nested.rtf"]
    found = pipeline.extract(FIXTURES / "b_plain_nested.rtf")
    assert found.title == wanted["title"]
    assert [list(row) for row in found.tables[0].grid][: len(wanted["tables"][0]["grid"])] == wanted["tables"][0]["grid"]
