"""Packages opened with distrust: what is too large, too deep, broken or locked is refused in a sentence, at little cost."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress

import pytest

from indexer.readers import ReadFailure, package
from indexer.readers.package import open_package, parsed


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def refusal(data: bytes, name: str = "a.xml") -> str:
    with pytest.raises(ReadFailure) as caught:
        open_package(data).xml(name)
    assert caught.value.message.endswith("。")
    assert "请" in caught.value.message
    return caught.value.code


def test_parts_are_found_whatever_their_case_and_slashes() -> None:
    opened = open_package(packed({"Doc\\A.xml": b"<a>1</a>", "/b.xml": b"<b/>"}))
    assert opened.names == ("Doc/A.xml", "b.xml")
    assert opened.read("doc/a.XML") == b"<a>1</a>"
    assert opened.xml("/Doc/A.xml").text == "1"
    assert "b.xml" in opened
    assert "c.xml" not in opened


def test_a_part_that_is_not_there_or_no_xml_is_damage() -> None:
    assert refusal(packed({"b.xml": b"<b/>"})) == "damaged"
    for broken in (b"", b"<a>", b"<a></b>", b"\xff\xfe\x00", b'<?xml version="1.0" encoding="nonsense"?><a/>'):
        assert refusal(packed({"a.xml": broken})) == "damaged"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_dtd_is_refused_in_any_encoding(codec: str) -> None:
    text = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'
    assert refusal(packed({"a.xml": text.encode(codec)})) == "damaged"
    assert refusal(packed({"a.xml": "<!-- -->\n<!DOCTYPE a>\n<a/>".encode(codec)})) == "damaged"
    assert parsed("<a>&lt;!DOCTYPE a&gt;</a>".encode(codec)).text == "<!DOCTYPE a>"


def test_sizes_counts_and_depth_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(packed({"a.xml": b"<a>" + b" " * (5 << 20) + b"</a>"})) == "too-large"
    monkeypatch.setattr(package, "PART_LIMIT", 1000)
    assert refusal(packed({"a.xml": b"<a>" + random.Random(1).randbytes(1000) + b"</a>"})) == "too-large"
    monkeypatch.setattr(package, "MOST_TAGS", 10)
    assert refusal(packed({"a.xml": b"<a>" + b"<b/>" * 10 + b"</a>"})) == "too-large"
    monkeypatch.setattr(package, "MOST_PARTS", 2)
    assert refusal(packed({"a.xml": b"<a/>", "b": b"", "c": b""})) == "too-large"


def test_elements_in_each_other_have_a_limit() -> None:
    levels = package.DEEPEST
    assert parsed(b"<a>" * levels + b"</a>" * levels) is not None
    assert refusal(packed({"a.xml": b"<a>" * (levels + 1) + b"</a>" * (levels + 1)})) == "damaged"
    assert refusal(packed({"a.xml": b"<a>" * 300_000 + b"</a>" * 300_000})) == "damaged"


def test_all_readings_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "TOTAL_LIMIT", 100)
    opened = open_package(packed({"a.xml": b"<a>" + b" " * 50 + b"</a>"}))
    opened.read("a.xml")
    with pytest.raises(ReadFailure) as caught:
        opened.read("a.xml")
    assert caught.value.code == "too-large"


def test_a_locked_part_is_encrypted_and_odd_methods_are_refused() -> None:
    data = bytearray(packed({"a.xml": b"<a/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "encrypted"
    assert refusal(packed({"a.xml": b"<a/>"}, zipfile.ZIP_LZMA)) == "damaged"


def test_a_size_that_lies_is_damage() -> None:
    data = bytearray(packed({"a.xml": b"<a>" + b"x" * 100 + b"</a>"}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (50).to_bytes(4, "little")
    assert refusal(bytes(data)) == "damaged"


def test_any_broken_byte_is_refused_or_read() -> None:
    whole = packed({"a.xml": b"<a>" + b"<b>1</b>" * 200 + b"</a>"})
    dice = random.Random(5)
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(3):
            data[dice.randrange(len(data))] = dice.randrange(256)
        with suppress(ReadFailure):
            open_package(bytes(data[: dice.randrange(len(data))] if dice.random() < 0.2 else data)).xml("a.xml")
