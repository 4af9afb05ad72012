"""Line breaking: no rule broken, nothing lost, nothing too wide, linear."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from library.cleaning import clean
from tui.text.cells import pad, shown, shown_lines, width
from tui.text.wrap import CLOSING, OPENING, SPACES, Breaks, wrap, wrapped

ATOMS = (
    *"规划建设服务体系完善推进老年儿童社区机构能力提升一二三四五十的和与在了",
    *"，。、；：？！",
    *("（一）", "“十四五”", "《方案》", "‘双碳’", "【专栏】", "「示范」", "；（", "）。", "”，"),
    *("——", "……", "·", "～", "/", " ", "(1)", "1."),
    *("≥60%", "60％", "202", "2025年", "2021-2025年", "2020—2025年", "1.2亿立方米", "1,245元/人/月", "35μg/m³", "-5%", "25℃"),
    *("3.5‰", "PM2.5", "GB/T 9704", "5G", "App", "COVID-19", "〔2021〕8号", "第3章", "①", "A级", '"', "'", "%"),
)
PLAN_LIKE = st.lists(st.sampled_from(ATOMS), min_size=1, max_size=300).map("".join)
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
SAMPLE = "到2025年，护理型床位占比≥60%，“十四五”期间PM2.5平均浓度降至35μg/m³（2020—2025年）。1.2亿立方米——附件：《方案》……"


def violations(text: str, lines: list[tuple[int, int]]) -> list[str]:
    """Breaks of the rules between one line and the next, judged from the characters alone."""
    found = []
    for (start, end), (_, _) in pairwise(lines):
        last, after = text[start:end].rstrip(SPACES)[-1:], text[end]
        if after in CLOSING or (last and last in OPENING):
            found.append(text[max(0, end - 8) : end + 8])
        if text[end - 1 : end + 1] in {"——", "……"} or (text[end - 1].isdecimal() and after.isdecimal()):
            found.append(text[max(0, end - 8) : end + 8])
    return found


@given(PLAN_LIKE, st.integers(20, 200))
@example("1,245元/人/月2021-2025年", 20)
@settings(max_examples=300, deadline=None)
def test_no_rule_is_broken_wherever_it_can_be_kept(text: str, cells: int) -> None:
    breaks = Breaks(text)
    lines = breaks.lines(cells)
    if breaks.widest <= cells and text[0] not in CLOSING + SPACES:
        assert violations(text, lines) == []
    assert "".join(text[start:end] for start, end in lines) == text
    assert all(cell_len(text[start:end].rstrip(SPACES)) <= cells for start, end in lines)


@given(st.text(max_size=200).map(clean), st.integers(2, 60), st.integers(2, 60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_kept_whole_and_inside_the_width(text: str, cells: int, first: int) -> None:
    text = shown_lines(text)
    lines = wrap(text, cells, first)
    assert "".join(text[start:end] for start, end in lines) == text
    assert lines[0][0] == 0
    assert lines[-1][1] == len(text)
    for number, (start, end) in enumerate(lines):
        line = text[start:end].rstrip(SPACES + "\n")
        assert "\n" not in line
        assert width(line) == cell_len(line) <= (cells if number else first)


@pytest.mark.parametrize("cells", range(20, 120))
def test_numbers_units_words_and_long_marks_stay_whole(cells: int) -> None:
    lines = wrapped(SAMPLE, cells)
    for whole in ("2025年", "≥60%", "PM2.5", "35μg/m³", "2020—2025年", "1.2亿立方米", "——", "……", "“十"):
        assert any(whole in line for line in lines), (whole, lines)


def test_a_stretch_wider_than_the_line_is_broken_without_losing_anything() -> None:
    address = "见https://example.invalid/a_very_long_way/to_a_document_2021.html。"
    lines = wrapped(address, 12)
    assert "".join(lines) == address
    assert max(map(cell_len, lines)) <= 12
    assert not any(line[0] in CLOSING for line in lines)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here")
@pytest.mark.parametrize("cells", [8, 20, 33, 40, 60, 76, 80, 120, 200, 240])
def test_no_rule_is_broken_in_real_documents(cells: int) -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
            text = shown(line).strip()
            breaks = Breaks(text)
            lines = breaks.lines(cells)
            assert "".join(text[start:end] for start, end in lines) == text
            assert all(width(text[start:end].rstrip(SPACES)) <= cells for start, end in lines)
            if breaks.widest <= cells and text[:1] not in set(CLOSING):
                assert violations(text, lines) == []


def test_first_line_newlines_and_spaces() -> None:
    assert wrapped("甲乙丙丁戊己", 8, 4) == ["甲乙", "丙丁戊己"]
    assert wrapped("甲乙\n丙丁", 20) == ["甲乙", "丙丁"]
    assert wrapped("甲乙丙丁 \n", 8) == ["甲乙丙丁", ""]
    assert wrapped("", 8) == [""]
    assert wrapped("甲乙丙   丁", 6) == ["甲乙丙", "丁"]
    assert wrapped("    （甲乙丙丁）", 8) == ["    （甲", "乙丙丁）"]
    assert Breaks("占比≥60%").widest == 4


@pytest.mark.parametrize(
    "text",
    [
        (SAMPLE + "护理服务体系建设与完善") * 800, "-" * 60_000, "（" * 60_000, "1" * 60_000, "a-" * 30_000,
        " " * 60_000, "/" * 60_000,
        "第" * 60_000, "。 " * 30_000, "1.1" * 20_000, "( " * 30_000, "\n" * 60_000, "≥ " * 30_000, "“”" * 30_000, "1 - " * 15_000,
    ],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_time_grows_with_the_length_only(text: str) -> None:
    def cost(part: str) -> float:
        best = 9.0
        for _ in range(3):
            begun = time.process_time()
            wrap(part, 80)
            best = min(best, time.process_time() - begun)
        return best

    short = cost(text[:15_000])
    assert cost(text[:60_000]) < 8 * max(short, 0.003)


def test_the_gate_keeps_words_and_drops_what_steers() -> None:
    hostile = "甲\x1b[31m乙\x9b2J丙\u202e丁\u2066戊\u200d己\ufe0f\r\n庚\t辛\x07\x00"
    assert shown(hostile) == "甲[31m乙2J丙丁戊己 庚 辛"
    assert shown("e\u0301\u0302\u0303\u0304x") == "e\u0301\u0302x"
    assert shown("🇨🇳") == "CN"
    assert shown_lines("甲\t乙\n丙\x1b") == "甲 乙\n丙"


@given(st.text(max_size=80))
def test_what_passed_the_gate_once_passes_unchanged_and_measures_alike(text: str) -> None:
    once = shown(text)
    assert shown(once) == once
    assert cell_len(once) == sum(cell_len(char) for char in once)


def test_padding_counts_cells_and_never_cuts() -> None:
    assert pad("床位", 6) == "床位  "
    assert pad("床位", 6, "right") == "  床位"
    assert pad("床位", 7, "center") == " 床位  "
    assert pad("床位", 3) == "床位"
