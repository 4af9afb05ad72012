"""Reading files: the bytes decide, every encoding comes back the same, what is no text is refused in a sentence."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import encoding, readers
from indexer.blocks import lines

TEXT = "云溪区养老服务规划\r\n\r\n一、建设基础\r\n过去五年，云溪区建成街道照护中心6处。\r\n"
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"]


def put(folder: Path, data: bytes, name: str = "规划.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def failure(path: Path) -> readers.ReadFailure:
    with pytest.raises(readers.ReadFailure) as caught:
        readers.read(path)
    return caught.value


@pytest.mark.parametrize("codec", ENCODINGS)
def test_every_encoding_gives_the_same_text(tmp_path: Path, codec: str) -> None:
    document = readers.read(put(tmp_path, TEXT.encode(codec)))
    assert document.raw == TEXT
    assert document.encoding == codec
    assert document.format == "text"


@pytest.mark.parametrize(("codec", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
def test_a_byte_order_mark_is_no_text(tmp_path: Path, codec: str, mark: bytes) -> None:
    assert readers.read(put(tmp_path, mark + TEXT.encode(codec))).raw == TEXT


@pytest.mark.parametrize("text", ["云溪区助餐点", "任务表", "12.8公顷", "plain words, no Han at all", "䶮塘镇、㙟村和𨱏山村供水"])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_few_characters_are_enough(text: str, codec: str) -> None:
    decoded = encoding.decode(text.encode(codec))
    assert decoded is not None
    assert decoded.text == text


def test_a_long_beginning_in_ascii_decides_nothing() -> None:
    text = "plain line\n" * 3000 + TEXT
    decoded = encoding.decode(text.encode("gb18030"))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, "gb18030")


def test_offsets_are_those_of_the_decoded_file_with_its_line_ends(tmp_path: Path) -> None:
    document = readers.read(put(tmp_path, TEXT.encode()))
    for block in lines(document.text, document.raw):
        assert document.raw[block.text.start : block.text.end] == block.text.text
    assert [block.line for block in lines(document.text, document.raw)] == [1, 3, 4]


def test_a_few_broken_bytes_are_replaced_and_told(tmp_path: Path) -> None:
    data = TEXT.encode() * 5
    document = readers.read(put(tmp_path, data[:-3]))
    assert document.raw.startswith(TEXT)
    broken = bytearray(data)
    broken[data.index("建设".encode())] = 0xFF
    caution = readers.read(put(tmp_path, bytes(broken))).cautions[0]
    assert (caution.code, caution.line) == ("undecodable", 3)


def test_markdown_is_known_by_name_or_by_headings(tmp_path: Path) -> None:
    marked = "# 云溪区规划\n\n## 一、基础\n\n## 二、目标\n"
    assert readers.read(put(tmp_path, marked.encode())).format == "markdown"
    assert readers.read(put(tmp_path, TEXT.encode(), "规划.MD")).format == "markdown"


def package(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x" * 100)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"%PDF-1.7 ...", "damaged"),
        (package("word/document.xml"), "damaged"),
        (package("xl/workbook.xml"), "damaged"),
        (package("a.txt"), "unsupported"),
        (package("word/document.xml")[:-30], "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"<!DOCTYPE html><html><body></body></html>", "empty"),
        (b"{\\rtf1 {\\pict 00}}", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "unsupported"),
        (random.Random(7).randbytes(5000), "damaged"),
        (bytes(5000), "damaged"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    refused = failure(put(tmp_path, data))
    assert refused.code == code
    assert refused.message.endswith("。")
    assert "请" in refused.message


def test_mojibake_is_no_plan(tmp_path: Path) -> None:
    garbled = ("街道照护中心和社区助餐点实现全覆盖。" * 20).encode().decode("gb18030", "ignore")
    assert failure(put(tmp_path, garbled.encode())).code == "damaged"


def test_files_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert failure(tmp_path / "无").code == "unreadable"
    assert failure(tmp_path).code == "unreadable"
    monkeypatch.setattr(readers, "LIMIT", 10)
    assert failure(put(tmp_path, TEXT.encode())).code == "too-large"


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    decoded = encoding.decode(data)
    assert decoded is None or isinstance(decoded.text, str)


@given(st.text("云溪区养老服务规划，。一二三0123456789\n", min_size=6, max_size=80), st.sampled_from(ENCODINGS))
def test_common_text_survives(text: str, codec: str) -> None:
    if "云" in text or "区" in text or "规" in text:
        decoded = encoding.decode(text.encode(codec))
        assert decoded is not None
        assert decoded.text == text
