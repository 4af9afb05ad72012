"""For all tests: nothing of the person who runs them is read or written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples every time, so that a test fails for what was changed; GUILAN_NEW_EXAMPLES=1 looks for others.
settings.register_profile("guilan", deadline=None, derandomize="GUILAN_NEW_EXAMPLES" not in os.environ)
settings.load_profile("guilan")


@pytest.fixture(scope="session", autouse=True)
def _a_home_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """User folders (platformdirs) inside the test run's own; child processes inherit them."""
    home = tmp_path_factory.mktemp("home")
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update({name: str(Path(home, name.lower())) for name in names})
    yield
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value
