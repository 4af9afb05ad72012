"""Spaces between Han and figures: closed up in prose where the document sets them, kept in rows and in other documents."""

from __future__ import annotations

from indexer.blocks import lines
from indexer.spacing import without_spacing
from indexer.trace import Traced


def read(*rows: str) -> list[str]:
    text = "\n".join(rows)
    return [block.text.text for block in without_spacing(lines(Traced.of(text), text))]


SET = "到 2030 年，新建泵站 14 座，铺设管网 2600 公里，接入 PLC 设备 98 台，普及率达到 97% 以上。"


def test_prose_is_closed_up_and_every_character_knows_its_place() -> None:
    assert read(SET) == ["到2030年，新建泵站14座，铺设管网2600公里，接入PLC设备98台，普及率达到97%以上。"]
    (block,) = without_spacing(lines(Traced.of(SET), SET))
    assert all(SET[at] == char for at, char in zip(block.text.origin, block.text.text, strict=False))


def test_rows_of_a_table_keep_their_spaces() -> None:
    row = "新建泵站 14 20 座 预期性"
    assert read(SET, row)[1] == row


def test_a_document_without_the_habit_is_left_alone() -> None:
    rows = ["到2030年，新建泵站14座，铺设管网2600公里，消除易涝点17处。", "水务局 2026年3月，另行通知。新建 12座。"]
    assert read(*rows) == rows
