"""Keys: short, readable names of plans, sections, tables, indicators and projects. Pure functions.

A plan's key is made of its place, the first year of its period and the start of its content's hash: ``yunxi-2021-3f2a``. What is
in a plan adds a dot: ``yunxi-2021-3f2a.3.2`` is the second child of the third top section (``.0`` what stands before the first
heading), ``.t3`` the third table, ``.i12`` the twelfth indicator, ``.p4`` the fourth project, counted through the document from 1.
Keys hold only ``a-z 0-9 - .``: safe in a shell without quotes.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Literal

from library.model import Plan

KeyKind = Literal["plan", "section", "table", "indicator", "project"]

_SUFFIX = "自治区|自治州|自治县|自治旗|特别行政区|新区|地区|街道|林区|省|市|区|县|旗|盟|镇|乡"
_UNIT = re.compile(rf".+?(?:{_SUFFIX})(?![省市区县旗盟])")
_STEM = re.compile(rf"(..+?)(?:{_SUFFIX})$")
_NAME_LIMIT = 24
_KINDS: dict[str, KeyKind] = {"t": "table", "i": "indicator", "p": "project"}
_SHAPE = re.compile(r"[a-z0-9]+(?:-\d{4})?-[0-9a-f]{4,64}(?:\.(?:(?P<kind>[tip])[1-9]\d*|\d+(?:\.[1-9]\d*)*))?")


def plan_key(region: str, start: int | None, sha256: str, taken: Container[str] = ()) -> str:
    """The key of a plan.

    ``region`` is its full place name (示例市云溪区; its last unit names the key, ``plan`` where there is none), ``start`` the first
    year of its period, ``sha256`` the hash of the file's bytes in hex. On a clash with ``taken`` the key takes more digits of it.
    """
    year = "" if start is None else f"-{start:04d}"
    return unused(f"{slug(region) or 'plan'}{year}-{sha256[:4]}", sha256, taken)


def unused(key: str, sha256: str, taken: Container[str]) -> str:
    """A plan's key with as many digits of its hash as make it differ from those ``taken``."""
    head = key.rpartition("-")[0]
    return next(longer for digits in range(4, 65) if (longer := f"{head}-{sha256[:digits]}") not in taken or digits == 64)


def slug(region: str) -> str:
    """The last unit of a place name in pinyin without tones and without its level: 示例市云溪区 -> ``yunxi``; empty for no name."""
    units = _UNIT.findall(region)
    unit = units[-1] if units else region
    stem = _STEM.fullmatch(unit)
    # Imported here: its dictionary takes a tenth of a second, and readers of keys never need it.
    from pypinyin import lazy_pinyin

    out = ""
    for syllable in lazy_pinyin(stem[1] if stem else unit):
        letters = re.sub(r"[^a-z0-9]", "", syllable.lower())
        if len(out) + len(letters) > _NAME_LIMIT:
            break
        out += letters
    return out


def section_key(plan: str, ordinals: Sequence[int]) -> str:
    """The key of a section: ``ordinals`` count it among its siblings, from the top down, from 1; ``(0,)`` is the front."""
    return ".".join([plan, *map(str, ordinals)])


def table_key(plan: str, number: int) -> str:
    """The key of the plan's table ``number`` (document order, from 1)."""
    return f"{plan}.t{number}"


def indicator_key(plan: str, number: int) -> str:
    """The key of the plan's indicator ``number`` (document order, from 1)."""
    return f"{plan}.i{number}"


def project_key(plan: str, number: int) -> str:
    """The key of the plan's project ``number`` (document order, from 1)."""
    return f"{plan}.p{number}"


def plan_of(key: str) -> str:
    """The key of the plan that a key belongs to."""
    return key.partition(".")[0]


def kind_of(key: str) -> KeyKind | None:
    """What a key names, by its shape alone; None where it is no key."""
    shape = _SHAPE.fullmatch(key)
    if shape is None:
        return None
    if shape["kind"]:
        return _KINDS[shape["kind"]]
    return "section" if "." in key else "plan"


def rekey(plan: Plan, key: str) -> Plan:
    """The same plan under another key, with the keys of everything in it."""
    if plan.key == key:
        return plan

    def moved(old: str) -> str:
        return key + old.removeprefix(plan.key)

    return replace(
        plan,
        key=key,
        sections=tuple(replace(s, key=moved(s.key), parent=s.parent and moved(s.parent)) for s in plan.sections),
        tables=tuple(replace(t, key=moved(t.key), section=moved(t.section)) for t in plan.tables),
        indicators=tuple(replace(i, key=moved(i.key), section=moved(i.section)) for i in plan.indicators),
        projects=tuple(replace(p, key=moved(p.key), section=moved(p.section)) for p in plan.projects),
    )
