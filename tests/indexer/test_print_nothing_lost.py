"""Every character of a printed page stands in the document, once, or is left out for a reason that has a name."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from indexer.blocks import Document
from indexer.readers import ReadFailure, budget, ofd, pdf
from indexer.readers.layout import Glyph, Rule, Turned
from indexer.readers.left import Left, bare
from indexer.readers.ofd_page import local
from indexer.readers.package import open_package
from indexer.readers.typeset import printed
from tests.indexer.print_pages import netted, ofd_page, ofd_path, ofd_text, sheet, shown, typed, wrapped
from tests.indexer.print_pages import ofd as written_ofd
from tests.indexer.print_pages import pdf as written_pdf

FIXTURES = Path(__file__).resolve().parents[3] / "shared" / "fixtures"
LONG = "全镇现有水塘四十三口，其中淤积较重的十七口，三年内分批清淤，并在塘边栽种垂柳和香樟，方便村民纳凉散步。"
MORE = "清淤所得塘泥经检测合格后用于改良坡地，不合格的运往县填埋场；清淤期间由村委会设置围挡和警示牌，确保往来行人安全。"
NEXT = "管护资金由镇财政按口安排，每年清淤前公示名单，村民可以到现场监督，发现偷工减料的由镇纪委查处并通报全镇各村。"
PAGES = [LONG, MORE, NEXT, LONG[::-1], MORE[::-1], NEXT[::-1]]


def read_pdf(data: bytes) -> Document:
    document = pdf.read(Path("方案.pdf"), data, "")
    assert document is not None
    return document


def read_ofd(data: bytes) -> Document:
    document = ofd.read(Path("方案.ofd"), data, "")
    assert document is not None
    return document


def characters_of_pdf(data: bytes) -> Counter[str]:
    """What PDFium says that the pages print, without what it adds itself."""
    out = Counter[str]()
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        for at in range(text.count_chars()):
            if not pypdfium2.raw.FPDFText_IsGenerated(text.raw, at):
                out += Counter(bare(chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, at))))
    document.close()
    return out


def characters_of_ofd(data: bytes) -> Counter[str]:
    """What the pages print, and their template on each of them."""
    package = open_package(data)
    parts = [name for name in package.names if name.endswith("Content.xml")]
    pages = [name for name in parts if "/Pages/" in name]
    texts = {name: "".join(one.text or "" for one in package.xml(name).iter() if local(one) == "TextCode") for name in parts}
    return Counter(bare("".join(text * (1 if name in pages else len(pages)) for name, text in texts.items())))


def account(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Document, Left]:
    """The document, and what was left out of it."""
    seen: list[Left] = []

    def spy(sheets: list[object]) -> object:
        made = printed(sheets)  # type: ignore[arg-type]
        seen.append(made[1])
        return made

    for reader in (pdf, ofd):
        monkeypatch.setattr(reader, "printed", spy)
    return (read_pdf(data) if data.startswith(b"%PDF") else read_ofd(data)), seen[0]


@pytest.mark.skipif(not FIXTURES.is_dir(), reason="the shared fixtures are not here")
@pytest.mark.parametrize("name", ["a_text.pdf", "b_nested.pdf", "b_ownerlocked.pdf", "b_lines.ofd"])
def test_each_character_of_the_fixtures_is_read_or_left_out_for_a_reason(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (FIXTURES / name).read_bytes()
    given = (characters_of_pdf if name.endswith("pdf") else characters_of_ofd)(data)
    document, left = account(data, monkeypatch)
    named = Counter(bare("".join([*(text for _, text in left.heads), *left.again])))
    assert Counter(bare(document.raw)) + named == given
    assert left.missing == 0
    assert left.turned == []


TABLE = netted([80.0, 110.0, 250.0, 400.0], [100.0, 130.0, 160.0, 190.0])
TABLE = [rule for rule in TABLE if rule.level is False or rule.y0 in (100.0, 130.0, 190.0)] + [Rule(110, 160, 400, 160)]


def turned(text: str, turn: int, x: float, y: float, size: float = 10.0) -> list[Turned]:
    """A label that begins at a place and runs upwards (turn 1) or downwards (turn 3)."""
    out = []
    for at, char in enumerate(text):
        along = at * size
        middle = y - along - size / 2 if turn == 1 else y + along + size / 2
        start = (842 - y if turn == 1 else y) + along
        baseline = x if turn == 1 else 595 - x
        out.append(Turned(turn, x, middle, Glyph(char, start, start + size, baseline, size)))
    return out


def filled() -> list[Glyph]:
    texts = [("类别", 84, 118), ("任务", 114, 118), ("口数", 254, 118), ("清淤", 114, 148), ("3", 254, 148), ("栽树", 114, 178)]
    return [glyph for text, x, y in [*texts, ("90", 254, 178)] for glyph in typed(text, x, y, 10)]


@pytest.mark.parametrize(("turn", "y"), [(1, 185.0), (3, 135.0)])
def test_a_label_that_runs_up_or_down_stands_in_its_cell(turn: int, y: float) -> None:
    page = sheet(filled() + wrapped(LONG, y=300), TABLE)
    page.turned = turned("整治", turn, 95, y)
    out, left = printed([page])
    assert "".join(out.parts).splitlines() == ["类别\t任务\t口数", "整治\t清淤\t3", "\t栽树\t90", LONG]
    assert out.tables[0].cells[1][0] == out.tables[0].cells[2][0]
    assert (left.turned, left.missing) == ([], 0)


def test_a_turned_label_of_two_lines_in_a_pdf() -> None:
    lines = "80 500 320 100 re 80 570 m 400 570 l 120 535 m 400 535 l 120 500 m 120 600 l 250 500 m 250 600 l S "
    texts = [("类别", 84, 580), ("任务", 130, 580), ("口数", 254, 580), ("清淤", 130, 548), ("3", 254, 548), ("栽树", 130, 515)]
    text = "".join(shown(*one, 10) for one in [*texts, ("90", 254, 515)])
    upwards = "q 0 1 -1 0 96 505 cm " + shown("水塘整治", 0, 0, 10) + "Q q 0 1 -1 0 110 505 cm " + shown("和绿化", 0, 0, 10) + "Q "
    document = read_pdf(written_pdf([lines + text + upwards + shown(LONG[:30], 80, 700)]))
    assert document.raw.splitlines()[1:] == ["类别\t任务\t口数", "水塘整治和绿化\t清淤\t3", "\t栽树\t90"]
    assert document.cautions == ()


def test_a_turned_label_in_an_ofd() -> None:
    frame = ofd_path(20, 40, "M 0 0 L 100 0 L 100 60 L 0 60 L 0 0 M 0 20 L 100 20 M 20 40 L 100 40 M 20 0 L 20 60 M 60 0 L 60 60")
    texts = [
        ("类别", 22, 52),
        ("任务", 42, 52),
        ("口数", 82, 52),
        ("清淤", 42, 72),
        ("3", 82, 72),
        ("栽树", 42, 92),
        ("90", 82, 92),
    ]
    cells = "".join(ofd_text(*one) for one in texts)
    label = '<ofd:TextObject ID="9" Boundary="28 96 20 30" Size="4" Font="1" CTM="0 -1 1 0 0 0">'
    label += '<ofd:TextCode X="0" Y="0" DeltaX="4">整治</ofd:TextCode></ofd:TextObject>'
    document = read_ofd(written_ofd([ofd_page(frame + cells + label)]))
    assert document.raw.splitlines() == ["类别\t任务\t口数", "整治\t清淤\t3", "\t栽树\t90"]


def test_a_turned_label_outside_of_a_table_is_a_paragraph_and_said() -> None:
    margin = "q 0 1 -1 0 40 400 cm " + shown("附图说明", 0, 0, 10) + "Q "
    document = read_pdf(written_pdf([margin + shown(LONG[:30], 80, 700) + shown("二、资金安排", 80, 660)]))
    assert document.raw.splitlines() == [LONG[:30], "二、资金安排", "附图说明"]
    (caution,) = document.cautions
    assert caution.code == "turned-text"
    assert "“附图说明”（第 1 页）" in caution.message


def test_the_page_number_of_a_page_whose_table_is_turned_is_left_out() -> None:
    across = "q 0 1 -1 0 400 100 cm " + shown(LONG[:30], 0, 0) + shown(MORE[:30], 0, -40) + "Q "
    pages = [shown(LONG[:40], 60, 700), across, shown(MORE[:40], 60, 700)]
    document = read_pdf(written_pdf([page + shown(f"{number}", 290, 40, 9) for number, page in enumerate(pages, 1)]))
    assert not any(line.isdigit() for line in document.raw.splitlines())
    assert document.cautions == ()


def test_text_on_a_picture_may_be_white_and_a_scan_may_have_a_printed_number() -> None:
    picture = "q 595 0 0 842 0 0 cm /I1 Do Q "
    cover = picture + "1 1 1 rg " + shown("柳河镇水塘整治方案", 100, 600, 30) + "0 0 0 rg "
    scan = picture + "3 Tr " + shown(LONG[:30], 80, 700) + "0 Tr " + shown("— 2 —", 280, 40, 9)
    document = read_pdf(written_pdf([cover, scan]))
    assert document.raw.splitlines() == ["柳河镇水塘整治方案", LONG[:30]]
    assert [caution.code for caution in document.cautions] == ["recognised-text"]


def test_text_of_no_size_is_hidden() -> None:
    document = read_pdf(written_pdf([shown(LONG[:30], 80, 700) + shown(MORE[:30], 80, 600, 0)]))
    assert document.raw.splitlines() == [LONG[:30]]


def test_much_hidden_text_is_said() -> None:
    document = read_pdf(written_pdf([shown(LONG[:30], 80, 700) + "1 1 1 rg " + shown(MORE[:30], 80, 600)]))
    assert [caution.code for caution in document.cautions] == ["hidden-text"]
    assert "30 个" in document.cautions[0].message


def lines_of(pages: list[list[Glyph]]) -> tuple[list[str], Left]:
    out, left = printed([sheet(glyphs) for glyphs in pages])
    return "".join(out.parts).splitlines(), left


def test_a_line_of_the_text_that_repeats_at_the_top_of_pages_stays() -> None:
    """It stands no farther from the next line than all lines do."""
    pages = [typed("责任单位：水利站", 80, 100) + wrapped(text, y=119.2) for text in PAGES[:4]]
    lines, left = lines_of(pages)
    assert "".join(lines).count("责任单位：水利站") == 4
    assert left.heads == []


def test_years_that_differ_make_no_running_head_but_page_numbers_do() -> None:
    years = [
        typed(f"{year}年度任务安排", 80, 60, 16) + wrapped(text, y=120)
        for year, text in zip((2026, 2028, 2030), PAGES, strict=False)
    ]
    assert sum("年度任务安排" in line for line in lines_of(years)[0]) == 3
    numbered = [typed(f"水塘整治方案 第{at}页", 80, 60, 10) + wrapped(text, y=120) for at, text in enumerate(PAGES[:3], 5)]
    assert lines_of(numbered)[0] == PAGES[:3]


def test_a_head_on_few_pages_that_stands_nowhere_else_is_said() -> None:
    pages = [wrapped(text, y=140) for text in PAGES * 2]
    for number in (4, 5, 6):
        pages[number] += typed("以下内容由村委会填写", 80, 60)
    lines, left = lines_of(pages)
    assert "以下内容由村委会填写" not in lines
    assert left.doubtful("".join(lines)) == [(4, "以下内容由村委会填写")]
    assert left.doubtful("一、以下内容由村委会填写") == []


def test_what_stands_above_each_part_of_a_table_is_read_once() -> None:
    xs = [80.0, 140.0, 260.0]
    above = typed("表2 水塘清单", 140, 60) + typed("单位：口", 300, 76, 10)
    parts = []
    for village in ("上柳", "下柳", "北柳"):
        cells = typed("村", 84, 94, 10) + typed("口数", 144, 94, 10) + typed(village, 84, 114, 10) + typed("5", 144, 114, 10)
        parts.append(sheet(above + cells, netted(xs, [80, 100, 120])))
    out, left = printed(parts)
    assert "".join(out.parts).splitlines() == ["表2 水塘清单", "单位：口", "村\t口数", "上柳\t5", "下柳\t5", "北柳\t5"]
    assert left.missing == 0
    assert sorted(map(bare, left.again)) == sorted(["表2水塘清单", "单位：口", "村", "口数"] * 2)


@pytest.mark.parametrize(
    "data", [written_pdf([shown(LONG[:30], 80, 700)] * 2), written_ofd([ofd_page(ofd_text(LONG[:20], 30, 60))] * 2)]
)
def test_a_file_that_takes_too_long_is_refused_in_a_sentence(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_SECONDS", -1.0)
    with pytest.raises(ReadFailure) as caught:
        (pdf if data.startswith(b"%PDF") else ofd).read(Path("方案"), data, "")
    assert caught.value.code == "too-large"
    assert "共 2 页，读到第 1 页" in caught.value.message
    assert caught.value.message.endswith("请拆分成几个文件后再导入。")


def test_a_decimal_point_of_a_narrow_font_does_not_part_a_number() -> None:
    first = typed("76.", 80, 700)
    assert lines_of([wrapped(LONG) + first + typed("5", first[-1].x1 + 3, 700)])[0][-1] == "76.5"


def test_vertical_writing_is_read_downwards_in_its_cell_or_beside_the_text() -> None:
    def below(text: str, x: float, y: float) -> str:
        return shown(text, x, y).replace("/F1", "/F2")

    lines = "80 300 320 200 re 120 300 m 120 500 l 120 400 m 400 400 l 250 300 m 250 500 l S "
    texts = [("清淤", 130, 450), ("3", 260, 450), ("栽树", 130, 350), ("90", 260, 350)]
    cells = "".join(shown(*one) for one in texts) + below("水塘整治", 108, 460) + below("和管护", 92, 460)
    document = read_pdf(written_pdf([shown(LONG[:30], 80, 700) + lines + cells + below("附图说明", 500, 600)]))
    assert document.raw.splitlines() == [LONG[:30], "水塘整治和管护\t清淤\t3", "\t栽树\t90", "附图说明"]
    assert [caution.code for caution in document.cautions] == ["turned-text"]
