"""Broken Word documents are read or refused; nothing else happens."""

from __future__ import annotations

import copy
import io
import random
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from indexer.readers import ReadFailure, read
from tests.indexer.docx_files import docx, item, level, p, r, tbl, tc, tr

FIXTURES = Path(__file__).resolve().parents[3] / "shared" / "fixtures"
MUTATIONS = 20


def whole() -> bytes:
    """A document with something of everything."""
    span = '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'
    box = f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{p('框')}</w:txbxContent></mc:Choice></mc:AlternateContent></w:r>"
    body = (
        p("标题", '<w:pStyle w:val="1"/>')
        + item(1)
        + tbl(tr(tc("甲", span), tc("乙")), tr(tc("", '<w:gridSpan w:val="2"/><w:vMerge/>'), tc(inner=tbl(tr(tc("a"), tc("b"))))))
        + p("", "", r("文") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + '<w:r><w:footnoteReference w:id="1"/></w:r>' + box)
    )
    return docx(
        body,
        styles='<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="1"/></w:style>',
        numbering=f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
        footnotes=f'<w:footnote w:id="1">{p("注")}</w:footnote>',
    )


def outcome(folder: Path, data: bytes) -> str:
    path = folder / "规划.docx"
    path.write_bytes(data)
    try:
        return read(path).format
    except ReadFailure as failure:
        return failure.code


def with_parts_changed(data: bytes, dice: random.Random) -> bytes:
    """The same package, in each part of it an element lost, doubled elsewhere, renamed or with an odd value."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                root = ElementTree.fromstring(part)
                for _ in range(4):
                    _spoil(list(root.iter()), dice)
                part = ElementTree.tostring(root)
            new.writestr(name, part)
    return out.getvalue()


def _spoil(nodes: list[ElementTree.Element], dice: random.Random) -> None:
    node, other = dice.choice(nodes), copy.deepcopy(dice.choice(nodes))
    match dice.randrange(4):
        case 0 if len(node):
            node.remove(dice.choice(list(node)))
        case 1:
            node.insert(dice.randrange(len(node) + 1), other)
        case 2:
            node.tag = other.tag
        case _:
            for key in node.attrib:
                node.set(key, dice.choice(("-1", "", "x", "999999999999", "1.5", "２")))


@pytest.mark.parametrize("seed", range(4))
def test_changed_bytes_and_changed_tags(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    data = whole()
    assert outcome(tmp_path, data) == "docx"
    seen = set()
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(5):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        seen.add(outcome(tmp_path, bytes(broken)))
        seen.add(outcome(tmp_path, with_parts_changed(data, dice)))
        seen.add(outcome(tmp_path, data[: dice.randrange(1, len(data))]))
    assert {"docx", "damaged"} <= seen
    assert seen <= {"docx", "damaged", "encrypted", "too-large", "empty", "unsupported", "text"}


@pytest.mark.skipif(not FIXTURES.is_dir(), reason="the shared fixtures are not here")
def test_changed_bytes_of_the_fixtures(tmp_path: Path) -> None:
    dice = random.Random(11)
    for path in sorted(FIXTURES.glob("*.docx")):
        for _ in range(MUTATIONS):
            broken = bytearray(path.read_bytes())
            for _ in range(dice.choice((1, 10, 40))):
                broken[dice.randrange(len(broken))] = dice.randrange(256)
            assert outcome(tmp_path, bytes(broken)) in ("docx", "damaged", "encrypted", "too-large", "unsupported", "doc")
