"""What an import says, as words and entries: how fast it is, what it would do, what it did. No screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tui.strings import text
from tui.widgets.entries import Entry
from tui.widgets.paint import row

PLAN = "plan:"
"""Begins the key of an entry that opens a plan; `VERSIONS` of one that offers the versions of a plan."""
VERSIONS = "versions:"
MOST = 150
"""Files of one kind that are named: laying out more would hold up the keys. `guilan index --json` names all."""

Said = Mapping[str, Any]


def name_of(file: object) -> str:
    """The name of a file without its folders."""
    return str(file or "").replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def pace(done: int, left: int, seconds: float) -> str:
    """Files a second and the time that is left, where ``done`` files took ``seconds``; empty while that says nothing yet."""
    if done < 2 or seconds <= 0:
        return ""
    rate = done / seconds
    minutes, rest = divmod(round(left / rate), 60)
    time = text("import.minutes", m=minutes, s=rest) if minutes else text("import.seconds", s=rest)
    return text("import.pace", rate=f"{rate:.1f}" if rate < 10 else f"{rate:.0f}", left=time)


def plan_words(plan: Said) -> str:
    """What an import would do, in one sentence."""
    counts = {name: len(plan.get(name, ())) for name in ("new", "changed", "again", "unchanged", "failed", "skipped")}
    return text("import.plan", **counts)


def plan_entries(plan: Said) -> list[Entry]:
    """What stands behind it: kinds of files, those that cannot be read by reason, then the rest by what becomes of them."""
    kinds = "，".join(text("import.kind", kind=text(f"kind.{kind}"), n=n) for kind, n in sorted(plan.get("kinds", {}).items()))
    out = [_heading(text("import.kinds", kinds=kinds))] if kinds else []
    reasons = Counter(str(one.get("message")) for one in plan.get("failed", ()))
    by_reason = {why: [one["file"] for one in plan["failed"] if one.get("message") == why] for why in reasons}
    for why, files in by_reason.items():
        out += _files(text("import.cannot", n=len(files), why=why), files)
    for name in ("new", "changed", "again", "unchanged"):
        if files := plan.get(name, ()):
            out += _files(text(f"import.would_{name}", n=len(files)), files)
    return out + _skipped(plan)


def report_words(report: Said) -> str:
    """What an import did, in one sentence."""
    counts = {name: len(report.get(name, ())) for name in ("added", "updated", "unchanged", "failed")}
    if report.get("cancelled"):
        return text("import.cancelled", **counts)
    return text("import.report", **counts) if any(counts.values()) else text("import.nothing")


def report_entries(report: Said) -> list[Entry]:
    """File by file: versions, what failed and why, what is new, what changed; a plan's warnings are a step away."""
    out: list[Entry] = []
    if versions := report.get("versions", ()):
        out += [_heading(text("import.versions", n=len(versions))), *(_version(group) for group in versions[:MOST])]
    if failed := report.get("failed", ()):
        out.append(_heading(text("import.failed_files", n=len(failed))))
        lines = [(name_of(one.get("file")), str(one.get("message", ""))) for one in failed[:MOST]]
        out += [Entry("", (row(name, indent=1), row((why, "warn"), indent=3))) for name, why in lines]
        out += _more(len(failed))
    for name in ("added", "updated"):
        if done := sorted(report.get(name, ()), key=lambda one: -one.get("warnings", 0)):
            out.append(_heading(text(f"import.{name}", n=len(done))))
            out += [_done(one) for one in done[:MOST]]
            out += _more(len(done))
    for name in ("unchanged", "removed"):
        if done := report.get(name, ()):
            out += _files(text(f"import.{name}", n=len(done)), [one["file"] for one in done])
    return out + _skipped(report)


def _version(group: Said) -> Entry:
    best, *others = group["plans"]
    named = "、".join(text("import.version_other", file=name_of(one["file"]), kind=one["kind"]) for one in others[:5])
    words = text("import.version", file=name_of(best["file"]), others=named, more="…" if len(others) > 5 else "")
    return Entry(f"{VERSIONS}{best['plan']}", (row(words, indent=1, hang=2),))


def _done(one: Said) -> Entry:
    warned = one.get("warnings", 0)
    note = f"　{text('import.warnings', n=warned)}" if warned else ""
    return Entry(f"{PLAN}{one['plan']}", (row(name_of(one["file"]), (note, "warn"), indent=1, hang=2),))


def _skipped(said: Said) -> list[Entry]:
    passed = said.get("skipped", ())
    if not passed:
        return []
    lines: Iterator[str] = (f"{name_of(one['file'])}　{one['message']}" for one in passed[:MOST])
    return _files(text("import.skipped", n=len(passed)), lines, len(passed))


def _files(title: str, files: Iterable[str], count: int | None = None) -> list[Entry]:
    names = list(files)
    shown = [Entry("", (row((name if count else name_of(name), "dim"), indent=1, hang=2),)) for name in names[:MOST]]
    return [_heading(title), *shown, *_more(len(names) if count is None else count)]


def _more(count: int) -> Sequence[Entry]:
    return [Entry("", (row((text("import.more_files", n=count - MOST), "dim"), indent=1),))] if count > MOST else []


def _heading(words: str) -> Entry:
    return Entry("", (row((words, "head")),), heading=True)
