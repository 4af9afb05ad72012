"""Nothing lost: documents put together from the samples, run on, broken, paged, keep every character once, in order."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer import pipeline
from indexer.blocks import Block
from indexer.furniture import Sorted, split_furniture
from library.dump import plan_as_dict
from library.model import Plan

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_LEFT_OUT = re.compile(r"[\s。：:！!#*【】\[\]]+")
"""White space, the marks that close a title and stand for its line's end, and the marks around it."""


def bare(text: str) -> str:
    return _LEFT_OUT.sub("", text)


def read(path: Path) -> tuple[Plan, Sorted]:
    """The plan, and the blocks that the file was sorted into on the way."""
    seen: list[Sorted] = []

    def spy(blocks: list[Block]) -> Sorted:
        seen.append(split_furniture(blocks))
        return seen[-1]

    with patch.object(pipeline, "split_furniture", spy):
        return pipeline.extract(path), seen[0]


@cache
def pieces() -> list[str]:
    """Paragraphs and tables of all samples: what the documents are put together from, each with its line breaks."""
    out = []
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix in {".txt", ".md"}:
            _, parts = read(path)
            lines = [block.text.text for block in parts.body]
            out += ["\n".join(lines[at : at + 7]) for at in range(0, len(lines), 7)]
    return out


def whole(plan: Plan) -> str:
    """Titles, paragraphs and tables by their places in the file: text behind a box goes on in the section that holds the box."""
    found = [(section.source.start, section.number + section.title) for section in plan.sections if section.kind != "front"]
    for section in plan.sections:
        bounds = [*(span.offset for span in section.spans), len(section.text)]
        found += [(span.start, section.text[start:end]) for span, (start, end) in zip(section.spans, pairwise(bounds), strict=True)]
    found += [(table.source.start, table.text) for table in plan.tables]
    return "".join(bare(text) for _, text in sorted(found, key=lambda item: item[0]))


def broken(text: str, width: int) -> str:
    """The text with its long lines broken at a steady width."""
    lines = (re.findall(f".{{1,{width}}}", "　　" + line) if len(line) > width else [line] for line in text.split("\n"))
    return "\n".join(chain.from_iterable(lines))


def paged(text: str) -> str:
    lines = text.split("\n")
    marked = ([line, f"— {at // 30} —"] if at % 30 == 29 else [line] for at, line in enumerate(lines))
    return "\n".join(chain.from_iterable(marked))


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A title and pieces in any order, as lines, run on or broken."""
    chosen = draw(st.lists(st.sampled_from(pieces()), min_size=1, max_size=12))
    text = "\n".join(chosen)
    form = draw(st.sampled_from(["lines", "run on", "spaces", "broken", "paged", "blank lines"]))
    if form == "run on":
        text = text.replace("\n", "")
    elif form == "spaces":
        text = text.replace("\n", " ")
    elif form == "blank lines":
        text = text.replace("\n", "\n\n")
    elif form in {"broken", "paged"}:
        text = broken(text, draw(st.integers(28, 44)))
    return "云溪市水环境治理“十五五”规划\n" + (paged(text) if form == "paged" else text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(documents())
def test_sections_and_tables_hold_every_character_once_and_in_order(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "composed.txt"
    path.write_text(text, encoding="utf-8")
    plan, parts = read(path)
    proper = "".join(bare(block.text.text) for block in (*parts.front, *parts.body))
    assert whole(plan) == proper
    dumped = "".join(bare(s["number"] + s["title"] + s["text"]) for s in plan_as_dict(plan)["sections"])
    assert sorted(dumped) == sorted(proper)
    everything = sorted("".join(bare(b.text.text) for b in (*parts.front, *parts.body, *parts.contents)))
    outside = sorted(bare("".join(left.block.text.text for left in parts.furniture)))
    marks = sorted(bare("".join(re.findall(r"— \d+ —", text))))
    assert len(everything) + len(outside) + len(marks) >= len(bare(text)) - _repaired(text)


def _repaired(text: str) -> int:
    """Characters that repair takes out by right: doubled marks and Markdown's."""
    return len(re.findall(r"[,，、;；]{2}|`|\\|_|- ", text)) * 2
