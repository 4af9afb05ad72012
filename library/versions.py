"""The same document twice: in two formats, as a draft and the final text, on its issuer's site and on another.

Two documents are versions of one when place and period do not contradict each other and either `SAME` of all their shingles are
common, or their titles agree and `PART` of the shorter one's stand in the longer one. (Measured: other plans of one city and period
have 0.03 in common; one plan in eleven files of seven formats 0.8 and more.) Texts of fewer than `LEAST` shingles are not judged,
unless they agree to the letter.

The likeness of pairs is kept in ``version_pairs``; from these and from what a person decided follows, for each plan,
``plans.superseded_by``, the key of the version that counts instead, and ``plans.version``, what it is beside that one.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from library.chinese import folded
from library.sketch import Sketch, held, likeness, sketch

Kind = Literal["草案与正式稿", "转载", "同文（格式不同）", "同文（另一份）"]
Decision = Literal["preferred", "apart"]

SAME = 0.6
"""Share of all shingles in common that makes one text of two, whatever their titles are read as."""
PART = 0.4
"""Share of the shorter text in the longer one that makes versions of two documents with one title: a draft is rewritten."""
LEAST = 50

_STAGE = re.compile(
    r"[（(〔\[【][^（）()]*(?:稿|草案|意见|建议|转载|全文|附)[^（）()]*[)）〕\]】]|关于|印发|发布|公布|《|》|的?通知$|全文"
)
_SILENT = re.compile(r"[\W_]+")
_LOST = ("missing-box", "missing-box-body", "missing-section", "truncated", "damaged", "undecodable", "no-outline")
_SHEETS = ("xls", "xlsx")
"""A spreadsheet holds tables of a document, not the document: it is a version of other spreadsheets alone."""
_QUALITY = (*_SHEETS, "text", "markdown", "rtf", "doc", "wps", "html", "pdf", "ofd", "docx")
"""Formats, those that keep structure best last; any other ranks with text."""
_NAMED = 4
_WHOLE = 0.9  # of the longest version's shingles


@dataclass(frozen=True, slots=True)
class Version:
    """One of several versions of a document. ``kind`` says how it stands to the one that counts; None for that one itself."""

    plan: str
    title: str
    file: str
    format: str
    kind: str | None

    @property
    def preferred(self) -> bool:
        """Whether this is the one that counts."""
        return self.kind is None


@dataclass(frozen=True, slots=True)
class _Facts:
    key: str
    title: str
    region: str
    period: tuple[int | None, int | None]
    doc_type: str
    format: str
    encoding: str | None
    cautions: frozenset[str]
    sketch: Sketch

    @property
    def draft(self) -> bool:
        return "draft" in self.cautions

    @property
    def repost(self) -> bool:
        return "repost" in self.cautions


def update(connection: sqlite3.Connection) -> None:
    """After documents came and went, inside their transaction: compare the new ones with all, and settle which ones count."""
    for (key,) in connection.execute("SELECT key FROM plans WHERE key NOT IN (SELECT plan FROM plan_sketches)").fetchall():
        drawn = sketch("\n".join(_texts(connection, key)))
        connection.execute("INSERT INTO plan_sketches VALUES (?, ?, ?)", (key, drawn.shingles, drawn.to_bytes()))
        connection.execute("UPDATE plans SET version = '' WHERE key = ?", (key,))
    facts = _facts(connection)
    # New, or left behind by the version that it was known through. One of each group is enough to compare these with.
    paired = "SELECT plan FROM version_pairs UNION SELECT other FROM version_pairs"
    loose = f"version = '' OR (version IS NOT NULL AND key NOT IN ({paired}))"
    new = [facts[key] for (key,) in connection.execute(f"SELECT key FROM plans WHERE {loose} ORDER BY key")]
    known = [facts[key] for (key,) in connection.execute("SELECT key FROM plans WHERE version IS NULL ORDER BY key")]
    for one in new:
        likes = [(other, alike) for other in known if (alike := _alike(one, other))]
        for other, alike in likes:
            connection.execute("INSERT INTO version_pairs VALUES (?, ?, ?)", (*sorted((one.key, other.key)), alike))
        if not likes:
            known.append(one)
    settle(connection, facts)


def settle(connection: sqlite3.Connection, facts: dict[str, _Facts] | None = None) -> None:
    """Write down, by the pairs that are alike and the decisions of a person, which version of each document counts."""
    facts = _facts(connection) if facts is None else facts
    pairs = connection.execute("SELECT plan, other FROM version_pairs ORDER BY likeness DESC, plan, other").fetchall()
    decided = connection.execute("SELECT decision, plan, other FROM version_choices ORDER BY decided_at").fetchall()
    apart = {frozenset((plan, other)) for decision, plan, other in decided if decision == "apart"}
    wanted = {plan: turn for turn, (decision, plan, _) in enumerate(decided, 1) if decision == "preferred"}
    connection.execute("UPDATE plans SET superseded_by = NULL, version = NULL WHERE version IS NOT NULL")
    for group in _groups(pairs, apart):
        members = [facts[key] for key in sorted(group)]
        longest = max(member.sketch.shingles for member in members)
        best = max(members, key=lambda member: (wanted.get(member.key, 0), *_rank(member, longest)))
        for member in members:
            if member is not best:
                given = (best.key, _kind(member, best), member.key)
                connection.execute("UPDATE plans SET superseded_by = ?, version = ? WHERE key = ?", given)


def decide(connection: sqlite3.Connection, decision: Decision, plan: str, other: str, at: str) -> None:
    """Keep a person's word, inside a transaction: which version counts (``other`` empty), or that two are none; then settle."""
    first, second = sorted((plan, other)) if other else (plan, "")
    connection.execute("INSERT OR REPLACE INTO version_choices VALUES (?, ?, ?, ?)", (decision, first, second, at))
    _decided(connection)


