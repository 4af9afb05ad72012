"""Repair: what a copying site did to a text is undone, everything else stays, and every character knows where it came from."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.blocks import Document, lines
from indexer.characters import normal_characters
from indexer.markup import plain_markdown
from indexer.pinyin_notes import without_notes
from indexer.punctuation import single_marks
from indexer.repair import repair
from indexer.script import simplified
from indexer.trace import Traced

BULK = "業(yè)務(wù)和產(chǎn)品、創(chuàng)新與發(fā)展，"
HABIT = BULK * 3


def document(raw: str, form: str = "text") -> Document:
    return Document(raw, Traced.of(raw), form, "utf-8", "0" * 64)


def notes_gone(text: str) -> str:
    return without_notes(Traced.of(text))[0].text


def sensible(text: Traced, raw: str) -> None:
    """One offset a character and one for the end, never falling, all within the file."""
    assert len(text.origin) == len(text.text) + 1
    assert all(a <= b for a, b in zip(text.origin, text.origin[1:], strict=False))
    assert text.origin[0] >= 0
    assert text.origin[-1] <= len(raw)


def test_hidden_characters_go_and_spaces_become_plain() -> None:
    raw = "\u3000\u3000云\u200b溪\xa0区\ufeff养\u00ad老\x07\u2028规\u202e划\x0c\uf06c末⾏豈"
    text = normal_characters(Traced.of(raw))
    assert text.text == "  云溪 区养老\n规划\n末行" + "\u8c48"
    sensible(text, raw)
    assert raw[text.origin[text.text.index("溪")]] == "溪"


def test_rare_han_and_private_use_stay() -> None:
    raw = "䶮塘镇、\U00030edd、\ue19f"
    assert normal_characters(Traced.of(raw)).text == raw


@pytest.mark.parametrize(
    ("noted", "plain"),
    [
        ("鄉(xiāng)鎮(zhèn)建設(shè)", "鄉鎮建設"),
        ("養（yǎng）老與(yǔ)照護(hù)", "養老與照護"),
        ("養(YǍNG)老", "養老"),
        ("養(yang)老", "養老"),
        ("養(y?ng)老", "養老"),
        ("養(yng)老", "養老"),
        ("養(ya\u030cng)老", "養老"),
        ("廣(ɡuǎnɡ)場", "廣場"),
        ("民政(mín zhèng)局", "民政局"),
        ("綠(lǜ)地", "綠地"),
        ("€(wěn)定", "€定"),
    ],
)
def test_notes_that_spell_their_character_go(noted: str, plain: str) -> None:
    assert notes_gone(HABIT + noted) == notes_gone(HABIT) + plain


@pytest.mark.parametrize(
    "text",
    ["村(居)委会", "(一)基础", "关爱(AI)平台", "手机(app)端", "街道(jiē)", "云溪(YX)", "3A(以上)", "养老(shè)", "第三方(PPP)"],
)
def test_real_brackets_stay(text: str) -> None:
    assert notes_gone(HABIT + text).endswith(text)


def test_an_authors_help_with_one_rare_character_stays() -> None:
    assert notes_gone("堽(gāng)城镇位于云溪区北部。") == "堽(gāng)城镇位于云溪区北部。"
    assert notes_gone("云溪区民政(zhèng)局负责。") == "云溪区民政局负责。"


def test_notes_without_tones_go_where_they_are_a_habit() -> None:
    assert notes_gone("業(ye)務(wu)產(chan)品創(chuang)新發(fa)展" * 3) == "業務產品創新發展" * 3


@pytest.mark.parametrize(
    ("doubled", "right"),
    [
        ("床位,。助餐", "床位。助餐"),
        ("床位,,助餐。", "床位,助餐。"),
        ("床位,、助餐", "床位、助餐"),
        ("床位，。助餐", "床位。助餐"),
        ("床位。,助餐", "床位。助餐"),
        ("床位;,助餐", "床位;助餐"),
        ("床位、、助餐", "床位、助餐"),
        ("称为“兜底”,,并", "称为“兜底”,,并"),
        ("称为“兜底”,,并。", "称为“兜底”,并。"),
    ],
)
def test_doubled_marks_become_one(doubled: str, right: str) -> None:
    assert single_marks(Traced.of(doubled))[0].text == right


@pytest.mark.parametrize(
    "text", ["一是——二是……三是", "说：“好”。", "《甲》、《乙》，“丙”、“丁”", "好！”。", "1,,指标,,65\n2,,指标,,70", "3.5,4.6"]
)
def test_legal_marks_stay(text: str) -> None:
    assert single_marks(Traced.of(text))[0].text == text


def test_empty_cells_next_to_sentences_with_doubled_marks_stay() -> None:
    assert single_marks(Traced.of("1,,,元\n2,,,元"))[1] == 0


def test_traditional_writing_is_read_as_simplified() -> None:
    text, converted = simplified(Traced.of("養老機構面臨著顯著壓力，著名品牌圍繞著創建，發揮乾隆時期遺產的作用。" * 3))
    assert converted
    assert text.text.startswith("养老机构面临着显著压力，著名品牌围绕着创建，发挥乾隆时期遗产的作用。")


def test_a_traditional_name_does_not_make_a_text_traditional() -> None:
    text = "云溪区与國際書店、東風機場合作，" + "推进社区养老服务设施建设。" * 60
    assert simplified(Traced.of(text))[0].text == text


def test_a_traditional_line_in_a_simplified_text_is_converted() -> None:
    plain = "推进社区养老服务设施建设。" * 80
    text, converted = simplified(Traced.of(f"{plain}\n統籌規劃養老機構與鄉鎮設施建設，積極發展產業。\n{plain}"))
    assert converted
    assert text.text.split("\n")[1] == "统筹规划养老机构与乡镇设施建设，积极发展产业。"


def test_markdown_reads_as_it_is_seen() -> None:
    raw = "## **一、** 基础 ##\n> 引用\n**专栏1** 见[附件](a.md)，`代码` 与 *重点*，3\\*4\n| a | b |\n<!-- 注\n释 -->末"
    text = plain_markdown(Traced.of(raw))
    assert text.text == "## 一、 基础\n引用\n专栏1 见附件，代码 与 重点，3*4\n| a | b |\n\n末"
    sensible(text, raw)


def test_the_whole_repair_keeps_lines_and_places() -> None:
    raw = f"一、{HABIT}\r\n\r\n雲溪區養(yǎng)老機構(gòu),。服務(wù)體系建設(shè)面臨著挑戰(zhàn),、機遇。\r\n"
    text = Traced.of(raw).sub(re.compile("\r\n"), "\n")
    repaired = repair(Document(raw, text, "text", "utf-8", "0" * 64))
    blocks = lines(repaired.text, raw)
    assert [block.line for block in blocks] == [1, 3]
    assert blocks[1].text.text == "云溪区养老机构。服务体系建设面临着挑战、机遇。"
    at = blocks[1].text.text.index("机构")
    assert raw[blocks[1].text.origin[at]] == "機"
    assert {caution.code for caution in repaired.cautions} == {"pinyin-notes", "doubled-punctuation", "traditional"}


ODD = st.lists(
    st.sampled_from([*"云溪區養老機構著乾裡,，。、;；()（）“”…—?\n\t \xa0\u3000\u200b\ufeff\x0b", "養(yǎng)", "(app)"]), max_size=80
)


@given(ODD)
def test_any_text_keeps_its_way_back(parts: list[str]) -> None:
    raw = "".join(parts)
    repaired = repair(document(raw)).text
    sensible(repaired, raw)
    for block in lines(repaired, raw):
        assert 1 <= block.line <= raw.count("\n") + 1
        assert "\n" not in block.text.text


@given(ODD)
def test_repairing_twice_changes_nothing_more(parts: list[str]) -> None:
    raw = "".join(parts)
    once = repair(document(raw)).text.text
    assert repair(document(once)).text.text == once


def test_clean_text_passes_unchanged() -> None:
    raw = "    （一）健全养老服务网络。到2030年，新增助餐点24个，护理型床位占比达到68%以上，形成“一刻钟”服务圈——\n" * 30
    repaired = repair(document(raw))
    assert repaired.text.text == raw
    assert not repaired.cautions
