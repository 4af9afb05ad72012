"""Headings printed over two lines, and what only looks so."""

from __future__ import annotations

import pytest

from indexer.blocks import Block, lines
from indexer.halves import with_halves
from indexer.seams import Habits
from indexer.trace import Traced

PROSE = "湖东片区的雨水管网分三年改造，先老街后新城，工程避开汛期施工，每条河道的巡查记录当天上传，问题限期办结。"


def halves_of(text: str) -> list[Block]:
    blocks = lines(Traced.of(text), text)
    return with_halves(blocks, Habits([block.text.text for block in blocks]))


def joined(*rows: str) -> list[str]:
    text = "\n".join(rows)
    return [block.text.text for block in halves_of(text)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("（二）推进老城区雨污分流和", "河道生态修复"),
        ("（二）推进老城区雨污分流、", "河道生态修复"),
        ("（二）实施“清水进", "城”行动"),
        ("3.加快补齐乡镇污水处理", "设施短板"),
        ("第二节 建立覆盖城乡水体", "的监测网络"),
        ("（二）巩固提升黑臭水体整", "治成果"),
    ],
)
def test_the_second_half_is_put_back(first: str, second: str) -> None:
    assert joined(PROSE, first, second, PROSE) == [PROSE, first + second, PROSE]


def test_two_characters_that_the_document_writes_side_by_side() -> None:
    texts = (PROSE + "黑臭水体整治见效，水体整治不停。", "四、城乡水体整", "治目标", PROSE)
    assert joined(*texts)[1] == "四、城乡水体整治目标"


def test_the_list_of_contents_knows_the_title() -> None:
    rows = ("目录", "一、水体的治理基础任务........1", "二、水体", PROSE, "一、水体的治理基础", "任务", PROSE)
    assert "一、水体的治理基础任务" in joined(*rows)


@pytest.mark.parametrize(
    "rows",
    [
        (PROSE, "一、治理工作的主要任务", "河道整治", PROSE),
        (PROSE, "（二）推进老城区雨污分流", "河道整治", PROSE, "管网改造", PROSE, "（三）其他", PROSE),
        (PROSE, "1、湖东片区管网长度", "公里", "120", "预期性"),
        (PROSE, "（二）推进老城区雨污分流。", "河道整治", PROSE),
        (PROSE, "（二）推进老城区雨污分流", "表1 管网改造任务", PROSE),
    ],
)
def test_a_line_of_its_own_stays(rows: tuple[str, ...]) -> None:
    assert joined(*rows) == list(rows)


def test_lines_of_the_file_are_kept() -> None:
    text = "\n".join((PROSE, "（二）推进老城区雨污分流和", "河道生态修复", PROSE))
    block = halves_of(text)[1]
    assert (block.line, block.end_line) == (2, 3)
    assert text[block.text.start : block.text.end].replace("\n", "") == block.text.text
