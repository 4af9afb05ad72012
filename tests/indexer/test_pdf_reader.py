"""PDF files: what is printed is read, once and in order; what cannot be read is refused in a sentence."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest

from indexer.blocks import Document
from indexer.readers import ReadFailure, pdf, read
from tests.indexer.print_pages import pdf as written
from tests.indexer.print_pages import shown

FIXTURES = Path(__file__).resolve().parents[3] / "shared" / "fixtures"
TITLE = "柳河镇水塘整治方案"
LONG = "全镇现有水塘四十三口，其中淤积较重的十七口，三年内分批清淤，并在塘边栽种垂柳和香樟，方便村民纳凉散步。"


def read_bytes(data: bytes) -> Document:
    document = pdf.read(Path("方案.pdf"), data, "")
    assert document is not None
    return document


def refused(data: bytes) -> ReadFailure:
    with pytest.raises(ReadFailure) as caught:
        pdf.read(Path("方案.pdf"), data, "")
    assert caught.value.message.endswith("。")
    assert "请" in caught.value.message
    return caught.value


def prose(top: float = 700.0) -> str:
    """A paragraph that is wrapped at 24 characters."""
    return shown(LONG[:22], 104, top) + shown(LONG[22:46], 80, top - 20) + shown(LONG[46:], 80, top - 40)


def test_wrapped_lines_are_one_paragraph_and_pages_are_counted() -> None:
    second = shown("二、资金安排", 104, 780) + shown("镇财政每年列支二十万元。", 104, 760)
    document = read_bytes(written([shown(TITLE, 200, 780, 18) + prose(), second]))
    assert document.raw.splitlines() == [TITLE, LONG, "二、资金安排", "镇财政每年列支二十万元。"]
    assert document.page_at(document.raw.index(LONG)) == 1
    assert document.page_at(document.raw.index("二、")) == 2
    assert document.format == "pdf"


@pytest.mark.parametrize("number", ["— {} —", "- {} -", "{}", "第 {} 页 共 3 页"])
def test_heads_and_page_numbers_are_no_text(number: str) -> None:
    pages = [
        shown("柳河镇人民政府文件", 80, 800, 9) + prose(740 - 7 * at) + shown(number.format(at), 280, 40, 9) for at in (1, 2, 3)
    ]
    assert read_bytes(written(pages)).raw.splitlines() == [LONG] * 3


def test_a_page_number_with_dashes_on_the_only_page() -> None:
    assert read_bytes(written([prose() + shown("— 1 —", 280, 40, 9)])).raw.splitlines() == [LONG]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_pages_that_are_shown_turned(rotation: int) -> None:
    assert read_bytes(written([prose()], page=f"/Rotate {rotation}")).raw.splitlines() == [LONG]


@pytest.mark.parametrize("matrix", ["0 1 -1 0 842 0", "0 -1 1 0 0 842", "-1 0 0 -1 595 842"])
def test_text_that_is_drawn_turned(matrix: str) -> None:
    turned = written([f"q {matrix} cm {prose(500)} Q"], page="/MediaBox[0 0 842 842]")
    assert read_bytes(turned).raw.splitlines() == [LONG]


def test_text_drawn_twice_for_bold_print_is_read_once() -> None:
    twice = shown("一、整治目标", 104, 740) + shown("一、整治目标", 104.4, 740)
    assert read_bytes(written([twice + prose()])).raw.splitlines() == ["一、整治目标", LONG]


def test_white_and_invisible_text_is_not_read_but_white_on_dark_is() -> None:
    hidden = "1 1 1 rg " + shown("看不见的字", 80, 600) + "0 0 0 rg 3 Tr " + shown("也看不见", 80, 570) + "0 Tr "
    dark = "0.1 0.2 0.4 rg 70 520 300 40 re f 1 1 1 rg " + shown("深色底上的字", 80, 535) + "0 0 0 rg "
    lines = read_bytes(written([prose() + hidden + dark])).raw.splitlines()
    assert lines == [LONG, "深色底上的字"]


def test_a_stamp_across_the_page_is_not_read() -> None:
    stamp = "q 0.7 0.7 -0.7 0.7 300 300 cm " + shown("征求意见稿", 0, 0, 40) + "Q "
    assert read_bytes(written([stamp + prose()])).raw.splitlines() == [LONG]


def test_a_ruled_table_with_a_merged_cell() -> None:
    lines = "80 600 m 400 600 l 80 500 m 400 500 l 180 550 m 400 550 l 80 500 m 80 600 l 180 500 m 180 600 l 400 500 m 400 600 l S "
    text = shown("片区", 90, 545) + shown("清淤三口", 190, 570) + shown("栽树九十棵", 190, 520)
    document = read_bytes(written([prose() + lines + text]))
    assert document.raw.splitlines() == [LONG, "片区\t清淤三口", "\t栽树九十棵"]
    (table,) = document.tables
    assert table.cells[0][0] == table.cells[1][0]


def test_thin_filled_rectangles_are_lines_and_shading_is_none() -> None:
    shade = "0.9 g 80 550 320 50 re f 0 g "
    thin = "".join(f"{x} 500 0.5 100 re f " for x in (80, 180, 400)) + "".join(f"80 {y} 320 0.5 re f " for y in (500, 550, 600))
    text = shown("名称", 90, 570) + shown("数量", 190, 570) + shown("水塘", 90, 520) + shown("十七口", 190, 520)
    document = read_bytes(written([prose() + shade + thin + text]))
    assert document.raw.splitlines()[1:] == ["名称\t数量", "水塘\t十七口"]
    assert len(document.tables) == 1


def test_pages_of_pictures_are_named_and_a_scan_is_refused() -> None:
    picture = "q 595 0 0 842 0 0 cm /I1 Do Q"
    document = read_bytes(written([prose(), picture, picture, prose()]))
    (caution,) = document.cautions
    assert caution.code == "pages-without-text"
    assert "第 2—3 页" in caution.message
    scan = refused(written([picture, picture]))
    assert scan.code == "no-text-layer"
    assert "OCR" in scan.message
    stamped = [picture + shown(f"第 {number} 页", 280, 40, 9) for number in (1, 2, 3)]
    assert refused(written(stamped)).code == "no-text-layer"


def test_recognised_text_under_a_scan_is_read_with_a_warning() -> None:
    document = read_bytes(written(["q 595 0 0 842 0 0 cm /I1 Do Q 3 Tr " + prose()]))
    assert document.raw.splitlines() == [LONG]
    assert [caution.code for caution in document.cautions] == ["recognised-text"]


def test_what_cannot_be_opened() -> None:
    locked = "/Encrypt<</Filter/Standard/V 1/R 2/O(" + "o" * 32 + ")/U(" + "u" * 32 + ")/P -4>>/ID[(a)(a)]"
    assert refused(written([prose()], trailer=locked)).code == "encrypted"
    assert refused(b"%PDF-1.7\nnothing").code == "damaged"
    assert refused(written([prose()])[:900]).code == "damaged"


def test_a_page_tree_that_claims_a_million_pages() -> None:
    loop = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1000000>>endobj\n"
    assert refused(loop + b"trailer<</Root 1 0 R>>\n%%EOF").code == "too-large"


def test_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 40)
    assert refused(written([prose()])).code == "too-large"


def test_broken_bytes_are_refused_or_read() -> None:
    data = written([prose(), prose()])
    for seed in range(40):
        chance, broken = random.Random(seed), bytearray(data)
        for _ in range(chance.choice([1, 4, 30])):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        with suppress(ReadFailure):
            assert read_bytes(bytes(broken)).format == "pdf"


def test_the_kind_is_known_by_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "方案.doc"
    path.write_bytes(written([prose()]))
    assert read(path).raw.splitlines() == [LONG]


@pytest.mark.skipif(not FIXTURES.is_dir(), reason="the shared fixtures are not here")
@pytest.mark.parametrize(("name", "sizes"), [("a_text.pdf", [(10, 8), (43, 7)]), ("b_nested.pdf", [(6, 5), (3, 2)])])
def test_tables_of_the_fixtures_are_whole(name: str, sizes: list[tuple[int, int]]) -> None:
    document = read_bytes((FIXTURES / name).read_bytes())
    assert [(len(table.cells), len(table.cells[0])) for table in document.tables] == sizes
    assert document.cautions == ()


@pytest.mark.skipif(not FIXTURES.is_dir(), reason="the shared fixtures are not here")
def test_locks_of_the_fixtures() -> None:
    assert refused((FIXTURES / "b_encrypted.pdf").read_bytes()).code == "encrypted"
    assert read_bytes((FIXTURES / "b_ownerlocked.pdf").read_bytes()).raw
    assert refused((FIXTURES / "b_scanned.pdf").read_bytes()).code == "no-text-layer"
