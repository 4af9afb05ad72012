"""The pages that are made from the code are those of this code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui import strings
from tui.pages import PAGES, renewed

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_current(name: str) -> None:
    strings.use("zh")
    page = (DOCS / name).read_text("utf-8")
    assert page == renewed(page, PAGES[name]()), "run: python -m tui.pages docs"


def test_a_page_without_marks_is_not_overwritten() -> None:
    with pytest.raises(ValueError, match="marks"):
        renewed("# 手写的一页", "表")
