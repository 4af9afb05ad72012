"""An extractor for tests of the build: a file's first line names the district, further lines are sections or misbehaviour."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from indexer.readers import ReadFailure
from library import keys
from library.model import Plan, Section, Source
from tests.library.lib_plans import small_plan

NAME = "tests.indexer.idx_extractor:extract"


def extract(path: Path, shown_as: str) -> Plan:
    """A small plan of the district that the file names, its text added to the first section; some words do damage."""
    data = path.read_bytes()
    if not data:
        raise ReadFailure("empty", "文件是空的；请检查后再导入。")
    name, _, rest = data.decode().partition("\n")
    misbehave(rest)
    sha256 = hashlib.sha256(data).hexdigest()
    plan = small_plan(name, shown_as)
    plan = keys.rekey(plan, keys.plan_key(f"云山市{name}区", 2021, sha256))
    place = Source(1, 1, 0, 1)
    front = Section(plan.sections[0].key, None, 1, "", "", "front", rest, place)
    return replace(plan, source=replace(plan.source, sha256=sha256), sections=(front, *plan.sections[1:]))


def misbehave(rest: str) -> None:
    """Do what the text says."""
    if "CRASH" in rest:
        os._exit(3)
    if "HANG" in rest:
        time.sleep(60)
    while "SPIN" in rest:
        pass
    if "RAISE" in rest:
        raise ZeroDivisionError("by a rule")
    if "PRINT" in rest:
        sys.stdout.write("noise\n")
        sys.stdout.flush()
        os.write(1, b"more noise")
    if "SLOW" in rest:
        time.sleep(0.05)


def loose(path: Path, shown_as: str) -> Plan:
    """A plan that does not hang together."""
    plan = extract(path, shown_as)
    return replace(plan, projects=plan.projects * 2)
