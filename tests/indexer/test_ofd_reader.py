"""OFD files (GB/T 33190): text where it is printed, tables from rules; what is damaged or hostile is refused in a sentence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from indexer.blocks import Document
from indexer.readers import ReadFailure, ofd, read
from tests.indexer.print_pages import ofd as written
from tests.indexer.print_pages import ofd_page, ofd_path, ofd_text

FIXTURES = Path(__file__).resolve().parents[3] / "shared" / "fixtures"
LONG = "全镇现有水塘四十三口，其中淤积较重的十七口，三年内分批清淤，并在塘边栽种垂柳和香樟，方便村民纳凉散步。"


def read_bytes(data: bytes) -> Document:
    document = ofd.read(Path("方案.ofd"), data, "")
    assert document is not None
    return document


def refused(data: bytes) -> ReadFailure:
    with pytest.raises(ReadFailure) as caught:
        ofd.read(Path("方案.ofd"), data, "")
    assert caught.value.message.endswith("。")
    assert "请" in caught.value.message
    return caught.value


def prose(y: float = 60.0) -> str:
    """A paragraph that is wrapped at 24 characters."""
    return ofd_text(LONG[:22], 38, y) + ofd_text(LONG[22:46], 30, y + 7) + ofd_text(LONG[46:], 30, y + 14)


def scattered(text: str, x: float, y: float) -> list[str]:
    """A text object for each character, as some printers write."""
    return [ofd_text(char, x + 4 * at, y, delta="") for at, char in enumerate(text)]


def test_wrapped_lines_are_one_paragraph_and_pages_are_counted() -> None:
    second = ofd_page(ofd_text("二、资金安排", 38, 40) + ofd_text("镇财政列支二十万元。", 38, 50))
    document = read_bytes(written([ofd_page(prose()), second]))
    assert document.raw.splitlines() == [LONG, "二、资金安排", "镇财政列支二十万元。"]
    assert document.page_at(document.raw.index("二、")) == 2
    assert (document.format, document.cautions) == ("ofd", ())


def test_objects_in_any_order() -> None:
    objects = scattered(LONG[:22], 38, 60) + scattered(LONG[22:46], 30, 67) + scattered(LONG[46:], 30, 74)
    random.Random(3).shuffle(objects)
    assert read_bytes(written([ofd_page("".join(objects))])).raw.splitlines() == [LONG]


@pytest.mark.parametrize(
    "placed",
    [
        ofd_text("资金二十万元", 30, 50, delta="4 4 4 4 4"),
        ofd_text("资金二十万元", 30, 50, delta="g 2 4 4 g 2 4"),
        ofd_text("资金二十万元", 30, 50, 1.0, 'CTM="4 0 0 4 0 -3"', delta="g 5 1"),
        ofd_text("资金二十万元", 30, 50, delta="g 99999999 4"),
        ofd_text("资金", 30, 50) + ofd_text("二十万元", 38, 50),
    ],
)
def test_every_way_to_place_characters(placed: str) -> None:
    assert read_bytes(written([ofd_page(placed)])).raw == "资金二十万元\n"


@pytest.mark.parametrize("matrix", ["0 1 -1 0 100 0", "0 -1 1 0 0 100", "-1 0 0 -1 100 100"])
def test_pages_whose_text_stands_turned(matrix: str) -> None:
    lines = [
        f'<ofd:TextObject ID="1" Boundary="0 0 210 297" Size="4" CTM="{matrix}"><ofd:TextCode X="10" Y="{y}" DeltaX="g 5 4">{text}'
        "</ofd:TextCode></ofd:TextObject>"
        for y, text in ((20, "一、资金安排"), (28, "列支二十万元"))
    ]
    assert read_bytes(written([ofd_page("".join(lines))])).raw.splitlines() == ["一、资金安排", "列支二十万元"]


def test_the_head_that_a_template_prints_is_no_text() -> None:
    template = ofd_page(ofd_text("柳河镇人民政府文件", 80, 15))
    used = '<ofd:Template TemplateID="7" ZOrder="Background"/>'
    common = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/7.xml"/>'
    pages = [ofd_page(prose(), used), ofd_page(prose(80), used)]
    for number in (1, 2):
        data = written(pages[:number], {"Doc_0/Tpls/7.xml": template}, common)
        assert read_bytes(data).raw.splitlines() == [LONG] * number


def test_the_form_that_a_template_prints_is_text() -> None:
    template = ofd_page(ofd_text("项目名称", 30, 100))
    page = ofd_page(prose() + ofd_text("水塘清淤", 60, 120), '<ofd:Template TemplateID="7"/>')
    data = written([page], {"Doc_0/Tpls/7.xml": template}, '<ofd:TemplatePage ID="7" BaseLoc="/Doc_0/Tpls/7.xml"/>')
    assert read_bytes(data).raw.splitlines() == [LONG, "项目名称", "水塘清淤"]


@pytest.mark.parametrize("filled", [False, True])
def test_paths_rule_tables(filled: bool) -> None:
    def drawn(x: float, y: float, width: float, height: float) -> str:
        if filled:
            data = f"M 0 0 L {max(width, 0.2)} 0 L {max(width, 0.2)} {max(height, 0.2)} L 0 {max(height, 0.2)} C"
            return ofd_path(x, y, data, 'Stroke="false" Fill="true"')
        return ofd_path(x, y, f"M 0 0 L {width} {height}")

    rules = [drawn(30, y, 120, 0) for y in (100, 120)] + [drawn(70, 110, 80, 0)] + [drawn(x, 100, 0, 20) for x in (30, 70, 150)]
    cells = ofd_text("片区", 32, 111) + ofd_text("清淤三口", 72, 107) + ofd_text("栽树九十棵", 72, 117)
    document = read_bytes(written([ofd_page(prose() + "".join(rules) + cells)]))
    assert document.raw.splitlines() == [LONG, "片区\t清淤三口", "\t栽树九十棵"]
    (table,) = document.tables
    assert table.cells[0][0] == table.cells[1][0]


def test_hidden_text_and_annotations_are_not_read() -> None:
    hidden = (
        ofd_text("看不见", 30, 150, attributes='Visible="false"')
        + ofd_text("看不见", 30, 160, attributes='Alpha="0"')
        + ofd_text("看不见", 30, 170).replace("<ofd:TextCode", '<ofd:FillColor Value="255 255 255"/><ofd:TextCode')
        + ofd_text("斜印章", 30, 180, attributes='CTM="0.7 0.7 -0.7 0.7 0 0"')
    )
    annotation = {"Doc_0/Annots/1.xml": ofd_page(ofd_text("批注的话", 30, 60))}
    data = written([ofd_page(prose() + hidden)], annotation, more="<ofd:Signatures>/Doc_0/Signs.xml</ofd:Signatures>")
    document = read_bytes(data)
    assert document.raw.splitlines() == [LONG]
    assert [caution.code for caution in document.cautions] == ["slanted-text", "seal"]
    assert "“斜印章”（第 1 页）" in document.cautions[0].message


def test_all_documents_of_a_file_are_read() -> None:
    assert read_bytes(written([ofd_page(prose())], bodies=2)).raw.splitlines() == [LONG, LONG]


def test_a_page_that_is_missing_is_named() -> None:
    data = written([ofd_page(prose()), "<broken", ofd_page(prose())])
    (caution,) = read_bytes(data).cautions
    assert caution.code == "damaged"
    assert "第 2 页" in caution.message
    assert refused(written(["<broken", "<broken"])).code == "damaged"
    assert refused(written([])).code == "damaged"


def test_pictures_without_text() -> None:
    picture = ofd_page('<ofd:ImageObject ID="3" Boundary="0 0 210 297" ResourceID="9"/>')
    assert [caution.code for caution in read_bytes(written([ofd_page(prose()), picture])).cautions] == ["pages-without-text"]
    assert refused(written([picture])).code == "no-text-layer"
    under = ofd_page(
        '<ofd:ImageObject ID="3" Boundary="0 0 210 297"/>' + ofd_text("识别出来的字", 30, 60, attributes='Fill="false"')
    )
    assert [caution.code for caution in read_bytes(written([under])).cautions] == ["recognised-text"]


def test_names_of_parts_stay_within_the_package(tmp_path: Path) -> None:
    outside = tmp_path / "secret.xml"
    outside.write_text(ofd_page(ofd_text("外面的秘密", 30, 60)), "utf-8")
    path = tmp_path / "方案.ofd"
    for name in (str(outside), "../../../../" + outside.name):
        root = f'<ofd:OFD xmlns:ofd="x"><ofd:DocBody><ofd:DocRoot>{name}</ofd:DocRoot></ofd:DocBody></ofd:OFD>'
        path.write_bytes(written([ofd_page(prose())], {"OFD.xml": root}))
        with pytest.raises(ReadFailure) as caught:
            read(path)
        assert caught.value.code == "damaged"


def test_too_many_pages_or_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written([ofd_page(prose())] * 3)
    monkeypatch.setattr(ofd, "MOST_PAGES", 2)
    assert refused(data).code == "too-large"
    monkeypatch.setattr(ofd, "MOST_PAGES", 3)
    monkeypatch.setattr(ofd, "MOST_CHARACTERS", 60)
    assert refused(data).code == "too-large"


@pytest.mark.parametrize("wrong", ["", "x", "nan", "inf", "1e400", "-5", "1 2 3"])
def test_numbers_that_are_none(wrong: str) -> None:
    code = f'<ofd:TextCode X="{wrong}" DeltaX="g {wrong} {wrong}">字</ofd:TextCode></ofd:TextObject>'
    text = f'<ofd:TextObject Boundary="{wrong}" Size="{wrong}">{code}'
    loose = f'<ofd:TextObject Boundary="30 90 9 9" Size="4">{code}'
    path = ofd_path(0, 0, f"M {wrong} L {wrong} {wrong} B 1 2 C")
    assert LONG[:22] in read_bytes(written([ofd_page(prose() + text + path + loose)])).raw


@pytest.mark.skipif(not FIXTURES.is_dir(), reason="the shared fixtures are not here")
def test_the_table_of_the_fixture_is_whole() -> None:
    document = read_bytes((FIXTURES / "b_lines.ofd").read_bytes())
    assert [(len(table.cells), len(table.cells[0])) for table in document.tables] == [(5, 5)]
