"""Which panes stand where, at every width."""

from __future__ import annotations

import pytest

from tui.layout import MEASURE, PANES, THREE, TWO, Pane, arrange


@pytest.mark.parametrize("active", PANES)
@pytest.mark.parametrize("zoom", [False, True])
def test_panes_fill_the_width_and_the_active_one_is_there(active: Pane, zoom: bool) -> None:
    beside: Pane = "side" if active == "reader" else active
    for width in range(40, 261):
        widths = arrange(width, active=active, beside=beside, zoom=zoom)
        assert sum(widths.values()) == width
        assert active in widths
        assert len(widths) == (1 if zoom or width < TWO else 2 if width < THREE else 3)
        assert all(cells >= 26 for cells in widths.values())
        if len(widths) > 1:
            assert 44 <= widths["reader"] <= MEASURE


def test_one_side_at_a_time_stands_beside_the_reader() -> None:
    assert list(arrange(80, active="reader", beside="tree")) == ["tree", "reader"]
    assert list(arrange(80, active="reader", beside="side")) == ["reader", "side"]


def test_what_the_reader_cannot_use_goes_to_the_others() -> None:
    widths = arrange(240, active="reader", beside="tree")
    assert widths["reader"] == MEASURE
    assert widths["side"] >= 90