def forget(connection: sqlite3.Connection, plan: str, other: str) -> bool:
    """Take back the word that two are different documents, inside a transaction; whether it had been given."""
    given = sorted((plan, other))
    gone = connection.execute("DELETE FROM version_choices WHERE decision = 'apart' AND plan = ? AND other = ?", given)
    _decided(connection)
    return gone.rowcount > 0


def _decided(connection: sqlite3.Connection) -> None:
    settle(connection)
    connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'choices'")


def groups(connection: sqlite3.Connection, plan: str | None = None) -> list[tuple[Version, ...]]:
    """The documents that are here in several versions, or the versions of one plan: the one that counts first."""
    found = connection.execute(
        "SELECT COALESCE(superseded_by, key) AS best, key, title, file, format, version FROM plans"
        " WHERE superseded_by IS NOT NULL OR key IN (SELECT superseded_by FROM plans)"
        " ORDER BY best, version IS NOT NULL, key"
    )
    out: dict[str, list[Version]] = {}
    for best, *version in found:
        out.setdefault(best, []).append(Version(*version))
    return [tuple(group) for group in out.values() if plan is None or plan in {version.plan for version in group}]


def sentence(group: Sequence[Version], plan: str) -> str:
    """What a reader of ``plan`` must know of its other versions."""
    best = group[0]
    if plan != best.plan:
        kind = next(version.kind for version in group if version.plan == plan)
        return (
            f"这份文件与 {best.file}（编号 {best.plan}）是同一文件的两个版本：{kind}；比较和核对只用后者。"
            f"如果不对，可改选（guilan versions --prefer {plan}）或分开（guilan versions --apart {plan} {best.plan}）。"
        )
    others = "、".join(f"{version.file}（{version.kind}）" for version in group[1 : 1 + _NAMED]) + (
        "等" if len(group) > 1 + _NAMED else ""
    )
    return f"资料库里还有同一文件的 {len(group) - 1} 个其他版本：{others}；比较和核对只用本件。可用 guilan versions 查看和改选。"


def _texts(connection: sqlite3.Connection, plan: str) -> Iterator[str]:
    """The words of a document: headings and running text, then its tables."""
    for row in connection.execute("SELECT number, title, text FROM sections WHERE plan = ? ORDER BY position", (plan,)):
        yield from row
    yield from (text for (text,) in connection.execute("SELECT text FROM plan_tables WHERE plan = ? ORDER BY position", (plan,)))


def _facts(connection: sqlite3.Connection) -> dict[str, _Facts]:
    cautions: dict[str, set[str]] = {}
    for plan, code in connection.execute("SELECT plan, code FROM cautions"):
        cautions.setdefault(plan, set()).add(code)
    found = connection.execute(
        "SELECT key, title, region, period_start, period_end, doc_type, format, encoding, shingles, sketch"
        " FROM plans JOIN plan_sketches ON plan = key ORDER BY key"
    )
    return {key: _of_row(key, frozenset(cautions.get(key, ())), *row) for key, *row in found}


def _of_row(key: str, cautions: frozenset[str], title: str, region: str, start: int | None, end: int | None, *rest: Any) -> _Facts:
    doc_type, form, encoding, shingles, data = rest
    core = folded(_SILENT.sub("", _STAGE.sub("", title)))
    drawn = Sketch.of_bytes(shingles, data)
    return _Facts(key, core, folded(region), (start, end), doc_type, form, encoding, cautions, drawn)


def _alike(one: _Facts, other: _Facts) -> float | None:
    """How alike two versions of a document are; None where they are not versions of one."""
    if None not in (*one.period, *other.period) and one.period != other.period:
        return None
    if not (one.region.endswith(other.region) or other.region.endswith(one.region)):
        return None
    if (one.format in _SHEETS) != (other.format in _SHEETS):
        return None
    if one.sketch.shingles and one.sketch == other.sketch:
        return 1.0
    if min(one.sketch.shingles, other.sketch.shingles) < LEAST:
        return None
    alike = likeness(one.sketch, other.sketch)
    titled = bool(one.title) and one.title == other.title
    return alike if alike >= SAME or (titled and held(one.sketch, other.sketch) >= PART) else None


def _groups(pairs: Iterable[tuple[str, str]], apart: set[frozenset[str]]) -> list[set[str]]:
    """What hangs together, the likest pairs first; two that a person set apart are never in one group."""
    group_of: dict[str, set[str]] = {}
    for pair in pairs:
        one, other = (group_of.get(key, {key}) for key in pair)
        joined = one | other
        if one is not other and not any(two <= joined for two in apart):
            group_of.update(dict.fromkeys(joined, joined))
    return list({id(group): group for group in group_of.values()}.values())


def _rank(facts: _Facts, longest: int) -> tuple[object, ...]:
    """The greater, the better to rely on: final before repost before draft, whole before torn, then the format."""
    return (
        facts.doc_type == "规划",
        2 - facts.repost if not facts.draft else 0,
        facts.sketch.shingles >= _WHOLE * longest,
        not facts.cautions.intersection(_LOST),
        _QUALITY.index(facts.format) if facts.format in _QUALITY else 1,
        -len(facts.cautions),
        facts.sketch.shingles,
    )


def _kind(one: _Facts, best: _Facts) -> Kind:
    if one.draft != best.draft:
        return "草案与正式稿"
    if one.repost != best.repost:
        return "转载"
    return "同文（格式不同）" if (one.format, one.encoding) != (best.format, best.encoding) else "同文（另一份）"
