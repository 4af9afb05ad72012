"""Indexing that is killed leaves the library whole. ``benchmarks/kill9.py`` does the same more often, at moments by chance."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from benchmarks.kill9 import Trial, state_of


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason=f"{sys.platform} has no kill -9")
def test_a_killed_run_leaves_the_library_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    trial = Trial(tmp_path, files=70)
    for share in (0.3, 0.6, 0.8, 0.9, 1.0):
        _, found = trial.kill(share)
        assert found in ("old", "between", "new")
    before = state_of(trial.library)
    trial.finish()
    assert trial.verdict(before, state_of(trial.library)) == "new"
