"""Automatic numbers: counted as Word counts, printed as Word prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers.docx_formats import ordinal
from tests.indexer.docx_files import docx, grids, item, level, opened, p, tbl, tc, tr

OUTLINE = level(0, "chineseCounting", "%1、") + level(1, "chineseCountingThousand", "（%2）") + level(2, "decimal", "%3.")


def numbering(abstracts: dict[int, str], nums: dict[int, tuple[int, str]]) -> str:
    """numbering.xml: definitions by id, and lists by id with their definition and overrides."""
    defined = (f'<w:abstractNum w:abstractNumId="{key}">{inner}</w:abstractNum>' for key, inner in abstracts.items())
    lists = (f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>' for key, (of, more) in nums.items())
    return "".join((*defined, *lists))


def style(key: str, name: str, inner: str, based_on: str = "", more: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{key}" {more}><w:name w:val="{name}"/>{based}<w:pPr>{inner}</w:pPr></w:style>'


def numbers(folder: Path, body: str, **parts: str) -> list[str]:
    return [line.replace("条目", "").strip() for line in opened(folder, docx(body, **parts)).raw.splitlines()]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("chineseCounting", "一 十 十一 二十 二十三 一百零三 一百一十"),
        ("japaneseCounting", "一 十 十一 二十 二十三 一百零三 一百一十"),
        ("ideographDigital", "一 一〇 一一 二〇 二三 一〇三 一一〇"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾壹 贰拾 贰拾叁 壹佰零叁 壹佰壹拾"),
        ("ideographTraditional", "甲 癸 11 20 23 103 110"),
        ("ideographZodiac", "子 酉 戌 20 23 103 110"),
        ("decimalEnclosedCircle", "① ⑩ ⑪ ⑳ ㉓ 103 110"),
        ("decimalEnclosedCircleChinese", "① ⑩ ⑪ ⑳ ㉓ 103 110"),
        ("decimalEnclosedFullstop", "⒈ ⒑ ⒒ ⒛ 23 103 110"),
        ("decimalEnclosedParen", "⑴ ⑽ ⑾ ⒇ 23 103 110"),
        ("decimalFullWidth", "１ １０ １１ ２０ ２３ １０３ １１０"),
        ("decimalZero", "01 10 11 20 23 103 110"),
        ("lowerLetter", "a j k t w yyyy ffffff".replace("ffffff", "fffff")),
        ("upperRoman", "I X XI XX XXIII CIII CX"),
        ("lowerRoman", "i x xi xx xxiii ciii cx"),
        ("unheardOf", "1 10 11 20 23 103 110"),
    ],
)
def test_formats(form: str, expected: str) -> None:
    assert " ".join(ordinal(number, form) for number in (1, 10, 11, 20, 23, 103, 110)) == expected


def test_no_number_is_too_odd_for_a_format() -> None:
    forms = ("chineseCounting", "lowerLetter", "upperRoman", "ideographZodiacTraditional", "decimalEnclosedCircle")
    assert {ordinal(number, form) for form in forms for number in (0, -3, 10**9)} == {"0", "-3", "1000000000"}
    assert ordinal(3, "none") == ""


def test_levels_count_and_begin_again_below_a_new_number(tmp_path: Path) -> None:
    body = "".join(item(1, at) for at in (0, 1, 1, 2, 2, 1, 2, 0, 1, 2))
    expected = ["一、", "（一）", "（二）", "1.", "2.", "（三）", "1.", "二、", "（一）", "1."]
    assert numbers(tmp_path, body, numbering=numbering({5: OUTLINE}, {1: (5, "")})) == expected


def test_numbers_of_higher_levels_stand_in_those_below(tmp_path: Path) -> None:
    levels = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>") + level(2, "decimal", "%1.%2.%3")
    body = "".join(item(1, at, "总体") for at in (0, 1, 1, 0, 1)) + item(1, 2, "2026年")
    text = opened(tmp_path, docx(body, numbering=numbering({5: levels}, {1: (5, "")}))).raw.splitlines()
    assert text == ["第一章 总体", "1.1 总体", "1.2 总体", "第二章 总体", "2.1 总体", "二.1.1 2026年"]


def test_lists_of_one_definition_share_their_count_unless_they_begin_anew(tmp_path: Path) -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)", start=3)}</w:lvlOverride>'
    lists = numbering({5: OUTLINE, 6: OUTLINE}, {1: (5, ""), 2: (5, ""), 3: (5, anew), 4: (6, own)})
    body = "".join(item(num) for num in (1, 1, 2, 3, 3, 1, 4, 4))
    assert numbers(tmp_path, body, numbering=lists) == ["一、", "二、", "三、", "一、", "二、", "三、", "C)", "D)"]


def test_a_level_that_never_begins_again(tmp_path: Path) -> None:
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>')
    body = "".join(item(1, at) for at in (0, 1, 1, 0, 1))
    assert numbers(tmp_path, body, numbering=numbering({5: levels}, {1: (5, "")})) == ["1.", "(1)", "(2)", "2.", "(3)"]


def test_numbers_come_through_styles_and_can_be_switched_off(tmp_path: Path) -> None:
    linked = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>') + level(1, "decimal", "%2.", '<w:pStyle w:val="2"/>')
    in_list = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style("1", "heading 1", in_list) + style("2", "heading 2", in_list) + style("3", "我的标题", "", "2")

    def styled(key: str, more: str = "") -> str:
        return p("条目", f'<w:pStyle w:val="{key}"/>{more}')

    off = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    body = styled("1") + styled("2") + styled("3") + styled("1", off) + styled("1") + styled("2")
    lists = numbering({5: linked}, {1: (5, "")})
    assert numbers(tmp_path, body, styles=styles, numbering=lists) == ["一、", "1.", "2.", "", "二、", "1."]


def test_a_list_may_be_defined_by_a_list_style(tmp_path: Path) -> None:
    styles = '<w:style w:type="numbering" w:styleId="s"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    lists = numbering({5: '<w:numStyleLink w:val="s"/>', 6: OUTLINE}, {1: (5, ""), 2: (6, "")})
    assert numbers(tmp_path, item(1) + item(1, 1), styles=styles, numbering=lists) == ["一、", "（一）"]


def test_bullets_are_no_numbers_and_missing_parts_no_harm(tmp_path: Path) -> None:
    bullets = level(0, "bullet", "\uf06c") + level(1, "bullet", "l") + level(2, "bullet", "注：") + level(3, "none", "")
    body = "".join(item(1, at) for at in (0, 1, 2, 3, 8)) + item(77) + item("x")
    assert numbers(tmp_path, body, numbering=numbering({5: bullets}, {1: (5, "")})) == ["", "", "注：", "", "", "", ""]
    assert numbers(tmp_path, item(1)) == [""]


def test_serial_numbers_of_rows_are_cells(tmp_path: Path) -> None:
    rows = [tr(tc("序号"), tc("项目"))] + [tr(tc(inner=item(1, 0, "")), tc(name)) for name in ("助餐点", "照护中心", "步道")]
    body = tbl(*rows) + item(1, 0, "") + item(1)
    document = opened(tmp_path, docx(body, numbering=numbering({5: level(0, "decimal", "%1")}, {1: (5, "")})))
    assert grids(document) == [[["序号", "项目"], ["1", "助餐点"], ["2", "照护中心"], ["3", "步道"]]]
    assert document.raw.splitlines()[-1] == "5 条目"


def test_hostile_numbers_cost_nothing(tmp_path: Path) -> None:
    levels = level(0, "upperRoman", "%1" * 5000, start=999_999_999) + level(1, "lowerLetter", "%2", start=-5)
    cycle = style("a", "x", "", "b") + style("b", "y", "", "a")
    lists = numbering(
        {5: levels + level(77, "decimal", "%1")},
        {1: (5, '<w:lvlOverride w:ilvl="z"/>' + f'<w:lvlOverride w:ilvl="{"9" * 5000}"/>')},
    )
    body = item(1) + item(1, 1) + item(1, 10**6) + p("条目", '<w:pStyle w:val="a"/>')
    text = numbers(tmp_path, body, styles=cycle, numbering=lists)
    assert max(map(len, text)) < 400
    assert text[1] == "-5"
